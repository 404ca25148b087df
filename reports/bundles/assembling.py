"""The files of a whole bundle, made of its parts: merged PDF, workbook, ZIP with its manifest."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from io import BytesIO
from tempfile import TemporaryFile
from typing import BinaryIO

from django.core.files import File
from django.core.files.storage import default_storage

from cdd_network.workbook import Sheet, workbook_of
from reports.bundles.merging import Merger, tree
from reports.bundles.packing import README, Packer, digest_of
from reports.bundles.wanted import Moved, Plan
from reports.models import StoredPart

MERGED, WORKBOOK = "รวมทุกฉบับ.pdf", "ข้อมูล.xlsx"
STEPS = 3
"""The merged PDF, the workbook, the ZIP."""


@dataclass
class Whole:
    """What files are made of. ``notes`` stand in front, ``missing`` in the manifest; ``day`` is every
    file's in the ZIP. ``beat`` is called after every piece, ``step`` after every file."""

    title: str
    notes: list[str]
    missing: list[str]
    day: datetime.date
    plan: Plan
    parts: Sequence[StoredPart]
    beat: Callable[[], object]
    step: Callable[[], object]


class Assembly:
    """The three files, open from ``with`` on; nothing of them is held in memory but the workbook."""

    def __init__(self, whole: Whole, sheets: Sequence[Sheet]) -> None:
        self._whole, self._sheets = whole, sheets
        self._open = ExitStack()
        self.pages = 0
        self.manifest = ""
        self.told: dict[str, dict[str, object]] = {}
        """File → its size and SHA-256."""

    def __enter__(self) -> Assembly:
        with ExitStack() as held:
            self.merged, self.archive = (held.enter_context(TemporaryFile()) for _ in range(2))
            self._merge()
            self.workbook = BytesIO(workbook_of(self._whole.title, self._sheets))
            self._whole.step()
            self._pack()
            self._open = held.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def _merge(self) -> None:
        whole, merger = self._whole, Merger(self.merged)
        for part in whole.parts:
            with read(part.file.name) as data:
                merger.add(BytesIO(data.read()))
            whole.beat()
        titles = (one.titles for one in whole.plan.papers)
        self.pages = merger.close(whole.title, tree(titles, (one.pages for one in whole.parts)))
        whole.step()

    def _pack(self) -> None:
        whole = self._whole
        readme = BytesIO(_readme(whole.title, whole.notes))
        with Packer(self.archive, whole.day) as packer:
            packer.add(README, readme, len(readme.getvalue()))
            for which, name in (("merged", MERGED), ("workbook", WORKBOOK)):
                data = getattr(self, which)
                self.told[which] = digest_of(data, whole.beat)
                packer.add(name, data, self.told[which]["size"])
            for wanted, part in zip(whole.plan.papers, whole.parts, strict=True):
                self._add(packer, wanted.name, part.file.name, part.sha256)
            for shot in whole.plan.shots:
                self._add(packer, shot.name, shot.stored, shot.sha256)
            self.manifest = packer.tell([whole.title, *whole.notes, *whole.missing])
        self.told["archive"] = digest_of(self.archive, whole.beat)

    def _add(self, packer: Packer, name: str, stored: str, sha256: str) -> None:
        with read(stored) as data:
            packer.add(name, data, data.size, sha256)
        self._whole.beat()


def read(name: str) -> File:
    """A stored file; Moved when it was taken away meanwhile."""
    try:
        return default_storage.open(name)
    except FileNotFoundError:
        raise Moved from None


def _readme(title: str, notes: Sequence[str]) -> bytes:
    """Told in the way of Windows' own editor: its line ends, and a mark that it is UTF-8."""
    return "\r\n".join([title, "", *notes, ""]).encode("utf-8-sig")


def at_beginning(data: BinaryIO) -> File:
    """A file of ours, to be stored from its first byte on."""
    data.seek(0)
    return File(data)
