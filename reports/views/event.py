"""The hub of the province's own day; that of a group's event is the group's activity."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from cdd_network import doors
from cdd_network.refusal import refusal_of
from cdd_network.roles import Can
from projects import queries_events
from projects.models import Event
from projects.queries import with_days
from projects.rules import check_province_day
from reports.event_hub import every_part, today_of


@require_safe
def event(request: HttpRequest, pk: int) -> HttpResponse:
    """Activity 1: day, place, meeting, and its parts."""
    found = doors.open_door(Event, request.user, Can.SEE_ACTIVITY, pk=pk)
    if found.number != 1:
        return redirect("activity", pk)
    with_days(found)
    context = {
        "event": found,
        "page": queries_events.province_day_page(found),
        "parts": every_part(found, request.user),
        "today": today_of(found, request.user),
        "may_edit": not refusal_of(check_province_day, request.user, found),
    }
    return render(request, "reports/province_day.html", context)
