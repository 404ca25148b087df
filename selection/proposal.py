"""The 11 items of the proposal: which fields each fills, in which section, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cdd_network.content import FormItem
    from selection.models import Nomination

ITEM_FIELDS: Mapping[str, tuple[str, ...]] = {
    "activity_name": ("activity_name", "activity_type"),
    "target_people": ("target_people", "target_count"),
    "place": ("place", "place_moo", "place_subdistrict"),
}
"""Fields of an item, where they are more than the one of its own name."""

SECTIONS: tuple[tuple[str, str, int], ...] = (
    ("reasons", "กิจกรรมและเหตุผล", 4),
    ("aims", "แผนและกลุ่มเป้าหมาย", 7),
    ("means", "สถานที่และเงินทุน", 9),
    ("results", "ผลและขั้นตอน", 11),
)
"""Sections of the form on the screen: id, title, number of the last item."""


def fields_of(key: str) -> tuple[str, ...]:
    """Names of the fields that the item ``key`` fills."""
    return ITEM_FIELDS.get(key, (key,))


PARTS: Mapping[str, str] = {
    "activity_type": "ประเภทกิจกรรมเครือข่าย",
    "target_people": "กลุ่มเป้าหมาย",
    "target_count": "จำนวนสมาชิกที่เข้าร่วม",
    "place_moo": "หมู่ที่ของสถานที่ดำเนินการ",
    "place_subdistrict": "ตำบลของสถานที่ดำเนินการ",
}
"""Names of fields that the item's title does not name exactly, as several share the item."""


def missing_parts(nomination: Nomination) -> list[tuple[str, str]]:
    """(field, name) of each field that is not filled in yet, in the order of the form.

    A whole item is named «2. เหตุผลความจำเป็น …», a part of one «หมู่ที่ของสถานที่… (ข้อ 8)».
    """
    return [
        (name, _name_of(item, name))
        for item in nomination.round.programme.content.proposal
        for name in fields_of(item.key)
        if _is_empty(nomination, name)
    ]


def _name_of(item: FormItem, name: str) -> str:
    if name in PARTS:
        return f"{PARTS[name]} (ข้อ {item.number})"
    return f"{item.number}. {item.title}"


def _is_empty(nomination: Nomination, name: str) -> bool:
    value = getattr(nomination, f"{name}_id" if name == "place_subdistrict" else name)
    return value is None or not str(value).strip()
