"""When points may be seen, a decision recorded, taken back, announced, corrected, explained; each
check raises Refused."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import ProtectedError
from django.db.models.deletion import Collector

from cdd_network.refusal import Refused
from cdd_network.roles import Can, check_may
from cdd_network.transitions import check_move
from selection import tally
from selection.meeting_rules import check_quorum_to_decide, in_room
from selection.models import ChosenGroup, CommitteeMember, Nomination, ResultVersion
from selection.rules import check_has_meeting, check_manages, check_step
from selection.scoring import Standing, Verdict, tied_at_cut, verdict
from selection.states import RoundState

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from cdd_network.models import User
    from selection.models import Round

BEFORE_POINTS = (RoundState.PREPARING, RoundState.OPEN, RoundState.CLOSED)
AFTER_POINTS = (RoundState.DECIDED, RoundState.ANNOUNCED)
"""The sheets were complete when it was decided, and are closed since."""


@dataclass(frozen=True)
class Choice:
    """What the committee resolved: the chosen in the order of the announcement, the reserves in
    theirs, its reasons, and who gave the casting vote and why."""

    nominations: Sequence[Nomination]
    reserve: Sequence[Nomination] = ()
    reason: str = ""
    casting_seat: CommitteeMember | None = None
    casting_reason: str = ""

    @property
    def keys(self) -> list[int]:
        """Keys of the chosen nominations, in order."""
        return [one.pk for one in self.nominations]


def check_see_points(user: User, round: Round, grid: tally.Grid | None = None) -> None:
    """Blind until complete: not even the province sees points before all sheets are sent.

    ``grid`` is the round's, of a page that has read it already; so in the checks that follow.
    """
    check_may(user, Can.DECIDE)
    check_manages(user, round)
    check_revealed(round, grid)


def check_revealed(round: Round, grid: tally.Grid | None = None) -> None:
    """All sheets are in, and no nomination is without any."""
    if round.state in AFTER_POINTS:
        return
    if round.state in BEFORE_POINTS:
        raise Refused("ยังไม่เริ่มให้คะแนน")
    now = grid or tally.grid_of(round)
    _check_all_scored(now)
    progress = now.progress
    if not progress.complete:
        raise Refused(
            f"กรรมการยังส่งคะแนนไม่ครบ (ส่งแล้ว {progress.sent} จาก {progress.wanted} ใบ) "
            "จึงยังเปิดดูคะแนนไม่ได้"
        )


def _check_all_scored(grid: tally.Grid) -> None:
    """A nomination from which all members stood aside has no mean and no place."""
    if grid.unscored:
        everyone_aside = Nomination.objects.select_related("group").get(pk=grid.unscored[0])
        raise Refused(
            f"{everyone_aside.group.name} ไม่มีกรรมการคนใดให้คะแนน เพราะทุกคนขอไม่ให้คะแนน จึงจัดลำดับไม่ได้ "
            "โปรดให้กรรมการที่ให้คะแนนได้แก้ไขการแจ้งมีส่วนได้เสีย แล้วให้คะแนนก่อน"
        )


def check_explain(user: User, round: Round, grid: tally.Grid | None = None) -> None:
    """The way from the answers to the places is the committee's paper, with each member's points.

    Its province reads it as soon as all sheets are in, the department once the result is announced;
    districts and members do not. Members are named by their posts alone.
    """
    check_may(user, Can.SEE_POINTS)
    if user.is_department:
        if not round.is_announced:
            raise Refused("จังหวัดยังไม่ประกาศผล เมื่อประกาศแล้วจึงเปิดดูที่มาของผลได้")
        return
    check_manages(user, round)
    check_revealed(round, grid)


def check_may_decide(user: User, round: Round, grid: tally.Grid | None = None) -> None:
    """The committee's decision is recorded when all points are in, in a meeting with its quorum."""
    check_may(user, Can.DECIDE)
    check_manages(user, round)
    check_move(round, RoundState.DECIDED, user)
    check_revealed(round, grid)
    check_ready_to_decide(round)


def check_ready_to_decide(round: Round) -> None:
    """The meeting that decides is known and has its quorum."""
    check_has_meeting(round)
    check_quorum_to_decide(round)


