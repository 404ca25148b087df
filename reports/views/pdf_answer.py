"""A PDF as an answer: shown in the browser, named in Thai, told apart by a digest."""

from collections.abc import Callable
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

PRIVATE = "private, no-cache"
"""Kept by the reader's browser alone, and asked again whether it still holds."""


def pdf_answer(
    request: HttpRequest,
    make: Callable[[], bytes],
    *,
    name: str,
    digest: str,
    cache: str = PRIVATE,
) -> HttpResponse:
    """What ``make`` gives under the file name ``name`` (without ending).

    ``digest`` names the content: a reader who has it gets 304, and nothing is made.
    """
    etag = f'"{digest}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = HttpResponse(make(), content_type="application/pdf")
        thai_name = quote(f"{name}.pdf")
        response["Content-Disposition"] = (
            f"inline; filename=\"document.pdf\"; filename*=UTF-8''{thai_name}"
        )
    response["ETag"] = etag
    response["Cache-Control"] = cache
    return response
