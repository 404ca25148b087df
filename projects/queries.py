"""What the pages of allocation, days and plan show; read only, a constant number of queries."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils import timezone

from cdd_network import thai
from cdd_network.models import District, Province, Subdistrict
from projects import days as days_of
from projects.models import ActionPlan, Activity, ActivityDay, DistrictPaper
from projects.rules import Missing, last_date, missing_days, missing_in_plan
from projects.states import PaperState

if TYPE_CHECKING:
    from cdd_network.models import User
    from selection.models import ChosenGroup

Tone = Literal["", "act", "wrong", "fine"]
Turn = Literal["mine", "others", "none"]


@dataclass(frozen=True)
class PaperKind:
    """A district's paper as pages name it; addresses are ``prefix``, ``prefix_edit`` and so on."""

    title: str
    prefix: str

    def url(self, part: str, pk: int) -> str:
        """Address of one of its pages or acts («», «edit», «begin», «submit», «pdf», …)."""
        return reverse(f"{self.prefix}_{part}" if part else self.prefix, args=[pk])


PLAN = PaperKind("แผนปฏิบัติการขับเคลื่อนฯ", "plan")


@dataclass(frozen=True)
class DayRow:
    """One of the days with its title from the curriculum."""

    number: int
    title: str
    date: object
    place: str

    @property
    def label(self) -> str:
        """«วันที่ 1 อบรมฯ»."""
        return f"วันที่ {self.number} {self.title}".strip()


@dataclass(frozen=True)
class PaperCard:
    """Where a paper stands: its state in words, whose turn it is, what may be opened."""

    kind: PaperKind
    state: str
    label: str
    turn: Turn
    tone: Tone
    says: str
    url: str = ""
    edit_url: str = ""
    begin_url: str = ""
    pdf_url: str = ""
    dues: tuple[days_of.Due, ...] = ()


@dataclass(frozen=True)
class Places:
    """Choices of province, district and subdistrict; the last two follow from the first."""

    province: str
    district: str
    provinces: list[Province]
    districts: list[District]
    subdistricts: list[Subdistrict]


@dataclass(frozen=True)
class PlanPage:
    """All that the plan's page and its check before sending show."""

    plan: ActionPlan
    days: list[DayRow]
    items: list
    missing: list[Missing]
    warnings: list[str]
    answers: list[dict[str, object]] = field(default_factory=list)


def standing(chosen: QuerySet[ChosenGroup]) -> QuerySet[ChosenGroup]:
    """Chosen groups with allocation, activity, days and plan loaded: two queries in all."""
    to_activity = "allocation__activity"
    return chosen.select_related(
        f"{to_activity}__actionplan", f"{to_activity}__site_subdistrict__district__province"
    ).prefetch_related(Prefetch(f"{to_activity}__days", ActivityDay.objects.order_by("number")))


def activity_of(chosen: ChosenGroup) -> Activity | None:
    """The group's activity, or None before the gate; knows its chosen group without a query."""
    allocation = getattr(chosen, "allocation", None)
    if allocation is None:
        return None
    allocation.chosen = chosen
    allocation.activity.allocation = allocation
    return allocation.activity


def paper_of(activity: Activity | None, model: type[DistrictPaper]) -> DistrictPaper | None:
    """The activity's paper of one kind, or None; no query when it was loaded with the row."""
    paper = getattr(activity, model._meta.model_name, None)
    if paper is not None:
        paper.activity = activity
    return paper


def with_activity(paper: DistrictPaper) -> DistrictPaper:
    """The paper with everything that names its activity loaded."""
    paper.activity = Activity.objects.with_place().get(pk=paper.activity_id)
    return paper


def day_rows(activity: Activity, days: Iterable[ActivityDay]) -> list[DayRow]:
    """The days with their titles."""
    titles = {rule.number: rule.title for rule in activity.programme.content.days(2)}
    return [DayRow(d.number, titles.get(d.number, ""), d.date, d.place) for d in days]


def days_done(activity: Activity) -> bool:
    """Whether every day has date and place and the study site is known."""
    return not missing_days(activity, activity.days.all())


def day_warnings(activity: Activity, days: Iterable) -> list[str]:
    """What is unusual about dates and study site, yet allowed."""
    programme = activity.programme
    found = days_of.warnings(
        {day.number: day.date for day in days}, starts=programme.starts, ends=programme.ends
    )
    site, own = activity.site_subdistrict, activity.chosen.round.office.province_id
    if site and site.district.province_id != own:
        found.append(
            f"สถานที่ศึกษาดูงานอยู่ในจังหวัด{site.district.province.name} โปรดตรวจสอบว่าเป็นจังหวัดใกล้เคียง"
        )
    return found


def places(province: str, district: str) -> Places:
    """Choices for codes as typed; a district of another province is forgotten."""
    provinces = list(Province.objects.order_by("name"))
    districts = list(District.objects.filter(province_id=province).order_by("name"))
    if district not in {one.code for one in districts}:
        district = ""
    subdistricts = list(Subdistrict.objects.filter(district_id=district).order_by("name"))
    return Places(province, district, provinces, districts, subdistricts)


def paper_card(
    user: User, kind: PaperKind, activity: Activity, paper: DistrictPaper | None
) -> PaperCard:
    """Where ``paper`` (None: not begun) stands for this user."""
    state = paper.state if paper else ""
    label, turn, tone, says = _standing_words(user, state, paper)
    urls = {}
    if paper and _may_open(user, paper):
        urls = {"url": kind.url("", paper.pk), "pdf_url": kind.url("pdf", paper.pk)}
    if user.is_district and paper and state in (PaperState.DRAFT, PaperState.RETURNED):
        urls["edit_url"] = kind.url("edit", paper.pk)
    if user.is_district and paper is None:
        urls["begin_url"] = kind.url("begin", activity.pk)
    return PaperCard(kind, state, label, turn, tone, says, dues=dues(activity, kind.prefix), **urls)


