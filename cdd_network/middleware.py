"""Turns a refusal that no view caught into a calm page that says why."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from cdd_network.refusal import Refused


class RefusedMiddleware:
    """Answers ``Refused`` with status 409 and the reason in Thai."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Only refusals are answered here; real errors go on."""
        if not isinstance(error, Refused):
            return None
        context = {"reason": error.reason, "back_url": _where_from(request)}
        return render(request, "cdd_network/refused.html", context, status=409)


def _where_from(request: HttpRequest) -> str:
    """The page of ours that the act came from, or '' when that is not known or is this very page."""
    page = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(
        page, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return page if ours and page != request.build_absolute_uri() else ""
