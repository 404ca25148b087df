"""The letter to the chosen districts: what to do, by when, with which forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from reports import blanks, facts, wording_year
from reports.kinds.base import (
    Gap,
    LetterKind,
    Words,
    and_list,
    edit_page,
    letters_in_force,
    programme_papers,
)
from reports.kinds.gaps import meeting_gaps
from reports.models import Document
from reports.stamps import Series

if TYPE_CHECKING:
    from collections.abc import Callable

    from projects.models import Activity
    from reports.pdf import Pdf
    from selection.models import Round


ONLINE = ("procedure", "curriculum", "plan", "summary")
"""Keys of the enclosures behind the QR, in their order."""


class SelectionLetter(LetterKind):
    """The source's letter: references, five enclosures, four tasks, deadlines, QR."""

    key = Document.Kind.SELECTION_LETTER
    series = (Series.CIRCULAR, Series.ORDINARY)
    deadline = "วันสุดท้ายที่ให้อำเภอส่งแผนและแบบสรุป"
    sets = {"plan_letter": "plan", "summary_letter": "summary"}
    wants_references = True
    help = "แจ้งอำเภอที่ได้รับการคัดเลือกให้ดำเนินการ พร้อมแบบฟอร์มและกำหนดส่ง"

    def too_early(self, opened: Round, activity: Activity | None = None) -> str:
        """It speaks of the announced result."""
        return "" if opened.is_announced else "ประกาศผลการคัดเลือกในระบบ"

    def setting_gaps(self, document: Document) -> list[Gap]:
        """Its sentences name the meeting and the deadline."""
        found = meeting_gaps(document.round)
        if document.deadline is None:
            text = "ยังไม่ได้กำหนดวันที่ให้อำเภอส่งแผนและแบบสรุป"
            found.append(Gap(text, edit_page(document, "id_deadline_0")))
        return found

    def gaps(self, document: Document) -> list[Gap]:
        """Its first enclosure is the issued announcement."""
        found = super().gaps(document)
        if facts.announced_on(document.round) is None:
            text = "ยังไม่ได้ออกประกาศผลการคัดเลือก ซึ่งหนังสือนี้แนบเป็นสิ่งที่ส่งมาด้วย 1"
            found.append(Gap(text, reverse("documents")))
        return found

    def default_references(self, document: Document) -> list[dict[str, object]]:
        """The circular that called for nominations, once it is in force."""
        return letters_in_force(document.round, Document.Kind.CRITERIA_CIRCULAR)

    def subject(self, document: Document) -> str:
        """«การดำเนินงานโครงการ…»."""
        return facts.year_subject(self.key, document.round)

    def words(self, document: Document) -> Words:
        """The letter's words; the body cites enclosures by their numbers."""
        opened = document.round
        lines = facts.enclosures(document.office.short_name, facts.announced_on(opened))
        said = facts.selection_facts(document, lines, len(facts.cited_rows(document)))
        return Words(
            self.subject(document),
            wording_year.body_of(self.key, said, opened.programme.content),
            and_list(self.recipients(document)),
            lines,
        )

    def enclosed(self, document: Document) -> dict[str, Callable[[], Pdf]]:
        """Procedure, curriculum and both forms, of the round's year."""
        programme = document.round.programme
        return programme_papers(programme, ONLINE, blanks.form_pdf)

    def recipients(self, document: Document) -> tuple[str, ...]:
        """The chief of each chosen district."""
        return facts.chosen_chiefs(document.round)
