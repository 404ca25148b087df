"""A piece of slow work: who asked, how far it is, what came of it.

A job's state is read from its moments (queued, started, finished) and its error, so that the two
can never disagree; hence no column ``state`` and no table of transitions. Rows are written by
``cdd_network.jobs`` alone.
"""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from cdd_network.models.office import Office
from cdd_network.models.person import User

MOST_ATTEMPTS = 3
"""How often a job is begun before it counts as failed."""
QUIET = timedelta(minutes=2)
"""A job that has told nothing for longer is said to be quiet."""


class JobState(models.TextChoices):
    """Where a job stands, in the words of its page."""

    QUEUED = "queued", "รอเริ่มทำ"
    RUNNING = "running", "กำลังทำ"
    DONE = "done", "เสร็จแล้ว"
    FAILED = "failed", "ไม่สำเร็จ"


class JobQuerySet(models.QuerySet["Job"]):
    """Jobs, narrowed to what a user may see or a worker looks for."""

    def visible_to(self, user: User) -> JobQuerySet:
        """Those of the user's own office."""
        return self.filter(office_id=user.office_id)

    def with_place(self) -> JobQuerySet:
        """With who asked for it; without the arguments, which only the worker reads."""
        return self.select_related("by").defer("arguments")

    def unfinished(self) -> JobQuerySet:
        """Waiting or being done."""
        return self.filter(finished_at=None)


class Job(models.Model):
    """Slow work of one office. While it is unfinished no other of the same ``key`` can begin.

    ``attempt`` is the lease: it grows each time the job goes into the queue, and a worker writes
    only while the row still carries the number it began with. ``last_attempt`` is the highest
    number that is tried without asking. ``stepped_at`` is when the work last told its progress,
    ``beat_at`` when its process was last known to live. ``result`` is ``jobs.Outcome`` as JSON.
    ``asked_in`` is the request that asked for it, as the log names it (``cdd_network.logs``).
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="jobs")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    title = models.CharField(max_length=200)
    arguments = models.JSONField(default=dict)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    result = models.JSONField(default=dict)
    error = models.TextField(blank=True)
    attempt = models.PositiveIntegerField(default=1)
    last_attempt = models.PositiveIntegerField(default=MOST_ATTEMPTS)
    task_id = models.UUIDField(null=True)
    asked_in = models.CharField(max_length=64, blank=True, default="")
    created_at = models.DateTimeField(auto_now_add=True)
    queued_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    stepped_at = models.DateTimeField(null=True)
    beat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = [F("finished_at").desc(nulls_first=True), "-pk"]
        indexes = [models.Index(fields=["office", "-finished_at"], name="job_of_office")]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "kind", "key"],
                condition=Q(finished_at=None),
                name="one_unfinished_job_a_key",
            ),
            models.CheckConstraint(name="job_done_within_total", condition=Q(done__lte=F("total"))),
            models.CheckConstraint(
                name="job_started_with_beat",
                condition=Q(started_at=None, beat_at=None)
                | Q(started_at__isnull=False, beat_at__isnull=False),
            ),
            models.CheckConstraint(
                name="job_error_at_the_end", condition=Q(error="") | Q(finished_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def state(self) -> JobState:
        """Where the job stands, by its moments and its error."""
        if self.finished_at:
            return JobState.FAILED if self.error else JobState.DONE
        return JobState.RUNNING if self.started_at else JobState.QUEUED

    @property
    def percent(self) -> int:
        """Whole percent done, rounded down: 100 only when all is done."""
        return self.done * 100 // self.total if self.total else 0

    @property
    def is_quiet(self) -> bool:
        """Whether an unfinished job has told nothing for long, waiting or being done."""
        last = self.stepped_at if self.started_at else self.queued_at
        return self.finished_at is None and last < timezone.now() - QUIET

    @property
    def was_interrupted(self) -> bool:
        """Whether it was begun more than once."""
        return self.attempt > 1

    def ahead(self) -> int:
        """How many unfinished jobs of the whole country were put into the queue before this one."""
        return Job.objects.unfinished().filter(queued_at__lt=self.queued_at).count()
