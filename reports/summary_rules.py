"""What may be done with the summary report and its photographs, and why not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cdd_network.refusal import Refused
from projects.rules import (
    Missing,
    check_complete,
    check_edit,
    missing_days,
    missing_reporter,
)

if TYPE_CHECKING:
    from cdd_network.models import User
    from reports.models import SummaryReport

MOST_PHOTOS = 20
ANSWERS = {
    "participants": "ข้อ 4 จำนวนผู้เข้าร่วม",
    "day_1": "ข้อ 5 รายละเอียดกิจกรรมวันที่ 1",
    "day_2": "ข้อ 5 รายละเอียดกิจกรรมวันที่ 2",
    "day_3": "ข้อ 5 รายละเอียดกิจกรรมวันที่ 3",
    "problems": "ข้อ 6 ปัญหาและอุปสรรค",
    "suggestions": "ข้อ 7 ข้อเสนอแนะ",
}


def missing_in_summary(report: SummaryReport, days: Iterable) -> list[Missing]:
    """Everything still wanted before the summary may be sent, in the order of the form.

    Photographs (item 8) are «ตามความเหมาะสม» in the department's form: none is required.
    """
    found = missing_days(report.activity, days)
    for name, text in ANSWERS.items():
        if getattr(report, name) in ("", None):
            found.append(Missing(text, "summary_edit", report.pk, f"id_{name}"))
    return found + missing_reporter(report, "summary_edit")


def check_submit_summary(user: User, report: SummaryReport) -> None:
    """The own district, when the summary is complete."""
    check_edit(user, report)
    check_complete(missing_in_summary(report, report.activity.days.all()))


def check_add_photo(user: User, report: SummaryReport) -> None:
    """The own district, while the summary is being written, up to 20 photographs."""
    check_edit(user, report)
    if report.photos.count() >= MOST_PHOTOS:
        raise Refused(f"แนบภาพได้ไม่เกิน {MOST_PHOTOS} ภาพ โปรดลบภาพที่ไม่ใช้ก่อน")
