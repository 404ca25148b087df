"""The year's own facts: its name, quota, aims and indicators, and how long names are kept."""

from __future__ import annotations

from cdd_network.editor.forms.base import LinesField, SectionForm
from cdd_network.editor.said import reach_of
from cdd_network.editor.section import Document, Row, Section, lines, text
from cdd_network.forms import LineField, ThaiIntegerField

LISTS = ("objectives", "indicators")
PLAIN = ("title", "quota", "indicator_share", "new_activities")


class BasicsForm(SectionForm):
    """Name, quota, aims and indicators."""

    layout = (("title",), ("quota", "new_activities", "indicator_share"))

    title = LineField(label="ชื่อโครงการ", max_length=200)
    quota = ThaiIntegerField(
        label="จำนวนกลุ่มต่อจังหวัด", min_value=1, max_value=20, help_text="กลุ่มที่คัดเลือกได้จังหวัดละกี่กลุ่ม"
    )
    new_activities = ThaiIntegerField(
        label="กิจกรรมใหม่ทั้งประเทศ", min_value=0, max_value=9999, help_text="ตามตัวชี้วัด เช่น 152"
    )
    indicator_share = ThaiIntegerField(
        label="ผู้มีความรู้ (ร้อยละ)", min_value=1, max_value=100, help_text="ตามตัวชี้วัด เช่น 80"
    )
    objectives = LinesField(label="วัตถุประสงค์", rows=5)
    indicators = LinesField(label="ตัวชี้วัด", rows=8)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if reach := reach_of(self.document):
            self.fields["new_activities"].help_text = f"ตามตัวชี้วัด {reach.sum_text}"


def _read(document: Document) -> Row:
    made = {name: document[name] for name in PLAIN}
    return made | {name: text(document[name]) for name in LISTS}


def _write(document: Document, given: Row, rows: list[Row]) -> Document:
    made = {name: given[name] for name in PLAIN}
    return made | {name: lines(given[name]) for name in LISTS}


BASICS = Section(
    key="basics",
    title="ชื่อ โควตา และตัวชี้วัด",
    says="ชื่อโครงการ จำนวนกลุ่มต่อจังหวัด วัตถุประสงค์ และตัวชี้วัด",
    keys=(*PLAIN, *LISTS),
    form=BasicsForm,
    read=_read,
    write=_write,
)


class KeepingForm(SectionForm):
    """How long the names of participants are kept."""

    people_kept_days = ThaiIntegerField(
        label="เก็บรายชื่อผู้เข้าร่วมหลังสิ้นปีงบประมาณ (วัน)",
        min_value=30,
        max_value=3650,
        help_text="ครบกำหนดแล้วระบบลบชื่อ คงไว้แต่จำนวน เช่น 365",
    )


KEEPING = Section(
    key="keeping",
    title="ระยะเวลาเก็บรายชื่อ",
    says="จำนวนวันที่เก็บรายชื่อผู้เข้าร่วมหลังสิ้นปีงบประมาณ",
    keys=("people_kept_days",),
    form=KeepingForm,
    read=lambda document: {"people_kept_days": document.get("people_kept_days", 365)},
    write=lambda document, given, rows: _kept(document, given["people_kept_days"]),
)


def _kept(document: Document, days: object) -> Document:
    """The number of days, named only where it was before or differs from the usual year."""
    unnamed = days == 365 and "people_kept_days" not in document
    return {} if unnamed else {"people_kept_days": days}
