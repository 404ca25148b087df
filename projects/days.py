"""Dates of the activity's days and of what is due after them: pure functions, no database."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from cdd_network import thai
from cdd_network.closed_days import is_announced, why_closed
from cdd_network.content import DeadlineRule

Dates = Mapping[int, datetime.date | None]
"""Day number (1, 2, 3) → date, or None while it is not set."""
_CLOSED_ADVICE = "จัดได้ โปรดตรวจว่าวิทยากร สถานที่ และผู้เข้าร่วมสะดวก"


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


def deadlines(
    rules: Iterable[DeadlineRule],
    task: str,
    *,
    last_day: datetime.date | None,
    level: str = "district",
) -> list[Due]:
    """When ``task`` («plan», «summary», «bpm») is due of that level, earliest first, each date once.

    A rule that counts days after the activity gives nothing until the last day is known.
    """
    found: dict[datetime.date, list[str]] = {}
    for rule in rules:
        if rule.task != task or rule.level != level:
            continue
        if rule.fixed:
            found.setdefault(datetime.date.fromisoformat(rule.fixed), []).append(rule.source)
        elif last_day:
            day = last_day + datetime.timedelta(rule.days_after)
            found.setdefault(day, []).append(rule.source)
    first = min(found) if len(found) > 1 else None
    return [Due(day, tuple(dict.fromkeys(found[day])), day == first) for day in sorted(found)]


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
    late = (today - due.date).days
    return DueLine(due.text, f"เกินกำหนดแล้ว {late:,} วัน", "wrong") if late > 0 else DueLine(due.text)


def before_the_end(last_day: datetime.date | None, day: datetime.date | None) -> bool:
    """Whether ``day`` is before the activity's last day; False while either is unknown."""
    return bool(last_day and day and day < last_day)
