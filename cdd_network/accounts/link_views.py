"""Links as they are handed over, and the page behind one, which needs no login."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from cdd_network import qr
from cdd_network.accounts.forms import PasswordForm
from cdd_network.accounts.links import Handed, link_of
from cdd_network.accounts.links import set_password as set_by_link
from cdd_network.accounts.queries import links_told
from cdd_network.accounts.sheets import LINKS_TITLE, line_text, links_workbook
from cdd_network.doors import require
from cdd_network.models.link import LINK_LIFE
from cdd_network.password_rules import rules_told
from cdd_network.roles import Can
from cdd_network.workbook import as_download

MOST_TOLD = 1_000
NAME_TOLD = "name_told"
"""In the session, the name with which one signs in after the link."""


def hand_over(request: HttpRequest, links: list[Handed], title: str) -> HttpResponse:
    """The page that tells links: the answer to the post itself, since no token is stored to be shown again."""
    slips = [
        {"link": one, "text": line_text(one), "picture": mark_safe(qr.svg(one.address).decode())}
        for one in links
    ]
    context = {"slips": slips, "title": title, "hours": _hours(), "site": settings.SITE_URL}
    return render(request, "accounts/handed.html", context)


@never_cache
@require_POST
def link_workbook(request: HttpRequest) -> HttpResponse:
    """The links that the page before has told, as a workbook; of accounts that one keeps."""
    require(request.user, Can.MANAGE_ACCOUNTS)
    told = links_told(request.user, request.POST.getlist("token")[:MOST_TOLD])
    return as_download(LINKS_TITLE, links_workbook(told))


@never_cache
@csrf_exempt  # who knows the token may act; no cookie counts, and without referrer no origin is told
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def set_password(request: HttpRequest, token: str) -> HttpResponse:
    """Set the password. Looking uses nothing up: chat programs fetch what is pasted into them.

    A token that is unknown, used, replaced or too old gets one and the same page.
    """
    link = link_of(token)
    form, status = None, 200
    if link and request.method == "POST":
        form, status = PasswordForm(request.POST, account=link.user), 422
        if form.is_valid():
            if set_by_link(token=token, password=form.cleaned_data["new"]):
                return _to_sign_in(request, link.user.username)
            link = None  # another click was first
    if link is None:
        response = render(request, "accounts/no_link.html", {"hours": _hours()}, status=404)
    else:
        form = form or PasswordForm(account=link.user)
        context = {"form": form, "link": link, "account": link.user, "rules": rules_told()}
        response = render(request, "accounts/set_password.html", context, status=status)
    return _untraced(response)


def _to_sign_in(request: HttpRequest, name: str) -> HttpResponse:
    """Out of whatever account this browser was in, so that the right one signs in."""
    if request.user.is_authenticated:
        logout(request)
    request.session[NAME_TOLD] = name
    messages.success(request, "ตั้งรหัสผ่านแล้ว เข้าสู่ระบบด้วยรหัสผ่านใหม่ได้เลย")
    return _untraced(redirect("sign_in"))


def _untraced(response: HttpResponse) -> HttpResponse:
    """Where one goes on to is not told the address with its token."""
    response["Referrer-Policy"] = "no-referrer"
    return response


def _hours() -> int:
    return int(LINK_LIFE.total_seconds() // 3600)
