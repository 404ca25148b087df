"""PDFs of forms, filled and blank: what the selection and the districts' work print."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from cdd_network.doors import open_door
from cdd_network.roles import Can, may
from cdd_network.thai import small_int
from projects.models import ActionPlan, Event
from projects.queries_people import people_of
from reports import (
    blanks,
    letters,
    papers,
    papers_selection,
    papers_timetable,
    queries,
    queries_copies,
)
from reports.actions.sheets import start_sheets
from reports.form_rules import check_sheets_at_once
from reports.models import SummaryReport
from reports.source import Source
from reports.views.pdf_answer import pdf_answer
from selection.conflict_rules import check_reads
from selection.decision_rules import check_see_points
from selection.models import CommitteeMember, Nomination, Round
from selection.queries_scoring import sheet_of


@require_safe
def criteria_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The criteria of a round, as its province set them."""
    found = open_door(Round, request.user, Can.SEE_ROUND, pk=pk)
    return _answer(request, papers_selection.criteria_of(found))


@require_safe
def proposal_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """A nomination in the form of 11 items; a committee member reads what was accepted, having
    declared no interest in it."""
    act = Can.SCORE if may(request.user, Can.SCORE) else Can.SEE_NOMINATION
    found = open_door(Nomination, request.user, act, pk=pk)
    check_reads(request.user, found)
    return _answer(request, papers_selection.proposal_of(found))


@require_safe
def score_sheets_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Blank score sheets of the province's own round: of the members who score on paper, with
    ``?all=1`` of all, with ``?seat=`` of one. Those of a finished job are given out as they lie."""
    found = open_door(Round, request.user, Can.DECIDE, pk=pk)
    seats = _seats_asked(request, found)
    paper = papers_selection.score_sheets_of(found, seats)
    source = Source(paper)
    held = queries_copies.sheets_of(seats[0], source) if len(seats) == 1 else None
    if held is None:
        check_sheets_at_once(len(paper.sheets))
    return pdf_answer(
        request,
        lambda: held or source.pdf().data,
        name=f"{paper.name} {seats[0].post}" if len(seats) == 1 else paper.title,
        digest=source.digest,
    )


@require_POST
def score_sheets_start(request: HttpRequest, pk: int) -> HttpResponse:
    """Have many sheets made, a file a member, and show how far it is."""
    found = open_door(Round, request.user, Can.DECIDE, pk=pk)
    job = start_sheets(round=found, seats=_seats_asked(request, found), by=request.user)
    return redirect("job", job.pk)


def _seats_asked(request: HttpRequest, found: Round) -> list[CommitteeMember]:
    if key := request.GET.get("seat"):
        number = small_int(key) or 0
        seat = open_door(CommitteeMember, request.user, Can.DECIDE, round_id=found.pk, pk=number)
        return [seat]
    everybody = request.GET.get("all") or request.POST.get("all")
    return (
        papers_selection.scoring_seats(found) if everybody else papers_selection.paper_seats(found)
    )


@require_safe
def score_sheet_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The member's own sheet of a nomination; nobody else has a door to it."""
    found = open_door(Nomination, request.user, Can.SCORE, pk=pk)
    seat = open_door(CommitteeMember, request.user, Can.SCORE, round_id=found.round_id)
    check_reads(request.user, found)
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
    """Sheets of registration for the days of an event, with ``?day=`` for one of them.

    With the names for its office and its province; the department's sheet is blank.
    """
    found = open_door(Event, request.user, Can.SEE_ACTIVITY, pk=pk)
    named = may(request.user, Can.RUN_EVENT) and not found.people_purged_at
    people = people_of(found) if named else ()
    day = small_int(request.GET.get("day", ""))
    paper = papers.registration_of(found, people, day)
    if not paper.sheets:
        raise Http404
    return _answer(request, paper)


@require_safe
def satisfaction_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The participants' survey, headed for an event."""
    found = open_door(Event, request.user, Can.SEE_ACTIVITY, pk=pk)
    return _answer(request, papers.satisfaction_of(found))


@require_safe
def knowledge_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The knowledge test of an event, before and after."""
    found = open_door(Event, request.user, Can.SEE_ACTIVITY, pk=pk)
    return _answer(request, papers.knowledge_of(found))


@require_safe
def timetable_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The timetable of an event; with ``?day=`` of one of its days."""
    found = open_door(Event, request.user, Can.SEE_ACTIVITY, pk=pk)
    paper = papers_timetable.timetable_of(found, small_int(request.GET.get("day", "")))
    if not paper.days:
        raise Http404
    return _answer(request, paper)


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
    """A paper of the year's programme alone; ``?year=`` (BE), without it the newest opened one."""
    programme = queries.programme(request.user, request.GET.get("year", ""))
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
