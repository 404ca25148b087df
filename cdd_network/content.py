"""What a programme's year says, as typed values read from its JSON.

Shipped years stand in ``cdd_network/data/programme_<year>.json``; the database keeps each year's
JSON on its ``Programme`` row, so that next year is a copy with changes and no code. Texts use
Arabic digits and are set in Thai digits by the paper that shows them.
"""

import re
import typing
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, time

from cdd_network.content_event import BpmField, BudgetRule, FormItem, RateRule, Survey
from cdd_network.content_wording import Wording

EVENTS = {
    "activity_end": "วันสุดท้ายของกิจกรรม",
    "activity_start": "วันแรกของกิจกรรม",
    "allotted": "วันที่ในหนังสือแจ้งจัดสรรงบประมาณ",
    "announced": "วันที่ประกาศผลการคัดเลือก",
}
"""From what a deadline may be counted."""


@dataclass(frozen=True)
class Session:
    """One row of the curriculum. ``times`` holds «HH:MM-HH:MM» spans; topic may be empty.

    ``details`` are the numbered points of the last content line.
    """

    times: tuple[str, ...]
    topic: str = ""
    content: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    media: tuple[str, ...] = ()

    @property
    def spans(self) -> tuple[tuple[time, time], ...]:
        """Begin and end of each span; raises ValueError when one is not «HH:MM-HH:MM»."""
        pairs = (span.split("-") for span in self.times)
        return tuple((time.fromisoformat(begin), time.fromisoformat(end)) for begin, end in pairs)


@dataclass(frozen=True)
class CurriculumDay:
    """One table of the curriculum: ``activity`` 1 or 2, ``number`` the day within it."""

    activity: int
    number: int
    title: str
    sessions: tuple[Session, ...]


@dataclass(frozen=True)
class FactRow:
    """A row of the curriculum's head table: label and one or more lines."""

    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class ActivityRule:
    """One of the programme's activities.

    ``people`` and ``budget`` (baht) are for one place; ``places`` counts the whole country;
    ``level`` is «province» or «district», as in DeadlineRule.
    """

    number: int
    title: str
    level: str
    days: int
    people: int
    places: int
    budget: int
    period: str
    target: str
    venue: str


@dataclass(frozen=True)
class CriterionRule:
    """A default criterion: points it is worth and the proposal items it looks at.

    ``anchors`` say what a share of the points means, from the best down («21–25 …»).
    """

    key: str
    title: str
    points: int
    items: tuple[int, ...] = ()
    help: str = ""
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True)
class CommitteeSeat:
    """A default seat of the committee, as a post (never a person's name)."""

    role: str
    post: str


@dataclass(frozen=True)
class ActivityType:
    """A type of network activity and how many exist in the country today."""

    key: str
    name: str
    today: int


@dataclass(frozen=True)
class DeadlineRule:
    """A deadline as one of the source papers states it.

    ``fixed`` is an ISO date, else ``days_after`` and ``months_after`` count from ``event`` (one of
    ``EVENTS``). ``level`` is who must meet it (province or district); ``source`` names the paper that
    sets it. Rules of one ``task`` speak of the same duty: where they differ, the papers clash.
    ``unchecked``: the day was moved from the year before, and nobody has looked at it yet.
    ``key`` is a plain word, so that it is never the key of a row that an office sets («row-12»).
    Raises ValueError for another key, for both, neither, or an unknown event.
    """

    key: str
    title: str
    level: str
    source: str
    fixed: str = ""
    event: str = ""
    days_after: int = 0
    task: str = ""
    months_after: int = 0
    unchecked: bool = False

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z0-9_]+", self.key):
            raise ValueError(
                f"key: small letters, digits and _ make a deadline's, not «{self.key}»"
            )
        if bool(self.fixed) == bool(self.event):
            raise ValueError("a fixed day, or an event to count from")
        if self.event and self.event not in EVENTS:
            raise ValueError(f"event: unknown {self.event}, known are {', '.join(EVENTS)}")
        if self.fixed:
            date.fromisoformat(self.fixed)


@dataclass(frozen=True)
class Step:
    """A numbered step of the procedure, with its sub-steps.

    ``number`` is as printed: «3.», «3.1», «1)». ``strong`` steps are set in bold.
    """

    number: str
    text: str
    steps: tuple["Step", ...] = ()
    strong: bool = False


