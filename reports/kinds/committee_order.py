"""The order that appoints the committee (คำสั่งแต่งตั้งคณะกรรมการ, แนบ ๑ of the procedure)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from reports import facts, letters, parts, wording_year
from reports.kinds.base import Gap, Kind, Words
from reports.models import Document
from reports.stamps import Series, Stamp

if TYPE_CHECKING:
    from selection.models import CommitteeMember


class CommitteeOrder(Kind):
    """Preamble, seats by post, duties; a number of the series of orders."""

    key = Document.Kind.COMMITTEE_ORDER
    series = (Series.ORDER,)
    help = "แต่งตั้งคณะกรรมการคัดเลือกตามตำแหน่ง พร้อมหน้าที่ ออกเลขในทะเบียนคำสั่ง"

    def gaps(self, document: Document) -> list[Gap]:
        """There must be somebody to appoint."""
        if document.round.seats.exists():
            return []
        page = reverse("round_committee", args=[document.round_id])
        return [Gap("ยังไม่มีรายชื่อคณะกรรมการ", page)]

    def subject(self, document: Document) -> str:
        """In two lines."""
        return facts.year_subject(self.key, document.round)

    def words(self, document: Document) -> Words:
        """The preamble; seats and duties follow from the round."""
        opened = document.round
        body = wording_year.body_of(
            self.key, facts.programme_facts(opened), opened.programme.content
        )
        return Words(self.subject(document), body)

    def paper(
        self, document: Document, words: Words, stamp: Stamp | None
    ) -> letters.CommitteeOrder:
        """The order."""
        opened = document.round
        return letters.CommitteeOrder(
            **self.common(document, stamp),
            subject=words.subject,
            body=words.body,
            year=stamp.year if stamp else opened.programme.year,
            number=str(stamp.number) if stamp else "",
            seats=tuple(_seat(one) for one in opened.seats.all()),
            duties=opened.programme.content.committee_duties,
        )


def _seat(seat: CommitteeMember) -> parts.Seat:
    return parts.Seat(seat.post, seat.get_seat_display())
