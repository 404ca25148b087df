"""The deadlines of a year as a page tells them: by duty, with what lost its place, and clashes. Pure."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from django.utils import timezone

from cdd_network import thai
from cdd_network.refusal import refusal_of
from projects import deadline_rules as rules
from projects import deadlines
from projects.deadline_rules import TASKS

if TYPE_CHECKING:
    from cdd_network.models import Programme, User
    from projects.deadlines import Limit
    from projects.models import Deadline

LEVELS = {"district": "อำเภอ", "province": "จังหวัด"}
STANDINGS = {"holds": "มีผล", "replaced": "ถูกแทน", "withdrawn": "ถอนแล้ว"}


@dataclass(frozen=True)
class Line:
    """One deadline. ``setter`` says who set it, ``whom`` whom it binds, ``told`` why it no longer
    holds or what it stands for. ``may_replace`` and ``may_withdraw`` are the reader's own."""

    limit: Limit
    setter: str
    whom: str
    standing: Literal["holds", "replaced", "withdrawn"]
    told: str = ""
    pk: int | None = None
    at: datetime.date | None = None
    may_replace: bool = False
    may_withdraw: bool = False
    may_again: bool = False

    @property
    def holds(self) -> bool:
        """Whether it counts."""
        return self.standing == "holds"

    @property
    def standing_text(self) -> str:
        """«มีผล», «ถูกแทน», «ถอนแล้ว»."""
        return STANDINGS[self.standing]


@dataclass(frozen=True)
class Clash:
    """What disagrees: sentences, and each paper with its own limit; false when nothing does."""

    says: tuple[str, ...] = ()
    papers: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.says)


@dataclass(frozen=True)
class Section:
    """The deadlines of one duty and level, those that hold first.

    ``like`` names an earlier section whose clash is the same and is told there.
    """

    task: str
    level: str
    title: str
    lines: tuple[Line, ...]
    clash: Clash
    like: str = ""

    @property
    def is_folded(self) -> bool:
        """Whether it needs no look: no clash, and no office set anything."""
        return not self.clash and not any(line.pk for line in self.lines)


