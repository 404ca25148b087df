"""The timetable's row of the event's hub."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from projects.models import TimetableRow
from projects.parts import Part
from projects.queries_timetable import curriculum_day, slot_of
from projects.timetable import Slot, coverage

if TYPE_CHECKING:
    from cdd_network.models import User
    from projects.models import Event


def part_of(event: Event, user: User) -> Part:
    """How far the timetable is: its days whole, its sessions with a speaker; one query."""
    rows = TimetableRow.objects.filter(day__event=event.pk).select_related("day")
    days: dict[int, list[Slot]] = {
        rule.number: [] for rule in event.programme.content.days(event.number)
    }
    for row in rows:
        days[row.day.number].append(slot_of(row))
    short = [n for n, slots in days.items() if _is_short(event, n, slots)]
    taught = [slot for slots in days.values() for slot in slots if slot.is_taught]
    unspoken = sum(slot.wants_speaker for slot in taught)
    says = f"{len(days)} วัน {len(taught)} หัวข้อ" if len(days) > 1 else f"{len(taught)} หัวข้อ"
    if unspoken:
        says += f" ยังไม่ระบุวิทยากร {unspoken} หัวข้อ"
    tag = "ชั่วโมงไม่ครบหลักสูตร" if short else ("ยังไม่ระบุวิทยากร" if unspoken else "ครบตามหลักสูตร")
    tone = "act" if short or unspoken else "fine"
    return Part("กำหนดการและวิทยากร", says, reverse("timetable", args=[event.pk]), tag, tone)


def _is_short(event: Event, number: int, slots: list[Slot]) -> bool:
    return any(one.short for one in coverage(slots, curriculum_day(event, number)))
