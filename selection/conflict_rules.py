"""Conflict of interest: what the system raises, and when a member may declare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdd_network.refusal import Refused
from cdd_network.roles import Can, check_may, may
from selection import tally
from selection.models import Declaration, ScoreSheet
from selection.rules import check_manages
from selection.states import RoundState, SheetState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cdd_network.models import User
    from selection.models import CommitteeMember, Nomination

TITLES = ("นางสาว", "นาง", "นาย", "น.ส.", "ดร.", "ว่าที่ร้อยตรี", "ว่าที่ ร.ต.")


def bare_name(name: str) -> str:
    """A person's name without title and spaces, for comparing; '' for none."""
    text = " ".join(name.split())
    for title in TITLES:
        text = text.removeprefix(title).strip()
    return text.replace(" ", "")


def names_of(member: CommitteeMember) -> set[str]:
    """Names of whoever may sit on the seat, bare: the holder's, the delegate's, the account's."""
    names = [member.person, member.delegate]
    if member.user_id:
        names.append(member.user.display_name)
    return {bare_name(name) for name in names} - {""}


def raised(member: CommitteeMember, nomination: Nomination, *, namesake: bool) -> list[str]:
    """What the system finds between a member and a nomination, as Thai sentences.

    ``namesake``: one of ``names_of`` the member is on the group's own committee.
    """
    found = []
    if member.district_id and member.district_id == nomination.office.district_id:
        found.append("สังกัดอำเภอเดียวกับกลุ่มที่เสนอ")
    if member.group_id and member.group_id == nomination.group_id:
        found.append("เป็นสมาชิกของกลุ่มที่เสนอ")
    if namesake:
        found.append("ชื่อตรงกับกรรมการของกลุ่มที่เสนอ")
    return found


def check_may_declare(user: User, member: CommitteeMember) -> None:
    """The member, or the province for one who scores on paper, while scoring is open."""
    if may(user, Can.SCORE):
        if member.user_id != user.pk:
            raise Refused("แจ้งการมีส่วนได้เสียได้เฉพาะในนามของตนเอง")
    else:
        check_manages(user, member.round)
    if not member.scores:
        raise Refused("ตำแหน่งนี้ไม่ได้ให้คะแนน จึงไม่ต้องแจ้งการมีส่วนได้เสีย")
    if member.round.state != RoundState.SCORING:
        here = RoundState(member.round.state).label
        raise Refused(f"แจ้งการมีส่วนได้เสียไม่ได้ เพราะรอบการคัดเลือกอยู่ในขั้น «{here}»")
    if tally.grid_of(member.round).is_revealed:
        raise Refused("แก้ไขการแจ้งมีส่วนได้เสียไม่ได้แล้ว เพราะกรรมการส่งคะแนนครบและเปิดผลคะแนนได้แล้ว")


def check_own_word(
    user: User, member: CommitteeMember, said: Declaration | None, *, aside: bool
) -> None:
    """What a member declared by the own account, the province does not write over; and it stands
    nobody aside who has one: that would leave out a member without asking for the half that stays.
    """
    if member.user_id in (None, user.pk):
        return
    if said is not None and said.by_id == member.user_id:
        raise Refused("กรรมการท่านนี้แจ้งการมีส่วนได้เสียด้วยตนเองแล้ว จังหวัดจึงแก้ไขแทนไม่ได้")
    if aside:
        raise Refused("กรรมการท่านนี้มีบัญชีในระบบ การขอไม่ให้คะแนนต้องแจ้งด้วยบัญชีของตนเอง")


def check_drops(user: User, member: CommitteeMember, asides: Iterable[int]) -> None:
    """What two officers entered and confirmed, one does not drop by writing an aside."""
    if member.user_id == user.pk:
        return
    sent = ScoreSheet.objects.filter(
        member=member, nomination__in=asides, state=SheetState.SUBMITTED
    )
    if sent.exists():
        raise Refused("ยืนยันคะแนนจากกระดาษของกรรมการท่านนี้แล้ว จึงเปลี่ยนเป็นขอไม่ให้คะแนนไม่ได้")


def check_words(aside: bool, reason: str, found: list[str]) -> None:
    """Who stands aside says why; so does who scores in spite of what the system found."""
    if reason:
        return
    if aside:
        raise Refused("โปรดระบุเหตุผลที่ขอไม่ให้คะแนน")
    if found:
        raise Refused("ระบบพบข้อสังเกต โปรดระบุเหตุผลที่เห็นว่าให้คะแนนได้ หรือขอไม่ให้คะแนน")


def check_declared(member: CommitteeMember, nomination: Nomination) -> None:
    """A sheet is keyed in for one who has declared on this nomination and does not stand aside."""
    said = Declaration.objects.filter(member=member, nomination=nomination)
    aside = said.values_list("aside", flat=True).first()
    if aside is None:
        raise Refused("โปรดบันทึกการแจ้งมีส่วนได้เสียของกรรมการท่านนี้ต่อโครงการนี้ก่อน")
    if aside:
        raise Refused("กรรมการท่านนี้ขอไม่ให้คะแนนโครงการนี้ จึงไม่มีใบให้คะแนน")


def has_declared(member: CommitteeMember, nomination: Nomination) -> bool:
    """Whether the member has said anything on this nomination."""
    return Declaration.objects.filter(member=member, nomination=nomination).exists()


def check_reads(user: User, nomination: Nomination) -> None:
    """A member who has declared no interest reads the proposal; other roles as their doors say."""
    if not user.is_member:
        return
    check_may(user, Can.SCORE)
    own = Declaration.objects.filter(member__user=user, nomination=nomination)
    aside = own.values_list("aside", flat=True).first()
    if aside is None:
        raise Refused("โปรดแจ้งว่ามีหรือไม่มีส่วนได้เสียกับโครงการนี้ก่อน จึงจะอ่านได้")
    if aside:
        raise Refused("ท่านแจ้งว่ามีส่วนได้เสียกับโครงการนี้ จึงไม่เปิดให้อ่านและให้คะแนน")
