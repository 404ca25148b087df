"""«บัญชีของฉัน»: the own password and the devices on which one is signed in."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cdd_network import actions_sign_in as acts
from cdd_network import sessions
from cdd_network.actions_factor import factor_of, may_use_factor, must_use_factor
from cdd_network.own_forms import PasswordForm
from cdd_network.password_rules import rules_told
from cdd_network.refusal import Refused
from cdd_network.session_store import IDLE, LONGEST

FORM_METHODS = ["GET", "HEAD", "POST"]
HOUR = 3600


@require_safe
def own_account(request: HttpRequest) -> HttpResponse:
    """Who one is, how one's account is guarded, and where one is signed in."""
    user = request.user
    context = {
        "devices": sessions.devices_of(user, request.session.session_key),
        "may_use_factor": may_use_factor(user),
        "factor": factor_of(user),
        "idle_hours": int(IDLE.total_seconds() // HOUR),
        "longest_hours": int(LONGEST.total_seconds() // HOUR),
        "demanded": must_use_factor(user),
    }
    return render(request, "cdd_network/own_account.html", context)


@sensitive_post_parameters()
@never_cache
@require_http_methods(FORM_METHODS)
def own_password(request: HttpRequest) -> HttpResponse:
    """Another password; the other devices are signed out by it."""
    typed = request.POST if request.method == "POST" else None
    form = PasswordForm(typed, user=request.user)
    if not form.is_bound:
        return _password_page(request, form)
    if not form.is_valid():
        return _password_page(request, form, status=422)
    said, key = form.cleaned_data, request.session.session_key
    try:
        acts.change_password(old=said["old"], new=said["new"], keep=key, by=request.user)
    except Refused as refused:
        form.add_error("old", refused.reason)
        return _password_page(request, form, status=409)
    update_session_auth_hash(request, request.user)
    messages.success(request, "เปลี่ยนรหัสผ่านแล้ว อุปกรณ์อื่นของท่านออกจากระบบทั้งหมด")
    return redirect("own_account")


def _password_page(request: HttpRequest, form: PasswordForm, status: int = 200) -> HttpResponse:
    context = {"form": form, "rules": rules_told()}
    return render(request, "cdd_network/own_password.html", context, status=status)


@require_POST
def device_end(request: HttpRequest) -> HttpResponse:
    """End one of the own logins; one that is over already is ended, too."""
    found = sessions.login_named(request.user, request.POST.get("device", ""))
    if found is not None:
        acts.end_session(session=found, by=request.user)
    messages.success(request, "ออกจากระบบบนอุปกรณ์นั้นแล้ว")
    return redirect("own_account")


@require_POST
def devices_end(request: HttpRequest) -> HttpResponse:
    """End every login but this one."""
    ended = acts.end_sessions(user=request.user, but=request.session.session_key, by=request.user)
    messages.success(request, f"ออกจากระบบบนอุปกรณ์อื่นแล้ว {ended} รายการ")
    return redirect("own_account")
