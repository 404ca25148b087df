"""What may be done with the day on which an event was keyed into BPM, and why not."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING

from cdd_network import thai
from cdd_network.refusal import Refused
from cdd_network.roles import Can, check_may
from projects.rules import last_date

if TYPE_CHECKING:
    from cdd_network.models import User
    from projects.models import ActivityDay, Event


def check_key_bpm(user: User, event: Event) -> None:
    """The office whose event it is."""
    check_may(user, Can.RUN_EVENT)
    if event.office_id != user.office_id:
        raise Refused("กิจกรรมนี้อยู่ในความรับผิดชอบของสำนักงานอื่น")


def check_over(days: Iterable[ActivityDay], today: datetime.date) -> None:
    """Results are keyed in from the last day of the event on."""
    last = last_date(days)
    if last is None:
        raise Refused("ยังไม่ได้กำหนดวันจัดกิจกรรมครบทุกวัน")
    if today < last:
        raise Refused(f"บันทึกผลใน BPM ได้ตั้งแต่วันสุดท้ายของกิจกรรม คือวันที่ {thai.date_text(last)}")


def check_keyed_on(
    keyed_on: datetime.date, days: Iterable[ActivityDay], today: datetime.date
) -> None:
    """Not before the last day of the event, not in the future."""
    days = list(days)
    check_over(days, today)
    last = last_date(days)
    if keyed_on < last:
        raise Refused(f"วันที่บันทึกใน BPM ต้องไม่ก่อนวันสุดท้ายของกิจกรรม ({thai.date_text(last)})")
    if keyed_on > today:
        raise Refused("วันที่บันทึกใน BPM ต้องไม่เป็นวันข้างหน้า")


def check_undo_bpm(user: User, event: Event, *, is_keyed: bool) -> None:
    """The own office, of what it wrote down before."""
    check_key_bpm(user, event)
    if not is_keyed:
        raise Refused("ยังไม่ได้บันทึกวันที่ใน BPM")
