"""The budget saved: its lines as typed, complete or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from cdd_network.versions import save_version
from projects.actions.papers import hold_event
from projects.budget_rules import check_edit_budget, check_lines
from projects.models import BudgetLine

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cdd_network.models import User
    from projects.models import Budget

LINE_VALUES = ("rate", "title", "people", "times", "price", "spent", "remark")
"""Columns of a line, as ``save_budget`` wants them in each."""


@transaction.atomic
def save_budget(
    *,
    budget: Budget,
    lines: Sequence[Mapping[str, object]],
    version: int,
    by: User,
    auto: bool = False,
) -> None:
    """Put these lines, in this order, in the place of the stored ones.

    Raises Stale when another save came first. ``auto`` as ``save_version`` has it.
    """
    hold_event(budget.event)
    check_edit_budget(by, budget.event)
    check_lines(lines)
    save_version(budget, {"saved_at": timezone.now()}, version=version, by=by, auto=auto)
    budget.lines.all().delete()
    BudgetLine.objects.bulk_create(
        BudgetLine(budget=budget, order=order, **{name: line[name] for name in LINE_VALUES})
        for order, line in enumerate(lines, start=1)
    )
