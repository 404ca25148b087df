"""The province's own duties as rows beside its board: the round, what it looks at, activity 1, the
bundle. Pure; which of them have a day, and which day, is ``reports.duties``' to say.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.urls import reverse

from cdd_network import thai
from cdd_network.tasks import Task
from projects import deadlines
from projects.deadlines import Light
from reports.duties import of_province
from reports.watch.rows import TONES

if TYPE_CHECKING:
    from projects.deadlines import Limit
    from reports.duties import Duty, OwnDay
    from reports.watch.rows import Row
    from selection.models import Round


def province_tasks(
    round: Round,
    rows: Iterable[Row],
    limits: Iterable[Limit],
    *,
    own_day: OwnDay | None,
    forwarded: datetime.date | None,
    today: datetime.date,
) -> tuple[Task, ...]:
    """What the province does itself, in the order of the way; ``limits`` are those over it alone."""
    owed = of_province(
        round.programme,
        round.office_id,
        limits,
        forwarded=forwarded,
        own_day=own_day,
        today=today,
    )
    dated = [_dated(one, today) for one in reversed(owed)]  # BPM of activity 1 before the bundle
    return (_selection(round), _review(round, rows), _activity(round, own_day, today), *dated)


def _selection(round: Round) -> Task:
    url, done = reverse("round", args=[round.pk]), round.is_announced
    tag, tone = round.get_state_display(), "fine" if done else ""
    return Task("การคัดเลือกและประกาศผล", "done" if done else "todo", url, tag, tone)


def _review(round: Round, rows: Iterable[Row]) -> Task:
    """What waits for the province, as the rows behind the number."""
    waiting = sum("province" in row.turns for row in rows)
    announced = round.is_announced
    unit = "กลุ่ม" if announced else "อำเภอ"
    why = "แจ้งจัดสรร ตรวจแผนฯ และแบบสรุปฯ" if announced else "ตรวจแบบเสนอโครงการที่ส่งมา"
    url = f"?year={round.programme.year}&turn=province"
    title = f"{unit}ที่รอจังหวัดดำเนินการ"
    if not waiting:
        return Task(title, "done", url, "ไม่มี", "", why)
    return Task(title, "todo", url, f"{waiting} {unit}", "act", why)


def _activity(round: Round, own: OwnDay | None, today: datetime.date) -> Task:
    """Activity 1 itself has no deadline."""
    title = "กิจกรรมที่ 1 ของจังหวัด"
    if own is None:
        return Task(title, "todo", reverse("province_day", args=[round.pk]), "ยังไม่เริ่ม")
    url = reverse("event", args=[own.event])
    if own.last is None:
        return Task(title, "todo", url, "ยังไม่กำหนดวัน")
    held = own.last <= today
    when = thai.date_text(own.last)
    return (
        Task(title, "done", url, "จัดแล้ว", "fine", when)
        if held
        else Task(title, "todo", url, f"อีก {(own.first - today).days:,} วัน", "", when)
    )


def _dated(duty: Duty, today: datetime.date) -> Task:
    """A duty with a day, in the colour of its light."""
    why = " · ".join(one.text for one in duty.dues)
    tone = TONES[duty.light]
    if duty.is_done:
        tag = "เสร็จหลังกำหนด" if duty.light == Light.AMBER else "เสร็จแล้ว"
        return Task(duty.text, "done", duty.url, tag, tone, why)
    tag = deadlines.days_text(duty.due, today) if duty.due else "ยังไม่มีวันกำหนด"
    return Task(duty.text, "todo", duty.url, tag, tone, why)
