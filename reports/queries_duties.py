"""The duties of offices, read in a handful of queries however many groups."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Max, Min, Q

from projects import deadlines
from projects.models import ProvinceDay
from projects.queries_deadlines import rows_over
from reports import duties
from reports.duties import Duty, OwnDay
from reports.models import Bundle
from reports.queries_standing import facts_of
from reports.standing import standing
from selection.models import ChosenGroup

if TYPE_CHECKING:
    from cdd_network.models import Programme, User
    from projects.deadlines import Limit
    from reports.standing import Standing


@dataclass(frozen=True)
class YearDuties:
    """A year's duties: of districts by group, of provinces, and how each group stands.

    ``official`` are the deadlines that the department itself answers for.
    """

    programme: Programme
    districts: list[Duty]
    provinces: list[Duty]
    standings: list[Standing]
    official: tuple[Limit, ...]


def of_year(
    programme: Programme,
    *,
    today: datetime.date,
    user: User | None = None,
    provinces: Iterable[int] | None = None,
    districts: bool = True,
) -> YearDuties:
    """Duties of the districts that ``user`` sees (None: all) and of ``provinces``.

    Without ``provinces`` of every province that has a chosen group; without ``districts`` no group is
    read. Five queries at most: groups, what was seen later, deadlines, bundles, own days.
    """
    groups = ChosenGroup.objects.visible_to(user) if user else ChosenGroup.objects.all()
    of_programme = groups.filter(round__programme=programme)
    facts = facts_of(of_programme, follow_ups=True) if districts else []
    held = {one.province for one in facts}
    offices = held if provinces is None else set(provinces)
    rows = rows_over(programme, held | offices)
    rules = programme.content.deadlines
    standings, of_districts = [], []
    for one in facts:
        limits = deadlines.in_force(rules, rows, province=one.province, district=one.office)
        standings.append(standing(one, limits, today))
        of_districts += duties.of_group(standings[-1], limits)
    forwarded = Bundle.objects.filter(office__in=offices).first_sent(programme)
    days = _own_days(programme, offices)
    of_provinces = [
        duty
        for office in sorted(offices)
        for duty in duties.of_province(
            programme,
            office,
            deadlines.in_force(rules, rows, province=office),
            forwarded=forwarded.get(office),
            own_day=days.get(office),
            today=today,
        )
    ]
    official = deadlines.in_force(rules, rows)
    return YearDuties(programme, of_districts, of_provinces, standings, official)


def _own_days(programme: Programme, offices: set[int]) -> dict[int, OwnDay]:
    """Each province's own activity, by office."""
    rows = ProvinceDay.objects.filter(programme=programme, office__in=offices).order_by()
    unset = Count("days", filter=Q(days__date=None))
    dated = rows.annotate(first=Min("days__date"), last=Max("days__date"), unset=unset)
    found = dated.values_list("office_id", "pk", "first", "last", "unset", "bpm__keyed_on")
    return {
        office: OwnDay(event, None if none else first, None if none else last, keyed)
        for office, event, first, last, none, keyed in found
    }
