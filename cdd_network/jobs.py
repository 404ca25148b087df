"""Slow work: asked for on a page, done by ``manage.py worker``, its progress told by a row.

The queue is django-tasks-db's, in the same database: a job and its place in the queue are written
in one transaction.

A kind of work is a function ``work(progress, **arguments) -> Outcome | None``, registered in the
module ``jobs`` of its app by ``@worker("kind")``. It may be killed at any line and is then called
again: it stores each finished part by itself, under a name or constraint that the part alone can
have, and leaves out at its beginning the parts that are stored.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import F

from cdd_network import logs
from cdd_network.job_kinds import Interrupted, Link, Lost, Outcome, Progress, worker, worker_of
from cdd_network.job_runs import enqueue, requeue
from cdd_network.models.audit import record
from cdd_network.models.job import MOST_ATTEMPTS, Job, JobState
from cdd_network.refusal import Refused
from cdd_network.roles import Can, check_may

if TYPE_CHECKING:
    from cdd_network.models import Office, User

__all__ = [
    "Interrupted",
    "Link",
    "Lost",
    "Outcome",
    "Progress",
    "check_retry",
    "retry",
    "start",
    "worker",
]


def start(
    kind: str, *, office: Office, by: User, title: str, arguments: dict[str, object], key: str
) -> Job:
    """Put work into the queue and return its job; for a second click, the job of the first.

    ``arguments`` (JSON) go to the worker by name; ``title`` is the heading of the job's page;
    ``key`` names the work within office and kind: while a job of this key is unfinished it is
    returned instead. Raises Refused for another's office.
    """
    worker_of(kind)
    check_may(by, Can.SEE_JOBS)
    if office.pk != by.office_id:
        raise Refused("สั่งงานได้เฉพาะของสำนักงานท่าน")
    same = Job.objects.unfinished().filter(office=office, kind=kind, key=key)
    try:
        with transaction.atomic():
            job = Job.objects.create(
                kind=kind,
                office=office,
                by=by,
                title=title[:200],
                arguments=arguments,
                key=key,
                asked_in=logs.request_id(),
            )
            enqueue(job)
            record(job, "job:start", by=by, kind=kind, title=job.title)
    except IntegrityError:
        first = same.first()
        if first is None:
            raise
        return first
    return job


def check_retry(user: User, job: Job) -> None:
    """Raise Refused for a job that came to its end well."""
    check_may(user, Can.SEE_JOBS)
    if job.state == JobState.DONE:
        raise Refused("งานนี้เสร็จแล้ว ไม่ต้องทำใหม่")


def retry(*, job: Job, by: User) -> Job:
    """Put a failed job back into the queue in the name of ``by``; what is stored stays.

    A job that is already on its way again is returned as it is. Raises Refused when it is done,
    and when the same work was asked for anew in the meantime.
    """
    check_retry(by, job)
    failed = Job.objects.filter(pk=job.pk, attempt=job.attempt, finished_at__isnull=False)
    values = {"finished_at": None, "error": "", "by": by, "asked_in": logs.request_id()}
    try:
        with transaction.atomic():
            again = {"last_attempt": F("attempt") + MOST_ATTEMPTS, **values}
            if requeue(job, failed.exclude(error=""), **again):
                record(job, "job:retry", by=by, attempt=job.attempt)
    except IntegrityError as error:
        raise Refused("มีงานเดียวกันนี้กำลังทำอยู่แล้ว ดูได้ที่ «งานที่กำลังทำ»") from error
    job.refresh_from_db()
    return job
