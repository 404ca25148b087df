"""What may be done with the summary report and its photographs, and why not."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils import timezone

from cdd_network import storage_use, thai
from cdd_network.refusal import Refused
from cdd_network.uploads import PHOTO
from projects import days as days_of
from projects.rules import (
    Missing,
    check_complete,
    check_edit,
    last_date,
    missing_days,
    missing_reporter,
)
from projects.survey_rules import window

if TYPE_CHECKING:
    from cdd_network.models import User
    from projects.models import Questionnaire
    from reports.models import SummaryReport

MOST_PHOTOS = PHOTO.an_object
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
    wanted = ("participants", *report.day_fields, "problems", "suggestions")
    for name in wanted:
        text = ANSWERS[name]
        value = getattr(report, name)
        if value in ("", None, 0):
            said = f"{text} ต้องมากกว่า 0" if value == 0 else text
            found.append(Missing(said, "summary_edit", report.pk, f"id_{name}"))
    return found + missing_reporter(report, "summary_edit")


def check_held(days: Iterable, today: datetime.date) -> None:
    """What is summed up has happened: from the last day of the activity on."""
    last = last_date(days)
    if days_of.before_the_end(last, today):
        raise Refused(f"ส่งแบบสรุปได้ตั้งแต่วันสุดท้ายของกิจกรรม คือวันที่ {thai.date_text(last)}")


def closing_words(
    questionnaires: Iterable[Questionnaire], days: Iterable, today: datetime.date
) -> str:
    """What sending today would close early, a survey or the last day's check-in; '' for nothing."""
    windows = [window(one, days) for one in questionnaires]
    still = [found.closes for found in windows if found.closes and found.closes >= today]
    then = "เมื่อส่งแล้วจะปิดรับคำตอบและการลงชื่อ"
    if still:
        return f"แบบประเมินยังเปิดถึงวันที่ {thai.date_text(max(still))} {then}"
    return f"วันนี้เป็นวันสุดท้ายของกิจกรรม {then}" if last_date(days) == today else ""


def check_submit_summary(user: User, report: SummaryReport) -> None:
    """The own district, when the activity was held and the summary is complete."""
    check_edit(user, report)
    days = list(report.activity.days.all())
    check_complete(missing_in_summary(report, days))
    check_held(days, timezone.localdate())


def summary_warnings(report: SummaryReport, days: Iterable) -> list[str]:
    """What is unusual about date and people, yet allowed."""
    found = []
    last, day = last_date(days), report.report_date
    if days_of.before_the_end(last, day):
        found.append(
            f"วันที่รายงาน ({thai.date_text(day)}) อยู่ก่อนวันสุดท้ายของกิจกรรม ({thai.date_text(last)})"
        )
    target = report.activity.programme.content.activity(2).people
    if report.participants is not None and report.participants > target:
        found.append(f"ผู้เข้าร่วม {report.participants:,} คน มากกว่ากลุ่มเป้าหมาย {target:,} คน")
    return found


def check_add_photo(user: User, report: SummaryReport, more: int = 0) -> None:
    """The own district, while the summary is being written, up to 20 photographs, as long as there
    is room for ``more`` bytes among what the office has stored.
    """
    check_edit(user, report)
    if report.photos.count() >= MOST_PHOTOS:
        raise Refused(f"แนบภาพได้ไม่เกิน {MOST_PHOTOS} ภาพ โปรดลบภาพที่ไม่ใช้ก่อน")
    storage_use.check_room(user.office, more)


def check_restore_photo(user: User, report: SummaryReport, taken_from: int, size: int) -> None:
    """As for a new one of ``size`` bytes; back to the summary that it was taken from (its key)."""
    check_add_photo(user, report, size)
    if report.pk != taken_from:
        raise Refused("ภาพนี้เป็นของแบบสรุปฉบับอื่น")
