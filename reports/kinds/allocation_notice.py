"""The budget-allocation notice to the chosen districts: the gate that lets them begin."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse

from projects.models import Allocation
from projects.rules import ceiling
from reports import facts, wording_budget, wording_year
from reports.kinds.base import Gap, LetterKind, Words, and_list, letters_in_force
from reports.models import Document

if TYPE_CHECKING:
    from projects.models import Activity
    from selection.models import ChosenGroup, Round


class AllocationNotice(LetterKind):
    """Each group with its amount, recorded or else the programme's; the gate; the reporting."""

    key = Document.Kind.ALLOCATION_NOTICE
    wants_references = True
    help = "แจ้งวงเงินของแต่ละกลุ่มให้อำเภอ อำเภอเริ่มกิจกรรมได้หลังได้รับหนังสือนี้"

    def too_early(self, opened: Round, activity: Activity | None = None) -> str:
        """It speaks of the announced groups."""
        return "" if opened.is_announced else "ประกาศผลการคัดเลือกในระบบ"

    def default_references(self, document: Document) -> list[dict[str, object]]:
        """The letter that told the districts what to do, once it is in force."""
        return letters_in_force(document.round, Document.Kind.SELECTION_LETTER)

    def subject(self, document: Document) -> str:
        """«แจ้งจัดสรรงบประมาณโครงการ…»."""
        return facts.year_subject(self.key, document.round)

    def words(self, document: Document) -> Words:
        """To the chosen districts."""
        opened = document.round
        rule = opened.programme.content.activity(2)
        said = wording_budget.BudgetFacts(
            **facts.programme_values(opened),
            references=len(facts.cited_rows(document)),
            shares=_shares(opened),
            days=rule.days,
            people=rule.people,
            bpm_days=facts.bpm_days(opened.programme.content),
        )
        to = and_list(self.recipients(document))
        body = wording_year.body_of(self.key, said, opened.programme.content)
        return Words(self.subject(document), body, to)

    def recipients(self, document: Document) -> tuple[str, ...]:
        """The chief of each chosen district."""
        return facts.chosen_chiefs(document.round)

    def next_pages(self, document: Document) -> list[Gap]:
        """The form that opens the gate for each group, its number and date filled in already."""
        if not document.in_force:
            return []
        recorded = _recorded(document.round)
        number = document.printed_number
        query = urlencode({"number": number, "date": document.date.isoformat()})
        return [
            Gap(
                f"บันทึกการจัดสรรงบประมาณของ{one.nomination.group.name} {one.nomination.office.short_name}",
                f"{reverse('allocation_new', args=[one.pk])}?{query}",
            )
            for one in facts.chosen_of(document.round)
            if one.pk not in recorded
        ]


def _recorded(opened: Round) -> dict[int, Allocation]:
    """What the province recorded already, by chosen group."""
    return {one.chosen_id: one for one in Allocation.objects.filter(chosen__round=opened)}


def _shares(opened: Round) -> tuple[wording_budget.Share, ...]:
    recorded = _recorded(opened)
    return tuple(_share(one, recorded.get(one.pk)) for one in facts.chosen_of(opened))


def _share(chosen: ChosenGroup, given: Allocation | None) -> wording_budget.Share:
    amount = given.amount if given else ceiling(chosen)
    return wording_budget.Share(facts.group_within(chosen.nomination.group), amount)
