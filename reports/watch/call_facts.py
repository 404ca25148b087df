"""A province's call as flat facts: the round, each district, each nomination. Pure."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.urls import reverse

from selection.nomination_rules import ENDED
from selection.states import NominationState, RoundState

if TYPE_CHECKING:
    from selection.window import Window

_WORDS = {
    NominationState.SUBMITTED: "รอตรวจ",
    NominationState.RETURNED: "ส่งกลับให้แก้ไข",
    NominationState.ACCEPTED: "รับแล้ว",
    NominationState.REJECTED: "ไม่รับเข้าพิจารณา",
    NominationState.WITHDRAWN: "ถอนแล้ว",
}
_HERE = (NominationState.SUBMITTED, NominationState.ACCEPTED)


@dataclass(frozen=True)
class NominationFacts:
    """A nomination: its state, group, and the day on which it was first sent (None: never)."""

    pk: int
    state: str
    village: str
    sent: datetime.date | None = None

    @property
    def says(self) -> str:
        """«บ้านกระเจา รอตรวจ»; of a draft no more than that there is one."""
        word = _WORDS.get(self.state)
        return f"{self.village} {word}" if word else "กำลังเขียน 1 ฉบับ"


@dataclass(frozen=True)
class Call:
    """The round as its districts stand before it: ``window`` is that of ``today``, ``year`` BE,
    ``opened`` the day since when nominations are taken, as far as it is known."""

    state: str
    closes_on: datetime.date | None
    window: Window
    today: datetime.date
    year: int
    opened: datetime.date | None = None

    @cached_property
    def nudge_url(self) -> str:
        """Where a row is asked for; its key goes behind."""
        return f"{reverse('board_nudge')}?year={self.year}&row="

    @property
    def is_out(self) -> bool:
        """Whether something can still come or be mended."""
        return self.state in (RoundState.OPEN, RoundState.CLOSED)

    @property
    def age_text(self) -> str:
        """«เปิดรับมาแล้ว 29 วัน» of an open call without a last day."""
        if self.due or self.opened is None or self.state != RoundState.OPEN:
            return ""
        days = (self.today - self.opened).days
        return f"เปิดรับมาแล้ว {days:,} วัน" if days > 0 else "เปิดรับวันนี้"

    @property
    def due(self) -> datetime.date | None:
        """The last day of the call, as long as it binds somebody; a call closed before it has none."""
        if self.state == RoundState.OPEN:
            return self.closes_on
        over = self.closes_on and self.closes_on < self.today
        return self.closes_on if self.is_out and over else None


@dataclass(frozen=True)
class District:
    """A district of the province: its nominations, and why it may send late ('' without leave)."""

    office: int
    code: str
    name: str
    nominations: tuple[NominationFacts, ...] = ()
    leave: str = ""

    @cached_property
    def by_state(self) -> Mapping[str, list[NominationFacts]]:
        """Nominations under their states; a state without any is absent."""
        found: dict[str, list[NominationFacts]] = {}
        for one in self.nominations:
            found.setdefault(one.state, []).append(one)
        return found

    @property
    def is_here(self) -> bool:
        """Whether the province holds at least one."""
        return any(state in self.by_state for state in _HERE)

    @property
    def is_over(self) -> bool:
        """Whether all that it sent was refused or withdrawn: it did send, and holds nothing else."""
        return bool(self.nominations) and all(state in ENDED for state in self.by_state)

    @property
    def is_back(self) -> bool:
        """Whether one was sent back and has not come again."""
        return NominationState.RETURNED in self.by_state

    @property
    def sent(self) -> datetime.date | None:
        """The day of the first sending of what is here; it is never judged by its mending."""
        return min((n.sent for n in self.nominations if n.state in _HERE and n.sent), default=None)
