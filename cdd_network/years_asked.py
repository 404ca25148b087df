"""Which year an address or a form asks for, and in words that nobody has it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from cdd_network import thai

if TYPE_CHECKING:
    from cdd_network.models import Programme


def named(years: Iterable[Programme], asked: str) -> Programme | None:
    """The year (BE, in either digits) that is named; None where it is not among ``years``."""
    wanted = thai.small_int(asked)
    return next((one for one in years if one.year == wanted), None)


def shown(years: Iterable[Programme], asked: str) -> Programme | None:
    """The year named, else the newest ``at_work`` where the years know it, else the newest that is
    open, else the newest; None without any."""
    years = list(years)
    at_work = (one for one in years if getattr(one, "at_work", False))
    usual = next(at_work, None) or next((one for one in years if one.is_open), None)
    return named(years, asked) or usual or next(iter(years), None)


def unknown(query: Mapping[str, str], year: Programme, name: str = "year") -> list[str]:
    """«ไม่พบปี 2599 แสดงปี 2568» where ``query`` names a year that nobody has and ``year`` is shown
    in its place: an old link must not pass for what it shows."""
    wanted = query.get(name, "").strip()
    if not wanted or named([year], wanted):
        return []
    return [f"ไม่พบปี {wanted} แสดงปี {year.year}"]
