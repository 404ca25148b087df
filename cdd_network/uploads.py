"""Every kind of file that an office may hand in, with its bounds: the one table of them.

A view takes files only when it names its kind (``@takes``); what is sent to any other is thrown away
unread (``upload_stream``). What a file is, its bytes alone say: each kind has its own reader, which
draws, reads or writes it anew, so that nothing of the file itself is ever served.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django import forms

View = TypeVar("View", bound=Callable[..., object])
MB = 1024 * 1024


@dataclass(frozen=True)
class Kind:
    """One kind of file.

    ``most_bytes`` of one file; ``at_once`` files of one request; ``an_object`` files that what they
    belong to keeps (0: read, then thrown away). ``most_pixels`` or ``most_rows`` where it has such.
    ``quota``: what is kept counts against the office's room (``storage_use``).
    """

    name: str
    types: tuple[str, ...]
    accept: str
    most_bytes: int
    at_once: int = 1
    an_object: int = 0
    most_pixels: int = 0
    most_rows: int = 0
    quota: bool = False

    @property
    def most_mb(self) -> int:
        """Megabytes of one file, as the pages say it."""
        return self.most_bytes // MB

    @property
    def most_body(self) -> int:
        """Bytes of all files of one request."""
        return self.most_bytes * self.at_once


_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# A 12-megapixel PNG straight from a camera is about 20 MB; decoding one takes a second or more.
PHOTO = Kind(
    "ภาพกิจกรรม",
    ("image/jpeg", "image/png", "image/webp"),
    "image/*",
    most_bytes=25 * MB,
    at_once=6,
    an_object=20,
    most_pixels=50_000_000,
    quota=True,
)
EMBLEM = Kind(
    "ภาพตราครุฑ",
    ("image/svg+xml", "image/png", "image/jpeg"),
    ".svg,.png,.jpg,.jpeg",
    most_bytes=2 * MB,
    an_object=1,
    most_pixels=40_000_000,
    quota=True,
)
GROUPS = Kind("ทะเบียนกลุ่ม", (_XLSX,), ".xlsx", most_bytes=5 * MB, most_rows=5_000)
PEOPLE = Kind("รายชื่อผู้เข้าร่วม", (_XLSX,), ".xlsx", most_bytes=5 * MB, most_rows=500)

KINDS = (PHOTO, EMBLEM, GROUPS, PEOPLE)


def takes(kind: Kind) -> Callable[[View], View]:
    """The view takes files of this kind."""

    def told(view: View) -> View:
        view.takes = kind
        return view

    return told


class FilesInput(forms.FileInput):
    """A file control, for as many files as the kind allows at once."""

    def __init__(self, kind: Kind, attrs: dict[str, object]) -> None:
        self.allow_multiple_selected = kind.at_once > 1
        super().__init__({"accept": kind.accept, **attrs})


class UploadField(forms.FileField):
    """The form field of a kind. An empty file passes: the kind's reader says what is wrong with it."""

    def __init__(
        self, kind: Kind, attrs: dict[str, object] | None = None, **kwargs: object
    ) -> None:
        self.kind = kind
        super().__init__(
            widget=FilesInput(kind, attrs or {}), **{"allow_empty_file": True, **kwargs}
        )
