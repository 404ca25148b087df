"""What a province's board reads: a constant number of queries, however many districts and groups.

``board_of`` takes a provincial office, so that whoever may look at that province shows the same rows:
its own officers with their acts and duties, the department without them. ``board_rows`` gives the
rows alone. Whose board may be opened is for the view's door.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from django.db.models import Count, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from cdd_network import thai, years_asked
from cdd_network.models import Office, Programme
from cdd_network.models.audit import AuditRow
from projects import deadlines
from projects.models import ProvinceDay
from projects.queries_deadlines import rows_over
from reports.duties import OwnDay, owed_again
from reports.models import Bundle
from reports.queries_standing import facts_of, limits_for, standings
from reports.watch.board import Board, found
from reports.watch.call_facts import Call, District, NominationFacts
from reports.watch.call_rows import call_row
from reports.watch.group_rows import group_row
from reports.watch.province_duties import province_tasks
from selection.models import ChosenGroup, LateLeave, Nomination, Round, Submission
from selection.states import RoundState
from selection.window import window_of

if TYPE_CHECKING:
    from cdd_network.tasks import Task
    from projects.limits import AnyRow
    from reports.watch.rows import Row

NUDGED = "board:nudge"
"""The act of the trail, about a round, whose detail names the keys of the rows asked for."""
_REMEMBERED = 200


def years_of(office: Office, query: Mapping[str, str]) -> tuple[list[Programme], Programme | None]:
    """The opened years, newest first, and the one that ``year`` asks for.

    Else the newest in which the provincial ``office`` has a round, so that a year that was just
    opened does not hide the one at work; without any round the newest. One query.
    """
    years = Round.objects.filter(office=office).opened_years()
    return years, years_asked.shown(years, query.get("year", ""))


def board_rows(office: Office, programme: Programme, query: Mapping[str, str]) -> tuple[Row, ...]:
    """The rows of a provincial office's year that ``query`` asks for, in its order.

    ``query``: ``step`` (a key of ``Board.stages``), ``turn`` (district, province, nobody), ``late``,
    ``q`` (words), ``sort`` (due, district).
    """
    return board_of(office, programme, query).rows


def board_of(
    office: Office,
    programme: Programme,
    query: Mapping[str, str],
    *,
    own: bool = False,
    today: datetime.date | None = None,
) -> Board:
    """The board of the provincial ``office``: at most eight queries, three more for its own officers."""
    today = today or timezone.localdate()
    opened = Round.objects.filter(office=office, programme=programme).first()
    if opened is None:
        return Board(office, programme, None, "none", today, (), (), query)
    opened.programme, opened.office = programme, office
    groups = opened.is_announced
    loaded = rows_over(programme, [office.pk]) if own or groups else []
    every = _group_rows(opened, today, loaded) if groups else _call_rows(opened, today)
    asked = last_nudges(opened)
    every = tuple(replace(row, nudged=asked.get(row.key)) for row in every)
    phase = "groups" if groups else "call"
    done = _duties(opened, every, loaded, today) if own else ()
    return Board(office, programme, opened, phase, today, every, found(every, query), query, done)


def _group_rows(opened: Round, today: datetime.date, loaded: list[AnyRow]) -> list[Row]:
    """With what is owed months later, whoever reads them: the text for LINE asks for all of it."""
    facts = facts_of(ChosenGroup.objects.filter(round=opened), follow_ups=True)
    held = standings(opened.programme, facts, today=today, rows=loaded)
    limits = limits_for(opened.programme, facts, rows=loaded)
    year = opened.programme.year
    return [group_row(one, year, owed_again(one, limits[one.facts.office])) for one in held]


def _call_rows(opened: Round, today: datetime.date) -> list[Row]:
    window, year = window_of(opened, today), opened.programme.year
    call = Call(opened.state, opened.closes_on, window, today, year, _opened_on(opened))
    return [call_row(one, call) for one in districts_of(opened)]


def _opened_on(opened: Round) -> datetime.date | None:
    """Since when nominations are taken: the day that was set, else that of the act."""
    return opened.opens_on or (_day(opened.moved_at) if opened.state == RoundState.OPEN else None)


def districts_of(opened: Round) -> list[District]:
    """Every district of the round's province with its nominations: three queries."""
    offices = Office.objects.filter(
        kind=Office.Kind.DISTRICT, province_id=opened.office.province_id
    ).order_by("district_id")
    leaves = dict(LateLeave.objects.filter(round=opened).values_list("office", "reason"))
    held: dict[int, list[NominationFacts]] = {}
    for office, one in _nominations(opened):
        held.setdefault(office, []).append(one)
    return [
        District(pk, code, name, tuple(held.get(pk, ())), leaves.get(pk, ""))
        for pk, code, name in offices.values_list("pk", "district_id", "district__name")
    ]


def _nominations(opened: Round) -> list[tuple[int, NominationFacts]]:
    first = Submission.objects.filter(nomination=OuterRef("pk"), number=1).values("at")
    rows = (
        Nomination.objects.filter(round=opened)
        .order_by("office", "order")
        .annotate(first=Coalesce(Subquery(first), "submitted_at"))
        .values_list("office", "pk", "state", "group__village", "first")
    )
    return [
        (office, NominationFacts(pk, state, thai.village_text(village), _day(at)))
        for office, pk, state, village, at in rows
    ]


def last_nudges(opened: Round) -> dict[str, datetime.datetime]:
    """When each row was last asked for, by its key; one query."""
    rows = _nudges(opened).values_list("at", "detail")[:_REMEMBERED]
    newest: dict[str, datetime.datetime] = {}
    for at, detail in rows:  # the newest first
        for key in detail.get("rows", ()):
            newest.setdefault(key, timezone.localtime(at))
    return newest


def newest_nudge(opened: Round) -> AuditRow | None:
    """The last row of the trail that says so."""
    return _nudges(opened).first()


def _nudges(opened: Round) -> QuerySet[AuditRow]:
    kind = Round._meta.label_lower
    return AuditRow.objects.filter(subject_type=kind, subject_id=str(opened.pk), act=NUDGED)


def _duties(
    opened: Round, rows: tuple[Row, ...], loaded: list[AnyRow], today: datetime.date
) -> tuple[Task, ...]:
    """The province's own; two queries."""
    rules = opened.programme.content.deadlines
    limits = deadlines.in_force(rules, loaded, province=opened.office_id)
    sent = Bundle.objects.filter(office=opened.office).first_sent(opened.programme)
    first = sent.get(opened.office_id)
    own_day = _own_day(opened)
    return province_tasks(opened, rows, limits, own_day=own_day, forwarded=first, today=today)


def _own_day(opened: Round) -> OwnDay | None:
    unset = Count("days", filter=Q(days__date=None))
    rows = ProvinceDay.objects.filter(round=opened).order_by().annotate(unset=unset)
    dated = rows.annotate(first=Min("days__date"), last=Max("days__date"))
    found = dated.values_list("pk", "first", "last", "unset", "bpm__keyed_on").first()
    if found is None:
        return None
    event, first, last, none, keyed = found
    return OwnDay(event, None if none else first, None if none else last, keyed)


def _day(moment: datetime.datetime | None) -> datetime.date | None:
    return moment and timezone.localtime(moment).date()
