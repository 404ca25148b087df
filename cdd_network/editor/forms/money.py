"""First lines of the events' budgets, and the rates of the State that they are compared with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django import forms

from cdd_network.content_event import BudgetRule, RateRule
from cdd_network.editor.forms.activities import MOST_BAHT, NothingForm, nothing
from cdd_network.editor.forms.base import SectionForm, SectionRow, SectionRows, folded, rows_of
from cdd_network.editor.section import Document, Row, Section, by_key, packed, with_keys
from cdd_network.forms import LineField, ThaiDateField, ThaiIntegerField

LINE = ("activity", "title", "rate", "people", "times", "price")
RATE = ("key", "title", "unit", "most", "rule", "number", "date", "note", "speaker")
SPEAKERS = [
    ("", "ไม่ใช่ค่าวิทยากร"),
    ("state", "วิทยากรที่เป็นบุคลากรของรัฐ"),
    ("other", "วิทยากรที่มิใช่บุคลากรของรัฐ"),
]


class LineRow(SectionRow):
    """A line that an event's budget begins with."""

    layout = (("activity", "title"), ("rate",), ("people", "times", "price"))

    activity = forms.TypedChoiceField(
        label="ของกิจกรรม",
        choices=[(1, "กิจกรรมที่ 1 (จังหวัด)"), (2, "กิจกรรมที่ 2 (อำเภอ)")],
        coerce=int,
        initial="1",
    )
    title = LineField(label="รายการ", max_length=200)
    rate = forms.ChoiceField(label="เทียบกับอัตราตามระเบียบ", required=False)
    people = ThaiIntegerField(
        label="จำนวน (คนหรือหน่วย)", required=False, min_value=0, max_value=9999
    )
    times = ThaiIntegerField(
        label="จำนวนครั้ง (มื้อ ชั่วโมง วัน)", required=False, min_value=0, max_value=9999
    )
    price = ThaiIntegerField(
        label="อัตรา (บาท)", required=False, min_value=0, max_value=MOST_BAHT, example="150"
    )

    @classmethod
    def called(cls, values: Mapping[str, object]) -> str:
        """With its activity, since both have meals."""
        return f"{values['title']} (กิจกรรมที่ {values['activity']})" if values.get("title") else ""

    @classmethod
    def choices_of(cls, document: Document) -> dict[str, list[tuple[str, str]]]:
        """The rates of the year."""
        known = [(rate["key"], rate["title"]) for rate in document.get("rates", ())]
        return {"rate": [("", "ไม่เทียบกับอัตราใด"), *known]}


class LineRows(SectionRows):
    """The lines of both activities."""

    title = "รายการงบประมาณตั้งต้น"
    row_word = "รายการที่"
    gone = "นำรายการนี้ออก"
    new = "เพิ่มรายการ"
    folds = True
    keyed = False

    def clean(self) -> None:
        """No line stands twice in an activity's budget; one of another rate is another line."""
        super().clean()
        if not any(self.errors):
            self.refuse_twice(
                "title",
                "รายการของกิจกรรมและอัตราเดียวกัน",
                lambda row: (row["activity"], folded(row["title"]), row["rate"]),
            )


def _lines(document: Document) -> list[Row]:
    rows = []
    for place, one in enumerate(document.get("budget_lines", ())):
        row = {name: one.get(name) for name in LINE}
        rows.append({**row, "rate": one.get("rate", ""), "key": str(place)})
    return rows


def _write_lines(document: Document, given: Row, rows: list[Row]) -> Document:
    stored = {str(n): one for n, one in enumerate(document.get("budget_lines", ()))}
    made = []
    for row in rows:
        values = {name: row[name] or (0 if name not in ("title", "rate") else "") for name in LINE}
        made.append(packed(BudgetRule, values, stored.get(row["key"])))
    return {"budget_lines": made} if made or "budget_lines" in document else {}


BUDGET = Section(
    key="budget",
    title="รายการงบประมาณ",
    says="รายการที่งบประมาณของการจัดกิจกรรมเริ่มต้นด้วย จำนวนที่เว้นว่างให้สำนักงานกรอกเอง",
    keys=("budget_lines",),
    form=NothingForm,
    read=nothing,
    write=_write_lines,
    rows=rows_of(LineRow, LineRows, most=60),
    read_rows=_lines,
)


class RatesForm(SectionForm):
    """What stands beside the rates."""

    rates_note = LineField(label="ข้อความกำกับ", required=False, help_text="เว้นว่างเมื่อตรงหนังสือที่อ้างแล้ว")


class RateRow(SectionRow):
    """The most that may be paid for something, and by which rule."""

    layout = (("title",), ("most", "unit", "order"), ("rule",), ("number",), ("date",))

    title = LineField(label="ค่าใช้จ่าย", max_length=200)
    most = ThaiIntegerField(
        label="ไม่เกิน (บาท)", required=False, min_value=0, max_value=MOST_BAHT,
        help_text="เว้นว่างเมื่อเท่าที่จ่ายจริง", example="1,200",
    )  # fmt: skip
    unit = LineField(label="หน่วย", max_length=60, help_text="เช่น บาท/คน/มื้อ")
    rule = LineField(label="ระเบียบหรือมาตรการ", max_length=300)
    number = LineField(label="เลขที่หนังสือ", max_length=200, required=False)
    date = ThaiDateField(label="ลงวันที่", required=False)
    speaker = forms.ChoiceField(label="ใช้กับวิทยากร", choices=SPEAKERS, required=False)
    note = LineField(label="หมายเหตุ", max_length=300, required=False)


class RateRows(SectionRows):
    """The rates in the order of the lists."""

    title = "อัตราตามระเบียบ"
    row_word = "อัตราที่"
    gone = "นำอัตรานี้ออก"
    new = "เพิ่มอัตรา"
    folds = True


def _rates(document: Document) -> list[Row]:
    return [
        {
            **{name: one.get(name, "") for name in RATE},
            "most": one["most"] or None,
            "date": date.fromisoformat(one["date"]) if one["date"] else None,
        }
        for one in document.get("rates", ())
    ]


def _write_rates(document: Document, given: Row, rows: list[Row]) -> Document:
    stored = by_key(document.get("rates", ()))
    made = []
    for row in with_keys(rows, "r"):
        day = row["date"].isoformat() if row["date"] else ""
        values = {**{name: row[name] for name in RATE}, "most": row["most"] or 0, "date": day}
        made.append(packed(RateRule, values, stored.get(row["key"])))
    parts = {"rates": made, "rates_note": given["rates_note"]}
    return {name: value for name, value in parts.items() if value or name in document}


RATES = Section(
    key="rates",
    title="อัตราค่าใช้จ่ายตามระเบียบ",
    says="อัตราสูงสุด ระเบียบ เลขที่หนังสือ วันที่ และหมายเหตุ ระบบเตือนเมื่อรายการเกินอัตรา",
    keys=("rates", "rates_note"),
    form=RatesForm,
    read=lambda document: {"rates_note": document.get("rates_note", "")},
    write=_write_rates,
    rows=rows_of(RateRow, RateRows, most=60),
    read_rows=_rates,
)
