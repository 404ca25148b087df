"""Rows of the task list at home: the summary report."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cdd_network import doors
from cdd_network.roles import Can, may
from cdd_network.tasks import Task
from projects import cards, queries
from projects.queries_deadlines import with_deadlines
from projects.tasks import newest, paper_task
from reports.models import SummaryReport
from reports.queries_summary import SUMMARY
from selection.models import ChosenGroup

if TYPE_CHECKING:
    from cdd_network.models import User


def rows_of(user: User) -> list[ChosenGroup]:
    """The chosen groups that the user's tasks speak of, with their activities and papers loaded."""
    if not (may(user, Can.REVIEW_REPORT) or may(user, Can.RUN_ACTIVITY)):
        return []
    rows = queries.standing(doors.visible(ChosenGroup, user, Can.SEE_ACTIVITY))
    more = ("summaryreport", SUMMARY.then)
    rows = rows.select_related(*(f"allocation__activity__{one}" for one in more))
    rows = rows.prefetch_related(with_deadlines(user, "round__programme"))
    seen = ["allocation__activity__follow_ups"] if may(user, Can.FOLLOW_UP) else []
    return list(rows.prefetch_related(*seen))


def tasks_for(user: User, rows: Iterable[ChosenGroup] | None = None) -> list[Task]:
    """The summary of each group whose budget is allotted, newest year only.

    ``rows`` as ``rows_of`` gives them, where they are at hand already.
    """
    if not (may(user, Can.REVIEW_REPORT) or may(user, Can.RUN_ACTIVITY)):
        return []
    found = []
    for chosen in newest(rows_of(user) if rows is None else rows):
        activity = queries.activity_of(chosen)
        if activity:
            report = queries.paper_of(activity, SummaryReport)
            card = cards.paper_card(user, SUMMARY, activity, report)
            found.append(paper_task(user, activity, card, report))
    return found
