"""Pages of «บัญชีผู้ใช้»: the accounts that one's office keeps."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cdd_network.accounts import actions, queries, rules
from cdd_network.accounts.forms import (
    AccountForm,
    BatchForm,
    CommitteeForm,
    ReasonForm,
    RenameForm,
    SearchForm,
    batch_of,
    new_batch,
)
from cdd_network.accounts.link_views import hand_over
from cdd_network.accounts.places import office_and_role, places_for, suggested
from cdd_network.accounts.sheets import TITLE, accounts_workbook
from cdd_network.actions_factor import check_reset
from cdd_network.doors import open_door, require, visible
from cdd_network.lists import paged
from cdd_network.models import User
from cdd_network.refusal import Refused, refusal_of
from cdd_network.roles import Can, Role
from cdd_network.sessions import safety_of
from cdd_network.workbook import as_download

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_safe
def accounts(request: HttpRequest) -> HttpResponse:
    """The list, with search and filters; ``?format=xlsx`` gives it as a workbook."""
    kept = visible(User, request.user, Can.MANAGE_ACCOUNTS)
    search = SearchForm(request.GET, offices=queries.offices_of(request.user))
    found = queries.find_accounts(kept, search.values())
    if request.GET.get("format") == "xlsx":
        return as_download(TITLE, accounts_workbook(found.iterator(chunk_size=1000)))
    page = paged(found, request.GET)
    context = {
        "search": search,
        "searched": bool(search.values()),
        "page_obj": page,
        "rows": [queries.standing_of(one) for one in page],
        "without": len(queries.offices_without(request.user)),
    }
    return render(request, "accounts/accounts.html", context)


@require_safe
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """One account: how it stands, what can be done, what was done."""
    found = open_door(User, request.user, Can.MANAGE_ACCOUNTS, pk=pk)
    link = queries.standing_link(found)
    context = {
        "row": queries.standing_of(found, link),
        "account": found,
        "link": link,
        "past": queries.past_of(found),
        "batch": new_batch(),
        "no_link": refusal_of(rules.check_link, request.user, found),
        "no_close": refusal_of(rules.check_close, request.user, found),
        "safety": safety_of(found),
        "no_reset": refusal_of(check_reset, found, request.user),
    }
    return render(request, "accounts/account.html", context)


@never_cache
@require_http_methods(FORM_METHODS)
def account_new(request: HttpRequest) -> HttpResponse:
    """A new account; the answer to the post shows its link, once."""
    require(request.user, Can.MANAGE_ACCOUNTS)
    places = places_for(request.user)
    form, status = AccountForm(places=places, initial=_asked_for(request, places)), 200
    if request.method == "POST":
        form, status = AccountForm(request.POST, places=places), 422
        if form.is_valid():
            try:
                return hand_over(request, [_create(request, form)], "สร้างบัญชีแล้ว")
            except Refused as refused:
                form.add_error(None, refused.reason)
                status = 409
    return render(request, "accounts/account_new.html", {"form": form}, status=status)


def _asked_for(request: HttpRequest, places: list[tuple[str, str]]) -> dict[str, str]:
    """The suggested names of the place that the address names, as «?place=12:district»."""
    place = request.GET.get("place", "")
    return {"place": place, **suggested(place)} if place in dict(places) else {}


def _create(request: HttpRequest, form: AccountForm) -> actions.Handed:
    given = form.cleaned_data
    office, role = office_and_role(given["place"])
    return actions.create_account(
        office=office,
        role=role,
        username=given["username"],
        name=given["name"],
        batch=given["batch"],
        by=request.user,
    )


@never_cache
@require_http_methods(FORM_METHODS)
def accounts_missing(request: HttpRequest) -> HttpResponse:
    """Look at the offices without an account, then make all of them; the answer shows the links, once."""
    require(request.user, Can.MANAGE_ACCOUNTS)
    if request.method == "POST":
        links = actions.create_missing(batch=batch_of(request.POST), by=request.user)
        if links:
            return hand_over(request, links, f"สร้างบัญชีแล้ว {len(links)} บัญชี")
        messages.info(request, "ทุกสำนักงานมีบัญชีแล้ว ไม่มีบัญชีที่ต้องสร้าง")
        return redirect("accounts")
    offices = queries.offices_without(request.user)
    role = actions.role_below(request.user).value
    context = {"offices": offices, "form": BatchForm(), "role": role}
    return render(request, "accounts/missing.html", context)


@never_cache
@require_http_methods(FORM_METHODS)
def accounts_committee(request: HttpRequest) -> HttpResponse:
    """Several accounts for members of the own committee; the answer to the post shows the links, once."""
    require(request.user, Can.MANAGE_ACCOUNTS)
    rules.check_make(request.user, request.user.office, Role.MEMBER)
    form, status = CommitteeForm(), 200
    if request.method == "POST":
        form, status = CommitteeForm(request.POST), 422
        if form.is_valid():
            links = actions.create_committee(by=request.user, **form.cleaned_data)
            return hand_over(request, links, f"สร้างบัญชีกรรมการแล้ว {len(links)} บัญชี")
    return render(request, "accounts/committee.html", {"form": form}, status=status)


@never_cache
@require_POST
def account_link(request: HttpRequest, pk: int) -> HttpResponse:
    """A new link in the place of the old one; the answer shows it, once."""
    found = open_door(User, request.user, Can.MANAGE_ACCOUNTS, pk=pk)
    link = actions.new_link(account=found, batch=batch_of(request.POST), by=request.user)
    return hand_over(request, [link], "ออกลิงก์ใหม่แล้ว")


@require_http_methods(FORM_METHODS)
def account_rename(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the shown name."""
    found = open_door(User, request.user, Can.MANAGE_ACCOUNTS, pk=pk)
    shown = {"name": found.display_name, "seen": found.display_name}
    form, status = RenameForm(initial=shown), 200
    if request.method == "POST":
        form, status = RenameForm(request.POST), 422
        if form.is_valid():
            try:
                actions.rename_account(account=found, by=request.user, **form.cleaned_data)
            except Refused as refused:
                form = RenameForm({**form.data.dict(), "seen": found.display_name})
                form.add_error(None, refused.reason)
                status = 409
            else:
                messages.success(request, "เปลี่ยนชื่อที่แสดงแล้ว")
                return redirect("account", pk)
    context = {"form": form, "account": found}
    return render(request, "accounts/account_rename.html", context, status=status)


