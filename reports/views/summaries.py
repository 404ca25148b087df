"""The summary report: begun, checked, sent, returned, accepted, opened again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from cdd_network.refusal import refusal_of
from projects import cards
from projects.forms.plan import ReturnForm
from projects.rules import check_edit, check_reopen, check_review
from projects.views.desk import Desk
from reports import queries_summary
from reports.actions import summaries
from reports.models import SummaryReport


def summary_page(
    request: HttpRequest, found: SummaryReport, form: ReturnForm, status: int
) -> HttpResponse:
    """The eight items with what is missing, where they stand, and the province's desk."""
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
        "may_reopen": not refusal_of(check_reopen, user, found),
    }
    return render(request, "reports/summary.html", context, status=status)


desk = Desk(
    model=SummaryReport,
    kind=queries_summary.SUMMARY,
    begins=lambda activity, by: summaries.begin_summary(activity=activity, by=by),
    sends=lambda report, version, by: summaries.submit_summary(
        report=report, version=version, by=by
    ),
    page=summary_page,
)
