"""Forms of the letters that a letter refers to (อ้างถึง)."""

from collections.abc import Iterable, Mapping

from django import forms

from cdd_network import thai
from cdd_network.editing import EditRows
from cdd_network.forms import LineField, PageForm, ThaiDateField
from reports.models import Document, Reference


class ReferenceForm(PageForm):
    """One letter cited. A row left as it came counts as empty."""

    source = LineField(label="หนังสือของ", max_length=120, help_text="เช่น จังหวัดบุรีรัมย์")
    urgency = forms.ChoiceField(
        label="ชั้นความเร็ว", choices=Reference.Urgency.choices, required=False
    )
    code = LineField(label="รหัสหน่วยงาน", max_length=20, help_text="เช่น บร 0019")
    number = LineField(label="เลขที่", max_length=20, help_text="เช่น ว 2230 พิมพ์เลขไทยหรือเลขอารบิกก็ได้")
    date = ThaiDateField(label="วันที่ของหนังสือ")

    def __init__(self, *args: object, source: str = "", code: str = "", **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].initial = source
        self.fields["code"].initial = code

    def clean_number(self) -> str:
        """The number in Arabic digits, without a leading «/»."""
        return thai.arabic_digits(self.cleaned_data["number"]).lstrip("/ ")

    def clean_code(self) -> str:
        """The code in Arabic digits, without «ที่» before it or «/» behind it."""
        code = thai.arabic_digits(self.cleaned_data["code"]).removeprefix("ที่")
        return code.strip().rstrip("/").strip()


class _References(EditRows):
    title = "อ้างถึง"
    row_word = "หนังสือที่อ้างถึง ลำดับที่"

    def add_fields(self, form: ReferenceForm, index: int | None) -> None:
        """Names the tick that takes a row away."""
        super().add_fields(form, index)
        tick = form.fields["DELETE"]
        tick.label = "นำหนังสือฉบับนี้ออกจากรายการอ้างถึง"
        tick.wanted = True

    def rows(self) -> list[dict[str, object]]:
        """Rows for ``save_document`` in order; call on a valid formset."""
        given = [form.cleaned_data for form in self.forms if form.cleaned_data]
        kept = [data for data in given if not data.get("DELETE")]
        return [{k: v for k, v in data.items() if k != "DELETE"} for data in kept]


ReferenceSet = forms.formset_factory(
    ReferenceForm, formset=_References, extra=1, can_delete=True, max_num=20
)
PREFIX = "references"
_PARTS = ("source", "urgency", "code", "number")


def reference_set(
    document: Document, data: Mapping[str, str] | None, stored: Iterable[Reference]
) -> _References:
    """The letters cited, stored ones first and one empty row, or what was posted.

    What was posted stands alone: beside a stored row of the same place and words a new one would
    count as untouched.
    """
    rows = stored if data is None else ()
    initial = [{**{name: getattr(row, name) for name in _PARTS}, "date": row.date} for row in rows]
    return ReferenceSet(data, prefix=PREFIX, initial=initial, form_kwargs=_defaults(document))


def one_more_reference(document: Document, data: Mapping[str, str]) -> _References:
    """What was typed, unchecked, with one more empty row: «เพิ่ม» without script."""
    sent = ReferenceSet(data, prefix=PREFIX, form_kwargs=_defaults(document))
    typed = [
        {name: form[name].value() for name in (*_PARTS, "date")}
        for form in sent.forms
        if form["number"].value() or any(form["date"].value() or [])
    ]
    more = forms.formset_factory(
        ReferenceForm,
        formset=_References,
        extra=sent.total_form_count() - len(typed) + 1,
        can_delete=True,
        max_num=20,
    )
    return more(prefix=PREFIX, initial=typed, form_kwargs=_defaults(document))


def _defaults(document: Document) -> dict[str, str]:
    """A new row is most often an earlier letter of the same office."""
    return {"source": document.office.short_name, "code": document.office.code}
