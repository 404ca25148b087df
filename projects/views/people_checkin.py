"""Check-in by the officer's tap: one button a person and half day; works with and without script."""

import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST

from cdd_network.lists import asked
from cdd_network.refusal import Refused, refusal_of
from cdd_network.thai import small_int
from projects import queries_people as queries
from projects.actions import people as actions
from projects.forms.people import WalkInForm
from projects.models import ActivityDay, CheckIn
from projects.people_rules import check_check_in, is_late
from projects.views.people import event_of, refuse, without_identity_sought
from selection.forms.search import SearchForm

HEADER = "X-Tap"
"""Sent by static/js/checkin.js: the answer is JSON."""


def _day(request: HttpRequest, pk: int, number: int) -> ActivityDay:
    event = event_of(request, pk)
    day = get_object_or_404(event.days, number=number)
    day.event = event
    return day


@require_http_methods(["GET", "HEAD"])
def checkin(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Everybody with a button for the morning and one for the afternoon."""
    day = _day(request, pk, number)
    if onward := without_identity_sought(request):
        return onward
    search = SearchForm(request.GET, hint="ชื่อ ตำแหน่ง หรือหมู่บ้าน")
    text = search.values().get("q", "")
    refusal = refusal_of(check_check_in, request.user, day)
    context = {
        "event": day.event,
        "day": day,
        "days": day.event.days.order_by("number"),
        "facts": queries.check_page(day, text),
        "search": search,
        "searched": bool(text),
        "q": text,
        "refusal": refusal,
        "late": not refusal and is_late(day),
        "bulk": _bulk(request),
    }
    return render(request, "projects/checkin.html", context)


def _bulk(request: HttpRequest) -> dict[str, object] | None:
    """The act «มาครบทุกคน» that was just done, as the address tells it."""
    half, at = request.GET.get("all", ""), request.GET.get("at", "")
    if half not in CheckIn.Half.values or _moment(at) is None:
        return None
    return {"half": CheckIn.Half(half), "at": at}


def _moment(text: str) -> datetime.datetime | None:
    """The moment in UTC, as the database wants it; None for what is none or lies outside its years."""
    try:
        found = datetime.datetime.fromisoformat(text)
        return found.astimezone(datetime.UTC) if timezone.is_aware(found) else None
    except (ValueError, OverflowError):
        return None


@require_POST
def checkin_tap(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One tap: «person:half:on» or «…:off», so that the same tap twice does nothing more."""
    day = _day(request, pk, number)
    quick = request.headers.get(HEADER) == "1"
    person, half, wanted = _tapped(request.POST.get("tap", ""))
    try:
        _tick(request, day, person, half, wanted)
    except Refused as refused:
        if not quick:
            raise
        return JsonResponse({"refused": refused.reason}, status=409)
    if quick:
        return JsonResponse({"on": wanted, "counts": queries.counts_of(day)})
    return _back(request, day, anchor=f"p-{person}")


def _tapped(text: str) -> tuple[int, str, bool]:
    person, _, rest = text.partition(":")
    half, _, wanted = rest.partition(":")
    known = half in CheckIn.Half.values and wanted in ("on", "off")
    return (small_int(person) or 0) if known else 0, half, wanted == "on"


def _tick(request: HttpRequest, day: ActivityDay, person: int, half: str, wanted: bool) -> None:
    participant = day.event.people.filter(pk=person).first()
    if participant is None:
        check_check_in(request.user, day)
        raise actions.NotListed
    act = actions.check_in if wanted else actions.undo_check_in
    act(day=day, participant=participant, half=half, by=request.user)


@require_POST
def checkin_all(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """«มาครบทุกคน» for a half day, and taking it back."""
    day = _day(request, pk, number)
    half, told = request.POST.get("half", ""), request.POST.get("at", "")
    at = _moment(told)
    if half not in CheckIn.Half.values or (told and at is None):
        return _back(request, day)
    if at is not None:
        gone = actions.undo_check_in_all(day=day, half=half, at=at, by=request.user)
        messages.success(request, f"เลิกทำแล้ว นำเครื่องหมายช่วง{CheckIn.Half(half).label}ออก {gone} คน")
        return _back(request, day)
    at = actions.check_in_all(day=day, half=half, by=request.user)
    return _back(request, day, all=half, at=at.isoformat())


def _back(request: HttpRequest, day: ActivityDay, anchor: str = "", **more: str) -> HttpResponse:
    text = asked(request.POST).get("q", "")
    told = more | ({"q": text} if text else {})
    address = reverse("checkin_day", args=[day.event_id, day.number])
    query = f"?{urlencode(told)}" if told else ""
    return redirect(f"{address}{query}{f'#{anchor}' if anchor else ''}")


@require_http_methods(["GET", "HEAD", "POST"])
def checkin_new(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Somebody who came without being listed: on the list and ticked in one act."""
    day = _day(request, pk, number)
    check_check_in(request.user, day)
    form, status = WalkInForm(initial=queries.next_values(day.event, None)), 200
    if request.method == "POST":
        form, status = WalkInForm(request.POST), 422
        if form.is_valid():
            try:
                person = actions.walk_in(
                    day=day,
                    values=form.person(),
                    halves=form.cleaned_data["halves"],
                    namesake=form.cleaned_data["namesake"],
                    by=request.user,
                )
            except Refused as refused:
                refuse(form, refused)
                status = 409
            else:
                messages.success(request, f"เพิ่มลำดับที่ {person.order} และลงชื่อแล้ว")
                return _back(request, day, anchor=f"p-{person.pk}")
    context = {"event": day.event, "day": day, "form": form}
    context |= queries.purpose(day.event)
    return render(request, "projects/checkin_new.html", context, status=status)
