"""When a duty is due, and how it stands: pure functions over the year's rules and an office's own.

A duty (``task``: plan, summary, bpm, bundle, follow_3 …) may be limited by several papers; where they
clash each is told, and the earliest day counts.
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from cdd_network import thai
from cdd_network.content import EVENTS

if TYPE_CHECKING:
    from cdd_network.content import DeadlineRule
    from projects.models import Deadline

Anchors = Mapping[str, datetime.date | None]
"""Event (``content.EVENTS``) → its day, None or absent while it is not known."""
NEAR = 7
"""So many days before it is due a duty turns amber."""


class Light(StrEnum):
    """How a duty stands against its day."""

    NONE = "none"
    GREEN = "green"
    AMBER = "amber"
    RED = "red"


@dataclass(frozen=True)
class Limit:
    """A deadline in force, whoever set it: a rule of the year, or an office's ``Deadline``.

    ``key`` names it for what takes its place; ``reason`` says why an earlier one lost its place.
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
        return _months_on(start, self.months_after) + datetime.timedelta(self.days_after)


def _months_on(day: datetime.date, months: int) -> datetime.date:
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


@dataclass(frozen=True)
class Due:
    """A duty's last day and the papers that set it; papers of one duty may clash.

    ``counts``: the earliest of several, by which the duty is judged.
    """

    date: datetime.date
    sources: tuple[str, ...]
    counts: bool = False

    @property
    def text(self) -> str:
        """«กำหนดส่ง 27 มิถุนายน 2568 ตาม… และ…», the earliest of several with what it means."""
        said = f"กำหนดส่ง {thai.date_text(self.date)} ตาม{' และ'.join(self.sources)}"
        return f"{said} (นับกำหนดที่เร็วที่สุด)" if self.counts else said


@dataclass(frozen=True)
class DueLine:
    """A due date as a page says it; ``tag`` and ``tone`` stand out when it was missed."""

    text: str
    tag: str = ""
    tone: Literal["", "act", "wrong"] = ""


@lru_cache(maxsize=1024)
def of_rule(rule: DeadlineRule) -> Limit:
    """A rule of the year's content."""
    return Limit(
        rule.key,
        rule.task,
        rule.level,
        rule.title,
        rule.source,
        datetime.date.fromisoformat(rule.fixed) if rule.fixed else None,
        rule.event,
        rule.days_after,
        rule.months_after,
    )


def of_row(row: Deadline) -> Limit:
    """A deadline that an office set."""
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
    )


def in_force(
    rules: Iterable[DeadlineRule],
    rows: Iterable[Deadline],
    *,
    province: int | None = None,
    district: int | None = None,
) -> tuple[Limit, ...]:
    """What holds for a district of a province, or for the province itself (``district`` None).

    ``province`` and ``district`` are keys of offices. Of ``rows`` those that were taken back and
    those of other provinces or districts are passed over; the department's hold for all. What a row
    that holds replaces, directly or through another, no longer does. Of two rows of one office in
    the same place, one for all and one for the district alone, the district's own holds.
    """
    held = [
        row
        for row in rows
        if row.withdrawn_at is None
        and (row.office_id == province or row.office.kind == "department")
        and row.district_id in (None, district)
    ]
    own = {(row.office_id, row.replaces) for row in held if row.district_id and row.replaces}
    lost: set[str] = set()
    for row in sorted(held, key=lambda row: row.pk):  # what replaces a row stands behind it
        if not row.district_id and ((row.office_id, row.replaces) in own or row.replaces in lost):
            lost.add(row.key)
    held = [row for row in held if row.key not in lost]
    gone = {row.replaces for row in held}
    found = [*map(of_rule, rules), *map(of_row, held)]
    return tuple(one for one in found if one.key not in gone)


def in_force_over(
    rules: Iterable[DeadlineRule],
    rows: Iterable[Deadline],
    places: Iterable[tuple[int, int | None]],
) -> dict[tuple[int, int | None], tuple[Limit, ...]]:
    """``in_force`` of many (province, district); places under the same rows share one answer."""
    rules, ordered = tuple(rules), list(enumerate(rows))
    common = [one for one in ordered if one[1].office.kind == "department"]
    own: dict[int, list[tuple[int, Deadline]]] = {}
    for at, row in ordered:
        own.setdefault(row.office_id, []).append((at, row))
    made: dict[tuple[int, ...], tuple[Limit, ...]] = {}
    found = {}
    for province, district in places:
        over = {**dict(common), **dict(own.get(province, ()))}
        held = {at: over[at] for at in sorted(over) if over[at].district_id in (None, district)}
        key = tuple(held)
        if key not in made:
            made[key] = in_force(rules, held.values(), province=province, district=district)
        found[province, district] = made[key]
    return found


def dues(limits: Iterable[Limit], task: str, anchors: Anchors, *, level: str) -> list[Due]:
    """When ``task`` is due of that level, earliest first, each date once with all its sources.

    A limit that counts from an event gives nothing until the event has its day.
    """
    found: dict[datetime.date, list[str]] = {}
    for one in limits:
        day = one.day(anchors) if (one.task, one.level) == (task, level) else None
        if day:
            found.setdefault(day, []).append(one.source)
    first = min(found) if len(found) > 1 else None
    return [Due(day, tuple(dict.fromkeys(found[day])), day == first) for day in sorted(found)]


def earliest(
    limits: Iterable[Limit], task: str, anchors: Anchors, *, level: str
) -> datetime.date | None:
    """The day by which the duty is judged, None without one."""
    days = (one.day(anchors) for one in limits if one.task == task and one.level == level)
    return min(filter(None, days), default=None)


def light(
    due: datetime.date | None, *, today: datetime.date, done: datetime.date | None = None
) -> Light:
    """Red, amber or green: the one place that says which.

    Done in time or without a limit: green; done late: amber, it stays told and is no duty any more.
    Not done: red from the day after it was due, amber from ``NEAR`` days before, else green; without a
    limit none. The due day itself is still in time.
    """
    if done:
        return Light.AMBER if due and done > due else Light.GREEN
    if due is None:
        return Light.NONE
    left = (due - today).days
    if left < 0:
        return Light.RED
    return Light.AMBER if left <= NEAR else Light.GREEN


def days_text(due: datetime.date, today: datetime.date) -> str:
    """«เกินกำหนดแล้ว 3 วัน», «ครบกำหนดวันนี้», «เหลือ 5 วัน»."""
    left = (due - today).days
    if left < 0:
        return f"เกินกำหนดแล้ว {-left:,} วัน"
    return f"เหลือ {left:,} วัน" if left else "ครบกำหนดวันนี้"


def due_lines(
    dues: Iterable[Due], *, today: datetime.date, sent: datetime.date | None
) -> tuple[DueLine, ...]:
    """Due dates as ``today`` has it; ``sent`` is the day a paper went out, None while it is owed."""
    return tuple(_due_line(due, today, sent) for due in dues)


def _due_line(due: Due, today: datetime.date, sent: datetime.date | None) -> DueLine:
    if sent:
        after = (sent - due.date).days
        return (
            DueLine(due.text, f"ส่งหลังกำหนด {after:,} วัน", "act") if after > 0 else DueLine(due.text)
        )
    late = light(due.date, today=today) == Light.RED
    return DueLine(due.text, days_text(due.date, today), "wrong") if late else DueLine(due.text)
