"""Copies of a letter for each recipient: asked for, then printed or downloaded."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from reports import copies
from reports.actions.copies import start_copies
from reports.models import Document
from reports.queries_copies import copy_of, print_set_of
from reports.views.own import open_own
from reports.views.pdf_answer import pdf_answer


@require_POST
def copies_start(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the job and show how far it is."""
    job = start_copies(document=open_own(request.user, pk), by=request.user)
    return redirect("job", job.pk)


@require_safe
def copies_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """All copies in one file for the printer."""
    document = open_own(request.user, pk)
    return _file(document, "merged", "application/pdf", "pdf", attachment=False)


@require_safe
def copies_zip(request: HttpRequest, pk: int) -> HttpResponse:
    """A file for each recipient."""
    return _file(open_own(request.user, pk), "archive", "application/zip", "zip", attachment=True)


def _file(
    document: Document, name: str, mime: str, ending: str, *, attachment: bool
) -> FileResponse:
    held = print_set_of(document)
    if held is None:
        raise Http404
    answer = FileResponse(
        getattr(held, name).open("rb"),
        as_attachment=attachment,
        filename=f"{document.get_kind_display()} ทุกฉบับ.{ending}",
        content_type=mime,
    )
    answer["Cache-Control"] = "private, no-cache"
    return answer


@require_safe
def copy_pdf(request: HttpRequest, pk: int, order: int) -> HttpResponse:
    """One recipient's copy."""
    held = copy_of(open_own(request.user, pk), order)
    if held is None:
        raise Http404
    name = copies.file_name(held).removesuffix(".pdf")
    return pdf_answer(request, lambda: bytes(held.data), name=name, digest=held.sha256)
