"""The summary report: begun, checked, sent, returned, accepted, opened again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from projects.views.desk import Desk
from reports import queries_summary
from reports.actions import summaries
from reports.models import SummaryReport
from reports.summary_answers import sections_of


def summary_page(
    request: HttpRequest, found: SummaryReport, shared: dict[str, object]
) -> HttpResponse:
    """The eight items with what is missing, where they stand, and the province's desk."""
    edit_url = reverse("summary_edit", args=[found.pk]) if shared["may_edit"] else ""
    page = queries_summary.summary_page(found, edit_url=edit_url)
    context = {
        "report": found,
        "page": page,
        "filled": queries_summary.filled_items(found, page.days),
        "edit_url": edit_url,
        **shared,
    }
    return render(request, "reports/summary.html", context)


desk = Desk(
    model=SummaryReport,
    kind=queries_summary.SUMMARY,
    begins=lambda activity, by: summaries.begin_summary(activity=activity, by=by),
    sends=lambda report, version, by: summaries.submit_summary(
        report=report, version=version, by=by
    ),
    sections=sections_of,
    page=summary_page,
)
