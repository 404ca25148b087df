"""One attempt at a job, and what becomes of it: an end, another attempt, or the reaper.

django-tasks-db leaves the work of a killed worker «running» for ever. Hence the heartbeat and the
lease of ``Job``: each write here asks for the lease (``held``), so of two that would end, put back
or reap the same attempt one does.
"""

from __future__ import annotations

import logging
from dataclasses import asdict
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from cdd_network.job_kinds import Interrupted, Lost, Outcome, Progress, held, worker_of
from cdd_network.logs import about
from cdd_network.models.audit import record
from cdd_network.models.job import Job
from cdd_network.refusal import Refused
from cdd_network.roles import Can, check_may

logger = logging.getLogger(__name__)

STALE = 60.0
"""Seconds without a heartbeat after which a job's worker counts as dead."""
SILENT = timedelta(minutes=15)
"""A process that lives but whose job tells nothing for longer counts as dead too."""
DIED = "งานหยุดกลางคันทุกครั้งที่เริ่มทำ ส่วนที่ทำเสร็จแล้วยังอยู่ หากลองใหม่แล้วยังไม่สำเร็จ โปรดแจ้งผู้ดูแลระบบ"
BROKEN = (
    "เกิดข้อผิดพลาดในระบบระหว่างทำงาน ส่วนที่ทำเสร็จแล้วยังอยู่ ลองใหม่ได้ "
    "หากยังไม่สำเร็จ โปรดแจ้งผู้ดูแลระบบ พร้อมรหัส {code}"
)


@task()
def run_job(pk: int, attempt: int) -> None:
    """What waits in the queue: one attempt at a job. An attempt is begun once, however often it
    is called.
    """
    now = timezone.now()
    waiting = Job.objects.filter(pk=pk, attempt=attempt, started_at=None, finished_at=None)
    if waiting.update(started_at=now, stepped_at=now, beat_at=now):
        job = Job.objects.select_related("by__office", "office").get(pk=pk)
        with about(job=pk, attempt=attempt, request_id=job.asked_in):
            logger.info("job %s attempt %s (%s) begins", pk, attempt, job.kind)
            _do(job)


def _do(job: Job) -> None:
    try:
        check_may(job.by, Can.SEE_JOBS)
        outcome = worker_of(job.kind)(Progress(job), **job.arguments)
    except Lost:
        logger.warning("job %s attempt %s: another worker has it", job.pk, job.attempt)
    except Interrupted:
        _put_back(job, held(job), counted=False)
    except Refused as refused:
        _finish(job, held(job), error=refused.reason)
    except Exception:
        code = f"{job.pk}-{job.attempt}"
        logger.exception("job %s (%s) failed", code, job.kind)
        _finish(job, held(job), error=BROKEN.format(code=code))
    else:
        _finish(job, held(job), result=asdict(outcome or Outcome()))


def _finish(job: Job, row: QuerySet[Job], *, error: str = "", **values: object) -> bool:
    """The end, well or with an ``error``; False when ``row`` no longer finds the job."""
    with transaction.atomic():
        if not row.update(finished_at=timezone.now(), error=error, **values):
            return False
        record(job, "job:failed" if error else "job:done", by=job.by, error=error)
    logger.info("job %s attempt %s %s", job.pk, job.attempt, "failed" if error else "is done")
    return True


def _put_back(job: Job, row: QuerySet[Job], *, counted: bool) -> bool:
    """Into the queue again; False when ``row`` no longer finds the job.

    Not ``counted``: a worker that ends in order does not use up one of the job's attempts.
    """
    more = {} if counted else {"last_attempt": F("last_attempt") + 1}
    with transaction.atomic():
        if not requeue(job, row, **more):
            return False
        record(job, "job:again", by=job.by, attempt=job.attempt)
    return True


def requeue(job: Job, row: QuerySet[Job], **values: object) -> bool:
    """Give the job a new lease and a place in the queue, if ``row`` still finds it."""
    fresh = {"attempt": F("attempt") + 1, "queued_at": timezone.now()}
    gone = {"started_at": None, "stepped_at": None, "beat_at": None}
    if not row.update(**fresh, **gone, **values):
        return False
    job.refresh_from_db()
    enqueue(job)
    return True


def enqueue(job: Job) -> None:
    """A place in the queue for the job's present attempt; call it in the act's transaction."""
    job.task_id = UUID(run_job.enqueue(job.pk, job.attempt).id)
    job.save(update_fields=["task_id"])


def beat(pk: int, attempt: int) -> None:
    """The process that makes this attempt lives, and its job has told something not long ago."""
    now = timezone.now()
    told = Job.objects.filter(pk=pk, attempt=attempt, finished_at=None, stepped_at__gt=now - SILENT)
    told.update(beat_at=now)


def reap(stale: float = STALE) -> int:
    """Put back, or fail after the last attempt, every job whose worker died; how many.

    Dead are jobs without a heartbeat for ``stale`` seconds, and jobs that wait for as long with
    nothing left in the queue. Any number of processes may reap at once: each job is taken once.
    """
    edge = timezone.now() - timedelta(seconds=stale)
    suspects = Job.objects.unfinished().filter(
        Q(beat_at__lt=edge) | Q(started_at=None, queued_at__lt=edge)
    )
    jobs = list(suspects.select_related("by"))
    tasks = DBTaskResult.objects.filter(pk__in=[job.task_id for job in jobs])
    waiting = set(tasks.filter(status=TaskResultStatus.READY).values_list("pk", flat=True))
    return sum(_recover(job) for job in jobs if job.started_at or job.task_id not in waiting)


def _recover(job: Job) -> bool:
    """Take one dead job; False when it moved in the meantime."""
    orphan = DBTaskResult.objects.filter(pk=job.task_id, status=TaskResultStatus.RUNNING)
    row = held(job).filter(beat_at=job.beat_at)
    attempt = job.attempt
    with transaction.atomic():
        if attempt >= job.last_attempt:
            taken = _finish(job, row, error=DIED)
        else:
            taken = _put_back(job, row, counted=True)
        if taken:
            orphan.update(status=TaskResultStatus.FAILED, finished_at=timezone.now())
            logger.warning("job %s attempt %s: its worker died", job.pk, attempt)
    return taken
