"""The tile grid drawn: where each province's square stands, and the statuses as a table says them. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from reports.watch.country import STATUSES, Status
from reports.watch.tile_grid import COLUMNS, PLACES, ROWS

if TYPE_CHECKING:
    from reports.watch.country import ProvinceStanding

STEP, SIDE = 50, 46
"""From tile to tile, and its side, in px: a finger finds it."""
WIDTH, HEIGHT = COLUMNS * STEP, len(ROWS) * STEP


_TILE = (
    '<a href="{}" class="{}"><title>{}</title>'
    '<rect x="{}" y="{}" width="{}" height="{}" rx="4"/>'
    '<text x="{}" y="{}">{}</text><text class="word" x="{}" y="{}">{}</text>'
    '<rect class="done" x="{}" y="{}" width="{}" height="4"/>{}</a>'
)
_MARK = '<circle class="mark" cx="{}" cy="{}" r="6.5"/><text class="mark" x="{}" y="{}">!</text>'
_QUIET = '<circle class="quiet" cx="{}" cy="{}" r="4"/>'
"""A bundle whose day is past, nothing else late: a small ring."""


def drawing(provinces: Iterable[ProvinceStanding], address: Callable[[int], str]) -> SafeString:
    """The tiles as links within an SVG, from north to south: the order in which the keyboard goes.

    ``address`` gives the page of an office's province.
    """
    placed = sorted(provinces, key=lambda one: PLACES[one.code])
    head = format_html(
        '<svg viewBox="0 0 {} {}" width="{}" height="{}" role="group" aria-labelledby="tiles-title tiles-desc">'
        '<title id="tiles-title">แผนผังจังหวัด วางตามตำแหน่งในประเทศ</title><desc id="tiles-desc">{}</desc>\n',
        WIDTH, HEIGHT, WIDTH, HEIGHT,
        "แต่ละช่องเป็นจังหวัดหนึ่ง บอกอักษรย่อ สถานะ และแถบขั้นตอนที่ทำแล้ว ข้อมูลเดียวกับตารางจังหวัดตามสถานะ",
    )  # fmt: skip
    return mark_safe("".join([head, "\n".join(_tile(one, address) for one in placed), "</svg>"]))


def _tile(one: ProvinceStanding, address: Callable[[int], str]) -> str:
    """Its numbers are ours; what people wrote is escaped, and no more: there are 76 tiles."""
    row, column = PLACES[one.code]
    x, y = column * STEP + 2, row * STEP + 2
    middle, (done, every) = x + SIDE // 2, one.steps
    bar = round(SIDE * done / every, 1) if every else 0
    return _TILE.format(
        escape(address(one.office)), one.status.tone, escape(one.says),
        x, y, SIDE, SIDE,
        middle, y + 20, escape(one.abbr), middle, y + 36, escape(one.word),
        x, y + SIDE - 4, bar,
        _mark(one, x + SIDE - 5, y),
    )  # fmt: skip


def _mark(one: ProvinceStanding, x: int, y: int) -> str:
    if one.work_late:
        return _MARK.format(x, y + 5, x, y + 9)
    return _QUIET.format(x - 2, y + 7) if one.bundle_late else ""


@dataclass(frozen=True)
class StatusRow:
    """A status with its provinces: legend and table in one. ``names`` are links to them, those with
    something late marked; ``late`` counts them, ``bundle`` those whose bundle alone is late."""

    status: Status
    count: int
    late: int
    bundle: int
    names: SafeString


def status_rows(
    provinces: Iterable[ProvinceStanding], address: Callable[[int], str]
) -> list[StatusRow]:
    """Every status in the order of the way, with the provinces that have it."""
    by_key: dict[str, list[ProvinceStanding]] = {key: [] for key in STATUSES}
    for one in provinces:
        by_key[one.status.key].append(one)
    return [
        StatusRow(
            STATUSES[key],
            len(held),
            sum(one.work_late for one in held),
            sum(one.bundle_only for one in held),
            _names(held, address),
        )
        for key, held in by_key.items()
    ]


def _names(provinces: list[ProvinceStanding], address: Callable[[int], str]) -> SafeString:
    links = (
        f'<a href="{escape(address(one.office))}">{escape(one.name)}{_late(one)}</a>'
        for one in provinces
    )
    return mark_safe(" ".join(links))


def _late(one: ProvinceStanding) -> str:
    return _LATE if one.work_late else _BUNDLE if one.bundle_late else ""


_BUNDLE = '<b class="late quiet"><span class="unseen"> ชุดเอกสารเกินกำหนด</span></b>'
_LATE = '<b class="late">!<span class="unseen"> มีงานเกินกำหนด</span></b>'
