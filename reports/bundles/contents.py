"""What a bundle holds by now, and what is still missing: facts for its page and for its maker.

Four queries, however many groups. Only what was accepted or issued goes in, which is what the
department may read; drafts and what came back count as missing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from projects.models import Answers, BudgetLine, Questionnaire, TimetableRow
from projects.queries_survey import FEWEST
from projects.states import PaperState
from reports.models import Document, Photo
from reports.queries_standing import facts_and
from selection.models import ChosenGroup, Round
from selection.states import RoundState

if TYPE_CHECKING:
    from cdd_network.models import Office, Programme
    from reports.standing import GroupFacts

COVER, ANNOUNCEMENT = Document.Kind.DEPARTMENT_COVER, Document.Kind.ANNOUNCEMENT
PLAN, SUMMARY = "แผนปฏิบัติการฯ", "แบบสรุปผลฯ"
_EVENT = "allocation__activity"


@dataclass(frozen=True)
class Lack:
    """Something that is not in yet. ``where`` and ``key`` name the page on which it is seen to."""

    text: str
    where: str = ""
    key: int | None = None


@dataclass(frozen=True)
class Extras:
    """What goes along with a group's papers. Versions are 0 for what does not exist yet."""

    nomination: int
    plan_version: int = 0
    summary_version: int = 0
    budget_version: int = 0
    photos: int = 0
    answers: int = 0
    sheets: int = 0
    lines: int = 0
    unspent: int = 0

    @property
    def answered(self) -> int:
        """Who answered the questionnaire after, by telephone or on paper."""
        return self.answers + self.sheets


@dataclass(frozen=True)
class GroupIn:
    """A chosen group's share of a bundle."""

    facts: GroupFacts
    extras: Extras

    @property
    def name(self) -> str:
        """«อำเภอกระสัง บ้านกระเจา»."""
        return f"อำเภอ{self.facts.district} {self.facts.village}"

    @property
    def has_plan(self) -> bool:
        """Whether the plan goes in."""
        return self.facts.plan == PaperState.ACCEPTED

    @property
    def has_summary(self) -> bool:
        """Whether the summary goes in, and its photographs with it."""
        return self.facts.summary == PaperState.ACCEPTED

    @property
    def photos(self) -> int:
        """Photographs that go in."""
        return self.extras.photos if self.has_summary else 0

    @property
    def lacks(self) -> tuple[Lack, ...]:
        """What is missing, in the order of the work."""
        facts = self.facts
        if facts.event is None:
            return (Lack("ยังไม่ได้แจ้งจัดสรรงบประมาณ", "allocation_new", facts.chosen),)
        found = (
            _paper_lack(PLAN, facts.plan, "plan", facts.plan_pk, facts.event),
            _paper_lack(SUMMARY, facts.summary, "summary", facts.summary_pk, facts.event),
            self._photo_lack(),
            self._survey_lack(),
            self._budget_lack(),
        )
        return tuple(filter(None, found))

    def _photo_lack(self) -> Lack | None:
        if self.photos or not self.has_summary:
            return None
        return Lack("ไม่มีภาพถ่ายกิจกรรม", "summary", self.facts.summary_pk)

    def _survey_lack(self) -> Lack | None:
        answered = self.extras.answered
        if answered >= FEWEST:
            return None
        says = f"แบบประเมินมีผู้ตอบ {answered} คน ยังไม่พอสรุปผล" if answered else "ไม่มีผู้ตอบแบบประเมิน"
        return Lack(says, "event_survey", self.facts.event)

    def _budget_lack(self) -> Lack | None:
        if self.extras.lines and not self.extras.unspent:
            return None
        unspent = f"ยังไม่บันทึกจ่ายจริง {self.extras.unspent} รายการ"
        says = unspent if self.extras.lines else "ยังไม่ได้กรอกรายการใช้จ่าย"
        return Lack(says, "event_budget", self.facts.event)

    @property
    def seen(self) -> dict[str, list[int]]:
        """By what a later change of each share is told."""
        extras = self.extras
        return {
            PLAN: [extras.plan_version * self.has_plan],
            SUMMARY: [extras.summary_version * self.has_summary],
            "ภาพถ่าย": [self.photos],
            "แบบประเมิน": [extras.answers, extras.sheets],
            "งบประมาณ": [extras.budget_version, extras.lines, extras.unspent],
        }


def _paper_lack(title: str, state: str, page: str, key: int | None, event: int) -> Lack | None:
    if state == PaperState.ACCEPTED:
        return None
    if state == PaperState.SUBMITTED:
        return Lack(f"จังหวัดยังไม่ได้ตรวจรับ{title}", page, key)
    if state == PaperState.RETURNED:
        return Lack(f"ส่งกลับ{title}แล้ว รออำเภอแก้ไข", page, key)
    return Lack(f"อำเภอยังไม่ส่ง{title}", "activity", event)


