"""Behind a letter's QR: no account, no session, no script, nothing personal."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from reports import papers, queries
from reports.views.pdf_answer import pdf_answer

PAGE_CACHE = "public, max-age=600"
FILE_CACHE = "public, max-age=86400"  # frozen bytes never change


@login_not_required
@require_safe
def public_document(request: HttpRequest, token: str) -> HttpResponse:
    """What the letter is, and its enclosures as files."""
    letter = get_object_or_404(queries.public_document(token))
    context = {
        "letter": letter,
        "subject": papers.subject_of(letter),
        "number": letter.number_text,
        "enclosures": queries.enclosures(letter),
    }
    # Without the request: the page asks for no account, so that it is the same for everybody.
    response = HttpResponse(render_to_string("reports/public_document.html", context))
    response["Cache-Control"] = PAGE_CACHE
    return response


@login_not_required
@require_safe
def public_enclosure(request: HttpRequest, token: str, number: int) -> HttpResponse:
    """One enclosure's frozen bytes."""
    held = get_object_or_404(queries.public_enclosure(token, number))
    return pdf_answer(
        request,
        lambda: bytes(held.data),
        name=held.title,
        digest=held.sha256,
        cache=FILE_CACHE,
    )
