"""How much personal data there is, by row of the register and by year; until when; what went."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, IntegerField, OuterRef, Q, Subquery, Sum, Value

from cdd_network.models import AuditRow, Office, Programme
from projects.models import Event, Participant, Speaker
from projects.people_rules import ERASED_ACT
from reports.actions.personal import COPIED, Causes
from reports.models import Disposal
from reports.personal.finding import scope
from reports.personal.held import NAMES, Held
from reports.personal.keeping import ERASED, PURGED
from reports.personal.register import RECORDS
from reports.personal.retention import TITLES

if TYPE_CHECKING:
    from cdd_network.models import User

NOBODY = ("", ERASED, PURGED)
ACTS = {COPIED: "ให้สำเนาข้อมูลแก่เจ้าของข้อมูล", ERASED_ACT: "ลบข้อมูลตามคำขอ"}


def department() -> Office | None:
    """The office that answers for all of it, as the public notice names it."""
    return Office.objects.filter(kind=Office.Kind.DEPARTMENT).first()


def counts(user: User) -> dict[str, int]:
    """Key of a row of the register → rows of data that hold something, of what the officer answers for;
    rows that belong to no province are counted for the department alone. One query."""
    parts = []
    for number, record in enumerate(RECORDS):
        for held in record.holds:
            if held.place or user.is_department:
                rows = scope(user, held).filter(_named(held)).order_by()
                kept = rows.annotate(p_row=Value(number, IntegerField()))
                parts.append(kept.values("p_row").annotate(n=Count("pk")).values_list("p_row", "n"))
    found = {record.key: 0 for record in RECORDS}
    for number, count in parts[0].union(*parts[1:], all=True):
        found[RECORDS[number].key] += count
    return found


def _named(held: Held) -> Q:
    if held.search != NAMES:
        return Q()
    named = [~Q(**{f"{name}__in": NOBODY}) for name in held.searched]
    whole = named[0]
    for one in named[1:]:
        whole |= one
    return whole


@dataclass(frozen=True)
class Year:
    """A year's lists: so many named people, and the last day of names (later for a later event)."""

    year: int
    participants: int
    speakers: int
    until: datetime.date


def years(user: User) -> list[Year]:
    """Years that were opened, the newest first. Three queries."""
    people, speakers = (_by_year(user, model) for model in (Participant, Speaker))
    return [
        Year(
            one.year,
            people.get(one.year, 0),
            speakers.get(one.year, 0),
            one.ends + datetime.timedelta(days=one.content.people_kept_days),
        )
        for one in Programme.objects.opened().order_by("-year")
    ]


def _by_year(user: User, model: type) -> dict[int, int]:
    """Counted event by event, by the index of each: half the time of one join of all names."""
    named = model.objects.exclude(name__in=NOBODY).filter(event=OuterRef("pk")).order_by()
    events = Event.objects.order_by()
    if not user.is_department:
        events = events.filter(province__province_id=user.office.province_id)
    each = Subquery(named.values("event").annotate(n=Count("pk")).values("n"))
    found = events.values_list("programme__year").annotate(n=Sum(each))
    return {year: count or 0 for year, count in found}


@dataclass(frozen=True)
class Gone:
    """What was taken away on a day: counts alone."""

    at: datetime.datetime
    title: str
    year: int | None
    count: int


def disposals(most: int) -> list[Gone]:
    """The newest lines of what went; one query."""
    rows = Disposal.objects.values_list("at", "kind", "year", "count")[:most]
    return [Gone(at, TITLES.get(kind, kind), year, count) for at, kind, year, count in rows]


@dataclass(frozen=True)
class Request:
    """A request that was answered, as the trail tells it."""

    at: datetime.datetime
    office: str
    by: str
    what: str
    why: str
    places: int
    ref: str


def requests(user: User, most: int) -> list[Request]:
    """Requests answered by the own office, of the department by all; the newest first. One query."""
    rows = AuditRow.objects.filter(act__in=ACTS).select_related("by", "office")
    if not user.is_department:
        rows = rows.filter(office_id=user.office_id)
    return [
        Request(
            row.at,
            row.office.name,
            str(row.by),
            ACTS[row.act],
            Causes(row.detail["cause"]).label
            if row.detail.get("cause")
            else "เจ้าของข้อมูลขอสำเนา (มาตรา 30)",
            sum(row.detail.get("places", {}).values()),
            row.detail.get("ref", ""),
        )
        for row in rows[:most]
    ]
