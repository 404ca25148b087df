"""When a duty is due, and how it stands: pure functions over the year's rules and an office's own.

A duty (``task``: plan, summary, bpm, bundle, follow_3 …) may be limited by several papers; where they
clash each is told, and the earliest day counts.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from cdd_network import thai
from projects.limits import Anchors, Limit, of_row, of_rule, stood

if TYPE_CHECKING:
    from cdd_network.content import DeadlineRule
    from projects.limits import AnyRow

NEAR = 7
"""So many days before it is due a duty turns amber."""


class Light(StrEnum):
    """How a duty stands against its day."""

    NONE = "none"
    GREEN = "green"
    AMBER = "amber"
    RED = "red"


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


WHOLE = "task:"
"""Begins ``Deadline.replaces`` of a row that stands in the place of every rule of its task and level
there, not of the named one alone."""


def in_force(
    rules: Iterable[DeadlineRule],
    rows: Iterable[AnyRow],
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
    return _stands([of_rule(one) for one in rules], _held(rows, province, district))


def _stands(rules: list[Limit], held: list[AnyRow]) -> tuple[Limit, ...]:
    """``held``, as ``_held`` gives them, among the year's own."""
    takes = {row.key: _taken(row, rules, held) for row in held}
    found = {one.key: one for one in rules}
    for row in held:  # what it stands for was made before it, but for a newer one for all
        before = tuple(found[key] for key in takes[row.key] if key in found)
        found[row.key] = of_row(row, before)
    gone = {key for keys in takes.values() for key in keys}
    return tuple(one for one in found.values() if one.key not in gone)


def _held(rows: Iterable[AnyRow], province: int | None, district: int | None) -> list[AnyRow]:
    """The rows that are for this place, in the order in which they were set."""
    held = [
        row
        for row in rows
        if row.withdrawn_at is None
        and (row.office_id == province or row.for_all)
        and row.district_id in (None, district)
    ]
    held.sort(key=lambda row: row.pk)  # what replaces a row stands behind it
    own = {_place(row) for row in held if row.district_id and row.replaces}
    lost: set[str] = set()
    for row in held:
        if not row.district_id and (_place(row) in own or replaced(row) in lost):
            lost.add(row.key)
    return [row for row in held if row.key not in lost]


def is_whole(row: AnyRow) -> bool:
    """Whether it stands in the place of every rule of its task."""
    return row.replaces.startswith(WHOLE)


def replaced(row: AnyRow) -> str:
    """Key of the one that it was set in the place of, '' without."""
    return row.replaces.removeprefix(WHOLE)


def _place(row: AnyRow) -> tuple[object, ...]:
    return (row.office_id, *((row.task, row.level) if is_whole(row) else (row.replaces,)))


def _taken(row: AnyRow, rules: Iterable[Limit], held: Iterable[AnyRow]) -> list[str]:
    """Keys of what ``row`` stands in the place of."""
    if not is_whole(row):
        return [row.replaces] if row.replaces else []
    duty = (row.task, row.level)
    older = [one.key for one in rules if (one.task, one.level) == duty]
    return older + [one.key for one in held if (one.task, one.level) == duty and _yields(one, row)]


def _yields(one: AnyRow, whole: AnyRow) -> bool:
    """Whether a row gives way to that for its whole task: older ones, of its office or the department.

    One for a district alone stands against later ones of its office for all.
    """
    if one.office_id == whole.office_id:
        alone = whole.district_id is not None and one.district_id is None
        return one.pk < whole.pk or alone
    return one.pk < whole.pk and one.for_all


def in_force_over(
    rules: Iterable[DeadlineRule],
    rows: Iterable[AnyRow],
    places: Iterable[tuple[int, int | None]],
) -> dict[tuple[int, int | None], tuple[Limit, ...]]:
    """``in_force`` of many (province, district); places under the same rows share one answer."""
    limits, ordered = [of_rule(one) for one in rules], list(enumerate(rows))
    common = [one for one in ordered if one[1].for_all]
    own: dict[int, list[tuple[int, AnyRow]]] = {}
    for at, row in ordered:
        own.setdefault(row.office_id, []).append((at, row))
    made: dict[tuple[int, ...], tuple[Limit, ...]] = {}
    found = {}
    for province, district in places:
        over = {**dict(common), **dict(own.get(province, ()))}
        held = {at: over[at] for at in sorted(over) if over[at].district_id in (None, district)}
        key = tuple(held)
        if key not in made:
            made[key] = _stands(limits, _held(held.values(), province, district))
        found[province, district] = made[key]
    return found


def dues(
    limits: Iterable[Limit],
    task: str,
    anchors: Anchors,
    *,
    level: str,
    done: datetime.date | None = None,
) -> list[Due]:
    """When ``task`` is due of that level, earliest first, each date once with all its sources.

    A limit that counts from an event gives nothing until the event has its day. What was ``done``
    is judged by what stood on that day.
    """
    found: dict[datetime.date, list[str]] = {}
    held = [one for one in limits if one.task == task and one.level == level]
    for one in stood(held, done) if done else held:
        day = one.day(anchors)
        if day:
            found.setdefault(day, []).append(one.source)
    if len(found) == 1:
        ((day, sources),) = found.items()
        return [Due(day, tuple(dict.fromkeys(sources)))]
    first = min(found) if len(found) > 1 else None
    return [Due(day, tuple(dict.fromkeys(found[day])), day == first) for day in sorted(found)]


def earliest(
    limits: Iterable[Limit],
    task: str,
    anchors: Anchors,
    *,
    level: str,
    done: datetime.date | None = None,
) -> datetime.date | None:
    """The day by which the duty is judged, None without one."""
    held = [one for one in limits if one.task == task and one.level == level]
    return min(filter(None, (one.day(anchors) for one in stood(held, done))), default=None)


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
