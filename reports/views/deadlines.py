"""The deadlines of a year: seen by every office, set, replaced and taken back by who may."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from cdd_network.doors import open_door, visible
from cdd_network.lists import asked
from cdd_network.models import Programme
from cdd_network.notices import say_saved
from cdd_network.refusal import Refused
from cdd_network.roles import Can, may
from cdd_network.workbook import workbook_response
from projects import deadline_rules as rules
from projects import deadlines as limits_of
from projects.actions import deadlines as acts
from projects.forms.deadline import DeadlineForm, ReplaceForm, WhenForm
from projects.models import Deadline
from reports import queries_deadlines as queries
from reports.watch import deadline_list

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_safe
def deadlines(request: HttpRequest) -> HttpResponse:
    """By duty: what holds, what lost its place, which papers clash; and the office's own days."""
    user, query = request.user, asked(request.GET)
    seen = visible(Deadline, user, Can.SEE_DEADLINES)
    years = list(visible(Programme, user, Can.SEE_DEADLINES))
    programme = queries.chosen_year(years, query)
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
    return workbook_response(f"กำหนดเวลา ปี {programme.year}", deadline_list.HEADS, cells)


@require_http_methods(FORM_METHODS)
def deadline_new(request: HttpRequest, year: int) -> HttpResponse:
    """Set a deadline beside the others."""
    programme = open_door(Programme, request.user, Can.SET_DEADLINE, year=year)
    form = DeadlineForm(request.POST if request.method == "POST" else None)
    context = {"programme": programme, "heading": "ตั้งกำหนดเวลา"}
    if request.method == "POST" and form.is_valid():
        try:
            row = acts.set_deadline(programme=programme, **form.values(), by=request.user)
        except Refused as refused:
            return _refused(request, form, context, refused)
        return _saved(request, programme, form, row)
    return _form_page(request, form, context, 422 if request.method == "POST" else 200)


@require_http_methods(FORM_METHODS)
def deadline_replace(request: HttpRequest, year: int, key: str) -> HttpResponse:
    """Put another day in the place of a deadline, for all or for one district."""
    programme = open_door(Programme, request.user, Can.SET_DEADLINE, year=year)
    seen = visible(Deadline, request.user, Can.SET_DEADLINE)
    found = queries.target(programme, seen, key)
    if found is None:
        raise Http404
    limit, row = found
    setter = row and row.office
    rules.check_replace(request.user, limit, setter)
    many = request.user.is_province and limit.level == "district" and not (row and row.district_id)
    given = {"districts": queries.districts_of(request.user) if many else None}
    form = ReplaceForm(request.POST if request.method == "POST" else None, **given)
    context = {
        "programme": programme,
        "heading": "เปลี่ยนหรือขยายกำหนดเวลา",
        "limit": limit,
        "row": row,
    }
    if request.method == "POST" and form.is_valid():
        values = form.values()
        if row and row.district_id:
            values["district"] = row.district
        try:
            made = acts.replace_deadline(
                programme=programme, target=limit, setter=setter, **values, by=request.user
            )
        except Refused as refused:
            return _refused(request, form, context, refused)
        return _saved(request, programme, form, made)
    return _form_page(request, form, context, 422 if request.method == "POST" else 200)


def _refused(
    request: HttpRequest, form: WhenForm, context: dict[str, object], refused: Refused
) -> HttpResponse:
    form.add_error(None, refused.reason)
    return _form_page(request, form, context, 409)


def _form_page(
    request: HttpRequest, form: WhenForm, context: dict[str, object], status: int
) -> HttpResponse:
    return render(request, "reports/deadline_edit.html", {**context, "form": form}, status=status)


def _saved(
    request: HttpRequest, programme: Programme, form: WhenForm, row: Deadline
) -> HttpResponse:
    limit = limits_of.of_row(row)
    say_saved(request, f"บันทึกกำหนดเวลา «{row.title}» {limit.words} แล้ว", form)
    seen = visible(Deadline, request.user, Can.SET_DEADLINE)
    beside = queries.year_for(programme, request.user, seen).in_force
    for text in rules.warnings(limit, beside, today=timezone.localdate()):
        messages.warning(request, f"โปรดตรวจสอบ: {text}")
    return redirect(_list(programme))


@require_http_methods(FORM_METHODS)
def deadline_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then take a deadline of the own office back."""
    row = open_door(Deadline, request.user, Can.SET_DEADLINE, pk=pk)
    if request.method == "POST":
        count = acts.withdraw_deadline(row=row, by=request.user)
        more = f" พร้อมกำหนดที่ตั้งแทนอีก {count - 1} รายการ" if count > 1 else ""
        messages.success(request, f"ถอนกำหนดเวลา «{row.title}» แล้ว{more} หากถอนผิด ตั้งใหม่ได้")
        return redirect(_list(row.programme))
    rules.check_withdraw(request.user, row)
    context = {"row": row, "limit": limits_of.of_row(row), "programme": row.programme}
    return render(request, "reports/deadline_withdraw.html", context)


def _list(programme: Programme) -> str:
    return f"{reverse('deadlines')}?year={programme.year}"
