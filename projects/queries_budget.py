"""What the pages of the budget show; read only, a constant number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404

from projects.budget import (
    Line,
    Totals,
    hours_warnings,
    line_warnings,
    total_warnings,
    totals_of,
)
from projects.models import Budget, BudgetLine
from projects.queries_timetable import speaker_hours

if TYPE_CHECKING:
    from cdd_network.content import RateRule
    from projects.models import Event

LINE = ("title", "rate", "people", "times", "price", "spent", "remark")
HEADS = (
    "ลำดับ", "รายการ", "อัตราที่ใช้เทียบ", "จำนวน (คน/หน่วย)", "จำนวนครั้ง", "อัตรา (บาท)", "ตามแผน (บาท)",
    "จ่ายจริง (บาท)", "เหลือจากแผน (บาท)", "หมายเหตุ", "ข้อสังเกต",
)  # fmt: skip


UNPLANNED, LEFT = "เหลือให้ตั้งแผน", "คงเหลือจากที่จ่ายจริง"
"""What of the ceiling is left beside the plan, and beside what was spent."""


@dataclass(frozen=True)
class LineRow:
    """A line of the overview with what is to be said of it."""

    line: Line
    rate: RateRule | None
    warnings: list[str]


@dataclass(frozen=True)
class BudgetPage:
    """All that the overview shows."""

    budget: Budget
    rows: list[LineRow]
    totals: Totals
    warnings: list[str]

    def cells(self) -> list[list[object]]:
        """The rows under ``HEADS``; then sums, ceiling and what is left of it, as the page has them.

        What is left of the plan has no sum: a line without an expense yet has none either.
        """
        cells = [_cells(number, row) for number, row in enumerate(self.rows, start=1)]
        sums = self.totals
        spent = sums.spent if sums.is_spent else None
        ends = [
            _end("รวม", sums.planned, spent, " ".join(self.warnings)),
            _end("วงเงิน", sums.ceiling, sums.ceiling),
            _end(UNPLANNED, sums.unplanned, None),
            _end(LEFT, None, sums.left),
        ]
        return [*cells, *ends]


def _end(title: str, planned: Decimal | None, spent: Decimal | None, said: str = "") -> list:
    return ["", title, "", None, None, None, planned, spent, None, "", said]


def _cells(number: int, row: LineRow) -> list[object]:
    line = row.line
    return [
        number, line.title, row.rate.title if row.rate else "", line.people, line.times, line.price,
        line.planned, line.spent, line.left, line.remark, " ".join(row.warnings),
    ]  # fmt: skip


def budget_of(event: Event) -> Budget:
    """The event's budget, which knows its event; 404 for an event without one."""
    budget = get_object_or_404(Budget, event_id=event.pk)
    budget.event = event
    return budget


def line_values(budget: Budget) -> list[dict[str, object]]:
    """The lines as their form takes them, in order."""
    return list(budget.lines.order_by("order").values(*LINE))


def rates_of(event: Event) -> dict[str, RateRule]:
    """The year's rates by key."""
    return {rate.key: rate for rate in event.programme.content.rates}


def budget_totals(event: Event) -> Totals:
    """The sums of the event's budget; one query when the event's ceiling is loaded."""
    stored = BudgetLine.objects.filter(budget__event_id=event.pk).values(*LINE)
    return totals_of((Line(**values) for values in stored), event.run.ceiling)


def budget_page(event: Event) -> BudgetPage:
    """The overview; four queries."""
    budget = budget_of(event)
    rates = rates_of(event)
    lines = [Line(**values) for values in line_values(budget)]
    totals = totals_of(lines, event.run.ceiling)
    rows = [LineRow(line, rates.get(line.rate), line_warnings(line, rates)) for line in lines]
    hours = hours_warnings(lines, rates, hours_by_source(event))
    return BudgetPage(budget, rows, totals, [*total_warnings(totals), *hours])


def hours_by_source(event: Event) -> dict[str, Decimal]:
    """Source of speaker → hours that the timetable gives such speakers together; two queries."""
    found: dict[str, Decimal] = {}
    for speaker, hours in speaker_hours(event).items():
        if hours:
            found[speaker.source] = found.get(speaker.source, Decimal(0)) + hours
    return found


def hours_to_use(
    lines: Iterable[Line], rates: Mapping[str, RateRule], hours: Mapping[str, Decimal]
) -> dict[int, Decimal]:
    """Index of line → hours of the timetable that it may take over.

    Of a source of speakers that one line alone pays, where the line says something else. Two lines
    of one source are the office's own division, which nothing here can know.
    """
    of_source: dict[str, list[tuple[int, Line]]] = {}
    for index, line in enumerate(lines):
        rate = rates.get(line.rate)
        if rate and rate.speaker:
            of_source.setdefault(rate.speaker, []).append((index, line))
    return {
        paid[0][0]: hours[source]
        for source, paid in of_source.items()
        if len(paid) == 1 and source in hours and _planned_hours(paid[0][1]) != hours[source]
    }


def _planned_hours(line: Line) -> Decimal | None:
    return None if line.people is None or line.times is None else line.people * line.times
