"""Acts on nominations: the district writes and sends, the province accepts or returns."""

from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from cdd_network.models import User
from cdd_network.models.audit import record
from cdd_network.transitions import move, start
from cdd_network.versions import save_version
from selection import nomination_rules as rules
from selection.actions.hold import hold, hold_nomination
from selection.models import Nomination, Round, SavingsGroup, Submission
from selection.proposal import item_labels
from selection.states import NominationState
from selection.submissions import answers_as_sent, group_as_sent
from selection.window import leave_needed


def begin_nomination(*, round: Round, group: SavingsGroup, by: User) -> Nomination:
    """A draft for the group, its place taken from the group's; the existing one if there is one."""
    rules.check_begin(by, round, group)
    try:
        with transaction.atomic():
            hold(round)
            nomination = Nomination.objects.create(
                round=round,
                office=by.office,
                group=group,
                order=_last(Nomination.objects.filter(round=round, office=by.office), "order") + 1,
                place_moo=group.moo,
                place_subdistrict=group.subdistrict,
            )
            start(nomination, by=by)
    except IntegrityError:
        return Nomination.objects.with_place().get(round=round, group=group)
    return nomination


def save_nomination(
    *,
    nomination: Nomination,
    values: dict[str, object],
    version: int,
    by: User,
    auto: bool = False,
) -> None:
    """Save answers, complete or not. Raises Stale when another save came first.

    ``auto``: by the form itself while it is filled in; the trail is then not flooded.
    """
    rules.check_edit_nomination(by, nomination)
    rules.check_place(nomination, values)
    values = {**values, "saved_at": timezone.now()}
    save_version(nomination, values, version=version, by=by, auto=auto)


@transaction.atomic
def submit_nomination(*, nomination: Nomination, version: int | None = None, by: User) -> None:
    """Send the proposal to the province; notes of an earlier return have done their work.

    What was sent is kept as it reads, with the group's facts of this moment. Sent for the first
    time after the closing day, the province's leave stands beside it. Here and below, ``version``
    is of the proposal that ``by`` has looked at: raises Stale when it is another one.
    """
    hold_nomination(nomination)
    rules.check_submit_nomination(by, nomination)
    now = timezone.now()
    stamps = {"submitted_at": now, "returned_note": "", "returned_items": {}}
    if nomination.state == NominationState.DRAFT:
        leave = leave_needed(nomination.round, by.office)
        stamps["late_reason"] = leave.reason if leave else ""
    move(nomination, NominationState.SUBMITTED, by=by, version=version, **stamps)
    Submission.objects.create(
        nomination=nomination,
        number=_last(Submission.objects.filter(nomination=nomination), "number") + 1,
        at=now,
        by=by,
        answers=answers_as_sent(nomination),
        group=group_as_sent(nomination),
    )


@transaction.atomic
def withdraw_nomination(
    *, nomination: Nomination, reason: str, version: int | None = None, by: User
) -> None:
    """Take back what was sent, before scoring begins."""
    hold_nomination(nomination)
    rules.check_withdraw(by, nomination)
    rules.check_reason(reason, "ถอน")
    _end(nomination, NominationState.WITHDRAWN, reason, version, by)


@transaction.atomic
def resume_nomination(*, nomination: Nomination, by: User) -> None:
    """Write on what was withdrawn."""
    hold_nomination(nomination)
    rules.check_resume(by, nomination)
    move(nomination, NominationState.DRAFT, by=by, end_reason="")


@transaction.atomic
def discard_nomination(*, nomination: Nomination, by: User) -> None:
    """Delete a draft that was never sent; those behind it move up in the district's order."""
    hold_nomination(nomination)
    rules.check_discard(by, nomination)
    record(nomination, "discard", by=by, group=str(nomination.group))
    behind = Nomination.objects.filter(
        round=nomination.round, office=nomination.office, order__gt=nomination.order
    )
    nomination.delete()
    for one in behind.order_by("order").values("pk", "order"):
        Nomination.objects.filter(pk=one["pk"]).update(order=one["order"] - 1)


@transaction.atomic
def move_nomination(*, nomination: Nomination, up: bool, seen: int, by: User) -> bool:
    """Change places with the district's nomination before (``up``) or behind in its order.

    What was withdrawn or rejected is passed over. ``seen`` is the place it had on the page: a second click, which would move it once more, does
    nothing. False when nothing was moved.
    """
    hold(nomination.round)
    rules.check_order(by, nomination)
    own = Nomination.objects.filter(round=nomination.round, office=nomination.office)
    places = dict(own.exclude(state__in=rules.ENDED).values_list("pk", "order"))
    beyond = [n for n in places.values() if (n < seen if up else n > seen)]
    if places.get(nomination.pk) != seen or not beyond:
        return False
    there = max(beyond) if up else min(beyond)
    # By way of 0, which no nomination has: at no moment do two have the same place.
    for old, new in ((seen, 0), (there, seen), (0, there)):
        own.filter(order=old).update(order=new)
    nomination.order = there
    record(nomination, "order", by=by, before=seen, after=there)
    return True


@transaction.atomic
def return_nomination(
    *,
    nomination: Nomination,
    note: str,
    items: Mapping[str, str] | None = None,
    version: int | None = None,
    by: User,
) -> None:
    """Send the proposal back with what is to be mended, on the whole and beside items.

    ``items`` maps an item's key to the note on it. The trail keeps the notes, each with its label.
    """
    kept = {key: text.strip() for key, text in (items or {}).items() if text.strip()}
    hold_nomination(nomination)
    rules.check_return(by, nomination, note, kept)
    labels = item_labels(nomination)
    told = [{"label": labels[key], "note": text} for key, text in kept.items() if key in labels]
    note = note.strip() or f"โปรดแก้ไขตามข้อสังเกต {len(told)} ข้อ"
    move(
        nomination,
        NominationState.RETURNED,
        by=by,
        note=note,
        version=version,
        told={"items": told} if told else None,
        returned_note=note,
        returned_items=kept,
    )


@transaction.atomic
def accept_nomination(*, nomination: Nomination, version: int | None = None, by: User) -> None:
    """Accept the proposal: the committee will score it."""
    hold_nomination(nomination)
    rules.check_accept(by, nomination)
    move(nomination, NominationState.ACCEPTED, by=by, version=version)


@transaction.atomic
def reject_nomination(
    *, nomination: Nomination, reason: str, version: int | None = None, by: User
) -> None:
    """Do not take the proposal into consideration, and say why."""
    hold_nomination(nomination)
    rules.check_review(by, nomination)
    rules.check_reason(reason, "ไม่รับเข้าพิจารณา")
    _end(nomination, NominationState.REJECTED, reason, version, by)


@transaction.atomic
def restore_nomination(*, nomination: Nomination, by: User) -> None:
    """Take up again what was rejected."""
    hold_nomination(nomination)
    rules.check_restore(by, nomination)
    move(nomination, NominationState.SUBMITTED, by=by, end_reason="")


def _end(nomination: Nomination, to: str, reason: str, version: int | None, by: User) -> None:
    reason = reason.strip()
    move(nomination, to, by=by, note=reason, version=version, end_reason=reason)


def _last(rows: QuerySet, name: str) -> int:
    return rows.aggregate(last=Max(name))["last"] or 0
