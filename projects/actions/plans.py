"""The action plan: begun from the proposal, written, sent, accepted. Rows: ``plan_rows.py``."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from cdd_network.transitions import start
from cdd_network.versions import save_version
from projects.actions import papers
from projects.models import ActionPlan, PlanItem
from projects.models.plan import COLUMNS
from projects.paper_answers import kept
from projects.plan_answers import sections_of
from projects.reporters import other_reporter
from projects.rules import check_edit, check_run, check_size, check_submit_plan

if TYPE_CHECKING:
    from cdd_network.models import User
    from projects.models import Activity
    from selection.models import Nomination

ITEM_VALUES = tuple(COLUMNS)
"""Columns of a row of the plan, as ``save_plan`` wants them in each item."""


def begin_plan(*, activity: Activity, by: User) -> ActionPlan:
    """The activity's plan, begun now if it was not; its first row comes from the proposal, the
    reporter from the summary if that was written first."""
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
    reporter = other_reporter(activity, ActionPlan)
    plan = ActionPlan.objects.create(activity=activity, **reporter)
    PlanItem.objects.create(plan=plan, order=1, **from_proposal(activity.nomination))
    start(plan, by=by)
    return plan


def from_proposal(proposal: Nomination) -> dict[str, object]:
    """What the plan's first row takes from the proposal's items."""
    return {
        "activity_name": proposal.activity_name,
        "steps": proposal.steps,
        "place": proposal.place_text,
        "capital": proposal.capital,
        "results": proposal.expected_results,
    }


@transaction.atomic
def save_plan(
    *,
    plan: ActionPlan,
    values: dict[str, object],
    items: list[Mapping[str, object]],
    version: int,
    by: User,
    auto: bool = False,
) -> None:
    """Save reporter and rows as typed, complete or not; rows are numbered in the order given.

    An item without a ``key`` is a new row. ``auto``: by the form itself while it is filled in.
    """
    check_edit(by, plan)
    check_size(items)
    keys = _keys(items)
    values = {**values, "saved_at": timezone.now()}
    aside = [one for one in plan.set_aside if "name" in one or one["key"] not in keys]
    if aside != plan.set_aside:  # written into after somebody had taken it out: it is back
        values["set_aside"] = aside
    save_version(plan, values, version=version, by=by, auto=auto)
    plan.items.all().delete()
    PlanItem.objects.bulk_create(
        PlanItem(plan=plan, order=order, key=key, **{name: item[name] for name in ITEM_VALUES})
        for order, (key, item) in enumerate(zip(keys, items, strict=True), start=1)
    )


def _keys(items: list[Mapping[str, object]]) -> list[int]:
    """The items' keys; those without one get the next numbers."""
    given = [item["key"] for item in items if "key" in item]
    fresh = itertools.count(max([-1, *given]) + 1)
    return [item["key"] if "key" in item else next(fresh) for item in items]


@transaction.atomic
def submit_plan(*, plan: ActionPlan, version: int | None = None, by: User) -> None:
    """Send a plan to the province, complete as the database has it now.

    What was set aside has no more use. Here and below, Stale is raised when the plan is no longer
    the ``version`` that was looked at.
    """
    papers.hold(plan)
    check_submit_plan(by, plan)
    answers = kept(sections_of(plan, list(plan.items.all())))
    papers.submit(paper=plan, answers=answers, version=version, by=by, set_aside=[])


def accept_plan(*, plan: ActionPlan, version: int | None = None, by: User) -> None:
    """Accept the plan."""
    papers.accept(paper=plan, version=version, by=by)
