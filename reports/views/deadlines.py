"""The deadlines of a year: seen by every office, set, replaced and taken back by who may."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cdd_network import years_asked
from cdd_network.doors import open_door, visible
from cdd_network.lists import asked
from cdd_network.models import Programme
from cdd_network.notices import say_saved
from cdd_network.refusal import Refused, refusal_of
from cdd_network.roles import Can, may
from cdd_network.workbook import workbook_response
from projects import deadline_rules as rules
from projects import deadlines as limits_of
from projects.actions import deadlines as acts
from projects.forms.deadline import DeadlineForm, ReplaceForm, WhenForm, WithdrawForm
from projects.models import Deadline
from reports import queries_deadlines as queries
from reports.watch import deadline_list

if TYPE_CHECKING:
    from cdd_network.models import User
    from projects.deadlines import Limit

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_safe
def deadlines(request: HttpRequest) -> HttpResponse:
    """By duty: what holds, what lost its place, which papers clash; and the office's own days."""
    user, query = request.user, asked(request.GET)
    seen = visible(Deadline, user, Can.SEE_DEADLINES)
    years = list(visible(Programme, user, Can.SEE_DEADLINES))
    programme = years_asked.shown(years, query.get("year", ""))
    if programme is None:
        return render(request, "reports/deadlines.html", {"programme": None})
    sections = queries.year_for(programme, user, seen).sections()
    rows, page = (
        queries.of_provinces(programme, seen, query) if user.is_department else (None, None)
    )
    if query.get("format") == "xlsx":
        return _workbook(programme, sections, rows)
    context = {
        "programme": programme,
        "years": years,
        "unknown": years_asked.unknown(query, programme),
        "sections": sections,
        "own": queries.own_dates(programme, user, today=timezone.localdate()),
        "may_set": may(user, Can.SET_DEADLINE),
        "page_obj": page,
        "lines": [deadline_list.province_line(row) for row in page] if page else [],
        "query": query,
    }
    return render(request, "reports/deadlines.html", context)


def _workbook(programme: Programme, sections: list, rows: object) -> HttpResponse:
    cells = deadline_list.cells(sections)
    cells += [deadline_list.province_cells(row) for row in rows] if rows is not None else []
    return workbook_response(f"กำหนดส่ง ปี {programme.year}", deadline_list.HEADS, cells)


@require_http_methods(FORM_METHODS)
def deadline_new(request: HttpRequest, year: int) -> HttpResponse:
    """Set a deadline beside the others: shown what it does, then set."""
    user = request.user
    programme = open_door(Programme, user, Can.SET_DEADLINE, year=year)
    form = DeadlineForm(_typed(request), year=year, user=user)
    context = {"programme": programme, "heading": "ตั้งกำหนดส่ง"}
    return _two_steps(request, form, context, acts.set_values, acts.set_deadline)


@require_http_methods(FORM_METHODS)
def deadline_replace(request: HttpRequest, year: int, key: str) -> HttpResponse:
    """Put another day in the place of a deadline, or of all of its duty, for all or one district."""
    user = request.user
    programme = open_door(Programme, user, Can.SET_DEADLINE, year=year)
    seen = visible(Deadline, user, Can.SET_DEADLINE)
    found = queries.target(programme, seen, key)
    if found is None:
        raise Http404
    limit, row = found
    given = {"target": limit, "setter": row and row.office}
    rules.check_replace(user, limit, given["setter"])
    form = ReplaceForm(_typed(request), year=year, **_choices(user, programme, limit, row))
    context = {
        "programme": programme, "heading": "เปลี่ยนหรือขยายกำหนดส่ง", "limit": limit, "row": row,
    }  # fmt: skip
    return _two_steps(
        request,
        form,
        context,
        partial(acts.replace_values, **given),
        partial(acts.replace_deadline, **given),
    )


def _typed(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _choices(
    user: User, programme: Programme, limit: Limit, row: Deadline | None
) -> dict[str, object]:
    """Whether the form asks for a district, and whether for the whole duty."""
    alone = row.district if row and row.district_id else None
    held = queries.beside(programme, user, limit, alone)
    many = user.is_province and limit.level == "district" and alone is None
    return {
        "alone": alone,
        "districts": queries.districts_of(user) if many else None,
        "several": len(held) > 1 and not refusal_of(rules.check_whole, user, limit),
    }


def _two_steps(
    request: HttpRequest,
    form: WhenForm,
    context: dict[str, object],
    plan: Callable[..., dict[str, object]],
    act: Callable[..., Deadline],
) -> HttpResponse:
    """The form; what would hold, to be confirmed; then the act. Confirmed is only what was shown."""
    if request.method != "POST":
        return _form_page(request, form, context, 200)
    if not form.is_valid():
        return _form_page(request, form, context, 422)
    programme, user = context["programme"], request.user
    try:
        values = plan(programme=programme, **form.values(), by=user)
        planned = Deadline(programme=programme, office=user.office, by=user, **values)
        after = queries.after(programme, user, planned)
        if request.POST.get("shown") == after.text:
            row = act(programme=programme, **form.values(), by=user)
            return _saved(request, programme, form, row)
    except Refused as refused:
        form.add_error(None, refused.reason)
        return _form_page(request, form, context, 409)
    told = rules.warnings(limits_of.of_row(planned), after.limits, today=timezone.localdate())
    return _form_page(request, form, {**context, "after": after, "warnings": told}, 200)


def _form_page(
    request: HttpRequest, form: WhenForm, context: dict[str, object], status: int
) -> HttpResponse:
    return render(request, "reports/deadline_edit.html", {**context, "form": form}, status=status)


def _saved(
    request: HttpRequest, programme: Programme, form: WhenForm, row: Deadline
) -> HttpResponse:
    after = queries.after(programme, request.user, row)
    say_saved(request, f"บันทึกกำหนดส่งแล้ว {after.text}", form)
    today = timezone.localdate()
    for text in rules.warnings(limits_of.of_row(row), after.limits, today=today):
        messages.warning(request, f"โปรดตรวจสอบ: {text}")
    return redirect(_list(programme))


@require_http_methods(FORM_METHODS)
def deadline_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why, then take a deadline of the own office back."""
    row = open_door(Deadline, request.user, Can.SET_DEADLINE, pk=pk)
    form = WithdrawForm(_typed(request))
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        count = acts.withdraw_deadline(row=row, reason=reason, by=request.user)
        more = f" พร้อมกำหนดที่ตั้งแทนอีก {count - 1} รายการ" if count > 1 else ""
        undo = "หากถอนผิด กด «ตั้งใหม่เหมือนเดิม» ในรายการนั้น"
        if count:
            messages.success(request, f"ถอนกำหนดส่ง «{row.title}» แล้ว{more} {undo}")
        return redirect(_list(row.programme))
    rules.check_withdraw(request.user, row)
    context = {
        "row": row, "limit": limits_of.of_row(row), "programme": row.programme, "form": form,
    }  # fmt: skip
    status = 422 if request.method == "POST" else 200
    return render(request, "reports/deadline_withdraw.html", context, status=status)


@require_POST
def deadline_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Set what was taken back anew, just as it was."""
    row = open_door(Deadline, request.user, Can.SET_DEADLINE, pk=pk)
    made = acts.set_again(row=row, by=request.user)
    text = queries.after(row.programme, request.user, made).text
    messages.success(request, f"ตั้งกำหนดส่งเดิมใหม่แล้ว {text}")
    return redirect(_list(row.programme))


def _list(programme: Programme) -> str:
    return f"{reverse('deadlines')}?year={programme.year}"
