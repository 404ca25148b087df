"""The department's procedure: its steps as plain text, a step a line, numbered as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.core.exceptions import ValidationError

from cdd_network import thai
from cdd_network.content import Step
from cdd_network.editor.forms.base import LinesField, SectionForm, SectionRow, SectionRows, rows_of
from cdd_network.editor.forms.curriculum import facts_from, facts_of
from cdd_network.editor.section import Document, Row, Section, lines, packed, text
from cdd_network.forms import LineField, LongTextField

_STEP = re.compile(r"(\*\*)?\s*((?:[0-9๐-๙]{1,2}\.)+[0-9๐-๙]{0,2}|[0-9๐-๙]{1,2}\))\s+(.+)")
_DEEPEST = 9


def steps_text(steps: list[Row]) -> str:
    """Steps a line each, sub-steps after their step; «**» before one that is set in bold."""
    return "\n".join(_lines(steps))


def _lines(steps: list[Row]) -> Iterator[str]:
    for one in steps:
        yield f"{'**' if one.get('strong') else ''}{one['number']} {one['text']}"
        yield from _lines(one.get("steps", []))


def steps_from(typed: str) -> list[Row]:
    """The steps of such a text, each under the step that its number belongs to: «3.1» under «3.»,
    «1)» under whichever stands before it. Raises ValueError with a Thai sentence naming the line.
    """
    top: list[Row] = []
    open_: list[tuple[int, list[Row]]] = [(0, top)]
    for place, line in enumerate(lines(typed), start=1):
        found = _STEP.fullmatch(line)
        if not found:
            raise ValueError(f"บรรทัดที่ {place} ต้องขึ้นต้นด้วยเลขข้อ เช่น 3. หรือ 3.1 หรือ 1)")
        number, deep = thai.arabic_digits(found[2]), _depth(found[2])
        while open_[-1][0] >= deep:
            open_.pop()
        step = {"number": number, "text": found[3].strip(), "steps": [], "strong": bool(found[1])}
        open_[-1][1].append(step)
        open_.append((deep, step["steps"]))
    return [_packed(step) for step in top]


def _depth(number: str) -> int:
    """«3.» 1, «3.1» 2, «1)» deeper than any of them."""
    return _DEEPEST if number.endswith(")") else 1 + number.rstrip(".").count(".")


def _packed(step: Row) -> Row:
    return packed(Step, {**step, "steps": [_packed(one) for one in step["steps"]]}, None)


class ProcedureForm(SectionForm):
    """Title, preamble and steps."""

    title = LongTextField(label="ชื่อเอกสาร", max_length=400, most_lines=1)
    preamble = LinesField(label="ความเป็นมา", rows=12, help_text="บรรทัดละหนึ่งย่อหน้า")
    lead = LongTextField(label="ข้อความนำขั้นตอน", max_length=1000)
    steps = LinesField(
        label="ขั้นตอน",
        rows=24,
        most_lines=150,
        max_length=20_000,
        help_text=(
            "บรรทัดละหนึ่งขั้น ขึ้นต้นด้วยเลขข้อ: 3. เป็นข้อใหญ่ 3.1 อยู่ใต้ข้อ 3. และ 1) อยู่ใต้ข้อก่อนหน้า "
            "ใส่ ** หน้าเลขข้อที่ต้องการตัวหนา"
        ),
    )

    def clean_steps(self) -> str:
        """Each line begins with its number."""
        given = self.cleaned_data["steps"]
        try:
            steps_from(given)
        except ValueError as error:
            raise ValidationError(str(error)) from None
        return given


class PartRow(SectionRow):
    """A titled section after the steps."""

    head = "label"
    layout = (("label", "order"),)

    label = LineField(label="หัวข้อ", max_length=120)
    lines = LinesField(label="ข้อความ", rows=4, help_text="บรรทัดละหนึ่งย่อหน้า")


class PartRows(SectionRows):
    """Sections after the steps."""

    title = "หัวข้อท้ายเอกสาร"
    row_word = "หัวข้อที่"
    keyed = False
    gone = "นำหัวข้อนี้ออก"
    new = "เพิ่มหัวข้อ"
    folds = True


def _read(document: Document) -> Row:
    stored = document["procedure"]
    made = {"title": stored["title"], "lead": stored["lead"], "preamble": text(stored["preamble"])}
    return {**made, "steps": steps_text(stored["steps"])}


def _write(document: Document, given: Row, rows: list[Row]) -> Document:
    made = {
        "title": given["title"],
        "preamble": lines(given["preamble"]),
        "lead": given["lead"],
        "steps": steps_from(given["steps"]),
        "sections": facts_from(rows),
    }
    return {"procedure": {**document["procedure"], **made}}


PROCEDURE = Section(
    key="procedure",
    title="ขั้นตอนการดำเนินงานโครงการฯ",
    says="ความเป็นมา ขั้นตอนพร้อมเลขข้อ และหัวข้อท้ายเอกสาร",
    keys=("procedure",),
    form=ProcedureForm,
    read=_read,
    write=_write,
    rows=rows_of(PartRow, PartRows, most=20),
    read_rows=lambda document: facts_of(document["procedure"]["sections"]),
)
