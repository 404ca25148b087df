"""The secret address of a person's calendar, and the calendar behind it."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cdd_network.doors import require
from cdd_network.roles import Can
from reports import queries_calendar as queries
from reports.actions import calendars as acts


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """The person's own address, to be copied, renewed or ended."""
    require(request.user, Can.SEE_DEADLINES)
    feed = queries.feed_of(request.user)
    address = f"{settings.SITE_URL}{reverse('calendar_feed', args=[feed.token])}" if feed else ""
    webcal = urlsplit(address)._replace(scheme="webcal").geturl()
    context = {"feed": feed, "address": address, "webcal": webcal}
    return render(request, "reports/calendar.html", context)


@require_POST
def calendar_new(request: HttpRequest) -> HttpResponse:
    """Make the address."""
    require(request.user, Can.SEE_DEADLINES)
    acts.make_feed(by=request.user)
    messages.success(request, "สร้างที่อยู่ปฏิทินแล้ว คัดลอกไปเพิ่มในปฏิทินที่ท่านใช้")
    return redirect("calendar")


@require_http_methods(["GET", "HEAD", "POST"])
def calendar_renew(request: HttpRequest) -> HttpResponse:
    """Ask, then another address in its place."""
    require(request.user, Can.SEE_DEADLINES)
    if request.method != "POST":
        feed = queries.feed_of(request.user)
        if feed is None:
            return redirect("calendar")
        return render(request, "reports/calendar_renew.html", {"feed": feed})
    acts.renew_feed(token=request.POST.get("token", ""), by=request.user)
    messages.success(request, "สร้างที่อยู่ใหม่แล้ว ที่อยู่เดิมใช้ไม่ได้อีก โปรดเพิ่มที่อยู่ใหม่ในปฏิทินของท่าน")
    return redirect("calendar")


@require_POST
def calendar_end(request: HttpRequest) -> HttpResponse:
    """No address any more."""
    require(request.user, Can.SEE_DEADLINES)
    acts.end_feed(by=request.user)
    messages.success(request, "เลิกใช้ที่อยู่ปฏิทินแล้ว สร้างใหม่ได้เมื่อต้องการ")
    return redirect("calendar")


@login_not_required
@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar behind the address; 404 when it is nobody's, or its holder's right has ended."""
    user = queries.holder(token)
    if user is None:
        raise Http404
    data = queries.calendar_for(user, today=timezone.localdate())
    response = HttpResponse(data, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="deadlines.ics"'
    response["Cache-Control"] = "private, max-age=3600"
    return response