def check_decide(user: User, round: Round, choice: Choice, table: Sequence[Standing]) -> Verdict:
    """Exactly the quota, of the accepted ones; a casting vote where places leave equals at the cut,
    reasons where the choice leaves the places. Gives how the choice relates to them.

    Source of the casting vote: the committee's rules in the year's programme.
    """
    check_may_decide(user, round)
    _check_chosen(round, choice.nominations)
    _check_reserve(round, choice)
    found = verdict(table, choice.keys)
    if found is Verdict.AGAINST and not choice.reason.strip():
        raise Refused("ผลที่เลือกไม่ตรงกับลำดับคะแนน โปรดระบุเหตุผลของคณะกรรมการ")
    if found is Verdict.TIE:
        _check_casting(round, choice, table)
    elif choice.casting_seat or choice.casting_reason.strip():
        raise Refused("ผลที่เลือกไม่ได้มาจากคะแนนที่เท่ากันตรงลำดับสุดท้าย จึงไม่มีการออกเสียงชี้ขาด โปรดเว้นส่วนนั้นว่าง")
    if not choice.reason.strip() and not _reserve_follows(table, choice):
        raise Refused("กลุ่มสำรองไม่เรียงตามลำดับคะแนน โปรดระบุเหตุผลของคณะกรรมการ")
    return found


def _check_chosen(round: Round, nominations: Sequence[Nomination]) -> None:
    quota = round.programme.quota
    keys = {one.pk for one in nominations}
    if len(keys) != quota or len(nominations) != quota:
        raise Refused(f"ต้องเลือก {quota} กลุ่มพอดี (เลือกไว้ {len(keys)} กลุ่ม)")
    _check_accepted(round, keys)


def _check_accepted(round: Round, keys: Iterable[int]) -> None:
    wanted = set(keys)
    if tally.accepted_of(round).filter(pk__in=wanted).count() != len(wanted):
        raise Refused("เลือกได้เฉพาะแบบเสนอโครงการที่จังหวัดรับไว้ในรอบนี้")


def _check_reserve(round: Round, choice: Choice) -> None:
    keys = [one.pk for one in choice.reserve]
    if len(set(keys)) != len(keys):
        raise Refused("กลุ่มสำรองซ้ำกัน โปรดเลือกกลุ่มละหนึ่งลำดับ")
    for one in choice.reserve:
        if one.pk in choice.keys:
            raise Refused(
                f"{one.group.name} อยู่ในรายชื่อที่คัดเลือกแล้ว จึงเป็นกลุ่มสำรองอีกไม่ได้ "
                "โปรดเลือกกลุ่มสำรองกลุ่มอื่น หรือเลือก «ไม่มี»"
            )
    _check_accepted(round, keys)


def _reserve_follows(table: Sequence[Standing], choice: Choice) -> bool:
    """Whether the reserves are the next by place, in their order; equals in any order."""
    taken, places = set(choice.keys), {one.nomination: one.place for one in table}
    left = sorted(place for key, place in places.items() if key not in taken)
    return [places[one.pk] for one in choice.reserve] == left[: len(choice.reserve)]


def casting_seats(round: Round, tied: Collection[int]) -> QuerySet[CommitteeMember]:
    """Who may give the casting vote between the ``tied`` nominations: the chair in the room, else a
    vice-chair, else whoever the meeting puts in the chair; nobody who stood aside from one of them,
    and nobody where none are tied.
    """
    if not tied:
        return CommitteeMember.objects.none()
    aside = tally.asides_of(round).filter(nomination__in=tied)
    there = in_room(round).exclude(pk__in=aside.values("member"))
    for kind in (CommitteeMember.Seat.CHAIR, CommitteeMember.Seat.VICE):
        presiding = there.filter(seat=kind)
        if presiding.exists():
            return presiding
    return there


