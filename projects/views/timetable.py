"""The timetable of an event: all days to read, a day to write, the curriculum's rows again."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from cdd_network import autosave, doors
from cdd_network.editing import looked_at
from cdd_network.merging import Edit, save_edit
from cdd_network.notices import say_saved
from cdd_network.refusal import refusal_of
from cdd_network.roles import Can
from cdd_network.versions import Stale
from projects import queries_timetable as queries
from projects.actions.timetable import restore_curriculum, save_timetable
from projects.forms.timetable import DayForm, TimetableRows
from projects.models import ActivityDay, Event
from projects.parts import hub_url
from projects.rules import check_run_event
from projects.timetable import curriculum_slots, length_text, taught_minutes
from projects.views.rows import with_another_row


@require_safe
def timetable(request: HttpRequest, pk: int) -> HttpResponse:
    """All days with their rows, the speakers with their hours; province and department read it."""
    event = doors.open_door(Event, request.user, Can.SEE_ACTIVITY, pk=pk)
    context = {
        "event": event,
        "hub": hub_url(event),
        "page": queries.timetable_page(event),
        "may_edit": not refusal_of(check_run_event, request.user, event),
    }
    return render(request, "projects/timetable.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def timetable_day(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Rows of a day; «เพิ่มช่วงเวลา» adds an empty one and keeps what was typed."""
    day = _open(request, pk, number)
    make, write = partial(_form, day), partial(_write, request, day)
    if autosave.asked(request):
        texts = partial(_texts, day)
        return autosave.save(
            day, request.POST, make=make, write=write, by=request.user, texts=texts
        )
    if request.method != "POST":
        return _page(request, day, Edit(make()))
    if request.POST.get("act") == "add":
        form = make(with_another_row(request.POST))
        form.rows.forget_errors()
        return _page(request, day, Edit(form))
    edit = save_edit(day, request.POST, make=make, write=write, by=request.user)
    if not edit.saved:
        return _page(request, day, edit)
    say_saved(request, edit.merged or f"บันทึกกำหนดการวันที่ {number} แล้ว", edit.form)
    return redirect("timetable", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def timetable_curriculum(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Both timetables side by side, then the curriculum's in the place of the day's."""
    day = _open(request, pk, number)
    status = 200
    if request.method == "POST":
        try:
            restore_curriculum(day=day, version=looked_at(request.POST), by=request.user)
        except Stale:
            messages.warning(request, "กำหนดการวันนี้เพิ่งมีผู้แก้ไข โปรดตรวจดูอีกครั้งก่อนใช้กำหนดการตามหลักสูตร")
            status = 409
        else:
            messages.success(request, f"ใช้กำหนดการตามหลักสูตรในวันที่ {number} แล้ว")
            return redirect("timetable_day", pk, number)
    rule = queries.curriculum_day(day.event, number)
    context = {
        "event": day.event,
        "day": day,
        "title": rule.title,
        "stands": queries.stored_slots(day),
        "curriculum": curriculum_slots(rule),
    }
    return render(request, "projects/timetable_curriculum.html", context, status=status)


def _open(request: HttpRequest, pk: int, number: int) -> ActivityDay:
    """The day of an event that this user runs; Refused when others do."""
    event = doors.open_door(Event, request.user, Can.RUN_EVENT, pk=pk)
    check_run_event(request.user, event)
    day = queries.day_of(event, number)
    if day is None:
        raise Http404
    return day


def _form(day: ActivityDay, data: QueryDict | None = None) -> DayForm:
    form = DayForm(data, initial={"version": day.version})
    rule = queries.curriculum_day(day.event, day.number)
    choices = {
        "speakers": queries.speaker_choices(day.event),
        "sessions": queries.session_choices(rule),
    }
    known = queries.row_values(day)
    form.rows = TimetableRows(data, prefix="rows", known=known, form_kwargs=choices)
    return form


def _write(request: HttpRequest, day: ActivityDay, form: DayForm) -> None:
    save_timetable(
        day=day,
        slots=form.rows.slots(),
        version=form.cleaned_data["version"],
        auto=autosave.asked(request),
        by=request.user,
    )


def _hours_says(day: ActivityDay) -> str:
    """«รวมเวลาอบรม 6 ชั่วโมง หลักสูตรกำหนด 6 ชั่วโมง»."""
    rule = queries.curriculum_day(day.event, day.number)
    wanted = length_text(taught_minutes(curriculum_slots(rule)))
    given = length_text(taught_minutes(queries.stored_slots(day)))
    return f"รวมเวลาอบรม {given} หลักสูตรกำหนด {wanted} (ไม่นับลงทะเบียนและช่วงพัก)"


def _texts(day: ActivityDay) -> dict[str, str]:
    return {"hours": _hours_says(day)}


def _page(request: HttpRequest, day: ActivityDay, edit: Edit) -> HttpResponse:
    context = {
        "event": day.event,
        "day": day,
        "title": queries.curriculum_day(day.event, day.number).title,
        "hours": _hours_says(day),
        "edit": edit,
        "form": edit.form,
        "rows": edit.form.rows,
        "has_errors": edit.status == 422,
        "forms": [edit.form, edit.form.rows],
        "has_speakers": bool(edit.form.rows.form_kwargs["speakers"]),
    }
    return render(request, "projects/timetable_day.html", context, status=edit.status)
