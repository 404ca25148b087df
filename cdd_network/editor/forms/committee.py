"""Seats of the selection committee, its duties and how it meets."""

from __future__ import annotations

from cdd_network.content import CommitteeSeat
from cdd_network.editor.forms.base import LinesField, SectionForm, SectionRow, SectionRows, rows_of
from cdd_network.editor.section import Document, Row, Section, lines, packed, text
from cdd_network.forms import LineField

LISTS = ("committee_duties", "committee_rules")


class CommitteeForm(SectionForm):
    """What stands beside the seats."""

    committee_duties = LinesField(label="หน้าที่และอำนาจ")
    committee_rules = LinesField(label="การประชุม", required=False)
    committee_note = LineField(
        label="ข้อความกำกับ", required=False, help_text="เว้นว่างเมื่อตรงหนังสือกรมแล้ว"
    )


class SeatRow(SectionRow):
    """A seat, as a post and never a person's name."""

    head = "post"
    layout = (("role", "post", "order"),)

    role = LineField(label="ตำแหน่งในคณะกรรมการ", max_length=120, help_text="เช่น กรรมการ")
    post = LineField(label="โดยตำแหน่ง", max_length=200, help_text="เช่น เกษตรจังหวัด")


class SeatRows(SectionRows):
    """The seats in their order."""

    title = "คณะกรรมการ"
    row_word = "ลำดับที่"
    gone = "นำตำแหน่งนี้ออก"
    new = "เพิ่มตำแหน่ง"
    keyed = False


def _read(document: Document) -> Row:
    made = {name: text(document.get(name, ())) for name in LISTS}
    return {**made, "committee_note": document["committee_note"]}


def _read_rows(document: Document) -> list[Row]:
    return [{**seat, "key": str(n)} for n, seat in enumerate(document["committee"])]


def _write(document: Document, given: Row, rows: list[Row]) -> Document:
    seats = [{"role": row["role"], "post": row["post"]} for row in rows]
    return {
        "committee": [packed(CommitteeSeat, seat, None) for seat in seats],
        "committee_note": given["committee_note"],
        **{name: lines(given[name]) for name in LISTS if given[name] or name in document},
    }


COMMITTEE = Section(
    key="committee",
    title="คณะกรรมการคัดเลือก",
    says="ตำแหน่งในคณะกรรมการ หน้าที่ และระเบียบการประชุม",
    keys=("committee", "committee_note", *LISTS),
    form=CommitteeForm,
    read=_read,
    write=_write,
    rows=rows_of(SeatRow, SeatRows, most=40),
    read_rows=_read_rows,
)
