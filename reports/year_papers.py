"""Every paper of one province and year, in the order of the year's work: documents, forms, blanks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cdd_network.models import Office
from projects.models import ActionPlan, Activity
from reports import blanks, papers, papers_selection, papers_timetable, told
from reports.kinds import KINDS, Kind
from reports.models import Document, SummaryReport
from reports.pdf import Pdf
from reports.states import DocumentState
from selection import tally
from selection.models import Nomination, SavingsGroup
from selection.states import NominationState

if TYPE_CHECKING:
    from reports.letters import Paper
    from selection.models import Round

DRAFTED_OR_IN_FORCE = [DocumentState.DRAFT, DocumentState.ISSUED]
BLANK = "blank_"
AFTER: Mapping[str, tuple[str, ...]] = {
    Document.Kind.COMMITTEE_ORDER: ("blank_criteria", "criteria"),
    Document.Kind.CRITERIA_CIRCULAR: ("blank_proposal", "proposal"),
    Document.Kind.INVITATION: (
        "blank_score_sheet",
        "score_sheets",
        "blank_result_table",
        "result_table",
    ),
    Document.Kind.SELECTION_LETTER: ("blank_procedure", "blank_curriculum"),
    Document.Kind.ALLOCATION_NOTICE: (
        "timetable",
        "blank_registration",
        "registration",
        "blank_knowledge",
        "knowledge",
        "blank_satisfaction",
        "satisfaction",
        "blank_plan",
        "plan",
        "blank_summary",
        "summary",
    ),
}
"""Forms by the kind of document after which they are used; «blank_…» are the programme's own."""


@dataclass(frozen=True)
class Item:
    """A paper of the year; ``frozen`` holds the bytes that were signed, when it was issued.

    ``whose`` names the group where there is a paper for each: «3103_บ้านกระเจา».
    """

    kind: str
    paper: Paper
    whose: str = ""
    frozen: Pdf | None = None


@dataclass(frozen=True)
class LeftOut:
    """A paper that cannot be set yet, and why (Thai)."""

    kind: str
    why: str
    whose: str = ""


Found = Iterator[Item | LeftOut]


def papers_of_year(opened: Round) -> Found:
    """All papers of the round and its activities, one by one; what cannot be set is said."""
    for kind in KINDS.values():
        yield from _documents(opened, kind)
        for form in AFTER.get(kind.key, ()):
            if form.startswith(BLANK):
                yield _blank(opened, form)
            else:
                yield from FORMS[form](opened)


def _blank(opened: Round, form: str) -> Item:
    key = form.removeprefix(BLANK)
    named = key if key in {"procedure", "curriculum"} else form
    return Item(named, blanks.form_of(opened.programme, key))


def _documents(opened: Round, kind: Kind) -> Found:
    """The kind's documents made so far; where there is none, one as an unsaved draft."""
    if not kind.per_activity:
        yield from _made_or_new(opened, kind, None)
        return
    for activity in _activities(opened):
        yield from _made_or_new(opened, kind, activity)


def _made_or_new(opened: Round, kind: Kind, activity: Activity | None) -> Found:
    whose = _whose(activity.group) if activity else ""
    held = Document.objects.with_place().filter(
        round=opened, kind=kind.key, activity=activity, state__in=DRAFTED_OR_IN_FORCE
    )
    made = list(held.order_by("created_at", "pk"))
    if made:
        for document in made:
            yield _document(kind, document, whose)
        return
    early = kind.too_early(opened, activity)
    if early:
        yield LeftOut(str(kind.key), f"จัดทำได้หลัง{early}แล้ว", whose)
    else:
        yield _document(kind, _unsaved(opened, kind, activity), whose)


def _document(kind: Kind, document: Document, whose: str) -> Item | LeftOut:
    gaps = [] if document.is_issued else kind.setting_gaps(document)
    if gaps:
        return LeftOut(str(kind.key), " ".join(gap.text for gap in gaps), whose)
    paper, frozen = papers.paper_of(document, document.stamp), None
    if document.is_issued:  # its words too are those of the day it was issued
        held = document.file
        paper = told.read(held.facts, type(paper), files=paper.files)
        frozen = Pdf(bytes(held.data), held.pages)
    return Item(str(kind.key), paper, whose, frozen)


def _unsaved(opened: Round, kind: Kind, activity: Activity | None) -> Document:
    """A draft that nobody has begun."""
    district = kind.issuer == Office.Kind.DISTRICT and activity is not None
    return Document(
        office=activity.nomination.office if district else opened.office,
        round=opened,
        activity=activity,
        kind=kind.key,
        series=next(iter(kind.series), ""),
    )


def _activities(opened: Round) -> list[Activity]:
    """The round's activities in the order of the announcement."""
    chosen = "allocation__chosen"
    held = Activity.objects.with_place().filter(**{f"{chosen}__round": opened})
    return list(held.order_by(f"{chosen}__order"))


def _criteria(opened: Round) -> Found:
    yield Item("criteria", papers_selection.criteria_of(opened))


def _proposals(opened: Round) -> Found:
    """What the districts have sent, by district."""
    sent = Nomination.objects.with_place().filter(round=opened).order_by("office__district_id")
    for one in sent.exclude(state=NominationState.DRAFT):
        yield Item("proposal", papers_selection.proposal_of(one), _whose(one.group))


def _score_sheets(opened: Round) -> Found:
    """Headed for each member and group, points blank: nobody's points leave the system here."""
    if tally.progress_of(opened).wanted:
        yield Item("score_sheets", papers_selection.score_sheets_of(opened))
    else:
        yield LeftOut("score_sheets", "ยังไม่มีกรรมการที่ให้คะแนนหรือแบบเสนอโครงการที่รับไว้")


def _result_table(opened: Round) -> Found:
    if opened.is_announced or tally.progress_of(opened).complete:
        yield Item("result_table", papers_selection.result_table_of(opened))
    else:
        yield LeftOut("result_table", "กรรมการยังส่งคะแนนไม่ครบ")


def _of_activities(kind: str, make: Callable[[Activity], Paper]) -> Callable[[Round], Found]:
    def found(opened: Round) -> Found:
        for activity in _activities(opened):
            yield Item(kind, make(activity), _whose(activity.group))

    return found


def _of_rows(
    kind: str, model: type[ActionPlan | SummaryReport], make: Callable[..., Paper]
) -> Callable[[Round], Found]:
    def found(opened: Round) -> Found:
        for activity in _activities(opened):
            row = model.objects.filter(activity=activity).first()
            if row is not None:
                yield Item(kind, make(row), _whose(activity.group))

    return found


FORMS: Mapping[str, Callable[[Round], Found]] = {
    "criteria": _criteria,
    "proposal": _proposals,
    "score_sheets": _score_sheets,
    "result_table": _result_table,
    "timetable": _of_activities("timetable", papers_timetable.timetable_of),
    "registration": _of_activities("registration", papers.registration_of),
    "knowledge": _of_activities("knowledge", papers.knowledge_of),
    "satisfaction": _of_activities("satisfaction", papers.satisfaction_of),
    "plan": _of_rows("plan", ActionPlan, papers.plan_of),
    "summary": _of_rows("summary", SummaryReport, papers.summary_of),
}
"""What makes the filled forms, by the names in ``AFTER``."""


def _whose(group: SavingsGroup) -> str:
    """District code and village as part of a file name: letters, digits and Thai marks alone."""
    village = re.sub(r"[^0-9A-Za-z\u0e01-\u0e4e\u0e50-\u0e59]+", "_", group.village_name)
    return f"{group.subdistrict.district_id}_{village.strip('_')}"
