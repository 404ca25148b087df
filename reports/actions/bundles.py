"""A bundle is asked for, forwarded to the department, received there; long out of date, dropped."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from cdd_network import jobs
from cdd_network.models import Job
from cdd_network.models.audit import record
from reports import bundle_rules
from reports.bundles.contents import announced_rounds
from reports.jobs import BUNDLE
from reports.models import Bundle, BundlePart, StoredPart

if TYPE_CHECKING:
    from cdd_network.models import Programme, User

KEPT = datetime.timedelta(days=30)
"""For so long the files of a bundle stay that was never forwarded and has a newer one; and a part
that no bundle took."""


def start_bundle(*, programme: Programme, by: User) -> Job:
    """Have the office's bundle of the year made; a second click gives the job of the first."""
    bundle_rules.check_make(by, announced_rounds(programme, by.office).count())
    return jobs.start(
        BUNDLE,
        office=by.office,
        by=by,
        title=f"ชุดเอกสาร{by.office.short_name} ปีงบประมาณ {programme.year}",
        arguments={"programme": programme.pk},
        key=str(programme.pk),
    )


@transaction.atomic
def forward_bundle(*, bundle: Bundle, on: datetime.date, how: str, by: User) -> Bundle:
    """Write down that it went to the department: when, and by which way.

    The same said again by the same officer, as a double click does, changes nothing.
    """
    held = _hold(bundle)
    said = (held.forwarded_on, held.forwarded_how, held.forwarded_by_id)
    if held.forwarded_at and said == (on, how, by.pk):
        return held
    bundle_rules.check_forward(by, held)
    bundle_rules.check_forwarded_on(on, held)
    held.forwarded_at, held.forwarded_on = timezone.now(), on
    held.forwarded_by, held.forwarded_how = by, how
    _save(held, "forwarded_at", "forwarded_on", "forwarded_by", "forwarded_how")
    record(held, "bundle:forward", by=by, on=on.isoformat(), how=how)
    return held


@transaction.atomic
def undo_forward(*, bundle: Bundle, by: User) -> None:
    """It was not sent after all; the department no longer sees it."""
    held = _hold(bundle)
    if not held.forwarded_at and held.office_id == by.office_id:
        return
    bundle_rules.check_undo_forward(by, held)
    record(held, "bundle:forward_undo", by=by, on=held.forwarded_on.isoformat())
    held.forwarded_at = held.forwarded_on = held.forwarded_by = None
    held.forwarded_how = ""
    _save(held, "forwarded_at", "forwarded_on", "forwarded_by", "forwarded_how")


@transaction.atomic
def receive_bundle(*, bundle: Bundle, by: User) -> None:
    """The department has it; a second click changes nothing."""
    held = _hold(bundle)
    if held.received_by_id == by.pk:
        return
    bundle_rules.check_receive(by, held)
    held.received_at, held.received_by = timezone.now(), by
    _save(held, "received_at", "received_by")
    record(held, "bundle:receive", by=by)


@transaction.atomic
def undo_receive(*, bundle: Bundle, by: User) -> None:
    """The department has it not after all."""
    held = _hold(bundle)
    if not held.received_at and by.is_department:
        return
    bundle_rules.check_undo_receive(by, held)
    held.received_at = held.received_by = None
    _save(held, "received_at", "received_by")
    record(held, "bundle:receive_undo", by=by)


def _hold(bundle: Bundle) -> Bundle:
    """The row as it stands now, for this transaction alone."""
    return Bundle.objects.select_for_update(of=("self",)).get(pk=bundle.pk)


def _save(held: Bundle, *columns: str) -> None:
    held.save(update_fields=columns)


def drop_old_files(now: datetime.datetime | None = None) -> int:
    """Drop the files of bundles long out of date, and parts that no bundle took; how many rows.

    What was forwarded is kept for good, and so is the newest of an office and year, and each paper
    of a bundle: its page still gives them, and all bundles of that paper share the one file. Nothing
    is dropped while a bundle is being made: it may be about to take a part over.
    """
    if Job.objects.unfinished().filter(kind=BUNDLE).exists():
        return 0
    edge = (now or timezone.now()) - KEPT
    newer = Bundle.objects.filter(
        office=OuterRef("office"), programme=OuterRef("programme"), number__gt=OuterRef("number")
    )
    old = Bundle.objects.filter(Exists(newer.filter(at__lt=edge)), forwarded_at=None)
    dropped = sum(_drop_files(one) for one in old.exclude(archive=""))
    taken = BundlePart.objects.filter(stored=OuterRef("pk"))
    unused = StoredPart.objects.filter(~Exists(taken), at__lt=edge)
    return dropped + sum(_drop_part(unused, pk) for pk in unused.values_list("pk", flat=True))


def _drop_files(bundle: Bundle) -> bool:
    """The row first: a stop in between leaves files that no row names, which are swept.

    One that was forwarded in this very moment keeps its own; whether it had none any more.
    """
    files = [bundle.archive, bundle.merged, bundle.workbook]
    names = [(file.storage, file.name) for file in files]
    row = Bundle.objects.filter(pk=bundle.pk, forwarded_at=None)
    if not row.update(archive="", merged="", workbook=""):
        return False
    for storage, name in names:
        storage.delete(name)
    return True


def _drop_part(unused: QuerySet[StoredPart], pk: int) -> bool:
    """Drop a part unless a job took it over meanwhile, which first of all makes it young again."""
    with transaction.atomic():
        part = unused.select_for_update(of=("self",)).filter(pk=pk).first()
        if part is None:
            return False
        part.delete()
    part.file.storage.delete(part.file.name)
    return True