@dataclass(frozen=True)
class Procedure:
    """The department's procedure (enclosure 2): preamble, steps, then titled sections."""

    title: str
    preamble: tuple[str, ...]
    lead: str
    steps: tuple[Step, ...]
    sections: tuple[FactRow, ...]


@dataclass(frozen=True)
class PlanExample:
    """The worked example that the blank action plan carries."""

    activity: str
    steps: tuple[str, ...]
    place: str
    capital: str
    results: tuple[str, ...]


@dataclass(frozen=True)
class PlanForm:
    """The department's action-plan form: titles, column heads, example, note."""

    titles: tuple[str, ...]
    columns: tuple[str, ...]
    note: str
    example: PlanExample


@dataclass(frozen=True)
class SummaryForm:
    """The department's summary form: titles and its eight items."""

    titles: tuple[str, ...]
    items: tuple[FormItem, ...]


@dataclass(frozen=True)
class Content:
    """All that a programme's year holds besides its row's own columns.

    ``indicator_share`` is in per cent; ``new_activities`` counts the whole country;
    ``committee_rules`` say how the committee meets (delegates, quorum, casting vote);
    ``tie_breakers`` are keys of criteria, in the order in which they part equal totals;
    ``people_kept_days`` after the fiscal year the names of participants are taken away;
    ``wordings`` stand in place of the customary words of a kind of document.
    """

    objectives: tuple[str, ...]
    activities: tuple[ActivityRule, ...]
    indicators: tuple[str, ...]
    indicator_share: int
    new_activities: int
    criteria: tuple[CriterionRule, ...]
    criteria_note: str
    eligibility: tuple[str, ...]
    committee: tuple[CommitteeSeat, ...]
    committee_duties: tuple[str, ...]
    committee_note: str
    proposal: tuple[FormItem, ...]
    activity_types: tuple[ActivityType, ...]
    deadlines: tuple[DeadlineRule, ...]
    procedure: Procedure
    curriculum_facts: tuple[FactRow, ...]
    curriculum: tuple[CurriculumDay, ...]
    plan_form: PlanForm
    summary_form: SummaryForm
    committee_rules: tuple[str, ...] = ()
    tie_breakers: tuple[str, ...] = ()
    survey: Survey = Survey()  # noqa: RUF009  (frozen)
    rates: tuple[RateRule, ...] = ()
    rates_note: str = ""
    budget_lines: tuple[BudgetRule, ...] = ()
    bpm: tuple[BpmField, ...] = ()
    bpm_note: str = ""
    people_kept_days: int = 365
    wordings: tuple[Wording, ...] = ()

    @classmethod
    def read(cls, data: dict) -> "Content":
        """Content of a decoded JSON document; raises ValueError naming the place that is wrong."""
        return _build(cls, data, "programme")

    def activity(self, number: int) -> ActivityRule:
        """Activity 1 (the province's day) or 2 (the district's three days)."""
        return next(a for a in self.activities if a.number == number)

    def days(self, activity: int) -> tuple[CurriculumDay, ...]:
        """The curriculum's tables of one activity, in order."""
        return tuple(d for d in self.curriculum if d.activity == activity)


def _build(kind: type, data: object, where: str) -> object:
    if typing.get_origin(kind) is tuple:
        if not isinstance(data, list):
            raise ValueError(f"{where}: a list is wanted")
        inner = typing.get_args(kind)[0]
        return tuple(_build(inner, one, f"{where}[{n}]") for n, one in enumerate(data))
    if is_dataclass(kind):
        return _build_value(kind, data, where)
    if not isinstance(data, kind) or (kind is int and isinstance(data, bool)):
        raise ValueError(f"{where}: {kind.__name__} is wanted, not {type(data).__name__}")
    return data


def _build_value(kind: type, data: object, where: str) -> object:
    if not isinstance(data, dict):
        raise ValueError(f"{where}: an object is wanted")
    hints = typing.get_type_hints(kind)
    unknown = set(data) - {f.name for f in fields(kind)}
    if unknown:
        raise ValueError(f"{where}: unknown {', '.join(sorted(unknown))}")
    values = {name: _build(hints[name], value, f"{where}.{name}") for name, value in data.items()}
    try:
        return kind(**values)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{where}: {error}") from None
