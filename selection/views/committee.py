"""Pages of the committee."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cdd_network.doors import open_door
from cdd_network.refusal import Refused, refusal_of
from cdd_network.roles import Can
from selection import excuse_rules, queries, rules
from selection.actions.committee import excuse_seat, remove_seat, save_seat, unexcuse_seat
from selection.forms.rounds import ExcuseForm, SeatForm
from selection.models import CommitteeMember, Round


@require_safe
def round_committee(request: HttpRequest, pk: int) -> HttpResponse:
    """The committee, seat by seat."""
    found = open_door(Round, request.user, Can.MANAGE_ROUND, pk=pk)
    context = {
        "round": found,
        "seats": queries.seats_of(found),
        "refusal": refusal_of(rules.check_committee, request.user, found),
        "note": found.programme.content.committee_note,
    }
    return render(request, "selection/round_committee.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def seat_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a seat."""
    found = open_door(Round, request.user, Can.MANAGE_ROUND, pk=pk)
    return _edit(request, found, None)


@require_http_methods(["GET", "HEAD", "POST"])
def seat_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a seat."""
    seat = open_door(CommitteeMember, request.user, Can.MANAGE_ROUND, pk=pk)
    return _edit(request, seat.round, seat)


def _edit(request: HttpRequest, found: Round, seat: CommitteeMember | None) -> HttpResponse:
    form = SeatForm(request.POST or None, seat=seat, accounts=queries.accounts_for(found))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                save_seat(round=found, seat=seat, values=form.cleaned_data, by=request.user)
            except Refused as refused:
                form.add_error(None, refused.reason)
                status = 409
            else:
                messages.success(request, "บันทึกกรรมการแล้ว")
                return redirect("round_committee", found.pk)
    context = {
        "round": found,
        "seat": seat,
        "form": form,
        "refusal": refusal_of(rules.check_committee, request.user, found),
    }
    return render(request, "selection/seat.html", context, status=status)


@require_POST
def seat_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a seat off the committee."""
    seat = open_door(CommitteeMember, request.user, Can.MANAGE_ROUND, pk=pk)
    remove_seat(seat=seat, by=request.user)
    messages.success(request, f"นำ{seat.post}ออกจากคณะกรรมการแล้ว")
    return redirect("round_committee", seat.round_id)


@require_http_methods(["GET", "HEAD", "POST"])
def seat_excuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that a member did not score, and why."""
    seat = open_door(CommitteeMember, request.user, Can.MANAGE_ROUND, pk=pk)
    form = ExcuseForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                excuse_seat(seat=seat, reason=form.cleaned_data["reason"], by=request.user)
            except Refused as refused:
                form.add_error(None, refused.reason)
                status = 409
            else:
                words = f"บันทึกว่า{seat.post}ไม่ได้ให้คะแนนแล้ว ยกเลิกได้จนกว่าจะบันทึกผล"
                messages.success(request, words)
                return redirect("round_scores", seat.round_id)
    else:
        excuse_rules.check_may_excuse(request.user, seat)
    context = {"seat": seat, "round": seat.round, "form": form}
    return render(request, "selection/seat_excuse.html", context, status=status)


@require_POST
def seat_unexcuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Take that record back."""
    seat = open_door(CommitteeMember, request.user, Can.MANAGE_ROUND, pk=pk)
    unexcuse_seat(seat=seat, by=request.user)
    messages.success(request, f"ยกเลิกแล้ว {seat.post}ให้คะแนนได้ตามเดิม")
    return redirect("round_scores", seat.round_id)