def _check_casting(round: Round, choice: Choice, table: Sequence[Standing]) -> None:
    if choice.casting_seat is None or not choice.casting_reason.strip():
        raise Refused(
            "คะแนนเท่ากันตรงลำดับสุดท้ายที่ได้รับเลือก แม้ใช้เกณฑ์ตัดสินแล้ว "
            "โปรดบันทึกการออกเสียงชี้ขาดของประธาน ทั้งผู้ออกเสียงและเหตุผล"
        )
    if choice.casting_seat.pk not in in_room(round).values_list("pk", flat=True):
        raise Refused(f"{choice.casting_seat.post}ไม่ได้อยู่ในที่ประชุม จึงออกเสียงชี้ขาดไม่ได้")
    tied = tied_at_cut({one.nomination: one.place for one in table}, len(choice.keys))
    if choice.casting_seat not in casting_seats(round, tied):
        raise Refused(
            f"{choice.casting_seat.post}ออกเสียงชี้ขาดไม่ได้ เป็นหน้าที่ของประธานในที่ประชุม "
            "ซึ่งไม่ได้ขอไม่ให้คะแนนกลุ่มที่คะแนนเท่ากัน"
        )


def check_see_decision(user: User, round: Round) -> None:
    """Its province reads the decision as soon as it is recorded."""
    check_may(user, Can.DECIDE)
    check_manages(user, round)
    if round.state not in AFTER_POINTS:
        raise Refused("ยังไม่ได้บันทึกผลการคัดเลือก")


def check_may_reconsider(user: User, round: Round) -> None:
    """A decision is taken back only before the announcement."""
    check_may(user, Can.DECIDE)
    check_manages(user, round)
    check_step(user, round, RoundState.DECIDED, RoundState.SCORING)


def check_reconsider(user: User, round: Round, reason: str) -> None:
    """Taking a decision back says why."""
    check_may_reconsider(user, round)
    if not reason.strip():
        raise Refused("โปรดระบุเหตุผลที่กลับไปพิจารณาใหม่")


def check_announce(user: User, round: Round) -> None:
    """Decided first, announced later, in one act; the meeting that decided is known."""
    check_may(user, Can.DECIDE)
    check_manages(user, round)
    check_move(round, RoundState.ANNOUNCED, user)
    check_has_meeting(round)


def check_may_correct(user: User, round: Round) -> None:
    """What was announced is put right by a later result that takes its place."""
    check_may(user, Can.DECIDE)
    check_manages(user, round)
    if not round.is_announced:
        raise Refused("ยังไม่ประกาศผล จึงยังไม่มีผลที่ต้องแก้ไข หากเลือกผิด ให้กลับไปพิจารณาใหม่")


def check_correct(user: User, round: Round, nominations: Sequence[Nomination], reason: str) -> None:
    """Another set or order of accepted groups, exactly the quota, with reasons; whoever has an
    allotment of budget stays."""
    check_may_correct(user, round)
    _check_chosen(round, nominations)
    now = list(ChosenGroup.objects.filter(round=round).order_by("order"))
    keys = [one.pk for one in nominations]
    if keys == [one.nomination_id for one in now]:
        raise Refused("รายชื่อและลำดับยังเหมือนที่ประกาศไว้ จึงไม่มีสิ่งที่ต้องแก้ไข")
    if not reason.strip():
        raise Refused("โปรดระบุเหตุผลที่แก้ไขประกาศ")
    for one in now:
        if one.nomination_id not in keys:
            _check_removable(one)


def _check_removable(chosen: ChosenGroup) -> None:
    """Nothing rests on the chosen group that may not go with it."""
    try:
        Collector(using=chosen._state.db, origin=chosen).collect([chosen])
    except ProtectedError:
        raise Refused(
            f"{chosen.nomination.group.name}ได้รับแจ้งการจัดสรรงบประมาณแล้ว จึงนำออกจากรายชื่อไม่ได้"
        ) from None


def check_standing_result(round: Round, number: int | None) -> None:
    """The result that was looked at is still the one that stands (``number``; None asks nothing)."""
    newest = ResultVersion.objects.filter(round=round).order_by("-number")
    if number is not None and newest.values_list("number", flat=True).first() != number:
        raise Refused("มีผู้แก้ไขผลการคัดเลือกไปแล้วหลังจากที่ท่านเปิดดู โปรดเปิดหน้านี้ใหม่แล้วตรวจอีกครั้ง")
