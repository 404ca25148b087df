"""PDFs of the districts' forms, filled and blank."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from cdd_network.doors import open_door
from cdd_network.roles import Can
from projects.models import ActionPlan
from reports import blanks, letters, papers, queries
from reports.models import SummaryReport
from reports.source import Source
from reports.views.pdf_answer import pdf_answer


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
    name = f"{queries.form_titles()[kind]} {programme.year}"
    return _answer(request, blanks.form_of(programme, kind), name)


def _answer(request: HttpRequest, paper: letters.Paper, name: str = "") -> HttpResponse:
    """The paper as PDF, or 304 before any page is set when the reader has this very source."""
    source = Source(paper)
    return pdf_answer(
        request, lambda: source.pdf().data, name=name or paper.title, digest=source.digest
    )
