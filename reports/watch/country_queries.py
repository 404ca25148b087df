"""The country read from the database as flat values: the same few queries however many rows."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from django.db.models import Case, Count, OuterRef, Subquery, When
from django.utils import timezone

from cdd_network.doors import visible
from cdd_network.models import Office, Programme
from cdd_network.roles import Can
from projects import deadlines
from projects.models import FollowUp
from projects.queries_deadlines import anchors, rows_over
from reports.models import Bundle, Outcome
from reports.queries_standing import standings
from reports.watch.country import Forwarded, ProvinceStanding, Sums, Told, sums
from reports.watch.country_told import facts_and_told, groups_of
from selection.models import Round
from selection.states import RoundState

if TYPE_CHECKING:
    from cdd_network.models import User
    from projects.limits import AnyRow
    from reports.standing import Standing

T = TypeVar("T")


def years(user: User) -> list[Programme]:
    """The years that are open, newest first; at work are those in which a province has begun."""
    return visible(Round, user, Can.WATCH_COUNTRY).opened_years()


@dataclass(frozen=True)
class Country:
    """One year of the country, read once: its provinces, each with its groups' standings."""

    programme: Programme
    provinces: tuple[ProvinceStanding, ...]
    told: tuple[Told, ...]
    today: datetime.date

    @cached_property
    def sums(self) -> Sums:
        """The sums of all groups."""
        return sums(self.told, self.programme.content.indicator_share)

    @cached_property
    def groups(self) -> tuple[Standing, ...]:
        """All groups, province by province."""
        return tuple(one for province in self.provinces for one in province.groups)

    @cached_property
    def announced(self) -> int:
        """Provinces whose result is public."""
        return sum(one.announced for one in self.provinces)

    @cached_property
    def late_provinces(self) -> int:
        """Provinces with something late."""
        return sum(one.is_late for one in self.provinces)

    @cached_property
    def late_work(self) -> int:
        """Those of them in which more is late than the bundle."""
        return sum(one.work_late for one in self.provinces)

    @cached_property
    def late_groups(self) -> int:
        """Groups with something late, of their districts."""
        return sum(one.late_groups for one in self.provinces)

    @cached_property
    def gate_groups(self) -> int:
        """Groups that wait for the province's allotment beyond their own last day."""
        return sum(one.gate_groups for one in self.provinces)

    @cached_property
    def forwarded(self) -> int:
        """Provinces that forwarded their bundle."""
        return sum(one.forwarded is not None for one in self.provinces)

    @cached_property
    def received(self) -> int:
        """Provinces whose forwarded bundle was received."""
        return sum(bool(one.forwarded and one.forwarded.received) for one in self.provinces)


def country(
    user: User,
    programme: Programme,
    *,
    offices: list[tuple[int, str, str, str]] | None = None,
    today: datetime.date | None = None,
) -> Country:
    """The year as it stands; ``offices`` narrows it, as ``provinces`` gives them. Six queries."""
    today = today or timezone.localdate()
    offices = provinces(user) if offices is None else offices
    keys = [one[0] for one in offices]
    rows = rows_over(programme, keys)
    rounds = _rounds(user, programme, keys)
    groups = groups_of(user, programme)
    groups = groups.filter(round__office__in=keys) if len(keys) == 1 else groups
    announced = any(one.state == RoundState.ANNOUNCED for one in rounds.values())
    facts, figures = facts_and_told(groups, programme) if announced else ([], [])
    held = _provinces(
        programme, offices, rounds, standings(programme, facts, today=today, rows=rows), figures,
        forwarded(user, programme, keys), bundle_dues(programme, rows, rounds, keys), today,
    )  # fmt: skip
    return Country(programme, tuple(held), tuple(figures), today)


def provinces(user: User) -> list[tuple[int, str, str, str]]:
    """(office, code, two letters, name) of each province; one query."""
    held = visible(Office, user, Can.WATCH_COUNTRY).filter(kind=Office.Kind.PROVINCE)
    columns = ("pk", "province_id", "province__abbr", "province__name")
    return list(held.order_by("province_id").values_list(*columns))


class _Round(NamedTuple):
    pk: int
    state: str
    announced: datetime.datetime | None


def _rounds(user: User, programme: Programme, offices: list[int]) -> dict[int, _Round]:
    held = visible(Round, user, Can.WATCH_COUNTRY).filter(programme=programme)
    held = held.filter(office__in=offices) if len(offices) == 1 else held
    rows = held.order_by().values_list("office_id", "pk", "state", "announced_at")
    return {office: _Round(*rest) for office, *rest in rows}


