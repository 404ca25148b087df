"""The form of an event's budget: its lines, half filled or not."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from django import forms
from django.forms.formsets import DELETION_FIELD_NAME, formset_factory

from cdd_network.editing import EditForm, EditRows
from cdd_network.forms import LineField, MoneyField, PageForm, ThaiDecimalField, ThaiIntegerField
from projects.actions.budget import LINE_VALUES
from projects.budget import Line, hours_text, most_text
from projects.budget_rules import MOST_LINES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cdd_network.content import RateRule

MOST_PEOPLE = 9_999
MOST_TIMES = Decimal("9999.99")
MOST_PRICE = Decimal("9999999.99")
NO_RATE = "ไม่เทียบกับอัตราใด"


class TimesField(ThaiDecimalField):
    """How many times, hours or days, without needless zeros."""

    example = "3"

    def prepare_value(self, value: object) -> object:
        """«3» of 3.00, «1.5» of 1.50."""
        return hours_text(value) if isinstance(value, Decimal) else value

    def widget_attrs(self, widget: forms.Widget) -> dict:
        """A short control."""
        return {**super().widget_attrs(widget), "class": "short"}


class LineForm(PageForm):
    """A line: what, compared with which rate, how many × how often × how much, and what was spent."""

    title = LineField(label="รายการ", max_length=200)
    rate = forms.ChoiceField(label="เทียบกับอัตราตามระเบียบ")
    people = ThaiIntegerField(label="จำนวน (คนหรือหน่วย)", min_value=0, max_value=MOST_PEOPLE)
    times = TimesField(
        label="จำนวนครั้ง (มื้อ ชั่วโมง วัน)", min_value=0, max_value=MOST_TIMES, decimal_places=2
    )
    price = MoneyField(label="อัตรา (บาท)", max_value=MOST_PRICE, widget=forms.TextInput)
    spent = MoneyField(label="จ่ายจริง (บาท)", max_value=MOST_PRICE, widget=forms.TextInput)
    remark = LineField(label="หมายเหตุ", max_length=400)

    def __init__(self, *args: object, rates: Iterable[RateRule], **kwargs: object) -> None:
        super().__init__(*args, draft=True, **kwargs)
        known = [(rate.key, f"{rate.title} {most_text(rate)}") for rate in rates]
        self.fields["rate"].choices = [("", NO_RATE), *known]
        for name in ("people", "times", "price"):
            self.fields[name].widget.attrs["data-factor"] = name
        self.fields["spent"].widget.attrs["data-spent"] = ""

    def line(self) -> Line:
        """The line as served, or of a form that was validated as typed.

        What cannot be read counts as not given, a line that is struck out as empty.
        """
        held = self.cleaned_data if self.is_bound else self.initial
        if held.get(DELETION_FIELD_NAME):
            return Line()
        return Line(**{name: held.get(name, default) for name, default in _EMPTY})


_EMPTY = tuple((name, getattr(Line(), name)) for name in LINE_VALUES)


class BaseLines(EditRows):
    """The lines; empty and struck-out ones are dropped."""

    title = "รายการงบประมาณ"
    row_word = "รายการที่"
    default_error_messages: ClassVar[dict[str, str]] = {
        **EditRows.default_error_messages,
        "too_many_forms": "งบประมาณมีได้ไม่เกิน %(num)d รายการ",
    }

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        """The tick that strikes a line out, named in Thai.

        Every line is read: one that was added and autosaved equals what is stored, and would else
        pass for empty.
        """
        super().add_fields(form, index)
        form.empty_permitted = False
        form.fields[DELETION_FIELD_NAME].label = "ลบรายการนี้"

    def rows(self) -> list[dict[str, object]]:
        """Lines as the action wants them, in order."""
        rows = [
            {name: form.cleaned_data.get(name, default) for name, default in _EMPTY}
            for form in self.forms
            if not form.cleaned_data.get(DELETION_FIELD_NAME)
        ]
        return [row for row in rows if any(value not in ("", None) for value in row.values())]

    def lines(self) -> list[Line]:
        """Each form's line as it stands on the page, struck-out ones empty."""
        self.is_valid()  # what was typed is read
        return [form.line() for form in self.forms]


LineFormSet = formset_factory(
    LineForm,
    formset=BaseLines,
    extra=0,
    max_num=MOST_LINES,
    absolute_max=MOST_LINES + 5,
    validate_max=True,
    can_delete=True,
)


class BudgetForm(EditForm):
    """The head of the lines, which has nothing of its own but its version."""

    kept_as = "budget"
