"""Whose calendar a secret address is, and what stands in it."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from cdd_network.models import Office, Programme
from cdd_network.roles import Can, may
from reports import queries_duties
from reports.models import CalendarFeed
from reports.watch import calendar

if TYPE_CHECKING:
    from icalendar import Event

    from cdd_network.models import User
    from reports.queries_duties import YearDuties

YEARS = 2
"""So many opened years stand in a calendar: what is looked at again falls into the next."""


def feed_of(user: User) -> CalendarFeed | None:
    """The person's own address, None while there is none."""
    return CalendarFeed.objects.filter(user=user).first()


def holder(token: str) -> User | None:
    """Who may read this address's calendar; None when nobody may (any more)."""
    found = CalendarFeed.objects.select_related("user__office").defer("user__office__garuda_image")
    feed = found.filter(token=token).first()
    return feed.user if feed and may(feed.user, Can.SEE_DEADLINES) else None


def calendar_for(user: User, *, today: datetime.date) -> bytes:
    """The user's office's due dates of the newest years, as the calendar's bytes."""
    name = f"กำหนดส่ง {user.office.short_name}"
    years = [_year(user, one, today) for one in Programme.objects.opened()[:YEARS]]
    return calendar.calendar_of(name, [entry for year in years for entry in _entries(user, year)])


def _year(user: User, programme: Programme, today: datetime.date) -> YearDuties:
    own = None if user.is_department else [user.office_id] if user.is_province else []
    return queries_duties.of_year(programme, today=today, user=user, provinces=own)


def _entries(user: User, year: YearDuties) -> list[Event]:
    if user.is_department:
        offices = Office.objects.filter(kind=Office.Kind.PROVINCE)
        names = dict(offices.values_list("pk", "province__name"))
        return calendar.bundles(year, names)
    own = calendar.entries(year.provinces, with_place=False)
    return own + calendar.entries(year.districts, with_place=user.is_province)
