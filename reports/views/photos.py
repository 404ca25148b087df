"""Photographs of a summary: a page of their own, and the pictures behind their door."""

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from cdd_network import doors
from cdd_network.refusal import Refused
from cdd_network.roles import Can
from projects import queries
from projects.rules import check_edit
from reports import pictures, queries_summary
from reports.actions import photos
from reports.forms.summary import CaptionForm, PhotosForm
from reports.models import Photo, SummaryReport
from reports.summary_rules import MOST_PHOTOS
from reports.views.summary_edit import open_summary


@require_safe
def summary_photos(request: HttpRequest, pk: int) -> HttpResponse:
    """Item 8: add, name, put in order, remove."""
    report = open_summary(request, Can.RUN_ACTIVITY, pk)
    check_edit(request.user, report)
    return _page(request, report, PhotosForm())


@require_POST
def photo_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add each picture that is one; say of each other file what is wrong with it."""
    report = open_summary(request, Can.RUN_ACTIVITY, pk)
    files = request.FILES.getlist("photos")
    form = PhotosForm(request.POST, request.FILES)
    if not files:
        form.is_valid()
        return _page(request, report, form, 422)
    form.errors.clear()  # an empty file gets its reason below, by its name
    faults = []
    for file in files:
        try:
            _add(report, file, request)
        except Refused as refused:
            faults.append(f"{file.name}: {refused.reason}")
    added = len(files) - len(faults)
    if added:
        messages.success(request, f"เพิ่มภาพแล้ว {added} ภาพ")
    if not faults:
        return redirect("summary_photos", pk)
    for text in faults:
        form.add_error("photos", text)
    return _page(request, report, form, 422)


def _add(report: SummaryReport, file: UploadedFile, request: HttpRequest) -> None:
    # One byte over the limit is enough to be told; more is not read into memory.
    data = file.read(pictures.MOST_BYTES + 1)
    photos.add_photo(report=report, data=data, caption="", by=request.user)


def _open_photo(request: HttpRequest, pk: int) -> tuple[SummaryReport, Photo]:
    """A photograph of the own district's, with its summary; the summary is its door."""
    report = doors.open_door(SummaryReport, request.user, Can.RUN_ACTIVITY, photos__pk=pk)
    queries.with_activity(report)
    return report, queries_summary.photo_of(report, pk)


@require_POST
def photo_caption(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what a photograph shows."""
    report, found = _open_photo(request, pk)
    form = CaptionForm(request.POST, auto_id=f"id_caption_{found.pk}_%s")
    if not form.is_valid():
        return _page(request, report, PhotosForm(), 422, wrong=(found.pk, form))
    photos.caption_photo(photo=found, caption=form.cleaned_data["caption"], by=request.user)
    messages.success(request, "บันทึกคำบรรยายภาพแล้ว")
    return redirect("summary_photos", report.pk)


@require_POST
def photo_move(request: HttpRequest, pk: int) -> HttpResponse:
    """One place up (``up=1``) or down."""
    report, found = _open_photo(request, pk)
    photos.move_photo(photo=found, up=request.POST.get("up") == "1", by=request.user)
    return redirect("summary_photos", report.pk)


@require_POST
def photo_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a photograph away."""
    report, found = _open_photo(request, pk)
    photos.remove_photo(photo=found, by=request.user)
    messages.success(request, "ลบภาพแล้ว")
    return redirect("summary_photos", report.pk)


@require_safe
def photo_image(request: HttpRequest, pk: int) -> HttpResponse:
    """The JPEG, for those who see the summary."""
    report = doors.open_door(SummaryReport, request.user, Can.SEE_ACTIVITY, photos__pk=pk)
    found = queries_summary.photo_of(report, pk)
    try:
        with found.file.open("rb") as file:
            response = HttpResponse(file.read(), content_type="image/jpeg")
    except FileNotFoundError:
        raise Http404 from None
    response["Cache-Control"] = "private, max-age=3600"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _caption_form(photo: Photo) -> CaptionForm:
    return CaptionForm(initial={"caption": photo.caption}, auto_id=f"id_caption_{photo.pk}_%s")


def _page(
    request: HttpRequest,
    report: SummaryReport,
    form: PhotosForm,
    status: int = 200,
    wrong: tuple[int, CaptionForm] | None = None,
) -> HttpResponse:
    key, faulty = wrong or (0, None)
    rows = [
        (photo, faulty if photo.pk == key else _caption_form(photo))
        for photo in report.photos.all()
    ]
    context = {
        "report": report,
        "activity": report.activity,
        "rows": rows,
        "left": MOST_PHOTOS - len(rows),
        "most": MOST_PHOTOS,
        "form": form,
        "forms": [form, *([wrong[1]] if wrong else [])],
        "has_errors": status == 422,
    }
    return render(request, "reports/summary_photos.html", context, status=status)
