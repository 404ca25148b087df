"""What the public pages read: a day or a questionnaire by its address. No page lists a name."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from projects.models import ActivityDay, Answers, CheckIn, Misses, Participant, Questionnaire
from projects.opening_rules import is_open
from projects.survey_rules import window

if TYPE_CHECKING:
    from projects.models import Event

_NAMED = (
    "event__programme",
    "event__office",
    "event__activity__allocation__chosen__nomination__group",
    "event__provinceday__round__office",
)


def day_at(token: str) -> QuerySet[ActivityDay]:
    """The day behind a check-in's address, with what names it; one query."""
    return ActivityDay.objects.select_related(*_NAMED).filter(token=token)


def questionnaire_at(token: str) -> QuerySet[Questionnaire]:
    """The questionnaire behind an address, with what names it and its event's days; two queries."""
    found = Questionnaire.objects.select_related(*_NAMED).prefetch_related("event__days")
    return found.filter(token=token)


def survey_beside(day: ActivityDay, half: str, now: datetime.datetime) -> Questionnaire | None:
    """What who signs in for this half day may answer at once, when it is open ``now`` (local time): in
    the first morning the questionnaire before, in the last afternoon the one after. One query.
    """
    of = len(day.event.programme.content.days(day.event.number))
    number, moment = {
        CheckIn.Half.MORNING: (1, Questionnaire.Moment.BEFORE),
        CheckIn.Half.AFTERNOON: (of, Questionnaire.Moment.AFTER),
    }[half]
    if day.number != number:
        return None
    found = Questionnaire.objects.filter(event=day.event_id, moment=moment).first()
    # Its window hangs on the first day, or the last, alone: on this one.
    return found if found and is_open(window(found, [day] * of), now) else None


def people_of(event: Event) -> list[Participant]:
    """The event's list, to look a typed name up in; never shown."""
    return list(Participant.objects.filter(event=event.pk).only("order", "name", "event_id"))


def misses(key: str) -> int:
    """How often this address has missed at this day's check-in."""
    return Misses.objects.filter(key=key).values_list("count", flat=True).first() or 0


def has_answered(questionnaire: Questionnaire, device: str) -> bool:
    """Whether the device has answered this questionnaire."""
    return Answers.objects.filter(questionnaire=questionnaire, device=device).exists()
