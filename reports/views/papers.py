"""PDFs of the districts' forms, filled and blank."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from cdd_network.doors import open_door
from cdd_network.roles import Can
from projects.models import ActionPlan
from reports import papers, queries
from reports.models import SummaryReport
from reports.views.pdf_answer import pdf_answer


@require_safe
def plan_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """A filled action plan in the department's form."""
    plan = open_door(ActionPlan, request.user, Can.SEE_ACTIVITY, pk=pk)
    paper = papers.plan_of(plan)
    made = paper.pdf()
    return pdf_answer(request, made.data, name=paper.title, sha256=made.sha256)


@require_safe
def summary_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """A filled summary in the department's form, with its photographs."""
    report = open_door(SummaryReport, request.user, Can.SEE_ACTIVITY, pk=pk)
    paper = papers.summary_of(report)
    made = paper.pdf()
    return pdf_answer(request, made.data, name=paper.title, sha256=made.sha256)


@require_safe
def form_pdf(request: HttpRequest, kind: str) -> HttpResponse:
    """A paper of the year's programme alone; ``?year=`` (BE), without it the newest."""
    programme = queries.programme(request.GET.get("year", ""))
    if programme is None or kind not in papers.FORMS:
        raise Http404
    made = papers.form_pdf(programme, kind)
    name = f"{queries.form_titles()[kind]} {programme.year}"
    return pdf_answer(request, made.data, name=name, sha256=made.sha256)
