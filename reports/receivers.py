"""What the papers do when the selection says that something happened; within its transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.dispatch import receiver

from cdd_network.refusal import Refused
from reports.actions.document_end import replace_document
from reports.actions.documents import draft_document
from reports.models import Document
from selection.signals import decision_reopened, minutes_changing, result_announced

if TYPE_CHECKING:
    from cdd_network.models import User
    from selection.models import Round

TELLS_DECISION = (Document.Kind.MEETING_REPORT, Document.Kind.ANNOUNCEMENT)
"""Papers that are wrong once the decision is another one."""


@receiver(decision_reopened, dispatch_uid="papers_of_the_decision")
def keep_issued_papers_true(*, round: Round, **_: object) -> None:
    """Refuse to take back a decision that an issued paper tells of; drafts follow the facts."""
    found = round.documents.in_force().filter(kind__in=TELLS_DECISION).first()
    if found:
        name = "รายงานการประชุม" if found.kind == Document.Kind.MEETING_REPORT else "ประกาศ"
        raise Refused(f"ออก{name}แล้ว จึงกลับไปพิจารณาใหม่ไม่ได้ โปรดยกเลิก{name}นั้นก่อน เพราะจะไม่ตรงกับมติใหม่")


@receiver(minutes_changing, dispatch_uid="minutes_as_they_were_signed")
def keep_issued_minutes_true(*, round: Round, **_: object) -> None:
    """Refuse to change what the issued report of the meeting tells."""
    if round.documents.in_force().filter(kind=Document.Kind.MEETING_REPORT).exists():
        raise Refused(
            "ออกรายงานการประชุมแล้ว จึงแก้ไขบันทึกการประชุมไม่ได้ หากจำเป็น โปรดยกเลิกรายงานการประชุมนั้นก่อน"
        )


@receiver(result_announced, dispatch_uid="draft_of_the_announcement")
def draft_announcement(*, round: Round, by: User, reason: str, **_: object) -> None:
    """The draft of the announcement, once; of a corrected result the draft that replaces it.

    A draft that is open already follows the facts by itself. What was announced before stays in
    force until its replacement is signed.
    """
    found = draft_document(round=round, kind=Document.Kind.ANNOUNCEMENT, by=by)
    if reason and found.in_force:
        replace_document(document=found, reason=_cut(f"แก้ไขผลการคัดเลือก: {reason}"), by=by)


def _cut(reason: str) -> str:
    most = Document._meta.get_field("supersedes_reason").max_length
    return reason if len(reason) <= most else f"{reason[: most - 1]}…"
