"""Facts of a round that several kinds of document want."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from reports import facts
from reports.kinds.base import Gap
from reports.models import Document

if TYPE_CHECKING:
    from selection.models import Round


def meeting_gaps(opened: Round) -> list[Gap]:
    """What a paper that names the committee's meeting wants of it."""
    page = reverse("round_meeting", args=[opened.pk])
    named = (
        (opened.meeting_date, "วันประชุมคัดเลือก"),
        (opened.meeting_time, "เวลาประชุมคัดเลือก"),
        (opened.meeting_place, "สถานที่ประชุมคัดเลือก"),
    )
    return [Gap(f"ยังไม่ได้ระบุ{name}", page) for value, name in named if not value]


def order_gaps(opened: Round) -> list[Gap]:
    """A paper that encloses or cites the committee's order wants it issued."""
    if facts.in_force(opened, Document.Kind.COMMITTEE_ORDER):
        return []
    return [Gap("ยังไม่ได้ออกคำสั่งแต่งตั้งคณะกรรมการ ซึ่งเอกสารนี้อ้างถึง", reverse("documents"))]


def criteria_gaps(opened: Round) -> list[Gap]:
    """A paper that sends or reports the criteria wants some."""
    if opened.criteria.exists():
        return []
    page = reverse("round_criteria", args=[opened.pk])
    return [Gap("ยังไม่มีเกณฑ์การคัดเลือก", page)]
