"""Criteria with their anchors and tie-breakers, and what makes a group eligible."""

from __future__ import annotations

from django import forms

from cdd_network.content import CriterionRule
from cdd_network.editor.forms.base import (
    LinesField,
    SectionForm,
    SectionRow,
    SectionRows,
    folded,
    rows_of,
)
from cdd_network.editor.forms.numbers import NumbersField
from cdd_network.editor.section import (
    Document,
    Row,
    Section,
    by_key,
    lines,
    packed,
    text,
    with_keys,
)
from cdd_network.forms import LineField, LongTextField, ThaiIntegerField

FULL_POINTS = 100
NOTE = "ตัวอย่าง – แก้ให้ตรงหนังสือกรมฯ"


class CriteriaForm(SectionForm):
    """What stands beside the criteria."""

    eligibility = LinesField(label="คุณสมบัติของกลุ่มที่เสนอได้")
    criteria_note = LineField(
        label="ข้อความกำกับเกณฑ์", required=False, help_text=f"เช่น {NOTE} เว้นว่างเมื่อตรงหนังสือกรมแล้ว"
    )


class CriterionRow(SectionRow):
    """One criterion."""

    layout = (("title",), ("points", "tie_order", "order"), ("items",))
    folded = ("help", "anchors")
    fold_title = "คำอธิบายและระดับคะแนน"

    title = LineField(label="เกณฑ์", max_length=300)
    points = ThaiIntegerField(
        label="คะแนนเต็ม",
        min_value=1,
        max_value=FULL_POINTS,
        widget=forms.TextInput({"data-points": FULL_POINTS, "data-step": 1}),
    )
    tie_order = ThaiIntegerField(
        label="ลำดับตัดสินเมื่อคะแนนเท่ากัน", required=False, min_value=1, max_value=20
    )
    items = NumbersField(
        label="พิจารณาจากแบบเสนอโครงการ ข้อ", required=False, help_text="เช่น 2, 3, 4"
    )
    help = LongTextField(
        label="คำอธิบาย", required=False, max_length=1000, widget=forms.Textarea({"rows": 2})
    )
    anchors = LinesField(
        label="ระดับคะแนน",
        required=False,
        rows=4,
        most_lines=10,
        help_text="บรรทัดละหนึ่งระดับ จากดีที่สุดลงไป เช่น 21–25 คณะกรรมการครบทุกฝ่าย",
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["items"].last = len(self.document["proposal"])


class CriteriaRows(SectionRows):
    """The year's criteria."""

    title = "เกณฑ์การคัดเลือก"
    row_word = "ข้อ"
    gone = "นำเกณฑ์ข้อนี้ออก"
    new = "เพิ่มเกณฑ์"
    adds_up_to = FULL_POINTS

    def total(self) -> int:
        """Points of the stored criteria together."""
        return sum(row["points"] for row in self.initial or ())

    def clean(self) -> None:
        """No two criteria have one name, or stand at one place among the tie-breakers."""
        super().clean()
        if any(self.errors):
            return
        self.refuse_twice("title", "ชื่อเกณฑ์", lambda row: folded(row["title"]))
        self.refuse_twice("tie_order", "ลำดับตัดสินเมื่อคะแนนเท่ากัน", lambda row: row.get("tie_order"))


def _read(document: Document) -> Row:
    return {
        "eligibility": text(document["eligibility"]),
        "criteria_note": document["criteria_note"],
    }


def _read_rows(document: Document) -> list[Row]:
    ties = list(document.get("tie_breakers", ()))
    return [
        {
            "key": one["key"],
            "title": one["title"],
            "points": one["points"],
            "items": list(one.get("items", ())),
            "help": one.get("help", ""),
            "anchors": text(one.get("anchors", ())),
            "tie_order": ties.index(one["key"]) + 1 if one["key"] in ties else None,
        }
        for one in document["criteria"]
    ]


def _write(document: Document, given: Row, rows: list[Row]) -> Document:
    stored = by_key(document["criteria"])
    rows = with_keys(rows, "c")
    ties = sorted((row for row in rows if row["tie_order"]), key=lambda row: row["tie_order"])
    made = {
        "criteria": [_criterion(row, stored.get(row["key"])) for row in rows],
        "eligibility": lines(given["eligibility"]),
        "criteria_note": given["criteria_note"],
    }
    if ties or "tie_breakers" in document:
        made["tie_breakers"] = [row["key"] for row in ties]
    return made


def _criterion(row: Row, stored: Row | None) -> Row:
    plain = {name: row[name] for name in ("key", "title", "points", "items", "help")}
    return packed(CriterionRule, {**plain, "anchors": lines(row["anchors"])}, stored)


CRITERIA = Section(
    key="criteria",
    title="เกณฑ์และคุณสมบัติ",
    says="เกณฑ์การคัดเลือก คะแนน ระดับคะแนน ลำดับตัดสิน และคุณสมบัติของกลุ่ม",
    keys=("criteria", "tie_breakers", "criteria_note", "eligibility"),
    form=CriteriaForm,
    read=_read,
    write=_write,
    rows=rows_of(CriterionRow, CriteriaRows, most=20),
    read_rows=_read_rows,
)
