"""Pages that need no account are open to machines too: what one network sends and misses is counted.

A hall of sixty telephones shares one address, and so do hundreds of a mobile network: the bound is far
above what people do. Looking is never counted, so that a page that is read writes nothing. Past the
bound nothing is written either. The tokens are no man's to guess; the bound is for the machine's sake.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from math import ceil

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.crypto import salted_hmac

from cdd_network.address import address_of
from cdd_network.browsers import is_own_machine, network_of
from cdd_network.models import SignInTry

MOST = 600
"""Posts and misses of one network within ``SPAN``."""
SPAN = timedelta(minutes=5)
MOST_BODY = 256 * 1024
"""Bytes that a public form may send: the longest survey in Thai is a fifth of it."""
LOOKING = {"GET", "HEAD", "OPTIONS", "TRACE"}


class PublicBrakeMiddleware:
    """Stands before the check for forgery, which would read a body whole."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """A miss is counted when it has been found to be one."""
        response = self.get_response(request)
        missed = response.status_code == 404 and request.method in LOOKING
        if missed and getattr(request, "is_public_page", False) and not _passes(request):
            return too_many()
        return response

    def process_view(
        self, request: HttpRequest, view_func: Callable, view_args: tuple, view_kwargs: dict
    ) -> HttpResponse | None:
        """What is sent to a public page is measured and counted before it is looked at."""
        request.is_public_page = not getattr(view_func, "login_required", True)
        if not request.is_public_page or request.method in LOOKING:
            return None
        told = request.META.get("CONTENT_LENGTH") or "0"
        if told.isdecimal() and int(told) > MOST_BODY:
            return _page("413.html", 413, {})
        return None if _passes(request) else too_many()


def too_many() -> HttpResponse:
    """The page that asks to wait, with the seconds as a header."""
    seconds = ceil(SPAN.total_seconds() - timezone.now().timestamp() % SPAN.total_seconds())
    page = _page("429.html", 429, {"minutes": ceil(seconds / 60)})
    page["Retry-After"] = str(seconds)
    return page


def _page(name: str, status: int, context: dict[str, object]) -> HttpResponse:
    page = HttpResponse(render_to_string(name, context), status=status)
    page["Cache-Control"] = "no-store"
    return page


def _passes(request: HttpRequest) -> bool:
    """Count one more of the caller's network; False past the bound. Never more than ``MOST`` pass."""
    address = address_of(request)
    if is_own_machine(
        address
    ):  # a proxy that TRUSTED_PROXY does not name: all would share one count
        return True
    now = timezone.now()
    keys = _keys(address, int(now.timestamp() // SPAN.total_seconds()))
    own = SignInTry.objects.filter(**keys)
    if own.filter(tries__gte=MOST).exists():
        return False
    more = {"tries": F("tries") + 1, "last_at": now}
    if own.filter(tries__lt=MOST).update(**more):
        return True
    _, fresh = SignInTry.objects.get_or_create(**keys, defaults={"tries": 1, "last_at": now})
    return fresh or bool(own.filter(tries__lt=MOST).update(**more))


def _keys(address: str, span: int) -> dict[str, str]:
    """Digests under which a span of time is counted; apart from those of signing in."""

    def digest(text: str) -> str:
        return salted_hmac("cdd_network.public_brake", text, algorithm="sha256").hexdigest()

    return {"name": digest(f"span {span}"), "address": digest(f"address {network_of(address)}")}
