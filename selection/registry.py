"""What the registry holds of a group, as one flat table: keys, headings, texts, differences.

The form, the workbook that goes out and comes back, and the history of changes share it. A group's
facts are ``key → value``: the columns of ``SavingsGroup``, ``officers_<division>`` (pairs of name
and post) and ``activity_<type>`` (how many; 0 when there is none).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from cdd_network import thai
from selection.models import GroupOfficer

if TYPE_CHECKING:
    from cdd_network.content import ActivityType
    from selection.models import SavingsGroup

Officers = tuple[tuple[str, str], ...]
PLACE = ("village", "moo", "subdistrict")
PLAIN = (
    *PLACE, "founded_on", "founded_year", "members_men", "members_women",
    "savings", "savings_monthly", "loans", "reserve",
)  # fmt: skip
"""Columns of ``SavingsGroup`` that the registry keeps."""
DIVISIONS = {f"officers_{value}": label for value, label in GroupOfficer.Division.choices}
ACTIVITY = "activity_"
MOST_OFFICERS = 30
LONGEST_NAME, LONGEST_POST = 120, 80


@dataclass(frozen=True)
class Column:
    """A column of the workbook; ``kind`` is text, whole, money, date, year or lines."""

    key: str
    title: str
    kind: str


IDENTITY = Column("group", "รหัสกลุ่ม", "whole")
WHERE = (
    Column("village", "ชื่อหมู่บ้านของกลุ่ม", "text"),
    Column("moo", "หมู่ที่", "whole"),
    Column("subdistrict", "ตำบล", "text"),
    Column("district", "อำเภอ", "text"),
    Column("province", "จังหวัด", "text"),
)
KNOWN = (
    Column("founded_on", "วันที่จัดตั้ง", "date"),
    Column("founded_year", "ปีที่จัดตั้ง (พ.ศ.)", "year"),
    Column("members_men", "สมาชิกชาย (คน)", "whole"),
    Column("members_women", "สมาชิกหญิง (คน)", "whole"),
    Column("savings", "เงินสัจจะสะสม (บาท)", "money"),
    Column("savings_monthly", "เงินสัจจะสะสมต่อเดือน (บาท)", "money"),
    Column("loans", "เงินให้กู้ยืมคงค้าง (บาท)", "money"),
    Column("reserve", "เงินทุนสำรอง (บาท)", "money"),
)
OFFICERS = tuple(Column(key, f"กรรมการ{label}", "lines") for key, label in DIVISIONS.items())


def activity_columns(types: Iterable[ActivityType]) -> tuple[Column, ...]:
    """One column a type of network activity."""
    return tuple(Column(f"{ACTIVITY}{t.key}", f"{t.name} (แห่ง)", "whole") for t in types)


def columns(types: Iterable[ActivityType], *, officers: bool = True) -> tuple[Column, ...]:
    """Every column in order; without ``officers`` no person is named."""
    people = OFFICERS if officers else ()
    return (IDENTITY, *WHERE, *KNOWN, *people, *activity_columns(types))


def label_of(key: str, types: Iterable[ActivityType]) -> str:
    """A key as the history names it: heading without unit."""
    if key in DIVISIONS:
        return f"กรรมการ{DIVISIONS[key]}"
    if key.startswith(ACTIVITY):
        names = {t.key: t.name for t in types}
        return names.get(key.removeprefix(ACTIVITY), "กิจกรรมเครือข่าย")
    titles = {c.key: c.title for c in (*WHERE, *KNOWN)}
    return re.sub(r"\s*\([^()]*\)$", "", titles.get(key, key))


def facts_of(group: SavingsGroup) -> dict[str, object]:
    """A stored group's facts; officers and activities may have been prefetched."""
    facts = {name: getattr(group, name) for name in PLAIN}
    people: dict[str, list[tuple[str, str]]] = {key: [] for key in DIVISIONS}
    for one in sorted(group.officers.all(), key=lambda o: o.order):
        people[f"officers_{one.division}"].append((one.name, one.post))
    kinds = {f"{ACTIVITY}{a.type}": a.count for a in group.activities.all()}
    return {**facts, **{key: tuple(rows) for key, rows in people.items()}, **kinds}


def nothing(key: str) -> object:
    """What a group that is not in the registry holds under ``key``."""
    if key in DIVISIONS:
        return ()
    return 0 if key.startswith(ACTIVITY) else None


def differences(before: Mapping[str, object], values: Mapping[str, object]) -> dict[str, object]:
    """Those of ``values`` that differ from the facts ``before``."""
    return {k: v for k, v in values.items() if before.get(k, nothing(k)) != v}


def told(before: Mapping[str, object], values: Mapping[str, object]) -> dict[str, list[str]]:
    """The differences as the trail keeps them: key → [from, to]; of people only how many."""
    changed = differences(before, values)
    return {k: [text_of(before.get(k)), text_of(v)] for k, v in changed.items()}


def text_of(value: object) -> str:
    """A value as a person reads it; '' of nothing."""
    if value in (None, "", ()):
        return ""
    if isinstance(value, tuple):
        return f"{len(value)} คน"
    if isinstance(value, date):
        return thai.date_text(value)
    if isinstance(value, Decimal):
        return thai.money_text(value)
    return str(getattr(value, "name", value))


# Officers as they are typed: a person a line, «ชื่อ-สกุล, ตำแหน่ง»

_LONG_NUMBER = re.compile(r"[0-9](?:[ -]?[0-9]){8,}")


def officers_in(text: str) -> Officers:
    """(name, post) of each line; raises ValueError with a Thai sentence that names no person."""
    lines = [line.strip(" ;,\t") for line in re.split(r"[\n;]", text)]
    rows = [_officer(number, line) for number, line in enumerate(filter(None, lines), 1)]
    if len(rows) > MOST_OFFICERS:
        raise ValueError(f"มี {len(rows)} คน (ได้ไม่เกิน {MOST_OFFICERS} คนต่อฝ่าย)")
    return tuple(rows)


def _officer(number: int, line: str) -> tuple[str, str]:
    if _LONG_NUMBER.search(thai.arabic_digits(line)):
        raise ValueError(f"บรรทัดที่ {number} มีเลขประจำตัวหรือหมายเลขโทรศัพท์ ใส่เฉพาะชื่อและตำแหน่ง")
    name, _, post = (part.strip() for part in re.sub(r"\t", ",", line).partition(","))
    for what, part, most in (("ชื่อ", name, LONGEST_NAME), ("ตำแหน่ง", post, LONGEST_POST)):
        if len(part) > most:
            raise ValueError(f"บรรทัดที่ {number} {what}ยาวเกินไป (ได้ไม่เกิน {most} ตัวอักษร)")
    return name, post


def officers_text(rows: Iterable[tuple[str, str]]) -> str:
    """The lines that ``officers_in`` reads."""
    return "\n".join(", ".join(filter(None, row)) for row in rows)
