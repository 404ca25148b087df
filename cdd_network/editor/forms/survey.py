"""The participants' survey: what is answered by level, open questions, and the knowledge test."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from django import forms
from django.core.exceptions import ValidationError

from cdd_network.content_event import SCHEMES, FormItem, KnowledgeQuestion
from cdd_network.editor.forms.base import LinesField, SectionForm, SectionRow, SectionRows, rows_of
from cdd_network.editor.forms.papers import BareForm, TitlesField
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

LEVELS = 5
BANDS = tuple(
    zip(
        SCHEMES,
        ("ช่วงกว้าง 0.80 (มากที่สุด 4.21–5.00)", "ตัดที่ครึ่งคะแนน (มากที่สุด 4.51–5.00)"),
        strict=True,
    )
)
ACTIVITIES = ((0, "ทั้งสองกิจกรรม"), (1, "กิจกรรมที่ 1 (จังหวัด)"), (2, "กิจกรรมที่ 2 (อำเภอ)"))


class OfActivity(SectionRow):
    """A row that may be of one activity alone."""

    @classmethod
    def choices_of(cls, document: Document) -> dict[str, list[tuple[object, str]]]:
        """Both activities, or one."""
        return {"activity": list(ACTIVITIES)}


def ActivityField() -> forms.TypedChoiceField:  # noqa: N802  (makes a field)
    """Of which activity an item is asked."""
    return forms.TypedChoiceField(label="ใช้กับ", choices=ACTIVITIES, coerce=int, initial=0)


class SurveyForm(SectionForm):
    """The survey's head."""

    titles = TitlesField()
    lead = LongTextField(label="คำชี้แจง", max_length=600, widget=forms.Textarea({"rows": 3}))
    levels = LinesField(
        label="ระดับความเห็น", rows=LEVELS, help_text=f"{LEVELS} ระดับ บรรทัดละหนึ่งระดับ จากมากที่สุดลงไป"
    )
    bands = forms.ChoiceField(label="เกณฑ์แปลผลค่าเฉลี่ย", choices=BANDS)
    note = LineField(label="ข้อความกำกับ", required=False, help_text="เว้นว่างเมื่อตรงหนังสือกรมแล้ว")

    def clean_levels(self) -> str:
        """The means are put into words of five levels."""
        given = self.cleaned_data["levels"]
        if len(lines(given)) != LEVELS:
            raise ValidationError(f"ระดับความเห็นต้องมี {LEVELS} ระดับ (พิมพ์ไว้ {len(lines(given))} ระดับ)")
        return given


class SurveyRow(OfActivity):
    """An item answered by level, under the title of its part."""

    layout = (("title",), ("part", "activity", "order"))

    title = LineField(label="ข้อความ", max_length=400)
    part = LineField(label="ตอน", max_length=300, help_text="ข้อที่ชื่อตอนเหมือนกันและอยู่ติดกันพิมพ์เป็นตอนเดียว")
    activity = ActivityField()


class SurveyRows(SectionRows):
    """Items in their order."""

    title = "ข้อที่ตอบเป็นระดับ"
    row_word = "ข้อ"
    gone = "นำข้อนี้ออก"
    new = "เพิ่มข้อ"
    folds = True


PLAIN = ("lead", "bands", "note")
HEAD = ("titles", "levels")


def _read(document: Document) -> Row:
    stored = document["survey"]
    made = {name: stored.get(name, "") for name in PLAIN} | {
        "bands": stored.get("bands", SCHEMES[0])
    }
    return made | {name: text(stored[name]) for name in HEAD}


def _rows(document: Document) -> Iterator[Row]:
    for part in document["survey"]["parts"]:
        for one in part["items"]:
            yield {**_item_row(one), "part": part["title"]}


def _item_row(item: Row) -> Row:
    return {"key": item["key"], "title": item["title"], "activity": item.get("activity", 0)}


def _write(document: Document, given: Row, rows: list[Row]) -> Document:
    survey = document["survey"]
    stored = {one["key"]: one for part in survey["parts"] for one in part["items"]}
    made = _numbered(with_keys(rows, "s"), stored)
    pairs = zip((row["part"] for row in rows), made, strict=True)
    parts = [
        {"title": title, "items": [one for _, one in group]}
        for title, group in groupby(pairs, key=lambda pair: pair[0])
    ]
    values = {name: given[name] for name in PLAIN} | {name: lines(given[name]) for name in HEAD}
    return {"survey": _renumbered({**survey, **values, "parts": parts})}


def _numbered(rows: list[Row], stored: dict[str, Row], first: int = 1) -> list[Row]:
    """Items as they are stored, numbered through from ``first``."""
    return [
        packed(
            FormItem,
            {
                "number": number,
                "key": row["key"],
                "title": row["title"],
                "activity": row["activity"],
            },
            stored.get(row["key"]),
        )
        for number, row in enumerate(rows, first)
    ]


