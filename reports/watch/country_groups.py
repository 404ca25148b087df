"""Chosen groups of the country as rows: what a number of the board opens. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

from django.urls import reverse

from cdd_network.thai import percent
from projects.deadlines import days_text
from projects.models import FollowUp
from projects.states import PaperState
from reports.standing import STEPS
from reports.watch.country import EXISTS
from reports.watch.group_rows import gate_text
from reports.watch.tile_grid import REGIONS, region_of

if TYPE_CHECKING:
    from decimal import Decimal

    from cdd_network.models import Programme
    from reports.standing import GroupFacts, Standing
    from reports.watch.country import Told

STATES = {"done": "ทำแล้ว", "undone": "ยังไม่ทำ", "late": "เกินกำหนด"}
"""Of the step that is asked for; without one of the whole group: every step done, or not."""
RESULTS = {
    "reported": "รายงานผลแล้ว",
    "tested": "มีผลวัดความเข้าใจ",
    "reached": "ถึงเกณฑ์ความเข้าใจ",
    "below": "ไม่ถึงเกณฑ์ความเข้าใจ",
    "untested": "ยังไม่มีผลวัดความเข้าใจ",
    "seen": "ติดตามแล้ว",
    "existing": "ติดตามแล้ว ยังดำเนินการอยู่",
    "gone": "ติดตามแล้ว ไม่ได้ดำเนินการอยู่",
    "unseen": "ยังไม่มีผลการติดตาม",
}
MORE = ("region", "type", "result")
"""Filters that fold away."""


def lists(
    programme: Programme, provinces: Iterable[tuple[int, str, str, str]]
) -> dict[str, tuple[str, str, Iterable[tuple[str, str]]]]:
    """Filters by their names in the address: (label, what stands for no choice, choices)."""
    types = [(one.key, one.name) for one in programme.content.activity_types]
    return {
        "province": ("จังหวัด", "ทุกจังหวัด", [(code, name) for _, code, _, name in provinces]),
        "step": ("ขั้นตอน", "ทุกขั้นตอน", STEPS.items()),
        "state": ("ผลของขั้นตอน", "ทุกผล", STATES.items()),
        "region": ("ภาค", "ทุกภาค", REGIONS.items()),
        "type": ("ประเภทกิจกรรม", "ทุกประเภท", types),
        "result": ("ผลการดำเนินงาน", "ทุกผล", RESULTS.items()),
    }


@dataclass(frozen=True)
class GroupRow:
    """A group with its standing and its figures; ``type`` is the name of its activity's type.

    Its standing is found when it is asked for: a list shows 25 of a country's groups.
    """

    facts: GroupFacts
    judge: Callable[[], Standing]
    told: Told
    type: str
    wanted: int

    @cached_property
    def standing(self) -> Standing:
        """How it stands, step by step."""
        return self.judge()

    @property
    def share(self) -> Decimal | None:
        """Per cent who understand; None without a test."""
        return percent(self.told.understood or 0, self.told.tested or 0)

    @property
    def reaches(self) -> bool | None:
        """Whether the indicator is reached."""
        return self.told.reaches(self.wanted)

    @property
    def seen(self) -> str:
        """What the latest follow-up found, in words; '' without one."""
        return FollowUp.Standing(self.told.seen).label if self.told.seen else ""

    @property
    def url(self) -> str:
        """The page of its activity, before the gate that of the chosen group."""
        facts = self.facts
        if facts.event:
            return reverse("activity", args=[facts.event])
        return reverse("chosen", args=[facts.chosen])

    @property
    def plan_url(self) -> str:
        """The accepted plan; '' before, since only accepted papers are the department's to read."""
        facts = self.facts
        accepted = facts.plan == PaperState.ACCEPTED
        return reverse("plan", args=[facts.plan_pk]) if accepted else ""

    @property
    def summary_url(self) -> str:
        """The accepted summary, as ``plan_url``."""
        facts = self.facts
        accepted = facts.summary == PaperState.ACCEPTED
        return reverse("summary", args=[facts.summary_pk]) if accepted else ""

    @property
    def late_text(self) -> str:
        """«ส่งแผนปฏิบัติการฯ เกินกำหนดแล้ว 3 วัน»: each step that is late; '' when none is."""
        today = self.standing.today
        return ", ".join(f"{one.title} {days_text(one.due, today)}" for one in self.standing.late)

    @property
    def gate_text(self) -> str:
        """«กำหนดของอำเภอพ้นแล้ว 3 วัน» where the province is late with the allotment."""
        held = self.standing
        return gate_text(held.gate, held.today) if held.gate else ""

    @property
    def waits(self) -> str:
        """Whose turn it is for what; what is awaited where nobody can act."""
        held = self.standing
        if held.is_complete:
            return "ครบทุกขั้นตอน"
        if held.next:
            return f"{'จังหวัด' if held.next.turn == 'province' else 'อำเภอ'}: {held.next.title}"
        return "รอถึงวันจัดกิจกรรม"


