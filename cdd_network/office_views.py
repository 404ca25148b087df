"""The province's own page: letterhead and signatories."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_http_methods, require_safe

from cdd_network import actions_office as acts
from cdd_network import emblem
from cdd_network.doors import open_door
from cdd_network.merging import Edit, save_edit
from cdd_network.models import Office, Signatory
from cdd_network.office_forms import OfficeForm, SignatoryForm
from cdd_network.roles import Can
from cdd_network.storage_use import use_of
from cdd_network.uploads import EMBLEM, takes

FORM_METHODS = ["GET", "HEAD", "POST"]


def _own(request: HttpRequest) -> Office:
    return open_door(Office, request.user, Can.EDIT_OFFICE, pk=request.user.office_id)


@takes(EMBLEM)
@require_http_methods(FORM_METHODS)
def office(request: HttpRequest) -> HttpResponse:
    """What stands on the office's papers."""
    own = _own(request)

    def make(data: QueryDict | None) -> OfficeForm:
        return OfficeForm(data, None if data is None else request.FILES, instance=own)

    if request.method != "POST":
        return _office_page(request, own, Edit(make(None)))
    write = partial(_write, request, own)
    edit = save_edit(own, request.POST, make=make, write=write, by=request.user)
    if not edit.saved:
        return _office_page(request, own, edit)
    done = "บันทึกข้อมูลหัวหนังสือแล้ว เอกสารที่ออกไปแล้วไม่เปลี่ยน"
    messages.success(request, edit.merged or done)
    return redirect("office")


def _write(request: HttpRequest, own: Office, form: OfficeForm) -> None:
    upload, drawing = form.cleaned_data["emblem"], None
    if upload:
        upload.seek(0)  # a save that was joined with another's reads it again
        drawing = upload.read(emblem.MOST_BYTES + 1)
    version = form.cleaned_data["version"]
    acts.save_office(
        office=own, values=form.values(), emblem=drawing, version=version, by=request.user
    )


def _office_page(request: HttpRequest, own: Office, edit: Edit) -> HttpResponse:
    context = {
        "office": own,
        "edit": edit,
        "form": edit.form,
        "has_emblem": bool(own.garuda_image),
        "emblem_digest": emblem.digest(bytes(own.garuda_image or b""))[:12],
        "signatories": own.signatories.all(),
        "storage": use_of(own),
    }
    return render(request, "cdd_network/office.html", context, status=edit.status)


@require_safe
def office_emblem(request: HttpRequest) -> HttpResponse:
    """The office's Garuda as a picture and nothing else: an address of its own runs nothing."""
    own = _own(request)
    if not own.garuda_image:
        raise Http404
    stored = bytes(own.garuda_image)
    etag = f'"{emblem.digest(stored)}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = HttpResponse(stored, content_type=emblem.mime(stored))
    response["ETag"] = etag
    response["Content-Disposition"] = "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox; frame-ancestors 'none'"
    return response


@require_http_methods(FORM_METHODS)
def signatory_new(request: HttpRequest) -> HttpResponse:
    """Add a person who signs."""
    own, form = _own(request), SignatoryForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        saved = acts.save_signatory(
            office=own, signatory=None, values=form.values(), by=request.user
        )
        return _signatory_saved(request, saved)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "heading": "เพิ่มผู้ลงนาม"}
    return render(request, "cdd_network/signatory.html", context, status=status)


@require_http_methods(FORM_METHODS)
def signatory_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change one of the office's signatories; two who do so at once are joined."""
    own = _own(request)
    found = get_object_or_404(own.signatories, pk=pk)
    heading = f"แก้ไขผู้ลงนาม {found.name}"

    def make(data: QueryDict | None) -> SignatoryForm:
        return SignatoryForm(data, instance=found)

    def write(form: SignatoryForm) -> None:
        values, version = form.values(), form.cleaned_data["version"]
        acts.save_signatory(
            office=own, signatory=found, values=values, version=version, by=request.user
        )

    edit = Edit(make(None))
    if request.method == "POST":
        edit = save_edit(found, request.POST, make=make, write=write, by=request.user)
    if edit.saved:
        return _signatory_saved(request, found, edit.merged)
    context = {"form": edit.form, "edit": edit, "heading": heading, "signatory": found}
    return render(request, "cdd_network/signatory.html", context, status=edit.status)


def _signatory_saved(request: HttpRequest, saved: Signatory, merged: str = "") -> HttpResponse:
    messages.success(request, merged or f"บันทึกผู้ลงนาม {saved.name} แล้ว")
    return redirect("office")
