"""A year made from another: what moves with the calendar, and what still names the old year. Pure."""

from __future__ import annotations

import copy
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


def naming(value: object, year: int) -> Iterator[str]:
    """Texts within ``value`` that name the year พ.ศ. ``year``, in either digits."""
    if isinstance(value, str):
        if str(year) in thai.arabic_digits(value):
            yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from naming(one, year)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from naming(one, year)


FACTS = {"rates", "deadlines"}
"""Parts whose years are those of papers that were issued: they are changed by hand alone."""


def renamed(content: Document, old: int, new: int) -> Document:
    """The content with the year ``old`` written ``new`` in every text, but in what names papers."""
    kept = {name: value for name, value in content.items() if name in FACTS}
    return {**_renamed(content, str(old), str(new)), **kept}


def _renamed(value: object, old: str, new: str) -> object:
    if isinstance(value, str):
        plain = value.replace(thai.thai_digits(old), thai.thai_digits(new))
        return plain.replace(old, new)
    if isinstance(value, dict):
        return {name: _renamed(one, old, new) for name, one in value.items()}
    if isinstance(value, list):
        return [_renamed(one, old, new) for one in value]
    return value
