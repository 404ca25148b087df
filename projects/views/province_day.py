"""Activity 1, the province's own day: begun from the round, its date and place."""

from functools import partial

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cdd_network import doors
from cdd_network.merging import Edit, save_edit
from cdd_network.notices import say_saved
from cdd_network.refusal import refusal_of
from cdd_network.roles import Can
from projects import queries_events
from projects.actions.events import begin_province_day, save_province_day
from projects.forms.province_day import ProvinceDayForm
from projects.models import ProvinceDay
from projects.people_rules import ticked_days
from projects.rules import check_begin_province_day, check_province_day
from selection.models import Round


@require_http_methods(["GET", "HEAD", "POST"])
def province_day(request: HttpRequest, pk: int) -> HttpResponse:
    """Activity 1 of round ``pk``: on to its hub, or the page that begins it."""
    found = doors.open_door(Round, request.user, Can.MANAGE_ROUND, pk=pk)
    if request.method == "POST":
        return redirect("event", begin_province_day(round=found, by=request.user).pk)
    begun = queries_events.own_day(found)
    if begun:
        return redirect("event", begun.pk)
    context = {
        "round": found,
        "rule": found.programme.content.activity(1),
        "refusal": refusal_of(check_begin_province_day, request.user, found),
    }
    return render(request, "projects/province_day_begin.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def province_day_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Date and place."""
    found = doors.open_door(ProvinceDay, request.user, Can.RUN_EVENT, pk=pk)
    make = partial(_form, found)
    if request.method != "POST":
        check_province_day(request.user, found)
        return _page(request, found, Edit(make()))
    write = partial(_write, request, found)
    edit = save_edit(found, request.POST, make=make, write=write, by=request.user)
    if not edit.saved:
        return _page(request, found, edit)
    say_saved(request, edit.merged or "บันทึกวันและสถานที่แล้ว", edit.form)
    return redirect("event", pk)


def _form(found: ProvinceDay, data: QueryDict | None = None) -> ProvinceDayForm:
    stored = queries_events.day_stored(found)
    return ProvinceDayForm(data, initial=stored, draft=True, days=ticked_days(found))


def _write(request: HttpRequest, found: ProvinceDay, form: ProvinceDayForm) -> None:
    save_province_day(
        event=found,
        date=form.cleaned_data["date"],
        place=form.cleaned_data["place"],
        version=form.cleaned_data["version"],
        by=request.user,
    )


def _page(request: HttpRequest, found: ProvinceDay, edit: Edit) -> HttpResponse:
    context = {"event": found, "edit": edit, "form": edit.form}
    return render(request, "projects/province_day_edit.html", context, status=edit.status)
