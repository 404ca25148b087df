"""What the pages of activities and summaries show; read only, a constant number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet, prefetch_related_objects
from django.http import Http404
from django.utils import timezone

from cdd_network import doors, thai
from cdd_network.lists import searched
from cdd_network.refusal import refusal_of
from cdd_network.roles import Can
from projects import cards, queries
from projects.cards import PaperCard, PaperKind
from projects.models import ActionPlan, Activity, ActivityDay
from projects.queries import DayRow
from projects.queries_deadlines import with_deadlines
from projects.queries_gate import awaited_words
from projects.queries_people import attendance
from projects.rules import STUDY_DAY, Missing
from projects.states import PaperState
from reports.models import Photo, SummaryReport
from reports.summary_offers import people_warning
from reports.summary_rules import (
    check_held,
    closing_words,
    missing_in_summary,
    summary_warnings,
)
from selection.models import ChosenGroup

if TYPE_CHECKING:
    from cdd_network.models import User

SUMMARY = PaperKind("แบบสรุปผลการดำเนินงาน", "summary", "แบบสรุปฯ", then="bpm")
STAGES = {
    "allot": "รอจัดสรรงบประมาณ",
    "write": "อำเภอกำลังดำเนินการ",
    "review": "รอจังหวัดตรวจ",
    "returned": "ส่งกลับให้แก้ไข",
    "done": "จังหวัดรับครบแล้ว",
}
HEADS = (
    "ปีงบประมาณ",
    "จังหวัด",
    "อำเภอ",
    "กลุ่ม",
    "ที่ตั้ง",
    "งบประมาณ (บาท)",
    "เลขที่หนังสือแจ้งจัดสรร",
    "ลงวันที่",
    "วันที่ 1",
    "วันที่ 2",
    "วันที่ 3",
    "สถานที่ศึกษาดูงาน",
    "แผนปฏิบัติการฯ",
    "แผนปฏิบัติการฯ ส่งหลังกำหนด",
    "แบบสรุปผลฯ",
    "แบบสรุปผลฯ ส่งหลังกำหนด",
)
_ACTIVITY = "allocation__activity"
_SEARCHED = (
    "nomination__group__village",
    "nomination__group__subdistrict__name",
    "nomination__office__district__name",
    "round__office__province__name",
    "nomination__activity_name",
)


@dataclass(frozen=True)
class ActivityRow:
    """A chosen group in the list: where it stands. ``activity`` is None before the gate."""

    chosen: ChosenGroup
    activity: Activity | None
    days: list
    plan: PaperCard | None
    summary: PaperCard | None

    @property
    def dates(self) -> str:
        """Dates of the days, the customary way; '' while none is set."""
        return thai.date_range_text([day.date for day in self.days if day.date])

    @property
    def awaited(self) -> str:
        """From whom and since when the group waits for its budget; only before the gate."""
        return awaited_words(self.chosen)

    def cells(self) -> list[object]:
        """The row under ``HEADS``."""
        chosen, activity = self.chosen, self.activity
        group = chosen.nomination.group
        given = activity.allocation if activity else None
        dates = [day.date for day in self.days][:3]
        return [
            chosen.round.programme.year,
            chosen.round.office.province.name,
            chosen.nomination.office.district.name,
            group.name,
            group.address,
            given.amount if given else None,
            given.number if given else "",
            given.date if given else None,
            *dates,
            *[None] * (3 - len(dates)),
            f"{activity.site_name} {activity.site_address}".strip() if activity else "",
            *_told(self.plan),
            *_told(self.summary),
        ]


def _told(card: PaperCard | None) -> tuple[str, str]:
    """State of a paper, and by how much it came late by which source: two cells of the workbook."""
    if card is None:
        return STAGES["allot"], ""
    late = [f"{due.tag} ({due.text})" for due in card.dues if due.tag] if card.late else []
    return card.label, " · ".join(late)


def chosen_rows(user: User, query: Mapping[str, str]) -> QuerySet[ChosenGroup]:
    """The user's chosen groups, searched and filtered by ``q``, ``stage`` and ``year``."""
    rows = queries.standing(doors.visible(ChosenGroup, user, Can.SEE_ACTIVITY))
    rows = rows.select_related(f"{_ACTIVITY}__summaryreport", f"{_ACTIVITY}__{SUMMARY.then}")
    rows = searched(rows, query.get("q", ""), _SEARCHED)
    if query.get("stage") in STAGES:
        rows = rows.filter(_stage(query["stage"]))
    year = thai.arabic_digits(query.get("year", ""))
    if year.isdecimal() and len(year) == 4:
        rows = rows.filter(round__programme__year=int(year))
    return rows.order_by("-round__programme__year", "round__office__province_id", "round", "order")


def _stage(stage: str) -> Q:
    plan, summary = f"{_ACTIVITY}__actionplan__state", f"{_ACTIVITY}__summaryreport__state"

    def either(state: str) -> Q:
        return Q(**{plan: state}) | Q(**{summary: state})

    done = Q(**{plan: PaperState.ACCEPTED, summary: PaperState.ACCEPTED})
    if stage == "allot":
        return Q(allocation=None)
    if stage == "review":
        return either(PaperState.SUBMITTED)
    if stage == "returned":
        return either(PaperState.RETURNED)
    return done if stage == "done" else Q(allocation__isnull=False) & ~done


def years(user: User) -> list[int]:
    """Years (BE) of the user's chosen groups, newest first."""
    rows = doors.visible(ChosenGroup, user, Can.SEE_ACTIVITY).order_by()
    return sorted(set(rows.values_list("round__programme__year", flat=True)), reverse=True)


def activity_rows(user: User, chosen: list[ChosenGroup]) -> list[ActivityRow]:
    """Rows of the list for groups that ``chosen_rows`` gave; one query, for their deadlines."""
    over = {one.round.office_id for one in chosen}
    prefetch_related_objects(chosen, with_deadlines(user, "round__programme", over=over))
    found = []
    for one in chosen:
        activity = queries.activity_of(one)
        cards = papers(user, activity) if activity else (None, None)
        days = list(activity.days.all()) if activity else []
        found.append(ActivityRow(one, activity, days, *cards))
    return found


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
