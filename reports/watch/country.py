"""The country in one year: what is told of each chosen group, its sums, how each province stands. Pure.

The one home of the department's numbers: home, board, rows behind it and workbook count by these.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from cdd_network import thai
from projects.deadlines import Light, light
from projects.models import FollowUp
from projects.states import PaperState
from reports.watch.tile_grid import region_of
from selection.states import RoundState

if TYPE_CHECKING:
    from reports.standing import Standing

EXISTS = frozenset({FollowUp.Standing.RUNNING})
"""What a follow-up must have found for an activity to count as one that exists."""


class Told(NamedTuple):
    """A chosen group's figures. ``came`` to ``spent`` are None until its district reports
    (``Outcome``); ``plan`` is the plan's state; ``seen`` what the latest follow-up found, '' without.
    """

    chosen: int
    programme: int
    office: int
    type: str
    amount: Decimal | None
    plan: str
    came: int | None
    tested: int | None
    understood: int | None
    spent: Decimal | None
    seen: str

    @property
    def is_new(self) -> bool:
        """Whether it counts as a new network activity: its plan is accepted."""
        return self.plan == PaperState.ACCEPTED

    def reaches(self, wanted: int) -> bool | None:
        """Whether ``wanted`` per cent understand, by heads; None without a test."""
        return self.understood * 100 >= wanted * self.tested if self.tested else None


class Sums(NamedTuple):
    """Sums over groups. ``amount`` and ``spent`` in baht, ``given`` is the amount of those that reported;
    ``tests`` groups were tested, ``reached`` of them reach the indicator; ``seen`` were followed up, ``existing`` of them exist."""

    groups: int = 0
    allotted: int = 0
    amount: Decimal = Decimal(0)
    reported: int = 0
    came: int = 0
    spent: Decimal = Decimal(0)
    given: Decimal = Decimal(0)
    tests: int = 0
    tested: int = 0
    understood: int = 0
    reached: int = 0
    new: int = 0
    seen: int = 0
    existing: int = 0

    @property
    def share(self) -> Decimal | None:
        """Per cent who understand of those tested, rounded once, half up; None without a test."""
        return thai.percent(self.understood, self.tested)


def sums(rows: Iterable[Told], wanted: int) -> Sums:
    """The sums of ``rows``; ``wanted`` is the indicator in per cent."""
    rows = list(rows)
    if not rows:
        return Sums()
    told = [one for one in rows if one.came is not None]
    tested = [one for one in told if one.tested]
    seen = [one.seen for one in rows if one.seen]
    amounts = [one.amount for one in rows if one.amount is not None]
    return Sums(
        groups=len(rows),
        allotted=len(amounts),
        amount=sum(amounts, Decimal(0)),
        reported=len(told),
        came=sum([one.came for one in told]),
        spent=sum([one.spent for one in told], Decimal(0)),
        given=sum([one.amount or 0 for one in told], Decimal(0)),
        tests=len(tested),
        tested=sum([one.tested for one in tested]),
        understood=sum([one.understood for one in tested]),
        reached=sum([one.reaches(wanted) for one in tested]),
        new=sum([one.is_new for one in rows]),
        seen=len(seen),
        existing=sum([one in EXISTS for one in seen]),
    )


class Status(NamedTuple):
    """How far a province is: a word for its tile, a title, a tone (a class of the page)."""

    key: str
    title: str
    word: str
    tone: str


STATUSES = {
    one.key: one
    for one in (
        Status("none", "ยังไม่เริ่มรอบการคัดเลือก", "–", "blank"),
        Status("selecting", "กำลังคัดเลือกกลุ่ม", "คัดเลือก", "early"),
        Status("running", "กำลังดำเนินกิจกรรม", "", "going"),
        Status("ready", "กลุ่มครบทุกขั้นตอน รอส่งกรม", "ครบ", "going"),
        Status("forwarded", "ส่งกรมแล้ว รอกรมรับ", "ส่งแล้ว", "act"),
        Status("received", "กรมรับชุดเอกสารแล้ว", "รับแล้ว", "fine"),
    )
}
"""In the order of the way; each province has exactly one. Being late stands beside it."""
LATE = "late"
LATE_TITLE = "มีงานเกินกำหนด"


class Forwarded(NamedTuple):
    """The newest bundle that a province forwarded: its key, the day, whether it was received."""

    bundle: int
    on: datetime.date
    received: bool


@dataclass(frozen=True)
class ProvinceStanding:
    """A province in the year. ``round`` and ``state`` are None and '' before it has a round;
    ``due`` is the last day for its bundle, ``sums`` are those of its groups."""

    office: int
    code: str
    abbr: str
    name: str
    round: int | None
    state: str
    groups: tuple[Standing, ...]
    sums: Sums
    forwarded: Forwarded | None
    due: datetime.date | None
    today: datetime.date

    @property
    def region(self) -> str:
        """Key of ``tile_grid.REGIONS``."""
        return region_of(self.code)

    @property
    def announced(self) -> bool:
        """Whether the result is public."""
        return self.state == RoundState.ANNOUNCED

    @property
    def waits_for_department(self) -> bool:
        """Whether its bundle was forwarded and not received."""
        return self.forwarded is not None and not self.forwarded.received

    @property
    def state_text(self) -> str:
        """The round's state in words."""
        return RoundState(self.state).label if self.state else "ยังไม่เริ่ม"

    @cached_property
    def late_groups(self) -> int:
        """Groups whose district was to do something and did not."""
        return sum(bool(one.late) for one in self.groups)

    @cached_property
    def gate_groups(self) -> int:
        """Groups whose district waits for the province's allotment beyond its own last day."""
        return sum(bool(one.gate) for one in self.groups)

    @cached_property
    def bundle_late(self) -> bool:
        """Whether its bundle was due and is not forwarded."""
        sent = self.forwarded.on if self.forwarded else None
        return light(self.due, today=self.today, done=sent) == Light.RED

    @cached_property
    def steps(self) -> tuple[int, int]:
        """(done, of all) steps of its groups."""
        return sum(one.done_count for one in self.groups), sum(len(g.steps) for g in self.groups)

    @property
    def complete(self) -> int:
        """Groups whose every step is done."""
        return sum(one.is_complete for one in self.groups)

    @cached_property
    def is_late(self) -> bool:
        """Whether a step of its groups, its allotment or its bundle was due and is not done."""
        return self.work_late or self.bundle_late

    @property
    def work_late(self) -> bool:
        """Whether more is late than its bundle, which cannot be made before the groups are done."""
        return bool(self.late_groups or self.gate_groups)

    @property
    def bundle_only(self) -> bool:
        """Whether its bundle alone is late."""
        return self.bundle_late and not self.work_late

    @cached_property
    def status(self) -> Status:
        """How far it is."""
        return STATUSES[self._status()]

    def _status(self) -> str:
        if self.forwarded:
            return "received" if self.forwarded.received else "forwarded"
        if self.announced:
            return "ready" if self.groups and self.complete == len(self.groups) else "running"
        return "selecting" if self.state else "none"

    @property
    def word(self) -> str:
        """The word of its tile: «9/16» steps while it goes on, else that of its status."""
        done, every = self.steps
        return self.status.word or f"{done}/{every}"

    @property
    def late_text(self) -> str:
        """«2 กลุ่ม, รอจัดสรร 1 กลุ่ม, ชุดเอกสาร»: what is late, '' when nothing is."""
        found = [f"{self.late_groups} กลุ่ม"] if self.late_groups else []
        found += [f"รอจัดสรร {self.gate_groups} กลุ่ม"] if self.gate_groups else []
        return ", ".join([*found, "ชุดเอกสาร"] if self.bundle_late else found)

    @property
    def bundle_text(self) -> str:
        """«ส่ง 3 ก.ค. 2568 กรมรับแล้ว», «กำหนด 20 มิ.ย. 2568», or a dash."""
        if self.forwarded:
            received = "กรมรับแล้ว" if self.forwarded.received else "รอกรมรับ"
            return f"ส่ง {thai.date_short(self.forwarded.on)} {received}"
        return f"กำหนด {thai.date_short(self.due)}" if self.due else "–"

    @property
    def says(self) -> str:
        """One sentence of where it stands, as a screen reader tells its tile."""
        done, every = self.steps
        told = [f"{self.name} {self.status.title}"]
        if self.late_text:
            told.append(f"เกินกำหนด {self.late_text}")
        if every:
            told.append(f"ทำแล้ว {done} จาก {every} ขั้นตอน")
        return " ".join(told)
