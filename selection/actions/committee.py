"""Acts on the committee of a round."""

from django.db import IntegrityError, transaction
from django.db.models import Max

from cdd_network.models import User
from cdd_network.models.audit import record
from cdd_network.refusal import Refused
from selection import excuse_rules, rules
from selection.actions.hold import hold
from selection.models import CommitteeMember, Round


def save_seat(
    *, round: Round, seat: CommitteeMember | None, values: dict[str, object], by: User
) -> CommitteeMember:
    """Write ``seat``, ``post`` and ``user`` of a seat; a new one goes to the end of the list.

    Raises Refused for a second chair, an account that sits already, or another office's account.
    """
    try:
        with transaction.atomic():
            hold(round)
            rules.check_committee(by, round)
            rules.check_account(round, values["user"])
            if seat is None:
                seat = CommitteeMember(round=round, order=_next_order(round))
            else:
                _reread_order(seat)
                if seat.user_id != getattr(values["user"], "pk", None):
                    seat.sheets.all().delete()  # drafts of the person who sat here before
            for name in ("seat", "post", "user"):
                setattr(seat, name, values[name])
            seat.save()
            record(seat, "seat:save", by=by, seat=seat.seat, post=seat.post, user=seat.user_id)
    except IntegrityError as error:
        raise Refused(_reason(error)) from None
    return seat


def _next_order(round: Round) -> int:
    last = CommitteeMember.objects.filter(round=round).aggregate(last=Max("order"))["last"]
    return (last or 0) + 1


def _reread_order(seat: CommitteeMember) -> None:
    """The seat's present place; Refused when another officer took the seat away meanwhile."""
    try:
        seat.refresh_from_db(fields=["order"])
    except CommitteeMember.DoesNotExist:
        raise Refused("กรรมการตำแหน่งนี้ถูกนำออกไปแล้ว") from None


def _reason(error: IntegrityError) -> str:
    """Which constraint it was: PostgreSQL names it, SQLite names its columns."""
    text = str(error)
    if "one_seat_a_person" in text or "user_id" in text:
        return "บัญชีนี้เป็นกรรมการในรอบนี้อยู่แล้ว"
    if "one_seat_an_order" in text or "order" in text:
        return "มีการเพิ่มกรรมการในเวลาเดียวกัน กรุณาบันทึกอีกครั้ง"
    return "รอบนี้มีประธานกรรมการอยู่แล้ว"


@transaction.atomic
def remove_seat(*, seat: CommitteeMember, by: User) -> None:
    """Take a seat off the committee; the seats after it move up."""
    hold(seat.round)
    rules.check_committee(by, seat.round)
    _reread_order(seat)
    record(seat, "seat:remove", by=by, seat=seat.seat, post=seat.post)
    gone = seat.order
    seat.sheets.all().delete()  # drafts begun before the call was taken up again
    seat.delete()
    for later in CommitteeMember.objects.filter(round=seat.round, order__gt=gone).order_by("order"):
        later.order -= 1
        later.save(update_fields=["order"])


@transaction.atomic
def excuse_seat(*, seat: CommitteeMember, reason: str, by: User) -> None:
    """Record that the seat did not score: its sheets are left out of progress and totals."""
    _hold_seat(seat)
    excuse_rules.check_excuse(by, seat, reason)
    _write_reason(seat, reason.strip())
    record(seat, "seat:excuse", by=by, post=seat.post, reason=seat.excused_reason)


@transaction.atomic
def unexcuse_seat(*, seat: CommitteeMember, by: User) -> None:
    """Take that record back: the seat scores again, and what it had sent counts again."""
    _hold_seat(seat)
    excuse_rules.check_unexcuse(by, seat)
    record(seat, "seat:unexcuse", by=by, post=seat.post, reason=seat.excused_reason)
    _write_reason(seat, "")


def _hold_seat(seat: CommitteeMember) -> None:
    hold(seat.round)
    seat.refresh_from_db(fields=["excused_reason", "user"])


def _write_reason(seat: CommitteeMember, reason: str) -> None:
    seat.excused_reason = reason
    seat.save(update_fields=["excused_reason"])
