"""Rows of the task list at home: to look again, months later, whether the activity exists."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from cdd_network.roles import Can, may
from cdd_network.tasks import Task
from projects import follow_ups
from projects.queries import activity_of, paper_of
from projects.queries_follow_up import times_of
from projects.rules import last_date
from projects.states import PaperState
from reports.models import SummaryReport
from reports.summary_tasks import rows_of

if TYPE_CHECKING:
    from cdd_network.models import User
    from projects.follow_ups import Time
    from projects.models import Activity
    from selection.models import ChosenGroup


def tasks_for(user: User, rows: Iterable[ChosenGroup] | None = None) -> list[Task]:
    """The latest time that is asked for of each group whose summary the province accepted.

    ``rows`` are the groups as ``summary_tasks.rows_of`` gives them, where they are at hand.
    """
    if not may(user, Can.FOLLOW_UP):
        return []
    held = [activity_of(row) for row in (rows_of(user) if rows is None else rows)]
    over = [one for one in held if one and _is_over(one)]
    owed = [(one, follow_ups.owed(times_of(one))) for one in over]
    return [_task(activity, time) for activity, time in owed if time]


def _is_over(activity: Activity) -> bool:
    report = paper_of(activity, SummaryReport)
    if report is None or report.state != PaperState.ACCEPTED:
        return False
    last = last_date(activity.days.all())
    return last is not None and last <= timezone.localdate()


def _task(activity: Activity, time: Time) -> Task:
    url = reverse("follow_up", args=[activity.pk, time.months])
    title = f"ติดตาม{activity.group.name} หลังดำเนินการ {time.months} เดือน"
    why = f"{activity.nomination.activity_name} · {time.says}"
    return Task(title, "todo", url, time.label, time.tone, why)
