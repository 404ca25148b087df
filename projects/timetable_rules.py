"""What a timetable and its speakers may not be; what is merely unusual stands in ``timetable``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from cdd_network.refusal import Refused
from projects.timetable import MOST_ROWS, Slot, overlaps

if TYPE_CHECKING:
    from projects.models import ActivityDay

MOST_SPEAKERS = 20
"""Speakers of one event."""


def overlap_text(other: Slot) -> str:
    """What is said at a row that begins while ``other`` runs."""
    return f"เวลาทับกับ «{other.topic}» ({other.clock})"


def check_slots(day: ActivityDay, slots: Sequence[Slot]) -> None:
    """Rows that end after they begin, one after the other, spoken by the event's own speakers."""
    if len(slots) > MOST_ROWS:
        raise Refused(f"กำหนดการหนึ่งวันมีได้ไม่เกิน {MOST_ROWS} ช่วงเวลา")
    for slot in slots:
        if slot.ends <= slot.begins:
            raise Refused(f"«{slot.topic}» เวลาสิ้นสุดต้องอยู่หลังเวลาเริ่ม")
    for index, other in overlaps([(slot.begins, slot.ends) for slot in slots]).items():
        raise Refused(f"«{slots[index].topic}» {overlap_text(slots[other])}")
    wanted = {slot.speaker for slot in slots} - {None}
    if wanted and wanted - set(day.event.speakers.values_list("pk", flat=True)):
        raise Refused("วิทยากรที่เลือกไม่อยู่ในรายชื่อวิทยากรของกิจกรรมนี้แล้ว โปรดเลือกใหม่")


def check_speakers(speakers: Sequence[Mapping[str, object]]) -> None:
    """Each with a name, nobody twice (by key or by name), and not too many."""
    if len(speakers) > MOST_SPEAKERS:
        raise Refused(f"วิทยากรมีได้ไม่เกิน {MOST_SPEAKERS} คน")
    keys = [one["pk"] for one in speakers if one["pk"]]
    if len(keys) > len(set(keys)):
        raise Refused("มีวิทยากรคนเดียวกันสองรายการ โปรดเปิดหน้านี้ใหม่ แล้วแก้ไขอีกครั้ง")
    names = [str(one["name"]).strip() for one in speakers]
    if not all(names):
        raise Refused("กรอกชื่อและนามสกุลวิทยากรให้ครบ")
    twice = next((name for name in names if names.count(name) > 1), "")
    if twice:
        raise Refused(f"มีวิทยากรชื่อ {twice} ซ้ำกัน")