def _renumbered(survey: Row) -> Row:
    """The open questions counted on from the last item."""
    first = sum(len(part["items"]) for part in survey["parts"]) + 1
    asked = [{**one, "number": n} for n, one in enumerate(survey.get("questions", ()), first)]
    return {**survey, "questions": asked}


SURVEY = Section(
    key="survey",
    title="แบบประเมินความพึงพอใจ",
    says="หัวแบบ คำชี้แจง ระดับ และข้อที่ตอบเป็นระดับ",
    keys=("survey",),
    form=SurveyForm,
    read=_read,
    write=_write,
    rows=rows_of(SurveyRow, SurveyRows, most=40),
    read_rows=lambda document: list(_rows(document)),
)


class QuestionRow(OfActivity):
    """An open question."""

    layout = (("title",), ("activity", "order"))

    title = LineField(label="คำถาม", max_length=400)
    activity = ActivityField()


class QuestionRows(SectionRows):
    """Open questions, after the items answered by level."""

    title = "คำถามปลายเปิด"
    row_word = "คำถามที่"
    gone = "นำคำถามนี้ออก"
    new = "เพิ่มคำถาม"


def _write_questions(document: Document, given: Row, rows: list[Row]) -> Document:
    survey = document["survey"]
    stored = by_key(survey.get("questions", ()))
    asked = _numbered(with_keys(rows, "q"), stored)
    return {"survey": _renumbered({**survey, "questions": asked})}


QUESTIONS = Section(
    key="survey_questions",
    title="แบบประเมิน: คำถามปลายเปิด",
    says="คำถามที่ผู้เข้าร่วมเขียนตอบเอง",
    keys=("survey",),
    form=BareForm,
    read=lambda document: {},
    write=_write_questions,
    rows=rows_of(QuestionRow, QuestionRows, most=10),
    read_rows=lambda document: [_item_row(one) for one in document["survey"].get("questions", ())],
)


class KnowledgeForm(SectionForm):
    """Who passes the test."""

    pass_share = ThaiIntegerField(
        label="ผ่านเมื่อตอบถูกตั้งแต่ (ร้อยละ)", min_value=1, max_value=100, help_text="เช่น 60"
    )


class KnowledgeRow(OfActivity):
    """A question of the test with its choices and the right one."""

    layout = (("title",), ("choices",), ("answer", "activity", "order"))

    title = LineField(label="คำถาม", max_length=400)
    choices = LinesField(label="ตัวเลือก", rows=4, most_lines=6, help_text="บรรทัดละหนึ่งตัวเลือก")
    answer = ThaiIntegerField(
        label="ข้อที่ถูก", min_value=1, max_value=6, help_text="เช่น 2 คือบรรทัดที่สอง"
    )
    activity = ActivityField()

    def clean(self) -> dict[str, object]:
        """At least two different choices, of which one is right."""
        given = super().clean()
        choices, answer = lines(given.get("choices")), given.get("answer")
        if "choices" in given and len(set(choices)) < max(2, len(choices)):
            self.add_error("choices", "ตัวเลือกต้องมีอย่างน้อย 2 ข้อ และไม่ซ้ำกัน")
        elif choices and answer and answer > len(choices):
            self.add_error("answer", f"ข้อที่ถูกต้องเป็น 1 ถึง {len(choices)} ตามจำนวนตัวเลือก")
        return given


class KnowledgeRows(SectionRows):
    """The test, asked before and after."""

    title = "แบบทดสอบความรู้"
    row_word = "ข้อ"
    gone = "นำข้อนี้ออก"
    new = "เพิ่มข้อ"
    folds = True


def _write_knowledge(document: Document, given: Row, rows: list[Row]) -> Document:
    survey = document["survey"]
    stored = by_key(survey.get("knowledge", ()))
    names = ("key", "title", "answer", "activity")
    made = [
        packed(
            KnowledgeQuestion,
            {name: row[name] for name in names} | {"choices": lines(row["choices"])},
            stored.get(row["key"]),
        )
        for row in with_keys(rows, "k")
    ]
    return {"survey": {**survey, "knowledge": made, "pass_share": given["pass_share"]}}


KNOWLEDGE = Section(
    key="knowledge",
    title="แบบทดสอบความรู้",
    says="คำถาม ตัวเลือก ข้อที่ถูก และเกณฑ์ผ่าน ใช้ทั้งก่อนและหลังกิจกรรม",
    keys=("survey",),
    form=KnowledgeForm,
    read=lambda document: {"pass_share": document["survey"].get("pass_share", 60)},
    write=_write_knowledge,
    rows=rows_of(KnowledgeRow, KnowledgeRows, most=20),
    read_rows=lambda document: [
        {**one, "choices": text(one["choices"]), "activity": one.get("activity", 0)}
        for one in document["survey"].get("knowledge", ())
    ],
)
