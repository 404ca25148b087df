"""Acts that correct the times of a meeting after they were tapped."""

from collections.abc import Mapping
from datetime import time

from django.db import transaction
from django.db.models import Q

from cdd_network.models import User
from cdd_network.models.audit import record
from cdd_network.refusal import Refused
from selection import meeting_rules as rules
from selection.actions.hold import hold
from selection.actions.meeting import stamp
from selection.models import CommitteeMember, Presence, Round


@transaction.atomic
def correct_stays(
    *,
    seat: CommitteeMember,
    times: Mapping[int, tuple[time, time | None]],
    delegate: str | None = None,
    by: User,
) -> None:
    """Write when the seat came and left, stay by stay (key → times of day), and its delegate.

    A stay that lasts keeps lasting, one that ended keeps an end. Raises Refused where a time lies
    outside the meeting's day, in the future, or out of order, and where the quorum at the beginning
    would be lost.
    """
    hold(seat.round)
    rules.check_attendance(by, seat.round)
    seat.refresh_from_db(fields=["delegate"])
    stays = list(Presence.objects.filter(seat=seat).order_by("arrived_at", "pk"))
    if not stays:
        raise Refused(f"ยังไม่ได้บันทึกว่า{seat.post}มาประชุม")
    before = None
    for stay in stays:
        if stay.pk in times:
            _correct(stay, *times[stay.pk], seat.round)
        if before and rules.minute(stay.arrived_at) < rules.minute(before):
            raise Refused("เวลากลับเข้ามาต้องไม่ก่อนเวลาที่ออกไปก่อนหน้านั้น")
        before = stay.left_at
    if delegate is not None:
        seat.delegate = delegate.strip()
        seat.save(update_fields=["delegate"])
    rules.check_quorum_stood(seat.round)
    record(seat, "meeting:times", by=by, post=seat.post, delegated=bool(seat.delegate))


def _correct(stay: Presence, arrived: time, left: time | None, round: Round) -> None:
    day = rules.meeting_day(round, stay.arrived_at)
    stay.arrived_at = rules.at_time(day, arrived, stay.arrived_at)
    rules.check_moment(round, stay.arrived_at)
    if stay.left_at is not None and left is not None:
        stay.left_at = rules.at_time(day, left, stay.left_at, round.ended_at, stay.arrived_at)
        rules.check_moment(round, stay.left_at)
        if stay.left_at < stay.arrived_at:
            raise Refused("เวลาออกต้องไม่ก่อนเวลามา")
    last = stay.left_at or stay.arrived_at
    if round.ended_at and last > round.ended_at:
        raise Refused("เวลามาและเวลาออกต้องไม่หลังเวลาปิดประชุม")
    stay.save(update_fields=["arrived_at", "left_at"])


@transaction.atomic
def correct_meeting(*, round: Round, began: time, ended: time | None, by: User) -> None:
    """Write when the meeting began and ended, as times of its day.

    Who left with the end leaves at the new one. ``ended`` is left aside while the meeting goes on.
    """
    hold(round)
    rules.check_correct_meeting(by, round)
    day = rules.meeting_day(round, round.began_at)
    began_at = rules.at_time(day, began, round.began_at)
    rules.check_moment(round, began_at)
    ended_at = old = round.ended_at
    if old is not None and ended is not None:
        ended_at = rules.at_time(day, ended, old, began_at)
        rules.check_moment(round, ended_at)
        with_it = Presence.objects.filter(seat__round=round, left_at=old)
        rules.check_nothing_after(round, ended_at, ~Q(left_at=old))
        with_it.update(left_at=ended_at)
    if ended_at is not None and ended_at < began_at:
        raise Refused("เวลาปิดประชุมต้องไม่ก่อนเวลาเปิดประชุม")
    stamp(round, began_at=began_at, ended_at=ended_at)
    rules.check_quorum_stood(round)
    record(round, "meeting:times", by=by)
