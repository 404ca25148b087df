"""The summary as it reads, answer by answer, for its check page, the province's notes and versions."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.urls import reverse

from projects.paper_answers import Answer, Section, days_section, reporter_section
from projects.queries import day_rows

if TYPE_CHECKING:
    from reports.models import SummaryReport

ITEMS = {
    "participants": "ข้อ 4 กลุ่มเป้าหมายเข้าร่วม",
    "day_1": "ข้อ 5 วันที่ 1 ของกิจกรรม",
    "day_2": "ข้อ 5 วันที่ 2 ของกิจกรรม",
    "day_3": "ข้อ 5 วันที่ 3 ของกิจกรรม",
    "problems": "ข้อ 6 ปัญหาและอุปสรรค",
    "suggestions": "ข้อ 7 ข้อเสนอแนะ",
}


def sections_of(report: SummaryReport) -> list[Section]:
    """The summary with its activity's days loaded → its answers under their headings; one query."""
    activity, page = report.activity, reverse("summary_edit", args=[report.pk])
    days = day_rows(activity, activity.days.all())
    items = [
        Answer(name, label, _text(report, name), f"{page}#id_{name}")
        for name, label in ITEMS.items()
        if name in report.day_fields or not name.startswith("day_")
    ]
    return [
        days_section("วันและสถานที่ (ข้อ 1–3)", activity, days),
        Section("ผลการดำเนินงาน (ข้อ 4–7)", items),
        Section("ข้อ 8 ภาพกิจกรรม", [_photos(report)]),
        reporter_section(report, page),
    ]


def _text(report: SummaryReport, name: str) -> str:
    value = getattr(report, name)
    if name == "participants":
        return "" if value is None else f"{value:,} คน"
    return value


def _photos(report: SummaryReport) -> Answer:
    """How many and what they show; the pictures themselves by a digest."""
    shown = list(report.photos.all())
    lines = [f"{number}. {one.caption}".strip() for number, one in enumerate(shown, 1)]
    text = "\n".join([f"{len(shown)} ภาพ", *lines])
    digest = hashlib.sha256("".join(one.sha256 for one in shown).encode()).hexdigest()
    url = reverse("summary_photos", args=[report.pk])
    return Answer("photos", "ภาพกิจกรรม", text, url, stamp=digest[:16])
