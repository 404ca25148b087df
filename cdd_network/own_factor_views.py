"""The second factor of one's own account. Its pages hold secrets: no browser stores them."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from cdd_network import actions_factor as acts
from cdd_network import qr, second_factor
from cdd_network.actions_sign_in import FACTOR_WANTED
from cdd_network.forms import PageForm
from cdd_network.models import SecondFactor
from cdd_network.own_forms import FirstCodeForm, RenewCodesForm, SwitchOffForm
from cdd_network.refusal import Refused, refusal_of
from cdd_network.sessions import recovery_left

FORM_METHODS = ["GET", "HEAD", "POST"]


def _typed(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _own(request: HttpRequest) -> SecondFactor | None:
    """The own second factor; 404 for accounts that have no use for one."""
    if not acts.may_use_factor(request.user):
        raise Http404
    return acts.factor_of(request.user)


@sensitive_post_parameters()
@never_cache
@require_http_methods(FORM_METHODS)
def factor(request: HttpRequest) -> HttpResponse:
    """How it stands; once begun, the QR and the first code that confirms it."""
    own = _own(request)
    if own is None or own.confirmed_at:
        return _standing(request, own)
    form = FirstCodeForm(_typed(request))
    if form.is_bound and form.is_valid():
        try:
            acts.confirm_factor(**form.cleaned_data, by=request.user)
        except Refused as refused:
            field = "password" if refused.reason == acts.WRONG_PASSWORD else "code"
            form.add_error(field, refused.reason)
            return _begun(request, own, form, status=409)
        request.session.pop(FACTOR_WANTED, None)
        messages.success(request, "เปิดใช้การยืนยันสองขั้นแล้ว")
        return redirect("factor_codes")
    return _begun(request, own, form, status=422 if form.is_bound else 200)


def _standing(request: HttpRequest, own: SecondFactor | None) -> HttpResponse:
    if own is not None:
        request.session.pop(FACTOR_WANTED, None)  # set up on another device meanwhile
    context = {
        "factor": own,
        "left": recovery_left(own),
        "demanded": acts.must_use_factor(request.user),
        "no_off": refusal_of(acts.check_switch_off, request.user),
    }
    return render(request, "cdd_network/own_factor.html", context)


def _begun(
    request: HttpRequest, own: SecondFactor, form: PageForm, status: int = 200
) -> HttpResponse:
    told = second_factor.app_address(own.secret, request.user.username)
    groups = [own.secret[at : at + 4] for at in range(0, len(own.secret), 4)]
    context = {
        "form": form,
        "qr": mark_safe(qr.svg(told).decode()),  # our own drawing of modules
        "secret": " ".join(groups),
        "app": told,
    }
    return render(request, "cdd_network/own_factor_begin.html", context, status=status)


@require_POST
def factor_begin(request: HttpRequest) -> HttpResponse:
    """Make a secret for the app."""
    _own(request)
    acts.begin_factor(by=request.user)
    return redirect("factor")


@require_POST
def factor_cancel(request: HttpRequest) -> HttpResponse:
    """Leave it for another day."""
    _own(request)
    acts.cancel_begun(by=request.user)
    return redirect("own_account")


@never_cache
@require_http_methods(FORM_METHODS)
def factor_codes(request: HttpRequest) -> HttpResponse:
    """The recovery codes, until one says that they are kept; never again after that."""
    own = _own(request)
    if own is None or not own.confirmed_at:
        return redirect("factor")
    if request.method == "POST":
        acts.keep_codes(by=request.user)
        return redirect("own_account")
    codes = [] if own.kept_at else second_factor.recovery_codes(own.secret, own.batch)
    return render(request, "cdd_network/own_factor_codes.html", {"codes": codes})


@sensitive_post_parameters()
@never_cache
@require_http_methods(FORM_METHODS)
def factor_renew(request: HttpRequest) -> HttpResponse:
    """Another set of recovery codes, for the password."""
    return _asked(
        request,
        RenewCodesForm,
        "cdd_network/own_factor_renew.html",
        acts.renew_codes,
        "factor_codes",
    )


@sensitive_post_parameters()
@never_cache
@require_http_methods(FORM_METHODS)
def factor_off(request: HttpRequest) -> HttpResponse:
    """Switch it off, for the password and a code."""
    acts.check_switch_off(request.user)
    return _asked(
        request, SwitchOffForm, "cdd_network/own_factor_off.html", acts.switch_off, "own_account"
    )


def _asked(
    request: HttpRequest, kind: type[PageForm], template: str, act: Callable, then: str
) -> HttpResponse:
    own = _own(request)
    if own is None or not own.confirmed_at:
        return redirect("factor")
    form, status = kind(_typed(request)), 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            try:
                act(**form.cleaned_data, by=request.user)
                return redirect(then)
            except Refused as refused:
                form.add_error(None, refused.reason)
                status = 409
    return render(request, template, {"form": form}, status=status)
