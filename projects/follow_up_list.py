"""The list of groups months after: what is asked of it, its figures, its rows as a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.utils import timezone

from cdd_network import thai
from projects.follow_ups import CLOSED, LATE, NONE, RUNNING, counts_as
from projects.models import FollowUp
from projects.models.follow_up import CAPITAL, MEMBERS, MONTHS

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from cdd_network.content import ActivityType
    from cdd_network.models import User
    from projects.models import Activity
    from projects.queries_follow_up import FollowedGroup

STANDINGS = {**dict(FollowUp.Standing.choices), NONE: "ยังไม่ได้ติดตาม", LATE: "เกินกำหนดติดตาม"}
"""Heads under which groups are counted, in their order."""
TITLE = "ติดตามกิจกรรมเครือข่าย"
HEADS = (
    "ปีงบประมาณ",
    "จังหวัด",
    "อำเภอ",
    "กลุ่ม",
    "กิจกรรมเครือข่าย",
    "ประเภท",
    "วันสุดท้ายของกิจกรรม",
    "สถานะล่าสุด",
    *(
        f"{months} เดือน: {head}"
        for months in MONTHS
        for head in ("ครบกำหนด", "ติดตามเมื่อ", "สถานะ", MEMBERS, CAPITAL)
    ),
)


@dataclass(frozen=True)
class Count:
    """How many groups stand under a head at a time; ``months`` is '' for the newest."""

    months: str
    number: int


@dataclass(frozen=True)
class StandingRow:
    """A head with its counts: by the newest follow-up, then by each time."""

    key: str
    label: str
    counts: list[Count]


@dataclass(frozen=True)
class TypeRow:
    """A type of network activity: groups, how many were looked at, how many of these run."""

    key: str
    name: str
    groups: int
    seen: int
    running: int

    @property
    def share(self) -> str:
        """«85%» of those looked at; «–» without any."""
        return f"{thai.percent(self.running, self.seen)}%" if self.seen else "–"


def year_asked(activities: QuerySet[Activity], user: User, query: Mapping[str, str]) -> int | None:
    """The year that the address asks for, None for all.

    Unasked the department is shown the newest in which an activity was held, others all their own.
    """
    if "year" in query or not user.is_department:
        return thai.small_int(query.get("year", ""))
    held = activities.filter(days__date__lte=timezone.localdate()).order_by("-programme__year")
    return held.values_list("programme__year", flat=True).first()


def narrowed(
    activities: QuerySet[Activity], year: int | None, query: Mapping[str, str]
) -> QuerySet[Activity]:
    """Activities of the year, the province or district, and the type that the address asks for."""
    if year:
        activities = activities.filter(programme__year=year)
    if province := query.get("province"):
        activities = activities.filter(province__province_id=province)
    if district := query.get("district"):
        activities = activities.filter(office__district_id=district)
    if kind := query.get("type"):
        activities = activities.filter(allocation__chosen__nomination__activity_type=kind)
    return activities


def months_asked(query: Mapping[str, str]) -> int | None:
    """The time that the address asks for, None for the newest."""
    asked = thai.small_int(query.get("months", ""))
    return asked if asked in MONTHS else None


def standing_asked(query: Mapping[str, str]) -> str:
    """The head that the address asks for, '' for all."""
    asked = query.get("standing", "")
    return asked if asked in STANDINGS else ""


def rows_of(groups: Iterable[FollowedGroup], query: Mapping[str, str]) -> list[FollowedGroup]:
    """Of ``groups`` those under the head and at the time that the address asks for."""
    standing, months = standing_asked(query), months_asked(query)
    if not standing:
        return list(groups)
    return [one for one in groups if standing in counts_as(one.times, months)]


def by_standing(groups: Iterable[FollowedGroup]) -> list[StandingRow]:
    """Groups under each head, by their newest follow-up and by each time."""
    every = (None, *MONTHS)
    found = {months: dict.fromkeys(STANDINGS, 0) for months in every}
    for one in groups:
        for months in every:
            for key in counts_as(one.times, months):
                found[months][key] += 1
    return [
        StandingRow(key, label, [Count(str(m or ""), found[m][key]) for m in every])
        for key, label in STANDINGS.items()
    ]


@dataclass(frozen=True)
class Figure:
    """A number, what it counts, and the address of the rows behind it."""

    value: str
    label: str
    url: str


def figures(groups: int, rows: Iterable[StandingRow], query: Mapping[str, str]) -> list[Figure]:
    """Above all else: groups, how many run by their newest follow-up, how many are owed."""
    held = {row.key: row.counts[0].number for row in rows}
    narrow = {
        name: query[name] for name in ("year", "province", "district", "type") if name in query
    }
    looked = groups - held[NONE]
    return [
        Figure(f"{value:,}", label, f"?{urlencode({**narrow, **more})}#groups")
        for value, label, more in (
            (groups, "กลุ่มที่จัดกิจกรรมแล้ว", {}),
            (
                held[RUNNING],
                f"ยังดำเนินการอยู่ จากที่ติดตามแล้ว {looked:,} กลุ่ม",
                {"standing": RUNNING.value},
            ),
            (held[NONE], STANDINGS[NONE], {"standing": NONE}),
            (held[LATE], STANDINGS[LATE], {"standing": LATE}),
        )
    ]


def by_type(groups: Iterable[FollowedGroup], types: Iterable[ActivityType]) -> list[TypeRow]:
    """The types that occur, in the year's order, with what became of their groups."""
    names = {one.key: one.name for one in types}
    tally: dict[str, list[int]] = {}
    for one in groups:
        row = tally.setdefault(one.activity_type, [0, 0, 0])
        last = one.newest
        row[0] += 1
        row[1] += last is not None
        row[2] += last is not None and last.standing == RUNNING
    order = [key for key in names if key in tally] + [key for key in tally if key not in names]
    return [TypeRow(key, names.get(key) or "ไม่ระบุประเภท", *tally[key]) for key in order]


def cells(
    groups: Iterable[FollowedGroup], types: Iterable[ActivityType]
) -> list[tuple[object, ...]]:
    """Rows under ``HEADS``: true numbers and dates."""
    names = {one.key: one.name for one in types}
    return [
        (
            one.year,
            one.province_name,
            one.district,
            one.group,
            one.activity_name,
            names.get(one.activity_type, ""),
            one.last,
            STANDINGS[one.newest.standing if one.newest else NONE],
            *(cell for months in MONTHS for cell in _time_cells(one, months)),
        )
        for one in groups
    ]


def _time_cells(group: FollowedGroup, months: int) -> tuple[object, ...]:
    time = group.by_months.get(months)
    if time is None:
        return (None,) * 5
    seen = time.seen
    if seen is None:
        says = CLOSED if time.closed else STANDINGS[LATE] if time.is_late else ""
        return (time.due, None, says, None, None)
    return (time.due, seen.seen_on, STANDINGS[seen.standing], seen.members, seen.capital)
