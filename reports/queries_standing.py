"""Chosen groups as flat facts and how they stand: two queries, however many groups."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from django.db.models import Count, Expression, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from cdd_network import thai
from projects import deadlines
from projects.models import ActivityDay, FollowUp
from projects.queries_deadlines import rows_over
from projects.rules import STUDY_DAY
from reports.standing import GroupFacts, Standing, standing
from selection.models import ChosenGroup

if TYPE_CHECKING:
    from cdd_network.models import Programme
    from projects.deadlines import Limit
    from projects.limits import AnyRow

_EVENT = "allocation__activity"
_COLUMNS = {
    "chosen": "pk",
    "round": "round_id",
    "order": "order",
    "province": "round__office_id",
    "province_code": "round__office__province_id",
    "province_name": "round__office__province__name",
    "office": "nomination__office_id",
    "district_code": "nomination__office__district_id",
    "district": "nomination__office__district__name",
    "village": "nomination__group__village",
    "activity_name": "nomination__activity_name",
    "activity_type": "nomination__activity_type",
    "announced": "round__announced_at",
    "event": f"{_EVENT}__pk",
    "allotted": "allocation__date",
    "amount": "allocation__amount",
    "plan_pk": f"{_EVENT}__actionplan__pk",
    "plan": f"{_EVENT}__actionplan__state",
    "plan_sent": f"{_EVENT}__actionplan__first_sent_at",
    "plan_moved": f"{_EVENT}__actionplan__moved_at",
    "summary_pk": f"{_EVENT}__summaryreport__pk",
    "summary": f"{_EVENT}__summaryreport__state",
    "summary_sent": f"{_EVENT}__summaryreport__first_sent_at",
    "summary_moved": f"{_EVENT}__summaryreport__moved_at",
    "keyed_on": f"{_EVENT}__bpm__keyed_on",
}
"""Field of ``GroupFacts`` → where a chosen group has it."""
_OF_DAYS = (
    f"{_EVENT}__site_name",
    f"{_EVENT}__site_subdistrict",
    "first_day",
    "last_day",
    "unset",
    "unplaced",
)
_NO_PLACE = Q(place="") & ~Q(number=STUDY_DAY)
_TIMES = ("announced", "plan_sent", "plan_moved", "summary_sent", "summary_moved")


def facts_of(groups: QuerySet[ChosenGroup], *, follow_ups: bool = False) -> list[GroupFacts]:
    """Flat facts of chosen groups, in the order of their provinces and of the announcement.

    One query; with ``follow_ups`` one more. Only announced groups are told.
    """
    rows = _rows(groups)
    seen = _seen(groups) if follow_ups else {}
    zone = timezone.get_current_timezone()
    return [_facts(row, seen, zone) for row in rows]


def facts_and(
    groups: QuerySet[ChosenGroup], *columns: str | Expression
) -> list[tuple[GroupFacts, tuple]]:
    """As ``facts_of``, each group with more ``columns`` of its own; one query."""
    zone, more = timezone.get_current_timezone(), len(columns)
    return [(_facts(row[:-more], {}, zone), row[-more:]) for row in _rows(groups, *columns)]


def _rows(groups: QuerySet[ChosenGroup], *columns: str | Expression) -> list[tuple]:
    days = ActivityDay.objects.filter(event=OuterRef(_EVENT)).order_by().values("event")
    return list(
        groups.filter(round__announced_at__isnull=False)
        .order_by("round__office__province_id", "order")
        .annotate(
            first_day=Subquery(days.annotate(v=Min("date")).values("v")),
            last_day=Subquery(days.annotate(v=Max("date")).values("v")),
            unset=Subquery(days.annotate(v=Count("pk", filter=Q(date=None))).values("v")),
            unplaced=Subquery(days.annotate(v=Count("pk", filter=_NO_PLACE)).values("v")),
        )
        .values_list(*_COLUMNS.values(), *_OF_DAYS, *columns)
    )


def _seen(groups: QuerySet[ChosenGroup]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    held = FollowUp.objects.filter(activity__allocation__chosen__in=groups.order_by().values("pk"))
    for event, months in held.values_list("activity_id", "months"):
        found.setdefault(event, set()).add(months)
    return found


def _facts(row: tuple, seen: dict[int, set[int]], zone: datetime.tzinfo) -> GroupFacts:
    *stored, site, subdistrict, first, last, unset, unplaced = row
    values = dict(zip(_COLUMNS, stored, strict=True))
    for name in _TIMES:
        at = values[name]
        values[name] = at and at.astimezone(zone).date()
    known = unset == 0
    values["village"] = thai.village_text(values["village"])
    return GroupFacts(
        **values | {"plan": values["plan"] or "", "summary": values["summary"] or ""},
        first=first if known else None,
        last=last if known else None,
        placed=bool(known and unplaced == 0 and site and subdistrict),
        follow_ups=frozenset(seen.get(values["event"], ())),
    )


def standings(
    programme: Programme,
    facts: Iterable[GroupFacts],
    *,
    today: datetime.date | None = None,
    rows: Iterable[AnyRow] | None = None,
) -> list[Standing]:
    """How each group of the year stands on ``today``; one query for the offices' own deadlines.

    None where these ``rows`` are at hand (those ``over`` the provinces, as ``rows_over`` gives them).
    """
    return [judge() for _, judge in judges(programme, facts, today=today, rows=rows)]


def judges(
    programme: Programme,
    facts: Iterable[GroupFacts],
    *,
    today: datetime.date | None = None,
    rows: Iterable[AnyRow] | None = None,
) -> list[tuple[GroupFacts, Callable[[], Standing]]]:
    """Each group with what tells how it stands, for who does not ask of all; as ``standings``."""
    facts = list(facts)
    today = today or timezone.localdate()
    limits = limits_for(programme, facts, rows=rows)
    return [(one, partial(standing, one, limits[one.office], today)) for one in facts]


def limits_for(
    programme: Programme,
    facts: Iterable[GroupFacts],
    *,
    rows: Iterable[AnyRow] | None = None,
) -> dict[int, tuple[Limit, ...]]:
    """What holds for each district office of the groups; one query, none with ``rows``."""
    facts = list(facts)
    if rows is None:
        rows = rows_over(programme, {one.province for one in facts})
    places = {(one.province, one.office) for one in facts}
    held = deadlines.in_force_over(programme.content.deadlines, rows, places)
    return {office: limits for (_, office), limits in held.items()}
