"""A district's covering letter: its plan and its summary to the governor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from cdd_network.models import Office
from projects.models import ActionPlan
from projects.queries import paper_of
from projects.rules import SENT
from reports import facts, wording_covers, wording_year
from reports.kinds.base import Gap, LetterKind, Words, letters_in_force
from reports.models import Document, SummaryReport
from reports.parts import Enclosure

if TYPE_CHECKING:
    from projects.models import Activity
    from selection.models import Round

ENCLOSED = (
    Enclosure(1, "plan", "แผนปฏิบัติการขับเคลื่อนฯ", 1, "ฉบับ", online=False),
    Enclosure(2, "summary", "แบบสรุปผลการดำเนินงาน", 1, "ฉบับ", online=False),
)


class DistrictCover(LetterKind):
    """Written by the district for one activity, once both its papers are sent."""

    key = Document.Kind.DISTRICT_COVER
    issuer = Office.Kind.DISTRICT
    per_activity = True
    help = "นำส่งแผนปฏิบัติการขับเคลื่อนฯ และแบบสรุปผลการดำเนินงานถึงผู้ว่าราชการจังหวัด"

    def too_early(self, opened: Round, activity: Activity | None = None) -> str:
        """It sends what the system has sent."""
        papers = [paper_of(activity, kind) for kind in (ActionPlan, SummaryReport) if activity]
        both = bool(papers) and all(one and one.state in SENT for one in papers)
        return "" if both else "ส่งแผนปฏิบัติการฯ และแบบสรุปผลการดำเนินงานในระบบ"

    def default_references(self, document: Document) -> list[dict[str, object]]:
        """The province's letter that asked for both, once it is in force."""
        return letters_in_force(document.round, Document.Kind.SELECTION_LETTER)

    def gaps(self, document: Document) -> list[Gap]:
        """Both papers stand as they were sent: one that came back bars the letter."""
        found = super().gaps(document)
        if self.too_early(document.round, document.activity):
            page = reverse("activity", args=[document.activity_id])
            found.append(Gap("แผนปฏิบัติการฯ หรือแบบสรุปผลการดำเนินงานยังไม่ได้ส่งให้จังหวัด", page))
        return found

    def subject(self, document: Document) -> str:
        """«ส่งแผนปฏิบัติการขับเคลื่อนฯ และแบบสรุป…»."""
        return facts.year_subject(self.key, document.round)

    def words(self, document: Document) -> Words:
        """To the governor."""
        activity = document.activity
        days = [one.date for one in activity.days.all() if one.date]
        said = wording_covers.DistrictCoverFacts(
            **facts.programme_values(document.round),
            enclosures=ENCLOSED,
            references=len(facts.cited_rows(document)),
            sender=document.office.short_name,
            group=facts.group_within(activity.group),
            dates=facts.dates_text(days),
        )
        body = wording_year.body_of(self.key, said, document.round.programme.content)
        return Words(self.subject(document), body, facts.governor(document.round), ENCLOSED)
