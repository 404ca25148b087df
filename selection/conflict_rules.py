"""Conflict of interest: what the system raises, and when a member may declare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdd_network.refusal import Refused
from cdd_network.roles import Can, check_may, may
from selection import tally
from selection.models import Declaration
from selection.rules import check_manages
from selection.states import NominationState, RoundState

if TYPE_CHECKING:
    from cdd_network.models import User
    from selection.models import CommitteeMember, Nomination

TITLES = ("นางสาว", "นาง", "นาย", "น.ส.", "ดร.", "ว่าที่ร้อยตรี", "ว่าที่ ร.ต.")


def bare_name(name: str) -> str:
    """A person's name without title and spaces, for comparing; '' for none."""
    text = " ".join(name.split())
    for title in TITLES:
        text = text.removeprefix(title).strip()
    return text.replace(" ", "")


def raised(member: CommitteeMember, nomination: Nomination, names: set[str]) -> list[str]:
    """What the system finds between a member and a nomination, as Thai sentences.

    ``names`` are the names on the group's committee, bare.
    """
    found = []
    if member.district_id and member.district_id == nomination.office.district_id:
        found.append("สังกัดอำเภอเดียวกับกลุ่มที่เสนอ")
    if member.group_id and member.group_id == nomination.group_id:
        found.append("เป็นสมาชิกของกลุ่มที่เสนอ")
    own = {bare_name(member.person), bare_name(member.delegate)}
    if member.user_id:
        own.add(bare_name(member.user.display_name))
    if (own - {""}) & names:
        found.append("ชื่อตรงกับกรรมการของกลุ่มที่เสนอ")
    return found


def check_declare(user: User, member: CommitteeMember, nomination: Nomination) -> None:
    """The member, or the province for one who scores on paper, while scoring is open."""
    if may(user, Can.SCORE):
        if member.user_id != user.pk:
            raise Refused("แจ้งการมีส่วนได้เสียได้เฉพาะในนามของตนเอง")
    else:
        check_manages(user, member.round)
    if nomination.round_id != member.round_id or nomination.state != NominationState.ACCEPTED:
        raise Refused("แบบเสนอโครงการนี้ไม่อยู่ในรายการที่ต้องให้คะแนน")
    if member.round.state != RoundState.SCORING:
        here = RoundState(member.round.state).label
        raise Refused(f"แจ้งการมีส่วนได้เสียไม่ได้ เพราะรอบการคัดเลือกอยู่ในขั้น «{here}»")
    if tally.progress_of(member.round).complete:
        raise Refused("แก้ไขการแจ้งมีส่วนได้เสียไม่ได้แล้ว เพราะกรรมการส่งคะแนนครบและเปิดผลคะแนนได้แล้ว")


def check_declared(member: CommitteeMember, nomination: Nomination) -> None:
    """Content is read after the member has declared on this nomination."""
    declared = Declaration.objects.filter(member=member, nomination=nomination)
    if not declared.exists():
        raise Refused("โปรดแจ้งว่ามีหรือไม่มีส่วนได้เสียกับโครงการนี้ก่อน จึงจะอ่านและให้คะแนนได้")


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
