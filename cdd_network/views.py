"""Signing in, the guide, and the sign of life."""

from urllib.parse import urlsplit

from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.views.decorators.http import require_safe

from cdd_network.sign_in import SignInForm


class SignIn(LoginView):
    """Name and password; on to where one was going, or to the task list."""

    template_name = "cdd_network/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Adds ``ended``: path of the page that a login ended on, '' for the front door."""
        return super().get_context_data(ended=_page_of_ours(self.get_redirect_url()), **kwargs)

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        """The same page with the reason, status 422."""
        response = super().form_invalid(form)
        response.status_code = 422
        return response


def _page_of_ours(url: str) -> str:
    """Path of ``url`` when it is one of our pages other than the first; else ''."""
    path = urlsplit(url).path
    try:
        return "" if resolve(path).url_name == "home" else path
    except Resolver404:
        return ""


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """«วิธีใช้»: what each role does, in the order of the year."""
    return render(request, "cdd_network/guide.html")


@require_safe
def healthy(request: HttpRequest) -> HttpResponse:
    """200 while the database answers; for whoever starts or watches the server."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
