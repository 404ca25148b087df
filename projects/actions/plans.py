"""The action plan: begun from the proposal, written, sent, returned, accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from cdd_network.transitions import start
from cdd_network.versions import save_version
from projects.actions import papers
from projects.models import ActionPlan, PlanItem
from projects.rules import check_edit, check_run, check_size, check_submit_plan

if TYPE_CHECKING:
    from cdd_network.models import User
    from projects.models import Activity

ITEM_VALUES = ("activity_name", "steps", "place", "capital", "results", "remark")
"""Columns of a row of the plan, as ``save_plan`` wants them in each item."""


def begin_plan(*, activity: Activity, by: User) -> ActionPlan:
    """The activity's plan, begun now if it was not; its first row comes from the proposal."""
    check_run(by, activity)
    stood = ActionPlan.objects.filter(activity=activity).first()
    if stood:
        return stood
    try:
        return _begin(activity, by)
    except IntegrityError:  # the second of two clicks
        return ActionPlan.objects.get(activity=activity)


@transaction.atomic
def _begin(activity: Activity, by: User) -> ActionPlan:
    plan = ActionPlan.objects.create(activity=activity)
    proposal = activity.nomination
    PlanItem.objects.create(
        plan=plan,
        order=1,
        activity_name=proposal.activity_name,
        steps=proposal.steps,
        place=proposal.place_text,
        capital=proposal.capital,
        results=proposal.expected_results,
    )
    start(plan, by=by)
    return plan


@transaction.atomic
def save_plan(
    *,
    plan: ActionPlan,
    values: dict[str, object],
    items: list[dict[str, object]],
    version: int,
    by: User,
) -> None:
    """Save reporter and rows as typed, complete or not; rows are numbered in the order given."""
    check_edit(by, plan)
    check_size(items)
    save_version(plan, {**values, "saved_at": timezone.now()}, version=version, by=by)
    plan.items.all().delete()
    PlanItem.objects.bulk_create(
        PlanItem(plan=plan, order=order, **{name: item[name] for name in ITEM_VALUES})
        for order, item in enumerate(items, start=1)
    )


@transaction.atomic
def submit_plan(*, plan: ActionPlan, version: int | None = None, by: User) -> None:
    """Send a plan to the province, complete as the database has it now.

    Here and below, Stale is raised when the plan is no longer the ``version`` that was looked at.
    """
    papers.hold(plan)
    check_submit_plan(by, plan)
    papers.submit(paper=plan, version=version, by=by)


def accept_plan(*, plan: ActionPlan, version: int | None = None, by: User) -> None:
    """Accept the plan."""
    papers.accept(paper=plan, version=version, by=by)
