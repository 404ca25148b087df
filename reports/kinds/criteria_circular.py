"""The circular with the criteria to all districts: the call for nominations (แนบ ๒ and ๓)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reports import blanks, facts, papers_selection, wording_call, wording_year
from reports.kinds.base import Gap, LetterKind, Words, edit_page
from reports.kinds.gaps import criteria_gaps, order_gaps
from reports.models import Document
from reports.parts import Enclosure
from reports.stamps import Series

if TYPE_CHECKING:
    from collections.abc import Callable

    from reports.pdf import Pdf
    from selection.models import Round


class CriteriaCircular(LetterKind):
    """Three enclosures, three tasks, one deadline; it may be drafted from the start."""

    key = Document.Kind.CRITERIA_CIRCULAR
    series = (Series.CIRCULAR, Series.ORDINARY)
    deadline = "วันสุดท้ายที่ให้อำเภอส่งแบบเสนอโครงการ"
    help = "แจ้งเกณฑ์การคัดเลือกและแบบเสนอโครงการให้ทุกอำเภอ พร้อมกำหนดวันส่ง"

    def setting_gaps(self, document: Document) -> list[Gap]:
        """Its third task names the deadline."""
        if document.deadline:
            return []
        text = "ยังไม่ได้กำหนดวันที่ให้อำเภอส่งแบบเสนอโครงการ"
        return [Gap(text, edit_page(document, "id_deadline_0"))]

    def gaps(self, document: Document) -> list[Gap]:
        """It encloses the issued order and the round's criteria."""
        opened = document.round
        return super().gaps(document) + order_gaps(opened) + criteria_gaps(opened)

    def subject(self, document: Document) -> str:
        """«การคัดเลือกกิจกรรมเครือข่าย…»."""
        return facts.year_subject(self.key, document.round)

    def words(self, document: Document) -> Words:
        """The call, to all districts at once."""
        opened = document.round
        lines = enclosures(opened)
        said = wording_call.CallFacts(
            **facts.programme_values(opened),
            enclosures=lines,
            references=len(facts.cited_rows(document)),
            due=document.deadline,
            items=len(opened.programme.content.proposal),
        )
        body = wording_year.body_of(self.key, said, opened.programme.content)
        return Words(self.subject(document), body, "นายอำเภอ ทุกอำเภอ", lines)

    def enclosed(self, document: Document) -> dict[str, Callable[[], Pdf]]:
        """The round's criteria and the blank proposal of its year."""
        programme = document.round.programme
        return {
            "criteria": lambda: criteria_pdf(document.round),
            "proposal": lambda: blanks.form_pdf(programme, "proposal"),
        }

    def recipients(self, document: Document) -> tuple[str, ...]:
        """The chief of each district of the province."""
        return facts.all_chiefs(document.round)


def criteria_pdf(opened: Round) -> Pdf:
    """The round's criteria as they go along with an issued letter: no draft any more."""
    return replace(papers_selection.criteria_of(opened), draft=False).pdf()


def enclosures(opened: Round) -> tuple[Enclosure, ...]:
    """The order in copy, the criteria and the blank proposal."""
    return (
        Enclosure(1, "order", f"สำเนา{facts.order_text(opened)}", 1, "ฉบับ", online=False),
        Enclosure(2, "criteria", "หลักเกณฑ์การคัดเลือกกิจกรรมเครือข่ายฯ"),
        Enclosure(3, "proposal", "แบบเสนอโครงการกิจกรรมเครือข่ายฯ"),
    )
