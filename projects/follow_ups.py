"""The times at which a district looks again whether the network activity exists: pure functions.

A time is due so many months after the activity's last day (``follow_3``, ``follow_6``, ``follow_12``
of the year's deadlines, or what an office set in their place). «ยังดำเนินการอยู่» of a group: its newest
follow-up, that of the most months, says ``RUNNING``.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from cdd_network import thai
from projects import deadlines
from projects.deadlines import Light
from projects.models.follow_up import MONTHS, FollowUp

if TYPE_CHECKING:
    from projects.deadlines import Anchors, Limit

AHEAD = datetime.timedelta(14)
"""So long before its day a time is asked for at home."""
RUNNING = FollowUp.Standing.RUNNING
TASKS = {months: f"follow_{months}" for months in MONTHS}
"""The duty of the year's deadlines that a time is, by its months."""
CLOSED = "ไม่ได้ติดตามในรอบนี้"
LATE, NONE = "late", "none"
"""Beside the standings of a follow-up: one that is owed since its day, and a group without any."""


@dataclass(frozen=True)
class Seen:
    """What was found at a time."""

    seen_on: datetime.date
    standing: str
    members: int | None = None
    capital: object = None


@dataclass(frozen=True)
class Time:
    """One of a group's times as ``today`` has it; ``seen`` is None while nobody has looked.

    ``closed``: a later one was looked at, so this one is owed no more.
    """

    months: int
    due: datetime.date
    seen: Seen | None
    today: datetime.date
    closed: bool = False

    @property
    def title(self) -> str:
        """«หลังดำเนินการ 3 เดือน»."""
        return f"หลังดำเนินการ {self.months} เดือน"

    @property
    def opens(self) -> datetime.date:
        """The first day on which it may be looked: of the month it is due in, or 14 days before."""
        return opens(self.due)

    @property
    def is_open(self) -> bool:
        """Whether the district may look by now."""
        return self.opens <= self.today

    @cached_property
    def light(self) -> Light:
        """By the one function that says which; of one that is closed none."""
        if self.closed:
            return Light.NONE
        return deadlines.light(self.due, today=self.today, done=self.seen and self.seen.seen_on)

    @property
    def is_late(self) -> bool:
        """Whether it was due and nobody has looked."""
        return self.light == Light.RED

    @property
    def label(self) -> str:
        """The tag's words: what was found, or how far its day is."""
        if self.seen:
            return FollowUp.Standing(self.seen.standing).label
        if self.closed:
            return CLOSED
        if not self.is_open:
            return "ยังไม่ถึงกำหนด"
        return deadlines.days_text(self.due, self.today)

    @property
    def tone(self) -> Literal["", "act", "wrong", "fine"]:
        """Colour of the tag: what is owed stands out, and what runs."""
        if self.seen:
            return "fine" if self.seen.standing == RUNNING else ""
        owed = {Light.RED: "wrong", Light.AMBER: "act"}
        return owed.get(self.light, "")

    @property
    def says(self) -> str:
        """When it is due, when it was looked, and by how much that came late."""
        due = f"ครบกำหนด {thai.date_text(self.due)}"
        if self.seen is None:
            soon = "" if self.is_open else f" · บันทึกได้ตั้งแต่ {thai.date_text(self.opens)}"
            return due + soon
        late = (self.seen.seen_on - self.due).days
        after = f" หลังกำหนด {late:,} วัน" if late > 0 else ""
        return f"ติดตามเมื่อ {thai.date_text(self.seen.seen_on)}{after} · {due}"


def opens(due: datetime.date) -> datetime.date:
    """The first day on which a time that is due on ``due`` may be looked at."""
    return min(due.replace(day=1), due - AHEAD)


def is_closed(months: int, seen: Collection[int]) -> bool:
    """Whether a time that nobody looked at is owed no more: a later one was. Nobody can look back."""
    return months not in seen and any(months < one for one in seen)


def owed(times: Iterable[Time]) -> Time | None:
    """The latest time that is asked for by now and was not looked at: what is done next.

    An earlier one that was missed is not asked for any more: nobody can look back.
    """
    asked = [one for one in times if one.due - AHEAD <= one.today]
    return asked[-1] if asked and asked[-1].seen is None else None


def times(
    limits: Iterable[Limit], anchors: Anchors, seen: Mapping[int, Seen], today: datetime.date
) -> list[Time]:
    """A group's times in order; one that no deadline asks for, or whose day is not known, is none."""
    limits = tuple(limits)
    found = []
    for months, task in TASKS.items():
        one = seen.get(months)
        done = one and one.seen_on
        due = deadlines.earliest(limits, task, anchors, level="district", done=done)
        if due:
            found.append(Time(months, due, one, today, is_closed(months, seen)))
    return found


def newest(seen: Mapping[int, Seen]) -> Seen | None:
    """What was found at the latest of the times that were looked at."""
    return seen[max(seen)] if seen else None


def counts_as(times: Iterable[Time], months: int | None) -> set[str]:
    """Under which heads a group is counted: by its newest time, or by that of ``months``.

    A standing or ``NONE``; besides ``LATE`` where a time is owed. Empty when it has no such time.
    """
    standing, late = "", False
    for one in times:
        if months in (None, one.months):
            standing = one.seen.standing if one.seen else standing or NONE
            late = late or one.is_late
    return {standing, LATE} if late else {standing} - {""}
