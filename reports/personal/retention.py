"""What is taken away once its time is over: kinds, what is due, and how it goes, a bit at a time.

A kind gives batches: (year or None, how many, the act that takes them). Each batch is a transaction of
its own that also writes down what went (``Disposal``), so that a killed run is taken up where it
stopped and nothing is counted twice. Acts look again at what is due: two runs at once do no harm.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.sessions.models import Session as FormerSession
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cdd_network import brake
from cdd_network.models import Job, OneTimeLink, SignInTry
from projects.actions.purge import purge_people, purge_speakers
from projects.models import Misses
from projects.queries_people import purge_due, speakers_due
from reports.models import Disposal, Reminder
from reports.personal import keeping
from selection.models import GroupIntake

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from projects.models import Event

BATCH = 500


@dataclass(frozen=True)
class Batch:
    """So many of a year (BE; None of what belongs to none), and the act; it tells how many went."""

    year: int | None
    count: int
    act: Callable[[], int]


@dataclass(frozen=True)
class Kind:
    """One kind of thing: its name, what becomes of it in English (for the console) and Thai."""

    key: str
    title: str
    becomes: str
    batches: Callable[[datetime.date], Iterator[Batch]]


def dispose(kind: Kind, batch: Batch) -> int:
    """Take one batch away and write that down; how many went."""
    with transaction.atomic():
        gone = batch.act()
        if gone:
            Disposal.objects.create(kind=kind.key, year=batch.year, count=gone)
    return gone


def _of_events(
    due: Callable[[datetime.date], list[Event]], people: str, purge: Callable[..., int]
) -> Callable[[datetime.date], Iterator[Batch]]:
    def batches(today: datetime.date) -> Iterator[Batch]:
        for event in due(today):
            listed = getattr(event, people).count()
            yield Batch(event.programme.year, listed, partial(purge, event=event))

    return batches


def _deleted(rows: Callable[[datetime.datetime], QuerySet]) -> Callable[..., Iterator[Batch]]:
    def batches(today: datetime.date) -> Iterator[Batch]:
        now = timezone.make_aware(datetime.datetime.combine(today, timezone.localtime().time()))
        old = rows(now).order_by()
        keys = list(old.values_list("pk", flat=True))
        for first in range(0, len(keys), BATCH):
            some = keys[first : first + BATCH]
            yield Batch(None, len(some), partial(_delete, old, some))

    return batches


def _delete(old: QuerySet, keys: list) -> int:
    """Of these rows the ones that are still old; rows alone, not what goes with them."""
    _, gone = old.filter(pk__in=keys).delete()
    return gone.get(old.model._meta.label, 0)


def _sessions(now: datetime.datetime) -> QuerySet:
    store = import_module(settings.SESSION_ENGINE).SessionStore
    return store.get_model_class().objects.filter(expire_date__lt=now)


def _logins(today: datetime.date) -> Iterator[Batch]:
    """Those of now, and what the release before has left in the framework's own table."""
    yield from _deleted(_sessions)(today)
    yield from _deleted(lambda now: FormerSession.objects.filter(expire_date__lt=now))(today)


KINDS = (
    Kind(
        "participants",
        "รายชื่อผู้เข้าร่วมกิจกรรม (คน)",
        "names, positions, villages and telephones go; the counts stay",
        _of_events(purge_due, "people", purge_people),
    ),
    Kind(
        "speakers",
        "ชื่อวิทยากร (คน)",
        "names and posts go; the timetable stays",
        _of_events(speakers_due, "speakers", purge_speakers),
    ),
    Kind(
        "intakes",
        "ไฟล์ทะเบียนกลุ่มที่รอยืนยันเกินเวลา (ไฟล์)",
        "deleted",
        _deleted(lambda now: GroupIntake.objects.filter(created_at__lt=now - keeping.INTAKES)),
    ),
    Kind(
        "addresses",
        "ค่าแฮชของหมายเลขเครือข่าย (รายการ)",
        "deleted",
        _deleted(lambda now: Misses.objects.filter(on__lt=timezone.localdate(now))),
    ),
    Kind("sessions", "การเข้าสู่ระบบที่หมดเวลา (ครั้ง)", "deleted", _logins),
    Kind(
        "tries",
        "จำนวนครั้งที่ใส่รหัสผิด (รายการ)",
        "deleted",
        _deleted(lambda now: SignInTry.objects.filter(last_at__lt=now - brake.KEPT)),
    ),
    Kind(
        "links",
        "ลิงก์ตั้งรหัสผ่านที่หมดอายุ (ลิงก์)",
        "deleted",
        _deleted(lambda now: OneTimeLink.objects.filter(expires_at__lt=now - keeping.LINKS)),
    ),
    Kind(
        "jobs",
        "งานเบื้องหลังที่เสร็จแล้ว (งาน)",
        "rows deleted; the papers that they made have terms of their own",
        _deleted(lambda now: Job.objects.filter(finished_at__lt=now - keeping.JOBS)),
    ),
    Kind(
        "tasks",
        "คิวของงานที่เสร็จแล้ว (รายการ)",
        "deleted",
        _deleted(lambda now: DBTaskResult.objects.filter(finished_at__lt=now - keeping.JOBS)),
    ),
    Kind(
        "reminders",
        "บันทึกการแจ้งเตือนเก่า (ฉบับ)",
        "deleted",
        _deleted(
            lambda now: Reminder.objects.filter(day__lt=timezone.localdate(now) - keeping.REMINDERS)
        ),
    ),
)
TITLES = {kind.key: kind.title for kind in KINDS}
