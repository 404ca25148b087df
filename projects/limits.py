"""A deadline in force, whoever set it: its words, its day, and what stood before it. Pure."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from django.utils import timezone

from cdd_network import thai
from cdd_network.content import EVENTS

if TYPE_CHECKING:
    from cdd_network.content import DeadlineRule
    from projects.models import Deadline

Anchors = Mapping[str, datetime.date | None]
"""Event (``content.EVENTS``) → its day, None or absent while it is not known."""
_HINT = re.compile(r"\s*\(ตัวอย่าง[^)]*\)")


def without_hint(source: str) -> str:
    """A paper's name without «(ตัวอย่าง – แก้ให้ตรงหนังสือกรมฯ)», which speaks to the department alone."""
    return _HINT.sub("", source)


ROW = "row-"
"""Begins the key of a row. ``content.DeadlineRule`` takes no «-» in a rule's."""


class DeadlineRow(NamedTuple):
    """A ``Deadline`` by what it is judged by: a country has hundreds, and an object each took longer
    than all the judging. ``for_all``: the department set it."""

    pk: int
    office_id: int
    for_all: bool
    district_id: int | None
    task: str
    level: str
    title: str
    source: str
    source_url: str
    fixed: datetime.date | None
    event: str
    days_after: int
    months_after: int
    replaces: str
    reason: str
    at: datetime.datetime
    withdrawn_at: datetime.datetime | None = None

    @property
    def key(self) -> str:
        """As ``Deadline.key``."""
        return f"{ROW}{self.pk}"


if TYPE_CHECKING:
    AnyRow = Deadline | DeadlineRow


@dataclass(frozen=True)
class Limit:
    """A deadline in force, whoever set it: a rule of the year, or an office's ``Deadline``.

    ``key`` names it for what takes its place; ``reason`` says why an earlier one lost its place.
    ``set_on`` is the day an office set it, None of a rule of the year; ``before`` are those in whose
    place it stands, which judge what was done before that day.
    """

    key: str
    task: str
    level: str
    title: str
    source: str
    fixed: datetime.date | None = None
    event: str = ""
    days_after: int = 0
    months_after: int = 0
    replaces: str = ""
    reason: str = ""
    source_url: str = ""
    set_on: datetime.date | None = None
    before: tuple[Limit, ...] = ()

    @property
    def words(self) -> str:
        """«10 กรกฎาคม 2568», or «7 วันหลังวันสุดท้ายของกิจกรรม»."""
        if self.fixed:
            return thai.date_text(self.fixed)
        months = [f"{self.months_after} เดือน"] if self.months_after else []
        days = [f"{self.days_after} วัน"] if self.days_after else []
        count = " ".join(months + days)
        event = EVENTS[self.event]
        return f"{count}หลัง{event}" if count else f"ใน{event}"

    def day(self, anchors: Anchors) -> datetime.date | None:
        """Its day, None while the event from which it counts has none.

        Months first, then days; a month without that day ends on its last (31 Aug + 6 months is the
        last of February). The first day after the event is day 1 (ป.พ.พ. มาตรา 193/3).
        """
        if self.fixed:
            return self.fixed
        start = anchors.get(self.event)
        if start is None:
            return None
        begin = _months_on(start, self.months_after) if self.months_after else start
        return begin + datetime.timedelta(self.days_after)


def _months_on(day: datetime.date, months: int) -> datetime.date:
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


@lru_cache(maxsize=1024)
def of_rule(rule: DeadlineRule) -> Limit:
    """A rule of the year's content."""
    return Limit(
        rule.key,
        rule.task,
        rule.level,
        rule.title,
        without_hint(rule.source),
        datetime.date.fromisoformat(rule.fixed) if rule.fixed else None,
        rule.event,
        rule.days_after,
        rule.months_after,
    )


def of_row(row: AnyRow, before: tuple[Limit, ...] = ()) -> Limit:
    """A deadline that an office set, and those in whose place it stands."""
    return Limit(
        row.key,
        row.task,
        row.level,
        row.title,
        row.source,
        row.fixed,
        row.event,
        row.days_after,
        row.months_after,
        row.replaces,
        row.reason,
        row.source_url,
        timezone.localtime(row.at).date(),
        before,
    )


def stood(limits: Iterable[Limit], done: datetime.date | None) -> Iterator[Limit]:
    """Those that stood on the day something was done; all of ``limits`` while it is not done.

    What an office set later judges nothing that was done before; what had stood in its place does.
    One that was taken back is as if it had never been set.
    """
    for one in limits:
        if done and one.set_on and one.set_on > done:
            yield from stood(one.before, done)
        else:
            yield one
