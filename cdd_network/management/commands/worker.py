"""``manage.py worker``: does the slow work that waits in the queue, until it is told to end.

Start as many as the machine bears. SIGTERM or Ctrl+C: the job at hand goes back into the queue
between two of its parts, and the next worker continues there; killed outright, it is put back by
any other worker's reaper. The claiming of work is django-tasks-db's own.

After seven in the morning a worker begins the day's work (``manage.py daily``) in a thread beside
the jobs, unless another has; killed with its process, it is taken up by the next.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import time
from argparse import ArgumentParser
from contextlib import suppress
from datetime import timedelta
from threading import Event, Thread
from types import FrameType

from django.core.checks import Tags
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import DatabaseError, InterfaceError, close_old_connections, connection
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from cdd_network import daily, job_runs
from cdd_network.job_kinds import Progress
from cdd_network.models import WorkerSign

logger = logging.getLogger(__name__)

GRACE = 20
"""Seconds that one part may still take after the worker was told to end; then it is cut off."""
BEAT = 5.0
"""Seconds between two heartbeats; those of a short ``--stale`` come quicker."""
REAP_EVERY = 15.0
PRUNE_EVERY = 24 * 60 * 60.0
SIGN_EVERY = 60.0
SIGN_ENDS = 5.0
FORGOTTEN = timedelta(days=1)
"""After so long the row of a worker that was killed is cleared."""
DAILY_EVERY = 60.0
"""Seconds between two looks whether the day's work waits."""


class Pulse(Thread):
    """Writes the heartbeat of one attempt while a part of it takes long."""

    def __init__(self, pk: int, attempt: int, every: float) -> None:
        super().__init__(daemon=True)
        self.lease, self.every, self.ended = (pk, attempt), every, Event()

    def run(self) -> None:
        """Beat until the work is over; a database that is away for a moment is asked again."""
        while not self.ended.wait(self.every):
            try:
                job_runs.beat(*self.lease)
            except (DatabaseError, InterfaceError) as error:
                logger.warning("job %s attempt %s: no heartbeat, %s", *self.lease, error)
                connection.close()
        connection.close()


class DailyWork(Thread):
    """The day's work, beside the jobs: a slow mail server keeps nobody's papers waiting."""

    def __init__(self) -> None:
        super().__init__(daemon=True)

    def run(self) -> None:
        """Do it, once; what goes wrong is told and tried again by a later look."""
        try:
            daily.run(timezone.localdate())
        except (DatabaseError, InterfaceError):
            logger.exception("the day's work failed")
        finally:
            connection.close()


class SignOfLife(Thread):
    """Tells once a minute that this process lives, however long the job at hand takes."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.name_of_row = f"{socket.gethostname()[:80]}:{os.getpid()}"
        self.began, self.ended = timezone.now(), Event()

    def run(self) -> None:
        """Until told to end; then the row goes. A database that is away is asked again."""
        while True:
            with suppress(DatabaseError, InterfaceError):
                self._sign()
            connection.close()
            if self.ended.wait(SIGN_EVERY):
                break
        with suppress(DatabaseError, InterfaceError):
            WorkerSign.objects.filter(name=self.name_of_row).delete()
        connection.close()

    def end(self) -> None:
        """Take the row away and wait until it is gone."""
        self.ended.set()
        self.join(SIGN_ENDS)

    def _sign(self) -> None:
        now = timezone.now()
        WorkerSign.objects.update_or_create(
            name=self.name_of_row, defaults={"seen_at": now, "began_at": self.began}
        )
        WorkerSign.objects.filter(seen_at__lt=now - FORGOTTEN).delete()


class JobWorker(Worker):
    """The library's worker, one emptying of the queue at a time, with a heartbeat beside it."""

    def __init__(self, stale: float) -> None:
        super().__init__(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
            excluded_queue_names=[],
        )
        self.beat_every = min(BEAT, stale / 4)

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """Told to end: begin nothing more, let the part at hand be finished."""
        self.running = False
        Progress.stopping = True
        signal.alarm(GRACE)

    def run_task(self, db_task_result: DBTaskResult) -> None:
        """One attempt at one job."""
        pulse = Pulse(*db_task_result.args_kwargs["args"], self.beat_every)
        pulse.start()
        try:
            super().run_task(db_task_result)
        finally:
            pulse.ended.set()
            pulse.join()


class Rounds:
    """What a worker does again and again: reap what died, prune what is old, empty the queue."""

    def __init__(self, worker: JobWorker, stale: float, *, with_daily: bool = True) -> None:
        self.worker, self.stale, self.with_daily = worker, stale, with_daily
        self.reap_at = self.prune_at = self.daily_at = 0.0
        self.daily: DailyWork | None = None

    def go(self) -> None:
        """One round. An idle one only reads."""
        close_old_connections()
        now = time.monotonic()
        if now >= self.reap_at:
            self.reap_at = now + min(REAP_EVERY, self.stale / 4)
            job_runs.reap(self.stale)
        if now >= self.prune_at:
            self.prune_at = now + PRUNE_EVERY
            call_command("prune_db_task_results", queue_name="*", verbosity=0)
        if self.with_daily and now >= self.daily_at:
            self.daily_at = now + DAILY_EVERY
            self._begin_the_day()
        if self.worker.running and DBTaskResult.objects.ready().exists():
            self.worker.run()

    def _begin_the_day(self) -> None:
        busy = self.daily is not None and self.daily.is_alive()
        if not busy and daily.is_due(timezone.localtime()):
            self.daily = DailyWork()
            self.daily.start()


class Command(BaseCommand):
    """Does slow work until told to end."""

    requires_system_checks = (Tags.compatibility, Tags.database)  # no need to load every page
    help = "Does the slow work that waits in the queue (printing many letters, bundles)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How quick, how patient, and when to end by itself."""
        parser.add_argument("--interval", type=float, default=1.0, help="seconds between two looks")
        parser.add_argument(
            "--stale", type=float, default=job_runs.STALE, help="seconds until reaped"
        )
        parser.add_argument("--once", action="store_true", help="do what waits, then end")
        parser.add_argument("--parent", type=int, help="end when this parent process has ended")
        parser.add_argument(
            "--no-daily", action="store_true", help="leave the day's work to others (cron)"
        )

    def handle(
        self, *, interval: float, stale: float, once: bool, parent: int | None, **options: object
    ) -> None:
        """Rounds without end; a database that is away for a moment is asked again."""
        worker = JobWorker(stale)
        worker.configure_signals()
        with_daily = not (once or options.get("no_daily"))  # one round would cut the thread off
        rounds = Rounds(worker, stale, with_daily=with_daily)
        if once:
            rounds.go()
            return
        sign = SignOfLife()
        sign.start()
        while worker.running and parent in (None, os.getppid()):
            try:
                rounds.go()
            except (DatabaseError, InterfaceError):
                logger.exception("the worker's round failed, another follows")
                connection.close()
            if worker.running:
                time.sleep(interval)
        sign.end()
