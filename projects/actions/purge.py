"""The end of an event's lists of people: the names go, the counts stay."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from projects.actions.papers import hold_event
from projects.models import Event, Participant, Speaker
from projects.people_rules import PURGED

EMPTY = {"name": "", "post": "", "village": "", "moo": None, "phone": ""}


@transaction.atomic
def purge_people(*, event: Event) -> int:
    """Take names, positions, villages and telephones away; rows and check-ins stay as counts.

    How many people it was; 0 when it was done before.
    """
    hold_event(event)
    if event.people_purged_at:
        return 0
    event.people_purged_at = timezone.now()
    event.save(update_fields=["people_purged_at"])
    return Participant.objects.filter(event=event.pk).update(**EMPTY, version=F("version") + 1)


@transaction.atomic
def purge_speakers(*, event: Event) -> int:
    """Take the speakers' names and posts away; their rows of the timetable stay. How many it was."""
    hold_event(event)
    gone = Speaker.objects.filter(event=event.pk).exclude(name=PURGED).update(name=PURGED, post="")
    if gone:
        Event.objects.filter(pk=event.pk).update(version=F("version") + 1)
    return gone
