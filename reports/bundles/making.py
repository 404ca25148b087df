"""A bundle made by a worker: parts that are stored once, then the files that are made of them.

It may be killed at any line. A part is stored with its row under the digest of its source, so that
the next attempt takes it over; the bundle's row is written at the very end, with its files. Files
of a killed attempt that no row names are removed by ``manage.py sweep``.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import IntegrityError
from django.db.models import Max
from django.utils import timezone

from cdd_network.models.audit import record
from cdd_network.refusal import Refused
from reports.bundles.assembling import STEPS, WORKBOOK, Assembly, Whole, at_beginning
from reports.bundles.contents import COVER, changes, provinces_in, seen_of
from reports.bundles.packing import MANIFEST, digest_of
from reports.bundles.sheets import sheets_of
from reports.bundles.wanted import Moved, Plan, Wanted, source_of
from reports.models import Bundle, BundlePart, FrozenFile, StoredPart

if TYPE_CHECKING:
    from cdd_network.jobs import Progress
    from cdd_network.models import Programme
    from cdd_network.workbook import Sheet
    from reports.source import Source

TRIES = 3


def make(progress: Progress, programme: Programme) -> tuple[Bundle, bool]:
    """The bundle of the job's office as things stand; whether it is new.

    Where nothing changed since the newest one, that one. Raises Refused when the papers change
    again and again under its hands.
    """
    for _ in range(TRIES):
        with contextlib.suppress(Moved):
            return _Making(progress, programme).made()
    raise Refused("มีการแก้ไขเอกสารระหว่างจัดทำหลายครั้ง โปรดลองใหม่เมื่อแก้ไขเสร็จแล้ว")


class _Making:
    """One attempt."""

    def __init__(self, progress: Progress, programme: Programme) -> None:
        self.progress, self.programme = progress, programme
        self.office = progress.job.office
        national = self.office.kind == self.office.Kind.DEPARTMENT
        self.provinces = provinces_in(programme, self.office)
        if not self.provinces:
            raise Refused("ยังไม่ได้ประกาศผลการคัดเลือก จึงยังไม่มีเอกสารที่จะส่ง")
        self.plan = Plan(self.provinces, national=national)
        self.title = f"ชุดเอกสาร{self.office.short_name} ปีงบประมาณ พ.ศ. {programme.year}"
        self.missing = [line for one in self.provinces for line in one.missing]
        self.done, self.total = 0, len(self.plan.papers) + STEPS

    def made(self) -> tuple[Bundle, bool]:
        """Parts, then the files of the whole."""
        self.beat()
        parts = [self._part(one) for one in self.plan.papers]
        sheets = sheets_of(self.programme, self.provinces, self.beat)
        digest = self._digest(parts, sheets)
        newest = self._earlier().first()
        if newest and newest.digest == digest and self._has_files(newest):
            self.progress.step(self.total, self.total)
            return newest, False
        told = (self.title, self._notes(), self.missing, self.programme.starts)
        whole = Whole(*told, self.plan, parts, self.beat, self.step)
        with Assembly(whole, sheets) as files:
            bundle = self._keep(digest, parts, files)
        self.step()
        return bundle, True

    def _has_files(self, bundle: Bundle) -> bool:
        """Whether its files are still kept, and stand in the storage: a lost one is made again."""
        told = bundle.shown["files"]
        return bundle.has_files and all(
            self._is_whole(getattr(bundle, which).name, one["size"]) for which, one in told.items()
        )

    def step(self) -> None:
        """One more is done."""
        self.done += 1
        self.beat()

    def beat(self) -> None:
        """Still at work."""
        self.progress.step(self.done, self.total)

    def _earlier(self) -> object:
        return Bundle.objects.filter(programme=self.programme, office=self.office)

    def _part(self, wanted: Wanted) -> StoredPart:
        source = source_of(wanted)
        digest = source.sha256 if isinstance(source, FrozenFile) else source.digest
        # First of all it is said to be taken over: then it is not dropped (actions.bundles).
        StoredPart.objects.filter(digest=digest).update(at=timezone.now())
        held = StoredPart.objects.filter(digest=digest).first()
        if held is None or not self._is_whole(held.file.name, held.size, held.sha256):
            held = self._set(source, held or StoredPart(digest=digest))
        self.step()
        return held

    def _is_whole(self, name: str, size: int, sha256: str = "") -> bool:
        """Whether a stored file is there with its bytes: the size alone where no ``sha256`` is given."""
        try:
            with default_storage.open(name) as data:
                told = digest_of(data, self.beat) if sha256 else {"size": data.size, "sha256": ""}
        except FileNotFoundError:
            return False
        return told == {"size": size, "sha256": sha256}

    def _set(self, source: Source | FrozenFile, part: StoredPart) -> StoredPart:
        """The part made and stored, also in the place of one whose file was lost or damaged."""
        made = source if isinstance(source, FrozenFile) else source.pdf_once()
        data = bytes(made.data)
        part.sha256, part.size, part.pages = made.sha256, len(data), made.pages
        part.file.save("part.pdf", File(BytesIO(data)), save=False)
        try:
            with _removed_on_failure(part.file.name), self.progress.storing():
                part.save()
        except IntegrityError:  # another job was quicker
            return StoredPart.objects.get(digest=part.digest)
        return part

    def _digest(self, parts: list[StoredPart], sheets: list[Sheet]) -> str:
        """Of everything that stands in the bundle, known before its files are made."""
        papers = [
            (wanted.name, wanted.titles, part.sha256)
            for wanted, part in zip(self.plan.papers, parts, strict=True)
        ]
        shots = [(shot.name, shot.sha256) for shot in self.plan.shots]
        books = [(sheet.title, sheet.heads, sheet.rows) for sheet in sheets]
        whole = json.dumps([self.title, papers, shots, books, self.missing], default=str)
        return hashlib.sha256(whole.encode()).hexdigest()

    def _notes(self) -> list[str]:
        counted = f"{len(self.plan.papers)} เอกสาร ภาพถ่าย {len(self.plan.shots)} ภาพ"
        lacks = f"ยังขาด {len(self.missing)} รายการ ดูได้ใน {MANIFEST} และ {WORKBOOK} แผ่น «สิ่งที่ยังขาด»"
        return [
            counted,
            f"ตรวจไฟล์ใน Windows: certutil -hashfile ชื่อไฟล์ SHA256 แล้วเทียบกับ {MANIFEST}",
            f"ตรวจไฟล์ใน Linux: sha256sum -c {MANIFEST}",
            lacks if self.missing else "ครบทุกรายการ",
        ]

    def _keep(self, digest: str, parts: list[StoredPart], files: Assembly) -> Bundle:
        """The files into the storage, then the row, its parts and the trail in one transaction."""
        bundle = Bundle(programme=self.programme, office=self.office, by=self.progress.job.by)
        bundle.digest, bundle.cover_id = digest, self._cover()
        bundle.manifest, bundle.pages = files.manifest, files.pages
        bundle.size = files.told["archive"]["size"]
        bundle.shown = self._shown() | {"files": files.told}
        with contextlib.ExitStack() as saved:
            for which, name in (("merged", "a.pdf"), ("workbook", "a.xlsx"), ("archive", "a.zip")):
                field = getattr(bundle, which)
                field.save(name, at_beginning(getattr(files, which)), save=False)
                saved.enter_context(_removed_on_failure(field.name))
                self.beat()
            saved.enter_context(self.progress.storing())
            self._write(bundle, parts)
        return bundle

    def _write(self, bundle: Bundle, parts: list[StoredPart]) -> None:
        last = self._earlier().first()
        if last:
            bundle.shown["changes"] = changes(last.shown["seen"], bundle.shown["seen"])
        bundle.number = (self._earlier().aggregate(last=Max("number"))["last"] or 0) + 1
        bundle.save()
        BundlePart.objects.bulk_create(
            BundlePart(bundle=bundle, order=n, title=wanted.title, name=wanted.name, stored=part)
            for n, (wanted, part) in enumerate(zip(self.plan.papers, parts, strict=True), start=1)
        )
        record(bundle, "bundle:make", by=bundle.by, number=bundle.number, digest=bundle.digest)

    def _cover(self) -> int | None:
        """The covering letter of a province; a national bundle has many and none of its own."""
        national = self.office.kind == self.office.Kind.DEPARTMENT
        return None if national else self.provinces[0].documents.get(COVER)

    def _shown(self) -> dict[str, object]:
        """What the pages tell of it without reading its parts."""
        groups = [group for one in self.provinces for group in one.groups]
        return {
            "provinces": len(self.provinces),
            "groups": len(groups),
            "plans": sum(group.has_plan for group in groups),
            "summaries": sum(group.has_summary for group in groups),
            "photos": len(self.plan.shots),
            "missing": self.missing,
            "seen": seen_of(self.provinces),
        }


@contextlib.contextmanager
def _removed_on_failure(name: str) -> Iterator[None]:
    """The stored file goes when its row does not come about."""
    try:
        yield
    except BaseException:
        default_storage.delete(name)
        raise
