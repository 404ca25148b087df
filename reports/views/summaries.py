"""The summary report: begun, checked, sent, returned, accepted."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from cdd_network import doors
from cdd_network.refusal import refusal_of
from cdd_network.roles import Can
from projects import cards
from projects.forms.plan import ReturnForm
from projects.models import Activity
from projects.rules import check_edit, check_review, check_sent
from projects.states import PaperState
from reports import queries_summary
from reports.actions import summaries
from reports.models import SummaryReport
from reports.views.summary_edit import open_summary, summary_edit

__all__ = [
    "summary",
    "summary_accept",
    "summary_begin",
    "summary_edit",
    "summary_receipt",
    "summary_return",
    "summary_submit",
]


@require_POST
def summary_begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the summary of activity ``pk``; a second click opens it."""
    activity = doors.open_door(Activity, request.user, Can.RUN_ACTIVITY, pk=pk)
    begun = summaries.begin_summary(activity=activity, by=request.user)
    return redirect("summary_edit", begun.pk)


@require_safe
def summary(request: HttpRequest, pk: int) -> HttpResponse:
    """The summary as it stands: check before sending, or the province's desk."""
    return _page(request, open_summary(request, Can.SEE_ACTIVITY, pk), ReturnForm())


@require_POST
def summary_submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the summary; a second click leads to the same receipt."""
    found = open_summary(request, Can.RUN_ACTIVITY, pk)
    if found.state != PaperState.SUBMITTED:
        summaries.submit_summary(report=found, by=request.user)
    return redirect("summary_receipt", pk)


@require_safe
def summary_receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """What was sent, when, and what happens next; refused before it is sent."""
    found = open_summary(request, Can.RUN_ACTIVITY, pk)
    check_sent(found)
    context = cards.receipt(queries_summary.SUMMARY, found)
    return render(request, "projects/receipt.html", context)


@require_POST
def summary_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the summary back with the province's note."""
    found = open_summary(request, Can.REVIEW_REPORT, pk)
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, 422)
    summaries.return_summary(report=found, note=form.cleaned_data["note"], by=request.user)
    messages.success(request, "ส่งแบบสรุปผลการดำเนินงานกลับให้อำเภอแก้ไขแล้ว")
    return redirect("summary", pk)


@require_POST
def summary_accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept the summary."""
    found = open_summary(request, Can.REVIEW_REPORT, pk)
    summaries.accept_summary(report=found, by=request.user)
    messages.success(request, "รับแบบสรุปผลการดำเนินงานแล้ว")
    return redirect("summary", pk)


def _page(
    request: HttpRequest, found: SummaryReport, form: ReturnForm, status: int = 200
) -> HttpResponse:
    user = request.user
    may_edit = not refusal_of(check_edit, user, found)
    edit_url = reverse("summary_edit", args=[found.pk]) if may_edit else ""
    page = queries_summary.summary_page(found, edit_url=edit_url)
    context = {
        "report": found,
        "activity": found.activity,
        "page": page,
        "filled": queries_summary.filled_items(found, page.days),
        "card": cards.paper_card(user, queries_summary.SUMMARY, found.activity, found),
        "form": form,
        "may_edit": may_edit,
        "edit_url": edit_url,
        "may_review": not refusal_of(check_review, user, found),
    }
    return render(request, "reports/summary.html", context, status=status)
