"""What is counted below the numbers: steps, types of activity, follow-ups, each with its bars. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cdd_network.thai import percent
from projects import survey_chart
from projects.models import FollowUp
from projects.models.follow_up import MONTHS
from reports.standing import STEPS
from reports.watch.country import EXISTS
from reports.watch.country_figures import address

if TYPE_CHECKING:
    from decimal import Decimal

    from cdd_network.models import Programme
    from projects.survey_chart import Chart
    from reports.watch.country_queries import Country


@dataclass(frozen=True)
class StepCount:
    """A step over all groups: how many did it, how many are late with it."""

    title: str
    done: int
    late: int
    done_url: str
    late_url: str


def steps(held: Country) -> list[StepCount]:
    """The steps in the order of the way."""
    year = held.programme
    done, late = dict.fromkeys(STEPS, 0), dict.fromkeys(STEPS, 0)
    for group in held.groups:
        for step in group.steps:
            done[step.key] += step.is_done
        for step in group.overdue:
            late[step.key] += 1
    return [
        StepCount(
            title, done[key], late[key],
            address("country_groups", year, step=key, state="done"),
            address("country_groups", year, step=key, state="late"),
        )
        for key, title in STEPS.items()
    ]  # fmt: skip


def step_chart(counted: Iterable[StepCount], groups: int) -> Chart:
    """Bars of how many groups have each step behind them."""
    rows = [(one.title, one.done, f"{one.done}/{groups}") for one in counted]
    return survey_chart.counts("steps", "จำนวนกลุ่มที่ทำแต่ละขั้นตอนแล้ว", rows, left=140)


@dataclass(frozen=True)
class TypeCount:
    """A type of network activity: ``today`` there were before, ``new`` by accepted plans."""

    name: str
    today: int
    chosen: int
    new: int
    existing: int
    url: str = ""
    new_url: str = ""

    @property
    def after(self) -> int:
        """How many there are with the new ones."""
        return self.today + self.new

    @property
    def growth(self) -> Decimal | None:
        """By how many per cent it grew; None where there was none before."""
        return percent(self.new, self.today)


def types(held: Country) -> list[TypeCount]:
    """The year's types in its own order; groups of a type that it does not name stand under a last row."""
    year = held.programme
    names = {one.key: (one.name, one.today) for one in year.content.activity_types}
    if any(one.type not in names for one in held.told):
        names[""] = ("ไม่ได้ระบุประเภท", 0)
    found = []
    for key, (name, today) in names.items():
        rows = [one for one in held.told if (one.type if one.type in names else "") == key]
        new, existing = sum(r.is_new for r in rows), sum(r.seen in EXISTS for r in rows)
        url = address("country_groups", year, type=key) if key else ""
        new_url = f"{url}&step=accept_plan&state=done" if key and new else ""
        found.append(TypeCount(name, today, len(rows), new, existing, url, new_url))
    return found


def total(counted: Iterable[TypeCount]) -> TypeCount:
    """The last line of the types' table."""
    counted = list(counted)
    return TypeCount("รวม", *(sum(getattr(one, name) for one in counted) for name in _SUMMED))


_SUMMED = ("today", "chosen", "new", "existing")


def type_chart(counted: Iterable[TypeCount]) -> Chart:
    """Bars of the new activities by type."""
    rows = [(one.name, one.new, f"+{one.new}" if one.new else "0") for one in counted]
    return survey_chart.counts("types", "กิจกรรมเครือข่ายที่เพิ่มขึ้นตามประเภท", rows, left=150)


@dataclass(frozen=True)
class FollowCount:
    """What was found after so many months: ``looked`` groups; (standing in words, groups, address
    of their list) each."""

    months: int
    looked: int
    found: tuple[tuple[str, int, str], ...]


FOLLOW_HEADS = tuple(FollowUp.Standing.labels)


def follow_counts(year: Programme, rows: Iterable[tuple[int, str]]) -> list[FollowCount]:
    """The year's follow-ups (months, standing) counted, a row for each time."""
    rows = list(rows)

    def cell(months: int, one: FollowUp.Standing) -> tuple[str, int, str]:
        url = address("follow_ups", year, months=months, standing=one.value)
        return one.label, rows.count((months, one.value)), f"{url}#groups"

    return [
        FollowCount(
            months,
            sum(one == months for one, _ in rows),
            tuple(cell(months, one) for one in FollowUp.Standing),
        )
        for months in MONTHS
    ]
