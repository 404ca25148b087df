"""The arithmetic of an event's money and what is said of it: pure functions, baht as Decimal.

A line above its rate, a plan or an expense above the ceiling are told and never changed.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from cdd_network import thai

if TYPE_CHECKING:
    from cdd_network.content import RateRule

SATANG = Decimal("0.01")
NONE = Decimal(0)


def planned(people: int | None, times: Decimal | None, price: Decimal | None) -> Decimal | None:
    """Baht, to the satang, a half up; None while a factor is missing."""
    if people is None or times is None or price is None:
        return None
    return (people * times * price).quantize(SATANG, ROUND_HALF_UP)


@dataclass(frozen=True)
class Line:
    """A line as stored or as typed; a number is None while it is not given."""

    title: str = ""
    rate: str = ""
    people: int | None = None
    times: Decimal | None = None
    price: Decimal | None = None
    spent: Decimal | None = None
    remark: str = ""

    @property
    def planned(self) -> Decimal | None:
        """Baht planned: people × times × price; None while a factor is missing."""
        return planned(self.people, self.times, self.price)

    @property
    def factors(self) -> str:
        """«20 × 3 × 150», «–» for what is missing."""
        numbers = (self.people, self.times, self.price)
        return " × ".join("–" if one is None else thai.money_text(one) for one in numbers)

    @property
    def left(self) -> Decimal | None:
        """What is left of the plan; None while planned or spent is not known."""
        if self.planned is None or self.spent is None:
            return None
        return self.planned - self.spent


@dataclass(frozen=True)
class Totals:
    """The sums of a budget against its ceiling. ``unspent`` lines do not say yet what was spent."""

    ceiling: Decimal
    planned: Decimal
    spent: Decimal
    lines: int
    unspent: int = 0

    @property
    def is_spent(self) -> bool:
        """Whether any line says what was spent."""
        return self.lines > self.unspent

    @property
    def unplanned(self) -> Decimal:
        """What of the ceiling no line plans; negative when the plan exceeds it."""
        return self.ceiling - self.planned

    @property
    def excess(self) -> Decimal:
        """What of the plan stands above the ceiling; zero when nothing does."""
        return max(-self.unplanned, NONE)

    @property
    def left(self) -> Decimal | None:
        """What of the ceiling is not spent; negative when more was spent, None while nothing was."""
        return self.ceiling - self.spent if self.is_spent else None


def totals_of(lines: Iterable[Line], ceiling: Decimal) -> Totals:
    """Sums of the lines; one with a missing factor counts as nothing planned."""
    lines = list(lines)
    spent = [line.spent for line in lines if line.spent is not None]
    return Totals(
        ceiling=ceiling,
        planned=sum((line.planned or NONE for line in lines), NONE),
        spent=sum(spent, NONE),
        lines=len(lines),
        unspent=len(lines) - len(spent),
    )


def rule_text(rate: RateRule) -> str:
    """«ระเบียบ… ข้อ 14 ลงวันที่ 17 กันยายน 2555»: title, number and date of the rate's rule."""
    day = thai.date_text(datetime.date.fromisoformat(rate.date))
    return f"{rate.rule} {rate.number} ลงวันที่ {day}"


def most_text(rate: RateRule) -> str:
    """«600 บาท/คน/ชั่วโมง», or that the rule names no figure."""
    return f"{rate.most:,} {rate.unit}" if rate.most else "เท่าที่จ่ายจริง"


def line_warnings(line: Line, rates: Mapping[str, RateRule]) -> list[str]:
    """What is unusual about a line, yet allowed: Thai sentences."""
    found = _above_rate(line, rates.get(line.rate))
    if line.planned is None and (line.title or line.spent is not None):
        found.append(f"ยังคิดเงินตามแผนไม่ได้ เพราะขาด{_missing(line)}")
    if line.left is not None and line.left < 0:
        found.append(f"จ่ายจริงเกินแผน {thai.money_text(-line.left)} บาท")
    return found


def _above_rate(line: Line, rate: RateRule | None) -> list[str]:
    if rate is None or not rate.most:
        return []
    limit = f"อัตราสูงสุด {most_text(rate)} ตาม{rule_text(rate)}"
    if line.price is not None and line.price > rate.most:
        return [f"อัตรา {thai.money_text(line.price)} บาท เกิน{limit}"]
    if line.spent is None or line.planned is None:
        return []
    most = line.people * line.times * rate.most
    if line.spent > most:
        return [
            f"จ่ายจริง {thai.money_text(line.spent)} บาท เกิน{limit} (ไม่เกิน {thai.money_text(most)} บาท)"
        ]
    return []


def _missing(line: Line) -> str:
    named = ((line.people, "จำนวน"), (line.times, "จำนวนครั้ง"), (line.price, "อัตรา"))
    return "และ".join(text for value, text in named if value is None)


def total_warnings(totals: Totals) -> list[str]:
    """The ceiling exceeded by plan or by expense, with the excess in figures and words."""
    found = []
    for sum_, said in ((totals.planned, "แผนการใช้จ่าย"), (totals.spent, "จ่ายจริง")):
        over = sum_ - totals.ceiling
        if over > 0:
            found.append(
                f"{said}รวม {thai.money_text(sum_)} บาท เกินวงเงิน {thai.money_text(totals.ceiling)} บาท"
                f" อยู่ {thai.money_text(over)} บาท ({thai.money_words(over)})"
            )
    return found


def hours_warnings(
    lines: Iterable[Line], rates: Mapping[str, RateRule], hours: Mapping[str, Decimal]
) -> list[str]:
    """Speakers of a source that the lines pay for other hours than the timetable gives them.

    ``hours`` go by source; nothing is said while the timetable names no speaker at all. A line with
    its people or times missing counts as no hour.
    """
    if not any(hours.values()):
        return []
    planned: dict[str, Decimal] = {}
    titles = {rate.speaker: rate.title for rate in rates.values() if rate.speaker}
    for line in lines:
        source = rates[line.rate].speaker if line.rate in rates else ""
        planned[source] = planned.get(source, NONE) + (line.people or 0) * (line.times or NONE)
    return [
        f"{title}: งบประมาณคิดไว้ {hours_text(planned.get(source, NONE))} ชั่วโมง"
        f" แต่กำหนดการมี {hours_text(hours.get(source, NONE))} ชั่วโมง"
        for source, title in titles.items()
        if planned.get(source, NONE) != hours.get(source, NONE)
    ]


def hours_text(hours: Decimal) -> str:
    """«5» or «1.5»: hours without needless zeros."""
    return f"{hours.normalize():f}"
