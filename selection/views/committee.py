"""Pages of the committee."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cdd_network import thai
from cdd_network.doors import open_door
from cdd_network.models import User
from cdd_network.refusal import Refused, refusal_of
from cdd_network.roles import Can
from cdd_network.workbook import workbook_response
from selection import committee_rules, excuse_rules, meeting_rules, queries, rules, tally
from selection import queries_committee as seats
from selection.actions.committee import (
    excuse_seat,
    move_seat,
    remove_seat,
    save_person,
    save_seat,
    unexcuse_seat,
)
from selection.forms.committee import ExcuseForm, PersonForm, SeatForm
from selection.models import CommitteeMember, Round

HEADS = ("ลำดับ", "ตำแหน่ง", "หน้าที่", "ชื่อ-สกุล", "อำเภอ", "กลุ่มออมทรัพย์ที่เป็นสมาชิก", "การให้คะแนน")


@require_safe
def round_committee(request: HttpRequest, pk: int) -> HttpResponse:
    """The committee, seat by seat."""
    found = open_door(Round, request.user, Can.MANAGE_ROUND, pk=pk)
    committee = seats.committee_of(found)
    if request.GET.get("format") == "xlsx":
        return workbook_response("คณะกรรมการคัดเลือก", HEADS, map(_row, committee.seats))
    context = {
        "round": found,
        "committee": committee,
        "refusal": refusal_of(rules.check_committee, request.user, found),
        "note": found.programme.content.committee_note,
    }
    return render(request, "selection/round_committee.html", context)


def _row(seat: CommitteeMember) -> tuple[object, ...]:
    way = "ด้วยบัญชี" if seat.user_id else "บนกระดาษ" if seat.on_paper else "ไม่ให้คะแนน"
    district = seat.district.name if seat.district else ""
    group = seat.group.name if seat.group else ""
    return (seat.order, seat.post, seat.get_seat_display(), seat.person, district, group, way)


@require_http_methods(["GET", "HEAD", "POST"])
def seat_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a seat."""
    found = open_door(Round, request.user, Can.MANAGE_ROUND, pk=pk)
    form = SeatForm(
        request.POST or None, accounts=queries.accounts_for(found), **_choices(found, None)
    )
    return _edit(request, CommitteeMember(round=found), form)


@require_http_methods(["GET", "HEAD", "POST"])
def seat_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a seat; while the committee scores, the facts of its person alone."""
    seat = open_door(CommitteeMember, request.user, Can.MANAGE_ROUND, pk=pk)
    found, typed = seat.round, request.POST or None
    if refusal_of(rules.check_committee, request.user, found):
        form = PersonForm(typed, seat=seat, **_choices(found, seat))
    else:
        accounts = queries.accounts_for(found)
        form = SeatForm(typed, seat=seat, accounts=accounts, **_choices(found, seat))
    return _edit(request, seat, form)


def _choices(found: Round, seat: CommitteeMember | None) -> dict[str, object]:
    return {
        "districts": seats.districts_of(found),
        "groups": seats.groups_of(found),
        "offered": seats.groups_offered(found, seat),
    }


def _edit(request: HttpRequest, seat: CommitteeMember, form: PersonForm) -> HttpResponse:
    """The page of a seat: of a new one while it has no key."""
    status, stored = 200, None
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                _save(seat, form, request.user)
            except Refused as refused:
                form.add_error(None, refused.reason)
                status, stored = 409, _looked_at_now(seat, form, refused.reason)
            else:
                messages.success(request, "บันทึกกรรมการแล้ว")
                return redirect("round_committee", seat.round_id)
    whole = isinstance(form, SeatForm)
    check = rules.check_committee if whole else committee_rules.check_person
    context = {
        "round": seat.round,
        "seat": seat if seat.pk else None,
        "form": form,
        "whole": whole,
        "refusal": refusal_of(check, request.user, seat.round if whole else seat),
        "stored": stored,
    }
    return render(request, "selection/seat.html", context, status=status)


def _save(seat: CommitteeMember, form: PersonForm, by: User) -> None:
    seen, values = form.cleaned_data["seen"], form.values()
    if not isinstance(form, SeatForm):
        save_person(seat=seat, values=values, seen=seen, by=by)
    elif seat.pk is None:
        save_seat(round=seat.round, seat=None, values=values, by=by)
    else:
        save_seat(round=seat.round, seat=seat, values=values, seen=seen, by=by)


def _looked_at_now(seat: CommitteeMember, form: PersonForm, reason: str) -> CommitteeMember | None:
    """The seat as another officer left it, now seen: saving once more is meant."""
    if reason != committee_rules.SAVED_MEANWHILE:
        return None
    form.data = form.data.copy()
    form.data["seen"] = committee_rules.digest_of(seat)
    return seat


@require_POST
def seat_move(request: HttpRequest, pk: int) -> HttpResponse:
    """One place up or down the list."""
    seat = open_door(CommitteeMember, request.user, Can.MANAGE_ROUND, pk=pk)
    order = thai.small_int(request.POST.get("order", "")) or 0
    move_seat(seat=seat, up=request.POST.get("to") == "up", order=order, by=request.user)
    return redirect(f"{reverse('round_committee', args=[seat.round_id])}#seat-{seat.pk}")


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
    known = {"reason": meeting_rules.absence_words(seat.absence_reason)}
    form = ExcuseForm(request.POST or None, initial=known)
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
                words = f"บันทึกว่า{seat.post}ไม่ได้ให้คะแนนแล้ว"
                messages.success(request, words)
                return redirect("round_scores", seat.round_id)
    else:
        excuse_rules.check_may_excuse(request.user, seat)
    opens = tally.awaits_only(seat)
    context = {"seat": seat, "round": seat.round, "form": form, "opens": opens}
    return render(request, "selection/seat_excuse.html", context, status=status)


@require_POST
def seat_unexcuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Take that record back."""
    seat = open_door(CommitteeMember, request.user, Can.MANAGE_ROUND, pk=pk)
    unexcuse_seat(seat=seat, by=request.user)
    messages.success(request, f"ยกเลิกแล้ว {seat.post}ให้คะแนนได้ตามเดิม")
    return redirect("round_scores", seat.round_id)
