"""What the pages of activities and summaries show; read only, a constant number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404
from django.utils import timezone

from cdd_network import thai
from cdd_network.models.audit import AuditRow
from cdd_network.refusal import refusal_of
from projects import cards, queries
from projects.cards import PaperCard, PaperKind
from projects.models import ActionPlan, Activity, ActivityDay
from projects.queries import DayRow
from projects.queries_people import attendance
from projects.rules import STUDY_DAY, Missing
from reports.models import Photo, SummaryReport
from reports.photo_captions import CAPTIONED
from reports.summary_offers import people_warning
from reports.summary_rules import (
    check_held,
    closing_words,
    missing_in_summary,
    summary_warnings,
)

if TYPE_CHECKING:
    from cdd_network.models import User

SUMMARY = PaperKind("แบบสรุปผลการดำเนินงาน", "summary", "แบบสรุปฯ", then="bpm")


def papers(user: User, activity: Activity) -> tuple[PaperCard, PaperCard]:
    """Cards of plan and summary."""
    return (
        cards.paper_card(user, cards.PLAN, activity, queries.paper_of(activity, ActionPlan)),
        cards.paper_card(user, SUMMARY, activity, queries.paper_of(activity, SummaryReport)),
    )


@dataclass(frozen=True)
class SummaryPage:
    """All that the summary's page and its check before sending show.

    ``early`` is why it may not be sent yet however complete, '' once the activity is over;
    ``closing`` is what its sending would close, '' while it cannot be sent.
    """

    days: list[DayRow]
    photos: list[Photo]
    missing: list[Missing]
    warnings: list[str]
    answers: list[dict[str, object]]
    early: str
    closing: str


def summary_page(report: SummaryReport, *, edit_url: str) -> SummaryPage:
    """The summary with its activity loaded → what its page shows; four queries, five when it can be sent.

    ``edit_url`` leads to the form, '' when nothing may be edited.
    """
    stored, today = list(report.activity.days.all()), timezone.localdate()
    missing = missing_in_summary(report, stored)
    early = refusal_of(check_held, stored, today)
    ready = edit_url and not missing and not early
    return SummaryPage(
        days=queries.day_rows(report.activity, stored),
        photos=list(report.photos.all()),
        missing=missing,
        warnings=_warnings(report, stored),
        answers=_answers(report, edit_url) + cards.reporter_answers(report, edit_url),
        early=early,
        closing=closing_words(report.activity.questionnaires.all(), stored, today) if ready else "",
    )


def _warnings(report: SummaryReport, days: list[ActivityDay]) -> list[str]:
    counted = people_warning(report.participants, attendance(report.activity).came)
    found = queries.paper_day_warnings(report, days) + summary_warnings(report, days)
    return [*found, f"ข้อ 4 {counted}"] if counted else found


def _answers(report: SummaryReport, edit_url: str) -> list[dict[str, object]]:
    people = "" if report.participants is None else f"{report.participants:,} คน"
    rows = [("participants", "ข้อ 4 กลุ่มเป้าหมายเข้าร่วม", people)]
    rows += [
        (name, f"ข้อ 5 วันที่ {number} ของกิจกรรม", getattr(report, name))
        for number, name in enumerate(report.day_fields, start=1)
    ]
    rows += [
        ("problems", "ข้อ 6 ปัญหาและอุปสรรค", report.problems),
        ("suggestions", "ข้อ 7 ข้อเสนอแนะ", report.suggestions),
    ]
    return [
        {
            "label": label,
            "value": value,
            "url": f"{edit_url}#id_{name}" if edit_url else "",
            "note": report.notes.get(name, ""),
        }
        for name, label, value in rows
    ]


def filled_items(report: SummaryReport, days: list[DayRow]) -> list[dict[str, object]]:
    """Items 1–3, filled from the activity and shown, not asked."""
    activity = report.activity
    dates = thai.date_range_text([day.date for day in days if day.date])
    venues = dict.fromkeys(day.place for day in days if day.place and day.number != STUDY_DAY)
    site = f"{activity.site_name} {activity.site_address}".strip()
    return [
        {"label": "ข้อ 1 ดำเนินการเมื่อวันที่", "value": dates},
        {"label": "ข้อ 2 สถานที่ดำเนินการ", "value": "\n".join(venues)},
        {"label": "ข้อ 3 สถานที่ศึกษาดูงาน", "value": site},
    ]


def captions(report: SummaryReport) -> dict[int, str]:
    """Key of each photograph, in order, with its caption."""
    return dict(report.photos.values_list("pk", "caption"))


def captioned(report: SummaryReport, key: int) -> AuditRow | None:
    """The row of the trail that wrote the caption of photograph ``key`` last."""
    about = {"subject_type": report._meta.label_lower, "subject_id": str(report.pk)}
    rows = AuditRow.objects.filter(**about, act=CAPTIONED).select_related("by")
    return next((row for row in rows if key in row.detail["photos"]), None)


def bare_text(captions: Iterable[str]) -> str:
    """How many photographs have no caption yet."""
    bare = sum(not one for one in captions)
    return f"ยังไม่มีคำบรรยาย {bare} ภาพ" if bare else "มีคำบรรยายครบทุกภาพแล้ว"


def photo_of(report: SummaryReport, key: int | str) -> Photo:
    """The report's photograph, or 404; ``key`` may be whatever was posted."""
    photo = next((one for one in report.photos.all() if str(one.pk) == str(key)), None)
    if photo is None:
        raise Http404
    photo.report = report
    return photo
