"""Captions of a summary's photographs as two officers may write them at once: joined, or asked."""

from django.http import HttpRequest, HttpResponse, QueryDict

from cdd_network import autosave
from cdd_network.editing import EMPTY
from cdd_network.merging import Conflict, Edit, Saver, ask_again, saver_in
from reports import queries_summary
from reports.actions import photos
from reports.forms.summary import CaptionsForm
from reports.models import SummaryReport
from reports.photo_captions import NO_CAPTION, mark, marks_after, marks_of, marks_text


def save(request: HttpRequest, report: SummaryReport, form: CaptionsForm) -> dict[int, str]:
    """Save the captions of a validated form; those that another changed too, as they stand."""
    return photos.caption_photos(
        report=report, captions=form.captions(), served=form.served(), by=request.user
    )


def autosaved(request: HttpRequest, report: SummaryReport) -> HttpResponse:
    """Save what is sound; beside what is not, and what another wrote meanwhile, it is said."""
    form = CaptionsForm(request.POST, captions=queries_summary.captions(report))
    form.is_valid()
    theirs = save(request, report, form)
    stored = queries_summary.captions(report)
    unsaved = autosave.unsaved_of(form)
    for key, text in theirs.items():
        who = _captioner(request, report, key).told("คำบรรยายภาพนี้")
        told = f"{who} ว่า «{text or EMPTY}» กด «บันทึกคำบรรยายทั้งหมด» เพื่อเทียบข้อความ"
        unsaved.append((form.field_of(key).id_for_label, told))
    return autosave.answer(
        unsaved=unsaved,
        base=marks_text(marks_after(stored, form.captions(), form.served())),
        texts={"bare": queries_summary.bare_text(stored.values())},
    )


def _captioner(request: HttpRequest, report: SummaryReport, key: int) -> Saver:
    """Who wrote the caption of photograph ``key`` last."""
    return saver_in(queries_summary.captioned(report, key), request.user)


def shown_again(
    request: HttpRequest, typed: CaptionsForm, report: SummaryReport, theirs: dict[int, str]
) -> Edit:
    """The form with what was typed, over the captions as they stand; both texts of ``theirs``."""
    stored = queries_summary.captions(report)
    form = CaptionsForm(_joined(typed, stored), captions=stored)
    edit = Edit(form)
    if not theirs:
        return edit
    edit.status, edit.who = 409, _captioner(request, report, next(iter(theirs)))
    form.is_valid()
    form.add_error(None, ask_again(edit.who))
    for key, text in theirs.items():
        bound, there = form.field_of(key), text or EMPTY
        bound.field.stored_text = there
        mine = bound.value() or EMPTY
        edit.conflicts.append(Conflict(bound.label, mine, there, bound.id_for_label))
    return edit


def _joined(typed: CaptionsForm, stored: dict[int, str]) -> QueryDict:
    """What was typed; where nothing was, what stands now. The page is served anew with it."""
    data, served = typed.data.copy(), typed.served()
    for key, text in stored.items():
        name = f"caption_{key}"
        if mark(data.get(name, "")) == served.get(key, NO_CAPTION):
            data[name] = text
    data["base"] = marks_text(marks_of(stored))
    return data
