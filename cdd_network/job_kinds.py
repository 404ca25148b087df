"""What a kind of slow work is, and how it tells its progress."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules

from cdd_network.models.job import Job

WRITE_EVERY = 0.5
"""Seconds between two writes of a job's progress; the first and the last are always written."""


@dataclass(frozen=True)
class Link:
    """A result to open: ``url`` is an address of ours, guarded by its own door; size in bytes."""

    title: str
    url: str
    kind: str = "PDF"
    size: int | None = None


@dataclass(frozen=True)
class Outcome:
    """What a finished job shows: a Thai sentence and links."""

    text: str = ""
    links: tuple[Link, ...] = ()


class Lost(Exception):
    """The lease went to another worker: whoever still works on the job stops."""


class Interrupted(Exception):
    """This process was asked to end: the job goes back into the queue between two parts."""


class Progress:
    """How a kind of work tells how far it is. ``job.by`` and ``job.office`` say for whom."""

    stopping = False
    """Set by a worker process that was asked to end."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self._written = float("-inf")

    def step(self, done: int, total: int) -> None:
        """``done`` of ``total`` parts are stored. Cheap: call it after every part, and with the
        parts that were stored before at the beginning.

        Raises Interrupted or Lost, which the work lets pass.
        """
        if Progress.stopping:
            raise Interrupted
        now = time.monotonic()
        if done >= total or now - self._written >= WRITE_EVERY:
            self._written = now
            self._write(done=done, total=total)

    @contextmanager
    def storing(self) -> Iterator[None]:
        """A transaction in which a part is stored by the holder of the lease alone.

        A worker that slept through its own funeral gets Lost here, before it stores a second time.
        """
        with transaction.atomic():
            self._write()
            yield

    def _write(self, **values: int) -> None:
        now = timezone.now()
        if not held(self.job).update(stepped_at=now, beat_at=now, **values):
            raise Lost


Work = Callable[..., Outcome | None]
WORKERS: dict[str, Work] = {}


def worker(kind: str) -> Callable[[Work], Work]:
    """Register the function that does jobs of ``kind``; it stands in the module ``jobs`` of an app."""

    def register(work: Work) -> Work:
        if WORKERS.setdefault(kind, work) is not work:
            raise ValueError(f"two workers for jobs of kind {kind!r}")
        return work

    return register


def worker_of(kind: str) -> Work:
    """The function registered for ``kind``; KeyError when no app has one."""
    if kind not in WORKERS:
        autodiscover_modules("jobs")
    return WORKERS[kind]


def held(job: Job) -> QuerySet[Job]:
    """The row of ``job`` while it still carries the lease that ``job`` was read with."""
    return Job.objects.filter(pk=job.pk, attempt=job.attempt, finished_at=None)
