"""What the province's own day shows beside its parts; read only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Min

from cdd_network import thai
from projects import days as days_of
from projects.models import Event

if TYPE_CHECKING:
    from cdd_network.models import User
    from projects.models import ActivityDay, ProvinceDay
    from selection.models import Round


@dataclass(frozen=True)
class ProvinceDayPage:
    """The day as its hub shows it: ``warnings`` say what is unusual, yet allowed."""

    day: ActivityDay
    meeting: Round
    warnings: list[str]


def own_days(user: User, query: Mapping[str, str]) -> list[Event]:
    """Provinces' days that the user sees, each with its ``date``: one query.

    A district has none. Those of one ``year`` (BE), by the list's filter; without it the newest.
    """
    if user.is_district:
        return []
    rows = Event.objects.visible_to(user).filter(number=1).select_related("programme", "office")
    year = thai.arabic_digits(query.get("year", ""))
    wanted = rows.order_by("-programme__year").values("programme__year")[:1]
    if year.isdecimal() and len(year) == 4:
        wanted = int(year)
    dated = rows.filter(programme__year=wanted).annotate(date=Min("days__date"))
    return list(dated.order_by("office__province"))


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
