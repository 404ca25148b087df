"""What the pages of participants and check-in show; read only, a constant number of queries."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from cdd_network.lists import searched
from projects.models import ActivityDay, CheckIn, Event, Participant, Speaker
from projects.people_reading import name_key, sort_key
from projects.people_rules import PURGED, kept_until
from selection.models import CommitteeMember, GroupOfficer
from selection.states import NominationState

if TYPE_CHECKING:
    from selection.models import SavingsGroup

SEARCHED = ("name", "post", "village")
MORNING, AFTERNOON = CheckIn.Half.MORNING, CheckIn.Half.AFTERNOON


# Counts, for the summary and BPM too


@dataclass(frozen=True)
class DayCount:
    """How many came on a day: in the morning, in the afternoon, at any time of it."""

    number: int
    date: datetime.date | None
    morning: int
    afternoon: int
    came: int


@dataclass(frozen=True)
class Attendance:
    """Of ``listed`` people ``came`` were there at least half a day; day by day in ``days``."""

    listed: int
    came: int
    days: tuple[DayCount, ...]

    @property
    def took_part(self) -> int:
        """People who came; while nobody was checked in, those on the list."""
        return self.came or self.listed

    @property
    def most(self) -> int:
        """The most that were there on one day."""
        return max((day.came for day in self.days), default=0)


def attendance(event: Event) -> Attendance:
    """Who came, counted by day and half; two queries, however many people."""
    ticked = {"morning": Q(checkins__half=MORNING), "afternoon": Q(checkins__half=AFTERNOON)}
    days = ActivityDay.objects.filter(event=event.pk).annotate(
        **{name: Count("checkins", filter=half) for name, half in ticked.items()},
        came=Count("checkins__participant", distinct=True),
    )
    came = Count("pk", filter=Q(checkins__isnull=False), distinct=True)
    people = Participant.objects.filter(event=event.pk)
    counts = people.aggregate(listed=Count("pk", distinct=True), came=came)
    return Attendance(
        **counts,
        days=tuple(
            DayCount(d.number, d.date, d.morning, d.afternoon, d.came)
            for d in days.order_by("number")
        ),
    )


# The list


def people_of(event: Event, text: str = "", sort: str = "") -> list[Participant]:
    """People on the list in which every word of ``text`` stands; by number, or ``sort`` «name»."""
    found = searched(Participant.objects.filter(event=event.pk).order_by("order"), text, SEARCHED)
    return sorted(found, key=lambda person: sort_key(person.name)) if sort == "name" else [*found]


def next_values(event: Event, last: Participant | None) -> dict[str, object]:
    """What the quick form begins with: the village of the last one, else that of the group."""
    if last is not None:
        return {"village": last.village, "moo": last.moo}
    if event.number == 2:
        group = event.run.allocation.chosen.nomination.group
        return {"village": group.village_name, "moo": group.moo}
    return {}


def purpose(event: Event) -> dict[str, object]:
    """What the notice of purpose names."""
    return {"kept_until": kept_until(event)}


# Those whom the office has named already


@dataclass(frozen=True)
class Known:
    """Somebody named elsewhere in the system: key for the form, and the values of a participant."""

    key: str
    values: dict[str, object]
    said: str = ""


@dataclass(frozen=True)
class Source:
    """People of one kind who are not on the list yet."""

    title: str
    people: list[Known] = field(default_factory=list)


def group_without_officers(event: Event) -> SavingsGroup | None:
    """The group of the district's event while its registry names no officer; None of any other event.
    One query."""
    if event.number != 2:
        return None
    group = event.run.allocation.chosen.nomination.group
    return None if GroupOfficer.objects.filter(group=group).exists() else group


def known_people(event: Event) -> list[Source]:
    """Officers of the group; for the province's day the committee and the nominated groups' officers.

    Each name once, and none that is listed already. At most three queries.
    """
    taken = {name_key(name) for name in event.people.values_list("name", flat=True)}
    if event.number == 2:
        group = event.run.allocation.chosen.nomination.group_id
        sources = [("กรรมการของกลุ่ม", _officers(Q(group=group)))]
    else:
        opened = event.run.round_id
        sent = Q(group__nominations__round=opened)
        accepted = Q(group__nominations__state=NominationState.ACCEPTED)
        sources = [
            ("คณะกรรมการคัดเลือก", _seats(opened)),
            ("กรรมการของกลุ่มที่จังหวัดรับแบบเสนอโครงการ", _officers(sent & accepted)),
        ]
    found = [Source(title, _new(people, taken)) for title, people in sources]
    return [source for source in found if source.people]


def _new(people: Iterable[Known], taken: set[str]) -> list[Known]:
    kept = []
    for one in people:
        key = name_key(str(one.values["name"]))
        if key and key not in taken:
            taken.add(key)
            kept.append(one)
    return kept


def _officers(wanted: Q) -> list[Known]:
    officers = GroupOfficer.objects.filter(wanted).select_related("group").distinct()
    return [
        Known(
            f"officer-{one.pk}",
            {
                "name": one.name,
                "post": one.post or f"กรรมการ{one.get_division_display()}",
                "village": one.group.village_name,
                "moo": one.group.moo,
                "phone": "",
            },
            one.group.village_name,
        )
        for one in officers.order_by("group", "division", "order")
    ]


def _seats(round_id: int) -> list[Known]:
    seats = CommitteeMember.objects.filter(round=round_id).exclude(person="").order_by("order")
    return [
        Known(
            f"seat-{one.pk}",
            {
                "name": one.person,
                "post": one.post[:120],
                "village": "",
                "moo": None,
                "phone": "",
            },
        )
        for one in seats
    ]


# Check-in


@dataclass(frozen=True)
class CheckRow:
    """A participant on the page of check-in: when he was ticked, '' half by half."""

    person: Participant
    morning: CheckIn | None
    afternoon: CheckIn | None


@dataclass(frozen=True)
class CheckPage:
    """A day with its rows (as searched for) and its counts (of everybody)."""

    day: ActivityDay
    rows: list[CheckRow]
    listed: int
    morning: int
    afternoon: int


def check_page(day: ActivityDay, text: str = "") -> CheckPage:
    """Everybody's ticks of the day: two queries, three when searched."""
    ticks = {(one.participant_id, one.half): one for one in day.checkins.all()}
    people = people_of(day.event, text)
    rows = [
        CheckRow(one, ticks.get((one.pk, MORNING)), ticks.get((one.pk, AFTERNOON)))
        for one in people
    ]
    listed = day.event.people.count() if text else len(people)
    halves = [half for _, half in ticks]
    return CheckPage(day, rows, listed, halves.count(MORNING), halves.count(AFTERNOON))


