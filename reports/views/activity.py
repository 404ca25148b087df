"""Activities: the list, and the hub of one with its days, plan and summary."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from cdd_network import doors
from cdd_network.lists import asked, paged
from cdd_network.refusal import refusal_of
from cdd_network.roles import Can
from cdd_network.workbook import workbook_response
from projects import queries
from projects.models import Activity
from projects.queries_events import own_days
from projects.queries_follow_up import times_of
from projects.queries_gate import share_words
from projects.rules import check_correct_allocation, check_days, check_run
from projects.site_rules import site_text
from reports import queries_activities as listing
from reports import queries_summary as summaries
from reports.event_hub import every_part, today_of
from reports.notice import notice_of


@require_safe
def activities(request: HttpRequest) -> HttpResponse:
    """Chosen groups and where each stands; ``?format=xlsx`` gives them all as a workbook."""
    query = asked(request.GET)
    rows = listing.chosen_rows(request.user, query)
    if query.get("format") == "xlsx":
        every = listing.activity_rows(request.user, list(rows))
        cells = [row.cells() for row in every]
        return workbook_response("กิจกรรมและรายงาน", listing.HEADS, cells)
    page_obj = paged(listing.on_screen(rows), query)
    context = {
        "page_obj": page_obj,
        "rows": listing.activity_rows(request.user, list(page_obj)),
        "own_days": own_days(request.user, query),
        "stages": listing.STAGES,
        "years": listing.years(request.user),
        "query": query,
        "filtered": any(query.get(name) for name in ("q", "stage", "year")),
    }
    return render(request, "reports/activities.html", context)


@require_safe
def activity(request: HttpRequest, pk: int) -> HttpResponse:
    """The hub: budget, days and study site, plan, summary, each with its next act."""
    with_papers = doors.visible(Activity, request.user, Can.SEE_ACTIVITY).select_related(
        "actionplan", "summaryreport", summaries.SUMMARY.then
    )
    found = get_object_or_404(with_papers, pk=pk)
    days = queries.with_days(found).days.all()
    days_refusal = refusal_of(check_days, request.user, found)
    context = {
        "activity": found,
        "allocation": found.allocation,
        "share": share_words(found),
        "site_text": site_text(found),
        "notice": notice_of(request.user, found),
        "days": queries.day_rows(found, days),
        "warnings": queries.day_warnings(found, days),
        "parts": every_part(found, request.user),
        "times": times_of(found),
        "today": today_of(found, request.user),
        "cards": summaries.papers(request.user, found),
        "may_run": not refusal_of(check_run, request.user, found),
        "may_correct": not refusal_of(check_correct_allocation, request.user, found),
        "days_refusal": days_refusal,
        "days_done": queries.days_done(found),
    }
    return render(request, "reports/activity.html", context)
