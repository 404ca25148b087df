"""Rows of the task list at home: the summary report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from django.db.models import OuterRef, Prefetch, Subquery, prefetch_related_objects

from cdd_network import doors
from cdd_network.columns import narrowed
from cdd_network.roles import Can, may
from cdd_network.tasks import Task
from projects import cards, queries
from projects.models import ActivityDay, FollowUp
from projects.queries_deadlines import with_deadlines
from projects.tasks import newest, paper_task
from reports.models import Bundle, SummaryReport
from reports.queries_summary import SUMMARY
from selection.models import ChosenGroup

if TYPE_CHECKING:
    from cdd_network.models import Programme, User


_ACTIVITY = "allocation__activity"
_OF_PAPER = ("state", "submitted_at", "first_sent_at", "returned_note")
_TOLD = (
    "order",
    "round__state",
    "round__announced_at",
    "round__programme__year",
    "round__programme__digest",
    "nomination__activity_name",
    "nomination__activity_type",
    "nomination__group__village",
    "allocation__date",
    *(f"{_ACTIVITY}__{one}" for one in (
        "number", "office_id", "province_id", "site_name", "site_type", "site_reason",
        "site_subdistrict__district__province__name", "bpm__keyed_on",
        *(f"{paper}__{one}" for paper in ("actionplan", "summaryreport") for one in _OF_PAPER),
    )),
)  # fmt: skip
"""All that the rows of home say of a chosen group."""


def rows_of(user: User, *years: Programme) -> list[ChosenGroup]:
    """The chosen groups that the user's tasks speak of, with their activities and papers loaded.

    The deadlines of their programmes are loaded too, and with the same query those of ``years``;
    to a province each group knows ``forwarded_on``, the day of its first bundle of that year.
    No other column is loaded than home tells of.
    """
    if not (may(user, Can.REVIEW_REPORT) or may(user, Can.RUN_ACTIVITY)):
        return []
    rows = doors.visible(ChosenGroup, user, Can.SEE_ACTIVITY)
    # The own office is at hand: of a group's two offices only the other one is asked for.
    if user.is_province:
        own, other = "round", ("nomination__office__name",)
    else:
        own, other = "nomination", ("round__office__name", "round__office__province__name")
    rows = narrowed(rows, *_TOLD, *other)
    if may(user, Can.BUNDLE):
        year = {"programme": OuterRef("round__programme"), "office": user.office_id}
        sent = Bundle.objects.filter(**year, forwarded_on__isnull=False).order_by("forwarded_on")
        rows = rows.annotate(forwarded_on=Subquery(sent.values("forwarded_on")[:1]))
    found = list(rows.order_by("-round__programme__year", "order").prefetch_related(*_along(user)))
    for row in found:
        getattr(row, own).office = user.office
    programmes = [*years, *(row.round.programme for row in found)]
    prefetch_related_objects(programmes, with_deadlines(user, ""))
    return found


def _along(user: User) -> Iterator[Prefetch]:
    """Days, and what was seen months later; in orders of their own, not those of all groups."""
    yield Prefetch(f"{_ACTIVITY}__days", ActivityDay.objects.order_by("number"))
    if may(user, Can.FOLLOW_UP):
        yield Prefetch(f"{_ACTIVITY}__follow_ups", FollowUp.objects.order_by("months"))


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
