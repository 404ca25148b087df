"""Photographs of a summary: added, put in order, named, removed. Row and files stay together.

The files of a removed photograph stay until the removal is final, so that it can be undone.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F, Max

from cdd_network.models.audit import record
from cdd_network.refusal import Refused
from projects.rules import check_edit
from reports import pictures
from reports.models import Photo, SummaryReport
from reports.photo_captions import CAPTIONED, NO_CAPTION, mark
from reports.summary_rules import check_add_photo, check_restore_photo

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cdd_network.models import User

CAPTION = 200
WEIGHED = 5_000
"""Photographs of one turn of weighing: in a bucket each is a question of its own."""
NO_ORDER = 0
"""An order that no photograph keeps: they count from one."""


class Again(Refused):
    """The picture is among the photographs already: ``photo``."""

    def __init__(self, photo: Photo) -> None:
        super().__init__("ภาพนี้แนบไว้แล้ว จึงไม่ได้เพิ่มซ้ำ")
        self.photo = photo


class Lost(Refused):
    """The files of a removed photograph are gone: nothing puts it back."""

    def __init__(self) -> None:
        super().__init__("ไฟล์ของภาพนี้ถูกลบไปแล้ว โปรดเพิ่มภาพอีกครั้ง")


@dataclass(frozen=True)
class Removed:
    """A photograph that was taken away: all that is needed to put it back."""

    report: int
    order: int
    file: str
    small: str
    width: int
    height: int
    sha256: str
    caption: str
    size: int = 0
    """Bytes of both files; nought in a login that is older than the column."""


def add_photo(*, report: SummaryReport, data: bytes, caption: str, by: User) -> Photo:
    """Add the picture in ``data`` at the end; raises Refused with the reason when it is none, and
    ``Again`` when it was added before.

    The files are written before their row and taken away when the row fails.
    """
    check_add_photo(by, report)
    picture = pictures.checked(data)  # decoding takes seconds: outside the transaction
    photo = Photo(
        report=report,
        width=picture.width,
        height=picture.height,
        size=picture.size,
        sha256=picture.sha256,
        caption=caption.strip()[:CAPTION],
    )
    _refuse_twice(photo)
    try:
        write_files(photo, picture)
        _insert(photo, by)
    except BaseException:
        forget_files(photo.file.name, photo.small.name)
        raise
    return photo


def write_files(photo: Photo, picture: pictures.Picture) -> None:
    """Both copies into the storage; the row that names them is written by the caller."""
    photo.file.save("photo.jpg", ContentFile(picture.data), save=False)
    photo.small.save("photo.jpg", ContentFile(picture.small), save=False)


def _refuse_twice(photo: Photo) -> None:
    stood = Photo.objects.filter(report=photo.report, sha256=photo.sha256).first()
    if stood:
        raise Again(stood)


def forget_files(*names: str | None) -> None:
    """Take files that no row names away for good; one that was never written is passed over."""
    storage = Photo._meta.get_field("file").storage
    for name in filter(None, names):
        storage.delete(name)


@transaction.atomic
def _insert(photo: Photo, by: User) -> None:
    report = _held(photo.report)
    check_add_photo(by, report, photo.size)
    _refuse_twice(photo)
    photo.order = _last(report) + 1
    photo.save(force_insert=True)
    _changed(report)
    record(report, "add_photo", by=by, photo=photo.pk, sha256=photo.sha256)


def _held(report: SummaryReport) -> SummaryReport:
    """The report with state and version as they are now, locked: photographs change one at a time."""
    locked = SummaryReport.objects.select_for_update()
    report.refresh_from_db(fields=["state", "version"], from_queryset=locked)
    return report


def _look_up(photo: Photo, report: SummaryReport) -> None:
    """Read the photograph again under the lock; raises Refused when another removed it."""
    try:
        photo.refresh_from_db(fields=["order", "caption"], from_queryset=report.photos.all())
    except Photo.DoesNotExist:
        raise Refused("ภาพนี้ถูกลบไปแล้ว") from None


def _changed(report: SummaryReport) -> None:
    """The held report shows other photographs: nobody sends or accepts it by an earlier look."""
    SummaryReport.objects.filter(pk=report.pk).update(version=F("version") + 1)
    report.version += 1


@transaction.atomic
def remove_photo(*, photo: Photo, by: User) -> Removed:
    """Take a photograph away; its files stay until ``forget``, or the sweep a day later."""
    report = _held(photo.report)
    check_edit(by, report)
    _look_up(photo, report)
    removed = Removed(
        report=report.pk,
        order=photo.order,
        file=photo.file.name,
        small=photo.small.name,
        width=photo.width,
        height=photo.height,
        size=photo.size,
        sha256=photo.sha256,
        caption=photo.caption,
    )
    record(report, "remove_photo", by=by, photo=photo.pk, sha256=photo.sha256)
    photo.delete()
    _changed(report)
    return removed


def weigh_old_ones() -> int:
    """Write down the sizes of photographs that were stored before sizes were; how many."""
    found = list(Photo.objects.filter(size=0)[:WEIGHED])
    for photo in found:
        with contextlib.suppress(FileNotFoundError):  # a file that is lost takes no room
            photo.size = photo.file.size + photo.small.size
    Photo.objects.bulk_update([photo for photo in found if photo.size], ["size"], batch_size=500)
    return len(found)


@transaction.atomic
def forget(removed: Removed) -> None:
    """The removal is final: the files go, unless a photograph has them again.

    Under the report's lock, so that a restoring at the same moment keeps its files or is told.
    """
    SummaryReport.objects.select_for_update().filter(pk=removed.report).first()
    if not Photo.objects.filter(file=removed.file).exists():
        forget_files(removed.file, removed.small)


@transaction.atomic
def restore_photo(*, report: SummaryReport, removed: Removed, by: User) -> Photo:
    """Put a removed photograph back in its place, or at the end when another stands there now.

    Raises Again when it stands already, Lost when its files are gone.
    """
    held = _held(report)
    check_edit(by, held)
    values = {name: value for name, value in vars(removed).items() if name != "report"}
    photo = Photo(report=held, **values)
    _refuse_twice(photo)
    check_restore_photo(by, held, removed.report, removed.size)
    if not all(one.storage.exists(one.name) for one in (photo.file, photo.small)):
        raise Lost
    if held.photos.filter(order=photo.order).exists():
        photo.order = _last(held) + 1
    photo.save(force_insert=True)
    _changed(held)
    record(held, "restore_photo", by=by, photo=photo.pk, sha256=photo.sha256)
    return photo


def _last(report: SummaryReport) -> int:
    return report.photos.aggregate(last=Max("order"))["last"] or 0


@transaction.atomic
def move_photo(*, photo: Photo, up: bool, by: User) -> None:
    """Change places with the photograph before (``up``) or after; the ends stay where they are."""
    report = _held(photo.report)
    check_edit(by, report)
    _look_up(photo, report)
    others = report.photos.exclude(pk=photo.pk)
    beside = (
        others.filter(order__lt=photo.order).order_by("-order").first()
        if up
        else others.filter(order__gt=photo.order).order_by("order").first()
    )
    if beside is None:
        return
    place = photo.order
    # Over an order that none has, for no two may share one even for a moment.
    Photo.objects.filter(pk=photo.pk).update(order=NO_ORDER)
    Photo.objects.filter(pk=beside.pk).update(order=place)
    Photo.objects.filter(pk=photo.pk).update(order=beside.order)
    photo.order = beside.order
    _changed(report)
    record(report, "move_photo", by=by, photo=photo.pk, order=photo.order)


@transaction.atomic
def caption_photo(*, photo: Photo, caption: str, by: User) -> None:
    """Say what the photograph shows."""
    report = photo.report
    caption_photos(report=report, captions={photo.pk: caption}, by=by)
    _look_up(photo, report)


@transaction.atomic
def caption_photos(
    *,
    report: SummaryReport,
    captions: Mapping[int, str],
    served: Mapping[int, str] | None = None,
    by: User,
) -> dict[int, str]:
    """Say what each photograph shows; ``captions`` by the photograph's key.

    ``served``: the mark (``photo_captions.mark``) of each caption as the page showed it. One that
    was not touched there is not written; one that another changed meanwhile neither: these are
    returned as they stand. One of a photograph that was removed meanwhile is passed over.
    """
    held = _held(report)
    check_edit(by, held)
    changed, theirs = [], {}
    for photo in held.photos.filter(pk__in=captions):
        caption = captions[photo.pk].strip()[:CAPTION]
        shown = mark(photo.caption) if served is None else served.get(photo.pk, NO_CAPTION)
        if caption == photo.caption or mark(caption) == shown:
            continue
        if mark(photo.caption) != shown:
            theirs[photo.pk] = photo.caption
            continue
        photo.caption = caption
        changed.append(photo)
    if changed:
        Photo.objects.bulk_update(changed, ["caption"])
        _changed(held)
        record(held, CAPTIONED, by=by, photos=[photo.pk for photo in changed])
    return theirs
