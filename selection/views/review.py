"""The province answers a nomination: accepts, returns with notes, or rejects it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from cdd_network.doors import open_door
from cdd_network.editing import looked_at
from cdd_network.roles import Can
from selection import nomination_rules as rules
from selection import queries
from selection.actions import nominations as acts
from selection.forms.review import ReasonForm, ReturnForm
from selection.models import Nomination
from selection.views.asking import DONE, act_on


@require_http_methods(["GET", "HEAD", "POST"])
def nomination_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the proposal back with notes beside the items that are to be mended."""
    found = _sent(request, pk)
    form = ReturnForm(request.POST or None, nomination=found)
    status = 200
    if request.method == "POST":
        version = looked_at(request.POST)
        status = act_on(form, lambda _: acts.return_nomination(
            nomination=found, note=form.cleaned_data["note"], items=form.items(),
            version=version, by=request.user,
        ))  # fmt: skip
        if status == DONE:
            messages.success(request, f"ส่งกลับให้{found.office.short_name}แก้ไขแล้ว")
            return redirect("nomination", pk)
    else:
        rules.check_may_return(request.user, found)
    context = {"nomination": found, "form": form}
    return render(request, "selection/nomination_return.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def nomination_reject(request: HttpRequest, pk: int) -> HttpResponse:
    """Do not take the proposal into consideration, with the reason."""
    found = _sent(request, pk)
    form = ReasonForm(request.POST or None, help_text="อำเภอจะเห็นเหตุผลนี้ เช่น กลุ่มไม่มีคุณสมบัติข้อ 1")
    status = 200
    if request.method == "POST":
        version = looked_at(request.POST)
        status = act_on(form, lambda _: acts.reject_nomination(
            nomination=found, reason=form.cleaned_data["reason"], version=version, by=request.user
        ))  # fmt: skip
        if status == DONE:
            messages.success(request, f"บันทึกไม่รับแบบเสนอโครงการของ{found.group.name}เข้าพิจารณาแล้ว")
            return redirect("nomination", pk)
    else:
        rules.check_review(request.user, found)
    context = {"nomination": found, "form": form}
    return render(request, "selection/nomination_reject.html", context, status=status)


@require_POST
def nomination_accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept the proposal."""
    found = _sent(request, pk)
    acts.accept_nomination(nomination=found, version=looked_at(request.POST), by=request.user)
    messages.success(request, f"รับแบบเสนอโครงการของ{found.group.name}แล้ว")
    return redirect("nomination", pk)


@require_POST
def nomination_restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Take up again what was rejected."""
    acts.restore_nomination(nomination=_sent(request, pk), by=request.user)
    messages.success(request, "นำแบบเสนอโครงการกลับมาตรวจแล้ว")
    return redirect("nomination", pk)


def _sent(request: HttpRequest, pk: int) -> Nomination:
    found = open_door(Nomination, request.user, Can.REVIEW_NOMINATION, pk=pk)
    return queries.with_questions(found)
