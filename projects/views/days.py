"""Dates and places of the three days, and the study site."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cdd_network import doors
from cdd_network.notices import say_saved
from cdd_network.refusal import Refused, refusal_of
from cdd_network.roles import Can
from cdd_network.versions import Stale
from projects import queries
from projects.actions.activities import save_days
from projects.forms.days import DaysForm
from projects.forms.stale import differences
from projects.models import Activity
from projects.rules import check_days, check_site


@require_http_methods(["GET", "HEAD", "POST"])
def activity_days(request: HttpRequest, pk: int) -> HttpResponse:
    """The form; its button «แสดงอำเภอและตำบล» reloads the choices and keeps what was typed."""
    activity = doors.open_door(Activity, request.user, Can.RUN_ACTIVITY, pk=pk)
    if request.method != "POST":
        check_days(request.user, activity)
        return _page(request, activity, _form(request, activity))
    form = _form(request, activity, request.POST)
    if request.POST.get("act") == "places":
        return _page(request, activity, form)
    if not form.is_valid():
        return _page(request, activity, form, status=422)
    return _save(request, activity, form)


def _save(request: HttpRequest, activity: Activity, form: DaysForm) -> HttpResponse:
    site = queries.site_values(activity) if not form.site_fields else form.site_values()
    try:
        save_days(
            activity=activity,
            days=form.day_values(),
            site=site,
            version=form.cleaned_data["version"],
            by=request.user,
        )
    except Stale as stale:
        return _stale(request, stale.current, form, stale.reason)
    except Refused as refused:
        form.add_error(None, refused.reason)
        return _page(request, activity, form, status=409)
    say_saved(request, "บันทึกวันและสถานที่แล้ว", form)
    for text in queries.day_warnings(activity, list(activity.days.all())):
        messages.warning(request, text)
    return redirect("activity", activity.pk)


def _stale(request: HttpRequest, activity: Activity, typed: DaysForm, reason: str) -> HttpResponse:
    others = differences(typed, queries.days_stored(activity))
    data = request.POST.copy()
    data["version"] = str(activity.version)
    form = _form(request, activity, data)
    form.add_error(None, reason)
    return _page(request, activity, form, status=409, others=others)


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


def _page(
    request: HttpRequest,
    activity: Activity,
    form: DaysForm,
    *,
    status: int = 200,
    others: list | None = None,
) -> HttpResponse:
    context = {"activity": activity, "form": form, "others": others or []}
    return render(request, "projects/days.html", context, status=status)
