"""Provinces of the country as rows: filters, order and search of the list. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from reports.watch.country import LATE, LATE_TITLE, STATUSES
from reports.watch.tile_grid import REGIONS

if TYPE_CHECKING:
    from reports.watch.country import ProvinceStanding

LEAST = Decimal(-1)
"""Where a number that is not known stands in an order."""
SHOWS = {
    LATE: LATE_TITLE,
    "announced": "ประกาศผลแล้ว",
    "waiting": "ยังไม่ประกาศผล",
    "enough": "กิจกรรมเพิ่มขึ้นครบตามตัวชี้วัด",
    "sent": "ส่งชุดเอกสารให้กรมแล้ว",
    "unsent": "ยังไม่ส่งชุดเอกสาร (รวมที่ยังไม่ประกาศผล)",
} | {key: one.title for key, one in STATUSES.items()}
"""Filters of the list: those that numbers of the board open, and each status."""
LATES = {"work": "มีกลุ่มที่เกินกำหนดหรือรอจัดสรร", "bundle": "เกินกำหนดชุดเอกสารอย่างเดียว"}
"""What is late, told apart."""
LISTS = {
    "show": ("สถานะ", "ทุกสถานะ", SHOWS.items()),
    "late": ("เกินกำหนด", "ทั้งหมด", LATES.items()),
    "region": ("ภาค", "ทุกภาค", REGIONS.items()),
}
"""Filters by their names in the address: (label, what stands for no choice, choices)."""
SORTS: dict[str, tuple[str, Callable[[ProvinceStanding], object]]] = {
    "code": ("จังหวัด", lambda one: _by_name(one.name)),
    "groups": ("กลุ่ม", lambda one: one.sums.groups),
    "steps": ("ขั้นตอน", lambda one: one.steps[0]),
    "new": ("เพิ่มขึ้น", lambda one: one.sums.new),
    "came": ("เข้าร่วม (คน)", lambda one: one.sums.came if one.sums.reported else LEAST),
    "share": ("เข้าใจ (%)", lambda one: LEAST if one.sums.share is None else one.sums.share),
    "amount": ("จัดสรร (บาท)", lambda one: one.sums.amount),
    "spent": ("ใช้จริง (บาท)", lambda one: one.sums.spent if one.sums.reported else LEAST),
    "late": ("เกินกำหนด", lambda one: (one.late_groups + one.gate_groups, one.bundle_late)),
}
"""Heads of the list that order it: words, and by what."""
ORDERS = {"": "รหัสจังหวัด", "code": "ชื่อ ก–ฮ", "region": "ภาค"}
"""Orders that stand above the list, too: a telephone shows no heads."""
LEADING = "เแโใไ"


def _by_name(name: str) -> str:
    """As a dictionary has it: a vowel written before its consonant counts behind it."""
    return f"{name[1]}{name[0]}{name[2:]}" if name[:1] in tuple(LEADING) and name[1:] else name


def found(
    provinces: Iterable[ProvinceStanding], asked: Mapping[str, str], quota: int, *, sort: str = ""
) -> list[ProvinceStanding]:
    """The provinces under the filters ``show``, ``region``, ``q``, in the order of ``sort``.

    Numbers begin with the greatest, names with the first; ``sort=-…`` turns that round.
    """
    show, region, late = (asked.get(name, "") for name in ("show", "region", "late"))
    words = asked.get("q", "").split()
    held = [
        one
        for one in provinces
        if (show not in SHOWS or _shows(one, show, quota))
        and (region not in REGIONS or one.region == region)
        and (late not in LATES or (one.work_late if late == "work" else one.bundle_only))
        and all(word in one.name for word in words)
    ]
    key = sort.removeprefix("-")
    if key == "region":
        order = [*REGIONS]
        return sorted(held, key=lambda one: (order.index(one.region), _by_name(one.name)))
    if key not in SORTS:
        return sorted(held, key=lambda one: one.code)
    return sorted(held, key=SORTS[key][1], reverse=(key != "code") != sort.startswith("-"))


def _shows(one: ProvinceStanding, show: str, quota: int) -> bool:
    if show in STATUSES:
        return one.status.key == show
    return {
        LATE: one.is_late,
        "announced": one.announced,
        "waiting": not one.announced,
        "enough": one.sums.new >= quota,
        "sent": one.forwarded is not None,
        "unsent": one.forwarded is None,
    }[show]


def heads(sort: str) -> list[tuple[str, str, str, str]]:
    """(key, words, what a click sorts by, aria-sort or '') of each head."""
    made = []
    for key, (words, _) in SORTS.items():
        current = sort.removeprefix("-") == key
        down = (key != "code") != sort.startswith("-")
        state = ("descending" if down else "ascending") if current else ""
        made.append((key, words, f"-{key}" if sort == key else key, state))
    return made


HEADS = (
    "รหัส", "จังหวัด", "ภาค", "สถานะ", "เกินกำหนด", "รอบการคัดเลือก", "กลุ่ม", "ขั้นตอนที่ทำแล้ว", "ขั้นตอนทั้งหมด",
    "กลุ่มที่มีงานเกินกำหนด", "กิจกรรมเพิ่มขึ้น", "ผู้เข้าร่วม (คน)", "ผู้ทดสอบ (คน)", "ผู้ผ่าน (คน)",
    "เข้าใจ (ร้อยละ)", "จัดสรร (บาท)", "ใช้จริง (บาท)", "ติดตามแล้ว (กลุ่ม)", "ยังดำเนินการ (กลุ่ม)",
    "วันกำหนดส่งกรม", "วันที่ส่งกรม", "กรมรับแล้ว",
)  # fmt: skip


def cells(one: ProvinceStanding) -> list[object]:
    """The province under ``HEADS``; what is not known is empty, never 0."""
    told, (done, every) = one.sums, one.steps
    known, tested = bool(told.reported), bool(told.tests)
    return [
        one.code, one.name, REGIONS[one.region], one.status.title, one.late_text, one.state_text, told.groups,
        done, every, one.late_groups, told.new,
        told.came if known else None,
        told.tested if tested else None,
        told.understood if tested else None,
        told.share,
        told.amount,
        told.spent if known else None,
        told.seen,
        told.existing if told.seen else None,
        one.due,
        one.forwarded.on if one.forwarded else None,
        "รับแล้ว" if one.forwarded and one.forwarded.received else "",
    ]  # fmt: skip
