"""The speakers of an event: who they are, from where, and how many hours each speaks."""

from functools import partial

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cdd_network import doors
from cdd_network.merging import Edit, save_edit
from cdd_network.notices import say_saved
from cdd_network.roles import Can
from projects import queries_timetable as queries
from projects.actions.timetable import save_speakers
from projects.forms.timetable import SpeakerRows, TimetableForm
from projects.models import Event
from projects.rules import check_run_event
from projects.views.rows import with_another_row


@require_http_methods(["GET", "HEAD", "POST"])
def timetable_speakers(request: HttpRequest, pk: int) -> HttpResponse:
    """All speakers on one page; «เพิ่มวิทยากร» adds an empty row and keeps what was typed."""
    event = doors.open_door(Event, request.user, Can.RUN_EVENT, pk=pk)
    check_run_event(request.user, event)
    make, write = partial(_form, event), partial(_write, request, event)
    if request.method != "POST":
        return _page(request, event, Edit(make()))
    if request.POST.get("act") == "add":
        form = make(with_another_row(request.POST))
        form.rows.forget_errors()
        return _page(request, event, Edit(form))
    edit = save_edit(event, request.POST, make=make, write=write, by=request.user)
    if not edit.saved:
        return _page(request, event, edit)
    say_saved(request, edit.merged or "บันทึกรายชื่อวิทยากรแล้ว", edit.form)
    return redirect("timetable", pk)


def _form(event: Event, data: QueryDict | None = None) -> TimetableForm:
    form = TimetableForm(data, initial={"version": event.version})
    form.rows = SpeakerRows(data, prefix="rows", known=queries.speaker_values(event))
    return form


def _write(request: HttpRequest, event: Event, form: TimetableForm) -> None:
    save_speakers(
        event=event,
        speakers=form.rows.rows(),
        version=form.cleaned_data["version"],
        by=request.user,
    )


def _page(request: HttpRequest, event: Event, edit: Edit) -> HttpResponse:
    context = {
        "event": event,
        "edit": edit,
        "form": edit.form,
        "rows": edit.form.rows,
        "has_errors": edit.status == 422,
        "forms": [edit.form, edit.form.rows],
    }
    return render(request, "projects/timetable_speakers.html", context, status=edit.status)
