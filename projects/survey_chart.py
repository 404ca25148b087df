"""Bars for a page, their places computed here: the template only draws them. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from projects.queries_survey import PartRows, Results

LEFT, SPAN, RIGHT = 62, 220, 58
"""Widths of labels, bars and figures in units of the drawing, which is as wide as a telephone."""
TOP, STEP, BAR = 22, 28, 18


@dataclass(frozen=True)
class Bar:
    """A bar with its label and figure; ``y`` is its upper edge."""

    label: str
    figure: str
    width: float
    y: int
    left: int = LEFT

    @property
    def base(self) -> int:
        """Where its words stand."""
        return self.y + BAR - 4

    @property
    def end(self) -> float:
        """Where its figure begins."""
        return self.left + self.width + 6


@dataclass(frozen=True)
class Chart:
    """Bars over ticks. ``key`` makes ids of one page differ; ``mark`` is a line to be reached."""

    key: str
    title: str
    desc: str
    bars: tuple[Bar, ...]
    ticks: tuple[tuple[str, float], ...]
    mark: float | None = None
    left: int = LEFT
    bar: int = BAR

    @property
    def width(self) -> int:
        """Width of the drawing."""
        return self.left + SPAN + RIGHT

    @property
    def height(self) -> int:
        """Height of the drawing."""
        return self.foot + 4

    @property
    def label(self) -> int:
        """Where the labels end."""
        return self.left - 8

    @property
    def foot(self) -> int:
        """Where the last bar ends."""
        return TOP + STEP * len(self.bars)


def _bars(rows: Iterable[tuple[str, Decimal | None]], most: int, unit: str) -> tuple[Bar, ...]:
    return tuple(
        Bar(
            label=label,
            figure="–" if value is None else f"{value:.2f}{unit}",
            width=round(float(value or 0) / most * SPAN, 1),
            y=TOP + STEP * place,
        )
        for place, (label, value) in enumerate(rows)
    )


def _at(value: int, most: int) -> float:
    return round(LEFT + value / most * SPAN, 1)


def means(part: PartRows, key: str) -> Chart:
    """The means of a part's items on the scale of five."""
    rows = [(f"ข้อ {row.number}" if row.number else "รวม", row.measure.mean) for row in part.every]
    told = " ".join(f"{label} {value:.2f}" for label, value in rows if value is not None)
    return Chart(
        key=key,
        title=f"ค่าเฉลี่ยรายข้อ {part.title}",
        desc=f"คะแนนเต็ม 5: {told}",
        bars=_bars(rows, 5, ""),
        ticks=tuple((str(n), _at(n, 5)) for n in range(6)),
    )


def understanding(found: Results) -> Chart:
    """Per cent who understand before and after, with the line of the indicator."""
    rows = [
        (label, side.test.share) for label, side in (("ก่อน", found.before), ("หลัง", found.after))
    ]
    told = " ".join(f"{label} {value:.2f}" for label, value in rows if value is not None)
    return Chart(
        key="test",
        title="ร้อยละของผู้ที่มีความรู้ ความเข้าใจ",
        desc=f"{told} ตัวชี้วัดร้อยละ {found.wanted}",
        bars=_bars(rows, 100, "%"),
        ticks=tuple((str(n), _at(n, 100)) for n in (0, 20, 40, 60, 80, 100)),
        mark=_at(found.wanted, 100),
    )


def counts(
    key: str, title: str, rows: Iterable[tuple[str, int, str]], *, left: int = LEFT
) -> Chart:
    """Bars of whole numbers on the scale of the greatest: (label, number, figure) each.

    ``left`` is the room for the labels.
    """
    rows = list(rows)
    most = max((number for _, number, _ in rows), default=0) or 1
    bars = tuple(
        Bar(label, figure, round(number / most * SPAN, 1), TOP + STEP * place, left)
        for place, (label, number, figure) in enumerate(rows)
    )
    told = " ".join(f"{label} {figure}" for label, _, figure in rows)
    return Chart(key=key, title=title, desc=told, bars=bars, ticks=(), left=left)
