"""The action plan: written by the district, checked, sent, returned, accepted."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from cdd_network import doors
from cdd_network.refusal import refusal_of
from cdd_network.roles import Can
from projects import cards, queries
from projects.actions import plans
from projects.forms.plan import ReturnForm
from projects.models import ActionPlan, Activity
from projects.rules import check_edit, check_review, check_sent
from projects.states import PaperState
from projects.views.plan_edit import plan_edit

__all__ = [
    "plan",
    "plan_accept",
    "plan_begin",
    "plan_edit",
    "plan_receipt",
    "plan_return",
    "plan_submit",
]


def _open(request: HttpRequest, act: Can, pk: int) -> ActionPlan:
    return queries.with_activity(doors.open_door(ActionPlan, request.user, act, pk=pk))


@require_POST
def plan_begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the plan of activity ``pk``, filled from the proposal; a second click opens it."""
    activity = doors.open_door(Activity, request.user, Can.RUN_ACTIVITY, pk=pk)
    begun = plans.begin_plan(activity=activity, by=request.user)
    return redirect("plan_edit", begun.pk)


@require_safe
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan as it stands: check before sending, or the province's desk."""
    return _page(request, _open(request, Can.SEE_ACTIVITY, pk), ReturnForm())


@require_POST
def plan_submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the plan; a second click leads to the same receipt."""
    found = _open(request, Can.RUN_ACTIVITY, pk)
    if found.state != PaperState.SUBMITTED:
        plans.submit_plan(plan=found, by=request.user)
    return redirect("plan_receipt", pk)


@require_safe
def plan_receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """What was sent, when, and what happens next; refused before it is sent."""
    found = _open(request, Can.RUN_ACTIVITY, pk)
    check_sent(found)
    context = cards.receipt(cards.PLAN, found)
    return render(request, "projects/receipt.html", context)


@require_POST
def plan_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the plan back with the province's note."""
    found = _open(request, Can.REVIEW_REPORT, pk)
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, 422)
    plans.return_plan(plan=found, note=form.cleaned_data["note"], by=request.user)
    messages.success(request, "ส่งแผนปฏิบัติการฯ กลับให้อำเภอแก้ไขแล้ว")
    return redirect("plan", pk)


@require_POST
def plan_accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept the plan."""
    found = _open(request, Can.REVIEW_REPORT, pk)
    plans.accept_plan(plan=found, by=request.user)
    messages.success(request, "รับแผนปฏิบัติการฯ แล้ว")
    return redirect("plan", pk)


def _page(
    request: HttpRequest, found: ActionPlan, form: ReturnForm, status: int = 200
) -> HttpResponse:
    user = request.user
    page = queries.plan_page(found)
    context = {
        "plan": found,
        "activity": found.activity,
        "page": page,
        "card": cards.paper_card(user, cards.PLAN, found.activity, found),
        "form": form,
        "may_edit": not refusal_of(check_edit, user, found),
        "may_review": not refusal_of(check_review, user, found),
    }
    return render(request, "projects/plan.html", context, status=status)