@require_http_methods(FORM_METHODS)
def account_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason, then close the account; where it is signed in, that ends at the next page."""
    found = open_door(User, request.user, Can.MANAGE_ACCOUNTS, pk=pk)
    form, status = ReasonForm(), 200
    if request.method == "POST":
        form, status = ReasonForm(request.POST), 422
        if form.is_valid():
            reason = form.cleaned_data["reason"]
            actions.close_account(account=found, reason=reason, by=request.user)
            messages.success(request, f"ปิดบัญชี {found.username} แล้ว")
            return redirect("account", pk)
    else:
        rules.check_close(request.user, found)
    context = {"form": form, "account": found}
    return render(request, "accounts/account_close.html", context, status=status)


@never_cache
@require_http_methods(FORM_METHODS)
def account_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason, then open the account; the answer shows its link, once."""
    found = open_door(User, request.user, Can.MANAGE_ACCOUNTS, pk=pk)
    form, status = ReasonForm(), 200
    if request.method == "POST":
        form, status = ReasonForm(request.POST), 422
        if form.is_valid():
            link = actions.open_account(account=found, by=request.user, **form.cleaned_data)
            return hand_over(request, [link], "เปิดบัญชีแล้ว")
    else:
        rules.check_open(request.user, found)
    context = {"form": form, "account": found}
    return render(request, "accounts/account_open.html", context, status=status)
