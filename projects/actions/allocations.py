"""The gate opens: the province notifies the budget of a chosen group, and corrects a slip in it."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from cdd_network.models.audit import record
from cdd_network.refusal import Refused
from projects.actions.events import furnish
from projects.models import Activity, Allocation
from projects.rules import (
    check_allocate,
    check_amount,
    check_correct_allocation,
    check_notice_date,
)

if TYPE_CHECKING:
    from cdd_network.models import User
    from selection.models import ChosenGroup


def allot(
    *, chosen: ChosenGroup, amount: Decimal, number: str, date: datetime.date, by: User
) -> Activity:
    """Record the notice (baht, its number and date) and begin the group's activity.

    The same notice twice gives the activity that stands; another one is refused.
    """
    stood = _standing(chosen, amount, number, date, by)
    if stood:
        return stood
    check_allocate(by, chosen)
    check_amount(chosen, amount)
    _check_number(number)
    try:
        return _allot(chosen, amount, number.strip(), date, by)
    except IntegrityError:
        stood = _standing(chosen, amount, number, date, by)
        if stood is None:
            check_allocate(by, chosen)
            raise
        return stood


def _check_number(number: str) -> None:
    if not number.strip():
        raise Refused("กรุณาระบุเลขที่หนังสือแจ้งจัดสรรงบประมาณ")


@transaction.atomic
def correct_allocation(
    *,
    activity: Activity,
    amount: Decimal,
    number: str,
    date: datetime.date,
    reason: str,
    by: User,
) -> None:
    """Correct what the notice says, with a reason; what stood before stays in the trail.

    The same again changes nothing, as a second click does. Raises Refused when a day of the
    activity would come before the notice.
    """
    check_correct_allocation(by, activity)
    check_amount(activity.chosen, amount)
    _check_number(number)
    given = Allocation.objects.select_for_update().get(pk=activity.allocation.pk)
    values = {"amount": amount, "number": number.strip(), "date": date}
    changed = {name: value for name, value in values.items() if getattr(given, name) != value}
    if not changed:
        return
    if not reason.strip():
        raise Refused("กรุณาระบุเหตุผลที่แก้ไข")
    check_notice_date({day.number: day.date for day in activity.days.all()}, date)
    before = {name: str(getattr(given, name)) for name in changed}
    for name, value in changed.items():
        setattr(given, name, value)
    given.save(update_fields=list(changed))
    after = {name: str(value) for name, value in changed.items()}
    detail = {"reason": reason.strip(), "before": before, "after": after}
    record(given, "correct_allocation", by=by, **detail)


@transaction.atomic
def _allot(
    chosen: ChosenGroup, amount: Decimal, number: str, date: datetime.date, by: User
) -> Activity:
    given = Allocation.objects.create(chosen=chosen, amount=amount, number=number, date=date, by=by)
    activity = Activity.objects.create(
        allocation=given,
        number=2,
        programme=chosen.round.programme,
        office=chosen.nomination.office,
        province=chosen.round.office,
    )
    furnish(activity)
    record(given, "allot", by=by, amount=str(amount), number=number, date=date.isoformat())
    return activity


def _standing(
    chosen: ChosenGroup, amount: Decimal, number: str, date: datetime.date, by: User
) -> Activity | None:
    """The activity of an allocation that says just the same, as a second click does."""
    same = {"amount": amount, "number": number.strip(), "date": date, "by": by}
    return Activity.objects.filter(
        allocation__chosen=chosen, **{f"allocation__{name}": v for name, v in same.items()}
    ).first()
