"""Slow work on the task list at home: what runs, what failed, what has just come to its end."""

from datetime import timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from cdd_network.models import Job, JobState, User
from cdd_network.roles import Can, may
from cdd_network.tasks import Task

FRESH = timedelta(days=1)
MOST = 5


def tasks_for(user: User) -> list[Task]:
    """At most five jobs of the user's office: unfinished ones, and those that ended since a day."""
    if not may(user, Can.SEE_JOBS):
        return []
    lately = Q(finished_at=None) | Q(finished_at__gt=timezone.now() - FRESH)
    found = Job.objects.visible_to(user).filter(lately).defer("arguments")
    return [_task(job) for job in found[:MOST]]


def _task(job: Job) -> Task:
    url = reverse("job", args=[job.pk])
    if job.state == JobState.FAILED:
        return Task(job.title, "todo", url, tag=job.state.label, tone="wrong", why=job.error)
    if job.state == JobState.DONE:
        return Task(job.title, "done", url, tag=job.state.label, tone="fine")
    told = f"{job.state.label} {job.done}/{job.total}" if job.total else job.state.label
    return Task(job.title, "waiting", url, tag=told, why="ระบบกำลังทำให้ ไม่ต้องเปิดหน้านี้รอ")
