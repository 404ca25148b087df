"""The days and places on the hub of an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from cdd_network import thai
from projects import days as days_of
from projects.parts import Part, hub_url
from projects.rules import missing_days

if TYPE_CHECKING:
    from cdd_network.models import User
    from projects.models import Event


def part_of(event: Event, user: User) -> Part:
    """When and where, what is still wanted, and closed days; one query, the event's days."""
    days = list(event.days.all())
    dates = {day.number: day.date for day in days}
    said = thai.date_range_text([date for date in dates.values() if date])
    says, url = _says(event, said), _url(event, user)
    wanted = _wanted(event, days)
    if wanted:
        return Part("วันและสถานที่", says, url, f"ยังขาด {wanted} รายการ", "act")
    closed = days_of.closed(dates)
    tag = f"ตรงกับวันหยุด {len(closed)} วัน" if closed else "กำหนดครบ"
    return Part("วันและสถานที่", says, url, tag, "act" if closed else "fine")


def _says(event: Event, said: str) -> str:
    site = event.run.site_name if event.number == 2 else ""
    return " · ".join(filter(None, (said or "ยังไม่กำหนดวัน", site and f"ศึกษาดูงาน{site}")))


def _wanted(event: Event, days: list) -> int:
    """How many answers are wanted of the days, and of a group's study site."""
    if event.number == 2:
        return len(missing_days(event.run, days))
    return sum((not day.date) + (not day.place) for day in days)


def _url(event: Event, user: User) -> str:
    """The form for the office whose event it is; others read the days on the hub."""
    if user.office_id != event.office_id:
        return hub_url(event)
    return reverse("activity_days" if event.number == 2 else "province_day_edit", args=[event.pk])
