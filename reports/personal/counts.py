"""How much personal data there is, by row of the register and by year; until when; what went."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, F, IntegerField, OuterRef, Q, Subquery, Sum, Value

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
    from django.db.models import QuerySet

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
    """Years that were opened, the newest first. Four queries."""
    events = Event.objects.order_by()
    if not user.is_department:
        events = events.filter(province__province_id=user.office.province_id)
    people = _people(events.filter(people_purged_at=None))
    speakers = _by_year(events, Speaker.objects.exclude(name__in=NOBODY))
    return [
        Year(
            one.year,
            people.get(one.year, 0),
            speakers.get(one.year, 0),
            one.ends + datetime.timedelta(days=one.content.people_kept_days),
        )
        for one in Programme.objects.opened().order_by("-year")
    ]


def _people(events: QuerySet[Event]) -> dict[int, int]:
    """All rows of lists that still have their names, less those erased at request: two indexes tell
    it, where a look at each of the country's names took half as long again."""
    erased = Participant.objects.filter(name=ERASED)
    listed, gone = (_by_year(events, rows) for rows in (Participant.objects.all(), erased))
    return {year: count - gone[year] for year, count in listed.items()}


def _by_year(events: QuerySet[Event], rows: QuerySet) -> dict[int, int]:
    """Counted event by event, by the index of each: half the time of one join of all names."""
    own = rows.filter(event=OuterRef("pk")).order_by()
    each = Subquery(own.values("event").annotate(n=Count("*")).values("n"))
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
    """Requests answered by the own office, of the department by all; the newest first. One query.

    Ordered by a sum, not by a column: PostgreSQL's plan for any value otherwise walks the whole trail
    backwards in the hope of meeting so many of these acts, which are few.
    """
    rows = AuditRow.objects.filter(act__in=ACTS).select_related("by", "office")
    rows = rows.order_by((F("pk") + 0).desc())
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
