"""The province notifies the budget of a chosen group."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cdd_network import doors
from cdd_network.notices import say_saved
from cdd_network.refusal import Refused
from cdd_network.roles import Can
from projects.actions.allocations import allot
from projects.forms.allocation import AllocationForm
from projects.queries import allocation_warnings
from projects.rules import ceiling, check_allocate
from selection.models import ChosenGroup


@require_http_methods(["GET", "HEAD", "POST"])
def allocation_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Form of the notice for one chosen group; a second click leads to the same activity."""
    chosen = doors.open_door(ChosenGroup, request.user, Can.ALLOCATE, pk=pk)
    if request.method != "POST":
        check_allocate(request.user, chosen)
        return _page(request, chosen, AllocationForm(chosen=chosen))
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
    for text in allocation_warnings(chosen, form.cleaned_data["date"]):
        messages.warning(request, text)
    return redirect("activity", activity.pk)


def _page(
    request: HttpRequest, chosen: ChosenGroup, form: AllocationForm, status: int = 200
) -> HttpResponse:
    context = {
        "chosen": chosen,
        "group": chosen.nomination.group,
        "ceiling": ceiling(chosen),
        "form": form,
    }
    return render(request, "projects/allocation.html", context, status=status)
