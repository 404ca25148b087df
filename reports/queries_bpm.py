"""What the BPM sheet shows and the home says of it; read only, a constant number of queries."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Max, Min, Q, prefetch_related_objects
from django.urls import reverse
from django.utils import timezone

from cdd_network.columns import narrowed
from cdd_network.models.audit import AuditRow
from projects import deadlines
from projects.models import ActivityDay, Event, ProvinceDay
from projects.parts import hub_url
from projects.queries import activity_of
from projects.queries_budget import budget_totals
from projects.queries_deadlines import anchors, limits_of, with_deadlines
from projects.queries_people import attendance
from projects.queries_survey import results
from projects.rules import last_date
from reports.bpm import BpmFacts, Entry, Standing, entries, standing
from reports.models import BpmRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cdd_network.models import Programme, User
    from reports.models import SummaryReport
    from selection.models import ChosenGroup

KEYED = "bpm:key"
"""The act of the trail that carries digests of the sheet as it was keyed in."""


@dataclass(frozen=True)
class BpmPage:
    """All that the sheet's page shows. ``changed`` titles differ from what was keyed in."""

    entries: list[Entry]
    days: list[ActivityDay]
    record: BpmRecord | None
    standing: Standing
    changed: list[str]

    @property
    def missing(self) -> list[Entry]:
        """Fields of which something is wanted here."""
        return [one for one in self.entries if one.wants and not one.is_by_hand]

    @property
    def by_hand(self) -> list[str]:
        """Titles of fields that are typed into BPM itself."""
        return [one.title for one in self.entries if one.is_by_hand]


def bpm_page(event: Event) -> BpmPage:
    """The sheet, its standing today, and what has changed since it was keyed in."""
    days, known = days_in_order(event), _known(event)
    sheet = _sheet(event, days, known)
    stored = getattr(known, "bpm", None)
    return BpmPage(
        entries=sheet,
        days=days,
        record=stored,
        standing=standing_of(event, last_date(days), stored and stored.keyed_on),
        changed=_changed(stored, sheet) if stored else [],
    )


def sheet_of(event: Event, days: list[ActivityDay]) -> list[Entry]:
    """Every field in the order of the year's programme."""
    return _sheet(event, days, _known(event))


def _known(event: Event) -> Event:
    """The event again with what only the sheet wants: record, summary and study site, one query."""
    site = "activity__site_subdistrict__district__province"
    return Event.objects.select_related("bpm__by", "activity__summaryreport", site).get(pk=event.pk)


def _sheet(event: Event, days: list[ActivityDay], known: Event) -> list[Entry]:
    activity, people = getattr(known, "activity", None), attendance(event)
    if activity:
        event.run.site_subdistrict = activity.site_subdistrict
    summary = getattr(activity, "summaryreport", None)
    facts = BpmFacts(
        event=event,
        days=days,
        attendance=people,
        totals=budget_totals(event),
        results=results(event, people=people.took_part),
        summary=summary,
    )
    return entries(event.programme.content.bpm, facts, _urls(event, summary))


def days_in_order(event: Event) -> list[ActivityDay]:
    """The event's days; one query."""
    return list(ActivityDay.objects.filter(event=event.pk).order_by("number"))


def record_of(event: Event) -> BpmRecord | None:
    """The day it was keyed in, if it was."""
    return BpmRecord.objects.filter(event=event.pk).first()


def standing_of(
    event: Event, last_day: datetime.date | None, keyed_on: datetime.date | None
) -> Standing:
    """Against the earliest deadline that holds for this office."""
    known = anchors(last=last_day)
    level = event.rule.level
    dues = deadlines.dues(limits_of(event), "bpm", known, level=level, done=keyed_on)
    due = dues[0] if dues else None
    return standing(due, last_day=last_day, keyed_on=keyed_on, today=timezone.localdate())


def own_events(
    user: User,
    today: datetime.date,
    rows: Iterable[ChosenGroup] = (),
    years: Mapping[int, Programme] | None = None,
) -> list[Event]:
    """Events of the user's own office in its newest year, in order.

    A district's are those of ``rows`` (its groups as ``summary_tasks.rows_of`` gives them), without
    a query; a province's is its day: one query, and one more for its deadlines unless they are
    loaded with ``years`` (programmes by their keys). Each knows ``first`` and ``last`` day (None
    while any day has no date), ``now`` (the number of the day that is held today, or None), and its
    BPM record.
    """
    if user.is_province:
        return _own_days(user, today, years or {})
    found = [one for one in map(activity_of, rows) if one]
    for one in found:
        days = one.days.all()
        one.last = last_date(days)
        one.first = min(day.date for day in days) if one.last else None
        one.now = min((day.number for day in days if day.date == today), default=None)
    return [one for one in found if one.programme.pk == found[0].programme.pk]


def _own_days(
    user: User, today: datetime.date, years: Mapping[int, Programme]
) -> list[ProvinceDay]:
    """The province's own day of its newest year that has one."""
    rows = narrowed(ProvinceDay.objects.filter(office=user.office_id), *_OF_OWN_DAY)
    dated = rows.annotate(
        begins=Min("days__date"),
        ends=Max("days__date"),
        unset=Count("days", filter=Q(days__date=None)),
        now=Min("days__number", filter=Q(days__date=today)),
    )
    found = list(dated.order_by("-programme__year")[:1])
    for one in found:
        one.office = user.office
        one.first, one.last = (None, None) if one.unset else (one.begins, one.ends)
        one.programme = years.get(one.programme_id, one.programme)
    if not all(one.programme_id in years for one in found):
        prefetch_related_objects(found, with_deadlines(user))
    return found


_OF_OWN_DAY = (
    "number", "office_id", "province_id", "round_id",
    "programme__year", "programme__digest", "bpm__keyed_on",
)  # fmt: skip
"""All that a row of home says of the province's day."""


def _changed(stored: BpmRecord, sheet: list[Entry]) -> list[str]:
    """Titles of fields that read otherwise now; none when it is not known how they read."""
    kind = BpmRecord._meta.label_lower
    rows = AuditRow.objects.filter(subject_type=kind, subject_id=str(stored.pk), act=KEYED)
    row = rows.first()
    keyed = row.detail.get("sheet", {}) if row else {}
    return [one.title for one in sheet if keyed.get(one.key, one.digest) != one.digest]


def _urls(event: Event, summary: SummaryReport | None) -> dict[str, str]:
    """Where each missing thing is given."""
    days = reverse("activity_days" if event.number == 2 else "province_day_edit", args=[event.pk])
    hub = hub_url(event)
    return {
        "days": days,
        "site": f"{days}#site",
        "people": reverse("people", args=[event.pk]),
        "survey": reverse("event_survey", args=[event.pk]),
        "budget": reverse("event_budget_edit", args=[event.pk]),
        "summary": reverse("summary_edit", args=[summary.pk]) if summary else hub,
    }
