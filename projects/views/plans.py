"""The action plan: written by the district, checked, sent, returned, accepted."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cdd_network.refusal import refusal_of
from projects import cards, queries
from projects.actions import plans
from projects.forms.plan import ReturnForm
from projects.models import ActionPlan
from projects.rules import check_edit, check_reopen, check_review
from projects.views.desk import Desk


def plan_page(
    request: HttpRequest, found: ActionPlan, form: ReturnForm, status: int
) -> HttpResponse:
    """The plan with what is missing, where it stands, and the province's desk."""
    user = request.user
    context = {
        "plan": found,
        "activity": found.activity,
        "page": queries.plan_page(found),
        "card": cards.paper_card(user, cards.PLAN, found.activity, found),
        "form": form,
        "may_edit": not refusal_of(check_edit, user, found),
        "may_review": not refusal_of(check_review, user, found),
        "may_reopen": not refusal_of(check_reopen, user, found),
    }
    return render(request, "projects/plan.html", context, status=status)


desk = Desk(
    model=ActionPlan,
    kind=cards.PLAN,
    begins=lambda activity, by: plans.begin_plan(activity=activity, by=by),
    sends=lambda plan, version, by: plans.submit_plan(plan=plan, version=version, by=by),
    page=plan_page,
)
