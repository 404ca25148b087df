"""The programme's two activities, and the types of network activity with how many exist today."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError

from cdd_network.content import ActivityRule, ActivityType
from cdd_network.editor.checks import MOST_TOLD_DAYS
from cdd_network.editor.forms.base import SectionForm, SectionRow, SectionRows, folded, rows_of
from cdd_network.editor.said import reach_of
from cdd_network.editor.section import Document, Row, Section, by_key, packed, with_keys
from cdd_network.forms import LineField, LongTextField, ThaiIntegerField

MOST_BAHT = 99_999_999
RULE = ("title", "days", "people", "places", "budget", "period", "target", "venue")


class NothingForm(SectionForm):
    """A section that is its rows alone."""


def nothing(document: Document) -> Row:
    """The initial of a section that is its rows alone."""
    return {}


class ActivityRow(SectionRow):
    """One of the two activities; who runs it is fixed."""

    layout = (("title",), ("days", "people", "places"), ("budget",), ("period",))

    title = LineField(label="ชื่อกิจกรรม", max_length=400, widget=forms.Textarea({"rows": 2}))
    days = ThaiIntegerField(
        label="จำนวนวัน", min_value=1, max_value=30, help_text="ต้องเท่ากับจำนวนวันในหลักสูตร"
    )
    people = ThaiIntegerField(label="คนต่อแห่ง", min_value=1, max_value=9999)
    places = ThaiIntegerField(
        label="จำนวนแห่งทั้งประเทศ", min_value=1, max_value=9999, help_text="เช่น 76"
    )
    budget = ThaiIntegerField(
        label="งบประมาณต่อแห่ง (บาท)",
        min_value=1,
        max_value=MOST_BAHT,
        help_text="เช่น 41,300",
        example="41,300",
    )
    period = LineField(label="ระยะเวลาดำเนินการ", max_length=200)
    target = LongTextField(label="กลุ่มเป้าหมาย", max_length=1500, widget=forms.Textarea({"rows": 4}))
    venue = LongTextField(
        label="สถานที่ดำเนินการ", max_length=1000, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        reach = reach_of(self.document)
        if reach and self._is_of_districts():
            self.fields["places"].help_text = f"{reach.sum_text} แห่ง"

    def clean_days(self) -> int:
        """The summary tells of so many days of activity 2."""
        given = self.cleaned_data["days"]
        if self._is_of_districts() and given > MOST_TOLD_DAYS:
            raise ValidationError(f"กิจกรรมที่ 2 จัดได้ไม่เกิน {MOST_TOLD_DAYS} วัน ตามแบบสรุปผล")
        return given

    def _is_of_districts(self) -> bool:
        return self.initial.get("key") == "2"


class ActivityRows(SectionRows):
    """Activity 1 of the province and 2 of the district: code knows both by their number."""

    title = "กิจกรรม"
    row_word = "กิจกรรมที่"
    fixed = True


def _activities(document: Document) -> list[Row]:
    return [
        {"key": str(one["number"]), **{name: one[name] for name in RULE}}
        for one in document["activities"]
    ]


def _write_activities(document: Document, given: Row, rows: list[Row]) -> Document:
    typed = by_key(rows)
    made = []
    for one in document["activities"]:
        row = typed[str(one["number"])]
        made.append(packed(ActivityRule, {name: row[name] for name in RULE}, one))
    return {"activities": made}


ACTIVITIES = Section(
    key="activities",
    title="กิจกรรม คน วัน และงบประมาณ",
    says="จำนวนวัน คน แห่ง งบประมาณ ระยะเวลา กลุ่มเป้าหมาย และสถานที่ของกิจกรรมที่ 1 และ 2",
    keys=("activities",),
    form=NothingForm,
    read=nothing,
    write=_write_activities,
    rows=rows_of(ActivityRow, ActivityRows),
    read_rows=_activities,
)


class TypeRow(SectionRow):
    """A type of network activity."""

    head = "name"
    layout = (("name", "today", "order"),)

    name = LineField(label="ประเภท", max_length=120)
    today = ThaiIntegerField(
        label="จำนวนที่มีแล้ว (แห่ง)", min_value=0, max_value=99_999, help_text="ทั้งประเทศ"
    )


class TypeRows(SectionRows):
    """The types in the order of the lists."""

    title = "ประเภทกิจกรรมเครือข่าย"
    row_word = "ประเภทที่"
    gone = "นำประเภทนี้ออก"
    new = "เพิ่มประเภท"

    def clean(self) -> None:
        """No type stands in the list twice."""
        super().clean()
        if not any(self.errors):
            self.refuse_twice("name", "ประเภทนี้", lambda row: folded(row["name"]))


def _types(document: Document) -> list[Row]:
    return [dict(one) for one in document["activity_types"]]


def _write_types(document: Document, given: Row, rows: list[Row]) -> Document:
    stored = by_key(document["activity_types"])
    plain = [{name: row[name] for name in ("key", "name", "today")} for row in rows]
    named = with_keys(plain, "t")
    return {"activity_types": [packed(ActivityType, r, stored.get(r["key"])) for r in named]}


TYPES = Section(
    key="types",
    title="ประเภทกิจกรรมเครือข่าย",
    says="ประเภทที่ให้เลือกในแบบเสนอโครงการ และจำนวนที่มีแล้วทั้งประเทศ",
    keys=("activity_types",),
    form=NothingForm,
    read=nothing,
    write=_write_types,
    rows=rows_of(TypeRow, TypeRows, most=40),
    read_rows=_types,
)
