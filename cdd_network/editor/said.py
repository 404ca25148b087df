"""What a year's texts say beside its numbers: how many groups, places, people, and which weekday. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from cdd_network import thai
from cdd_network.days_in_text import days_in
from cdd_network.editor.section import Document

_N = r"(?P<n>[0-9][0-9,]*)"
_DIGIT = re.compile(r"\d")  # Thai ones too
_EACH = r"(?:\s*ๆ)?\s*ละ"
_HEADS = rf"{_EACH}\s*[0-9,]+\s*คน\s*รวมทั้งสิ้น\s*{_N}\s*คน"


@dataclass(frozen=True)
class Reach:
    """How far the year reaches: groups a province, provinces, people a place of activities 1 and 2,
    and the share of people who know, in per cent.
    """

    quota: int
    provinces: int
    people: tuple[int, int]
    share: int

    @property
    def places(self) -> int:
        """Places of activity 2 in the country: one for each chosen group."""
        return self.quota * self.provinces

    @property
    def sum_text(self) -> str:
        """How the places are reckoned: «จังหวัดละ 2 × 76 จังหวัด = 152»."""
        return f"จังหวัดละ {self.quota} × {self.provinces} จังหวัด = {self.places:,}"


def reach_of(document: Document) -> Reach | None:
    """The year's reach; activity 1 is held once a province. None when an activity is missing."""
    rules = {one["number"]: one for one in document["activities"]}
    if not {1, 2} <= {*rules}:
        return None
    people = (rules[1]["people"], rules[2]["people"])
    share = document["indicator_share"]
    return Reach(int(document["quota"]), rules[1]["places"], people, share)


def numbers_at_odds(texts: Iterable[str], reach: Reach) -> list[str]:
    """«152 แห่ง» ควรเป็น 228: what the texts say of the year's reach and its numbers do not, each once."""
    text, found = _joined(texts), []
    for pattern, (right, is_meant) in zip(_SAYINGS, _expected(reach), strict=True):
        for match in pattern.finditer(text):
            number = int(match["n"].replace(",", ""))
            if is_meant(number) and number not in right:
                found.append((match.start(), f"«{match[0]}» ควรเป็น {right[0]:,}"))
    return list(dict.fromkeys(said for _, said in sorted(found)))


_SAYINGS = tuple(
    re.compile(saying)
    for saying in (
        rf"จังหวัด{_EACH}\s*{_N}\s*(?:กลุ่ม|แห่ง|กิจกรรม)",
        rf"จำนวน\s*{_N}\s*กลุ่ม",
        rf"(?<![0-9,]){_N}\s*(?:แห่ง|กิจกรรม)",
        rf"(?<![0-9,]){_N}\s*จังหวัด",
        rf"รุ่น{_EACH}\s*{_N}\s*คน",
        rf"(?:แห่ง{_EACH}|เป้าหมาย)\s*{_N}\s*คน",
        rf"รุ่น{_HEADS}",
        rf"แห่ง{_HEADS}",
        rf"ร้อยละ\s*{_N}(?=[^\n]{{0,40}}?(?:กลุ่มเป้าหมาย|ความรู้))",
    )
)


def _expected(reach: Reach) -> tuple[tuple[tuple[int, ...], Callable[[int], bool]], ...]:
    """Of each saying the numbers that may stand in it (the likeliest first), and of which numbers it
    speaks of the reach at all: «794 แห่ง» counts something else, «152 แห่ง» is 2 in each of 76.
    """
    first, second = reach.people
    places, provinces = reach.places, reach.provinces
    return (
        ((reach.quota,), _any),
        ((reach.quota, places), _any),
        ((places, provinces), lambda number: number >= provinces and number % provinces == 0),
        ((provinces,), lambda number: 2 * number >= provinces),
        ((first,), _any),
        ((second, first), _any),
        ((first * provinces,), _any),
        ((second * places,), _any),
        ((reach.share,), _any),
    )


def _any(number: int) -> bool:
    return True


def _joined(texts: Iterable[str]) -> str:
    """Texts with a number as one, which is searched at once; no saying goes across the joint."""
    numbered = (text for text in texts if _DIGIT.search(text))
    return thai.arabic_digits("\0\n".join(numbered))


def weekdays_at_odds(texts: Iterable[str]) -> list[str]:
    """«วันศุกร์ที่ 20 มิถุนายน 2569» เป็นวันเสาร์: days that fall on another weekday, each once."""
    days = [day for day in days_in(_joined(texts)) if day.right_weekday]
    return list(dict.fromkeys(f"«{day.text}» เป็นวัน{day.right_weekday}" for day in days))
