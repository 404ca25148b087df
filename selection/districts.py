"""The districts of a round's province: who has sent, who has not, who may send late.

Constant queries: one for the offices with their counts, one for the leaves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet

from cdd_network import thai
from cdd_network.models import Office
from selection.models import LateLeave
from selection.nomination_rules import ENDED
from selection.states import NominationState

if TYPE_CHECKING:
    from selection.models import Round

HERE = (NominationState.SUBMITTED, NominationState.ACCEPTED)

STATES = [
    ("here", "ส่งแล้ว"),
    ("away", "ยังไม่ส่ง"),
    ("returned", "ส่งกลับให้แก้ไข"),
    ("over", "ไม่รับหรือถอนทุกฉบับ"),
    ("late", "ได้รับอนุญาตให้ส่งหลังกำหนด"),
]
"""Filters of the list: value, label."""


@dataclass(frozen=True)
class DistrictRow:
    """A district's office, its nominations by state, and its leave to send late, if any."""

    office: Office
    counts: Mapping[str, int]
    leave: LateLeave | None

    @property
    def name(self) -> str:
        """«กระสัง»."""
        return self.office.district.name

    @property
    def sent(self) -> int:
        """Nominations that the province holds: to be looked at, or accepted."""
        return sum(self.counts[state] for state in HERE)

    @property
    def returned(self) -> int:
        """Nominations that were sent back and have not come again."""
        return self.counts[NominationState.RETURNED]

    @property
    def is_over(self) -> bool:
        """Whether all that it sent was refused or withdrawn: it did send, and holds nothing else."""
        held = {state for state, number in self.counts.items() if number}
        return bool(held) and held <= set(ENDED)

    @property
    def is_awaited(self) -> bool:
        """Whether it has not sent. One whose every nomination was ended did, as the board has it."""
        return not self.sent and not self.is_over

    @property
    def tag(self) -> str:
        """Where the district stands, in a few words."""
        if self.sent:
            return "ส่งแล้ว"
        if self.returned:
            return "ส่งกลับให้แก้ไข"
        if self.counts[NominationState.DRAFT]:
            return "กำลังเขียน"
        return "ไม่มีแบบที่เข้าพิจารณา" if self.is_over else "ยังไม่เริ่ม"

    @property
    def told(self) -> str:
        """«รอตรวจ 1 รับแล้ว 2 ถอน 1»: every state that holds any, '' for none."""
        words = {
            NominationState.DRAFT: "กำลังเขียน",
            NominationState.SUBMITTED: "รอตรวจ",
            NominationState.RETURNED: "ส่งกลับ",
            NominationState.ACCEPTED: "รับแล้ว",
            NominationState.REJECTED: "ไม่รับ",
            NominationState.WITHDRAWN: "ถอน",
        }
        held = [(word, self.counts[state]) for state, word in words.items()]
        return " · ".join(f"{word} {number} ฉบับ" for word, number in held if number)


def offices_of(round: Round) -> QuerySet[Office]:
    """The district offices of the round's province."""
    own = Office.objects.filter(kind=Office.Kind.DISTRICT, province_id=round.office.province_id)
    return own.select_related("district", "province").order_by("district_id")


def rows_of(round: Round) -> list[DistrictRow]:
    """Every district of the province, in the order of its code."""
    counted = {
        f"n_{state}": Count(
            "nominations", filter=Q(nominations__round=round, nominations__state=state)
        )
        for state in NominationState.values
    }
    leaves = {one.office_id: one for one in LateLeave.objects.filter(round=round).order_by()}
    return [
        DistrictRow(
            office,
            {state: getattr(office, f"n_{state}") for state in NominationState.values},
            leaves.get(office.pk),
        )
        for office in offices_of(round).annotate(**counted)
    ]


def found(rows: Iterable[DistrictRow], query: Mapping[str, str]) -> list[DistrictRow]:
    """Rows whose name holds the words in ``q`` and that are in ``state`` (see STATES)."""
    words = thai.arabic_digits(query.get("q", "")).split()
    asks = {
        "here": lambda row: row.sent,
        "away": lambda row: row.is_awaited,
        "returned": lambda row: row.returned,
        "over": lambda row: row.is_over,
        "late": lambda row: row.leave,
    }
    ask = asks.get(query.get("state", ""), lambda row: True)
    return [row for row in rows if ask(row) and all(word in row.office.name for word in words)]


@dataclass(frozen=True)
class Awaited:
    """Districts from which a nomination is still awaited, out of ``every`` of the province."""

    names: list[str]
    every: int


def awaited(rows: Iterable[DistrictRow]) -> Awaited:
    """Districts that have not sent; what is special is said beside."""
    rows = list(rows)
    return Awaited([_awaited_name(row) for row in rows if row.is_awaited], len(rows))


def _awaited_name(row: DistrictRow) -> str:
    notes = ["ส่งกลับให้แก้ไข"] if row.returned else []
    notes += ["อนุญาตให้ส่งหลังกำหนด"] if row.leave else []
    return f"{row.name} ({', '.join(notes)})" if notes else row.name
