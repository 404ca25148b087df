"""What the pages and the paper of a timetable show; read only, a constant number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Prefetch

from projects import timetable as rules
from projects.models import Activity, ActivityDay, Speaker, TimetableRow
from projects.rules import STUDY_DAY
from projects.timetable import Slot

if TYPE_CHECKING:
    from cdd_network.content import CurriculumDay
    from projects.models import Event


@dataclass(frozen=True)
class Line:
    """A row to read; ``is_break`` is the lunch break that lies between two rows."""

    slot: Slot
    speaker: Speaker | None = None
    is_break: bool = False


@dataclass(frozen=True)
class DayTable:
    """A day with its rows by the clock. ``warnings`` say what is unusual, yet allowed."""

    day: ActivityDay
    title: str
    places: tuple[str, ...]
    lines: list[Line]
    hours: str
    wanted_hours: str
    warnings: list[str]

    @property
    def label(self) -> str:
        """«วันที่ 2 ศึกษาดูงาน»."""
        return f"วันที่ {self.day.number} {self.title}".strip()

    @property
    def date(self) -> date | None:
        """When it is, if that is known."""
        return self.day.date


@dataclass(frozen=True)
class SpeakerLine:
    """A speaker with the hours that count for pay."""

    speaker: Speaker
    hours: str


@dataclass(frozen=True)
class TimetablePage:
    """All days of an event and its speakers."""

    days: list[DayTable]
    speakers: list[SpeakerLine]


def speaker_hours(event: Event) -> dict[Speaker, Decimal]:
    """Hours of training by each speaker of the event, in the order of the list, 0 for who has none.

    Counted as the State pays them (``timetable.training_hours``). Two queries.
    """
    own = Prefetch("rows", TimetableRow.objects.select_related("day"))
    speakers = event.speakers.prefetch_related(own)
    return {one: _hours_of(one.pk, one.rows.all()) for one in speakers}


def _hours_of(pk: int, rows: Iterable[TimetableRow]) -> Decimal:
    by_day: dict[int, list[Slot]] = {}
    for row in rows:
        by_day.setdefault(row.day_id, []).append(slot_of(row))
    return sum(
        (rules.speaker_hours(day).get(pk, Decimal(0)) for day in by_day.values()), Decimal(0)
    )


def slot_of(row: TimetableRow) -> Slot:
    """A stored row as the rules take it."""
    return Slot(row.begins, row.ends, row.topic, row.method, row.session, row.speaker_id)


def curriculum_day(event: Event, number: int) -> CurriculumDay:
    """The curriculum's table of the event's day."""
    return next(
        rule for rule in event.programme.content.days(event.number) if rule.number == number
    )


def timetable_page(event: Event) -> TimetablePage:
    """Every day with its rows, and the speakers with their hours; four queries at most."""
    speakers = {one.pk: one for one in event.speakers.all()}
    days = list(event.days.prefetch_related("timetable"))
    site = _site(event)
    slots = {day.pk: [slot_of(row) for row in day.timetable.all()] for day in days}
    hours: dict[int, Decimal] = dict.fromkeys(speakers, Decimal(0))
    for day in days:
        for pk, more in rules.speaker_hours(slots[day.pk]).items():
            hours[pk] += more
    return TimetablePage(
        [_day_table(event, day, slots[day.pk], speakers, site) for day in days],
        [SpeakerLine(one, rules.hours_text(hours[pk])) for pk, one in speakers.items()],
    )


def _day_table(
    event: Event, day: ActivityDay, slots: list[Slot], speakers: dict[int, Speaker], site: str
) -> DayTable:
    rule = curriculum_day(event, day.number)
    return DayTable(
        day=day,
        title=rule.title,
        places=_places(event, day, site),
        lines=[
            Line(slot, speakers.get(slot.speaker), is_break=slot not in slots)
            for slot in rules.with_lunch(slots)
        ],
        hours=rules.length_text(rules.taught_minutes(slots)),
        wanted_hours=rules.length_text(rules.taught_minutes(rules.curriculum_slots(rule))),
        warnings=day_warnings(event, day, slots),
    )


def day_warnings(event: Event, day: ActivityDay, slots: list[Slot]) -> list[str]:
    """What is unusual of a day's rows: against the curriculum, and against the committee's meeting
    where that is on the same day."""
    rule = curriculum_day(event, day.number)
    found = rules.warnings(slots, rule)
    if event.number == 1:
        meeting = event.run.round
        if meeting.meeting_time and meeting.meeting_date in (day.date, None):
            found.append(rules.meeting_warning(slots, rule, meeting.meeting_time))
    return [text for text in found if text]


def _site(event: Event) -> str:
    """The study site with its address, '' while it is not known or for the province's day."""
    if event.number == 1:
        return ""
    places = Activity.objects.select_related("site_subdistrict__district__province")
    activity = places.get(pk=event.pk)
    return f"{activity.site_name} {activity.site_address}".strip() if activity.site_name else ""


def _places(event: Event, day: ActivityDay, site: str) -> tuple[str, ...]:
    """Where the day is held: for the study visit the site, and where else people meet for it."""
    if event.number == 1 or day.number != STUDY_DAY:
        return (day.place,) if day.place else ()
    apart = day.place and not f"{site} ".startswith(f"{day.place} ")
    meeting_point = f"จุดนัดหมาย {day.place}" if apart else ""
    return tuple(filter(None, (site, meeting_point)))


def day_of(event: Event, number: int) -> ActivityDay | None:
    """A day of the event, or None; the day knows its event without a query."""
    day = event.days.filter(number=number).first()
    if day is not None:
        day.event = event
    return day


def stored_slots(day: ActivityDay) -> list[Slot]:
    """The day's rows as they stand."""
    return [slot_of(row) for row in day.timetable.all()]


def row_values(day: ActivityDay) -> list[dict[str, object]]:
    """The day's rows under the names of their form: keys as the text that a choice sends."""
    return [
        {
            "begins": slot.begins,
            "ends": slot.ends,
            "topic": slot.topic,
            "method": slot.method,
            "speaker": "" if slot.speaker is None else str(slot.speaker),
            "session": "" if slot.session is None else str(slot.session),
        }
        for slot in stored_slots(day)
    ]


def speaker_values(event: Event) -> list[dict[str, object]]:
    """The speakers under the names of their form."""
    return list(event.speakers.values("pk", "name", "post", "source"))


def speaker_choices(event: Event) -> list[tuple[str, str]]:
    """Speakers as a select offers them."""
    return [(str(pk), name) for pk, name in event.speakers.values_list("pk", "name")]


def session_choices(rule: CurriculumDay) -> list[tuple[str, str]]:
    """The curriculum's sessions as a select offers them."""
    return [
        (str(index), f"{index + 1}. {rules.title_of(session)}")
        for index, session in enumerate(rule.sessions)
    ]
