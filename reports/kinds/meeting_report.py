"""The report of the committee's meeting (รายงานการประชุม), certified by its date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from reports import facts, letters_office, parts, wording_meeting
from reports.kinds.base import Gap, Kind, Words
from reports.kinds.gaps import meeting_gaps
from reports.models import Document
from reports.stamps import Stamp
from selection.models import CommitteeMember, Decision
from selection.result import result_rows
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
        said = _report_facts(document.round)
        return Words(self.subject(document), wording_meeting.report_body(said))

    def paper(
        self, document: Document, words: Words, stamp: Stamp | None
    ) -> letters_office.MeetingReport:
        """The report; seats that gave no points stand apart with their reasons."""
        opened = document.round
        seats = list(opened.seats.all())
        given = self.common(document, stamp)
        names = ("author", "draft", "signature", "day")
        return letters_office.MeetingReport(
            **{name: given[name] for name in names},
            subject=words.subject,
            body=words.body,
            meeting_day=opened.meeting_date,
            meeting_time=opened.meeting_time,
            meeting_place=opened.meeting_place,
            present=tuple(_seat(one, opened) for one in seats if not one.excused_reason),
            absent=tuple(
                parts.Absent(_seat(one, opened), one.excused_reason)
                for one in seats
                if one.excused_reason
            ),
            recorder=_recorder(seats, opened),
        )


def _seat(seat: CommitteeMember, opened: Round) -> parts.Seat:
    post = facts.post_in(seat.post, opened.office.province.name)
    return parts.Seat(post, seat.get_seat_display())


def _recorder(seats: list[CommitteeMember], opened: Round) -> str:
    """Post of the first secretary of the committee; '' without one."""
    writers = (one for one in seats if one.seat == CommitteeMember.Seat.SECRETARY)
    return next((_seat(one, opened).post for one in writers), "")


def _reason(opened: Round) -> str:
    found = Decision.objects.filter(round=opened).first()
    return found.reason if found else ""


def _report_facts(opened: Round) -> wording_meeting.ReportFacts:
    rows = opened.result or result_rows(opened)
    province = opened.office.province.name
    chosen = facts.chosen_of(opened)
    return wording_meeting.ReportFacts(
        **facts.meeting_values(opened),
        criteria=tuple(opened.criteria.values_list("title", "points")),
        weighed=tuple(
            wording_meeting.Weighed(
                row["rank"], f"{row['group']} {row['address']}", row["activity"], row["mean"]
            )
            for row in rows
        ),
        chosen=tuple(facts.group_address(one.nomination.group).text for one in chosen),
        aside=tuple(
            (facts.post_in(one["post"], province), one["reason"])
            for one in (rows[0]["excused"] if rows else [])
        ),
        reason=_reason(opened),
    )
