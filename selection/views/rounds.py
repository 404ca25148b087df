"""Pages of a round: the list, the hub, the meeting, and the steps on and back."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cdd_network import thai
from cdd_network.doors import open_door, visible
from cdd_network.lists import paged
from cdd_network.merging import Edit, save_edit
from cdd_network.models import Programme, User
from cdd_network.notices import say_saved
from cdd_network.refusal import refusal_of
from cdd_network.roles import Can, may
from cdd_network.workbook import workbook_response
from selection import hub, queries, rules
from selection.actions.rounds import (
    close_round,
    open_round,
    prepare_round,
    recheck_round,
    reopen_round,
    save_meeting,
    start_scoring,
)
from selection.forms.rounds import MeetingForm
from selection.forms.search import SearchForm
from selection.forms.window import ReasonForm, ReopenForm
from selection.models import Round
from selection.states import RoundState
from selection.views.asking import DONE, act_on
from selection.window import late_leave_of, leave_needed, window_of

HEADS = ("ปีงบประมาณ", "จังหวัด", "สถานะ", "แบบเสนอที่ส่ง", "แบบเสนอที่รับ", "วันประชุม", "ประกาศเมื่อ")


@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    """Rounds that the user may see; the department filters 76 provinces."""
    listed = visible(Round, request.user, Can.SEE_ROUND)
    search = SearchForm(request.GET, hint="จังหวัดหรือปี", states=RoundState.choices)
    found = queries.find_rounds(listed, search.values())
    if request.GET.get("format") == "xlsx":
        return workbook_response("รอบการคัดเลือก", HEADS, map(_row, found))
    manages = may(request.user, Can.MANAGE_ROUND)
    context = {
        "search": search,
        "searched": bool(search.values()),
        "page_obj": paged(found, request.GET),
        "years": queries.years_to_prepare(request.user) if manages else [],
    }
    return render(request, "selection/rounds.html", context)


def _row(one: Round) -> tuple[object, ...]:
    return (
        one.programme.year, one.office.province.name, one.get_state_display(), one.sent,
        one.accepted, one.meeting_date, one.announced_at,
    )  # fmt: skip


@require_POST
def round_new(request: HttpRequest) -> HttpResponse:
    """Prepare the own province's round of a year."""
    wanted = request.POST.get("programme", "")
    key = thai.small_int(wanted) or 0
    year = open_door(Programme, request.user, Can.MANAGE_ROUND, pk=key)
    made = prepare_round(programme=year, by=request.user)
    messages.success(request, f"เตรียมรอบการคัดเลือกปีงบประมาณ พ.ศ. {year.year} แล้ว")
    return redirect("round", made.pk)


@require_safe
def round(request: HttpRequest, pk: int) -> HttpResponse:
    """The province's hub, step by step; for others what they need to read."""
    found = open_door(Round, request.user, Can.SEE_ROUND, pk=pk)
    if may(request.user, Can.MANAGE_ROUND):
        context = {"round": found, "hub": hub.hub_of(request.user, found)}
        return render(request, "selection/round.html", context)
    criteria = queries.criteria_of(found)
    own = {"round": found, "window": window_of(found, timezone.localdate())}
    context = own | {
        "criteria": criteria,
        "ties": queries.ties_in(criteria),
        "eligibility": queries.eligibility_of(found),
        "nominates": _nominates(request.user, found),
        "chosen": queries.chosen_of(found) if found.is_announced else [],
    }
    return render(request, "selection/round_read.html", context)


def _nominates(user: User, found: Round) -> dict[str, object]:
    """Whether a district may send now, and under which leave; empty for who only reads."""
    if not may(user, Can.NOMINATE) or found.is_announced:
        return {}
    refusal = refusal_of(leave_needed, found, user.office)
    return {"refusal": refusal, "leave": late_leave_of(found, user.office)}


@require_http_methods(["GET", "HEAD", "POST"])
def round_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """When and where the committee meets."""
    found = open_door(Round, request.user, Can.MANAGE_ROUND, pk=pk)
    make = partial(MeetingForm, round=found)
    edit = Edit(make()) if request.method != "POST" else _save_meeting(request, found, make)
    if edit.saved:
        say_saved(request, edit.merged or "บันทึกวันประชุมแล้ว", edit.form)
        return redirect("round", pk)
    context = {
        "round": found,
        "edit": edit,
        "form": edit.form,
        "refusal": refusal_of(rules.check_meeting, request.user, found),
    }
    return render(request, "selection/round_meeting.html", context, status=edit.status)


def _save_meeting(request: HttpRequest, found: Round, make: partial[MeetingForm]) -> Edit:
    def write(form: MeetingForm) -> None:
        version = form.cleaned_data["version"]
        save_meeting(round=found, values=form.values(), version=version, by=request.user)

    return save_edit(found, request.POST, make=make, write=write, by=request.user)


@require_POST
def round_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the round for nominations."""
    found = open_door(Round, request.user, Can.MANAGE_ROUND, pk=pk)
    open_round(round=found, by=request.user)
    messages.success(request, "เปิดรับแบบเสนอโครงการแล้ว อำเภอในจังหวัดเริ่มเสนอได้ทันที")
    return redirect("round", pk)


@require_POST
def round_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Take no more nominations."""
    found = open_door(Round, request.user, Can.MANAGE_ROUND, pk=pk)
    close_round(round=found, by=request.user)
    messages.success(request, "ปิดรับแบบเสนอโครงการแล้ว ตรวจแบบที่ส่งมาให้ครบ แล้วเริ่มให้คะแนน")
    return redirect("round", pk)


@require_POST
def round_start_scoring(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the call and let the members score."""
    found = open_door(Round, request.user, Can.MANAGE_ROUND, pk=pk)
    start_scoring(round=found, by=request.user)
    messages.success(request, "เริ่มให้คะแนนแล้ว กรรมการเข้าให้คะแนนได้ทันที")
    return redirect("round", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def round_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the call up again, with the reason and a last day to come."""
    found = open_door(Round, request.user, Can.MANAGE_ROUND, pk=pk)
    form, status = ReopenForm(request.POST or None, round=found), 200
    if request.method == "POST":
        status = act_on(form, lambda typed: reopen_round(round=found, by=request.user, **typed))
    else:
        rules.check_may_reopen(request.user, found)
    if status == DONE:
        say_saved(request, "เปิดรับอีกครั้งแล้ว อำเภอส่งแบบเสนอโครงการได้", form)
        return redirect("round", pk)
    context = {"round": found, "form": form}
    return render(request, "selection/round_reopen.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def round_recheck(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop the scoring, before any sheet was sent, to look at the nominations again."""
    found = open_door(Round, request.user, Can.MANAGE_ROUND, pk=pk)
    form, status = ReasonForm(request.POST or None), 200
    if request.method == "POST":
        status = act_on(form, lambda typed: recheck_round(round=found, by=request.user, **typed))
    else:
        rules.check_may_recheck(request.user, found)
    if status == DONE:
        messages.success(request, "กลับไปตรวจแบบเสนอแล้ว กรรมการหยุดให้คะแนนไว้ก่อน")
        return redirect("round", pk)
    context = {"round": found, "form": form}
    return render(request, "selection/round_recheck.html", context, status=status)
