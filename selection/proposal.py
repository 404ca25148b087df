"""The 11 items of the proposal: which fields each fills, in which section, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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


def missing_items(nomination: Nomination) -> list[tuple[str, str]]:
    """(first empty field, «1. ชื่อกิจกรรม») of each of the 11 items that is not filled in yet."""
    missing = []
    for item in nomination.round.programme.content.proposal:
        empty = next((name for name in fields_of(item.key) if _is_empty(nomination, name)), "")
        if empty:
            missing.append((empty, f"{item.number}. {item.title}"))
    return missing


def _is_empty(nomination: Nomination, name: str) -> bool:
    value = getattr(nomination, f"{name}_id" if name == "place_subdistrict" else name)
    return value is None or not str(value).strip()
