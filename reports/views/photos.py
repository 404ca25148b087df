"""Photographs of a summary: a page of their own, and the pictures behind their door."""

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_http_methods, require_safe

from cdd_network import autosave, doors
from cdd_network.merging import Edit
from cdd_network.refusal import Refused, refusal_of
from cdd_network.roles import Can
from cdd_network.storage_use import check_room
from cdd_network.uploads import PHOTO, takes
from projects.rules import check_edit
from reports import pictures, queries_summary
from reports.actions import photos
from reports.forms.summary import CaptionsForm, PhotosForm
from reports.models import Photo, SummaryReport
from reports.summary_rules import MOST_PHOTOS
from reports.views import caption_edit, removal
from reports.views.summary_edit import open_summary


@require_safe
def summary_photos(request: HttpRequest, pk: int) -> HttpResponse:
    """Item 8: add, name, put in order, remove; one form, so that no caption is lost."""
    report = open_summary(request, Can.RUN_ACTIVITY, pk)
    check_edit(request.user, report)
    return _page(request, report, PhotosForm())


@takes(PHOTO)
@require_http_methods(["GET", "HEAD", "POST"])
def photo_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add each picture that is one; say of each other file what is wrong with it.

    static/js/photos.js sends one at a time with the header ``X-Photo`` and is answered in JSON.
    """
    report = open_summary(request, Can.RUN_ACTIVITY, pk)
    if request.method == "POST":
        if request.headers.get("X-Photo") == "1":
            return _add_one(request, report)
        wrong = _save_all(request, report, wanted=True)
        if wrong:
            return wrong
    return redirect("summary_photos", pk)  # also when the page is reloaded after a fault


def _add_one(request: HttpRequest, report: SummaryReport) -> HttpResponse:
    """A picture that came twice, because its first answer was lost, is kept once."""
    files = request.FILES.getlist("photos")
    try:
        if len(files) != 1:
            raise Refused("ไฟล์ส่งมาไม่ครบ โปรดลองใหม่")
        found = _add(report, files[0], request)
    except photos.Again as again:
        return JsonResponse({"kept": again.photo.pk, "again": again.reason})
    except Refused as refused:
        return JsonResponse({"refused": refused.reason}, status=422)
    captions = queries_summary.captions(report)
    row = {
        "photo": found,
        "field": CaptionsForm(captions=captions).field_of(found.pk),
        "number": len(captions),
    }
    return JsonResponse(
        {
            "kept": found.pk,
            "count": len(captions),
            "bare": queries_summary.bare_text(captions.values()),
            "row": render_to_string("reports/_photo_row.html", row, request),
        }
    )


@takes(PHOTO)
@require_http_methods(["GET", "HEAD", "POST"])
def photo_save(request: HttpRequest, pk: int) -> HttpResponse:
    """All captions, then what the button says: «up:12», «down:12», «remove:12», «undo», «done»."""
    report = open_summary(request, Can.RUN_ACTIVITY, pk)
    if request.method != "POST":
        return redirect("summary_photos", pk)
    if autosave.asked(request):
        return caption_edit.autosaved(request, report)
    wrong = _save_all(request, report, wanted=False)
    if wrong:
        return wrong
    act, _, key = request.POST.get("act", "").partition(":")
    if act in ("up", "down", "remove"):
        return _rearrange(request, report, act, key)
    if act == "undo":
        return _undo(request, report)
    if queries_summary.captions(report):
        messages.success(request, "บันทึกคำบรรยายภาพแล้ว")
    if act == "done":
        removal.forget(request)
    return redirect("summary" if act == "done" else "summary_photos", pk)


def _rearrange(request: HttpRequest, report: SummaryReport, act: str, key: str) -> HttpResponse:
    found = queries_summary.photo_of(report, key)
    page = reverse("summary_photos", args=[report.pk])
    if act == "remove":
        removal.keep(request, photos.remove_photo(photo=found, by=request.user))
        return redirect(f"{page}#removed")
    photos.move_photo(photo=found, up=act == "up", by=request.user)
    return redirect(f"{page}#photo-{found.pk}")


def _undo(request: HttpRequest, report: SummaryReport) -> HttpResponse:
    page = reverse("summary_photos", args=[report.pk])
    removed = removal.of(request, report)
    if removed is None:
        return redirect(page)
    try:
        found = photos.restore_photo(report=report, removed=removed, by=request.user)
    except photos.Again as again:  # the second of two clicks, or one whose answer was lost
        removal.forget(request)
        found = again.photo
    except Refused as refused:  # it can still be put back when the reason is gone
        if isinstance(refused, photos.Lost):
            removal.forget(request)
        messages.warning(request, refused.reason)
        return redirect(page)
    else:
        removal.done(request)
    return redirect(f"{page}#photo-{found.pk}")


def _save_all(request: HttpRequest, report: SummaryReport, *, wanted: bool) -> HttpResponse | None:
    """Save captions and add the chosen pictures; the page with its errors when there are any.

    ``wanted``: at least one picture must have been chosen.
    """
    captions = CaptionsForm(request.POST, captions=queries_summary.captions(report))
    named = captions.is_valid()
    theirs = caption_edit.save(request, report, captions) if named else {}
    files = request.FILES.getlist("photos")
    form = PhotosForm(request.POST, request.FILES) if wanted or files else PhotosForm()
    if files:
        _add_all(request, report, form, files)
    if named and not form.errors and not theirs:
        return None
    edit = caption_edit.shown_again(request, captions, report, theirs)
    return _page(request, report, form, edit)


def _add_all(
    request: HttpRequest, report: SummaryReport, form: PhotosForm, files: list[UploadedFile]
) -> None:
    form.errors.clear()  # an empty file gets its reason below, by its name
    taken, later = files[: pictures.MOST_AT_ONCE], files[pictures.MOST_AT_ONCE :]
    kept, faults = [], []
    for file in taken:
        try:
            _add(report, file, request)
        except Refused as refused:
            faults.append(f"{file.name}: {refused.reason}")
        else:
            kept.append(file.name)
    if kept:
        messages.success(request, f"เพิ่มภาพแล้ว {len(kept)} ภาพ")
    if later:
        faults.append(_too_many(kept, [file.name for file in later]))
    for text in faults:
        form.add_error("photos", text)


def _too_many(kept: list[str], later: list[str]) -> str:
    """Which pictures were kept and which are to be sent again."""
    had = f"เก็บไว้แล้ว {len(kept)} ภาพ ได้แก่ {' · '.join(kept)}" if kept else "ยังไม่ได้เก็บภาพใด"
    return (
        f"เพิ่มได้ครั้งละไม่เกิน {pictures.MOST_AT_ONCE} ภาพ {had} "
        f"โปรดเลือกอีกครั้ง {len(later)} ภาพที่เหลือ ได้แก่ {' · '.join(later)}"
    )


def _add(report: SummaryReport, file: UploadedFile, request: HttpRequest) -> Photo:
    # One byte over the limit is enough to be told; more is not read into memory.
    data = file.read(pictures.MOST_BYTES + 1)
    return photos.add_photo(report=report, data=data, caption="", by=request.user)


@require_safe
def photo_image(request: HttpRequest, pk: int) -> HttpResponse:
    """The JPEG, for those who see the summary."""
    return _image(request, pk, "file")


@require_safe
def photo_small(request: HttpRequest, pk: int) -> HttpResponse:
    """Its small copy: what the pages show, over a slow link too."""
    return _image(request, pk, "small")


def _image(request: HttpRequest, pk: int, column: str) -> HttpResponse:
    report = doors.open_door(SummaryReport, request.user, Can.SEE_ACTIVITY, photos__pk=pk)
    found = queries_summary.photo_of(report, pk)
    etag = f'"{found.sha256}-{column}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        try:
            with getattr(found, column).open("rb") as file:
                response = HttpResponse(file.read(), content_type="image/jpeg")
        except FileNotFoundError:
            raise Http404 from None
    response["ETag"] = etag
    # What was handed in is never a page of ours; an <img> shows it all the same.
    response["Content-Disposition"] = f'attachment; filename="photo-{pk}.jpg"'
    response["Cache-Control"] = "private, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _page(
    request: HttpRequest,
    report: SummaryReport,
    form: PhotosForm,
    edit: Edit | None = None,
) -> HttpResponse:
    """The page; with ``edit`` the one that was posted, again."""
    stored = list(report.photos.all())
    captions = edit.form if edit else CaptionsForm(captions={one.pk: one.caption for one in stored})
    conflicts = edit.conflicts if edit else []
    status = (409 if conflicts else 422) if edit else 200
    # One that another sent in this very moment has no field here yet.
    known = [photo for photo in stored if photo.pk in captions.keys]
    rows = [(photo, captions.field_of(photo.pk)) for photo in known]
    context = {
        "report": report,
        "activity": report.activity,
        "note": report.returned_items.get("photos", ""),
        "rows": rows,
        "left": MOST_PHOTOS - len(rows),
        "most": MOST_PHOTOS,
        "full": refusal_of(check_room, request.user.office),
        "at_once": pictures.MOST_AT_ONCE,
        "most_mb": pictures.MOST_BYTES // 1024 // 1024,
        "removed": removal.of(request, report),
        "bare": queries_summary.bare_text(photo.caption for photo in stored),
        "form": form,
        "captions": captions,
        "edit": edit,
        "forms": [form, captions],
        "has_errors": status != 200,
    }
    return render(request, "reports/summary_photos.html", context, status=status)
