"""What the pages of allocation, days and plan show; read only, a constant number of queries."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.utils import timezone

from cdd_network import thai
from cdd_network.models import District, Province, Subdistrict
from projects import days as days_of
from projects.models import ActionPlan, Activity, ActivityDay, DistrictPaper
from projects.people_rules import ticked_days
from projects.rules import STUDY_DAY, Missing, missing_days, missing_in_plan
from projects.site_rules import asks, deviations, site_says
from projects.states import PaperState

if TYPE_CHECKING:
    from selection.models import ChosenGroup


@dataclass(frozen=True)
class DayRow:
    """One of the days with its title from the curriculum."""

    number: int
    title: str
    date: datetime.date | None
    place: str
    ticked: int = 0

    @property
    def label(self) -> str:
        """«วันที่ 1 อบรมฯ»."""
        return f"วันที่ {self.number} {self.title}".strip()


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
    """What the plan's page shows beside its answers: what is wanted, what is unusual."""

    missing: list[Missing]
    warnings: list[str]


SEARCHED = (
    "nomination__group__village",
    "nomination__group__subdistrict__name",
    "nomination__office__district__name",
    "round__office__province__name",
    "nomination__activity_name",
)
"""Columns of a chosen group that a search looks at."""


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
    allocation.activity.programme = chosen.round.programme
    return allocation.activity


def paper_of(activity: Activity | None, model: type[DistrictPaper]) -> DistrictPaper | None:
    """The activity's paper of one kind, or None; no query when it was loaded with the row."""
    paper = getattr(activity, model._meta.model_name, None)
    if paper is not None:
        paper.activity = activity
    return paper


def with_activity(paper: DistrictPaper, also: str = "") -> DistrictPaper:
    """The paper with its activity's days and everything that names it loaded: two queries.

    ``also`` is a relation of the activity that comes along.
    """
    activities = Activity.objects.with_place().prefetch_related("days")
    if also:
        activities = activities.select_related(also)
    paper.activity = activities.get(pk=paper.activity_id)
    return paper


def with_days(activity: Activity) -> Activity:
    """The activity with its days loaded once for all who ask."""
    prefetch_related_objects([activity], "days")
    return activity


def day_rows(activity: Activity, days: Iterable[ActivityDay]) -> list[DayRow]:
    """The days with their titles; the study visit without a meeting point is at the study site."""
    titles = {rule.number: rule.title for rule in activity.programme.content.days(2)}
    sites = {STUDY_DAY: f"{activity.site_name} {activity.site_address}".strip()}
    return [
        DayRow(
            day.number,
            titles.get(day.number, ""),
            day.date,
            day.place or sites.get(day.number, ""),
            getattr(day, "ticked", 0),
        )
        for day in days
    ]


def missing_now(activity: Activity) -> list[Missing]:
    """What days and study site still want, as the database has them now."""
    return missing_days(activity, days_of_event(activity))


def days_done(activity: Activity) -> bool:
    """Whether every day has date and place and the study site is known."""
    return not missing_days(activity, activity.days.all())


def day_warnings(activity: Activity, days: Iterable) -> list[str]:
    """What is unusual about dates and study site, yet allowed."""
    programme, dates = activity.programme, {day.number: day.date for day in days}
    found = days_of.warnings(dates, starts=programme.starts, ends=programme.ends)
    return list(filter(None, [*found, days_of.not_announced(dates), site_says(activity)]))


def paper_day_warnings(paper: DistrictPaper, days: Iterable) -> list[str]:
    """The same beside a paper; none once it is accepted, when nobody weighs the dates any more."""
    return [] if paper.state == PaperState.ACCEPTED else day_warnings(paper.activity, days)


def places(province: str, district: str) -> Places:
    """Choices for codes as typed; a district of another province is forgotten."""
    provinces = list(Province.objects.order_by("name"))
    districts = list(District.objects.filter(province_id=province).order_by("name"))
    if district not in {one.code for one in districts}:
        district = ""
    subdistricts = list(Subdistrict.objects.filter(district_id=district).order_by("name"))
    return Places(province, district, provinces, districts, subdistricts)


def with_items(plan: ActionPlan) -> ActionPlan:
    """The plan with its rows loaded once for all who ask."""
    prefetch_related_objects([plan], "items")
    return plan


def plan_page(plan: ActionPlan) -> PlanPage:
    """The plan with its activity and rows loaded → what its page shows; no further query."""
    stored = list(plan.activity.days.all())
    return PlanPage(
        missing=missing_in_plan(plan, stored, plan.items.all()),
        warnings=paper_day_warnings(plan, stored),
    )


def form_values(paper: DistrictPaper, form: type) -> dict[str, object]:
    """What the paper holds of a form's fields, with its version."""
    return {name: getattr(paper, name) for name in form.base_fields}


def days_stored(activity: Activity, days: Iterable[ActivityDay]) -> dict[str, object]:
    """Days and study site under the names of their form; without a site, the own district.

    A site without a type is taken to be of the one that the group has planned.
    """
    stored: dict[str, object] = {"version": activity.version, "site_name": activity.site_name}
    for day in days:
        stored[f"date_{day.number}"] = day.date
        stored[f"place_{day.number}"] = day.place
    site = activity.site_subdistrict
    district = site.district if site else activity.nomination.office.district
    return stored | {
        "site_moo": activity.site_moo,
        "site_province": district.province_id,
        "site_district": district.code,
        "site_subdistrict": site.code if site else "",
        "site_type": activity.site_type or activity.nomination.activity_type,
        "site_reason": activity.site_reason,
    }


def days_texts(activity: Activity) -> dict[str, str]:
    """What the page of the days says beside its controls, of what is stored: closed days, site."""
    dates = {day.number: day.date for day in days_of_event(activity)}
    closed = days_of.closed(dates)
    texts = {f"closed-{number}": closed.get(number, "") for number in dates}
    return {**texts, "site-asks": asks(deviations(activity))}


def days_of_event(activity: Activity) -> list[ActivityDay]:
    """The days as the database has them now, with how many people are ``ticked`` on each."""
    return ticked_days(activity)


def allocation_warnings(chosen: ChosenGroup, date: datetime.date) -> list[str]:
    """What is unusual about the notice's date, yet allowed."""
    programme, meeting = chosen.round.programme, chosen.round.meeting_date
    found = []
    if meeting and date < meeting:
        found.append(
            f"หนังสือลงวันที่ {thai.date_text(date)} อยู่ก่อนวันประชุมคัดเลือก ({thai.date_text(meeting)})"
        )
    if not programme.starts <= date <= programme.ends:
        found.append(f"หนังสือลงวันที่ {thai.date_text(date)} อยู่นอกปีงบประมาณ พ.ศ. {programme.year}")
    if date > timezone.localdate():
        found.append(f"หนังสือลงวันที่ {thai.date_text(date)} เป็นวันข้างหน้า")
    return found


def allocation_values(activity: Activity) -> dict[str, object]:
    """What the notice says, under the names of its form."""
    given = activity.allocation
    return {"amount": given.amount, "number": given.number, "date": given.date}
