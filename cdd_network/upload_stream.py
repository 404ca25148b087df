"""Bounds of what is sent, held while it arrives: before and beside anything that reads it.

More than a page may take is refused by its announced length alone. Below that a file too large or
one too many is cut while it comes in, so that the form still gets what was typed and says beside
its field what is wrong. What is kept of a file stands in memory or in a file without a name: the
system takes it back however the process ends.
"""

from __future__ import annotations

from collections.abc import Callable
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.template import loader

from cdd_network.uploads import MB, Kind

if TYPE_CHECKING:
    from io import IOBase

DRAINED = 64 * MB
"""A body of so much is taken off the line, though not kept, to tell the reason beside the field."""
REASONS = {
    RequestDataTooBig: "ข้อความที่ส่งมายาวเกินไป โปรดแบ่งส่งหลายครั้ง",
    TooManyFilesSent: "เลือกไฟล์มากเกินไป โปรดเลือกครั้งละไม่กี่ไฟล์",
    TooManyFieldsSent: "แบบฟอร์มที่ส่งมามีช่องมากเกินไป โปรดแบ่งส่งหลายครั้ง",
    MultiPartParserError: "ส่งมาไม่ครบ อาจเพราะการเชื่อมต่อขาดช่วง โปรดลองส่งอีกครั้ง",
}


class UploadMiddleware:
    """Stands before whatever reads a body first, which is the check of the form's own token."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing is done before the address is known."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view_func: Callable, view_args: tuple, view_kwargs: dict
    ) -> HttpResponse | None:
        """Refuse by the announced length; else say to ``Bounded`` what this view takes."""
        if not request.content_type.startswith("multipart/"):
            return None  # Django bounds every other body by DATA_UPLOAD_MAX_MEMORY_SIZE
        kind: Kind | None = getattr(view_func, "takes", None)
        # Whoever is to sign in first has nothing kept of what he sends.
        request.takes = kind if kind and request.user.is_authenticated else None
        if _announced(request) <= _most(kind):
            return None
        reason = f"ไฟล์ที่ส่งมารวมกันเกิน {_most(kind) // MB} MB จึงไม่ได้รับไว้ โปรดลดขนาดแล้วส่งใหม่"
        return render(request, "cdd_network/upload_refused.html", {"reason": reason}, status=413)


def _announced(request: HttpRequest) -> int:
    """A body whose length is not announced is not read at all: Django takes it for empty."""
    told = request.META.get("CONTENT_LENGTH") or "0"
    return int(told) if told.isdecimal() else 0


def _most(kind: Kind | None) -> int:
    text = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    return max(kind.most_body + text, DRAINED) if kind else text


class Bounded(FileUploadHandler):
    """Keeps of each file its first bytes up to one over the bound, of one too many nothing."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.kind: Kind | None = getattr(request, "takes", None)
        self.count = 0

    def new_file(self, *args: object, **kwargs: object) -> None:
        """A file begins. Of a page that takes none it is thrown away as it comes."""
        if self.kind is None:
            raise SkipFile
        super().new_file(*args, **kwargs)
        self.count += 1
        self.left = self.kind.most_bytes + 1 if self.count <= self.kind.at_once else 0
        # Closed with the request, as every file of it is.
        self.held: IOBase = SpooledTemporaryFile(settings.FILE_UPLOAD_MAX_MEMORY_SIZE)  # noqa: SIM115

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """What is over the bound goes nowhere."""
        if self.left:
            self.left -= self.held.write(raw_data[: self.left])

    def file_complete(self, file_size: int) -> UploadedFile:
        """The file as far as it was kept; the reader of its kind tells when that is too much."""
        size = self.held.tell()
        self.held.seek(0)
        return UploadedFile(
            self.held,
            self.file_name,
            self.content_type,
            size,
            self.charset,
            self.content_type_extra,
        )

    def upload_interrupted(self) -> None:
        """The line broke: what came is dropped."""
        if hasattr(self, "held"):
            self.held.close()


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Page of a request that is not read at all, with the reason where a person may have caused it.

    Neither the body nor the signed-in user is asked for: reading either may fail again.
    """
    kind = next((kind for kind in REASONS if isinstance(exception, kind)), None)
    page = loader.get_template("400.html").render({"reason": REASONS.get(kind, "")})
    return HttpResponse(page, status=400 if kind in (None, MultiPartParserError) else 413)
