"""Answers that no view makes: a refusal, a wrong method, an ended login."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

from cdd_network import autosave
from cdd_network.actions_sign_in import FACTOR_WANTED
from cdd_network.refusal import Refused

UNTIL_FACTOR = {"factor", "factor_begin", "factor_cancel", "factor_codes", "own_password"}
"""Pages that open to a login whose second factor is demanded and not yet set up."""

LARGEST_KEY = 2**63 - 1
"""What a database's largest whole number holds; asked for more, it would fail."""


class SignedInMiddleware(LoginRequiredMiddleware):
    """Signed in unless the view is public; after signing in, on to the page one acted from."""

    def process_view(
        self, request: HttpRequest, view_func: Callable, view_args: tuple, view_kwargs: dict
    ) -> HttpResponse | None:
        """A public view is let pass unasked: who is asked varies by cookie and is not cached."""
        if not getattr(view_func, "login_required", True):
            return None
        away = super().process_view(request, view_func, view_args, view_kwargs)
        if away is None and request.session.get(FACTOR_WANTED):
            return self._to_second_factor(request)
        return away

    def _to_second_factor(self, request: HttpRequest) -> HttpResponse | None:
        """Where the installation demands it, nothing else opens before it is set up."""
        if request.resolver_match.url_name in UNTIL_FACTOR:
            return None
        return redirect("factor")

    def handle_no_permission(self, request: HttpRequest, view_func: Callable) -> HttpResponse:
        """To sign in. An act by POST leads back to its page: its own address may take no GET."""
        page = request.get_full_path()
        if request.method not in {"GET", "HEAD"}:
            page = _path_of(_where_from(request)) or page
        field = self.get_redirect_field_name(view_func)
        return redirect_to_login(page, resolve_url(self.get_login_url(view_func)), field)


class RefusedMiddleware:
    """Answers ``Refused`` with status 409 and the reason in Thai, and a wrong method or an impossible
    number calmly.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 405 or not request.accepts("text/html"):
            return response
        page = render(request, "405.html", status=405)
        page["Allow"] = response["Allow"]
        return page

    def process_view(
        self, request: HttpRequest, view_func: Callable, view_args: tuple, view_kwargs: dict
    ) -> None:
        """A number that no row can have names nothing: 404."""
        if any(isinstance(one, int) and one > LARGEST_KEY for one in view_kwargs.values()):
            raise Http404

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Only refusals are answered here; real errors go on."""
        if not isinstance(error, Refused):
            return None
        if autosave.asked(request):
            return autosave.refused(error.reason)
        context = {"reason": error.reason, "back_url": _where_from(request)}
        return render(request, "cdd_network/refused.html", context, status=409)


def _where_from(request: HttpRequest) -> str:
    """The page of ours that the act came from, or '' when that is not known or is this very page."""
    page = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(
        page, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return page if ours and page != request.build_absolute_uri() else ""


def _path_of(page: str) -> str:
    parts = urlsplit(page)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
