"""A province's board: its rows, what is counted above them, and how they are narrowed. Pure."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlencode

from cdd_network import thai
from projects.deadlines import Light
from reports.watch import call_rows, group_rows
from reports.watch.rows import Row

if TYPE_CHECKING:
    from cdd_network.models import Office, Programme
    from cdd_network.tasks import Task
    from selection.models import Round

Phase = Literal["none", "call", "groups"]
TURNS = {"district": "อำเภอ", "province": "จังหวัด", "nobody": "ไม่มีสิ่งที่ค้าง"}
SORTS = {"due": "วันครบกำหนด", "district": "อำเภอ"}
NARROWED = ("q", "step", "turn", "late")
"""Names of the address that leave rows out."""


@dataclass(frozen=True)
class Count:
    """A number, what it counts, and the rows behind it (an address of the same page)."""

    value: str
    label: str
    url: str


@dataclass(frozen=True)
class Board:
    """What is shown of a province's year on ``today``. ``every`` are all rows, ``rows`` those asked for.

    ``phase`` «none»: the province has no round of the year yet; «call»: a row a district; «groups»: a
    row a chosen group. ``duties`` are the province's own, for its own officers.
    """

    office: Office
    programme: Programme
    round: Round | None
    phase: Phase
    today: datetime.date
    every: tuple[Row, ...]
    rows: tuple[Row, ...]
    query: Mapping[str, str]
    duties: tuple[Task, ...] = ()

    @property
    def is_narrowed(self) -> bool:
        """Whether rows were left out by what was asked for."""
        return any(self.query.get(name) for name in NARROWED)

    @property
    def is_call(self) -> bool:
        """Whether rows are districts."""
        return self.phase == "call"

    @property
    def owes(self) -> bool:
        """Whether a district owes something, so that it can be asked for."""
        return any(row.owing.wants for row in self.every)

    @property
    def stages(self) -> dict[str, str]:
        """Choices of the filter «ขั้น»."""
        return call_rows.STAGES if self.phase == "call" else group_rows.STAGES

    @property
    def unit(self) -> str:
        """What a row is, after its number."""
        return "อำเภอ" if self.phase == "call" else "กลุ่ม"

    @property
    def counts(self) -> list[Count]:
        """The numbers at the top: of the rows, then of the province's own duties."""
        return [*self._row_counts, *self._duty_counts]

    @property
    def _duty_counts(self) -> list[Count]:
        if not self.duties:
            return []
        late = sum(one.when == "todo" and one.tone == "wrong" for one in self.duties)
        return [Count(str(late), "หน้าที่ของจังหวัดที่เกินกำหนด", "#duties")]

    @property
    def _row_counts(self) -> list[Count]:
        if self.phase == "call":
            sent = self._count({"step": "sent"}, f"อำเภอส่งแล้ว จาก {len(self.every)}")
            return [
                sent,
                self._count({"step": "away"}, "อำเภอยังไม่ส่ง"),
                self._count({"step": "returned"}, "ส่งกลับให้แก้ไข"),
                self._count({"turn": "province"}, "รอจังหวัดตรวจ"),
                self._count({"late": "1"}, "เกินกำหนด"),
            ]
        return [
            self._count({}, "กลุ่มที่ได้รับคัดเลือก"),
            self._count({"late": "1"}, "กลุ่มที่อำเภอเกินกำหนด"),
            self._count({"turn": "district"}, "กลุ่มที่รออำเภอ"),
            self._count({"turn": "province"}, "กลุ่มที่รอจังหวัด"),
            self._count({"step": "complete"}, "กลุ่มที่ครบทุกขั้น"),
        ]

    @property
    def by_step(self) -> list[Count]:
        """At how many each step is to be done now: a group may stand at several. None, no number."""
        counts = [self._count({"step": key}, label) for key, label in self.stages.items()]
        return [one for one in counts if one.value != "0"]

    def _count(self, asks: dict[str, str], label: str) -> Count:
        found = sum(map(asked_for(asks), self.every))
        return Count(str(found), label, f"?{urlencode({'year': self.programme.year} | asks)}")


def asked_for(query: Mapping[str, str]) -> Callable[[Row], bool]:
    """Whether a row is among those that ``query`` asks for; an unknown value asks for nothing."""
    words = thai.arabic_digits(query.get("q", "")).split()[:8]
    step, turn = query.get("step", ""), query.get("turn", "")
    known = step in call_rows.STAGES or step in group_rows.STAGES

    def matches(row: Row) -> bool:
        return (
            (not known or step in row.stages)
            and (turn not in TURNS or turn in (row.turns or {"nobody"}))
            and (not query.get("late") or row.is_late)
            and all(word in f"{row.district} {row.name} {row.told}" for word in words)
        )

    return matches


def found(rows: Iterable[Row], query: Mapping[str, str]) -> tuple[Row, ...]:
    """The rows asked for, those due first in front unless they are wanted by district."""
    held = sorted(filter(asked_for(query), rows), key=lambda row: row.code)
    if query.get("sort") != "district":
        held.sort(key=_pressing)
    return tuple(held)


def _pressing(row: Row) -> tuple[int, datetime.date]:
    """Late ones, then near, then others, each by day; what is done or has no day stands last."""
    order = (Light.RED, Light.AMBER, Light.GREEN, Light.NONE)
    rank = len(order) if not row.turns and not row.is_late else order.index(row.light)
    return rank, row.due or datetime.date.max
