"""The timetable of an event as paper."""

from projects import queries_timetable as queries
from projects.models import Event
from reports import facts
from reports.letters_timetable import Timetable, TimetableDay, TimetableLine


def timetable_of(event: Event, number: int | None = None) -> Timetable:
    """All days of the event, or one of them; a day that it has not leaves the paper without days."""
    page = queries.timetable_page(event)
    wanted = [table for table in page.days if number in (None, table.day.number)]
    single = len(page.days) == 1
    group = None if event.number == 1 else facts.group_address(event.run.group)
    return Timetable(
        author=event.office.name,
        project=event.programme.title,
        year=event.programme.year,
        activity=f"กิจกรรมที่ {event.number} {event.rule.title}",
        group=group,
        owner=event.province.short_name if group is None else "",
        days=tuple(_day(table, single=single) for table in wanted),
    )


def _day(table: queries.DayTable, *, single: bool) -> TimetableDay:
    return TimetableDay(
        label="" if single else table.label,
        places=table.places,
        lines=tuple(_line(line) for line in table.lines),
        day=table.date,
    )


def _line(line: queries.Line) -> TimetableLine:
    slot, speaker = line.slot, line.speaker
    return TimetableLine(
        slot.begins,
        slot.ends,
        slot.topic,
        speaker.name if speaker else "",
        speaker.post if speaker else "",
        line.is_break,
    )
