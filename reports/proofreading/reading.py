"""Dates and numbers as they stand in running Thai text (Arabic digits)."""

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
_DASH = r"-|–|—|ถึง"
NUMBERS = rf"[0-9]{{1,2}}(?:\s*(?:{_DASH}|,|และ)\s*[0-9]{{1,2}})*(?![0-9.,/]*[0-9])"
_PAIR = re.compile(rf"([0-9]{{1,2}})(?:\s*(?:{_DASH})\s*([0-9]{{1,2}}))?")


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


def numbers(text: str) -> list[int]:
    """«2 - 3 และ 5» → [2, 3, 5]."""
    found: list[int] = []
    for first, last in _PAIR.findall(text):
        begin, end = int(first), int(last or first)
        found += range(begin, end + 1) if begin <= end else (begin, end)
    return found


def numbers_text(found: set[int] | list[int]) -> str:
    """[1, 2] → «1 และ 2»; '' of none."""
    *first, last = [str(one) for one in sorted(set(found))] or [""]
    return f"{', '.join(first)} และ {last}" if first else last


def said(text: str, most: int = 60) -> str:
    """A text short enough to stand in a sentence, cut where a cluster ends."""
    if len(text) <= most:
        return text
    cut = re.sub(r"[่-๎ิ-ฺัำ]*$", "", text[: most + 1])[:most]
    return f"{cut.rstrip()}…"
