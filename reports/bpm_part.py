"""BPM on the hub of an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Max, Q
from django.urls import reverse

from projects.models import Event
from projects.parts import Part
from reports.queries_bpm import standing_of

if TYPE_CHECKING:
    from cdd_network.models import User


def part_of(event: Event, user: User) -> Part:
    """Whether it was keyed in, and until when it is to be; one query."""
    known = (
        Event.objects.filter(pk=event.pk)
        .values("bpm__keyed_on")
        .annotate(last=Max("days__date"), unset=Count("days", filter=Q(days__date=None)))
        .get()
    )
    last = None if known["unset"] else known["last"]
    how = standing_of(event, last, known["bpm__keyed_on"])
    return Part("บันทึกใน BPM", how.says, reverse("event_bpm", args=[event.pk]), how.tag, how.tone)
