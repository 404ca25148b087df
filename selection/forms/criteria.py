"""Forms of a round's criteria and of its eligibility questions, each a list of rows."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import DELETION_FIELD_NAME, INITIAL_FORM_COUNT, formset_factory

from cdd_network.editing import NOT_WHOLE, EditForm, EditRows
from cdd_network.editor.forms.numbers import NumbersField
from cdd_network.form_versions import Earlier
from cdd_network.forms import LineField, LongTextField, PageForm, ThaiIntegerField
from cdd_network.refusal import Refused
from selection import rules
from selection.models import Criterion, EligibilityQuestion
from selection.proposal import SECTIONS

LAST_ITEM = SECTIONS[-1][2]
MOST_CRITERIA = 20
MOST_QUESTIONS = 20
CRITERION = ("title", "points", "help", "anchors", "items", "half_points", "tie_order")
"""What is kept of a criterion; its place is its row's."""


class ItemsField(NumbersField):
    """Numbers of the proposal's items."""

    last = LAST_ITEM


class CriteriaForm(EditForm):
    """The version and the rows; the criteria have no field in common."""

    kept_as = "criteria"


class CriterionForm(PageForm):
    """One criterion: its place and weight, what it looks at, and how it parts equals."""

    marks_optional = False  # the page says once what may stay empty

    order = ThaiIntegerField(label="เรียงเป็นข้อที่", required=False, min_value=1, max_value=99)
    title = LineField(label="เกณฑ์", max_length=300)
    points = ThaiIntegerField(label="คะแนนเต็ม", min_value=1, max_value=100)
    tie_order = ThaiIntegerField(
        label="ลำดับที่ใช้ตัดสินเมื่อคะแนนเท่ากัน",
        required=False,
        min_value=1,
        max_value=MOST_CRITERIA,
    )
    help = LongTextField(
        label="คำอธิบาย", required=False, max_length=1000, widget=forms.Textarea({"rows": 2})
    )
    anchors = LongTextField(
        label="ระดับคะแนน",
        required=False,
        max_length=1000,
        most_lines=10,
        help_text="บรรทัดละหนึ่งระดับ จากสูงไปต่ำ เช่น 21–25 คณะกรรมการครบทุกฝ่าย",
        widget=forms.Textarea({"rows": 4}),
    )
    items = ItemsField(
        label="ข้อของแบบเสนอโครงการที่ใช้พิจารณา",
        required=False,
        max_length=100,
        help_text="เช่น 2, 3, 4",
    )
    half_points = forms.BooleanField(label="ให้ครึ่งคะแนนได้", required=False)

    def is_opened(self) -> bool:
        """Whether the folded part holds an error that must be seen."""
        return any(self.errors.get(name) for name in ("help", "anchors", "items"))


class _OrderedRows(EditRows):
    """Rows that are put in order by a number, struck out by a tick, and dropped when empty."""

    kept: tuple[str, ...] = ()
    gone = ""
    served = 0
    """Rows that the page held, where it is known: a row goes by its tick alone."""

    def clean(self) -> None:
        """All rows that were served came back, each with its answers."""
        super().clean()
        if self.management_form.cleaned_data[INITIAL_FORM_COUNT] < self.served:
            raise ValidationError(NOT_WHOLE)

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        """The tick that takes a row out speaks Thai."""
        super().add_fields(form, index)
        form.fields[DELETION_FIELD_NAME].label = self.gone
        form.fields[DELETION_FIELD_NAME].wanted = True  # no «(ไม่บังคับ)» beside a tick

    def rows(self) -> list[dict[str, object]]:
        """Filled rows that are not struck out, by their number; one without goes to the end."""
        data = [form.cleaned_data for form in self.forms]
        left = [row for row in data if row.get(self.kept[0]) and not row.get(DELETION_FIELD_NAME)]
        left.sort(key=lambda row: row.get("order") or 999)
        return [{name: row.get(name) for name in self.kept} for row in left]

    def stored(self) -> list[dict[str, object]]:
        """Rows as they stand in the database, in the shape of ``rows``."""
        return [{name: row[name] for name in self.kept} for row in super().stored()]

    def text(self, rows: list[dict[str, object]]) -> str:
        """Rows to read, with ticks and lists in words."""
        return super().text([{name: _in_words(value) for name, value in r.items()} for r in rows])


