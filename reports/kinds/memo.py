"""The memo (บันทึกข้อความ): the working group puts the round's drafts before who signs them."""

from __future__ import annotations

from django.urls import reverse

from cdd_network import thai
from reports import facts, letters_office, wording_memo, wording_year
from reports.kinds.base import Gap, Kind, Words, edit_page
from reports.models import Document
from reports.stamps import Series, Stamp
from reports.states import DocumentState


class Memo(Kind):
    """Three numbered parts, no closing; as many a year as there are papers to sign."""

    key = Document.Kind.MEMO
    series = (Series.ORDINARY,)
    has_to = True
    help = "เสนอเอกสารฉบับร่างของรอบให้ผู้มีอำนาจลงนาม จัดทำได้หลายฉบับในปีเดียว"

    def gaps(self, document: Document) -> list[Gap]:
        """Something to sign, unless an officer wrote the memo's words; and the office's code."""
        found = self.setting_gaps(document)
        if not document.body_text and not _drafts(document):
            text = "ยังไม่มีเอกสารฉบับร่างที่จะเสนอลงนาม จัดทำฉบับร่างก่อน หรือเขียนข้อความของบันทึกนี้เอง"
            found.append(Gap(text, edit_page(document, "id_body_text")))
        if not document.office.code:
            found.append(Gap("ยังไม่มีรหัสหน่วยงาน", f"{reverse('office')}#id_code"))
        return found

    def subject(self, document: Document) -> str:
        """«ขอเสนอลงนามในเอกสาร…»."""
        return facts.year_subject(self.key, document.round)

    def words(self, document: Document) -> Words:
        """To the governor, whose hand most papers of a province want."""
        to = facts.governor(document.round)
        issued = sorted(_held(document, DocumentState.ISSUED), key=lambda one: (one.date, one.pk))
        said = wording_memo.MemoFacts(
            **facts.programme_values(document.round),
            writer=document.office.name,
            to=document.to_text or to,
            drafts=_drafts(document),
            issued=len(issued),
            latest=_issued_name(issued[-1]) if issued else "",
        )
        body = wording_year.body_of(self.key, said, document.round.programme.content)
        return Words(self.subject(document), body, to)

    def paper(self, document: Document, words: Words, stamp: Stamp | None) -> letters_office.Memo:
        """The memo, its first line naming the office, its group and its telephone."""
        return letters_office.Memo(
            **self.common(document, stamp),
            subject=" ".join(words.subject.split()),
            to=words.to,
            body=words.body,
            number=str(stamp.number) if stamp else "",
            secrecy=document.secrecy,
            salutation=document.salutation,
            office_line=facts.owner_line(document.office),
        )


def _held(document: Document, state: str) -> list[Document]:
    """The office's other documents of the round in a state, in the order of the year's work."""
    found = Document.objects.filter(
        round_id=document.round_id, office_id=document.office_id, state=state
    ).exclude(kind=Document.Kind.MEMO)
    order = Document.Kind.values
    return sorted(found.select_related("office"), key=lambda one: order.index(one.kind))


def _drafts(document: Document) -> tuple[str, ...]:
    held = _held(document, DocumentState.DRAFT)
    return tuple(f"ร่าง{one.get_kind_display()}" for one in held)


def _issued_name(document: Document) -> str:
    """«คำสั่งแต่งตั้งคณะกรรมการ ที่ 2150/2568 ลงวันที่ 20 พฤษภาคม 2568»."""
    parts = (document.get_kind_display(), document.number_text)
    return " ".join([*filter(None, parts), f"ลงวันที่ {thai.date_text(document.date)}"])
