"""What pasted lines or a workbook would do to the list: each row as it was understood."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cdd_network.workbook_gate import BadWorkbook
from cdd_network.workbook_reading import read_table
from projects.actions.people import FIELDS
from projects.forms.people import PersonForm
from projects.people_reading import (
    LONGEST_LINE,
    MOST_LINES,
    Said,
    is_head,
    name_key,
    read_lines,
)

if TYPE_CHECKING:
    from projects.models import Participant

CUT = "ตัดเลขประจำตัวประชาชน 13 หลักออกแล้ว เพราะระบบไม่เก็บเลขนี้"
SHOWN_FAULTS = 5
TAGS = {
    "new": ("เพิ่ม", "fine"),
    "doubtful": ("เพิ่ม โปรดตรวจ", "act"),
    "same": ("มีแล้ว", ""),
    "refused": ("ต้องแก้", "wrong"),
}


@dataclass
class Row:
    """A line as it was understood: kind is new, doubtful, same or refused; ``notes`` say why."""

    line: int
    kind: str
    values: dict[str, object]
    notes: list[str] = field(default_factory=list)

    @property
    def tag(self) -> tuple[str, str]:
        """What is done with it, and the colour of that."""
        return TAGS[self.kind]


@dataclass(frozen=True)
class Plan:
    """Every row; ``text`` is what it was read from, ``listed`` how many are on the list now."""

    rows: list[Row]
    text: str
    listed: int

    @property
    def added(self) -> list[dict[str, object]]:
        """The people that would be added."""
        return [row.values for row in self.rows if row.kind in ("new", "doubtful")]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows of each kind."""
        kinds = [row.kind for row in self.rows]
        return {kind: kinds.count(kind) for kind in TAGS}

    @property
    def digest(self) -> str:
        """Another one when the plan would do something else than was shown."""
        told = [[row.kind, row.values] for row in self.rows]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:32]


def plan_of(text: str, people: Iterable[Participant], cut: Collection[int] = ()) -> Plan:
    """What the lines of ``text`` would do to the list; of the lines ``cut`` an identity number was
    cut off, none is left in it."""
    people = list(people)
    known = {name_key(one.name): one for one in people}
    said, rows = read_lines(text), []
    seen: dict[str, Row] = {}
    for one in said:
        row = _row(one, cut=one.line in cut)
        key = name_key(str(row.values.get("name", "")))
        if row.kind != "refused":
            _compare(row, known.get(key), seen.get(key))
            seen.setdefault(key, row)
        rows.append(row)
    return Plan(rows, text, len(people))


def _row(said: Said, *, cut: bool) -> Row:
    """The line by the rules of the person's own form."""
    form = PersonForm(said.values)
    wrong = [str(error) for name in FIELDS for error in form.errors.get(name, ())]
    values = {name: form.cleaned_data.get(name, said.values.get(name, "")) for name in FIELDS}
    row = Row(said.line, "refused" if wrong else "new", values, wrong)
    if cut:
        row.notes.append(CUT)
    if not wrong and len(str(values["name"]).split()) < 2:
        _doubt(row, "มีเพียงชื่อ ไม่มีนามสกุล")
    if any(character.isdigit() for character in str(values["name"])):
        _doubt(row, "ชื่อมีตัวเลข")
    if said.unused:
        _doubt(row, f"ไม่ได้ใช้ข้อความ «{' · '.join(said.unused)[:LONGEST_LINE]}»")
    return row


def _doubt(row: Row, note: str) -> None:
    row.notes.append(note)
    if row.kind == "new":
        row.kind = "doubtful"


def _compare(row: Row, listed: Participant | None, earlier: Row | None) -> None:
    """The same person is not added twice; a namesake of another village is shown for a look."""
    if listed is not None and _agree(row.values, vars(listed)):
        row.kind = "same"
        row.notes.append(f"อยู่ในบัญชีแล้ว ลำดับที่ {listed.order}")
    elif earlier is not None and _agree(row.values, earlier.values):
        row.kind = "same"
        row.notes.append(f"ซ้ำกับบรรทัดที่ {earlier.line}")
    elif listed is not None:
        _doubt(row, f"ชื่อตรงกับลำดับที่ {listed.order} แต่หมู่บ้านหรือโทรศัพท์ต่างกัน")
    elif earlier is not None:
        _doubt(row, f"ชื่อตรงกับบรรทัดที่ {earlier.line} แต่หมู่บ้านหรือโทรศัพท์ต่างกัน")


def _agree(one: dict[str, object], other: dict[str, object]) -> bool:
    """Whether nothing that both know tells them apart."""
    told = ((one[name], other[name]) for name in ("village", "moo", "phone"))
    return all(a == b for a, b in told if a and b)


def text_of_workbook(data: bytes) -> str:
    """The people of a workbook as lines to paste; raises BadWorkbook for what is no such table."""
    table = read_table(data, is_head)
    if table.faults:
        raise BadWorkbook(" · ".join(fault.text for fault in table.faults[:SHOWN_FAULTS]))
    if len(table.rows) > MOST_LINES:
        raise BadWorkbook(f"มี {len(table.rows):,} แถว รับได้ไม่เกิน {MOST_LINES} แถว โปรดแบ่งเป็นหลายไฟล์")
    if not table.rows:
        raise BadWorkbook("ไม่มีแถวข้อมูลใต้หัวคอลัมน์ โปรดกรอกรายชื่อก่อน")
    columns = sorted(table.heads)
    head = [table.heads[column] for column in columns]
    rows = [[cells.get(column, "") for column in columns] for cells in table.rows.values()]
    return "\n".join("\t".join(_cell(cell) for cell in row) for row in [head, *rows])


def _cell(value: object) -> str:
    return " ".join(str(value).split())
