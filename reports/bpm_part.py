"""BPM on the hub of an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from projects.parts import Part
from projects.rules import last_date
from reports.queries_bpm import standing_of

if TYPE_CHECKING:
    from cdd_network.models import User
    from projects.models import Event


def part_of(event: Event, user: User) -> Part:
    """Whether it was keyed in, and until when it is to be; no query where days and record are loaded."""
    stored = getattr(event, "bpm", None)
    how = standing_of(event, last_date(event.days.all()), stored and stored.keyed_on)
    return Part("บันทึกใน BPM", how.says, reverse("event_bpm", args=[event.pk]), how.tag, how.tone)
