"""What the pages show of a letter's copies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cdd_network.models import Job
from reports.actions.copies import recipients_of
from reports.jobs import COPIES
from reports.models import Copy, PrintSet, SheetPrint

if TYPE_CHECKING:
    from cdd_network.models import User
    from reports.models import Document
    from reports.source import Source
    from selection.models import CommitteeMember


@dataclass(frozen=True)
class CopiesShown:
    """The copies' section of a letter's page; ``job`` is the unfinished or failed one, if any."""

    recipients: int
    rows: tuple[Copy, ...]
    print_set: PrintSet | None
    job: Job | None


def copies_shown(user: User, document: Document) -> CopiesShown | None:
    """What to show, or None for a paper that goes to a single reader."""
    if not document.in_force or document.office_id != user.office_id:
        return None
    recipients = recipients_of(document)
    if len(recipients) < 2:
        return None
    held = print_set_of(document)
    asked = Job.objects.visible_to(user).filter(kind=COPIES, key=str(document.pk))
    return CopiesShown(
        recipients=len(recipients),
        rows=tuple(document.copies.defer("data")) if held else (),
        print_set=held,
        job=None if held else asked.first(),
    )


def print_set_of(document: Document) -> PrintSet | None:
    """The merged copies, once they are made."""
    return PrintSet.objects.filter(document=document).first()


def copy_of(document: Document, order: int) -> Copy | None:
    """One recipient's copy."""
    return document.copies.filter(order=order).first()


def sheets_of(seat: CommitteeMember, source: Source) -> bytes | None:
    """The seat's blank score sheets as a job made them, while they still say what ``source`` says."""
    found = SheetPrint.objects.filter(seat=seat, digest=source.digest).values_list(
        "data", flat=True
    )
    data = found.first()
    return bytes(data) if data else None
