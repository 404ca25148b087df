"""What may be done with the list of participants and with check-in, and why not."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from django.db.models import Count, Max, Q
from django.utils import timezone

from cdd_network import thai
from cdd_network.models import AuditRow, Office
from cdd_network.refusal import Refused
from projects.rules import check_run_event, summed_up

if TYPE_CHECKING:
    from cdd_network.models import User
    from projects.models import ActivityDay, Event

MOST_PEOPLE = 500
"""People on the list of one event, ten times the greatest target."""
ERASED_ACT = "personal:erase"
"""The act of the trail that takes a person's name out at his own request."""
PURGED = "(ลบตามกำหนด)"
"""What stands for a speaker's name once its time is over."""


def kept_until(event: Event) -> datetime.date:
    """Last day on which the names of the event's participants are kept: the programme's
    ``people_kept_days`` after the latest of the fiscal year's end, the event's last day and its
    last tick. An event held after its year keeps its names as long as any other. One query.
    """
    programme = event.programme
    last = event.days.aggregate(day=Max("date"), tick=Max("checkins__at"))
    tick = last["tick"] and timezone.localdate(last["tick"])
    ends = max(filter(None, (programme.ends, last["day"], tick)))
    return ends + datetime.timedelta(days=programme.content.people_kept_days)


def sees_phones(user: User, event: Event) -> bool:
    """Telephones are for the office that calls the people; the province over it reads names alone."""
    return event.office_id == user.office_id


def check_not_purged(event: Event) -> None:
    """A list whose names were taken away is closed for good."""
    if event.people_purged_at:
        raise Refused("ลบรายชื่อของกิจกรรมนี้ตามกำหนดแล้ว คงเหลือเฉพาะจำนวน จึงแก้ไขไม่ได้")


def check_people(user: User, event: Event) -> None:
    """The office whose event it is, while its summary is not with the province."""
    check_run_event(user, event)
    check_not_purged(event)


def check_export(user: User, event: Event) -> None:
    """Names leave the system by the hand of the office that has collected them alone."""
    if event.office_id != user.office_id:
        raise Refused("ดาวน์โหลดรายชื่อได้เฉพาะสำนักงานที่จัดกิจกรรม")
    check_not_purged(event)


def check_nobody_erased(event: Event, since: int) -> None:
    """Nothing that was taken off a list comes back once somebody's name was erased at his request, in
    the province or by the department, after the act ``since`` of the trail. Whose it was nobody
    keeps, so that it may have been this one.
    """
    whose = Q(office=event.province_id) | Q(office__kind=Office.Kind.DEPARTMENT)
    if AuditRow.objects.filter(whose, act=ERASED_ACT, pk__gt=since).exists():
        raise Refused(
            "หลังจากลบชื่อนี้ มีการลบข้อมูลตามคำขอของเจ้าของข้อมูล ระบบจึงไม่นำชื่อเดิมกลับมา "
            "หากผู้นี้ไม่ใช่ผู้ขอให้ลบและยังเข้าร่วมกิจกรรม โปรดเพิ่มชื่ออีกครั้ง"
        )


def check_room(event: Event, more: int) -> None:
    """The list ends somewhere: a sheet of any size is still printed within seconds."""
    if event.people.count() + more > MOST_PEOPLE:
        raise Refused(f"บัญชีรายชื่อของกิจกรรมหนึ่งมีได้ไม่เกิน {MOST_PEOPLE} คน")


def check_day_has_come(day: ActivityDay) -> None:
    """Nobody is ticked before the day itself."""
    if day.date is None:
        raise Refused(f"ยังไม่ได้กำหนดวันจัดของกิจกรรมวันที่ {day.number} จึงยังลงชื่อไม่ได้")
    if day.date > timezone.localdate():
        raise Refused(f"ลงชื่อได้ตั้งแต่วันจัดกิจกรรม คือ {thai.date_text(day.date)}")


def ticked_days(event: Event) -> list[ActivityDay]:
    """The event's days as the database has them now, with how many people are ``ticked`` on each."""
    ticked = Count("checkins__participant", distinct=True)
    return list(event.days.annotate(ticked=ticked).order_by("number"))


def moved_faults(
    days: Iterable[ActivityDay], dates: Mapping[int, datetime.date | None]
) -> dict[int, str]:
    """Day number → Thai reason for which its new date is refused; ``days`` as of ``ticked_days``.

    A day on which people are ticked has been held: its date may be put right, yet it is neither
    moved ahead of today nor taken away while the ticks stand.
    """
    today, found = timezone.localdate(), {}
    for day in days:
        date = dates.get(day.number, day.date)
        if day.ticked and date != day.date and (date is None or date > today):
            found[day.number] = (
                f"มีผู้ลงชื่อวันที่ {day.number} แล้ว {day.ticked} คน จึงเลื่อนไปวันข้างหน้าหรือเว้นว่างไม่ได้"
                " หากยังไม่ได้จัด โปรดนำการลงชื่อของวันนั้นออกที่หน้าลงชื่อก่อน"
            )
    return found


def check_moved(days: Iterable[ActivityDay], dates: Mapping[int, datetime.date | None]) -> None:
    """Raise Refused with the first of ``moved_faults``."""
    for reason in moved_faults(days, dates).values():
        raise Refused(reason)


def check_check_in(user: User, day: ActivityDay) -> None:
    """The own office, from the day itself on; corrections later are marked in the trail."""
    check_people(user, day.event)
    check_day_has_come(day)


def check_check_in_oneself(day: ActivityDay) -> None:
    """By the QR on the wall: on that day alone, and not once the summary is with the province."""
    check_not_purged(day.event)
    if day.date != timezone.localdate():
        raise Refused("ลงชื่อด้วยตนเองได้เฉพาะในวันจัดกิจกรรม")
    if summed_up(day.event):
        raise Refused("สรุปผลกิจกรรมนี้แล้ว จึงปิดรับลงชื่อ โปรดแจ้งเจ้าหน้าที่")


def is_late(day: ActivityDay) -> bool:
    """Whether a tick for this day is made after it: a correction («แก้ย้อนหลัง»)."""
    return day.date is not None and day.date < timezone.localdate()
