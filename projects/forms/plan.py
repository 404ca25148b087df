"""Forms of the action plan: its rows, its reporter, the province's note."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import (
    DELETION_FIELD_NAME,
    formset_factory,
)

from cdd_network.editing import EditForm, EditRows
from cdd_network.forms import LineField, LongTextField, MoneyField, PageForm, ThaiDateField
from cdd_network.refusal import Refused
from projects.actions.plans import ITEM_VALUES
from projects.rules import MOST_ITEMS, check_size

MOST_STEPS = 60
"""Lines of the steps, and of the results, of one network activity."""


class ReporterForm(EditForm):
    """Who reports. Both papers end with it."""

    reporter_name = LineField(
        label="ผู้รายงาน (ชื่อและนามสกุล)", max_length=120, help_text="พร้อมคำนำหน้า เช่น นางสาวสมใจ ดีงาม"
    )
    reporter_post = LineField(
        label="ตำแหน่ง", max_length=120, help_text="เช่น นักวิชาการพัฒนาชุมชนชำนาญการ"
    )
    report_date = ThaiDateField(label="วันที่รายงาน", help_text="เช่น 25 มิถุนายน 2568")


class PlanForm(ReporterForm):
    """The plan's own fields: the reporter."""


class PlanItemForm(PageForm):
    """A row of the plan, in the form's six columns."""

    activity_name = LineField(
        label="ชื่อกิจกรรมเครือข่ายที่จะดำเนินการ",
        max_length=200,
        help_text="เช่น ศูนย์สาธิตการตลาด ธนาคารข้าว โรงน้ำดื่ม",
    )
    steps = LongTextField(
        label="ขั้นตอนการดำเนินการ",
        max_length=4000,
        most_lines=MOST_STEPS,
        help_text="บรรทัดละหนึ่งขั้นตอน ไม่ต้องใส่เลขลำดับ เริ่มจากการศึกษาความต้องการของสมาชิก",
    )
    place = LineField(
        label="สถานที่ดำเนินการ", max_length=300, help_text="เช่น เลขที่ 12 หมู่ที่ 7 ตำบลลำดวน"
    )
    capital = MoneyField(label="เงินทุนของกลุ่มฯ (บาท)")
    results = LongTextField(
        label="ผลที่คาดว่าจะได้รับ",
        max_length=4000,
        most_lines=MOST_STEPS,
        help_text="บรรทัดละหนึ่งข้อ ไม่ต้องใส่เลขลำดับ",
    )
    remark = LongTextField(
        label="หมายเหตุ", max_length=1000, required=False, widget=forms.Textarea({"rows": 2})
    )


class BaseItems(EditRows):
    """Rows of the plan, half filled or not; empty and struck-out rows are dropped."""

    title = "กิจกรรมเครือข่ายในแผน"
    default_error_messages: ClassVar[dict[str, str]] = {
        **EditRows.default_error_messages,
        "too_many_forms": "แผนมีกิจกรรมเครือข่ายได้ไม่เกิน %(num)d กิจกรรม",
    }

    def clean(self) -> None:
        """Besides being whole, the rows are not too long together."""
        super().clean()
        if any(self.errors):
            return
        try:
            check_size(self.rows())
        except Refused as refused:
            raise ValidationError(refused.reason) from None

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        """The tick that strikes a row out, named in Thai."""
        super().add_fields(form, index)
        form.fields[DELETION_FIELD_NAME].label = "ลบกิจกรรมนี้ออกจากแผน"

    def rows(self) -> list[dict[str, object]]:
        """Rows as the action wants them, in order."""
        rows = [
            {name: form.cleaned_data.get(name) for name in ITEM_VALUES}
            for form in self.forms
            if not form.cleaned_data.get(DELETION_FIELD_NAME)
        ]
        return [row for row in rows if any(value not in ("", None) for value in row.values())]


ItemFormSet = formset_factory(
    PlanItemForm,
    formset=BaseItems,
    extra=0,
    max_num=MOST_ITEMS,
    absolute_max=MOST_ITEMS + 5,
    validate_max=True,
    can_delete=True,
)


class ReturnForm(PageForm):
    """What the province asks to be mended."""

    note = LongTextField(
        label="สิ่งที่ขอให้แก้ไข",
        max_length=2000,
        help_text="บอกข้อที่ต้องแก้และวิธีแก้ เช่น ระบุสถานที่ดำเนินการให้ครบ",
    )