@dataclass(frozen=True)
class Year:
    """What is known of a year for a reader: the year's rules and the rows that the reader sees."""

    programme: Programme
    rows: list[Deadline]
    user: User

    def sections(self) -> list[Section]:
        """Each duty that has a deadline, in the order of the way."""
        lines = [*self._rule_lines(), *(self._row_line(row) for row in self.rows)]
        order = [(task, level) for task in TASKS for level in LEVELS]
        other = [(line.limit.task, line.limit.level) for line in lines]
        found, told = [], {}
        for task, level in dict.fromkeys(order + other):
            held = [one for one in lines if (one.limit.task, one.limit.level) == (task, level)]
            if held:
                found.append(self._section(task, level, held, told))
        return found

    def _section(
        self, task: str, level: str, lines: list[Line], before: dict[Clash, str]
    ) -> Section:
        told = [*STANDINGS]
        lines.sort(key=lambda line: told.index(line.standing))
        title = f"{LEVELS[level]}: {TASKS.get(task, lines[0].limit.title)}"
        clash = self._clash(task, level)
        like = before.setdefault(clash, title) if clash else ""
        return Section(task, level, title, tuple(lines), clash, "" if like == title else like)

    def _clash(self, task: str, level: str) -> Clash:
        held = [one for one in self.in_force if (one.task, one.level) == (task, level)]
        leaves = [
            deadlines.of_row(row)
            for row in self._standing
            if row.district_id and (row.task, row.level) == (task, level)
        ]
        late = [rules.after_the_province(one, self.in_force) for one in held + leaves]
        differing = rules.differing(held)
        papers = [(self._source(one), one.words) for one in held] if differing else []
        says = dict.fromkeys(text for text in (*late, differing) if text)
        return Clash(tuple(says), tuple(papers))

    def _source(self, limit: Limit) -> str:
        """A paper's name; a hint in it speaks to the department, which alone reads it."""
        return self._hinted.get(limit.key, limit.source)

    @cached_property
    def _hinted(self) -> Mapping[str, str]:
        held = self.programme.content.deadlines if self.user.is_department else ()
        return {one.key: one.source for one in held}

    @cached_property
    def in_force(self) -> tuple[Limit, ...]:
        """What holds for the reader's own office, or for all when the department reads."""
        return self._in_force_of(self.user.office_id if self.user.is_district else None)

    def _in_force_of(self, district: int | None) -> tuple[Limit, ...]:
        own = (r.office_id for r in self.rows if r.office.kind == "province")
        return deadlines.in_force(
            self.programme.content.deadlines,
            self._standing,
            province=None if self.user.is_department else next(own, None),
            district=district,
        )

    @cached_property
    def _spared(self) -> Mapping[str, list[str]]:
        """Key of what holds in the reader's province → the districts in which something else does."""
        found: dict[str, list[str]] = {}
        alone = {r.district_id: r.district.short_name for r in self._standing if r.district_id}
        for district, name in alone.items() if self.user.is_province else ():
            there = {one.key for one in self._in_force_of(district)}
            for one in self.in_force:
                if one.key not in there:
                    found.setdefault(one.key, []).append(name)
        return found

    @cached_property
    def _standing(self) -> list[Deadline]:
        return [row for row in self.rows if row.withdrawn_at is None]

    @cached_property
    def _following(self) -> Mapping[str, Limit]:
        """Key of what lost its place → what stands there, for all whom the reader speaks for."""
        return {one.key: limit for limit in self.in_force for one in _all_before(limit)}

    def _rule_lines(self) -> list[Line]:
        year = f"แผนงานปี {self.programme.year}"
        return [
            self._line(replace(one, source=self._source(one)), year, None)
            for one in map(deadlines.of_rule, self.programme.content.deadlines)
        ]

    def _row_line(self, row: Deadline) -> Line:
        setter = f"{row.office.short_name} ({row.by.display_name})"
        return self._line(deadlines.of_row(row), setter, row)

    def _line(self, limit: Limit, setter: str, row: Deadline | None) -> Line:
        standing, told = self._told(limit, row)
        holds = standing == "holds"
        return Line(
            limit,
            setter,
            " ".join([whom_of(limit, row), *self._but(limit)]),
            standing,
            told,
            row and row.pk,
            row and timezone.localtime(row.at).date(),
            holds and not refusal_of(rules.check_replace, self.user, limit, row and row.office),
            bool(holds and row and not refusal_of(rules.check_withdraw, self.user, row)),
            bool(row and not refusal_of(rules.check_again, self.user, row)),
        )

    def _but(self, limit: Limit) -> list[str]:
        spared = self._spared.get(limit.key)
        return [f"ยกเว้น{' '.join(spared)}"] if spared else []

    def _told(self, limit: Limit, row: Deadline | None) -> tuple[str, str]:
        if row and row.withdrawn_at:
            day = thai.date_text(timezone.localtime(row.withdrawn_at))
            return "withdrawn", f"ถอนเมื่อ {day} โดย{row.withdrawn_by.display_name}"
        after = self._following.get(limit.key)
        if after:
            return "replaced", f"แทนด้วย {after.words} ตาม{after.source} เพราะ{after.reason}"
        return "holds", f"เหตุผล: {row.reason}" if row and row.reason else ""


def _all_before(limit: Limit) -> Iterator[Limit]:
    for one in limit.before:
        yield one
        yield from _all_before(one)


def whom_of(limit: Limit, row: Deadline | None) -> str:
    """Whom a deadline binds: «ทุกอำเภอในจังหวัด», or the one district that it is for."""
    if row and row.district_id:
        return row.district.short_name
    if row and row.office.kind == "province":
        return "ทุกอำเภอในจังหวัด" if limit.level == "district" else row.office.short_name
    return f"ทุก{LEVELS[limit.level]}"


HEADS = (
    "งาน", "ผู้ส่ง", "กำหนด", "วันที่", "ใช้กับ", "ที่มา", "ผู้ตั้ง", "ตั้งเมื่อ", "สถานะ", "รายละเอียด",
)  # fmt: skip


def cells(sections: Iterable[Section]) -> list[tuple[object, ...]]:
    """The lines as a workbook has them, under ``HEADS``."""
    return [
        (
            TASKS.get(one.task, one.title), LEVELS[one.level], line.limit.words, line.limit.fixed,
            line.whom, line.limit.source, line.setter, line.at, line.standing_text, line.told,
        )
        for one in sections
        for line in one.lines
    ]  # fmt: skip


def province_line(row: Deadline) -> Line:
    """What a province set, as the department reads it."""
    limit, setter = deadlines.of_row(row), row.office.short_name
    day = timezone.localtime(row.at).date()
    return Line(limit, setter, whom_of(limit, row), "holds", row.reason, row.pk, day)


def province_cells(row: Deadline) -> tuple[object, ...]:
    """The same for a workbook, under ``HEADS``."""
    line = province_line(row)
    return (
        TASKS.get(row.task, row.title), LEVELS[row.level], line.limit.words, row.fixed, line.whom,
        row.source, line.setter, line.at, line.standing_text, row.reason,
    )  # fmt: skip