@dataclass(frozen=True)
class ProvinceIn:
    """A province's share. ``documents``: kind → key of what is in force; ``day``: key of activity 1,
    when it has a timetable; ``event_1`` is its event, with a timetable or without."""

    office: int
    code: str
    name: str
    round: int
    groups: tuple[GroupIn, ...]
    documents: dict[str, int] = field(default_factory=dict)
    event_1: int | None = None
    day: int | None = None

    @property
    def title(self) -> str:
        """«จังหวัดบุรีรัมย์»."""
        return f"จังหวัด{self.name}"

    @property
    def lacks(self) -> tuple[Lack, ...]:
        """What the province itself has not issued."""
        wanted = {ANNOUNCEMENT: "ประกาศผลการคัดเลือก", COVER: "หนังสือนำส่งกรมการพัฒนาชุมชน"}
        return tuple(
            Lack(f"ยังไม่ได้ออก{title}", "documents")
            for kind, title in wanted.items()
            if kind not in self.documents
        )

    @property
    def missing(self) -> list[str]:
        """Everything that is missing, a line each, with whose it is."""
        own = [f"{self.title}: {one.text}" for one in self.lacks]
        return own + [
            f"{self.title} {group.name}: {one.text}" for group in self.groups for one in group.lacks
        ]

    @property
    def seen(self) -> dict[str, dict[str, list[int]]]:
        """As ``GroupIn.seen``, by name; the province's own papers under its title."""
        own = {"หนังสือและประกาศ": [*sorted(self.documents.values()), self.day or 0]}
        return {self.title: own} | {
            f"{self.title} {group.name} ลำดับที่ {group.facts.order}": group.seen
            for group in self.groups
        }


def announced_rounds(programme: Programme, office: Office) -> QuerySet[Round]:
    """Rounds whose papers go into the office's bundle: for the department every province's."""
    rounds = Round.objects.filter(programme=programme, state=RoundState.ANNOUNCED)
    return rounds if office.kind == office.Kind.DEPARTMENT else rounds.filter(office=office)


def provinces_in(programme: Programme, office: Office) -> list[ProvinceIn]:
    """Every announced province of the year for the department; for a province its own alone."""
    rounds = announced_rounds(programme, office)
    chosen = ChosenGroup.objects.filter(round__in=rounds.order_by().values("pk"))
    groups: dict[int, list[GroupIn]] = {}
    for one, extras in facts_and(chosen, *_extras()):
        held = GroupIn(one, Extras(*(value or 0 for value in extras)))
        groups.setdefault(one.round, []).append(held)
    documents = _documents(rounds)
    timetable = TimetableRow.objects.filter(day__event=OuterRef("province_day"))
    rows = rounds.order_by("office__province_id").values_list(
        "office_id",
        "office__province_id",
        "office__province__name",
        "pk",
        "province_day",
        Exists(timetable),
    )
    return [
        ProvinceIn(
            *own,
            round=key,
            groups=tuple(groups.get(key, ())),
            documents=documents.get(key, {}),
            event_1=event,
            day=event if shown else None,
        )
        for *own, key, event, shown in rows
    ]


def _documents(rounds: QuerySet[Round]) -> dict[int, dict[str, int]]:
    issued = Document.objects.in_force().filter(
        round__in=rounds.order_by().values("pk"), kind__in=[COVER, ANNOUNCEMENT], activity=None
    )
    found: dict[int, dict[str, int]] = {}
    for key, kind, pk in issued.order_by().values_list("round_id", "kind", "pk"):
        found.setdefault(key, {})[kind] = pk
    return found


def _extras() -> tuple[str | Coalesce, ...]:
    """Where a chosen group has what goes along, in the order of ``Extras``."""
    after = Questionnaire.Moment.AFTER
    answers = Answers.objects.filter(
        questionnaire__event=OuterRef(_EVENT), questionnaire__moment=after
    )
    sheets = Questionnaire.objects.filter(event=OuterRef(_EVENT), moment=after)
    lines = BudgetLine.objects.filter(budget__event=OuterRef(_EVENT))
    photos = Photo.objects.filter(report__activity=OuterRef(_EVENT))
    return (
        "nomination_id",
        f"{_EVENT}__actionplan__version",
        f"{_EVENT}__summaryreport__version",
        f"{_EVENT}__budget__version",
        _count(photos, "report__activity"),
        _count(answers, "questionnaire__event"),
        Coalesce(Subquery(sheets.values("tally__sheets")[:1]), 0),
        _count(lines, "budget__event"),
        _count(lines.filter(spent=None), "budget__event"),
    )


def _count(rows: QuerySet, by: str) -> Coalesce:
    counted = rows.order_by().values(by).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


def changes(before: dict[str, dict], now: dict[str, dict]) -> list[str]:
    """What differs between two bundles' ``seen``, a line for each province and group."""
    found = []
    for name in dict.fromkeys((*before, *now)):
        old, new = before.get(name, {}), now.get(name, {})
        parts = [part for part in dict.fromkeys((*old, *new)) if old.get(part) != new.get(part)]
        if parts:
            found.append(f"{name}: {' · '.join(parts)}")
    return found


def seen_of(provinces: Iterable[ProvinceIn]) -> dict[str, dict]:
    """``seen`` of all of them together, as a bundle keeps it."""
    return {name: parts for one in provinces for name, parts in one.seen.items()}
