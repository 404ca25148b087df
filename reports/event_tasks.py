"""Rows of the task list at home on the events of one's own office: activity 1 to begin, what is held
today or soon, and what is to be keyed into BPM.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from cdd_network import thai
from cdd_network.roles import Can, may
from cdd_network.tasks import Task
from projects.parts import hub_url
from reports.queries_bpm import own_events, standing_of
from reports.summary_tasks import rows_of
from reports.tasks import newest_round

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cdd_network.models import Programme, User
    from projects.models import Event
    from selection.models import ChosenGroup, Round


def tasks_for(
    user: User,
    newest: Round | None = None,
    years: Mapping[int, Programme] | None = None,
    rows: Iterable[ChosenGroup] | None = None,
) -> list[Task]:
    """What is to be done with each event of the office's newest year.

    ``newest`` is the province's round as ``reports.tasks.newest_round`` gives it, ``rows`` are the
    groups as ``summary_tasks.rows_of`` does; ``years`` are programmes, by their keys, whose
    deadlines are loaded: each saves queries.
    """
    if not may(user, Can.RUN_EVENT):
        return []
    today = timezone.localdate()
    if rows is None and user.is_district:
        rows = rows_of(user)
    events = own_events(user, today, rows or (), years)
    found = [_bpm(event) for event in events if event.last and event.last <= today]
    found += [_held(event, today) for event in events if _is_ahead(event, today)]
    return found + _to_begin(user, newest, events)


def _to_begin(user: User, newest: Round | None, events: Iterable[Event]) -> list[Task]:
    """Activity 1 of the newest round, while its result is not out yet and it has no event."""
    if not may(user, Can.MANAGE_ROUND):
        return []
    round = newest or newest_round(user)
    if round is None or round.announced_at or any(one.round_id == round.pk for one in events):
        return []
    return [
        Task(
            "เตรียมกิจกรรมที่ 1 ของจังหวัด",
            "todo",
            reverse("province_day", args=[round.pk]),
            "ยังไม่เริ่ม",
            "act",
            "กำหนดการ รายชื่อ งบประมาณ และแบบประเมินของวันประชุมเชิงปฏิบัติการ",
        )
    ]


def _is_ahead(event: Event, today: datetime.date) -> bool:
    """A group's event has rows of its own until its days are set; the province's day has none."""
    if event.last is None:
        return event.number == 1
    return event.last >= today


def _held(event: Event, today: datetime.date) -> Task:
    """Prepared until its first day, held on its days."""
    if event.now:
        url = reverse("checkin_day", args=[event.pk, event.now])
        return Task(
            f"ลงชื่อผู้มาวันที่ {event.now} {event.name}",
            "todo",
            url,
            "วันนี้",
            "act",
            "ลงชื่อเช้า บ่าย เปิด QR และแบบประเมิน",
        )
    title, url = f"เตรียมจัด{event.name}", hub_url(event)
    if event.last is None:
        return Task(title, "todo", url, "ยังไม่กำหนดวัน", "act", "กำหนดวัน กำหนดการ รายชื่อ และงบประมาณ")
    when = thai.date_range_text(sorted({event.first, event.last}))
    left = (event.first - today).days
    tag = f"อีก {left:,} วัน" if left > 0 else "กำลังจัด"
    return Task(title, "todo", url, tag, "", f"{when} · ตรวจกำหนดการ รายชื่อ และงบประมาณ")


def _bpm(event: Event) -> Task:
    """«บันทึกใน BPM», from the last day on."""
    stored = getattr(event, "bpm", None)
    url = reverse("event_bpm", args=[event.pk])
    title = f"บันทึกใน BPM {event.name}"
    how = standing_of(event, event.last, stored and stored.keyed_on)
    if stored:
        on = f"บันทึกเมื่อ {thai.date_text(stored.keyed_on)}"
        return Task(title, "done", url, how.tag, how.tone, on)
    return Task(title, "todo", url, how.tag, how.tone, how.says)
