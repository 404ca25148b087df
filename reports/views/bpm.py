"""The BPM sheet of an event: to copy field by field, and the day on which that was done."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from cdd_network import doors, thai
from cdd_network.notices import say_saved
from cdd_network.refusal import refusal_of
from cdd_network.roles import Can
from projects.models import Event
from projects.parts import hub_url
from reports.actions.bpm import key_bpm, undo_bpm
from reports.bpm import whole_text
from reports.bpm_rules import check_key_bpm, check_over
from reports.forms.bpm import KeyedForm
from reports.queries_bpm import BpmPage, bpm_page


@require_http_methods(["GET", "HEAD", "POST"])
def event_bpm(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet; POST writes down the day of keying in."""
    if request.method != "POST":
        found = doors.open_door(Event, request.user, Can.SEE_ACTIVITY, pk=pk)
        return _page(request, found, bpm_page(found))
    found = doors.open_door(Event, request.user, Can.RUN_EVENT, pk=pk)
    check_key_bpm(request.user, found)
    page = bpm_page(found)
    form = KeyedForm(request.POST, days=page.days)
    if not form.is_valid():
        return _page(request, found, page, form)
    day = form.cleaned_data["keyed_on"]
    key_bpm(event=found, keyed_on=day, by=request.user)
    say_saved(request, f"ยืนยันแล้วว่าบันทึกใน BPM เมื่อ {thai.date_text(day)}", form)
    return redirect("event_bpm", pk)


@require_POST
def event_bpm_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """The day is taken back."""
    found = doors.open_door(Event, request.user, Can.RUN_EVENT, pk=pk)
    undo_bpm(event=found, by=request.user)
    messages.success(request, "ยกเลิกวันที่บันทึกใน BPM แล้ว")
    return redirect("event_bpm", pk)


def _page(
    request: HttpRequest, found: Event, page: BpmPage, form: KeyedForm | None = None
) -> HttpResponse:
    stored = page.record
    today = timezone.localdate()
    first = {"keyed_on": stored.keyed_on if stored else today}
    context = {
        "event": found,
        "page": page,
        "record": stored,
        "whole": whole_text(page.entries),
        "note": found.programme.content.bpm_note,
        "hub_url": hub_url(found),
        "may_key": not refusal_of(check_key_bpm, request.user, found),
        "early": refusal_of(check_over, page.days, today),
        "form": form or KeyedForm(initial=first, days=page.days),
    }
    return render(request, "reports/bpm.html", context, status=422 if form else 200)
