"""An office's due dates as a calendar file (RFC 5545), written by the library icalendar.

No participant's data: titles of duties, names of groups and districts, dates and their papers.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from icalendar import Alarm, Calendar, Event

from cdd_network import thai
from projects import deadlines
from reports.duties import FORWARD, Duty
from reports.queries_duties import YearDuties

ALARMS = (7, 1)
"""So many days before a due day the calendar speaks up."""
MOST_SHOWN = 20
"""So many provinces are named in one entry; the page tells all."""


def calendar_of(name: str, entries: Iterable[Event]) -> bytes:
    """The file's bytes, CRLF and folded as the standard wants it."""
    made = Calendar()
    made.add("prodid", "-//เครือข่ายกลุ่มออมทรัพย์//กำหนดเวลา//TH")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", name)
    made.add("x-wr-timezone", settings.TIME_ZONE)
    made.add("refresh-interval", datetime.timedelta(hours=12), parameters={"value": "DURATION"})
    for entry in entries:
        made.add_component(entry)
    return made.to_ical()


def entries(duties: Iterable[Duty], *, with_place: bool) -> list[Event]:
    """One all-day entry for each duty that has a day and is not done; ``with_place`` says whose."""
    return [
        _entry(
            duty.key,
            duty.due,
            f"{duty.place} {duty.text}".strip() if with_place else duty.text,
            [due.text for due in duty.dues],
            duty.url,
        )
        for duty in duties
        if duty.due and not duty.is_done
    ]


def bundles(year: YearDuties, names: dict[int, str]) -> list[Event]:
    """The department's entry: the day by which the provinces send their bundles.

    ``names``: provincial office → its province. Left out once every one has sent.
    """
    dues = deadlines.dues(year.official, FORWARD, {}, level="province")
    owed = [one for one in year.provinces if one.key.startswith("bundle:") and not one.is_done]
    if not (dues and owed):
        return []
    shown = [names.get(one.office, "") for one in owed[:MOST_SHOWN]]
    more = f" และอีก {len(owed) - MOST_SHOWN} จังหวัด" if len(owed) > MOST_SHOWN else ""
    told = [due.text for due in dues]
    told.append(f"ยังไม่ส่ง {len(owed)} จังหวัด: {' '.join(shown)}{more}")
    title = f"ครบกำหนดจังหวัดส่งเอกสารให้กรมฯ ปี {year.programme.year}"
    key = f"bundles:{year.programme.year}"
    return [_entry(key, dues[0].date, title, told, owed[0].url)]


def _entry(key: str, day: datetime.date, title: str, told: list[str], url: str) -> Event:
    address = f"{settings.SITE_URL}{url}"
    made = Event()
    made.add("uid", f"{key}@{urlsplit(settings.SITE_URL).hostname}")
    made.add("dtstamp", timezone.now())
    made.add("dtstart", day)
    made.add("dtend", day + datetime.timedelta(1))
    made.add("summary", title)
    made.add("description", "\n".join([*told, address]))
    made.add("url", address)
    made.add("transp", "TRANSPARENT")  # a due date makes nobody busy
    for days in ALARMS:
        made.add_component(_alarm(days, f"{title} ครบกำหนด {thai.date_text(day)}"))
    return made


def _alarm(days: int, text: str) -> Alarm:
    made = Alarm()
    made.add("action", "DISPLAY")
    made.add("description", text)
    made.add("trigger", datetime.timedelta(days=-days, hours=8))  # at eight o'clock of that day
    return made
