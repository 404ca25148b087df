"""Many people at once: lines pasted or a workbook, shown as they were understood, then added."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cdd_network.refusal import Refused
from cdd_network.uploads import PEOPLE, takes
from projects import queries_people as queries
from projects.actions.people import add_people
from projects.forms.people import LinesForm, WorkbookForm
from projects.forms.people_plan import Plan, plan_of, text_of_workbook
from projects.models import Event
from projects.people_rules import check_people
from projects.views.people import event_of


@require_http_methods(["GET", "HEAD", "POST"])
def people_paste(request: HttpRequest, pk: int) -> HttpResponse:
    """Nothing is kept between the plan and its confirmation but in the page itself."""
    event = event_of(request, pk)
    check_people(request.user, event)
    if request.method != "POST":
        return _page(request, event, LinesForm(), WorkbookForm())
    form = LinesForm(request.POST)
    if not form.is_valid():
        return _page(request, event, form, WorkbookForm(), status=422)
    return _decide(request, event, form)


@takes(PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def people_import(request: HttpRequest, pk: int) -> HttpResponse:
    """A workbook becomes lines, and goes the way of lines from there."""
    event = event_of(request, pk)
    check_people(request.user, event)
    if request.method != "POST":
        return redirect("people_paste", pk)
    file = WorkbookForm(request.POST, request.FILES)
    if not file.is_valid():
        return _page(request, event, LinesForm(), file, status=422)
    try:
        form = LinesForm({"text": text_of_workbook(file.data_of_file())})
    except Refused as refused:
        file.add_error("file", refused.reason)
        return _page(request, event, LinesForm(), file, status=422)
    if not form.is_valid():
        return _page(request, event, form, WorkbookForm(), status=422)
    return _decide(request, event, form)


def _decide(request: HttpRequest, event: Event, form: LinesForm) -> HttpResponse:
    """Add all, when this very plan was shown and nothing is left to mend; else show it."""
    plan = plan_of(form.cleaned_data["text"], queries.people_of(event), form.cut)
    if request.POST.get("act") != "confirm":
        return _plan(request, event, plan)
    if request.POST.get("digest") != plan.digest or plan.counts["refused"]:
        return _plan(request, event, plan, moved=True, status=409)
    made = add_people(event=event, rows=plan.added, by=request.user)
    messages.success(request, f"เพิ่มแล้ว {len(made)} คน")
    return redirect("people", event.pk)


def _plan(
    request: HttpRequest, event: Event, plan: Plan, *, moved: bool = False, status: int = 200
) -> HttpResponse:
    total = plan.listed + len(plan.added)
    context = {
        "event": event,
        "plan": plan,
        "moved": moved,
        "total": total,
        "over": max(0, total - event.rule.people),
        "form": LinesForm({"text": plan.text}),
        **queries.purpose(event),
    }
    return render(request, "projects/people_plan.html", context, status=status)


def _page(
    request: HttpRequest, event: Event, form: LinesForm, file: WorkbookForm, status: int = 200
) -> HttpResponse:
    context = {
        "event": event,
        "form": form,
        "file": file,
        "forms": [form, file],
        "has_errors": status == 422,
        **queries.purpose(event),
    }
    return render(request, "projects/people_paste.html", context, status=status)
