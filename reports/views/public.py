"""Behind a document's printed address: no account, no session, nothing personal, no write."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from reports import papers, queries, queries_public
from reports.views.pdf_answer import pdf_answer

PAGE_CACHE = "public, max-age=60"
"""A minute: that is how long a revocation may stay unseen."""


@login_not_required
@require_safe
def public_document(request: HttpRequest, token: str) -> HttpResponse:
    """What was issued under the address, whether it holds, and how to tell a true copy."""
    paper = get_object_or_404(queries_public.public_document(token))
    context = {
        "document": paper,
        "subject": "" if paper.secrecy else papers.subject_of(paper),
        "number": paper.number_text,
        "replacement": queries.replacement_of(paper),
        "enclosures": queries.enclosures(queries_public.public_enclosures(paper)),
        "groups": queries_public.grouped(paper.file.sha256),
    }
    # Without the request: the page asks for no account, so that it is the same for everybody.
    response = HttpResponse(render_to_string("reports/public_document.html", context))
    response["Cache-Control"] = PAGE_CACHE
    return response


@login_not_required
@require_safe
def public_result(request: HttpRequest, token: str) -> HttpResponse:
    """The announced result of a province: names and places alone; 404 before it is announced."""
    found = get_object_or_404(queries_public.announced_round(token))
    context = {"round": found, "shown": queries_public.result_of(found)}
    response = HttpResponse(render_to_string("reports/public_result.html", context))
    response["Cache-Control"] = PAGE_CACHE
    return response


@login_not_required
@require_safe
def public_digests(request: HttpRequest, token: str) -> HttpResponse:
    """Digests alone of the document, of its recipients' copies and of its enclosures."""
    paper = get_object_or_404(queries_public.public_document(token))
    held = queries_public.digests(paper)
    response = JsonResponse(
        {"document": held.document, "copies": held.copies, "enclosures": held.enclosures}
    )
    response["Cache-Control"] = PAGE_CACHE
    return response


@login_not_required
@require_safe
def public_enclosure(request: HttpRequest, token: str, number: int) -> HttpResponse:
    """One enclosure's frozen bytes, while its letter is in force."""
    held = get_object_or_404(queries_public.public_enclosure(token, number))
    return pdf_answer(
        request,
        lambda: bytes(held.data),
        name=held.title,
        digest=held.sha256,
        cache=PAGE_CACHE,
    )
