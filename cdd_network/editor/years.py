"""A year made from another: what moves with the calendar, and what still names the old year. Pure."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from datetime import date

from cdd_network import thai

Document = dict[str, object]


def next_year(content: Document, *, years: int = 1) -> Document:
    """A copy of a year's content; fixed days stand ``years`` later and are marked to be looked at."""
    made = copy.deepcopy(content)
    for rule in made["deadlines"]:
        if rule.get("fixed"):
            rule["fixed"] = moved(date.fromisoformat(rule["fixed"]), years).isoformat()
            rule["unchecked"] = True
    return made


def moved(day: date, years: int) -> date:
    """The same day ``years`` later; 29 February becomes the 28th where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def texts_in(value: object) -> Iterator[str]:
    """Every text within ``value``."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from texts_in(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts_in(one)


def naming(value: object, year: int) -> Iterator[str]:
    """Texts within ``value`` that name the year พ.ศ. ``year``, in either digits."""
    named = mention(year)
    return (text for text in texts_in(value) if named.search(text))


def mention(year: int) -> re.Pattern[str]:
    """The year in either digits, not as a part of a longer number."""
    digits = "".join(f"[{one}{thai.thai_digits(one)}]" for one in str(year))
    return re.compile(rf"(?<![0-9๐-๙]){digits}(?![0-9๐-๙])")


PAPER = re.compile(
    r"(ระเบียบ|ประกาศ|พระราชบัญญัติ|พ\.ร\.บ\.|พระราชกฤษฎีกา|พระราชกำหนด|กฎกระทรวง|ข้อบังคับ)"
    r".*(?<!ปี)(?<!ปี )(?<!งบประมาณ)(?<!งบประมาณ )(พ\.ศ\.|พุทธศักราช)\s*$"
    r"|ลงวันที่\s*[0-9๐-๙]+\s*[^\s0-9๐-๙]+\s*(พ\.ศ\.\s*)?$"
)
"""Words before a year that is of an Act's or a letter's name: such a paper does not change with it."""
FACTS = {"rates", "deadlines"}
"""Parts whose years are those of papers that were issued: they are changed by hand alone."""


def renamed(content: Document, old: int, new: int) -> Document:
    """The content with the year ``old`` written ``new`` in every text, but where it names a paper.

    What is left alone is still found by ``naming``, so that somebody looks at it.
    """
    kept = {name: value for name, value in content.items() if name in FACTS}
    return {**_renamed(content, mention(old), str(new)), **kept}


def _renamed(value: object, old: re.Pattern[str], new: str) -> object:
    if isinstance(value, str):
        return old.sub(lambda found: _instead(found, new), value)
    if isinstance(value, dict):
        return {name: _renamed(one, old, new) for name, one in value.items()}
    if isinstance(value, list):
        return [_renamed(one, old, new) for one in value]
    return value


def _instead(found: re.Match[str], new: str) -> str:
    before = found.string[: found.start()].rpartition("\n")[2]
    if PAPER.search(before):
        return found[0]
    return new if found[0].isascii() else thai.thai_digits(new)
