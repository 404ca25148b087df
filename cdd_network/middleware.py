"""Turns a refusal that no view caught into a calm page that says why."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

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
        context = {"reason": error.reason, "back_url": request.path if request.method == "GET" else ""}
        return render(request, "cdd_network/refused.html", context, status=409)
