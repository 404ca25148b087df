"""One letter, many recipients: each copy's PDF, all of them merged for the printer, and as a ZIP.

Memory stays steady however many there are: a copy is set, stored and forgotten; merging reads
one stored copy after the other.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

import pikepdf

from cdd_network import qr
from cdd_network.refusal import Refused
from reports import facts, file_names, letters, parts, told
from reports.kinds.base import QR_ASSET, public_address
from reports.models import Copy

if TYPE_CHECKING:
    from reports.models import Document
    from reports.pdf import Pdf

_EARLY = (1980, 1, 1, 0, 0, 0)  # a ZIP knows no date before; the same copies give the same bytes


def letter_of(document: Document) -> letters.Letter:
    """The issued letter again, from the facts frozen with it; nothing is asked anew.

    Raises Refused when its Garuda's drawing is no longer to be had.
    """
    files = {**facts.files_of(document.office), QR_ASSET: qr.svg(public_address(document))}
    paper = told.read(document.file.facts, letters.Letter, files=files)
    if paper.head.garuda == parts.UPLOAD and paper.head.garuda_asset not in files:
        raise Refused("สำนักงานเปลี่ยนภาพตราครุฑหลังออกหนังสือ โปรดเลือกใช้ภาพเดิมในหน้าสำนักงานก่อน")
    return paper


def addressed(paper: letters.Letter, recipient: str) -> Pdf:
    """The copy of a letter that is addressed to one recipient."""
    return replace(paper, to=recipient).pdf()


def merge(copies: Iterator[bytes], to: BinaryIO) -> int:
    """Write all pages of the PDFs into one and give back how many they are."""
    with pikepdf.new() as whole:
        held = []  # pages refer to their own file until the whole is written
        for data in copies:
            one = pikepdf.open(BytesIO(data))
            held.append(one)
            whole.pages.extend(one.pages)
        whole.save(to, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        pages = len(whole.pages)
        for one in held:
            one.close()
    return pages


def pack(copies: Iterator[Copy], to: BinaryIO) -> None:
    """Write the copies as single files into a ZIP; they are compressed already."""
    with zipfile.ZipFile(to, "w", zipfile.ZIP_STORED) as archive:
        for copy in copies:
            entry = zipfile.ZipInfo(file_name(copy), _EARLY)
            archive.writestr(entry, bytes(copy.data))


def file_name(copy: Copy) -> str:
    """«001_นายอำเภอกระสัง.pdf», as Windows and LINE keep it."""
    return file_names.safe(f"{copy.order:03}_{copy.recipient}", ".pdf")


def stored(document: Document) -> Iterator[Copy]:
    """The copies in their order, read one at a time."""
    keys = list(document.copies.order_by("order").values_list("pk", flat=True))
    return (Copy.objects.get(pk=key) for key in keys)
