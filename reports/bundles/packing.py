"""The ZIP of a bundle, written as a stream, and the manifest of what is in it."""

from __future__ import annotations

import hashlib
import zipfile
from typing import TYPE_CHECKING, BinaryIO

from cdd_network.refusal import Refused

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable

MANIFEST, README = "manifest.txt", "อ่านก่อน.txt"
CHUNK = 1024 * 1024


class Packer:
    """Files into a ZIP, one after the other, each with its SHA-256. Nothing is compressed: PDFs,
    photographs and workbooks already are. ``day`` is every file's, so that the same files give the
    same bytes."""

    def __init__(self, to: BinaryIO, day: datetime.date) -> None:
        self._day = day
        self._archive = zipfile.ZipFile(to, "w", zipfile.ZIP_STORED)
        self.sums: dict[str, str] = {}
        """Name → hex SHA-256, in the order in which they were added."""

    def __enter__(self) -> Packer:
        return self

    def __exit__(self, *_: object) -> None:
        self._archive.close()

    def add(self, name: str, data: BinaryIO, size: int, expected: str = "") -> None:
        """A file read in pieces. Refused where its bytes are not those that were ``expected``."""
        with self._archive.open(self._entry(name, size), "w") as entry:
            seen = hashlib.sha256()
            while piece := data.read(CHUNK):
                entry.write(piece)
                seen.update(piece)
        if expected not in ("", seen.hexdigest()):
            raise Refused(f"ไฟล์ «{name}» ในที่เก็บเสียหาย โปรดแจ้งผู้ดูแลระบบ")
        self.sums[name] = seen.hexdigest()

    def tell(self, notes: Iterable[str]) -> str:
        """Add the manifest as the last file; its text."""
        text = manifest(self.sums, notes)
        self._archive.writestr(self._entry(MANIFEST, 0), text)
        return text

    def _entry(self, name: str, size: int) -> zipfile.ZipInfo:
        entry = zipfile.ZipInfo(name, (*self._day.timetuple()[:3], 0, 0, 0))
        entry.file_size = size
        entry.create_system, entry.external_attr = 3, 0o644 << 16
        return entry


def manifest(sums: dict[str, str], notes: Iterable[str]) -> str:
    """``sha256sum -c`` reads it; lines that begin with # are for people, and passed over by it."""
    lines = [f"# {' '.join(note.split())}" for note in notes]
    return "\n".join([*lines, *(f"{sums[name]}  {name}" for name in sums), ""])


def digest_of(data: BinaryIO, beat: Callable[[], object]) -> dict[str, object]:
    """SHA-256 and size of a file, read in pieces from its beginning; left at its beginning."""
    seen, size = hashlib.sha256(), 0
    data.seek(0)
    while piece := data.read(CHUNK):
        seen.update(piece)
        size += len(piece)
        beat()
    data.seek(0)
    return {"sha256": seen.hexdigest(), "size": size}
