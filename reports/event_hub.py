"""The hub of an event: its parts, BPM the last of them, and what is to be done today."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from cdd_network.refusal import refusal_of
from projects.hub import day_of_today, parts_of
from projects.parts import Part
from projects.survey_rules import check_show_qr
from reports import bpm_part

if TYPE_CHECKING:
    from cdd_network.models import User
    from projects.models import Event


@dataclass(frozen=True)
class Today:
    """The day that is held today: where its people are ticked, and the QR that they scan."""

    label: str
    checkin_url: str
    qr_url: str


def every_part(event: Event, user: User) -> list[Part]:
    """Rows of the hub, in the order in which they are done."""
    return [*parts_of(event, user), bpm_part.part_of(event, user)]


def today_of(event: Event, user: User) -> Today | None:
    """What the office that runs the event does today; None on other days and for others."""
    day = day_of_today(event.days.all(), timezone.localdate())
    if day is None or refusal_of(check_show_qr, user, event):
        return None
    return Today(
        f"วันที่ {day.number} ของกิจกรรม",
        reverse("checkin_day", args=[event.pk, day.number]),
        reverse("event_qr", args=[event.pk]),
    )
