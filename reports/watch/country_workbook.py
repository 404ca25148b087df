"""The department's board as a workbook: numbers that are numbers, days that are days. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from cdd_network.workbook import Sheet, workbook_of
from reports.watch import country_counts as counts
from reports.watch import country_figures as figures
from reports.watch import country_groups as groups
from reports.watch import country_provinces as provinces

if TYPE_CHECKING:
    from cdd_network.models import Programme
    from reports.watch.country_queries import Country


def title(year: Programme) -> str:
    """The file's name."""
    return f"ภาพรวมประเทศ ปี {year.year}"


def national_workbook(
    held: Country, own_days: Iterable[tuple], follow_ups: Iterable[tuple[int, str]]
) -> bytes:
    """Sheets: numbers, indicators, provinces, groups, types, follow-ups."""
    own_days = list(own_days)
    standings = groups.rows_of(held.programme, held.groups, held.told)
    return workbook_of(
        title(held.programme),
        [
            Sheet("ตัวเลขสำคัญ", ("เรื่อง", "จำนวน", "เป้าหมาย", "นับจาก"), _numbers(held)),
            Sheet("ตัวชี้วัด", ("ตัวชี้วัด", "เป้าหมาย", "ผล", "สรุป", "นับจาก"), _indicators(held, own_days)),
            Sheet("จังหวัด", provinces.HEADS, map(provinces.cells, held.provinces)),
            Sheet("กลุ่ม", groups.HEADS, map(groups.cells, standings)),
            Sheet("ประเภทกิจกรรม", _TYPE_HEADS, _types(held)),
            Sheet("การติดตาม", ("หลังกิจกรรม (เดือน)", "ติดตามแล้ว (กลุ่ม)", *counts.FOLLOW_HEADS), _follow_ups(held.programme, follow_ups)),
        ],
    )  # fmt: skip


_TYPE_HEADS = (
    "ประเภท", "มีอยู่เดิม", "กลุ่มที่เลือกทำ", "เพิ่มขึ้น (แผนที่รับแล้ว)", "รวม", "เพิ่มขึ้น (ร้อยละ)", "ยังดำเนินการอยู่",
)  # fmt: skip


def _numbers(held: Country) -> list[tuple[object, ...]]:
    """What the board's figures say, as numbers; an unknown one is empty."""
    told, content = held.sums, held.programme.content
    day, training = content.activity(1), content.activity(2)
    known, tested = bool(told.reported), bool(told.tests)
    says = {one.label: one.says for one in figures.figures(held)}
    values: list[tuple[Decimal | int | None, int | None]] = [
        (held.announced, day.places),
        (told.groups, training.places),
        (told.new, content.new_activities),
        (held.late_provinces, None),
        (told.came if known else None, training.people * training.places),
        (told.share, content.indicator_share),
        (told.reached if tested else None, told.tests if tested else None),
        (told.amount, training.budget * training.places),
        (told.spent if known else None, None),
        (held.forwarded, day.places),
        (held.late_groups, None),
        (told.existing if told.seen else None, told.seen if told.seen else None),
    ]
    return [(label, *pair, text) for (label, text), pair in zip(says.items(), values, strict=True)]


def _indicators(held: Country, own_days: Iterable[tuple]) -> list[tuple[object, ...]]:
    return [
        (one.title, one.wanted, one.value, one.words, one.says)
        for one in figures.indicators(held, own_days)
    ]


def _types(held: Country) -> list[tuple[object, ...]]:
    counted = counts.types(held)
    return [
        (one.name, one.today, one.chosen, one.new, one.after, one.growth, one.existing)
        for one in [*counted, counts.total(counted)]
    ]


def _follow_ups(year: Programme, rows: Iterable[tuple[int, str]]) -> list[tuple[object, ...]]:
    return [
        (one.months, one.looked, *(count for _, count, _ in one.found))
        for one in counts.follow_counts(year, rows)
    ]
