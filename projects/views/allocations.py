"""The gate: a chosen group before the notice; the province notifies its budget and corrects that."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from cdd_network import doors
from cdd_network.notices import say_saved
from cdd_network.refusal import Refused, refusal_of
from cdd_network.roles import Can
from projects import queries
from projects.actions.allocations import allot, correct_allocation
from projects.forms.allocation import AllocationForm, CorrectionForm
from projects.models import Activity
from projects.queries_gate import gate_of
from projects.rules import ceiling, check_allocate, check_correct_allocation
from selection.models import ChosenGroup


@require_safe
def chosen(request: HttpRequest, pk: int) -> HttpResponse:
    """A chosen group: what it waits for before the notice, its activity from the notice on."""
    found = doors.open_door(ChosenGroup, request.user, Can.SEE_ACTIVITY, pk=pk)
    activity = queries.activity_of(found)
    if activity:
        return redirect("activity", activity.pk)
    context = {
        "gate": gate_of(found),
        "group": found.nomination.group,
        "refusal": refusal_of(check_allocate, request.user, found),
    }
    return render(request, "projects/gate.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def allocation_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Form of the notice for one chosen group; a second click leads to the same activity."""
    chosen = doors.open_door(ChosenGroup, request.user, Can.ALLOCATE, pk=pk)
    if request.method != "POST":
        check_allocate(request.user, chosen)
        form = AllocationForm(chosen=chosen, initial=_told(request.GET, chosen))
        return _page(request, chosen, form)
    form = AllocationForm(request.POST, chosen=chosen)
    if not form.is_valid():
        check_allocate(request.user, chosen)
        return _page(request, chosen, form, 422)
    try:
        activity = allot(chosen=chosen, **form.cleaned_data, by=request.user)
    except Refused as refused:
        form.add_error(None, refused.reason)
        return _page(request, chosen, form, 409)
    office = chosen.nomination.office.short_name
    say_saved(request, f"บันทึกการจัดสรรงบประมาณแล้ว {office}เริ่มดำเนินการได้", form)
    return _done(request, activity, form)


def _told(query: QueryDict, chosen: ChosenGroup) -> dict[str, object]:
    """What a new form begins with: the ceiling, and number and date that the notice's page gives."""
    values: dict[str, object] = {"amount": ceiling(chosen), "number": query.get("number", "")[:60]}
    try:
        values["date"] = date.fromisoformat(query.get("date", ""))
    except ValueError:
        values["date"] = None
    return values


@require_http_methods(["GET", "HEAD", "POST"])
def allocation_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Form that corrects the notice of activity ``pk``, with a reason."""
    activity = doors.open_door(Activity, request.user, Can.ALLOCATE, pk=pk)
    check_correct_allocation(request.user, activity)
    dates = {day.number: day.date for day in activity.days.all()}
    stored = queries.allocation_values(activity)
    data = request.POST if request.method == "POST" else None
    form = CorrectionForm(data, initial=stored, chosen=activity.chosen, dates=dates)
    if data is None:
        return _page(request, activity.chosen, form, activity=activity)
    if not form.is_valid():
        return _page(request, activity.chosen, form, 422, activity=activity)
    try:
        correct_allocation(activity=activity, **form.cleaned_data, by=request.user)
    except Refused as refused:
        form.add_error(None, refused.reason)
        return _page(request, activity.chosen, form, 409, activity=activity)
    say_saved(request, "แก้ไขการจัดสรรงบประมาณแล้ว", form)
    return _done(request, activity, form)


def _done(request: HttpRequest, activity: Activity, form: AllocationForm) -> HttpResponse:
    for text in queries.allocation_warnings(activity.chosen, form.cleaned_data["date"]):
        messages.warning(request, text)
    return redirect("activity", activity.pk)


def _page(
    request: HttpRequest,
    chosen: ChosenGroup,
    form: AllocationForm,
    status: int = 200,
    *,
    activity: Activity | None = None,
) -> HttpResponse:
    context = {
        "chosen": chosen,
        "activity": activity,
        "group": chosen.nomination.group,
        "ceiling": ceiling(chosen),
        "form": form,
    }
    return render(request, "projects/allocation.html", context, status=status)
