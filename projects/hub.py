"""The parts of an event in the order in which they are done, for its hub."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from projects import budget_part, people_part, posters_part, survey_part, timetable_part
from projects.parts import Part

if TYPE_CHECKING:
    from cdd_network.models import User
    from projects.models import ActivityDay, Event

PARTS: tuple[Callable[[Event, User], Part], ...] = (
    timetable_part.part_of,
    budget_part.part_of,
    people_part.part_of,
    posters_part.part_of,
    survey_part.part_of,
)
"""Each makes its row with one query at most."""


def parts_of(event: Event, user: User) -> list[Part]:
    """Rows of the hub, in order."""
    return [part(event, user) for part in PARTS]


def day_of_today(days: Iterable[ActivityDay], today: datetime.date) -> ActivityDay | None:
    """The event's day that is held today, or None."""
    return next((day for day in days if day.date == today), None)
