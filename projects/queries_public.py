"""What the public pages read: a day or a questionnaire by its address. No page lists a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from projects.models import ActivityDay, Answers, Misses, Participant, Questionnaire

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


def people_of(event: Event) -> list[Participant]:
    """The event's list, to look a typed name up in; never shown."""
    return list(Participant.objects.filter(event=event.pk).only("order", "name", "event_id"))


def misses(key: str) -> int:
    """How often this address has missed at this day's check-in."""
    return Misses.objects.filter(key=key).values_list("count", flat=True).first() or 0


def has_answered(questionnaire: Questionnaire, device: str) -> bool:
    """Whether the device has answered this questionnaire."""
    return Answers.objects.filter(questionnaire=questionnaire, device=device).exists()
