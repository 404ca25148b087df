"""The sections of the summary's form: which answers each holds, how many are still wanted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from reports.summary_rules import missing_in_summary

if TYPE_CHECKING:
    from projects.rules import Missing
    from reports.models import SummaryReport

DAYS, PHOTOS = "days", "photos"
"""Two that ask nothing here: each has a page of its own."""
SECTIONS = {
    DAYS: ("วันและสถานที่ (ข้อ 1–3)", ()),
    "people": ("ผู้เข้าร่วม (ข้อ 4)", ("participants",)),
    "details": ("รายละเอียดกิจกรรม (ข้อ 5)", ("day_1", "day_2", "day_3")),
    "ends": ("ปัญหาและข้อเสนอแนะ (ข้อ 6–7)", ("problems", "suggestions")),
    PHOTOS: ("ภาพกิจกรรม (ข้อ 8)", ()),
    "reporter": ("ผู้รายงาน", ("reporter_name", "reporter_post", "report_date")),
}
"""Key of each section → its title and its controls, in the order of the department's form."""


def standings(report: SummaryReport, days: Iterable, photos: int) -> dict[str, str]:
    """Key of each section → «ครบแล้ว» or how much is left, as stored."""
    missing = missing_in_summary(report, days)
    left = {key: _left(missing, names) for key, (_, names) in SECTIONS.items()}
    left[DAYS] = sum(one.page != "summary_edit" for one in missing)
    said = {key: f"เหลือ {count} ข้อ" if count else "ครบแล้ว" for key, count in left.items()}
    said[PHOTOS] = f"แนบแล้ว {photos} ภาพ" if photos else "ยังไม่มีภาพ (ตามความเหมาะสม)"
    return said


def _left(missing: list[Missing], names: tuple[str, ...]) -> int:
    controls = {f"id_{name}" for name in names}
    return sum(one.control.removesuffix("_0") in controls for one in missing)


def after(key: str) -> str:
    """The section that follows, or the section itself when it is the last or unknown."""
    keys = list(SECTIONS)
    return keys[min(keys.index(key) + 1, len(keys) - 1)] if key in keys else keys[0]
