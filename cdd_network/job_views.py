"""Slow work of one's office: the list, and the page of one job that follows its progress."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from cdd_network.doors import open_door, visible
from cdd_network.jobs import check_retry, retry
from cdd_network.lists import paged
from cdd_network.models import Job, JobState
from cdd_network.refusal import refusal_of
from cdd_network.roles import Can


@require_safe
def jobs(request: HttpRequest) -> HttpResponse:
    """«งานที่กำลังทำ»: unfinished jobs first, then what has ended, the newest first."""
    page = paged(visible(Job, request.user, Can.SEE_JOBS), request.GET)
    return render(request, "cdd_network/jobs.html", {"page_obj": page})


@require_safe
def job(request: HttpRequest, pk: int) -> HttpResponse:
    """How far one job is, and what came of it."""
    found = open_door(Job, request.user, Can.SEE_JOBS, pk=pk)
    context = {
        "job": found,
        "ahead": found.ahead() if found.state == JobState.QUEUED else 0,
        "refusal": refusal_of(check_retry, request.user, found),
    }
    return render(request, "cdd_network/job.html", context)


@require_POST
def job_retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Do a failed job again from where it stopped."""
    found = open_door(Job, request.user, Can.SEE_JOBS, pk=pk)
    retry(job=found, by=request.user)
    messages.success(request, "สั่งให้ทำต่อแล้ว ส่วนที่ทำเสร็จไว้ไม่ต้องทำใหม่")
    return redirect("job", pk=pk)
