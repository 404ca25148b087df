"""The action plan: written by the district, checked, sent, returned, accepted."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from projects import cards, queries
from projects.actions import plans
from projects.models import ActionPlan
from projects.plan_answers import sections_of
from projects.views.desk import Desk


def plan_page(request: HttpRequest, found: ActionPlan, shared: dict[str, object]) -> HttpResponse:
    """The plan with what is missing, where it stands, and the province's desk."""
    context = {"plan": found, "page": queries.plan_page(found), **shared}
    return render(request, "projects/plan.html", context)


desk = Desk(
    model=ActionPlan,
    kind=cards.PLAN,
    begins=lambda activity, by: plans.begin_plan(activity=activity, by=by),
    sends=lambda plan, version, by: plans.submit_plan(plan=plan, version=version, by=by),
    sections=lambda plan: sections_of(plan, list(queries.with_items(plan).items.all())),
    page=plan_page,
)
