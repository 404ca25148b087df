"""Dates as they stand in running Thai text (Arabic digits). Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cdd_network import thai

_MONTHS = (*thai.MONTHS, *thai.MONTHS_SHORT)
MONTH = "|".join(re.escape(name) for name in _MONTHS)
_WEEKDAY = "|".join(sorted(thai.WEEKDAYS, key=len, reverse=True))
DAY = re.compile(
    rf"(?:วัน(?P<weekday>{_WEEKDAY})(?:ที่)?\s*)?"
    rf"(?<![0-9.,/])(?P<day>[0-9]{{1,2}})\s*(?:เดือน\s*)?(?P<month>{MONTH})"
    r"(?:\s*(?P<era>พ\.ศ\.|ค\.ศ\.)?\s*(?P<year>[0-9]{4})(?![0-9]))?"
)


@dataclass(frozen=True)
class DayText:
    """A date found in a text, as it is written there; ``day`` is None when no calendar has it.

    ``year`` is what was typed, None without a year; then ``day`` is None too.
    """

    text: str
    number: str
    month: int
    era: str
    year: int | None
    weekday: str
    at: int

    @property
    def day(self) -> date | None:
        """The date; a year up to 2100 is of the Christian era."""
        if self.year is None:
            return None
        year = self.year if self.year <= 2100 else self.year - thai.BE_OFFSET
        try:
            return date(year, self.month, int(self.number))
        except ValueError:
            return None

    @property
    def exists(self) -> bool:
        """Whether some calendar has it; without a year a 29 February may be."""
        if self.year is not None and self.year > 1000:
            return self.day is not None
        try:
            date(2000, self.month, int(self.number))
        except ValueError:
            return False
        return True

    @property
    def right_weekday(self) -> str:
        """The weekday that belongs where another stands; '' when it is right, or none is written."""
        if not self.weekday or self.day is None:
            return ""
        right = thai.WEEKDAYS[self.day.weekday()]
        return "" if right == self.weekday else right


def days_in(text: str) -> Iterator[DayText]:
    """Every date with a month's name in ``text``."""
    for found in DAY.finditer(text):
        yield DayText(
            text=found[0],
            number=found["day"],
            month=_MONTHS.index(found["month"]) % 12 + 1,
            era=found["era"] or "",
            year=int(found["year"]) if found["year"] else None,
            weekday=found["weekday"] or "",
            at=found.start(),
        )
