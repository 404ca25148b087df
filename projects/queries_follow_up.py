"""What is known of the groups months after their activity: one group's times, and all of them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import Count, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from cdd_network import thai
from cdd_network.models import District, Programme, Province
from projects import deadlines, follow_ups
from projects.follow_ups import NONE, Seen, Time
from projects.models import Activity, ActivityDay, Deadline, FollowUp
from projects.queries_deadlines import anchors, anchors_of, judged, limits_of

if TYPE_CHECKING:
    from cdd_network.content import ActivityType
    from cdd_network.models import User
    from projects.deadlines import Limit

_CHOSEN = "allocation__chosen"
_ANNOUNCED = f"{_CHOSEN}__round__announced_at"
_COLUMNS = (
    "pk",
    "programme_id",
    "programme__year",
    "province_id",
    "province__province_id",
    "province__province__name",
    "office_id",
    "office__district__name",
    f"{_CHOSEN}__nomination__group__village",
    f"{_CHOSEN}__nomination__activity_name",
    f"{_CHOSEN}__nomination__activity_type",
    "allocation__date",
    _ANNOUNCED,
    "first",
    "last",
)
_FOUND = ("activity_id", "months", "seen_on", "standing", "members", "capital")


@dataclass(frozen=True)
class FollowedGroup:
    """A group whose activity is over, with its times; ``province`` is the provincial office."""

    pk: int
    programme: int
    year: int
    province: int
    province_code: str
    province_name: str
    office: int
    district: str
    village: str
    activity_name: str
    activity_type: str
    allotted: datetime.date
    announced: datetime.datetime | None
    first: datetime.date
    last: datetime.date
    times: tuple[Time, ...] = ()

    @cached_property
    def by_months(self) -> dict[int, Time]:
        """Its times by their months."""
        return {one.months: one for one in self.times}

    @property
    def group(self) -> str:
        """«กลุ่มออมทรัพย์เพื่อการผลิตบ้านกระเจา»."""
        return thai.group_text(self.village)

    @property
    def newest(self) -> Seen | None:
        """What was found last."""
        return follow_ups.newest({one.months: one.seen for one in self.times if one.seen})

    @property
    def owed(self) -> Time | None:
        """What is done next of its times."""
        return follow_ups.owed(self.times)


def due_of(activity: Activity, months: int) -> datetime.date | None:
    """When the activity is to be looked at after so many months, None without such a day."""
    task = follow_ups.TASKS[months]
    return deadlines.earliest(limits_of(activity), task, anchors_of(activity), level="district")


def others_of(activity: Activity, months: int) -> dict[int, datetime.date]:
    """When the activity was looked at at its other times, by their months; a query."""
    held = FollowUp.objects.filter(activity=activity.pk).exclude(months=months).order_by()
    return dict(held.values_list("months", "seen_on"))


def times_of(activity: Activity) -> list[Time]:
    """The times of an activity with its days loaded; a query unless its follow-ups are too."""
    seen = {
        one.months: Seen(one.seen_on, one.standing, one.members, one.capital)
        for one in activity.follow_ups.all()
    }
    return follow_ups.times(limits_of(activity), anchors_of(activity), seen, timezone.localdate())


def at(activity: Activity, months: int) -> FollowUp:
    """The stored follow-up of that time, or a new one that nobody has saved (version 0)."""
    found = FollowUp.objects.filter(activity=activity.pk, months=months).select_related("by")
    one = found.first() or FollowUp(months=months, version=0)
    one.activity = activity
    return one


def next_owed(user: User) -> FollowedGroup | None:
    """The group of the user's district that is to be looked at first, by its ``owed``; four queries."""
    held = [one for one in followed(Activity.objects.visible_to(user)) if one.owed]
    return min(held, key=lambda one: one.owed.due, default=None)


def followed(
    activities: QuerySet[Activity], today: datetime.date | None = None
) -> list[FollowedGroup]:
    """Of ``activities`` those that are over, newest year first, with their times.

    Four queries.
    """
    today = today or timezone.localdate()
    rows = list(_held(activities, today))
    seen, limits = _seen(activities) if rows else {}, _limits(rows)
    return [
        FollowedGroup(*row, times=_times(row, limits, seen.get(row.pk, {}), today)) for row in rows
    ]


