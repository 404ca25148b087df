"""Rows of the task list at home: the summary report."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import OuterRef, Subquery, prefetch_related_objects

from cdd_network import doors
from cdd_network.roles import Can, may
from cdd_network.tasks import Task
from projects import cards, queries
from projects.queries_deadlines import with_deadlines
from projects.tasks import newest, paper_task
from reports.models import Bundle, SummaryReport
from reports.queries_summary import SUMMARY
from selection.models import ChosenGroup

if TYPE_CHECKING:
    from cdd_network.models import Programme, User


def rows_of(user: User, *years: Programme) -> list[ChosenGroup]:
    """The chosen groups that the user's tasks speak of, with their activities and papers loaded.

    The deadlines of their programmes are loaded too, and with the same query those of ``years``;
    each group knows ``forwarded_on``, the day of its province's first bundle of that year.
    """
    if not (may(user, Can.REVIEW_REPORT) or may(user, Can.RUN_ACTIVITY)):
        return []
    rows = queries.standing(doors.visible(ChosenGroup, user, Can.SEE_ACTIVITY))
    more = ("summaryreport", SUMMARY.then)
    rows = rows.select_related(*(f"allocation__activity__{one}" for one in more))
    own = {"programme": OuterRef("round__programme"), "office": OuterRef("round__office")}
    sent = Bundle.objects.filter(**own, forwarded_on__isnull=False).order_by("forwarded_on")
    rows = rows.annotate(forwarded_on=Subquery(sent.values("forwarded_on")[:1]))
    seen = ["allocation__activity__follow_ups"] if may(user, Can.FOLLOW_UP) else []
    found = list(rows.prefetch_related(*seen))
    programmes = [*years, *(row.round.programme for row in found)]
    prefetch_related_objects(programmes, with_deadlines(user, ""))
    return found


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
