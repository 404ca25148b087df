"""Rows of the task list at home: to look again, months later, whether the activity exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from cdd_network import doors
from cdd_network.roles import Can, may
from cdd_network.tasks import Task
from projects.models import Activity
from projects.queries_follow_up import FollowedGroup, followed
from projects.states import PaperState

if TYPE_CHECKING:
    from cdd_network.models import User


def tasks_for(user: User) -> list[Task]:
    """The latest time that is asked for of each group whose summary the province accepted."""
    if not may(user, Can.FOLLOW_UP):
        return []
    accepted = doors.visible(Activity, user, Can.FOLLOW_UP)
    accepted = accepted.filter(summaryreport__state=PaperState.ACCEPTED)
    return [_task(one) for one in followed(accepted) if one.owed]


def _task(group: FollowedGroup) -> Task:
    time = group.owed
    url = reverse("follow_up", args=[group.pk, time.months])
    title = f"ติดตาม{group.group} หลังดำเนินการ {time.months} เดือน"
    why = f"{group.activity_name} · {time.says}"
    return Task(title, "todo", url, time.label, time.tone, why)
