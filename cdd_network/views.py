"""Signing in, the guide, and what is seldom opened."""

import math
from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from cdd_network import half_login
from cdd_network.accounts.link_views import NAME_TOLD
from cdd_network.actions_factor import factor_of, holds
from cdd_network.context import UPKEEP_TITLE, upkeep_of
from cdd_network.second_factor import is_recovery
from cdd_network.sessions import recovery_left
from cdd_network.sign_in import CodeForm, SignInForm


class _SigningIn(LoginView):
    """What both steps share: where one goes on to, and how a wrong try is answered."""

    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Adds ``ended``: path of the page that a login ended on, '' for the front door."""
        return super().get_context_data(ended=_page_of_ours(self.get_redirect_url()), **kwargs)

    def form_invalid(self, form: SignInForm | CodeForm) -> HttpResponse:
        """The same page with the reason: status 422, in a pause 429 with its seconds."""
        response = super().form_invalid(form)
        response.status_code = 422
        if form.paused:
            response.status_code = 429
            wait = (form.paused.until - timezone.now()).total_seconds()
            response["Retry-After"] = str(max(1, math.ceil(wait)))
        return response


class SignIn(_SigningIn):
    """Name and password; on to where one was going, or first to the second factor."""

    template_name = "cdd_network/sign_in.html"
    authentication_form = SignInForm

    def get_initial(self) -> dict[str, object]:
        """The name of who has just set a password by a link."""
        return {"username": self.request.session.pop(NAME_TOLD, "")}

    def form_valid(self, form: SignInForm) -> HttpResponse:
        """Signed in, unless the account is guarded by a second factor."""
        if not holds(form.get_user()):
            return super().form_valid(form)
        half_login.begin(self.request, form.get_user())
        return redirect_to_login(self.get_redirect_url(), reverse("sign_in_code"))


class SignInCode(_SigningIn):
    """The second factor: a code of the app or a recovery code."""

    template_name = "cdd_network/sign_in_code.html"
    authentication_form = CodeForm

    def get_form_kwargs(self) -> dict[str, object]:
        """Adds whose code is asked for."""
        return {**super().get_form_kwargs(), "user": self.half}

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """The question, for whoever came by the first step."""
        return self._asked(super().get, request)

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """The answer, of whoever came by the first step."""
        return self._asked(super().post, request)

    def _asked(self, answer: Callable[..., HttpResponse], request: HttpRequest) -> HttpResponse:
        self.half = half_login.user_of(request)
        if self.half is None:
            return redirect_to_login(self.get_redirect_url(), reverse("sign_in"))
        return answer(request)

    def form_valid(self, form: CodeForm) -> HttpResponse:
        """Signed in; whoever had no telephone at hand is told how many codes are left."""
        half_login.end(self.request)
        answer = super().form_valid(form)
        if is_recovery(form.cleaned_data["code"]):
            left = recovery_left(factor_of(self.half))
            messages.warning(
                self.request,
                f"เข้าสู่ระบบด้วยรหัสสำรอง เหลืออีก {left} รหัส หากโทรศัพท์หาย ให้ปิดการยืนยันสองขั้นแล้วตั้งใหม่ที่ «บัญชีของฉัน»",
            )
        return answer


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """The login of this browser ends; in a second tab, where it has ended already, nothing more."""
    logout(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)


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
def upkeep(request: HttpRequest) -> HttpResponse:
    """«ดูแลระบบ»: the seldom opened pages of one's role; 404 for a role that has none."""
    rows = upkeep_of(request.user)
    if not rows:
        raise Http404
    return render(request, "cdd_network/upkeep.html", {"title": UPKEEP_TITLE, "rows": rows})
