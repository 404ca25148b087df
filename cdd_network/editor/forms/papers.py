"""The forms that districts fill in: proposal, action plan, summary. Keys of items stay."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError

from cdd_network.content import PlanExample
from cdd_network.content_event import FormItem
from cdd_network.editor.forms.base import LinesField, SectionForm, SectionRow, SectionRows, rows_of
from cdd_network.editor.section import Document, Row, Section, lines, packed, text
from cdd_network.forms import LineField, LongTextField

COLUMNS = 6
"""Cells of a row of the action plan."""


def TitlesField() -> LinesField:  # noqa: N802  (makes a field)
    """The lines that stand centred at the head of a form."""
    return LinesField(label="หัวแบบ", rows=5, most_lines=8, help_text="บรรทัดละหนึ่งบรรทัดของหัวแบบ")


def help_field(rows: int = 2) -> LongTextField:
    """The help beside an item on the screen."""
    return LongTextField(
        label="คำอธิบายบนหน้าจอ",
        required=False,
        max_length=600,
        widget=forms.Textarea({"rows": rows}),
    )


class ItemRow(SectionRow):
    """An item of a form whose answers have their own place in the system."""

    title = LineField(label="หัวข้อ", max_length=400)
    help = help_field()


class ItemRows(SectionRows):
    """Items that can be worded anew, but neither added nor taken out: each is stored by its key."""

    title = "ข้อของแบบ"
    row_word = "ข้อ"
    fixed = True
    folds = True


class BareForm(SectionForm):
    """A section that is rows alone."""


def item_rows(items: list[Row]) -> list[Row]:
    """Items as the form shows them."""
    return [{**one, "help": one.get("help", ""), "unit": one.get("unit", "")} for one in items]


def items_from(rows: list[Row], stored: list[Row], names: tuple[str, ...]) -> list[Row]:
    """The stored items with the words of the rows."""
    held = {str(row["key"]): row for row in rows}
    return [
        packed(FormItem, {name: held[one["key"]][name] for name in names}, one)
        if one["key"] in held
        else one
        for one in stored
    ]


PROPOSAL = Section(
    key="proposal",
    title="แบบเสนอโครงการ",
    says="หัวข้อและคำอธิบายของแต่ละข้อ จำนวนข้อคงเดิม เพราะระบบนำคำตอบไปใช้ต่อ",
    keys=("proposal",),
    form=BareForm,
    read=lambda document: {},
    write=lambda document, given, rows: {
        "proposal": items_from(rows, document["proposal"], ("title", "help"))
    },
    rows=rows_of(ItemRow, ItemRows),
    read_rows=lambda document: item_rows(document["proposal"]),
)


class PlanFormForm(SectionForm):
    """The action plan's form with its worked example."""

    titles = TitlesField()
    columns = LinesField(
        label="หัวตาราง",
        rows=COLUMNS,
        help_text=f"บรรทัดละหนึ่งช่อง ให้ครบ {COLUMNS} ช่องตามลำดับเดิม",
    )
    note = LongTextField(label="หมายเหตุท้ายแบบ", required=False, max_length=600)
    activity = LineField(label="ตัวอย่าง: ชื่อกิจกรรม")
    steps = LinesField(label="ตัวอย่าง: ขั้นตอน")
    place = LineField(label="ตัวอย่าง: สถานที่")
    capital = LineField(label="ตัวอย่าง: เงินทุน (บาท)")
    results = LinesField(label="ตัวอย่าง: ผลที่คาดว่าจะได้รับ", rows=3)

    def clean_columns(self) -> str:
        """As many heads as a row has cells."""
        given = self.cleaned_data["columns"]
        if len(lines(given)) != COLUMNS:
            raise ValidationError(f"หัวตารางต้องมี {COLUMNS} ช่อง (พิมพ์ไว้ {len(lines(given))} ช่อง)")
        return given


def _read_plan(document: Document) -> Row:
    stored = document["plan_form"]
    example = stored["example"]
    made = {**example, "note": stored["note"]}
    made |= {name: text(stored[name]) for name in ("titles", "columns")}
    return made | {name: text(example[name]) for name in ("steps", "results")}


def _write_plan(document: Document, given: Row, rows: list[Row]) -> Document:
    stored = document["plan_form"]
    plain = {name: given[name] for name in ("activity", "place", "capital")}
    listed = {name: lines(given[name]) for name in ("steps", "results")}
    made = {
        "titles": lines(given["titles"]),
        "columns": lines(given["columns"]),
        "note": given["note"],
        "example": packed(PlanExample, plain | listed, stored["example"]),
    }
    return {"plan_form": {**stored, **made}}


PLAN_FORM = Section(
    key="plan_form",
    title="แบบแผนปฏิบัติการขับเคลื่อนฯ",
    says="หัวแบบ หัวตาราง หมายเหตุ และตัวอย่างในแบบเปล่า",
    keys=("plan_form",),
    form=PlanFormForm,
    read=_read_plan,
    write=_write_plan,
)


class SummaryFormForm(SectionForm):
    """The head of the summary."""

    titles = TitlesField()


class SummaryItemRow(ItemRow):
    """An item of the summary."""

    layout = (("title", "unit"), ("help",))

    unit = LineField(label="หน่วยหลังช่องกรอก", required=False, max_length=20)


def _write_summary(document: Document, given: Row, rows: list[Row]) -> Document:
    stored = document["summary_form"]
    items = items_from(rows, stored["items"], ("title", "help", "unit"))
    return {"summary_form": {**stored, "titles": lines(given["titles"]), "items": items}}


SUMMARY_FORM = Section(
    key="summary_form",
    title="แบบสรุปผลการดำเนินงาน",
    says="หัวแบบ หัวข้อ และคำอธิบายของแต่ละข้อ",
    keys=("summary_form",),
    form=SummaryFormForm,
    read=lambda document: {"titles": text(document["summary_form"]["titles"])},
    write=_write_summary,
    rows=rows_of(SummaryItemRow, ItemRows),
    read_rows=lambda document: item_rows(document["summary_form"]["items"]),
)
