"""The committee's meeting: who is there, the quorum, when it begins and ends.

Source of quorum, delegates and casting vote: the committee's rules in the year's programme.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from cdd_network.refusal import Refused
from selection.models import CommitteeMember, Presence
from selection.rules import check_manages
from selection.states import RoundState

if TYPE_CHECKING:
    from cdd_network.models import User
    from selection.models import Round

NOTICE_DAYS = 3
"""Days by which the notice of the meeting should come before it; fewer is warned, not refused."""


@dataclass(frozen=True)
class Quorum:
    """Seats in the room out of all seats of the committee."""

    present: int
    seats: int

    @property
    def needed(self) -> int:
        """Half of all seats, rounded up."""
        return (self.seats + 1) // 2

    @property
    def holds(self) -> bool:
        """Whether at least half of all seats are there."""
        return self.seats > 0 and self.present >= self.needed


def quorum_of(round: Round) -> Quorum:
    """Who is in the room now; of a meeting that has ended, who was there at its end."""
    seats = CommitteeMember.objects.filter(round=round).count()
    stays = Presence.objects.filter(seat__round=round)
    last = Q(left_at=None) if round.ended_at is None else Q(left_at__gte=round.ended_at)
    return Quorum(stays.filter(last).values("seat").distinct().count(), seats)


def check_attendance(user: User, round: Round) -> None:
    """Attendance is written from the call's end until the result is announced."""
    check_manages(user, round)
    if round.state == RoundState.ANNOUNCED:
        raise Refused("แก้ไขบันทึกผู้มาประชุมไม่ได้แล้ว เพราะประกาศผลแล้ว")
    if round.state == RoundState.PREPARING:
        raise Refused("ยังบันทึกผู้มาประชุมไม่ได้ เพราะยังไม่เปิดรับแบบเสนอโครงการ")


def check_begin(user: User, round: Round) -> None:
    """A meeting begins once, with a quorum in the room."""
    check_attendance(user, round)
    if round.began_at:
        raise Refused("บันทึกการเปิดประชุมไว้แล้ว")
    quorum = quorum_of(round)
    if not quorum.holds:
        raise Refused(
            f"ยังเปิดประชุมไม่ได้ เพราะมีกรรมการมาแล้ว {quorum.present} จาก {quorum.seats} ตำแหน่ง "
            f"องค์ประชุมต้องมีอย่างน้อย {quorum.needed} ตำแหน่ง"
        )


def check_in_session(round: Round) -> None:
    """The meeting has begun and not ended."""
    if round.began_at is None:
        raise Refused("ยังไม่ได้บันทึกการเปิดประชุม")
    if round.ended_at is not None:
        raise Refused("ปิดประชุมแล้ว")


def check_end(user: User, round: Round) -> None:
    """A meeting that began ends once."""
    check_attendance(user, round)
    check_in_session(round)


def check_resume(user: User, round: Round) -> None:
    """A meeting that was ended by mistake goes on."""
    check_attendance(user, round)
    if round.ended_at is None:
        raise Refused("ยังไม่ได้ปิดประชุม")


def check_quorum_to_decide(round: Round) -> None:
    """The committee decides with a quorum, in a meeting that has begun."""
    if round.began_at is None:
        raise Refused("โปรดบันทึกผู้มาประชุมและการเปิดประชุมก่อน เพราะมติต้องมาจากการประชุมที่ครบองค์ประชุม")
    quorum = quorum_of(round)
    if not quorum.holds:
        raise Refused(
            f"องค์ประชุมไม่ครบ ขณะนี้มีกรรมการอยู่ในที่ประชุม {quorum.present} จาก {quorum.seats} ตำแหน่ง "
            f"(ต้องมีอย่างน้อย {quorum.needed}) จึงลงมติไม่ได้"
        )
