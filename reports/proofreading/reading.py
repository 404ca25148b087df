"""Numbers as they stand in running Thai text (Arabic digits); dates: cdd_network/days_in_text.py."""

from __future__ import annotations

import re

_DASH = r"-|–|—|ถึง"
NUMBERS = rf"[0-9]{{1,2}}(?:\s*(?:{_DASH}|,|และ)\s*[0-9]{{1,2}})*(?![0-9.,/]*[0-9])"
_PAIR = re.compile(rf"([0-9]{{1,2}})(?:\s*(?:{_DASH})\s*([0-9]{{1,2}}))?")


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