def rows_of(
    programme: Programme, standings: Iterable[Standing], told: Iterable[Told]
) -> list[GroupRow]:
    """Groups of one year with their figures, in the order of ``standings``."""
    return rows_to_judge(programme, [(one.facts, partial(_same, one)) for one in standings], told)


def _same(held: Standing) -> Standing:
    return held


def rows_to_judge(
    programme: Programme,
    groups: Iterable[tuple[GroupFacts, Callable[[], Standing]]],
    told: Iterable[Told],
) -> list[GroupRow]:
    """As ``rows_of``, each group with what finds its standing."""
    content = programme.content
    names = {one.key: one.name for one in content.activity_types}
    by_key = {one.chosen: one for one in told}
    return [
        GroupRow(
            facts=facts,
            judge=judge,
            told=by_key[facts.chosen],
            type=names.get(facts.activity_type, ""),
            wanted=content.indicator_share,
        )
        for facts, judge in groups
    ]


def found(rows: Iterable[GroupRow], asked: Mapping[str, str]) -> list[GroupRow]:
    """The rows under every filter of the address; an unknown value filters nothing."""
    tests = list(_tests(asked))
    return [row for row in rows if all(fits(row) for fits in tests)]


def _tests(asked: Mapping[str, str]) -> Iterator[Callable[[GroupRow], bool]]:
    region, province, kind = (asked.get(name, "") for name in ("region", "province", "type"))
    if region in REGIONS:
        yield lambda row: region_of(row.facts.province_code) == region
    if province:
        yield lambda row: row.facts.province_code == province
    if kind:
        yield lambda row: row.facts.activity_type == kind
    result, state, step = (asked.get(name, "") for name in ("result", "state", "step"))
    if result in RESULTS:
        yield lambda row: _has_result(row, result)
    if state in STATES:
        yield lambda row: _stands(row.standing, step, state)
    elif step in STEPS:  # a step alone: where it is awaited now
        yield lambda row: row.standing.by_key[step].open


def _stands(held: Standing, step: str, state: str) -> bool:
    """Whether the step, or without one the group as a whole, is done, not done or late."""
    if state == "late":
        return any(one.key == step for one in held.overdue) if step in STEPS else bool(held.late)
    done = held.by_key[step].is_done if step in STEPS else held.is_complete
    return done if state == "done" else not done


def _has_result(row: GroupRow, value: str) -> bool:
    told = row.told
    return {
        "reported": told.came is not None,
        "tested": bool(told.tested),
        "untested": not told.tested,
        "reached": row.reaches is True,
        "below": row.reaches is False,
        "seen": bool(told.seen),
        "existing": told.seen in EXISTS,
        "gone": bool(told.seen) and told.seen not in EXISTS,
        "unseen": not told.seen,
    }[value]


HEADS = (
    "จังหวัด", "อำเภอ", "กลุ่ม", "กิจกรรมเครือข่าย", "ประเภท", "วันประกาศผล", "วันแจ้งจัดสรร", "จัดสรร (บาท)",
    "วันแรกของกิจกรรม", "วันสุดท้ายของกิจกรรม", "วันที่ส่งแผนฯ", "วันที่รับแผนฯ", "วันที่ส่งแบบสรุปฯ", "วันที่รับแบบสรุปฯ",
    "วันที่บันทึก BPM", "ขั้นตอนที่ทำแล้ว", "รอ", "เกินกำหนด", "จังหวัดยังไม่จัดสรร", "ผู้เข้าร่วม (คน)", "ผู้ทดสอบ (คน)", "ผู้ผ่าน (คน)",
    "เข้าใจ (ร้อยละ)", "ใช้จริง (บาท)", "ผลการติดตามล่าสุด",
)  # fmt: skip


def cells(row: GroupRow) -> list[object]:
    """The group under ``HEADS``; what is not known is empty, never 0."""
    facts, told, steps = row.facts, row.told, row.standing.by_key
    return [
        facts.province_name, facts.district, facts.group, facts.activity_name, row.type,
        facts.announced, facts.allotted, told.amount, facts.first, facts.last,
        facts.plan_sent, steps["accept_plan"].done,
        facts.summary_sent, steps["accept_summary"].done, facts.keyed_on,
        row.standing.done_count, row.waits, row.late_text, row.gate_text,
        told.came, told.tested or None, told.understood if told.tested else None, row.share,
        told.spent, row.seen,
    ]  # fmt: skip
