"""Acts on the committee's meeting: arrivals, departures, beginning and end, dissent."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cdd_network.models import User
from cdd_network.models.audit import record
from cdd_network.refusal import Refused
from selection import meeting_rules as rules
from selection.actions.hold import hold
from selection.models import CommitteeMember, Dissent, Presence, Round


@transaction.atomic
def arrive(
    *, seat: CommitteeMember, delegate: str = "", at: datetime | None = None, by: User
) -> Presence:
    """The seat, or its ``delegate``, is in the room from ``at`` (now). Idempotent while it stays."""
    _hold_seat(seat, by)
    if seat.round.ended_at is not None:
        raise Refused("ปิดประชุมแล้ว หากปิดโดยพลั้งพลาด โปรดเปิดประชุมต่อก่อน")
    seat.delegate, seat.absence_reason = delegate.strip(), ""
    seat.save(update_fields=["delegate", "absence_reason"])
    stay, made = Presence.objects.get_or_create(
        seat=seat, left_at=None, defaults={"arrived_at": at or timezone.now()}
    )
    if made:
        record(seat, "meeting:arrive", by=by, post=seat.post, delegate=seat.delegate)
    return stay


@transaction.atomic
def leave(*, seat: CommitteeMember, at: datetime | None = None, by: User) -> None:
    """The seat left the room at ``at`` (now); it may come back."""
    _hold_seat(seat, by)
    moment = at or timezone.now()
    if not Presence.objects.filter(seat=seat, left_at=None).update(left_at=moment):
        raise Refused(f"{seat.post}ไม่ได้อยู่ในที่ประชุม")
    record(seat, "meeting:leave", by=by, post=seat.post)


@transaction.atomic
def mark_absent(*, seat: CommitteeMember, reason: str, by: User) -> None:
    """Nobody came for the seat, and why; drops an arrival that was written by mistake."""
    _hold_seat(seat, by)
    if not reason.strip():
        raise Refused("โปรดระบุเหตุผลที่ไม่มาประชุม")
    Presence.objects.filter(seat=seat).delete()
    seat.delegate, seat.absence_reason = "", reason.strip()
    seat.save(update_fields=["delegate", "absence_reason"])
    record(seat, "meeting:absent", by=by, post=seat.post, reason=seat.absence_reason)


@transaction.atomic
def begin_meeting(*, round: Round, at: datetime | None = None, by: User) -> None:
    """The chair opens the meeting with a quorum in the room."""
    hold(round)
    rules.check_begin(by, round)
    _stamp(round, began_at=at or timezone.now())
    record(round, "meeting:begin", by=by)


@transaction.atomic
def end_meeting(*, round: Round, at: datetime | None = None, by: User) -> None:
    """The chair closes the meeting; everybody still in the room leaves with it."""
    hold(round)
    rules.check_end(by, round)
    moment = at or timezone.now()
    if moment < round.began_at:
        raise Refused("เวลาปิดประชุมต้องไม่ก่อนเวลาเปิดประชุม")
    Presence.objects.filter(seat__round=round, left_at=None).update(left_at=moment)
    _stamp(round, ended_at=moment)
    record(round, "meeting:end", by=by)


@transaction.atomic
def resume_meeting(*, round: Round, by: User) -> None:
    """A meeting ended by mistake goes on; who was there at its end is in the room again."""
    hold(round)
    rules.check_resume(by, round)
    stays = Presence.objects.filter(seat__round=round, left_at=round.ended_at)
    stays.update(left_at=None)
    _stamp(round, ended_at=None)
    record(round, "meeting:resume", by=by)


@transaction.atomic
def save_dissent(*, seat: CommitteeMember, text: str, by: User) -> None:
    """The seat's dissenting opinion for the minutes; an empty text takes it back."""
    _hold_seat(seat, by)
    if not text.strip():
        Dissent.objects.filter(seat=seat).delete()
    else:
        Dissent.objects.update_or_create(seat=seat, defaults={"text": text.strip()})
    record(seat, "meeting:dissent", by=by, post=seat.post, given=bool(text.strip()))


def _hold_seat(seat: CommitteeMember, by: User) -> None:
    hold(seat.round)
    rules.check_attendance(by, seat.round)
    seat.refresh_from_db(fields=["delegate", "absence_reason"])


def _stamp(round: Round, **moments: datetime | None) -> None:
    for name, value in moments.items():
        setattr(round, name, value)
    round.save(update_fields=list(moments))
