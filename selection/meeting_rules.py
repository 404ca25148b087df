"""The committee's meeting: who is there, the quorum, when it begins and ends.

Source of quorum, delegates and casting vote: the committee's rules in the year's programme.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db.models import FilteredRelation, Q
from django.utils import timezone

from cdd_network import thai
from cdd_network.refusal import Refused
from selection.models import CommitteeMember, Presence
from selection.rules import check_manages
from selection.signals import minutes_changing
from selection.states import RoundState

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from cdd_network.models import User
    from selection.models import Round

NOTICE_DAYS = 3
"""Days by which the notice of the meeting should come before it; fewer is warned, not refused."""


LONGEST_ABSENCE = 250
"""Letters of an absence's reason: it must fit into the reason for not having scored."""


AFTER_DECISION = frozenset({RoundState.DECIDED, RoundState.ANNOUNCED})


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


def minute(moment: datetime) -> datetime:
    """The moment without its seconds: as people read it and type it."""
    return moment.replace(second=0, microsecond=0)


def quorum_of(round: Round) -> Quorum:
    """Who is in the room now; of a meeting that has ended, who was there at its end."""
    stay = FilteredRelation("stays", condition=_lasts(round, "stays__"))
    seats = CommitteeMember.objects.filter(round=round).alias(stay=stay).order_by()
    there = dict(seats.values_list("pk", "stay__pk"))
    return Quorum(present=sum(stay is not None for stay in there.values()), seats=len(there))


def in_room(round: Round) -> QuerySet[CommitteeMember]:
    """The seats in the room now; of a meeting that has ended, those there at its end."""
    stays = Presence.objects.filter(_lasts(round), seat__round=round)
    return CommitteeMember.objects.filter(pk__in=stays.values("seat"))


def _lasts(round: Round, stay: str = "") -> Q:
    """Stays that last: the open ones; of a meeting that has ended, those to its end."""
    if round.ended_at is None:
        return Q(**{f"{stay}left_at": None})
    return Q(**{f"{stay}left_at__gte": round.ended_at})


def notice_warning(round: Round, today: date) -> str:
    """That an invitation sent today comes too late for the meeting; '' when it would not.

    Said only while the meeting lies ahead and no record of attendance has begun.
    """
    day = round.meeting_date
    if day is None or round.began_at or not today <= day < today + timedelta(days=NOTICE_DAYS):
        return ""
    left = (day - today).days
    when = f"เหลืออีก {left} วัน" if left else "คือวันนี้"
    return (
        f"วันประชุม{when} หนังสือเชิญประชุมควรถึงกรรมการล่วงหน้าอย่างน้อย {NOTICE_DAYS} วัน "
        "หากยังไม่ได้เชิญ โปรดพิจารณาเลื่อนวันประชุมหรือแจ้งกรรมการทุกคนโดยตรง"
    )


def absence_words(reason: str) -> str:
    """The reason for not having scored of a seat that was absent with ``reason``."""
    return f"ไม่มาประชุม ({reason})" if reason else ""


def meeting_day(round: Round, otherwise: datetime | None = None) -> date:
    """The day on which a typed time lies: the meeting's, else that of ``otherwise``, else today."""
    return round.meeting_date or timezone.localdate(otherwise)


def at_time(day: date, clock: time, *near: datetime | None) -> datetime:
    """The moment of a typed time. One of ``near`` that lies in this very minute is taken instead:
    what was tapped keeps its seconds, and two events of one minute stay together."""
    moment = timezone.make_aware(datetime.combine(day, clock))
    return next((one for one in near if one and minute(one) == moment), moment)


def check_moment(round: Round, moment: datetime) -> None:
    """What is recorded has happened, and not before the meeting's day."""
    if moment > timezone.now():
        raise Refused("เวลาที่บันทึกต้องไม่หลังเวลาขณะนี้")
    if round.meeting_date and timezone.localdate(moment) < round.meeting_date:
        day = thai.date_text(round.meeting_date)
        raise Refused(f"วันประชุมคือวันที่ {day} ยังบันทึกเหตุการณ์ในที่ประชุมไม่ได้ หากเลื่อนวัน โปรดแก้วันประชุมก่อน")


def check_attendance(user: User, round: Round) -> None:
    """Attendance is written from the call on until the result is announced and the meeting closed.

    A meeting whose closing was forgotten is completed after the announcement; the quorum at its
    beginning and at the decision stays guarded, and an issued report of it is kept true.
    """
    check_manages(user, round)
    if round.state == RoundState.ANNOUNCED and round.ended_at is not None:
        raise Refused("แก้ไขบันทึกผู้มาประชุมไม่ได้แล้ว เพราะประกาศผลและปิดประชุมแล้ว")
    if round.state == RoundState.PREPARING:
        raise Refused("ยังบันทึกผู้มาประชุมไม่ได้ เพราะยังไม่เปิดรับแบบเสนอโครงการ")
    if round.state in AFTER_DECISION:
        minutes_changing.send(type(round), round=round)


