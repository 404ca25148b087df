"""The invitation of the committee to the meeting that selects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports import facts, wording_call, wording_year
from reports.kinds.base import Gap, LetterKind, Words
from reports.kinds.criteria_circular import criteria_pdf
from reports.kinds.gaps import criteria_gaps, meeting_gaps, order_gaps
from reports.models import Document
from reports.parts import Enclosure

if TYPE_CHECKING:
    from collections.abc import Callable

    from reports.pdf import Pdf


class Invitation(LetterKind):
    """Day, time and place, and the five items of the agenda; a copy for every seat."""

    key = Document.Kind.INVITATION
    help = "เชิญคณะกรรมการตามคำสั่งเข้าร่วมประชุม แจ้งวัน เวลา สถานที่ และระเบียบวาระ"

    def setting_gaps(self, document: Document) -> list[Gap]:
        """It names the meeting."""
        return meeting_gaps(document.round)

    def gaps(self, document: Document) -> list[Gap]:
        """It cites the issued order and encloses the criteria; there must be somebody to invite."""
        opened = document.round
        return super().gaps(document) + order_gaps(opened) + criteria_gaps(opened)

    def subject(self, document: Document) -> str:
        """«ขอเชิญประชุมคณะกรรมการ…»."""
        return facts.year_subject(self.key, document.round)

    def words(self, document: Document) -> Words:
        """To the committee as the order names it."""
        lines = (
            Enclosure(
                1, "order", f"สำเนา{facts.order_text(document.round)}", 1, "ฉบับ", online=False
            ),
            Enclosure(2, "criteria", "หลักเกณฑ์การคัดเลือกกิจกรรมเครือข่ายฯ"),
        )
        said = wording_call.MeetingFacts(
            **facts.meeting_values(document.round),
            enclosures=lines,
            references=len(facts.cited_rows(document)),
        )
        body = wording_year.body_of(self.key, said, document.round.programme.content)
        return Words(self.subject(document), body, wording_call.invitation_to(said), lines)

    def enclosed(self, document: Document) -> dict[str, Callable[[], Pdf]]:
        """The round's criteria."""
        return {"criteria": lambda: criteria_pdf(document.round)}

    def recipients(self, document: Document) -> tuple[str, ...]:
        """Each seat by its post, once."""
        opened = document.round
        province = opened.office.province.name
        posts = (facts.post_in(one.post, province) for one in opened.seats.all())
        return tuple(dict.fromkeys(posts))