def _held(activities: QuerySet[Activity], today: datetime.date) -> Iterable[tuple]:
    days = ActivityDay.objects.filter(event=OuterRef("pk")).order_by().values("event")
    rows = activities.annotate(
        first=Subquery(days.annotate(v=Min("date")).values("v")),
        last=Subquery(days.annotate(v=Max("date")).values("v")),
        unset=Subquery(days.annotate(v=Count("pk", filter=Q(date=None))).values("v")),
    ).filter(unset=0, last__lte=today)
    order = ("-programme__year", "province__province_id", f"{_CHOSEN}__order")
    return rows.order_by(*order).values_list(*_COLUMNS, named=True)


def _seen(activities: QuerySet[Activity]) -> dict[int, dict[int, Seen]]:
    held = FollowUp.objects.filter(activity__in=activities.order_by().values("pk"))
    found: dict[int, dict[int, Seen]] = {}
    for pk, months, *rest in held.order_by().values_list(*_FOUND):
        found.setdefault(pk, {})[months] = Seen(*rest)
    return found


def _limits(rows: Iterable[tuple]) -> dict[tuple[int, int], tuple[Limit, ...]]:
    """What holds for each district office in each year; one tuple where no office set anything."""
    provinces = {(row.programme_id, row.office_id): row.province_id for row in rows}
    years = Programme.objects.in_bulk({programme for programme, _ in provinces})
    common = {
        pk: _of_times(deadlines.in_force(one.content.deadlines, ())) for pk, one in years.items()
    }
    own = _own_rows(provinces)
    made = {}
    for (pk, office), province in provinces.items():
        made[pk, office] = common[pk]
        if pk in own:
            rules = years[pk].content.deadlines
            made[pk, office] = _of_times(
                deadlines.in_force(rules, own[pk], province=province, district=office)
            )
    return made


def _own_rows(provinces: Mapping[tuple[int, int], int]) -> dict[int, list[Deadline]]:
    """What offices set for the times, by year; one query for all."""
    tasks = follow_ups.TASKS.values()
    rows = judged(Deadline.objects.over({*provinces.values()}).filter(task__in=tasks))
    found: dict[int, list[Deadline]] = {}
    for row in rows.filter(programme__in={pk for pk, _ in provinces}):
        found.setdefault(row.programme_id, []).append(row)
    return found


def _of_times(limits: Iterable[Limit]) -> tuple[Limit, ...]:
    """Of the limits those of the times: few, where many groups are gone through."""
    tasks = {*follow_ups.TASKS.values()}
    return tuple(one for one in limits if one.task in tasks)


def _times(
    row: tuple,
    limits: Mapping[tuple[int, int], tuple[Limit, ...]],
    seen: Mapping[int, Seen],
    today: datetime.date,
) -> tuple[Time, ...]:
    days = anchors(
        first=row.first,
        last=row.last,
        allotted=row.allocation__date,
        announced=getattr(row, _ANNOUNCED),
    )
    return tuple(follow_ups.times(limits[row.programme_id, row.office_id], days, seen, today))


@dataclass(frozen=True)
class Choices:
    """What the list may be narrowed to: years, types of all of them, and the places below the user,
    by code and name."""

    years: list[int]
    types: list[ActivityType]
    provinces: list[tuple[str, str]]
    districts: list[tuple[str, str]]


def choices_of(user: User) -> Choices:
    """The choices of a user's list; two queries, a district's one."""
    years = list(Programme.objects.visible_to(user).opened())  # a draft has no groups
    types = {kind.key: kind for year in reversed(years) for kind in year.content.activity_types}
    provinces, districts = [], []
    if user.is_department:
        provinces = list(Province.objects.order_by("name").values_list("code", "name"))
    elif user.is_province:
        held = District.objects.filter(province=user.office.province_id)
        districts = list(held.values_list("code", "name"))
    return Choices([one.year for one in years], list(types.values()), provinces, districts)


def exists_counts(programme: Programme) -> dict[str, int]:
    """How many groups of the year stand how by their newest follow-up; one query.

    Keys: each ``FollowUp.Standing``, and ``follow_ups.NONE`` for groups with an allotted activity
    that nobody has looked at yet. «ยังดำเนินการอยู่» is the count under ``RUNNING``.
    """
    newest = FollowUp.objects.filter(activity=OuterRef("pk")).order_by("-months")
    rows = Activity.objects.filter(programme=programme).order_by()
    rows = rows.annotate(now=Subquery(newest.values("standing")[:1])).values_list("now")
    found = dict.fromkeys([*FollowUp.Standing.values, NONE], 0)
    for standing, count in rows.annotate(Count("pk")):
        found[standing or NONE] += count
    return found