def check_in_room_changes(user: User, round: Round) -> None:
    """People come and go until the meeting is closed, or its result announced."""
    check_attendance(user, round)
    if round.state == RoundState.ANNOUNCED:
        raise Refused("ประกาศผลแล้ว จึงบันทึกการมาหรือออกเพิ่มไม่ได้ แก้เวลาและบันทึกการปิดประชุมได้")
    if round.ended_at is not None:
        raise Refused("ปิดประชุมแล้ว หากปิดโดยพลั้งพลาด โปรดเปิดประชุมต่อก่อน")


def check_undo(user: User, round: Round) -> None:
    """What was tapped by mistake is taken back until the decision is recorded: it rests on this."""
    check_in_room_changes(user, round)
    if round.state in AFTER_DECISION:
        raise Refused("ยกเลิกไม่ได้ เพราะบันทึกผลการคัดเลือกแล้ว หากจำเป็น โปรดกลับไปพิจารณาใหม่ก่อน")


def check_begin(user: User, round: Round) -> None:
    """A meeting begins once, with a quorum in the room."""
    check_attendance(user, round)
    if round.began_at:
        raise Refused("บันทึกการเปิดประชุมไว้แล้ว")
    check_quorum(quorum_of(round))


def check_quorum(quorum: Quorum) -> None:
    """The meeting begins with half of the committee in the room."""
    if not quorum.holds:
        raise Refused(
            f"ยังเปิดประชุมไม่ได้ เพราะมีกรรมการมาแล้ว {quorum.present} จาก {quorum.seats} ตำแหน่ง "
            f"องค์ประชุมต้องมีอย่างน้อย {quorum.needed} ตำแหน่ง"
        )


def check_cancel_begin(user: User, round: Round) -> None:
    """A beginning that was tapped by mistake is taken back."""
    check_in_session(round)
    check_undo(user, round)


def check_quorum_stood(round: Round) -> None:
    """Whatever times were corrected: a quorum was in the room when the meeting began, and when it
    decided (at its end, where that was written down only afterwards)."""
    if round.began_at is None:
        return
    _check_quorum_at(round, round.began_at, "เปิดประชุม")
    if round.state in AFTER_DECISION:
        ends = [moment for moment in (round.decided_at, round.ended_at) if moment]
        _check_quorum_at(round, min(ends), "ลงมติ")


def _check_quorum_at(round: Round, moment: datetime, what: str) -> None:
    at = minute(moment)
    there = Presence.objects.filter(
        Q(left_at=None) | Q(left_at__gte=at),
        seat__round=round,
        arrived_at__lt=at + timedelta(minutes=1),
    )
    seats = CommitteeMember.objects.filter(round=round).count()
    quorum = Quorum(there.values("seat").distinct().count(), seats)
    if not quorum.holds:
        clock = f"{timezone.localtime(at):%H.%M}"
        raise Refused(
            f"เวลาเช่นนี้ทำให้องค์ประชุมตอน{what} ({clock} น.) มีเพียง {quorum.present} จาก "
            f"{quorum.seats} ตำแหน่ง (ต้องมีอย่างน้อย {quorum.needed})"
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


def check_ends_last(round: Round, moment: datetime) -> None:
    """The meeting ends after it began, and after everything that was written of it."""
    if moment < round.began_at:
        raise Refused("เวลาปิดประชุมต้องไม่ก่อนเวลาเปิดประชุม")
    check_nothing_after(round, moment)


def check_nothing_after(round: Round, moment: datetime, among: Q | None = None) -> None:
    """Nobody came after ``moment``, and of the stays ``among`` none ended after it."""
    stays = Presence.objects.filter(seat__round=round)
    left_later = stays.filter(among or Q(), left_at__gt=moment)
    if stays.filter(arrived_at__gt=moment).exists() or left_later.exists():
        raise Refused("มีกรรมการที่มาหรือออกหลังเวลาปิดประชุมนี้ โปรดตรวจเวลาอีกครั้ง")


def check_correct_meeting(user: User, round: Round) -> None:
    """Times of a meeting are corrected once it has begun."""
    check_attendance(user, round)
    if round.began_at is None:
        raise Refused("ยังไม่ได้บันทึกการเปิดประชุม")


def check_dissent(user: User, seat: CommitteeMember) -> None:
    """Who was at the meeting may disagree, once it has begun."""
    check_attendance(user, seat.round)
    if seat.round.began_at is None:
        raise Refused("ยังไม่ได้บันทึกการเปิดประชุม")
    if not Presence.objects.filter(seat=seat).exists():
        raise Refused(f"{seat.post}ไม่ได้มาประชุม จึงไม่มีความเห็นแย้ง")


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
