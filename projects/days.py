"""Dates of the activity's days: pure functions, no database. What is due after: deadlines.py."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Mapping

from cdd_network import thai
from cdd_network.closed_days import is_announced, why_closed

Dates = Mapping[int, datetime.date | None]
"""Day number (1, 2, 3) → date, or None while it is not set."""
_CLOSED_ADVICE = "จัดได้ โปรดตรวจว่าวิทยากร สถานที่ และผู้เข้าร่วมสะดวก"


def faults(dates: Dates, *, notice: datetime.date | None = None) -> dict[int, str]:
    """Day number → Thai reason for which its date is refused.

    No day before the budget-allocation notice (the gate of the procedure, item 6 of the letter's
    tasks; the province's own day has none), and each day after the one before it.
    """
    found: dict[int, str] = {}
    last: tuple[int, datetime.date] | None = None
    for number, day in sorted(dates.items()):
        if day is None:
            continue
        if notice and day < notice:
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
    """Thai sentences on what is unusual yet allowed: closed offices, gaps, outside the fiscal year."""
    found = _closed_told(dates)
    for (first, before), (second, after) in itertools.pairwise(_known(dates)):
        if second == first + 1 and (after - before).days > 1:
            found.append(f"วันที่ {first} และวันที่ {second} ของกิจกรรมไม่ใช่วันติดต่อกัน")
    outside = {number: day for number, day in _known(dates) if not starts <= day <= ends}
    if outside:
        numbers = _joined([str(number) for number in outside])
        found.append(
            f"วันที่ {numbers} ของกิจกรรม ({thai.date_range_text([*outside.values()])}) อยู่นอกปีงบประมาณ"
            f" ({thai.date_text(starts)} ถึง {thai.date_text(ends)})"
        )
    return found


def _closed_told(dates: Dates) -> list[str]:
    """As ``closed``, several days in one sentence."""
    found = {n: (day, why) for n, day in _known(dates) if (why := why_closed(day))}
    if len(found) < 2:
        return [*closed(dates).values()]
    told = [f"วันที่ {n} ({thai.date_text(day)} {why})" for n, (day, why) in found.items()]
    return [f"{_joined(told)} ของกิจกรรมตรงกับวันหยุด {_CLOSED_ADVICE}"]


def _joined(texts: list[str]) -> str:
    """«1», «1 และ 2», «1, 2 และ 3»."""
    return " และ ".join(filter(None, [", ".join(texts[:-1]), *texts[-1:]]))


def closed(dates: Dates) -> dict[int, str]:
    """Day number → Thai sentence on why offices are closed then; days of work are left out."""
    return {
        number: f"วันที่ {number} ของกิจกรรม ({thai.date_text(day)}) ตรงกับวันหยุด ({why})"
        f" {_CLOSED_ADVICE}"
        for number, day in _known(dates)
        if (why := why_closed(day))
    }


def not_announced(dates: Dates) -> str:
    """Thai sentence on a year of which not all holidays are announced; '' when they are."""
    years = sorted({day.year for _, day in _known(dates) if not is_announced(day.year)})
    named = " และ ".join(f"พ.ศ. {year + thai.BE_OFFSET}" for year in years)
    told = f"ระบบยังไม่มีวันพืชมงคลและวันหยุดพิเศษที่คณะรัฐมนตรีประกาศของ {named}"
    return f"{told} โปรดตรวจกับประกาศวันหยุดราชการ" if years else ""


def _known(dates: Dates) -> list[tuple[int, datetime.date]]:
    return [(number, day) for number, day in sorted(dates.items()) if day]


def before_the_end(last_day: datetime.date | None, day: datetime.date | None) -> bool:
    """Whether ``day`` is before the activity's last day; False while either is unknown."""
    return bool(last_day and day and day < last_day)
