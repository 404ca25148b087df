"""Acts on the committee's meeting: who comes and goes, beginning and end, dissent.

A tap that came twice, or from two secretaries at once, is written once.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from cdd_network.models import User
from cdd_network.models.audit import record
from cdd_network.refusal import Refused, refusal_of
from selection import excuse_rules
from selection import meeting_rules as rules
from selection.actions.committee import excuse_seat, unexcuse_seat
from selection.actions.hold import hold
from selection.models import CommitteeMember, Dissent, Presence, Round


@transaction.atomic
def arrive(
    *, seat: CommitteeMember, delegate: str | None = None, at: datetime | None = None, by: User
) -> Presence:
    """The seat is in the room from ``at`` (now); its ``delegate`` when one is named.

    None keeps what is written of a delegate. Idempotent while the seat stays. A seat that was
    recorded as absent is so no longer, and scores again if it was left out for that.
    """
    _hold_seat(seat)
    rules.check_in_room_changes(by, seat.round)
    moment = at or timezone.now()
    rules.check_moment(seat.round, moment)
    _take_back_absence(seat, by)
    if delegate is not None and delegate.strip() != seat.delegate:
        seat.delegate = delegate.strip()
        seat.save(update_fields=["delegate"])
    stay, made = Presence.objects.get_or_create(
        seat=seat, left_at=None, defaults={"arrived_at": moment}
    )
    if made:
        record(seat, "meeting:arrive", by=by, post=seat.post, delegated=bool(seat.delegate))
    return stay


@transaction.atomic
def leave(*, seat: CommitteeMember, at: datetime | None = None, by: User) -> None:
    """The seat left the room at ``at`` (now); it may come back. Idempotent once it has left."""
    _hold_seat(seat)
    rules.check_in_room_changes(by, seat.round)
    moment = at or timezone.now()
    rules.check_moment(seat.round, moment)
    stay = _last_stay(seat)
    if stay is None:
        raise Refused(f"{seat.post}ไม่ได้อยู่ในที่ประชุม")
    if stay.left_at is not None:
        return
    if moment < stay.arrived_at:
        raise Refused("เวลาออกต้องไม่ก่อนเวลามา")
    stay.left_at = moment
    stay.save(update_fields=["left_at"])
    record(seat, "meeting:leave", by=by, post=seat.post)


@transaction.atomic
def mark_absent(*, seat: CommitteeMember, reason: str, by: User) -> None:
    """Nobody came for the seat, and why.

    While the committee scores, the seat is also recorded as not having scored where the rules
    allow it, so that it blocks nobody; ``seat.excused_reason`` tells. Raises Refused of a seat that
    came.
    """
    _hold_seat(seat)
    rules.check_attendance(by, seat.round)
    said = reason.strip()
    if not said:
        raise Refused("โปรดระบุเหตุผลที่ไม่มาประชุม")
    if _last_stay(seat) is not None:
        raise Refused(f"{seat.post}มาประชุมแล้ว หากบันทึกการมาโดยพลั้งพลาด โปรดยกเลิกการมาก่อน")
    if seat.absence_reason != said:
        _take_back_absence(seat, by)
        seat.delegate, seat.absence_reason = "", said
        seat.save(update_fields=["delegate", "absence_reason"])
        record(seat, "meeting:absent", by=by, post=seat.post, reason=said)
    if not refusal_of(excuse_rules.check_may_excuse, by, seat):
        excuse_seat(seat=seat, reason=rules.absence_words(said), by=by)


@transaction.atomic
def undo_arrival(*, seat: CommitteeMember, stay: int, by: User) -> None:
    """Take back the coming that ``stay`` (its key) tells of, tapped by mistake. Idempotent."""
    _hold_seat(seat)
    rules.check_undo(by, seat.round)
    if not Presence.objects.filter(pk=stay, seat=seat, left_at=None).delete()[0]:
        return
    if seat.delegate and _last_stay(seat) is None:
        seat.delegate = ""
        seat.save(update_fields=["delegate"])
    rules.check_quorum_stood(seat.round)
    record(seat, "meeting:undo-arrive", by=by, post=seat.post)


@transaction.atomic
def undo_leave(*, seat: CommitteeMember, stay: int, by: User) -> None:
    """Take back the leaving at the end of ``stay`` (its key), tapped by mistake. Idempotent."""
    _hold_seat(seat)
    rules.check_in_room_changes(by, seat.round)
    last = _last_stay(seat)
    if last is None or last.pk != stay or last.left_at is None:
        return
    last.left_at = None
    last.save(update_fields=["left_at"])
    record(seat, "meeting:undo-leave", by=by, post=seat.post)


@transaction.atomic
def undo_absence(*, seat: CommitteeMember, by: User) -> None:
    """The seat is no longer recorded as absent, nor left out of scoring for that. Idempotent."""
    _hold_seat(seat)
    rules.check_undo(by, seat.round)
    _take_back_absence(seat, by)


def _take_back_absence(seat: CommitteeMember, by: User) -> None:
    if not seat.absence_reason:
        return
    for_that = seat.excused_reason == rules.absence_words(seat.absence_reason)
    if for_that and not refusal_of(excuse_rules.check_unexcuse, by, seat):
        unexcuse_seat(seat=seat, by=by)
    record(seat, "meeting:undo-absent", by=by, post=seat.post, reason=seat.absence_reason)
    seat.absence_reason = ""
    seat.save(update_fields=["absence_reason"])


@transaction.atomic
def begin_meeting(*, round: Round, at: datetime | None = None, by: User) -> None:
    """The chair opens the meeting with a quorum in the room."""
    hold(round)
    rules.check_begin(by, round)
    moment = at or timezone.now()
    rules.check_moment(round, moment)
    stamp(round, began_at=moment)
    rules.check_quorum_stood(round)
    record(round, "meeting:begin", by=by)


@transaction.atomic
def cancel_begin(*, round: Round, by: User) -> None:
    """Take back a beginning that was tapped by mistake; who is in the room stays there."""
    hold(round)
    rules.check_cancel_begin(by, round)
    stamp(round, began_at=None)
    record(round, "meeting:cancel-begin", by=by)


@transaction.atomic
def end_meeting(*, round: Round, at: datetime | None = None, by: User) -> None:
    """The chair closes the meeting; everybody still in the room leaves with it."""
    hold(round)
    rules.check_end(by, round)
    moment = at or timezone.now()
    rules.check_moment(round, moment)
    rules.check_ends_last(round, moment)
    Presence.objects.filter(seat__round=round, left_at=None).update(left_at=moment)
    stamp(round, ended_at=moment)
    record(round, "meeting:end", by=by)


@transaction.atomic
def resume_meeting(*, round: Round, by: User) -> None:
    """A meeting ended by mistake goes on; who was there at its end is in the room again."""
    hold(round)
    rules.check_resume(by, round)
    stays = Presence.objects.filter(seat__round=round, left_at=round.ended_at)
    stays.update(left_at=None)
    stamp(round, ended_at=None)
    record(round, "meeting:resume", by=by)


@transaction.atomic
def save_dissent(*, seat: CommitteeMember, text: str, by: User) -> None:
    """The seat's dissenting opinion for the minutes; an empty text takes it back."""
    _hold_seat(seat)
    rules.check_dissent(by, seat)
    if not text.strip():
        Dissent.objects.filter(seat=seat).delete()
    else:
        Dissent.objects.update_or_create(seat=seat, defaults={"text": text.strip()})
    record(seat, "meeting:dissent", by=by, post=seat.post, given=bool(text.strip()))


def _hold_seat(seat: CommitteeMember) -> None:
    hold(seat.round)
    seat.refresh_from_db(fields=["delegate", "absence_reason", "excused_reason"])


def _last_stay(seat: CommitteeMember) -> Presence | None:
    return Presence.objects.filter(seat=seat).order_by("-arrived_at", "-pk").first()


def stamp(round: Round, **moments: datetime | None) -> None:
    """Write when the meeting began or ended."""
    for name, value in moments.items():
        setattr(round, name, value)
    round.save(update_fields=list(moments))
