"""The report of the committee's meeting (รายงานการประชุม), certified by its date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from reports import facts, letters_office, wording_meeting
from reports.facts_meeting import Minutes, report_facts
from reports.kinds.base import Gap, Kind, Words
from reports.kinds.gaps import meeting_gaps
from reports.models import Document
from reports.stamps import Stamp
from selection.states import RoundState

if TYPE_CHECKING:
    from projects.models import Activity
    from selection.models import Round


class MeetingReport(Kind):
    """Who came, the five items, the result as it was frozen; no number. The signatory certifies."""

    key = Document.Kind.MEETING_REPORT
    help = "บันทึกผู้มาประชุม การพิจารณาตามระเบียบวาระ คะแนนเฉลี่ย และมติของคณะกรรมการ"

    def too_early(self, opened: Round, activity: Activity | None = None) -> str:
        """It reports the decision."""
        decided = opened.state in {RoundState.DECIDED, RoundState.ANNOUNCED}
        return "" if decided else "บันทึกผลการคัดเลือก"

    def setting_gaps(self, document: Document) -> list[Gap]:
        """It names the meeting and tells the points, which a round weighed anew hides again."""
        found = meeting_gaps(document.round)
        if self.too_early(document.round):
            page = reverse("round", args=[document.round_id])
            found.append(Gap("คณะกรรมการกำลังพิจารณาใหม่ ยังไม่ได้บันทึกผลการคัดเลือก", page))
        return found

    def subject(self, document: Document) -> str:
        """Its heading, in three lines; the meeting's number waits for its day."""
        opened = document.round
        if opened.meeting_date is None:
            return "รายงานการประชุม" + facts.programme_facts(opened).committee
        said = wording_meeting.MeetingFacts(**facts.meeting_values(opened))
        return wording_meeting.report_subject(said)

    def words(self, document: Document) -> Words:
        """What was said and resolved, item by item."""
        said = report_facts(Minutes(document.round))
        return Words(self.subject(document), wording_meeting.report_body(said))

    def paper(
        self, document: Document, words: Words, stamp: Stamp | None
    ) -> letters_office.MeetingReport:
        """The report with who came, who did not, and why."""
        opened, minutes = document.round, Minutes(document.round)
        given = self.common(document, stamp)
        names = ("author", "draft", "signature", "day")
        return letters_office.MeetingReport(
            **{name: given[name] for name in names},
            subject=words.subject,
            body=words.body,
            meeting_day=opened.meeting_date,
            meeting_time=opened.meeting_time,
            meeting_place=opened.meeting_place,
            present=minutes.present,
            absent=minutes.absent,
            recorder=minutes.recorder,
        )
