"""How a chosen group stands on its way from the announcement to BPM: pure, from flat facts.

The one home of «what is done, what is owed, by whom, until when»: boards, reminders, calendars and
the text for LINE all read it.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Literal, NamedTuple

from projects import deadlines
from projects.deadlines import Light
from projects.states import PaperState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from projects.deadlines import Anchors, Due, Limit

Turn = Literal["district", "province"]
MakeStep = Callable[..., "Step"]
SENT = (PaperState.SUBMITTED, PaperState.ACCEPTED)


class GroupFacts(NamedTuple):
    """A chosen group as flat facts. Keys are of rows; days are local; None: not yet.

    ``first`` and ``last`` are the activity's days once every day has its date; ``placed``: every place
    and the study site are known too. ``plan`` and ``summary``
    are states, '' while not begun; ``…_sent`` is the day of the first sending, ``…_moved`` of the last
    step. ``province`` and ``office`` are the provincial and the district office.
    """

    chosen: int
    round: int
    order: int
    province: int
    province_code: str
    province_name: str
    office: int
    district_code: str
    district: str
    village: str
    activity_name: str
    activity_type: str
    announced: datetime.date | None
    event: int | None = None
    allotted: datetime.date | None = None
    amount: object = None
    first: datetime.date | None = None
    last: datetime.date | None = None
    placed: bool = False
    plan_pk: int | None = None
    plan: str = ""
    plan_sent: datetime.date | None = None
    plan_moved: datetime.date | None = None
    summary_pk: int | None = None
    summary: str = ""
    summary_sent: datetime.date | None = None
    summary_moved: datetime.date | None = None
    keyed_on: datetime.date | None = None
    follow_ups: frozenset[int] = frozenset()

    @property
    def anchors(self) -> Anchors:
        """The days from which deadlines count."""
        return {
            "activity_start": self.first,
            "activity_end": self.last,
            "allotted": self.allotted,
            "announced": self.announced,
        }

    @property
    def group(self) -> str:
        """«กลุ่มออมทรัพย์เพื่อการผลิตบ้านกระเจา»."""
        return f"กลุ่มออมทรัพย์เพื่อการผลิต{self.village}"


class Step(NamedTuple):
    """One step of the way. ``open``: whose turn it is may act now; ``waits`` says why it may not.

    ``done`` is the day on which it was done. ``since`` is when an open step came to be owed, where
    that is known. ``light`` follows from ``due`` alone (``deadlines.light``); ``sources`` name the
    papers that set ``due``.
    """

    key: str
    title: str
    turn: Turn
    says: str
    done: datetime.date | None = None
    due: datetime.date | None = None
    open: bool = False
    since: datetime.date | None = None
    light: Light = Light.NONE
    sources: tuple[str, ...] = ()

    @property
    def is_done(self) -> bool:
        """Whether it lies behind."""
        return self.done is not None


STEPS = {
    "allot": "แจ้งจัดสรรงบประมาณ",
    "days": "กำหนดวันและสถานที่",
    "hold": "จัดกิจกรรมของกลุ่ม",
    "plan": "ส่งแผนปฏิบัติการฯ",
    "summary": "ส่งแบบสรุปผลฯ",
    "accept_plan": "จังหวัดตรวจรับแผนฯ",
    "accept_summary": "จังหวัดตรวจรับแบบสรุปฯ",
    "bpm": "บันทึกใน BPM",
}
"""Steps in the order of the way, by key: as heads of a board."""


@dataclass(frozen=True)
class Standing:
    """A group with its steps as ``today`` has them."""

    facts: GroupFacts
    steps: tuple[Step, ...]
    today: datetime.date

    @cached_property
    def by_key(self) -> dict[str, Step]:
        """Each step by its key."""
        return {step.key: step for step in self.steps}

    @property
    def missing(self) -> list[Step]:
        """What the district owes now: what it may do, and what is late."""
        held = (one for one in self.steps if not one.is_done and one.turn == "district")
        return [one for one in held if one.open or one.light == Light.RED]

    @property
    def next(self) -> Step | None:
        """The first step that somebody can do now; None when all is done or only time is awaited."""
        return next((one for one in self.steps if one.open and not one.is_done), None)

    @property
    def owed(self) -> list[Step]:
        """Open steps, those that are due first in front; those without a day last."""
        held = [one for one in self.steps if one.open and not one.is_done]
        return sorted(held, key=lambda one: one.due or datetime.date.max)

    @property
    def late(self) -> list[Step]:
        """The district's steps that were due and are not done; none before its budget is allotted."""
        return [one for one in self.overdue if one.turn == "district"]

    @property
    def overdue(self) -> list[Step]:
        """What is late of either office: ``late`` and ``gate``."""
        return [one for one in self.steps if one.light == Light.RED]

    @property
    def gate(self) -> Step | None:
        """The allotment, where the province is late with it; counted apart from ``late``."""
        step = self.by_key["allot"]
        return step if step.light == Light.RED else None

    @property
    def light(self) -> Light:
        """The worst of what is not done; green when nothing is owed any more."""
        if self.is_complete:
            return Light.GREEN
        held = {one.light for one in self.steps if not one.is_done}
        return next(
            (one for one in (Light.RED, Light.AMBER, Light.GREEN) if one in held), Light.NONE
        )

    @property
    def is_complete(self) -> bool:
        """Whether every step is done."""
        return all(one.is_done for one in self.steps)

    @property
    def done_count(self) -> int:
        """How many steps are done."""
        return sum(one.is_done for one in self.steps)


