"""The meeting as the secretary records it at the door: who comes and goes, beginning and end."""

from collections.abc import Callable, Iterator
from functools import partial

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cdd_network import thai
from cdd_network.doors import open_door
from cdd_network.refusal import refusal_of
from cdd_network.roles import Can
from cdd_network.workbook import workbook_response
from selection import excuse_rules
from selection import meeting_rules as rules
from selection.actions import meeting as acts
from selection.actions.meeting_times import correct_meeting, correct_stays
from selection.forms.meeting import (
    AbsentForm,
    DelegateForm,
    DissentForm,
    MeetingTimesForm,
    StaysForm,
)
from selection.models import CommitteeMember, Round
from selection.queries_meeting import MeetingFacts, meeting_facts, seat_facts
from selection.states import RoundState
from selection.views.asking import DONE, act_on

HEADS = ("ลำดับ", "ตำแหน่ง", "หน้าที่", "ชื่อ-สกุล", "ผู้แทน", "มา", "ออก", "เหตุผลที่ไม่มา")
GET_OR_POST = ["GET", "HEAD", "POST"]


@require_safe
def round_attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is in the room, the quorum, and what happened when."""
    found = open_door(Round, request.user, Can.MANAGE_ROUND, pk=pk)
    facts = meeting_facts(found)
    if request.GET.get("format") == "xlsx":
        return workbook_response("ผู้มาประชุม", HEADS, _rows(facts))
    day = rules.meeting_day(found, found.began_at)
    asked = (request.user, found)
    context = {
        "round": found,
        "facts": facts,
        "day": day,
        "off_day": timezone.localdate() != day and found.ended_at is None,
        "closed": refusal_of(rules.check_attendance, *asked),
        "room_closed": refusal_of(rules.check_in_room_changes, *asked),
        "undo_closed": refusal_of(rules.check_undo, *asked),
        "begin_refusal": refusal_of(rules.check_quorum, facts.now),
        "cancel_refusal": refusal_of(rules.check_cancel_begin, *asked),
        "scoring": found.state == RoundState.SCORING,
    }
    return render(request, "selection/round_attendance.html", context)


def _rows(facts: MeetingFacts) -> Iterator[tuple[object, ...]]:
    for seat in facts.seats:
        came, left = (
            f"{timezone.localtime(at):%H.%M} น." if at else ""
            for at in (seat.arrived_at, seat.left_at)
        )
        yield (
            seat.order, seat.post, seat.role, seat.person, seat.delegate, came, left,
            seat.absence_reason,
        )  # fmt: skip


def _seat(request: HttpRequest, pk: int) -> CommitteeMember:
    return open_door(CommitteeMember, request.user, Can.MANAGE_ROUND, pk=pk)


def _back(seat: CommitteeMember) -> HttpResponse:
    """To the seat's row, where the new state stands."""
    return redirect(f"{reverse('round_attendance', args=[seat.round_id])}#seat-{seat.pk}")


@require_POST
def seat_arrive(request: HttpRequest, pk: int) -> HttpResponse:
    """The seat came, or came back."""
    seat = _seat(request, pk)
    acts.arrive(seat=seat, by=request.user)
    return _back(seat)


@require_POST
def seat_leave(request: HttpRequest, pk: int) -> HttpResponse:
    """The seat left the room."""
    seat = _seat(request, pk)
    acts.leave(seat=seat, by=request.user)
    return _back(seat)


@require_POST
def seat_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what was tapped by mistake: ``arrive``, ``leave`` (of a ``stay``) or ``absent``."""
    seat = _seat(request, pk)
    what, stay = request.POST.get("what"), thai.small_int(request.POST.get("stay", "")) or 0
    if what == "arrive":
        acts.undo_arrival(seat=seat, stay=stay, by=request.user)
    elif what == "leave":
        acts.undo_leave(seat=seat, stay=stay, by=request.user)
    else:
        acts.undo_absence(seat=seat, by=request.user)
    return _back(seat)


def _ask(
    request: HttpRequest,
    seat: CommitteeMember,
    form: forms.Form,
    act: Callable[[dict[str, object]], object],
    **context: object,
) -> HttpResponse:
    """A page that asks one thing of a seat; None of it once the result is announced."""
    status = 200
    if request.method == "POST":
        status = act_on(form, act)
        if status == DONE:
            return _back(seat)
    else:
        rules.check_attendance(request.user, seat.round)
    told = {"round": seat.round, "seat": seat, "form": form, **context}
    return render(request, "selection/seat_meeting.html", told, status=status)


@require_http_methods(GET_OR_POST)
def seat_delegate(request: HttpRequest, pk: int) -> HttpResponse:
    """A delegate came in the holder's place."""
    seat = _seat(request, pk)

    def act(given: dict[str, object]) -> None:
        acts.arrive(seat=seat, delegate=given["delegate"], by=request.user)

    form = DelegateForm(request.POST or None, initial={"delegate": seat.delegate})
    return _ask(request, seat, form, act, title="ผู้แทนมาประชุม", button="บันทึกว่าผู้แทนมาแล้ว")


