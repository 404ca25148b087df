"""The province's covering letter: plans and summaries of its groups to the department."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from projects.models import ActionPlan, Activity
from projects.states import PaperState
from reports import facts, wording_covers, wording_year
from reports.kinds.base import Gap, LetterKind, Words
from reports.models import Document, SummaryReport
from reports.parts import Enclosure

if TYPE_CHECKING:
    from selection.models import ChosenGroup, Round

PAPERS = ((ActionPlan, "plan", "แผนปฏิบัติการฯ"), (SummaryReport, "summary", "แบบสรุปผลการดำเนินงาน"))


class DepartmentCover(LetterKind):
    """How many go along; what the province has not accepted yet bars the letter."""

    key = Document.Kind.DEPARTMENT_COVER
    help = "รวบรวมแผนและแบบสรุปที่จังหวัดรับแล้วของทุกกลุ่ม ส่งกรมการพัฒนาชุมชน"

    def too_early(self, opened: Round, activity: Activity | None = None) -> str:
        """It speaks of the announced groups."""
        return "" if opened.is_announced else "ประกาศผลการคัดเลือกในระบบ"

    def gaps(self, document: Document) -> list[Gap]:
        """Every chosen group's plan and summary, accepted."""
        return super().gaps(document) + _paper_gaps(document.round)

    def subject(self, document: Document) -> str:
        """«ส่งแผนปฏิบัติการขับเคลื่อนฯ และแบบสรุป…»."""
        return facts.year_subject(self.key, document.round)

    def words(self, document: Document) -> Words:
        """To the director-general."""
        groups = [one.nomination.group for one in facts.chosen_of(document.round)]
        lines = _enclosures(len(groups))
        said = wording_covers.DepartmentCoverFacts(
            **facts.programme_values(document.round),
            enclosures=lines,
            references=len(facts.cited_rows(document)),
            groups=tuple(facts.group_within(one) for one in groups),
        )
        body = wording_year.body_of(self.key, said, document.round.programme.content)
        return Words(self.subject(document), body, f"อธิบดี{facts.DEPARTMENT}", lines)


def _enclosures(count: int) -> tuple[Enclosure, ...]:
    return (
        Enclosure(1, "plans", "แผนปฏิบัติการขับเคลื่อนฯ", count, "ฉบับ", online=False),
        Enclosure(2, "summaries", "แบบสรุปผลการดำเนินงาน", count, "ฉบับ", online=False),
    )


def _paper_gaps(opened: Round) -> list[Gap]:
    """What is not accepted yet, group by group, with the page where it stands."""
    activities = {
        one.allocation.chosen_id: one
        for one in Activity.objects.filter(allocation__chosen__round=opened).select_related(
            "allocation"
        )
    }
    held = {
        (prefix, paper.activity_id): paper
        for model, prefix, _ in PAPERS
        for paper in model.objects.filter(activity__in=activities.values())
    }
    return [
        gap
        for chosen in facts.chosen_of(opened)
        for gap in _group_gaps(chosen, activities.get(chosen.pk), held)
    ]


def _group_gaps(
    chosen: ChosenGroup, activity: Activity | None, held: dict[tuple[str, int], object]
) -> list[Gap]:
    who = f"{chosen.nomination.office.short_name} ({chosen.nomination.group.village_name})"
    if activity is None:
        page = reverse("allocation_new", args=[chosen.pk])
        return [Gap(f"{who}: ยังไม่ได้บันทึกการจัดสรรงบประมาณ", page)]
    found = []
    for _, prefix, name in PAPERS:
        paper = held.get((prefix, activity.pk))
        if paper is None or paper.state == PaperState.DRAFT:
            page = reverse("activity", args=[activity.pk])
            found.append(Gap(f"{who}: ยังไม่ได้ส่ง{name}", page))
        elif paper.state != PaperState.ACCEPTED:
            page = reverse(prefix, args=[paper.pk])
            found.append(Gap(f"{who}: จังหวัดยังไม่ได้รับ{name}", page))
    return found
