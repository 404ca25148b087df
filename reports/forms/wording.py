"""The editor's section on the wording of documents: a row for each kind that a year may word anew."""

from __future__ import annotations

from django import forms

from cdd_network.content_wording import Wording
from cdd_network.editor.forms.base import SectionForm, SectionRow, SectionRows, rows_of
from cdd_network.editor.section import Document, Row, Section, packed
from cdd_network.editor.sections import register
from cdd_network.forms import LongTextField
from reports import wording_year
from reports.wording_kinds import COMMON, WORDED

ITEMS = ("subject", "body")


class WordingForm(SectionForm):
    """A section that is its rows alone."""


class WordingRow(SectionRow):
    """The words of one kind of document; as shown or empty, they stay the customary ones."""

    head = "kind"

    subject = LongTextField(
        label="เรื่อง",
        required=False,
        max_length=600,
        most_lines=4,
        widget=forms.Textarea({"rows": 2}),
    )
    body = LongTextField(
        label="ข้อความ",
        required=False,
        max_length=12_000,
        most_lines=80,
        widget=forms.Textarea({"rows": 14}),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        worded = WORDED.get(str(self.initial.get("key", "")))
        if worded:
            self.fields["subject"].help_text = "ใช้คำแทนได้: " + _names(COMMON)
            self.fields["body"].help_text = (
                "บรรทัดละหนึ่งย่อหน้า พิมพ์เลขข้อหน้าย่อหน้าได้ เว้นว่างเพื่อกลับไปใช้ข้อความเดิม "
                + (f"{worded.note} " if worded.note else "")
                + "คำแทน: "
                + _names(worded.all_blanks)
            )

    def clean_subject(self) -> str:
        """Every placeholder is one that any document fills."""
        given = self.cleaned_data["subject"]
        _refuse(wording_year.subject_faults(given))
        return given

    def clean_body(self) -> str:
        """Every placeholder is one that this kind fills; an empty body is the customary one."""
        given, kind = self.cleaned_data["body"], str(self.initial.get("key", ""))
        if given and kind in WORDED:
            _refuse(wording_year.body_faults(kind, given))
        return given


def _names(blanks: tuple) -> str:
    return " ".join(f"{{{one.name}}}" for one in blanks)


def _refuse(faults: list[str]) -> None:
    if faults:
        raise forms.ValidationError(faults)


class WordingRows(SectionRows):
    """The kinds in the order of the year's work."""

    title = "เอกสารแต่ละชนิด"
    row_word = ""
    fixed = True
    folds = True

    def called(self, number: int) -> str:
        """The kind of document: its errors begin with it."""
        return self.forms[number - 1].heading()


def _rows(document: Document) -> list[Row]:
    own = {one["kind"]: one for one in document.get("wordings", ())}
    made = []
    for kind, worded in WORDED.items():
        start, row = wording_year.customary(kind), own.get(kind, {})
        words = {name: row.get(name) or getattr(start, name) for name in ITEMS}
        made.append({"key": kind, "kind": worded.label, **words})
    return made


def _write(document: Document, given: Row, rows: list[Row]) -> Document:
    stored = {one["kind"]: one for one in document.get("wordings", ())}
    made = [
        packed(Wording, {"kind": row["key"], **words}, stored.get(row["key"]))
        for row in rows
        if any((words := _own(row)).values())
    ]
    return {"wordings": made} if made or "wordings" in document else {}


def _own(row: Row) -> Row:
    """The words where they are not the customary ones, else ''."""
    start = wording_year.customary(row["key"])
    return {n: "" if row[n].strip() == getattr(start, n) else row[n].strip() for n in ITEMS}


WORDING = Section(
    key="wordings",
    title="ถ้อยคำของเอกสาร",
    says="เรื่องและข้อความของคำสั่ง ประกาศ หนังสือ และบันทึก ถ้าไม่แก้ ระบบใช้ข้อความเดิม "
    "ส่วนที่เจ้าหน้าที่แก้ในเอกสารของตนยังคงอยู่เหนือข้อความนี้ ความหมายของคำแทนในวงเล็บปีกกาดูได้ในหน้าแบบฟอร์มและเอกสาร",
    keys=("wordings",),
    form=WordingForm,
    read=lambda document: {},
    write=_write,
    rows=rows_of(WordingRow, WordingRows),
    read_rows=_rows,
)
register(WORDING)
