"""The province's own page: letterhead and signatories."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_http_methods, require_safe

from cdd_network import actions_office as acts
from cdd_network import emblem
from cdd_network.doors import open_door
from cdd_network.models import Office, Signatory
from cdd_network.office_forms import OfficeForm, SignatoryForm
from cdd_network.refusal import Refused
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
    posted = request.method == "POST"
    form = OfficeForm(
        request.POST if posted else None, request.FILES if posted else None, instance=own
    )
    if not posted:
        return _office_page(request, own, form)
    if not form.is_valid():
        return _office_page(request, own, form, status=422)
    upload = form.cleaned_data["emblem"]
    try:
        drawing = upload.read(emblem.MOST_BYTES + 1) if upload else None
        acts.save_office(office=own, values=form.values(), emblem=drawing, by=request.user)
    except Refused as refused:
        form.add_error("emblem", refused.reason)
        return _office_page(request, own, form, status=422)
    messages.success(request, "บันทึกข้อมูลหัวหนังสือแล้ว เอกสารที่ออกไปแล้วไม่เปลี่ยน")
    return redirect("office")


def _office_page(
    request: HttpRequest, own: Office, form: OfficeForm, status: int = 200
) -> HttpResponse:
    context = {
        "office": own,
        "form": form,
        "has_emblem": bool(own.garuda_image),
        "emblem_digest": emblem.digest(bytes(own.garuda_image or b""))[:12],
        "signatories": own.signatories.all(),
        "storage": use_of(own),
    }
    return render(request, "cdd_network/office.html", context, status=status)


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
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox; frame-ancestors 'none'"
    return response


@require_http_methods(FORM_METHODS)
def signatory_new(request: HttpRequest) -> HttpResponse:
    """Add a person who signs."""
    return _signatory_page(request, _own(request), None)


@require_http_methods(FORM_METHODS)
def signatory_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change one of the office's signatories."""
    own = _own(request)
    return _signatory_page(request, own, get_object_or_404(own.signatories, pk=pk))


def _signatory_page(request: HttpRequest, own: Office, signatory: Signatory | None) -> HttpResponse:
    posted = request.method == "POST"
    form = SignatoryForm(request.POST if posted else None, instance=signatory)
    if posted and form.is_valid():
        saved = acts.save_signatory(
            office=own, signatory=signatory, values=form.cleaned_data, by=request.user
        )
        messages.success(request, f"บันทึกผู้ลงนาม {saved.name} แล้ว")
        return redirect("office")
    title = f"แก้ไขผู้ลงนาม {signatory.name}" if signatory else "เพิ่มผู้ลงนาม"
    context = {"form": form, "heading": title}
    status = 422 if posted else 200
    return render(request, "cdd_network/signatory.html", context, status=status)
