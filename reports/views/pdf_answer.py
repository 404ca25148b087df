"""A PDF as an answer: shown in the browser, named in Thai, told apart by its hash."""

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

PRIVATE = "private, no-cache"
"""Kept by the reader's browser alone, and asked again whether it still holds."""


def pdf_answer(
    request: HttpRequest, data: bytes, *, name: str, sha256: str, cache: str = PRIVATE
) -> HttpResponse:
    """The bytes under the file name ``name`` (without ending); 304 when the reader has them."""
    etag = f'"{sha256}"'
    response = HttpResponse(data, content_type="application/pdf")
    response["ETag"] = etag
    response["Cache-Control"] = cache
    thai_name = quote(f"{name}.pdf")
    response["Content-Disposition"] = (
        f"inline; filename=\"document.pdf\"; filename*=UTF-8''{thai_name}"
    )
    return get_conditional_response(request, etag=etag, response=response)
