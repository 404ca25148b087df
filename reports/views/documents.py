"""Pages of an office's documents: list, preview, issue."""

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
from projects.models import Activity
from reports import changes, checks, facts, numbering, papers, paths, queries, queries_public, rules
from reports.actions import documents as acts
from reports.forms.issue import IssueForm, with_free_number
from reports.kinds import LetterKind, kind_of, public_address
from reports.models import Document
from reports.queries_copies import copies_shown
from reports.source import Source
from reports.stamps import Stamp, current_year
from reports.states import DocumentState
from reports.views.own import open_own
from reports.views.pdf_answer import pdf_answer
from selection.models import Round


@require_safe
def documents(request: HttpRequest) -> HttpResponse:
    """The list; for who writes documents also the year's papers in order, made or not."""
    query = asked(request.GET)
    seen = visible(Document, request.user, Can.SEE_DOCUMENT)
    found = queries.documents(seen, query)
    if query.get("format") == "xlsx":
        return workbook_response("หนังสือและประกาศ", queries.HEADS, queries.rows(found))
    manages = may(request.user, Can.ISSUE_DOCUMENT)
    page = paged(found, query)
    context = {
        "page_obj": page,
        "rows": queries.list_rows(page),
        "paths": _paths(request, query) if manages else [],
        "manages": manages,
        "kinds": Document.Kind.choices,
        "states": DocumentState.choices,
        "years": queries.years(seen),
        "forms": queries.form_titles(),
        "query": query,
        "filtered": any(query.get(name) for name in ("q", "kind", "state", "year")),
    }
    return render(request, "reports/documents.html", context)


def _paths(request: HttpRequest, query: dict[str, str]) -> list[paths.Path]:
    """The year's papers of the office, as the user may write them."""
    rounds = visible(Round, request.user, Can.ISSUE_DOCUMENT)
    activities = visible(Activity, request.user, Can.ISSUE_DOCUMENT)
    activities = activities.select_related("actionplan", "summaryreport")
    return paths.of_year(request.user, rounds, activities, thai.small_int(query.get("year", "")))


@require_POST
def document_new(request: HttpRequest) -> HttpResponse:
    """Make one kind of document of a round, or of an activity, or open the one that is there."""
    activity, opened = None, None
    if "activity" in request.POST:
        pk = thai.small_int(request.POST["activity"]) or 0
        activity = open_door(Activity, request.user, Can.ISSUE_DOCUMENT, pk=pk)
        opened = activity.chosen.round
    else:
        pk = thai.small_int(request.POST.get("round", "")) or 0
        opened = open_door(Round, request.user, Can.ISSUE_DOCUMENT, pk=pk)
    kind = request.POST.get("kind", "")
    made = acts.draft_document(round=opened, kind=kind, activity=activity, by=request.user)
    return redirect("document", made.pk)


@require_safe
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """The document in the page, what it wants, what is odd, and what may be done next."""
    paper = open_door(Document, request.user, Can.SEE_DOCUMENT, pk=pk)
    manages = may(request.user, Can.ISSUE_DOCUMENT) and paper.office_id == request.user.office_id
    context = {
        "document": paper,
        "manages": manages,
        "subject": papers.subject_of(paper),
        "number": paper.number_text,
        "replaces": queries.name_of(paper, paper.supersedes),
        "result_address": queries_public.result_address(paper) if manages else "",
        **(_issued_context(request, paper) if paper.is_issued else _draft_context(request, paper)),
    }
    return render(request, "reports/document.html", context)


def _draft_context(request: HttpRequest, paper: Document) -> dict[str, object]:
    return {
        "gaps": rules.gaps(paper),
        "faults": checks.faults(paper, None),
        "changes": changes.of(paper),
        "unset": refusal_of(rules.check_preview, paper),
        "no_issue": refusal_of(rules.check_issue, request.user, paper),
    }


def _issued_context(request: HttpRequest, paper: Document) -> dict[str, object]:
    address = public_address(paper)
    enclosures = queries.enclosures(paper.enclosures.all())
    opens = bool(enclosures) and not paper.secrecy
    replacement = queries.replacement_of(paper)
    return {
        "frozen": queries.frozen(paper),
        "enclosures": enclosures,
        "address": address,
        "has_qr": isinstance(kind_of(paper), LetterKind),
        "line_text": queries_public.line_text(
            paper, papers.subject_of(paper), address, opens=opens
        ),
        "replacement": replacement,
        "replaced_by": queries.name_of(paper, replacement),
        "next_pages": kind_of(paper).next_pages(paper),
        "draft_instead": queries.draft_instead(paper),
        "corrected_at": queries.corrected_at(paper),
        "copies": copies_shown(request.user, paper),
        "no_replace": refusal_of(rules.check_replace, request.user, paper),
    }


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
    refusal = refusal_of(rules.check_issue, request.user, paper)
    if refusal and request.method != "POST":  # the document's page lists what to mend, with links
        messages.warning(request, refusal)
        return redirect("document", paper.pk)
    rules.check_issue(request.user, paper)
    form = IssueForm(request.POST if request.method == "POST" else None, document=paper)
    if not form.is_bound:
        return _issue_page(request, paper, form)
    if "free" in request.POST:
        return _with_free(request, paper, form)
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


def _with_free(request: HttpRequest, paper: Document, typed: IssueForm) -> HttpResponse:
    """What was typed, with the next free number of the series asked for."""
    year = _year(typed)
    free = numbering.free_numbers(paper.office_id, kind_of(paper).series, year)
    form = with_free_number(paper, request.POST, free, request.POST["free"])
    return _issue_page(request, paper, form, year=year)


def _year(form: IssueForm) -> int:
    """BE year of the date typed, without one of today."""
    day = form.typed_day()
    return thai.be_year(day) if day else current_year()


def _issue_page(
    request: HttpRequest,
    paper: Document,
    form: IssueForm,
    *,
    status: int = 200,
    year: int | None = None,
) -> HttpResponse:
    checked = form.is_bound and not form.errors
    stamp = Stamp(**form.told) if checked else None
    year = year or _year(form)
    context = {
        "document": paper,
        "form": form,
        "faults": checks.faults(paper, stamp),
        "checked": checked,
        "number": stamp.printed(paper.office.code) if stamp else "",
        "day": stamp.day if stamp else None,
        "signature": facts.signature(paper.signatory).lines,
        "free": numbering.free_numbers(paper.office_id, kind_of(paper).series, year),
        "year": year,
        "replaces": queries.name_of(paper, paper.supersedes),
    }
    return render(request, "reports/document_issue.html", context, status=status)
