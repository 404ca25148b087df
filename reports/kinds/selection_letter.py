"""The letter to the chosen districts: what to do, by when, with which forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from reports import blanks, facts, wording
from reports.kinds.base import Gap, LetterKind, Words, and_list, programme_papers
from reports.models import Document
from reports.stamps import Series

if TYPE_CHECKING:
    from collections.abc import Callable

    from reports.pdf import Pdf
    from selection.models import Round


class SelectionLetter(LetterKind):
    """The source's letter: references, five enclosures, four tasks, deadlines, QR."""

    key = Document.Kind.SELECTION_LETTER
    series = (Series.CIRCULAR, Series.ORDINARY)
    deadline = "วันสุดท้ายที่ให้อำเภอส่งแผนและแบบสรุป"
    wants_references = True

    def too_early(self, opened: Round) -> str:
        """It speaks of the announced result."""
        return "" if opened.is_announced else "ประกาศผลการคัดเลือกในระบบ"

    def setting_gaps(self, document: Document) -> list[Gap]:
        """Its sentences name the meeting and the deadline."""
        found = meeting_gaps(document.round)
        if document.deadline is None:
            edit = reverse("document_edit", args=[document.pk])
            text = "ยังไม่ได้กำหนดวันที่ให้อำเภอส่งแผนและแบบสรุป"
            found.append(Gap(text, f"{edit}#id_deadline_0"))
        return found

    def gaps(self, document: Document) -> list[Gap]:
        """Its first enclosure is the issued announcement."""
        found = super().gaps(document)
        if facts.announced_on(document.round) is None:
            text = "ยังไม่ได้ออกประกาศผลการคัดเลือก ซึ่งหนังสือนี้แนบเป็นสิ่งที่ส่งมาด้วย 1"
            found.append(Gap(text, reverse("documents")))
        return found

    def subject(self, document: Document) -> str:
        """«การดำเนินงานโครงการ…»."""
        return wording.selection_subject(facts.programme_facts(document.round))

    def words(self, document: Document) -> Words:
        """The letter's words; the body cites enclosures by their numbers."""
        opened = document.round
        lines = facts.enclosures(document.office.short_name, facts.announced_on(opened))
        said = facts.selection_facts(document, lines, document.references.count())
        return Words(
            self.subject(document),
            wording.selection_letter_body(said),
            and_list(self.recipients(document)),
            lines,
        )

    def enclosed(self, document: Document) -> dict[str, Callable[[], Pdf]]:
        """Procedure, curriculum and both forms, of the round's year."""
        programme = document.round.programme
        return programme_papers(programme, blanks.FORMS, blanks.form_pdf)

    def recipients(self, document: Document) -> tuple[str, ...]:
        """The chief of each chosen district."""
        return chosen_chiefs(document.round)


def meeting_gaps(opened: Round) -> list[Gap]:
    """What a paper that names the committee's meeting wants of it."""
    page = reverse("round_meeting", args=[opened.pk])
    named = (
        (opened.meeting_date, "วันประชุมคัดเลือก"),
        (opened.meeting_time, "เวลาประชุมคัดเลือก"),
        (opened.meeting_place, "สถานที่ประชุมคัดเลือก"),
    )
    return [Gap(f"ยังไม่ได้ระบุ{name}", page) for value, name in named if not value]


def chosen_chiefs(opened: Round) -> tuple[str, ...]:
    """«นายอำเภอกระสัง» of each chosen district, once each, in the announcement's order."""
    chosen = facts.chosen_of(opened)
    return tuple(dict.fromkeys(f"นายอำเภอ{c.nomination.office.district.name}" for c in chosen))
