"""What an account's keeper does for its safety: pauses taken back, logins ended, a lost telephone."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from cdd_network import actions_factor, actions_sign_in
from cdd_network.doors import open_door
from cdd_network.models import User
from cdd_network.roles import Can


@require_POST
def account_unpause(request: HttpRequest, pk: int) -> HttpResponse:
    """After too many wrong tries: the account may be tried again at once."""
    found = open_door(User, request.user, Can.MANAGE_ACCOUNTS, pk=pk)
    actions_sign_in.open_again(user=found, by=request.user)
    messages.success(request, f"บัญชี {found.username} เข้าสู่ระบบได้แล้ว ไม่ต้องรอ")
    return redirect("account", pk)


@require_POST
def account_sign_out(request: HttpRequest, pk: int) -> HttpResponse:
    """End the account's logins everywhere; its password stays."""
    found = open_door(User, request.user, Can.MANAGE_ACCOUNTS, pk=pk)
    mine = request.session.session_key if found.pk == request.user.pk else None
    ended = actions_sign_in.end_sessions(user=found, but=mine, by=request.user)
    messages.success(request, f"ให้บัญชี {found.username} ออกจากระบบแล้ว {ended} อุปกรณ์")
    return redirect("account", pk)


@require_POST
def account_factor_reset(request: HttpRequest, pk: int) -> HttpResponse:
    """The telephone is lost: the password alone signs in again, until another app is set up."""
    found = open_door(User, request.user, Can.MANAGE_ACCOUNTS, pk=pk)
    actions_factor.reset_factor(user=found, by=request.user)
    messages.success(request, f"ยกเลิกการยืนยันสองขั้นของบัญชี {found.username} แล้ว")
    return redirect("account", pk)