def _in_words(value: object) -> object:
    if isinstance(value, bool):
        return "ใช่" if value else ""
    return ", ".join(str(one) for one in value) if isinstance(value, list) else value


class CriteriaRows(_OrderedRows):
    """The round's criteria."""

    title = "เกณฑ์การคัดเลือก"
    row_word = "ข้อ"
    kept = CRITERION
    gone = "นำเกณฑ์ข้อนี้ออก"
    default_error_messages: ClassVar[dict[str, str]] = {
        **EditRows.default_error_messages,
        "too_many_forms": "มีเกณฑ์ได้ไม่เกิน %(num)d ข้อ",
    }

    def clean(self) -> None:
        """Besides being whole, no two criteria stand at one place among the tie-breakers."""
        super().clean()
        if any(self.errors):
            return
        try:
            rules.check_ties([row["tie_order"] for row in self.rows()])
        except Refused as refused:
            raise ValidationError(refused.reason) from None


CriteriaRowSet = formset_factory(
    CriterionForm,
    formset=CriteriaRows,
    extra=1,
    can_delete=True,
    max_num=MOST_CRITERIA,
    absolute_max=MOST_CRITERIA + 5,
    validate_max=True,
)


def criteria_form(data: object, *, version: int, criteria: list[Criterion]) -> CriteriaForm:
    """The form over the round's criteria as they stand, with its rows."""
    form = CriteriaForm(data, initial={"version": version})
    rows = [{name: getattr(one, name) for name in ("order", *CRITERION)} for one in criteria]
    form.rows = CriteriaRowSet(data, initial=rows, prefix="criteria")
    _remember_served(form, version)
    return form


def _remember_served(form: EditForm, version: int) -> None:
    """A form of the version that stands was served with the rows that stand, unless it is an earlier
    one that is taken back.
    """
    if form.data.get("version") == str(version) and not isinstance(form.data, Earlier):
        form.rows.served = len(form.rows.initial)


class EligibilityForm(EditForm):
    """The version and the rows of questions."""

    kept_as = "eligibility"


class QuestionForm(PageForm):
    """One condition, answered yes or no."""

    marks_optional = False  # the page says once what may stay empty

    order = ThaiIntegerField(label="เรียงเป็นข้อที่", required=False, min_value=1, max_value=99)
    text = LineField(label="คุณสมบัติ", max_length=300)


class QuestionRows(_OrderedRows):
    """The round's eligibility questions."""

    title = "คุณสมบัติของกลุ่ม"
    row_word = "ข้อ"
    kept = ("text",)
    gone = "นำคุณสมบัติข้อนี้ออก"
    default_error_messages: ClassVar[dict[str, str]] = {
        **EditRows.default_error_messages,
        "too_many_forms": "มีคุณสมบัติได้ไม่เกิน %(num)d ข้อ",
    }


QuestionRowSet = formset_factory(
    QuestionForm,
    formset=QuestionRows,
    extra=2,
    can_delete=True,
    max_num=MOST_QUESTIONS,
    absolute_max=MOST_QUESTIONS + 5,
    validate_max=True,
)


def eligibility_form(
    data: object, *, version: int, questions: list[EligibilityQuestion]
) -> EligibilityForm:
    """The form over the round's questions as they stand, with its rows."""
    form = EligibilityForm(data, initial={"version": version})
    rows = [{"order": one.order, "text": one.text} for one in questions]
    form.rows = QuestionRowSet(data, initial=rows, prefix="questions")
    _remember_served(form, version)
    return form