@require_http_methods(GET_OR_POST)
def seat_absent(request: HttpRequest, pk: int) -> HttpResponse:
    """Nobody came for the seat, and why; while scoring it is then left out of the points."""
    seat = _seat(request, pk)
    initial = {"reason": seat.absence_reason}

    def act(given: dict[str, object]) -> None:
        acts.mark_absent(seat=seat, reason=given["reason"], by=request.user)
        _say_whether_it_scores(request, seat)

    form = AbsentForm(request.POST or None, initial=initial)
    words = {"title": "ไม่มาประชุม", "button": "บันทึกว่าไม่มาประชุม", "absence": True}
    return _ask(request, seat, form, act, **words)


def _say_whether_it_scores(request: HttpRequest, seat: CommitteeMember) -> None:
    if not seat.scores or seat.round.state != RoundState.SCORING:
        return
    if seat.excused_reason:
        messages.success(
            request, f"บันทึกว่า{seat.post}ไม่มาประชุมแล้ว และไม่นับเป็นผู้ให้คะแนน กรรมการท่านอื่นไม่ต้องรอ"
        )
        return
    why = refusal_of(excuse_rules.check_may_excuse, request.user, seat)
    messages.warning(request, f"บันทึกว่า{seat.post}ไม่มาประชุมแล้ว แต่ยังนับเป็นผู้ให้คะแนน: {why}")


@require_http_methods(GET_OR_POST)
def seat_times(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct when the seat came and left, and the name of its delegate."""
    seat = _seat(request, pk)
    form = StaysForm(request.POST or None, facts=seat_facts(seat))

    def act(given: dict[str, object]) -> None:
        correct_stays(seat=seat, times=form.times(), delegate=given["delegate"], by=request.user)

    return _ask(request, seat, form, act, title="แก้ไขเวลามาและออก", button="บันทึกเวลา")


@require_http_methods(GET_OR_POST)
def seat_dissent(request: HttpRequest, pk: int) -> HttpResponse:
    """The seat's dissenting opinion."""
    seat = _seat(request, pk)
    form = DissentForm(request.POST or None, initial={"text": seat_facts(seat).dissent})

    def act(given: dict[str, object]) -> None:
        acts.save_dissent(seat=seat, text=given["text"], by=request.user)

    return _ask(request, seat, form, act, title="ความเห็นแย้ง", button="บันทึกความเห็นแย้ง")


def _step(request: HttpRequest, pk: int, act: Callable[..., None], words: str) -> HttpResponse:
    found = open_door(Round, request.user, Can.MANAGE_ROUND, pk=pk)
    act(round=found, by=request.user)
    messages.success(request, words)
    return redirect("round_attendance", pk)


@require_POST
def meeting_begin(request: HttpRequest, pk: int) -> HttpResponse:
    """The chair opens the meeting."""
    return _step(request, pk, acts.begin_meeting, "บันทึกการเปิดประชุมแล้ว")


@require_POST
def meeting_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a beginning that was tapped by mistake."""
    return _step(request, pk, acts.cancel_begin, "ยกเลิกการเปิดประชุมแล้ว ผู้ที่มาแล้วยังอยู่ในที่ประชุม")


@require_POST
def meeting_end(request: HttpRequest, pk: int) -> HttpResponse:
    """The chair closes the meeting."""
    return _step(request, pk, acts.end_meeting, "บันทึกการปิดประชุมแล้ว ผู้ที่ยังอยู่ในที่ประชุมออกพร้อมกัน")


@require_POST
def meeting_resume(request: HttpRequest, pk: int) -> HttpResponse:
    """A meeting ended by mistake goes on."""
    return _step(request, pk, acts.resume_meeting, "เปิดประชุมต่อแล้ว ผู้ที่อยู่จนปิดประชุมกลับมาอยู่ในที่ประชุม")


@require_http_methods(GET_OR_POST)
def meeting_times(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct when the meeting began and ended."""
    found = open_door(Round, request.user, Can.MANAGE_ROUND, pk=pk)
    form = MeetingTimesForm(request.POST or None, round=found)
    write = partial(correct_meeting, round=found, by=request.user)
    status = 200
    if request.method == "POST":
        status = act_on(form, lambda given: write(began=given["began"], ended=given.get("ended")))
        if status == DONE:
            messages.success(request, "แก้ไขเวลาประชุมแล้ว")
            return redirect("round_attendance", pk)
    else:
        rules.check_correct_meeting(request.user, found)
    context = {"round": found, "form": form}
    return render(request, "selection/meeting_times.html", context, status=status)