def _provinces(
    programme: Programme,
    offices: list[tuple[int, str, str, str]],
    rounds: dict[int, _Round],
    groups: list[Standing],
    figures: list[Told],
    sent: dict[int, Forwarded],
    due: dict[int, datetime.date | None],
    today: datetime.date,
) -> Iterator[ProvinceStanding]:
    standing, told_of = (
        _grouped(groups, lambda g: g.facts.province),
        _grouped(figures, lambda t: t.office),
    )
    wanted = programme.content.indicator_share
    for pk, code, abbr, name in offices:
        opened = rounds.get(pk)
        yield ProvinceStanding(
            office=pk, code=code, abbr=abbr, name=name,
            round=opened and opened.pk, state=opened.state if opened else "",
            groups=tuple(standing.get(pk, ())), sums=sums(told_of.get(pk, ()), wanted),
            forwarded=sent.get(pk), due=due[pk], today=today,
        )  # fmt: skip


def _grouped(rows: Iterable[T], key: Callable[[T], int]) -> dict[int, list[T]]:
    found: dict[int, list[T]] = {}
    for one in rows:
        found.setdefault(key(one), []).append(one)
    return found


def forwarded(user: User, programme: Programme, offices: list[int]) -> dict[int, Forwarded]:
    """The newest forwarded bundle of each provincial office; one query."""
    held = visible(Bundle, user, Can.WATCH_COUNTRY).filter(
        programme=programme, forwarded_at__isnull=False, office__kind=Office.Kind.PROVINCE
    )
    held = held.filter(office__in=offices) if len(offices) == 1 else held
    rows = held.order_by("number").values_list("office_id", "pk", "forwarded_on", "received_at")
    return {office: Forwarded(pk, on, at is not None) for office, pk, on, at in rows}


def bundle_dues(
    programme: Programme,
    rows: Iterable[AnyRow],
    rounds: dict[int, _Round],
    offices: list[int],
) -> dict[int, datetime.date | None]:
    """The last day for each province's bundle."""
    rules = [one for one in programme.content.deadlines if one.task == "bundle"]
    rows = [one for one in rows if one.task == "bundle"]
    limits = deadlines.in_force_over(rules, rows, [(office, None) for office in offices])
    found = {}
    for office in offices:
        opened = rounds.get(office)
        known = anchors(announced=opened and opened.announced)
        found[office] = deadlines.earliest(limits[office, None], "bundle", known, level="province")
    return found


def days_of_provinces(programme: Programme) -> list[tuple]:
    """Figures of the provinces' own days (activity 1): (office, came, tested, understood, spent)."""
    rows = Outcome.objects.filter(event__number=1, event__programme=programme)
    return list(
        rows.order_by().values_list("event__province_id", "came", "tested", "understood", "spent")
    )


def follow_ups(programme: Programme) -> list[tuple[int, str]]:
    """(months, what was found) of each follow-up of the year; one query."""
    held = FollowUp.objects.filter(activity__allocation__chosen__round__programme=programme)
    return list(held.order_by().values_list("months", "standing"))


class Sent(NamedTuple):
    """A province with a round of a year: whether it forwarded a bundle, whether one waits."""

    province: str
    forwarded: bool
    waits: bool


def sent(user: User, programmes: Iterable[Programme]) -> dict[int, list[Sent]]:
    """Key of each year in which a province has begun → those provinces; one query."""
    own = Bundle.objects.filter(programme=OuterRef("programme"), office=OuterRef("office"))
    received = Case(When(received_at=None, then=0), default=1)  # none: not forwarded
    newest = own.filter(forwarded_at__isnull=False).order_by("-number").values_list(received)[:1]
    rows = visible(Round, user, Can.WATCH_COUNTRY).filter(programme__in=programmes)
    rows = rows.order_by("office__province_id").annotate(received=Subquery(newest))
    found: dict[int, list[Sent]] = {}
    columns = ("programme_id", "office__province__name", "received")
    for year, name, received in rows.values_list(*columns):
        found.setdefault(year, []).append(Sent(name, received is not None, received == 0))
    return found


def announced(user: User, programmes: Iterable[Programme]) -> dict[int, int]:
    """Key of a year → in how many provinces its result is public; one query."""
    held = visible(Round, user, Can.WATCH_COUNTRY).filter(
        programme__in=programmes, state=RoundState.ANNOUNCED
    )
    return dict(held.order_by().values_list("programme_id").annotate(Count("pk")))
