"""Deadlines of the year: a fixed day, or days and months after an event."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django import forms

from cdd_network import thai
from cdd_network.content import EVENTS, DeadlineRule
from cdd_network.editor.forms.activities import NothingForm, nothing
from cdd_network.editor.forms.base import SectionRow, SectionRows, rows_of
from cdd_network.editor.section import Document, Row, Section, by_key, packed, with_keys
from cdd_network.forms import LineField, ThaiDateField, ThaiIntegerField

LEVELS = [("district", "อำเภอ"), ("province", "จังหวัด")]
TASKS = [
    ("", "ไม่ผูกกับงานในระบบ"),
    ("plan", "ส่งแผนปฏิบัติการ"),
    ("summary", "ส่งแบบสรุปผล"),
    ("bpm", "บันทึกในระบบ BPM"),
    ("bundle", "จังหวัดรวบรวมส่งกรม"),
    ("follow_3", "ติดตามหลัง 3 เดือน"),
    ("follow_6", "ติดตามหลัง 6 เดือน"),
    ("follow_12", "ติดตามหลัง 12 เดือน"),
]
"""What a deadline is of: reports/standing.py counts what is late by these."""
RULE = ("key", "title", "level", "source", "fixed", "event", "days_after", "months_after", "task")


class DeadlineRow(SectionRow):
    """A deadline: either its day, or the event that it counts from."""

    layout = (
        ("title",),
        ("level", "task"),
        ("fixed",),
        ("event",),
        ("days_after", "months_after"),
        ("source",),
    )

    title = LineField(label="ต้องทำอะไร", max_length=200, help_text="เช่น อำเภอส่งแผนปฏิบัติการฯ ให้จังหวัด")
    level = forms.ChoiceField(label="ใครต้องทำ", choices=LEVELS, initial="district")
    task = forms.ChoiceField(label="งานในระบบ", choices=TASKS, required=False)
    fixed = ThaiDateField(
        label="วันที่แน่นอน", required=False, help_text="กรอกวันที่ หรือเลือกเหตุการณ์ที่นับต่อ อย่างใดอย่างหนึ่ง"
    )
    event = forms.ChoiceField(
        label="หรือนับจาก", choices=[("", "ไม่นับจากเหตุการณ์"), *EVENTS.items()], required=False
    )
    days_after = ThaiIntegerField(label="หลังจากนั้นกี่วัน", required=False, min_value=0, max_value=730)
    months_after = ThaiIntegerField(label="และกี่เดือน", required=False, min_value=0, max_value=36)
    source = LineField(label="หนังสือหรือเอกสารที่กำหนด", max_length=300)
    checked = forms.BooleanField(
        label="ตรวจวันที่แล้ว", required=False, help_text="วันที่นี้เลื่อนมาจากปีก่อนหนึ่งปี"
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.opens = self.initial.get("checked") is False
        if not self.opens:
            del self.fields["checked"]

    @classmethod
    def called(cls, values: Mapping[str, object]) -> str:
        """Two papers may set the same duty's day: the paper is named too."""
        return f"{values['title']} ตาม{values['source']}" if values.get("title") else ""

    def heading(self) -> str:
        """With its day, or what it counts from."""
        return " · ".join(filter(None, (super().heading(), _when(self.initial))))

    def clean(self) -> dict[str, object]:
        """A day or an event, and something to count after the event."""
        given = super().clean()
        fixed, event = given.get("fixed"), given.get("event")
        if fixed and event:
            self.add_error("event", "กรอกวันที่แน่นอน หรือเลือกเหตุการณ์ อย่างใดอย่างหนึ่ง")
        if not fixed and not event and "fixed" not in self.errors:
            self.add_error("fixed", "กรอกวันที่แน่นอน หรือเลือกเหตุการณ์ที่นับต่อ")
        if not event and (given.get("days_after") or given.get("months_after")):
            self.add_error("event", "เลือกเหตุการณ์ที่นับต่อ")
        return given


def _when(values: Mapping[str, object]) -> str:
    """«10 กรกฎาคม 2569», «7 วันหลังวันสุดท้ายของกิจกรรม»; '' of a row that says neither."""
    if values.get("fixed"):
        return thai.date_text(values["fixed"])
    if not values.get("event"):
        return ""
    counted = ((values.get("months_after"), "เดือน"), (values.get("days_after"), "วัน"))
    span = " ".join(f"{number} {unit}" for number, unit in counted if number)
    return f"{span}หลัง{EVENTS[values['event']]}" if span else EVENTS[values["event"]]


class DeadlineRows(SectionRows):
    """The deadlines in the order of the lists."""

    title = "กำหนดเวลา"
    row_word = "กำหนดที่"
    gone = "นำกำหนดนี้ออก"
    new = "เพิ่มกำหนด"
    folds = True


def _read(document: Document) -> list[Row]:
    made = []
    for one in document["deadlines"]:
        row = {name: one.get(name, "") for name in RULE}
        row["fixed"] = date.fromisoformat(one["fixed"]) if one.get("fixed") else None
        row["days_after"] = one.get("days_after")
        row["months_after"] = one.get("months_after")
        made.append({**row, "checked": False if one.get("unchecked") else None})
    return made


def _write(document: Document, given: Row, rows: list[Row]) -> Document:
    stored = by_key(document["deadlines"])
    named = with_keys(rows, "d")
    return {"deadlines": [_rule(row, stored.get(row["key"], {})) for row in named]}


def _rule(row: Row, stored: Row) -> Row:
    values = {name: row[name] for name in RULE}
    values["fixed"] = row["fixed"].isoformat() if row["fixed"] else ""
    values["days_after"] = row["days_after"] or 0
    values["months_after"] = row["months_after"] or 0
    typed = stored.get("fixed", "") != values["fixed"]  # a day that was typed was looked at
    values["unchecked"] = bool(stored.get("unchecked")) and not (row.get("checked") or typed)
    return packed(DeadlineRule, values, stored)


DEADLINES = Section(
    key="deadlines",
    title="กำหนดเวลา",
    says="วันครบกำหนดของอำเภอและจังหวัด เป็นวันที่แน่นอนหรือนับจากเหตุการณ์ พร้อมหนังสือที่กำหนด",
    keys=("deadlines",),
    form=NothingForm,
    read=nothing,
    write=_write,
    rows=rows_of(DeadlineRow, DeadlineRows, most=60),
    read_rows=_read,
)
