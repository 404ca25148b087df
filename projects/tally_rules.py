"""Bounds of the tally of paper sheets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from cdd_network.refusal import Refused

if TYPE_CHECKING:
    from cdd_network.content_event import FormItem

MOST_SHEETS = 1000
"""Sheets of one questionnaire; ten times what the greatest event has people."""


def check_counts(counts: Sequence[int], sheets: int, what: str) -> None:
    """A sheet gives at most one answer to ``what``: no more answers than sheets."""
    total = sum(counts)
    if total > sheets:
        raise Refused(f"{what} นับได้ {total:,} คน เกินจำนวนแบบที่ได้รับ {sheets:,} ฉบับ")


def check_tally(
    sheets: int,
    levels: Mapping[str, Sequence[int]],
    right: Sequence[int],
    items: Iterable[FormItem],
) -> None:
    """Raise Refused with the first item, or the test, that counts more answers than sheets."""
    for item in items:
        check_counts(levels.get(item.key, ()), sheets, f"ข้อ {item.number}")
    check_counts(right, sheets, "แบบทดสอบความรู้")
