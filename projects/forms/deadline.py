"""Forms of a deadline: set beside others, put in another's place, taken back."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django import forms
from django.core.exceptions import ValidationError

from cdd_network.content import EVENTS
from cdd_network.forms import LineField, LongTextField, PageForm, ThaiDateField, ThaiIntegerField
from cdd_network.refusal import Refused, refusal_of
from projects.actions.deadlines import When
from projects.deadline_rules import LEVELS, TASKS, check_day, check_set

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from cdd_network.models import Office, User

WHOM = {"district": "อำเภอ", "province": "จังหวัด"}
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

    def __init__(self, *args: object, year: int, **kwargs: object) -> None:
        self.year = year
        super().__init__(*args, **kwargs)

    def clean_fixed(self) -> datetime.date | None:
        """A day near the fiscal year."""
        day = self.cleaned_data["fixed"]
        try:
            check_day(self.year, day)
        except Refused as refused:
            raise ValidationError(refused.reason) from None
        return day

    def clean(self) -> dict[str, object]:
        """One of both, and no count without an event."""
        data = super().clean()
        counts = [data.get(name) for name in ("months_after", "days_after")]
        counted = any(counts)
        if "fixed" in self.errors or "event" in self.errors:
            return data
        if bool(data.get("fixed")) == bool(data.get("event")):
            self.add_error("fixed", EITHER)
        elif counted and not data.get("event"):
            self.add_error("event", "เลือกเหตุการณ์ที่เริ่มนับ หรือลบจำนวนวันและเดือนออก")
        elif data.get("event") and counts == [None, None]:
            self.add_error("days_after", "กรอกจำนวนวันหรือเดือน (กรอก 0 หากครบกำหนดในวันนั้น)")
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

    duty = forms.ChoiceField(label="งาน")
    field_order = ("duty",)

    def __init__(self, *args: object, user: User, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["duty"].choices = [("", "เลือกงาน"), *_duties(user)]

    def values(self) -> dict[str, object]:
        """Arguments of ``set_deadline``."""
        task, level = self.cleaned_data["duty"].split(":")
        return {"task": task, "level": level, "title": "", "when": self.when()}


def _duties(user: User) -> list[tuple[str, str]]:
    """(«task:level», words) of the duties for which the user sets deadlines."""
    return [
        (f"{task}:{level}", f"{title} ({WHOM[level]})" if len(levels) > 1 else title)
        for task, title in TASKS.items()
        for levels in [LEVELS[task]]
        for level in levels
        if not refusal_of(check_set, user, task=task, level=level)
    ]


class ReplaceForm(WhenForm):
    """Another day in the place of one; for all whom it binds, or for one of ``districts``.

    ``several``: its duty has others, and all may give way. ``alone``: it is this district's own.
    """

    district = forms.ModelChoiceField(
        label="ใช้กับ", queryset=None, required=False, empty_label="ทุกอำเภอในจังหวัด"
    )
    reason = LongTextField(
        label="เหตุผล", max_length=1000, help_text="ผู้ที่เห็นกำหนดเดิมจะได้ทราบว่าเปลี่ยนเพราะอะไร"
    )
    whole = forms.BooleanField(
        label="ขยายทั้งงานนี้ ให้กำหนดใหม่แทนทุกกำหนดของงาน", required=False, initial=True
    )
    field_order = ("district", "whole")

    def __init__(
        self,
        *args: object,
        districts: QuerySet[Office] | None = None,
        several: bool = False,
        alone: Office | None = None,
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.alone = alone
        if not several:
            del self.fields["whole"]
        if districts is None:
            del self.fields["district"]
            return
        self.fields["district"].queryset = districts
        self.fields["district"].label_from_instance = lambda office: office.short_name

    def values(self) -> dict[str, object]:
        """Arguments of ``replace_deadline``."""
        data = self.cleaned_data
        kept = {"district": self.alone or data.get("district"), "whole": data.get("whole", False)}
        return {**kept, "reason": data["reason"], "when": self.when()}


class WithdrawForm(PageForm):
    """Why a deadline is taken back."""

    reason = LongTextField(
        label="เหตุผลที่ถอน", max_length=1000, help_text="เก็บไว้ในประวัติการทำงานของระบบ"
    )
