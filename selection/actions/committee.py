"""Acts on the committee of a round."""

from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.db.models import Max

from cdd_network.models import User
from cdd_network.models.audit import record
from cdd_network.refusal import Refused
from selection import excuse_rules, rules
from selection.actions.hold import hold
from selection.committee_rules import (
    PERSON,
    WHO,
    WRITTEN,
    check_belongs,
    check_person,
    check_seen,
)
from selection.models import CommitteeMember, Round


def save_seat(
    *,
    round: Round,
    seat: CommitteeMember | None,
    values: Mapping[str, object],
    seen: str | None = None,
    by: User,
) -> CommitteeMember:
    """Write those columns of a seat (``committee_rules.WRITTEN``) that ``values`` name.

    A new seat goes to the end of the list. With another account, on paper instead, or with another
    person, drafts of sheets and declarations of who sat here before are dropped. Raises Refused for
    a second chair, an account that sits already or is another office's, and, with ``seen`` (a
    digest), when the seat was changed meanwhile.
    """
    try:
        with transaction.atomic():
            hold(round)
            rules.check_committee(by, round)
            rules.check_account(round, values.get("user"))
            check_belongs(round, values.get("district"), values.get("group"))
            if seat is None:
                rules.check_seats(by, round)
                seat = CommitteeMember(round=round, order=_next_order(round))
            else:
                _read_again(seat)
                check_seen(seat, seen)
            _write(seat, values)
            record(seat, "seat:save", by=by, seat=seat.seat, post=seat.post, user=seat.user_id)
    except IntegrityError as error:
        raise Refused(_reason(error)) from None
    return seat


@transaction.atomic
def save_person(
    *, seat: CommitteeMember, values: Mapping[str, object], seen: str | None = None, by: User
) -> None:
    """Correct ``person``, ``district`` and ``group`` of a seat, while scoring too."""
    hold(seat.round)
    check_person(by, seat)
    check_belongs(seat.round, values["district"], values["group"])
    _read_again(seat)
    check_seen(seat, seen)
    _write(seat, {name: values[name] for name in PERSON})
    record(seat, "seat:person", by=by, post=seat.post)


def _write(seat: CommitteeMember, values: Mapping[str, object]) -> None:
    values = dict(values)
    if values.get("user"):
        values["on_paper"] = False
    changed = {name for name, value in values.items() if getattr(seat, name) != value}
    for name, value in values.items():
        setattr(seat, name, value)
    if seat.pk and changed & {*WHO}:
        seat.declarations.all().delete()
    if seat.pk and changed & {"user", "on_paper", "person"}:
        seat.sheets.all().delete()
    seat.save()


@transaction.atomic
def move_seat(*, seat: CommitteeMember, up: bool, order: int, by: User) -> None:
    """Change places with the seat before or after it.

    ``order`` is where the page showed it: a second tap, or one on an older page, moves nothing.
    """
    hold(seat.round)
    rules.check_committee(by, seat.round)
    _read_again(seat)
    there = order - 1 if up else order + 1
    other = CommitteeMember.objects.filter(round=seat.round, order=there).first()
    if seat.order != order or other is None:
        return
    _put(seat, _next_order(seat.round))  # out of the way: an order is given once
    _put(other, order)
    _put(seat, there)
    record(seat, "seat:move", by=by, post=seat.post, order=there)


def _put(seat: CommitteeMember, order: int) -> None:
    seat.order = order
    seat.save(update_fields=["order"])


def _next_order(round: Round) -> int:
    last = CommitteeMember.objects.filter(round=round).aggregate(last=Max("order"))["last"]
    return (last or 0) + 1


def _read_again(seat: CommitteeMember) -> None:
    """The seat as it stands; Refused when another officer took it away meanwhile."""
    try:
        seat.refresh_from_db(fields=["order", *WRITTEN])
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
    rules.check_seats(by, seat.round)
    _read_again(seat)
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
    seat.refresh_from_db(fields=["excused_reason", "user", "on_paper"])


def _write_reason(seat: CommitteeMember, reason: str) -> None:
    seat.excused_reason = reason
    seat.save(update_fields=["excused_reason"])
