"""The announcement of the result (ประกาศผลการคัดเลือก, แนบ ๔ of the procedure)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from reports import facts, letters, wording, wording_year
from reports.kinds.base import Gap, Kind, Words
from reports.models import Document
from reports.stamps import Stamp
from selection.states import RoundState

if TYPE_CHECKING:
    from projects.models import Activity
    from selection.models import Round


class Announcement(Kind):
    """A numbered list of groups, no scores; a date, no number.

    It may be drafted and put before its signatory as soon as the result is decided; the announcing
    drafts it at the latest. It is issued after the announcing.
    """

    key = Document.Kind.ANNOUNCEMENT
    drafted_unasked = True
    help = "ประกาศรายชื่อกลุ่มที่ได้รับการคัดเลือกตามลำดับ ไม่แสดงคะแนน"

    def too_early(self, opened: Round, activity: Activity | None = None) -> str:
        """It speaks of the result."""
        decided = opened.state in {RoundState.DECIDED, RoundState.ANNOUNCED}
        return "" if decided else "บันทึกผลการคัดเลือก"

    def gaps(self, document: Document) -> list[Gap]:
        """Announced in the system first: that act freezes the result."""
        if document.round.is_announced:
            return []
        return [Gap("ยังไม่ได้ประกาศผลการคัดเลือกในระบบ", reverse("round", args=[document.round_id]))]

    def subject(self, document: Document) -> str:
        """In two lines."""
        return facts.year_subject(self.key, document.round)

    def words(self, document: Document) -> Words:
        """The two paragraphs before the list; a later announcement names the one it cancels."""
        common, subject = facts.programme_facts(document.round), self.subject(document)
        body = wording_year.body_of(self.key, common, document.round.programme.content)
        if document.supersedes_id:
            last = wording.cancelling(common, subject, document.supersedes.date)
            body = (*body[:-1], last)
        return Words(subject, body)

    def paper(self, document: Document, words: Words, stamp: Stamp | None) -> letters.Announcement:
        """The announcement with the chosen groups in their order."""
        chosen = facts.chosen_of(document.round)
        return letters.Announcement(
            **self.common(document, stamp),
            subject=words.subject,
            body=words.body,
            groups=tuple(facts.group_address(c.nomination.group) for c in chosen),
        )
