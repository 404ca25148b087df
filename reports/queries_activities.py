"""The list of chosen groups and where each stands; read only, a constant number of queries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet, prefetch_related_objects

from cdd_network import doors, thai
from cdd_network.columns import narrowed
from cdd_network.lists import searched
from cdd_network.models import Programme
from cdd_network.roles import Can
from projects import cards, queries
from projects.cards import PaperMark
from projects.models import ActionPlan, Activity
from projects.queries_deadlines import with_deadlines
from projects.queries_gate import awaited_words
from projects.states import PaperState
from reports.models import SummaryReport
from reports.queries_summary import SUMMARY
from selection.models import ChosenGroup

if TYPE_CHECKING:
    from cdd_network.models import User

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
_PAPERS = (f"{_ACTIVITY}__actionplan", f"{_ACTIVITY}__summaryreport")
_PLACE = "nomination__group__subdistrict"
_SHOWN = (
    *("round__state", "round__announced_at", "round__programme__year", "round__programme__digest"),
    *("round__office__name", "nomination__group__village", "nomination__group__moo"),
    *(f"{_PLACE}__name", f"{_PLACE}__district__name", f"{_PLACE}__district__province__name"),
    *("allocation__amount", "allocation__date", f"{_ACTIVITY}__{SUMMARY.then}__id"),
    *(f"{_ACTIVITY}__{name}" for name in ("number", "programme", "office", "province")),
    *(f"{paper}__{name}" for paper in _PAPERS for name in ("state", "submitted_at")),
    *(f"{paper}__{name}" for paper in _PAPERS for name in ("first_sent_at", "returned_note")),
)


@dataclass(frozen=True)
class ActivityRow:
    """A chosen group in the list: where it stands. ``activity`` is None before the gate."""

    chosen: ChosenGroup
    activity: Activity | None
    days: list
    plan: PaperMark | None
    summary: PaperMark | None

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


def _told(card: PaperMark | None) -> tuple[str, str]:
    """State of a paper, and by how much it came late by which source: two cells of the workbook."""
    if card is None:
        return STAGES["allot"], ""
    late = [f"{due.tag} ({due.text})" for due in card.dues if due.tag] if card.late else []
    return card.label, " · ".join(late)


def chosen_rows(user: User, query: Mapping[str, str]) -> QuerySet[ChosenGroup]:
    """The user's chosen groups, searched and filtered by ``q``, ``stage`` and ``year``."""
    rows = doors.visible(ChosenGroup, user, Can.SEE_ACTIVITY)
    rows = searched(rows, query.get("q", ""), queries.SEARCHED)
    if query.get("stage") in STAGES:
        rows = rows.filter(_stage(query["stage"]))
    year = thai.arabic_digits(query.get("year", ""))
    if year.isdecimal() and len(year) == 4:
        rows = rows.filter(round__programme__year=int(year))
    rows = rows.order_by("-round__programme__year", "round__office__province_id", "round", "order")
    return queries.standing(rows).select_related(
        f"{_ACTIVITY}__summaryreport", f"{_ACTIVITY}__{SUMMARY.then}"
    )


def on_screen(rows: QuerySet[ChosenGroup]) -> QuerySet[ChosenGroup]:
    """Those of ``chosen_rows`` with the columns that the page shows: it has fewer than ``cells``."""
    return narrowed(rows, *_SHOWN)


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
    rows = doors.visible(ChosenGroup, user, Can.SEE_ACTIVITY)
    return Programme.objects.years_of(rows, "round__programme")


def activity_rows(user: User, chosen: list[ChosenGroup]) -> list[ActivityRow]:
    """Rows of the list for groups that ``chosen_rows`` gave; one query, for their deadlines."""
    over = {one.round.office_id for one in chosen}
    prefetch_related_objects(chosen, with_deadlines(user, "round__programme", over=over))
    found = []
    for one in chosen:
        activity = queries.activity_of(one)
        marks = _marks(user, activity) if activity else (None, None)
        days = list(activity.days.all()) if activity else []
        found.append(ActivityRow(one, activity, days, *marks))
    return found


def _marks(user: User, activity: Activity) -> tuple[PaperMark, PaperMark]:
    return (
        cards.paper_mark(user, cards.PLAN, activity, queries.paper_of(activity, ActionPlan)),
        cards.paper_mark(user, SUMMARY, activity, queries.paper_of(activity, SummaryReport)),
    )
