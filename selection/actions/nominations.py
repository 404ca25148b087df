"""Acts on nominations: the district writes and sends, the province accepts or returns."""

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from cdd_network.models import User
from cdd_network.refusal import Refused
from cdd_network.transitions import move, start
from cdd_network.versions import save_version
from selection import nomination_rules as rules
from selection.actions.hold import hold
from selection.models import Nomination, Round, SavingsGroup
from selection.states import NominationState


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
                order=_next_order(round, by),
                place_moo=group.moo,
                place_subdistrict=group.subdistrict,
            )
            start(nomination, by=by)
    except IntegrityError:
        return Nomination.objects.with_place().get(round=round, group=group)
    return nomination


def _next_order(round: Round, by: User) -> int:
    own = Nomination.objects.filter(round=round, office=by.office)
    return (own.aggregate(last=Max("order"))["last"] or 0) + 1


def save_nomination(
    *, nomination: Nomination, values: dict[str, object], version: int, by: User
) -> None:
    """Save answers, complete or not. Raises Stale when another save came first."""
    rules.check_edit_nomination(by, nomination)
    rules.check_place(nomination, values)
    save_version(nomination, {**values, "saved_at": timezone.now()}, version=version, by=by)


@transaction.atomic
def submit_nomination(*, nomination: Nomination, version: int | None = None, by: User) -> None:
    """Send the proposal to the province; a note of an earlier return has done its work.

    Here and below, ``version`` is of the proposal that ``by`` has looked at: raises Stale when it
    is another one.
    """
    _hold_both(nomination)
    rules.check_submit_nomination(by, nomination)
    move(
        nomination,
        NominationState.SUBMITTED,
        by=by,
        version=version,
        submitted_at=timezone.now(),
        returned_note="",
    )


@transaction.atomic
def return_nomination(
    *, nomination: Nomination, note: str, version: int | None = None, by: User
) -> None:
    """Send the proposal back with what is to be mended."""
    _hold_both(nomination)
    rules.check_return(by, nomination, note)
    move(
        nomination, NominationState.RETURNED, by=by, note=note, version=version, returned_note=note
    )


@transaction.atomic
def accept_nomination(*, nomination: Nomination, version: int | None = None, by: User) -> None:
    """Accept the proposal: the committee will score it."""
    _hold_both(nomination)
    rules.check_review(by, nomination)
    move(nomination, NominationState.ACCEPTED, by=by, version=version)


def _hold_both(nomination: Nomination) -> None:
    """Hold the round, and the nomination as it was read: another's act in between is refused."""
    hold(nomination.round)
    held = Nomination.objects.select_for_update().filter(
        pk=nomination.pk, version=nomination.version
    )
    if not held.exists():
        raise Refused("มีผู้แก้ไขแบบเสนอโครงการนี้ในเวลาเดียวกัน กรุณาเปิดดูฉบับล่าสุดก่อนดำเนินการ")
