"""Rows of the task list at home: keying each event of one's office into BPM."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from cdd_network import thai
from cdd_network.roles import Can, may
from cdd_network.tasks import Task
from projects.rules import last_date
from reports.queries_bpm import own_events, standing_of

if TYPE_CHECKING:
    from cdd_network.models import User
    from projects.models import Event


def tasks_for(user: User) -> list[Task]:
    """«บันทึกใน BPM» for each event of the office's newest year that is over."""
    if not may(user, Can.RUN_EVENT):
        return []
    today = timezone.localdate()
    return [
        _task(event)
        for event in own_events(user)
        if (last := last_date(event.days.all())) and last <= today
    ]


def _task(event: Event) -> Task:
    stored = getattr(event, "bpm", None)
    url = reverse("event_bpm", args=[event.pk])
    title = f"บันทึกใน BPM {event.name}"
    how = standing_of(event, last_date(event.days.all()), stored and stored.keyed_on)
    if stored:
        on = f"บันทึกเมื่อ {thai.date_text(stored.keyed_on)}"
        return Task(title, "done", url, how.tag, how.tone, on)
    return Task(title, "todo", url, how.tag, how.tone, how.says)