def counts_of(day: ActivityDay) -> dict[str, int]:
    """How many are ticked on the day now, by half."""
    return {
        half.value: CheckIn.objects.filter(day=day.pk, half=half).count() for half in CheckIn.Half
    }


def ticks_of(event: Event) -> dict[int, set[tuple[int, str]]]:
    """Participant's key → the (day number, half) on which he was there; one query."""
    found: dict[int, set[tuple[int, str]]] = {}
    rows = CheckIn.objects.filter(day__event=event.pk)
    for person, number, half in rows.values_list("participant", "day__number", "half"):
        found.setdefault(person, set()).add((number, half))
    return found


# The end


def purge_due(today: datetime.date | None = None) -> list[Event]:
    """Events whose participants' names are still kept though their time is over."""
    return _over(Event.objects.filter(people_purged_at=None), today)


def speakers_due(today: datetime.date | None = None) -> list[Event]:
    """Those whose speakers' names are: they are kept as long."""
    named = Speaker.objects.exclude(name=PURGED).filter(event=OuterRef("pk"))
    return _over(Event.objects.filter(Exists(named)), today)


def _over(events: QuerySet[Event], today: datetime.date | None) -> list[Event]:
    today = today or timezone.localdate()
    kept = events.select_related("programme").order_by("pk")
    return [event for event in kept if event.programme.ends < today and kept_until(event) < today]
