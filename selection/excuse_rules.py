"""When a seat may be recorded as not having scored, so that an absent member blocks nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdd_network.refusal import Refused
from selection import tally
from selection.models import CommitteeMember
from selection.rules import check_manages
from selection.states import RoundState

if TYPE_CHECKING:
    from cdd_network.models import User

LONGEST_REASON = 300


def _check_scoring(user: User, seat: CommitteeMember) -> None:
    check_manages(user, seat.round)
    if seat.round.state != RoundState.SCORING:
        here = RoundState(seat.round.state).label
        raise Refused(f"บันทึกหรือยกเลิกว่าไม่ได้ให้คะแนนไม่ได้ เพราะรอบการคัดเลือกอยู่ในขั้น «{here}»")


def check_may_excuse(user: User, seat: CommitteeMember) -> None:
    """A seat that has not sent all its sheets, while at least half of the scoring seats remain.

    A whole set of sheets is never left out: by then its points may be known. Source of the half:
    the quorum in the committee's rules of the year's programme.
    """
    _check_scoring(user, seat)
    if not seat.scores:
        raise Refused("ตำแหน่งนี้ไม่ได้ให้คะแนนอยู่แล้ว จึงไม่ต้องบันทึก")
    if seat.excused_reason:
        raise Refused("บันทึกไว้แล้วว่ากรรมการท่านนี้ไม่ได้ให้คะแนน")
    own = next(row for row in tally.seat_progress(seat.round) if row.seat.pk == seat.pk)
    if not own.awaited:
        raise Refused("กรรมการท่านนี้ส่งคะแนนครบแล้ว จึงบันทึกว่าไม่ได้ให้คะแนนไม่ได้")
    _check_quorum(seat)


def _check_quorum(seat: CommitteeMember) -> None:
    every = CommitteeMember.objects.scorers().filter(round=seat.round).count()
    left = CommitteeMember.objects.scoring().filter(round=seat.round).exclude(pk=seat.pk).count()
    if 2 * left < every:
        raise Refused(
            f"บันทึกไม่ได้ เพราะจะเหลือกรรมการให้คะแนน {left} จาก {every} คน ไม่ถึงกึ่งหนึ่งตามองค์ประชุม"
        )


def check_excuse(user: User, seat: CommitteeMember, reason: str) -> None:
    """Leaving a seat out says why."""
    check_may_excuse(user, seat)
    if not reason.strip():
        raise Refused("โปรดระบุเหตุผลที่กรรมการไม่ได้ให้คะแนน")


def check_unexcuse(user: User, seat: CommitteeMember) -> None:
    """Taken back until the points may be read: with one seat let in again, the others could take
    their sheets back too, knowing what all gave."""
    _check_scoring(user, seat)
    if not seat.excused_reason:
        raise Refused("ยังไม่ได้บันทึกว่ากรรมการท่านนี้ไม่ได้ให้คะแนน")
    if tally.grid_of(seat.round).is_revealed:
        raise Refused("ยกเลิกไม่ได้แล้ว เพราะกรรมการที่เหลือส่งคะแนนครบและเปิดผลคะแนนได้แล้ว")
