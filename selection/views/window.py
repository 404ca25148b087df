"""Pages of the call: its days, the districts that have sent or not, leave to send late."""

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cdd_network.doors import open_door
from cdd_network.merging import Edit, save_edit
from cdd_network.models import Office
from cdd_network.notices import say_saved
from cdd_network.refusal import refusal_of
from cdd_network.roles import Can
from cdd_network.workbook import workbook_response
from selection import districts, rules
from selection.actions.window import give_late_leave, save_window, take_back_late_leave
from selection.forms.search import SearchForm
from selection.forms.window import LateForm, WindowForm
from selection.models import LateLeave, Round
from selection.views.asking import DONE, act_on
from selection.window import window_of

HEADS = (
    "อำเภอ",
    "สถานะ",
    "รอตรวจ",
    "รับแล้ว",
    "ส่งกลับ",
    "กำลังเขียน",
    "ไม่รับ",
    "ถอน",
    "เหตุผลที่อนุญาตให้ส่งหลังกำหนด",
)


@require_http_methods(["GET", "HEAD", "POST"])
def round_window(request: HttpRequest, pk: int) -> HttpResponse:
    """The first and the last day on which nominations are taken."""
    found = open_door(Round, request.user, Can.MANAGE_ROUND, pk=pk)
    make = partial(WindowForm, round=found)
    edit = Edit(make()) if request.method != "POST" else _save_window(request, found, make)
    if edit.saved:
        say_saved(request, edit.merged or "บันทึกกำหนดการรับแล้ว", edit.form)
        return redirect("round", pk)  # which says what deserves a look in the days
    context = {
        "round": found,
        "edit": edit,
        "form": edit.form,
        "window": window_of(found, timezone.localdate()),
        "refusal": refusal_of(rules.check_window, request.user, found),
    }
    return render(request, "selection/round_window.html", context, status=edit.status)


def _save_window(request: HttpRequest, found: Round, make: partial[WindowForm]) -> Edit:
    def write(form: WindowForm) -> None:
        values = form.values()
        days, reason = {name: values[name] for name in rules.DAYS}, values.get("reason", "")
        version = form.cleaned_data["version"]
        save_window(round=found, values=days, reason=reason, version=version, by=request.user)

    return save_edit(found, request.POST, make=make, write=write, by=request.user)


@require_safe
def round_districts(request: HttpRequest, pk: int) -> HttpResponse:
    """The province's districts: who has sent, who has not, who may send late."""
    found = open_door(Round, request.user, Can.MANAGE_ROUND, pk=pk)
    every = districts.rows_of(found)
    search = SearchForm(request.GET, hint="อำเภอ", states=districts.STATES)
    rows = districts.found(every, search.values())
    if request.GET.get("format") == "xlsx":
        return workbook_response("อำเภอที่ส่งแบบเสนอโครงการ", HEADS, map(_row, rows))
    context = {
        "round": found,
        "search": search,
        "searched": bool(search.values()),
        "rows": rows,
        "every": len(every),
        "sent": sum(1 for row in every if row.sent),
        "window": window_of(found, timezone.localdate()),
        "refusal": refusal_of(rules.check_late, request.user, found),
    }
    return render(request, "selection/round_districts.html", context)


def _row(row: districts.DistrictRow) -> tuple[object, ...]:
    order = ("submitted", "accepted", "returned", "draft", "rejected", "withdrawn")
    reason = row.leave.reason if row.leave else ""
    return (row.name, row.tag, *(row.counts[state] for state in order), reason)


@require_http_methods(["GET", "HEAD", "POST"])
def late_new(request: HttpRequest, pk: int, district: int) -> HttpResponse:
    """Give one district leave to send after the closing day, with the reason."""
    found = open_door(Round, request.user, Can.MANAGE_ROUND, pk=pk)
    office = open_door(Office, request.user, Can.MANAGE_ROUND, pk=district, district__isnull=False)
    form, status = LateForm(request.POST or None), 200
    if request.method == "POST":
        give = partial(give_late_leave, round=found, office=office, by=request.user)
        status = act_on(form, lambda typed: give(reason=typed["reason"]))
    else:
        rules.check_late(request.user, found)
    if status == DONE:
        messages.success(request, f"อนุญาตให้{office.short_name}ส่งหลังกำหนดแล้ว")
        return redirect("round_districts", pk)
    window = window_of(found, timezone.localdate())
    context = {"round": found, "office": office, "form": form, "window": window}
    return render(request, "selection/late_new.html", context, status=status)


@require_POST
def late_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a district's leave back."""
    leave = open_door(LateLeave, request.user, Can.MANAGE_ROUND, pk=pk)
    name, back = leave.office.short_name, leave.round_id
    take_back_late_leave(leave=leave, by=request.user)
    messages.success(request, f"ยกเลิกการอนุญาตให้{name}ส่งหลังกำหนดแล้ว")
    return redirect("round_districts", back)
