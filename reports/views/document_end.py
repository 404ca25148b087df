"""How a document ends: a draft is discarded, what was issued is revoked or replaced."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cdd_network.refusal import Refused
from reports import papers, queries, rules
from reports.actions import document_end as end
from reports.actions import documents as acts
from reports.forms.issue import ReasonForm
from reports.models import Document
from reports.views.own import open_own

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
def document_discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a draft, asked once more."""
    paper = open_own(request.user, pk)
    rules.check_discard(request.user, paper)
    if request.method == "POST":
        name = paper.get_kind_display()
        acts.discard_draft(document=paper, by=request.user)
        messages.success(request, f"ลบฉบับร่าง{name}แล้ว")
        return redirect("documents")
    return render(request, "reports/document_discard.html", _context(paper))


@require_http_methods(METHODS)
def document_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Take its force away, with a reason. There is no way back."""
    paper = open_own(request.user, pk)
    if paper.is_issued and not paper.in_force:
        return _ended_before(request, paper)
    rules.check_revoke(request.user, paper)

    def revoke(reason: str) -> HttpResponse:
        end.revoke_document(document=paper, reason=reason, by=request.user)
        said = f"ยกเลิก{paper.get_kind_display()}แล้ว โปรดแจ้งผู้รับที่ได้เอกสารไปแล้วด้วย"
        messages.success(request, said)
        return redirect("document", paper.pk)

    return _with_reason(request, paper, "reports/document_revoke.html", revoke)


@require_http_methods(METHODS)
def document_replace(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the draft that is to take its place, with a reason."""
    paper = open_own(request.user, pk)
    draft = queries.draft_instead(paper)
    if draft is not None:
        messages.info(request, "ฉบับร่างแทนเอกสารนี้มีอยู่แล้ว")
        return redirect("document", draft.pk)
    if paper.is_issued and not paper.in_force:
        return _ended_before(request, paper)
    rules.check_replace(request.user, paper)

    def replace(reason: str) -> HttpResponse:
        made = end.replace_document(document=paper, reason=reason, by=request.user)
        said = "สร้างฉบับร่างใหม่แล้ว ฉบับเดิมยังมีผลใช้บังคับจนกว่าจะออกฉบับนี้"
        messages.success(request, said)
        return redirect("document", made.pk)

    return _with_reason(request, paper, "reports/document_replace.html", replace)


def _with_reason(
    request: HttpRequest, paper: Document, template: str, act: Callable[[str], HttpResponse]
) -> HttpResponse:
    """The page that asks for the reason, then the act."""
    form = ReasonForm(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_bound and form.is_valid():
        try:
            return act(form.cleaned_data["reason"])
        except Refused as refused:  # another officer came first
            form.add_error(None, refused.reason)
            status = 409
    elif form.is_bound:
        status = 422
    return render(request, template, {**_context(paper), "form": form}, status=status)


def _ended_before(request: HttpRequest, paper: Document) -> HttpResponse:
    """A second click, or a second officer: what was wanted is done."""
    messages.info(request, f"เอกสารนี้{paper.get_state_display()}")
    return redirect("document", paper.pk)


def _context(paper: Document) -> dict[str, object]:
    return {
        "document": paper,
        "subject": papers.subject_of(paper),
        "number": paper.number_text,
        "replaces": queries.name_of(paper, paper.supersedes),
    }