def standing(facts: GroupFacts, limits: Iterable[Limit], today: datetime.date) -> Standing:
    """Each step of the group; ``limits`` are those in force for its district."""
    step = partial(_step, _first_dues(facts, tuple(limits)), today)
    gate, dated = facts.allotted is not None, facts.last is not None
    held = dated and facts.last <= today
    steps = (
        step("allot", "province", "รอจังหวัดแจ้งจัดสรรงบประมาณ", facts.allotted, open=True),
        step("days", "district", _days_says(facts), _days_done(facts), open=gate),
        step("hold", "district", _held_says(facts), facts.last if held else None, open=False),
        _paper(step, "plan", facts.plan, facts.plan_sent, gate),
        _paper(step, "summary", facts.summary, facts.summary_sent, held),
        _review(step, "accept_plan", facts.plan, facts.plan_moved),
        _review(step, "accept_summary", facts.summary, facts.summary_moved),
        step("bpm", "district", "ยังไม่บันทึกใน BPM", facts.keyed_on, open=held),
    )
    return Standing(facts, steps if gate else _before_the_gate(steps), today)


def _first_dues(facts: GroupFacts, limits: tuple[Limit, ...]) -> dict[str, Due | None]:
    """The due of each duty that the district has, None of one without a day."""
    return {
        task: next(iter(dues_of(facts, limits, task)), None) for task in ("plan", "summary", "bpm")
    }


def _before_the_gate(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """A day that passed before the budget was allotted is the province's lateness, not the district's.

    The allotment takes the first such day as its own: from then on it keeps the district waiting.
    """
    past = [one.due for one in steps if one.light == Light.RED]
    if not past:
        return steps
    gate = steps[0]._replace(due=min(past), light=Light.RED)
    waits = {"light": Light.NONE, "says": "รอจังหวัดจัดสรร"}
    return (gate, *(s._replace(**waits) if s.light == Light.RED else s for s in steps[1:]))


def dues_of(facts: GroupFacts, limits: Iterable[Limit], task: str) -> list[Due]:
    """When a group's plan, summary or BPM is due: once done by what stood on that day."""
    done = {"plan": facts.plan_sent, "summary": facts.summary_sent, "bpm": facts.keyed_on}[task]
    return deadlines.dues(limits, task, facts.anchors, level="district", done=done)


def _step(
    dues: dict[str, Due | None],
    today: datetime.date,
    key: str,
    turn: Turn,
    says: str,
    done: datetime.date | None,
    *,
    open: bool,
    since: datetime.date | None = None,
) -> Step:
    """With its due day and its light. What came back was handed in once: it is owed, never late."""
    due = dues.get(key)
    day, sources = (due.date, due.sources) if due else (None, ())
    came_back = turn == "district" and since is not None
    light = Light.AMBER if came_back else deadlines.light(day, today=today, done=done)
    says, open = ("", False) if done else (says, open)
    return Step(key, STEPS[key], turn, says, done, day, open, since, light, sources)


def _days_done(facts: GroupFacts) -> datetime.date | None:
    """When the days were set is not kept: the step carries the last of them."""
    return facts.last if facts.placed else None


def _days_says(facts: GroupFacts) -> str:
    return "ยังระบุสถานที่ไม่ครบ" if facts.last else "ยังกำหนดวันไม่ครบ"


def _held_says(facts: GroupFacts) -> str:
    return "ยังไม่ถึงวันจัดกิจกรรม" if facts.last else "ยังกำหนดวันไม่ครบ"


def _paper(step: MakeStep, key: str, state: str, sent: datetime.date | None, may: bool) -> Step:
    """A paper counts as handed in from its first sending; one that came back is owed again."""
    title = STEPS[key].removeprefix("ส่ง")
    if state in SENT:
        return step(key, "district", "", sent, open=False)
    if state == PaperState.RETURNED:
        says = f"จังหวัดส่งกลับ{title} รอแก้ไข"
        return step(key, "district", says, None, open=True, since=sent)
    says = f"ยังไม่ส่ง{title}" if state else f"ยังไม่เริ่ม{title}"
    return step(key, "district", says, None, open=may)


def _review(step: MakeStep, key: str, state: str, moved: datetime.date | None) -> Step:
    done = moved if state == PaperState.ACCEPTED else None
    waiting = state == PaperState.SUBMITTED
    says = "รอจังหวัดตรวจรับ" if waiting else "รออำเภอส่ง"
    return step(key, "province", says, done, open=waiting, since=moved if waiting else None)
