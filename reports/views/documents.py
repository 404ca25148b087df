"""Pages of a province's documents: list, preview, edit, issue."""

from csp.constants import SELF
from csp.decorators import csp_replace
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cdd_network import thai
from cdd_network.doors import open_door, visible
from cdd_network.lists import asked, paged
from cdd_network.notices import say_saved
from cdd_network.refusal import Refused, refusal_of
from cdd_network.roles import Can, may
from cdd_network.workbook import workbook_response
from reports import facts, papers, queries, rules
from reports.actions import documents as acts
from reports.forms.documents import (
    IssueForm,
)
from reports.kinds import public_address
from reports.models import Document
from reports.source import Source
from reports.stamps import Stamp
from reports.states import DocumentState
from reports.views.own import open_own
from reports.views.pdf_answer import pdf_answer
from selection.models import Round


@require_safe
def documents(request: HttpRequest) -> HttpResponse:
    """The list; for the province also what its rounds have not got yet."""
    query = asked(request.GET)
    found = queries.documents(visible(Document, request.user, Can.SEE_DOCUMENT), query)
    if query.get("format") == "xlsx":
        return workbook_response("หนังสือและประกาศ", queries.HEADS, queries.rows(found))
    manages = may(request.user, Can.ISSUE_DOCUMENT)
    rounds = visible(Round, request.user, Can.ISSUE_DOCUMENT) if manages else ()
    context = {
        "page_obj": paged(found, query),
        "to_make": queries.to_make(request.user, rounds),
        "manages": manages,
        "kinds": Document.Kind.choices,
        "states": DocumentState.choices,
        "query": query,
        "filtered": any(query.get(name) for name in ("q", "kind", "state")),
    }
    return render(request, "reports/documents.html", context)


@require_POST
def document_new(request: HttpRequest) -> HttpResponse:
    """Make a round's document of one kind, or open the one that is there."""
    pk = request.POST.get("round", "")
    opened = open_door(Round, request.user, Can.ISSUE_DOCUMENT, pk=thai.small_int(pk) or 0)
    made = acts.draft_document(round=opened, kind=request.POST.get("kind", ""), by=request.user)
    return redirect("document", made.pk)


@require_safe
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """The document in the page, what it wants, what is odd, and what may be done next."""
    paper = open_door(Document, request.user, Can.SEE_DOCUMENT, pk=pk)
    manages = may(request.user, Can.ISSUE_DOCUMENT)
    draft = not paper.is_issued
    context = {
        "document": paper,
        "manages": manages,
        "subject": papers.subject_of(paper),
        "number": paper.number_text,
        "gaps": rules.gaps(paper) if draft else [],
        "faults": queries.faults(paper, None) if draft else [],
        "unset": refusal_of(rules.check_preview, paper) if draft else "",
        "no_issue": refusal_of(rules.check_issue, request.user, paper) if draft else "",
        "pages": None if draft else queries.frozen_pages(paper),
        "enclosures": [] if draft else queries.enclosures(paper),
        "address": public_address(paper) if not draft else "",
    }
    return render(request, "reports/document.html", context)


@xframe_options_sameorigin
@csp_replace({"frame-ancestors": [SELF]})
@require_safe
def document_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The frozen bytes of an issued document; a draft is set anew with its mark «ร่าง»."""
    paper = open_door(Document, request.user, Can.SEE_DOCUMENT, pk=pk)
    name = paper.get_kind_display()
    if paper.is_issued:
        frozen = paper.file
        return pdf_answer(request, lambda: bytes(frozen.data), name=name, digest=frozen.sha256)
    rules.check_preview(paper)
    source = Source(papers.paper_of(paper, None))
    return pdf_answer(request, lambda: source.pdf().data, name=f"ร่าง {name}", digest=source.digest)


@require_http_methods(["GET", "HEAD", "POST"])
def document_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Number and date from the register; «ตรวจ» shows what will be printed, the other issues."""
    paper = open_own(request.user, pk)
    if paper.is_issued:
        messages.info(request, rules.issued_text(paper))
        return redirect("document", paper.pk)
    rules.check_issue(request.user, paper)
    form = IssueForm(request.POST if request.method == "POST" else None, document=paper)
    if not form.is_bound:
        return _issue_page(request, paper, form)
    if not form.is_valid():
        return _issue_page(request, paper, form, status=422)
    if "check" in request.POST:
        return _issue_page(request, paper, form)
    try:
        acts.issue_document(document=paper, **form.stamp, by=request.user)
    except Refused as refused:
        if paper.is_issued:  # a second click, or a second officer
            messages.info(request, rules.issued_text(paper))
            return redirect("document", paper.pk)
        form.add_error(None, refused.reason)
        return _issue_page(request, paper, form, status=409)
    say_saved(request, f"ออก{paper.get_kind_display()}เรียบร้อยแล้ว", form)
    return redirect("document", paper.pk)


def _issue_page(
    request: HttpRequest, paper: Document, form: IssueForm, *, status: int = 200
) -> HttpResponse:
    checked = form.is_bound and not form.errors
    stamp = Stamp(**form.told) if checked else None
    context = {
        "document": paper,
        "form": form,
        "faults": queries.faults(paper, stamp),
        "checked": checked,
        "number": stamp.printed(paper.office.code) if stamp else "",
        "day": stamp.day if stamp else None,
        "signature": facts.signature(paper.signatory).lines,
    }
    return render(request, "reports/document_issue.html", context, status=status)
