"""Dates and places of the three days, and the study site."""

from functools import partial

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cdd_network import doors
from cdd_network.merging import Edit, save_edit
from cdd_network.notices import say_saved
from cdd_network.refusal import refusal_of
from cdd_network.roles import Can
from projects import queries
from projects.actions.activities import save_days
from projects.forms.days import DaysForm
from projects.models import Activity
from projects.rules import check_days, check_site


@require_http_methods(["GET", "HEAD", "POST"])
def activity_days(request: HttpRequest, pk: int) -> HttpResponse:
    """The form; its button «แสดงอำเภอและตำบล» reloads the choices and keeps what was typed."""
    activity = doors.open_door(Activity, request.user, Can.RUN_ACTIVITY, pk=pk)
    make = partial(_form, request, activity)
    if request.method != "POST":
        check_days(request.user, activity)
        return _page(request, activity, Edit(make()))
    if request.POST.get("act") == "places":
        form = make(request.POST)
        form.errors.clear()  # nothing is saved yet, so nothing is wrong yet
        return _page(request, activity, Edit(form))
    write = partial(_write, request, activity)
    edit = save_edit(activity, request.POST, make=make, write=write, by=request.user)
    if not edit.saved:
        return _page(request, activity, edit)
    missing = " · ".join(one.text for one in queries.missing_now(activity))
    done = edit.merged or ("บันทึกแล้ว" if missing else "บันทึกวันและสถานที่แล้ว")
    say_saved(request, f"{done} ยังขาด: {missing}" if missing else done, edit.form)
    return redirect("activity", activity.pk)


def _write(request: HttpRequest, activity: Activity, form: DaysForm) -> None:
    save_days(
        activity=activity,
        days=form.day_values(),
        site=form.site_values() if form.site_fields else queries.site_values(activity),
        version=form.cleaned_data["version"],
        by=request.user,
    )


def _form(request: HttpRequest, activity: Activity, data: QueryDict | None = None) -> DaysForm:
    stored = queries.days_stored(queries.with_days(activity))
    codes = data if data is not None else stored
    return DaysForm(
        data,
        initial=stored,
        days=queries.day_rows(activity, activity.days.all()),
        places=queries.places(codes.get("site_province", ""), codes.get("site_district", "")),
        notice=activity.allocation.date,
        site_open=not refusal_of(check_site, request.user, activity),
    )


def _page(request: HttpRequest, activity: Activity, edit: Edit) -> HttpResponse:
    context = {"activity": activity, "edit": edit, "form": edit.form}
    return render(request, "projects/days.html", context, status=edit.status)
