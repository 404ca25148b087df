"""A line of the log for each request, and the number under which its lines are found."""

import logging
import re
import secrets
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from cdd_network.logs import about, discreet

logger = logging.getLogger("cdd_network.requests")
HEADER = "X-Request-Id"
_GIVEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{7,63}")
UNTOLD = ("/healthz", "/readyz")
"""What a machine asks every few seconds; told only when the answer is an error."""


def id_of(request: HttpRequest) -> str:
    """The number that a trusted proxy gave the request, else one of ours, short enough to be read
    out on the telephone.
    """
    given = request.headers.get(HEADER, "") if settings.TRUSTED_PROXY else ""
    return given if _GIVEN.fullmatch(given) else secrets.token_hex(6)


class RequestLogMiddleware:
    """Outermost: what any other answers has its number too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer within the number; tell method, path without its query, who by key, how long."""
        request.id, began = id_of(request), time.perf_counter()
        with about(request_id=request.id):
            response = self.get_response(request)
            response.headers[HEADER] = request.id
            if _is_told(request.path, response.status_code):
                _tell(request, response.status_code, (time.perf_counter() - began) * 1000)
        return response


def _is_told(path: str, status: int) -> bool:
    quiet = path in UNTOLD or path.startswith(settings.STATIC_URL)
    return status >= 400 or not quiet


def _tell(request: HttpRequest, status: int, took: float) -> None:
    # Who was looked up for the answer: nobody is looked up for the log.
    user = getattr(request, "_cached_user", None)
    path = discreet(request.path)
    told = {"method": request.method, "path": path, "status": status, "ms": round(took, 1)}
    whom = {"user": user.pk, "office": getattr(user, "office_id", None)} if user else {}
    logger.info("%s %s %s", request.method, path, status, extra={**told, **whom})
