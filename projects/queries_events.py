"""What the province's own day shows beside its parts; read only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Min
from django.urls import reverse

from cdd_network import thai
from cdd_network.models.office import short_name
from projects import days as days_of
from projects.models import Event

if TYPE_CHECKING:
    import datetime

    from cdd_network.models import User
    from projects.models import ActivityDay, ProvinceDay
    from selection.models import Round


@dataclass(frozen=True)
class ProvinceDayPage:
    """The day as its hub shows it: ``warnings`` say what is unusual, yet allowed."""

    day: ActivityDay
    meeting: Round
    warnings: list[str]


class OwnDay(NamedTuple):
    """A province's day in a list: its page, whose it is, its year (BE) in words, its date if any."""

    url: str
    office: str
    year: str
    date: datetime.date | None


def own_days(user: User, query: Mapping[str, str]) -> list[OwnDay]:
    """Provinces' days that the user sees: one query.

    A district has none. Those of one ``year`` (BE), by the list's filter; without it the newest.
    """
    if user.is_district:
        return []
    rows = Event.objects.visible_to(user).filter(number=1)
    year = thai.arabic_digits(query.get("year", ""))
    wanted = rows.order_by("-programme__year").values("programme__year")[:1]
    if year.isdecimal() and len(year) == 4:
        wanted = int(year)
    found = rows.filter(programme__year=wanted).order_by("office__province")
    cells = found.values_list("pk", "office__name", "programme__year", Min("days__date"))
    address = reverse("event", args=[0])  # there may be one of each province: looked up once
    return [
        OwnDay(address.replace("0", str(pk)), short_name(name), str(year), date)
        for pk, name, year, date in cells
    ]


def own_day(round: Round) -> ProvinceDay | None:
    """The round's province day, or None while it was not begun."""
    return getattr(round, "province_day", None)


def province_day_page(event: Event) -> ProvinceDayPage:
    """The province's day with its date, place and meeting; no query once its days are loaded."""
    (day,) = event.days.all()
    return ProvinceDayPage(day, event.run.round, _warnings(event, day))


def _warnings(event: Event, day: ActivityDay) -> list[str]:
    programme, meeting = event.programme, event.run.round
    found = days_of.warnings({1: day.date}, starts=programme.starts, ends=programme.ends)
    if day.date and meeting.meeting_date and day.date != meeting.meeting_date:
        found.append(
            f"วันจัดกิจกรรมที่ 1 ({thai.date_text(day.date)}) ไม่ตรงกับวันประชุมคณะกรรมการคัดเลือก"
            f" ({thai.date_text(meeting.meeting_date)}) ซึ่งเป็นชั่วโมงสุดท้ายของกิจกรรม"
        )
    return found


def day_stored(event: ProvinceDay) -> dict[str, object]:
    """Date and place under the names of their form."""
    day = event.days.get()
    return {"version": event.version, "date": day.date, "place": day.place}
