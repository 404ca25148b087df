"""What is done once a day, and who does it: the process that makes or takes over the day's row.

The work is commands of ``manage.py``, called by name: the ground knows no app to its right. Each is
safe to do again, so that a day whose process was killed is taken up by another.
"""

from __future__ import annotations

import datetime
import logging
from collections.abc import Callable, Iterable

from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from cdd_network.models import DailyRun

logger = logging.getLogger(__name__)

WORK = ("remind", "purge", "sweep", "reindex")
BEGINS = 7
"""The hour from which a worker does the day's work: people read mail in the morning."""
STALE = datetime.timedelta(minutes=30)
"""So long after its beginning an unfinished run counts as killed, or as one to be tried again."""


def is_due(now: datetime.datetime) -> bool:
    """Whether the day's work waits at the local time ``now``: one query."""
    if now.hour < BEGINS:
        return False
    run = DailyRun.objects.filter(day=now.date()).first()
    return run is None or (run.finished_at is None and run.started_at < now - STALE)


def run(
    day: datetime.date, *, force: bool = False, dry_run: bool = False, say: Callable = logger.info
) -> bool:
    """Do the day's work, unless another does or did it; whether all of it was done.

    ``force`` does it again on a day that was done or is being done: nothing of it doubles. A part
    that fails leaves the day open, so that it is tried again after ``STALE``.
    """
    if dry_run:
        return _do(day, say, dry_run=True)
    if not (_claim(day) or force):
        say(f"{day}: done already, or being done")
        return False
    done = _do(day, say)
    if done:
        DailyRun.objects.filter(day=day).update(finished_at=timezone.now())
    return done


def _claim(day: datetime.date) -> bool:
    """Take the day: by its new row, or over from a run that died. Of two that try one does."""
    now = timezone.now()
    try:
        with transaction.atomic():
            DailyRun.objects.create(day=day, started_at=now)
    except IntegrityError:
        dead = DailyRun.objects.filter(day=day, finished_at=None, started_at__lt=now - STALE)
        return bool(dead.update(started_at=now))
    return True


def _do(day: datetime.date, say: Callable, *, dry_run: bool = False) -> bool:
    parts = [_did(name, day, say, dry_run) for name in WORK]  # each has its turn, whatever failed
    return all(parts)


def _did(name: str, day: datetime.date, say: Callable, dry_run: bool) -> bool:
    of_day: Iterable[str] = ("--day", day.isoformat()) if name == "remind" else ()
    try:
        call_command(name, *of_day, dry_run=dry_run)
    except Exception:
        logger.exception("daily work %s of %s failed", name, day)
        say(f"{name}: failed")
        return False
    return True
