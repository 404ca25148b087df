"""What may be done with a province's documents, and why not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse

from cdd_network import thai
from cdd_network.refusal import Refused
from cdd_network.roles import Can, check_may
from reports import parts
from reports.facts import announced_on, letterhead
from reports.models import Document
from selection.states import RoundState

if TYPE_CHECKING:
    from cdd_network.models import User
    from selection.models import Round

MOST_NUMBER = 999_999
Kind = Document.Kind


@dataclass(frozen=True)
class Gap:
    """A fact that a document still wants, and the page where it is given."""

    text: str
    url: str


def check_draft(user: User, opened: Round, kind: str) -> None:
    """The round's own province; the result's papers only once the result is announced."""
    check_may(user, Can.ISSUE_DOCUMENT)
    if opened.office_id != user.office_id:
        raise Refused("จัดทำเอกสารได้เฉพาะรอบการคัดเลือกของจังหวัดท่าน")
    if kind not in Kind.values:
        raise Refused("ไม่มีเอกสารชนิดนี้")
    if too_early(opened, kind):
        when = "บันทึกผลการคัดเลือก" if kind == Kind.ANNOUNCEMENT else "ประกาศผลการคัดเลือกในระบบ"
        raise Refused(f"{Kind(kind).label}จัดทำได้หลัง{when}แล้ว")


def too_early(opened: Round, kind: str) -> bool:
    """Whether the kind speaks of a result that is not there yet.

    The announcement is drafted and put before its signatory as soon as the result is decided; it
    is issued, as the letter is drafted, after the announcing.
    """
    if kind == Kind.ANNOUNCEMENT:
        return opened.state not in {RoundState.DECIDED, RoundState.ANNOUNCED}
    return kind == Kind.SELECTION_LETTER and not opened.is_announced


def check_edit(user: User, document: Document) -> None:
    """The own province, while the document is a draft: what was signed is stone."""
    check_may(user, Can.ISSUE_DOCUMENT)
    if document.office_id != user.office_id:
        raise Refused("แก้ไขได้เฉพาะเอกสารของจังหวัดท่าน")
    if document.is_issued:
        raise Refused(f"แก้ไขไม่ได้ เพราะ{issued_text(document)}")


def issued_text(document: Document) -> str:
    """«เอกสารนี้ออกแล้ว ที่ บร 0019/ว 2230 ลงวันที่ 13 มิถุนายน 2568»."""
    number = f"{number_text(document)} " if document.number else ""
    return f"เอกสารนี้ออกแล้ว {number}ลงวันที่ {thai.date_text(document.date)}"


def number_text(document: Document) -> str:
    """«ที่ บร 0019/ว 2230», an order's «ที่ 123/2568», '' for what has no number (yet)."""
    if not document.number:
        return ""
    return own_number(document, document.number, document.circular, document.date)


def own_number(document: Document, number: int, circular: bool, day: date) -> str:
    """The number as the document of this kind prints it, in Arabic digits."""
    if document.kind == Kind.COMMITTEE_ORDER:
        return f"ที่ {number}/{thai.be_year(day)}"
    return f"ที่ {document.office.code}/{'ว ' if circular else ''}{number}"


def gaps(document: Document) -> list[Gap]:
    """Everything still wanted before the document may be issued."""
    edit = reverse("document_edit", args=[document.pk])
    found = [] if document.signatory_id else [Gap("ยังไม่ได้เลือกผู้ลงนาม", f"{edit}#id_signatory")]
    if letterhead(document.office).garuda == parts.DRAFT:  # a labelled box is for drafts alone
        text = "ยังไม่ได้เลือกตราครุฑ (ภาพของสำนักงาน หรือเว้นที่ไว้พิมพ์บนกระดาษตราครุฑ)"
        found.append(Gap(text, f"{reverse('office')}#id_garuda_mode"))
    if document.kind == Kind.SELECTION_LETTER:
        found += _letter_gaps(document, edit)
    elif document.kind == Kind.ANNOUNCEMENT and not document.round.is_announced:
        page = reverse("round", args=[document.round_id])
        found.append(Gap("ยังไม่ได้ประกาศผลการคัดเลือกในระบบ", page))
    elif document.kind == Kind.COMMITTEE_ORDER and not document.round.seats.exists():
        found.append(
            Gap("ยังไม่มีรายชื่อคณะกรรมการ", reverse("round_committee", args=[document.round_id]))
        )
    return found


def _letter_gaps(document: Document, edit: str) -> list[Gap]:
    found = setting_gaps(document)
    office = document.office
    if not document.references.exists():
        found.append(Gap("ยังไม่ได้ระบุหนังสือที่อ้างถึง", f"{edit}#references"))
    if not office.address:
        found.append(Gap("ยังไม่มีที่อยู่บนหัวหนังสือ", f"{reverse('office')}#id_address_lines"))
    if not office.code:
        found.append(Gap("ยังไม่มีรหัสหน่วยงาน", f"{reverse('office')}#id_code"))
    if announced_on(document.round) is None:
        text = "ยังไม่ได้ออกประกาศผลการคัดเลือก ซึ่งหนังสือนี้แนบเป็นสิ่งที่ส่งมาด้วย 1"
        found.append(Gap(text, reverse("documents")))
    return found


def setting_gaps(document: Document) -> list[Gap]:
    """Facts without which the paper cannot even be set as a draft: the letter's sentences."""
    if document.kind != Kind.SELECTION_LETTER:
        return []
    opened = document.round
    page = reverse("round_meeting", args=[opened.pk])
    found = []
    for value, name in (
        (opened.meeting_date, "วันประชุมคัดเลือก"),
        (opened.meeting_time, "เวลาประชุมคัดเลือก"),
        (opened.meeting_place, "สถานที่ประชุมคัดเลือก"),
    ):
        if not value:
            found.append(Gap(f"ยังไม่ได้ระบุ{name}", page))
    if document.deadline is None:
        edit = reverse("document_edit", args=[document.pk])
        found.append(Gap("ยังไม่ได้กำหนดวันที่ให้อำเภอส่งแผนและแบบสรุป", f"{edit}#id_deadline_0"))
    return found


def check_preview(document: Document) -> None:
    """Raise Refused while a sentence of the paper has no fact to stand on."""
    found = setting_gaps(document)
    if found:
        raise Refused(f"ยังแสดงตัวอย่างไม่ได้ เพราะ{' '.join(gap.text for gap in found)}")


def check_issue(user: User, document: Document) -> None:
    """The own province, once, when nothing is wanting any more."""
    check_may(user, Can.ISSUE_DOCUMENT)
    if document.office_id != user.office_id:
        raise Refused("ออกเอกสารได้เฉพาะของจังหวัดท่าน")
    if document.is_issued:
        raise Refused(issued_text(document))
    found = gaps(document)
    if found:
        raise Refused(f"ข้อมูลยังไม่ครบ: {' · '.join(gap.text for gap in found)}")


def check_stamp(document: Document, number: int | None, day: date | None) -> None:
    """Number and date as the register gives them: a whole number where the kind has one."""
    if day is None:
        raise Refused("โปรดระบุวันที่ของเอกสาร")
    if document.takes_number and not (number and 1 <= number <= MOST_NUMBER):
        raise Refused(f"เลขที่ต้องเป็นจำนวนเต็ม 1 ถึง {MOST_NUMBER:,}")
    if number and not document.takes_number:
        raise Refused(f"{document.get_kind_display()}ไม่มีเลขที่ มีแต่วันที่")
