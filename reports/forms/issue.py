"""Forms of the acts that make a document stone and that end it: number and date, reasons."""

import datetime
from collections.abc import Mapping

from django import forms
from django.core.exceptions import ValidationError

from cdd_network.editing import VersionField
from cdd_network.forms import LongTextField, PageForm, ThaiDateField, ThaiIntegerField
from cdd_network.refusal import refusal_of
from reports import rules
from reports.kinds import kind_of
from reports.models import Document
from reports.numbering import MOST_NUMBER, Free


class RegisterNumberField(ThaiIntegerField):
    """The running number alone: code, «ว» and year are printed with it by themselves."""

    def to_python(self, value: object) -> int | None:
        """The number, or None when empty; raises a Thai sentence."""
        try:
            return super().to_python(value)
        except ValidationError as wrong:
            text = "กรอกเฉพาะเลขลำดับ เช่น 2230 ระบบพิมพ์รหัสหน่วยงาน ว และปีให้เอง"
            raise ValidationError(text, code="invalid") from wrong


class IssueForm(PageForm):
    """Number and date from the office's central register.

    ``version`` is of the draft that was looked at: what was changed since is not issued unseen.
    """

    version = VersionField()
    # First: the numbers offered are those of its year.
    date = ThaiDateField(label="วันที่ลงในเอกสาร", help_text="เช่น 13 มิถุนายน 2568")
    series = forms.ChoiceField(label="เลขจากทะเบียน", widget=forms.RadioSelect)
    number = RegisterNumberField(
        label="เลขที่",
        help_text="เฉพาะเลขลำดับจากทะเบียน เช่น 2230 พิมพ์เลขไทยหรือเลขอารบิกก็ได้",
        min_value=1,
        max_value=MOST_NUMBER,
    )

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

    def typed_day(self) -> datetime.date | None:
        """The date typed so far, None when there is none to read; asks no other field."""
        if not self.is_bound:
            return None
        try:
            return self.fields["date"].clean(self["date"].value())
        except ValidationError:
            return None


def with_free_number(
    document: Document, data: Mapping[str, str], free: list[Free], series: str
) -> IssueForm:
    """What was typed, unchecked, with the next free number of ``series`` in its place."""
    sent = IssueForm(data, document=document)
    held = {name: sent[name].value() for name in ("version", "date")}
    chosen = next((one for one in free if one.series == series), None)
    if chosen:
        held |= {"series": chosen.series, "number": chosen.number}
    return IssueForm(document=document, initial=held)


class ReasonForm(PageForm):
    """Why an issued document loses its force; it stands in the register."""

    reason = LongTextField(label="เหตุผล", max_length=500, help_text="บันทึกไว้ในทะเบียนหนังสือส่ง")

    def clean_reason(self) -> str:
        """As the rule has it."""
        reason = self.cleaned_data["reason"]
        refusal = refusal_of(rules.check_reason, reason)
        if refusal:
            raise ValidationError(refusal)
        return reason
