"""Copies of an issued letter for each of its recipients, made as a job."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdd_network import jobs
from cdd_network.refusal import Refused
from reports import rules
from reports.jobs import COPIES
from reports.models import FrozenFile, PrintSet

if TYPE_CHECKING:
    from cdd_network.models import Job, User
    from reports.models import Document


def recipients_of(document: Document) -> list[str]:
    """Whom copies go to, as the issued letter had it: later changes of the facts do not count."""
    held = FrozenFile.objects.filter(document=document).values_list("recipients", flat=True)
    return held.first() or []


def check_copies(user: User, document: Document) -> None:
    """The own office's letter in force that has several recipients, once."""
    rules.check_own(user, document, "พิมพ์ฉบับถึงผู้รับ")
    if not document.in_force:
        raise Refused("จัดทำฉบับถึงผู้รับได้เมื่อออกหนังสือแล้ว และหนังสือยังมีผลใช้บังคับ")
    if len(recipients_of(document)) < 2:
        raise Refused("หนังสือนี้มีผู้รับรายเดียว พิมพ์จากต้นฉบับได้เลย")
    if PrintSet.objects.filter(document=document).exists():
        raise Refused("จัดทำฉบับถึงผู้รับครบแล้ว")


def start_copies(*, document: Document, by: User) -> Job:
    """Ask for them; a second click gives the job of the first."""
    check_copies(by, document)
    recipients = recipients_of(document)
    return jobs.start(
        COPIES,
        office=document.office,
        by=by,
        title=f"{document.get_kind_display()} ถึงผู้รับ {len(recipients)} ฉบับ",
        arguments={"document": document.pk, "recipients": recipients},
        key=str(document.pk),
    )
