"""PDFs of forms, filled and blank: what the selection and the districts' work print."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from cdd_network.doors import open_door
from cdd_network.roles import Can, may
from cdd_network.thai import small_int
from projects.models import ActionPlan, Activity
from reports import blanks, letters, papers, papers_selection, queries
from reports.form_rules import check_all_sheets
from reports.models import SummaryReport
from reports.source import Source
from reports.views.pdf_answer import pdf_answer
from selection.decision_rules import check_see_points
from selection.models import CommitteeMember, Nomination, Round
from selection.queries import sheet_of


@require_safe
def criteria_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The criteria of a round, as its province set them."""
    found = open_door(Round, request.user, Can.SEE_ROUND, pk=pk)
    return _answer(request, papers_selection.criteria_of(found))


@require_safe
def proposal_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """A nomination in the form of 11 items; a committee member reads what was accepted."""
    act = Can.SCORE if may(request.user, Can.SCORE) else Can.SEE_NOMINATION
    found = open_door(Nomination, request.user, act, pk=pk)
    return _answer(request, papers_selection.proposal_of(found))


@require_safe
def score_sheets_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Blank score sheets of the province's own round: every member's, or those of ``?seat=``."""
    found = open_door(Round, request.user, Can.DECIDE, pk=pk)
    if not request.GET.get("seat"):
        check_all_sheets(found)
        return _answer(request, papers_selection.score_sheets_of(found))
    key = small_int(request.GET["seat"]) or 0
    seat = open_door(CommitteeMember, request.user, Can.DECIDE, round_id=pk, pk=key)
    return _answer(request, papers_selection.score_sheets_of(found, seat))


@require_safe
def score_sheet_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The member's own sheet of a nomination; nobody else has a door to it."""
    found = open_door(Nomination, request.user, Can.SCORE, pk=pk)
    seat = open_door(CommitteeMember, request.user, Can.SCORE, round_id=found.round_id)
    sheet = sheet_of(seat, found)
    return _answer(request, papers_selection.score_sheet_of(seat, found, sheet))


@require_safe
def result_table_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The table for the committee's file; refused, as the page of scores is, until all are in."""
    found = open_door(Round, request.user, Can.DECIDE, pk=pk)
    check_see_points(request.user, found)
    return _answer(request, papers_selection.result_table_of(found))


@require_safe
def registration_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Sheets of registration for the days of an activity."""
    found = open_door(Activity, request.user, Can.SEE_ACTIVITY, pk=pk)
    return _answer(request, papers.registration_of(found))


@require_safe
def satisfaction_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The participants' survey, headed for an activity."""
    found = open_door(Activity, request.user, Can.SEE_ACTIVITY, pk=pk)
    return _answer(request, papers.satisfaction_of(found))


@require_safe
def plan_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """A filled action plan in the department's form."""
    plan = open_door(ActionPlan, request.user, Can.SEE_ACTIVITY, pk=pk)
    return _answer(request, papers.plan_of(plan))


@require_safe
def summary_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """A filled summary in the department's form, with its photographs."""
    report = open_door(SummaryReport, request.user, Can.SEE_ACTIVITY, pk=pk)
    return _answer(request, papers.summary_of(report))


@require_safe
def form_pdf(request: HttpRequest, kind: str) -> HttpResponse:
    """A paper of the year's programme alone; ``?year=`` (BE), without it the newest."""
    programme = queries.programme(request.GET.get("year", ""))
    if programme is None or kind not in blanks.FORMS:
        raise Http404
    name = f"{blanks.FORMS[kind]} {programme.year}"
    return _answer(request, blanks.form_of(programme, kind), name)


def _answer(request: HttpRequest, paper: letters.Paper, name: str = "") -> HttpResponse:
    """The paper as PDF, or 304 before any page is set when the reader has this very source."""
    source = Source(paper)
    return pdf_answer(
        request, lambda: source.pdf().data, name=name or paper.title, digest=source.digest
    )
