"""The gate opens: the province notifies the budget of a chosen group."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from cdd_network.models.audit import record
from cdd_network.refusal import Refused
from projects.models import Activity, ActivityDay, Allocation
from projects.rules import check_allocate, check_amount

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
    if not number.strip():
        raise Refused("กรุณาระบุเลขที่หนังสือแจ้งจัดสรรงบประมาณ")
    try:
        return _allot(chosen, amount, number.strip(), date, by)
    except IntegrityError:
        stood = _standing(chosen, amount, number, date, by)
        if stood is None:
            check_allocate(by, chosen)
            raise
        return stood


@transaction.atomic
def _allot(
    chosen: ChosenGroup, amount: Decimal, number: str, date: datetime.date, by: User
) -> Activity:
    given = Allocation.objects.create(chosen=chosen, amount=amount, number=number, date=date, by=by)
    activity = Activity.objects.create(allocation=given)
    rules = chosen.round.programme.content.days(2)
    ActivityDay.objects.bulk_create(
        ActivityDay(activity=activity, number=rule.number) for rule in rules
    )
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
