"""Dates of the activity's days and of what is due after them: pure functions, no database."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cdd_network import thai
from cdd_network.content import DeadlineRule

Dates = Mapping[int, datetime.date | None]
"""Day number (1, 2, 3) → date, or None while it is not set."""


@dataclass(frozen=True)
class Due:
    """A duty's last day and the paper that sets it; papers of one duty may clash."""

    date: datetime.date
    source: str


def faults(dates: Dates, *, notice: datetime.date) -> dict[int, str]:
    """Day number → Thai reason for which its date is refused.

    No day before the budget-allocation notice (the gate of the procedure, item 6 of the letter's
    tasks), and each day after the one before it.
    """
    found: dict[int, str] = {}
    last: tuple[int, datetime.date] | None = None
    for number, day in sorted(dates.items()):
        if day is None:
            continue
        if day < notice:
            found[number] = (
                f"วันที่ {number} ของกิจกรรมต้องไม่ก่อนวันที่ในหนังสือแจ้งจัดสรรงบประมาณ"
                f" ({thai.date_text(notice)})"
            )
        elif last and day <= last[1]:
            found[number] = (
                f"วันที่ {number} ของกิจกรรมต้องอยู่หลังวันที่ {last[0]} ({thai.date_text(last[1])})"
            )
        last = (number, day)
    return found


def warnings(dates: Dates, *, starts: datetime.date, ends: datetime.date) -> list[str]:
    """Thai sentences on what is unusual yet allowed: weekends, gaps, outside the fiscal year."""
    known = [(number, day) for number, day in sorted(dates.items()) if day]
    found = [
        f"วันที่ {number} ของกิจกรรม ({thai.date_text(day)}) เป็นวัน{thai.WEEKDAYS[day.weekday()]}"
        for number, day in known
        if day.weekday() >= 5
    ]
    for (first, before), (second, after) in itertools.pairwise(known):
        if second == first + 1 and (after - before).days > 1:
            found.append(f"วันที่ {first} และวันที่ {second} ของกิจกรรมไม่ใช่วันติดต่อกัน")
    found += [
        f"วันที่ {number} ของกิจกรรม ({thai.date_text(day)}) อยู่นอกปีงบประมาณ"
        f" ({thai.date_text(starts)} ถึง {thai.date_text(ends)})"
        for number, day in known
        if not starts <= day <= ends
    ]
    return found


def deadlines(
    rules: Iterable[DeadlineRule], task: str, *, last_day: datetime.date | None
) -> list[Due]:
    """When the district's ``task`` («plan», «summary») is due, earliest first.

    A rule that counts days after the activity gives nothing until the last day is known.
    """
    found = []
    for rule in rules:
        if rule.task != task or rule.level != "district":
            continue
        if rule.fixed:
            found.append(Due(datetime.date.fromisoformat(rule.fixed), rule.source))
        elif last_day:
            found.append(Due(last_day + datetime.timedelta(rule.days_after), rule.source))
    return sorted(found, key=lambda due: due.date)
