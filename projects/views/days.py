"""Dates and places of the three days, and the study site."""

from functools import partial

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cdd_network import autosave, doors
from cdd_network.merging import Edit, save_edit
from cdd_network.notices import say_saved
from cdd_network.refusal import refusal_of
from cdd_network.roles import Can
from projects import queries
from projects.actions.activities import save_days
from projects.forms.days import DaysForm
from projects.models import Activity
from projects.rules import check_days, check_site
from projects.site_rules import site_text


@require_http_methods(["GET", "HEAD", "POST"])
def activity_days(request: HttpRequest, pk: int) -> HttpResponse:
    """The form, saved by itself too; «แสดงอำเภอและตำบล» reloads the choices and keeps what was typed."""
    activity = doors.open_door(Activity, request.user, Can.RUN_ACTIVITY, pk=pk)
    make, write = partial(_form, request, activity), partial(_write, request, activity)
    if autosave.asked(request):
        texts = partial(queries.days_texts, activity)
        return autosave.save(
            activity, request.POST, make=make, write=write, by=request.user, texts=texts
        )
    if request.method != "POST":
        check_days(request.user, activity)
        return _page(request, activity, Edit(make()))
    if request.POST.get("act") == "places":
        form = make(request.POST)
        form.errors.clear()  # nothing is saved yet, so nothing is wrong yet
        return _page(request, activity, Edit(form))
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
        site=form.site_values(),
        version=form.cleaned_data["version"],
        by=request.user,
        auto=autosave.asked(request),
    )


def _form(request: HttpRequest, activity: Activity, data: QueryDict | None = None) -> DaysForm:
    days = queries.days_of_event(activity)
    stored = queries.days_stored(activity, days)
    codes = data if data is not None else stored
    return DaysForm(
        data,
        initial=stored,
        activity=activity,
        days=queries.day_rows(activity, days),
        places=queries.places(codes.get("site_province", ""), codes.get("site_district", "")),
        site_open=not refusal_of(check_site, request.user, activity),
    )


def _page(request: HttpRequest, activity: Activity, edit: Edit) -> HttpResponse:
    text = site_text(activity)
    context = {"activity": activity, "edit": edit, "form": edit.form, "site_text": text}
    return render(request, "projects/days.html", context, status=edit.status)
