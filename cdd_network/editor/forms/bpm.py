"""Fields of the department's own system, in the order in which they are keyed in there."""

from __future__ import annotations

from cdd_network.content_event import BpmField
from cdd_network.editor.forms.base import SectionForm, SectionRows, rows_of
from cdd_network.editor.forms.survey import ActivityField, OfActivity
from cdd_network.editor.section import Document, Row, Section, by_key, packed, with_keys
from cdd_network.forms import LineField


class BpmForm(SectionForm):
    """What stands beside the fields."""

    bpm_note = LineField(label="ข้อความกำกับ", required=False, help_text="เว้นว่างเมื่อตรงหน้าจอ BPM แล้ว")


class BpmRow(OfActivity):
    """A field of BPM."""

    layout = (("title",), ("help",), ("activity", "order"))

    title = LineField(label="ชื่อช่องใน BPM")
    help = LineField(label="คำอธิบาย", required=False, max_length=300)
    activity = ActivityField()


class BpmRows(SectionRows):
    """The fields in their order."""

    title = "ช่องที่ต้องบันทึก"
    row_word = "ช่องที่"
    gone = "นำช่องนี้ออก"
    new = "เพิ่มช่อง (ผู้บันทึกกรอกเอง)"
    folds = True


def _write(document: Document, given: Row, rows: list[Row]) -> Document:
    stored = by_key(document.get("bpm", ()))
    names = ("key", "title", "help", "activity")
    made = [
        packed(BpmField, {name: row[name] for name in names}, stored.get(row["key"]))
        for row in with_keys(rows, "own")
    ]
    return {"bpm": made, "bpm_note": given["bpm_note"]}


BPM = Section(
    key="bpm",
    title="ช่องบันทึกในระบบ BPM",
    says="ชื่อและลำดับช่องตามหน้าจอ BPM ช่องเดิมระบบเติมค่าให้ ช่องที่เพิ่มใหม่ผู้บันทึกกรอกเอง",
    keys=("bpm", "bpm_note"),
    form=BpmForm,
    read=lambda document: {"bpm_note": document.get("bpm_note", "")},
    write=_write,
    rows=rows_of(BpmRow, BpmRows, most=60),
    read_rows=lambda document: [
        {**one, "help": one.get("help", ""), "activity": one.get("activity", 0)}
        for one in document.get("bpm", ())
    ],
)
