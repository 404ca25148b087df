"""What may be done with an office's documents, and why not."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse

from cdd_network import thai
from cdd_network.models import Office
from cdd_network.refusal import Refused
from cdd_network.roles import Can, check_may
from reports import checks, parts
from reports.facts import letterhead
from reports.kinds import KINDS, Gap, kind_of
from reports.models import Document
from reports.numbering import MOST_NUMBER
from reports.stamps import Stamp

if TYPE_CHECKING:
    from cdd_network.models import User
    from projects.models import Activity
    from selection.models import Round

LEAST_REASON = 5


def check_draft(user: User, opened: Round, kind: str, activity: Activity | None = None) -> None:
    """The own office's kinds alone: a province's of its round, a district's of its activity."""
    check_may(user, Can.ISSUE_DOCUMENT)
    if kind not in KINDS:
        raise Refused("ไม่มีเอกสารชนิดนี้")
    found = KINDS[kind]
    if user.office.kind != found.issuer or found.per_activity != (activity is not None):
        raise Refused(f"{found.label}เป็นหน้าที่ของ{Office.Kind(found.issuer).label}")
    own = activity.nomination.office_id if activity else opened.office_id
    if own != user.office_id:
        raise Refused("จัดทำเอกสารได้เฉพาะของสำนักงานท่าน")
    when = found.too_early(opened, activity)
    if when:
        raise Refused(f"{found.label}จัดทำได้หลัง{when}แล้ว")


def check_own(user: User, document: Document, what: str) -> None:
    """Raise Refused for another office's document; ``what`` names the act."""
    check_may(user, Can.ISSUE_DOCUMENT)
    if document.office_id != user.office_id:
        raise Refused(f"{what}ได้เฉพาะเอกสารของสำนักงานท่าน")


def check_edit(user: User, document: Document) -> None:
    """The own office, while the document is a draft: what was signed is stone."""
    check_own(user, document, "แก้ไข")
    if document.is_issued:
        raise Refused(f"แก้ไขไม่ได้ เพราะ{issued_text(document)}")


def issued_text(document: Document) -> str:
    """«เอกสารนี้ออกแล้ว ที่ บร 0019/ว 2230 ลงวันที่ 13 มิถุนายน 2568»."""
    return f"เอกสารนี้ออกแล้ว {document.number_text} ลงวันที่ {thai.date_text(document.date)}".replace(
        "  ", " "
    )


def gaps(document: Document) -> list[Gap]:
    """Everything still wanted before the document may be issued."""
    edit = reverse("document_edit", args=[document.pk])
    found = [] if document.signatory_id else [Gap("ยังไม่ได้เลือกผู้ลงนาม", f"{edit}#id_signatory")]
    if letterhead(document.office).garuda == parts.DRAFT:  # a labelled box is for drafts alone
        text = "ยังไม่ได้เลือกตราครุฑ (ภาพของสำนักงาน หรือเว้นที่ไว้พิมพ์บนกระดาษตราครุฑ)"
        found.append(Gap(text, f"{reverse('office')}#id_garuda_mode"))
    return found + kind_of(document).gaps(document)


def check_preview(document: Document) -> None:
    """Raise Refused while a sentence of the paper has no fact to stand on."""
    found = kind_of(document).setting_gaps(document)
    if found:
        raise Refused(f"ยังแสดงตัวอย่างไม่ได้ เพราะ{' '.join(gap.text for gap in found)}")


def check_issue(user: User, document: Document) -> None:
    """The own office, once, when nothing is wanting any more and no fault blocks."""
    check_own(user, document, "ออก")
    if document.is_issued:
        raise Refused(issued_text(document))
    found = gaps(document)
    if found:
        raise Refused(f"ข้อมูลยังไม่ครบ: {' · '.join(gap.text for gap in found)}")
    wrong = checks.blocking(document)
    if wrong:
        named = " · ".join(f"{fault.place} {fault.text}" for fault in wrong)
        raise Refused(f"ต้องแก้ไขก่อนออกเอกสาร: {named}")


def check_stamp(document: Document, number: int | None, series: str, day: date | None) -> Stamp:
    """Number and date as the register gives them: a whole number where the kind has one."""
    if day is None:
        raise Refused("โปรดระบุวันที่ของเอกสาร")
    kind = kind_of(document)
    if not kind.series:
        if number:
            raise Refused(f"{kind.label}ไม่มีเลขที่ มีแต่วันที่")
        return Stamp(None, "", day)
    if series not in kind.series:
        raise Refused(f"โปรดเลือกว่า{kind.label}ใช้เลขจากทะเบียนใด")
    if not (number and 1 <= number <= MOST_NUMBER):
        raise Refused(f"เลขที่ต้องเป็นจำนวนเต็ม 1 ถึง {MOST_NUMBER:,}")
    return Stamp(number, series, day)


def check_revoke(user: User, document: Document) -> None:
    """The own office, while the document is in force."""
    check_own(user, document, "ยกเลิก")
    if document.is_draft:
        raise Refused("เอกสารนี้ยังเป็นฉบับร่าง ลบฉบับร่างได้โดยไม่ต้องยกเลิก")
    if not document.in_force:
        raise Refused(f"เอกสารนี้{document.get_state_display()}")


def check_replace(user: User, document: Document) -> None:
    """As ``check_revoke``; and no other draft of the kind is open."""
    check_revoke(user, document)
    held = Document.objects.filter(
        round_id=document.round_id, activity_id=document.activity_id, kind=document.kind
    )
    if held.filter(state="draft").exists():
        raise Refused("มีฉบับร่างของเอกสารชนิดนี้อยู่แล้ว โปรดใช้ฉบับร่างนั้น หรือลบก่อน")


def check_reason(reason: str) -> None:
    """Why an issued document loses its force: it stands in the register."""
    if len(reason.strip()) < LEAST_REASON:
        raise Refused("โปรดระบุเหตุผล เพื่อบันทึกในทะเบียนหนังสือส่ง")


def check_discard(user: User, document: Document) -> None:
    """A draft of the own office; what was issued stays."""
    check_own(user, document, "ลบ")
    if document.is_issued:
        raise Refused(f"ลบไม่ได้ เพราะ{issued_text(document)}")
