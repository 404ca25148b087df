"""Forms of a deadline: set beside others, put in another's place, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms

from cdd_network.content import EVENTS
from cdd_network.forms import LineField, LongTextField, PageForm, ThaiDateField, ThaiIntegerField
from projects.actions.deadlines import When
from projects.deadline_rules import TASKS

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from cdd_network.models import Office

LEVELS = [("district", "อำเภอ"), ("province", "จังหวัด")]
EITHER = "กรอกวันที่กำหนด หรือเลือกเหตุการณ์ที่นับจาก อย่างใดอย่างหนึ่ง"


class WhenForm(PageForm):
    """A fixed day, or so many days and months after an event; and the paper that says so."""

    fixed = ThaiDateField(
        label="วันที่กำหนด", required=False, help_text="เช่น 10 กรกฎาคม 2568 เว้นว่างไว้ถ้านับจากเหตุการณ์"
    )
    event = forms.ChoiceField(
        label="หรือนับจาก", required=False, choices=[("", "ไม่นับจากเหตุการณ์"), *EVENTS.items()]
    )
    months_after = ThaiIntegerField(
        label="จำนวนเดือนหลังเหตุการณ์", required=False, min_value=0, max_value=60
    )
    days_after = ThaiIntegerField(
        label="จำนวนวันหลังเหตุการณ์", required=False, min_value=0, max_value=400,
        help_text="วันถัดจากเหตุการณ์นับเป็นวันที่ 1",
    )  # fmt: skip
    source = LineField(
        label="ที่มา",
        max_length=300,
        help_text="เช่น หนังสือจังหวัดบุรีรัมย์ ที่ บร 0019/ว 2500 ลงวันที่ 1 กรกฎาคม 2568",
    )
    marks_optional = False

    def clean(self) -> dict[str, object]:
        """One of both, and no count without an event."""
        data = super().clean()
        counted = data.get("months_after") or data.get("days_after")
        if "fixed" in self.errors or "event" in self.errors:
            return data
        if bool(data.get("fixed")) == bool(data.get("event")):
            self.add_error("fixed", EITHER)
        elif counted and not data.get("event"):
            self.add_error("event", "เลือกเหตุการณ์ที่เริ่มนับ หรือลบจำนวนวันและเดือนออก")
        return data

    def when(self) -> When:
        """What was typed; of a form that is valid."""
        data = self.cleaned_data
        return When(
            data["source"],
            data["fixed"],
            data["event"],
            data["days_after"] or 0,
            data["months_after"] or 0,
        )


class DeadlineForm(WhenForm):
    """A deadline beside the others."""

    task = forms.ChoiceField(label="งาน", choices=[("", "เลือกงาน"), *TASKS.items()])
    level = forms.ChoiceField(label="ผู้ที่ต้องทำ", choices=LEVELS, initial="district")
    field_order = ("task", "level")

    def values(self) -> dict[str, object]:
        """Arguments of ``set_deadline``."""
        data = self.cleaned_data
        return {"task": data["task"], "level": data["level"], "title": "", "when": self.when()}


class ReplaceForm(WhenForm):
    """Another day in the place of one; for all whom it binds, or for one of ``districts``."""

    district = forms.ModelChoiceField(
        label="ใช้กับ", queryset=None, required=False, empty_label="ทุกอำเภอในจังหวัด"
    )
    reason = LongTextField(
        label="เหตุผล", max_length=1000, help_text="ผู้ที่เห็นกำหนดเดิมจะได้ทราบว่าเปลี่ยนเพราะอะไร"
    )
    field_order = ("district",)

    def __init__(
        self, *args: object, districts: QuerySet[Office] | None = None, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        if districts is None:
            del self.fields["district"]
            return
        self.fields["district"].queryset = districts
        self.fields["district"].label_from_instance = lambda office: office.short_name

    def values(self) -> dict[str, object]:
        """Arguments of ``replace_deadline``."""
        data = self.cleaned_data
        return {"district": data.get("district"), "reason": data["reason"], "when": self.when()}
