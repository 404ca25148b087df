"""Rows of the task list at home: keying each event of one's office into BPM."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from cdd_network import thai
from cdd_network.roles import Can, may
from cdd_network.tasks import Task
from reports.queries_bpm import events_that_ended, standing_of

if TYPE_CHECKING:
    from cdd_network.models import User
    from projects.models import Event


def tasks_for(user: User) -> list[Task]:
    """«บันทึกใน BPM» for each event of the office's newest year that is over."""
    if not may(user, Can.RUN_EVENT):
        return []
    return [_task(event) for event in events_that_ended(user, timezone.localdate())]


def _task(event: Event) -> Task:
    stored = getattr(event, "bpm", None)
    url = reverse("event_bpm", args=[event.pk])
    title = f"บันทึกใน BPM {event.name}"
    how = standing_of(event, event.last, stored and stored.keyed_on)
    if stored:
        on = f"บันทึกเมื่อ {thai.date_text(stored.keyed_on)}"
        return Task(title, "done", url, how.tag, how.tone, on)
    return Task(title, "todo", url, how.tag, how.tone, how.says)
