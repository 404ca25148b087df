"""Forms of the documents' pages: signatory and deadline, letters cited, number and date."""

from collections.abc import Iterable, Mapping

from django import forms
from django.db.models import QuerySet

from cdd_network import thai
from cdd_network.editing import EditForm, EditRows
from cdd_network.forms import LineField, PageForm, ThaiDateField, ThaiIntegerField
from cdd_network.models import Signatory
from reports.kinds import kind_of
from reports.models import Document, Reference
from reports.numbering import MOST_NUMBER


class DocumentForm(EditForm):
    """What the province decides on a draft. Only the letter has a deadline."""

    signatory = forms.ModelChoiceField(
        queryset=Signatory.objects.none(), label="ผู้ลงนาม", empty_label="เลือกผู้ลงนาม"
    )
    deadline = ThaiDateField(label="วันสุดท้ายที่ให้อำเภอส่งแผนและแบบสรุป", help_text="เช่น 10 กรกฎาคม 2568")

    def __init__(
        self, *args: object, document: Document, signatories: QuerySet[Signatory], **kwargs: object
    ) -> None:
        initial = {
            "signatory": document.signatory_id,
            "deadline": document.deadline,
            "version": document.version,
        }
        super().__init__(*args, initial=initial, draft=True, **kwargs)
        self.fields["signatory"].queryset = signatories
        label = kind_of(document).deadline
        self.fields["deadline"].label = label
        if not label:
            del self.fields["deadline"]


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


class IssueForm(PageForm):
    """Number and date from the office's central register.

    ``version`` is of the draft that was looked at: what was changed since is not issued unseen.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)
    number = ThaiIntegerField(
        label="เลขที่",
        help_text="เลขจากทะเบียนหนังสือส่ง เช่น 2230 พิมพ์เลขไทยหรือเลขอารบิกก็ได้",
        min_value=1,
        max_value=MOST_NUMBER,
    )
    series = forms.ChoiceField(label="เลขจากทะเบียน", widget=forms.RadioSelect)
    date = ThaiDateField(label="วันที่ลงในเอกสาร", help_text="เช่น 13 มิถุนายน 2568")

    def __init__(self, *args: object, document: Document, **kwargs: object) -> None:
        initial = {"series": document.series, "version": document.version}
        kwargs.setdefault("initial", initial)
        super().__init__(*args, **kwargs)
        offered = kind_of(document).series
        self.fields["series"].choices = [(one.value, one.label) for one in offered]
        self.fields["number"].widget.attrs["class"] = "short"
        if not offered:
            del self.fields["number"]
        if len(offered) < 2:
            del self.fields["series"]
        self.only = next(iter(offered), "")

    @property
    def told(self) -> dict[str, object]:
        """Number, series and day as ``Stamp`` takes them; call on a valid form."""
        data = self.cleaned_data
        return {
            "number": data.get("number"),
            "series": data.get("series") or self.only,
            "day": data["date"],
        }

    @property
    def stamp(self) -> dict[str, object]:
        """Keyword arguments of ``issue_document``; call on a valid form."""
        told = self.told
        return {
            "number": told["number"],
            "series": told["series"],
            "date": told["day"],
            "version": self.cleaned_data["version"],
        }