def dues(activity: Activity, task: str) -> tuple[days_of.Due, ...]:
    """When a paper of the activity is due, by each source paper that says so."""
    last = last_date(activity.days.all())
    rules = activity.programme.content.deadlines
    return tuple(days_of.deadlines(rules, task, last_day=last))


def _may_open(user: User, paper: DistrictPaper) -> bool:
    """As ``DistrictPaperQuerySet.visible_to`` narrows, for a row already the user's own."""
    if user.is_department:
        return paper.state == PaperState.ACCEPTED
    return user.is_district or paper.state != PaperState.DRAFT


def _standing_words(
    user: User, state: str, paper: DistrictPaper | None
) -> tuple[str, Turn, Tone, str]:
    """State in words, whose turn it is, tone, and a sentence on what happens next."""
    mine = user.is_district
    if state in ("", PaperState.DRAFT):
        label = "ยังไม่เริ่ม" if not state else PaperState.DRAFT.label
        if mine:
            return label, "mine", "act", "กรอกให้ครบ ตรวจทาน แล้วส่งให้จังหวัด"
        return "ยังไม่ส่ง", "others", "", "รออำเภอกรอกและส่งให้จังหวัด"
    if state == PaperState.SUBMITTED:
        if user.is_province:
            return "รอจังหวัดตรวจ", "mine", "act", "ตรวจแล้วกดรับ หรือส่งกลับพร้อมสิ่งที่ขอให้แก้ไข"
        return PaperState.SUBMITTED.label, "others", "", "จังหวัดจะตรวจแล้วรับไว้ หรือส่งกลับให้แก้ไข"
    if state == PaperState.RETURNED:
        if mine:
            return (
                PaperState.RETURNED.label,
                "mine",
                "wrong",
                f"จังหวัดขอให้แก้ไข: {paper.returned_note}",
            )
        return "ส่งกลับให้อำเภอแก้ไข", "others", "", "รออำเภอแก้ไขและส่งอีกครั้ง"
    return PaperState.ACCEPTED.label, "none", "fine", "จังหวัดรับไว้แล้ว ไม่ต้องดำเนินการเพิ่ม"


def plan_page(plan: ActionPlan) -> PlanPage:
    """The plan with its activity loaded → what its page shows; two queries."""
    activity = plan.activity
    stored = list(activity.days.all())
    days = day_rows(activity, stored)
    items = list(plan.items.all())
    return PlanPage(
        plan=plan,
        days=days,
        items=items,
        missing=missing_in_plan(plan, stored, items),
        warnings=day_warnings(activity, stored),
        answers=reporter_answers(plan),
    )


def reporter_answers(paper: DistrictPaper) -> list[dict[str, object]]:
    """Rows of the reporter for components/answers.html."""
    day = thai.date_text(paper.report_date) if paper.report_date else ""
    return [
        {"label": "ผู้รายงาน", "value": paper.reporter_name},
        {"label": "ตำแหน่ง", "value": paper.reporter_post},
        {"label": "วันที่รายงาน", "value": day},
    ]


def item_values(plan: ActionPlan) -> list[dict[str, object]]:
    """The plan's rows as its form takes them."""
    names = ("activity_name", "steps", "place", "capital", "results", "remark")
    return list(plan.items.order_by("order").values(*names))


def form_values(paper: DistrictPaper, form: type) -> dict[str, object]:
    """What the paper holds of a form's fields, with its version."""
    return {name: getattr(paper, name) for name in form.base_fields}


def site_values(activity: Activity) -> dict[str, object]:
    """The study site as stored."""
    names = ("site_name", "site_moo", "site_subdistrict")
    return {name: getattr(activity, name) for name in names}


def days_stored(activity: Activity) -> dict[str, object]:
    """Days and study site under the names of their form; without a site, the own district."""
    stored: dict[str, object] = {"version": activity.version, "site_name": activity.site_name}
    for day in activity.days.all():
        stored[f"date_{day.number}"] = day.date
        stored[f"place_{day.number}"] = day.place
    site = activity.site_subdistrict
    district = site.district if site else activity.nomination.office.district
    return stored | {
        "site_moo": activity.site_moo,
        "site_province": district.province_id,
        "site_district": district.code,
        "site_subdistrict": site.code if site else "",
    }


def allocation_warnings(chosen: ChosenGroup, date: datetime.date) -> list[str]:
    """What is unusual about the notice's date, yet allowed."""
    programme = chosen.round.programme
    found = []
    if not programme.starts <= date <= programme.ends:
        found.append(f"หนังสือลงวันที่ {thai.date_text(date)} อยู่นอกปีงบประมาณ พ.ศ. {programme.year}")
    if date > timezone.localdate():
        found.append(f"หนังสือลงวันที่ {thai.date_text(date)} เป็นวันข้างหน้า")
    return found


def receipt(kind: PaperKind, paper: DistrictPaper) -> dict[str, object]:
    """What the page after sending shows."""
    pdf_url = kind.url("pdf", paper.pk)
    return {"kind": kind, "paper": paper, "activity": paper.activity, "pdf_url": pdf_url}


def share_programmes(rows: Iterable[ChosenGroup]) -> list[ChosenGroup]:
    """The rows with one programme object a year: its content is read once, not once a row."""
    rows = list(rows)
    known: dict[int, object] = {}
    for row in rows:
        row.round.programme = known.setdefault(row.round.programme_id, row.round.programme)
    return rows
