"""Personal data: the public notice, the register, and what a person asks for."""

from __future__ import annotations

from itertools import groupby

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cdd_network.doors import require
from cdd_network.refusal import Refused
from cdd_network.roles import Can
from cdd_network.workbook import as_download
from reports.actions import personal as acts
from reports.forms.personal import EraseForm, FindForm, RefForm
from reports.personal import counts, workbooks
from reports.personal.finding import MOST, Asked, Hit, find
from reports.personal.register import BASIS, RECORDS

SHOWN = 10
PAGE_CACHE = "public, max-age=3600"


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """The notice (มาตรา 23): what is collected of whom, why, who sees it, how long. The same for all."""
    context = {
        "records": [one for one in RECORDS if one.public],
        "basis": BASIS,
        "department": counts.department(),
    }
    response = HttpResponse(render_to_string("reports/privacy.html", context))
    response["Cache-Control"] = PAGE_CACHE
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def personal(request: HttpRequest) -> HttpResponse:
    """What is kept until when; and by a post, where one person's data stand."""
    require(request.user, Can.ANSWER_FOR_DATA)
    form = FindForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _page(request, form)
    return _found(request, form) if form.is_valid() else _page(request, form, status=422)


def _page(request: HttpRequest, form: FindForm, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "years": counts.years(request.user),
        "gone": counts.disposals(SHOWN),
        "requests": counts.requests(request.user, SHOWN),
    }
    return render(request, "reports/personal.html", context, status=status)


def _found(
    request: HttpRequest,
    form: FindForm,
    reason: str = "",
    status: int = 200,
    ref: RefForm | None = None,
) -> HttpResponse:
    hits = find(request.user, form.asked)
    ref = ref or RefForm(initial={"ref": request.POST.get("ref", "")}, asked=form.asked)
    context = {
        "form": ref,
        "asked": form.asked,
        "reason": reason,
        "has_errors": bool(reason or ref.errors),
        "many": len(hits) > MOST,
        "hits": hits[:MOST],
        "groups": _grouped(hits[:MOST]),
        "chosen": request.POST.getlist("place"),
    }
    return render(request, "reports/personal_found.html", context, status=status)


def _grouped(hits: list[Hit]) -> list[tuple[object, list[Hit]]]:
    return [(record, list(rows)) for record, rows in groupby(hits, key=lambda hit: hit.record)]


@require_POST
def personal_copy(request: HttpRequest) -> HttpResponse:
    """The chosen places as a workbook for the person who asked."""
    require(request.user, Can.ANSWER_FOR_DATA)
    form = FindForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    ref = RefForm(request.POST, asked=form.asked)
    if not ref.is_valid():
        return _found(request, form, status=422, ref=ref)
    chosen = request.POST.getlist("place")
    try:
        hits = acts.copy_person(
            asked=form.asked, chosen=chosen, by=request.user, **ref.cleaned_data
        )
    except Refused as refused:
        return _found(request, form, refused.reason, 409)
    return as_download(workbooks.COPY, workbooks.person_workbook(hits))


@require_POST
def personal_erase(request: HttpRequest) -> HttpResponse:
    """What would go and what stays, and why it is asked; with a cause, the act."""
    require(request.user, Can.ANSWER_FOR_DATA)
    form = FindForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    asked, sent = form.asked, "sure" in request.POST
    chosen = request.POST.getlist("place")
    if not chosen:
        return _found(request, form, "โปรดเลือกรายการที่เป็นของผู้ขออย่างน้อยหนึ่งรายการ", 409)
    initial = {"ref": request.POST.get("ref", "")}
    why = EraseForm(request.POST if sent else None, asked=asked, initial=initial)
    if sent and why.is_valid():
        count = acts.erase_person(asked=asked, chosen=chosen, by=request.user, **why.cleaned_data)
        _tell(request, count)
        return redirect("personal")
    return _sure(request, asked, why, {*chosen}, 422 if sent else 200)


def _tell(request: HttpRequest, count: int) -> None:
    if count:
        messages.success(request, f"ลบชื่อแล้ว {count} แห่ง จำนวนคนและเอกสารทางราชการยังอยู่ครบ")
    else:
        messages.warning(request, "ไม่มีรายการที่ต้องลบแล้ว อาจมีผู้ลบไปก่อนหน้านี้ หรือส่งเป็นทางการแล้ว")


def _sure(
    request: HttpRequest, asked: Asked, why: EraseForm, chosen: set[str], status: int
) -> HttpResponse:
    hits = [hit for hit in find(request.user, asked) if hit.key in chosen]
    context = {
        "form": why,
        "asked": asked,
        "go": [hit for hit in hits if hit.can_erase],
        "stay": [hit for hit in hits if not hit.can_erase],
    }
    return render(request, "reports/personal_erase.html", context, status=status)


@require_safe
def personal_register(request: HttpRequest) -> HttpResponse:
    """The record of processing activities, as of now."""
    require(request.user, Can.ANSWER_FOR_DATA)
    return as_download(workbooks.REGISTER, workbooks.register_workbook(request.user))
