"""Form of a follow-up: when it was looked, what was found, in a minute on a telephone."""

from __future__ import annotations

import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from cdd_network.editing import EditForm
from cdd_network.forms import LongTextField, MoneyField, ThaiDateField, ThaiIntegerField
from cdd_network.refusal import Refused
from projects.follow_up_rules import check_seen_on
from projects.models import FollowUp

MOST_MEMBERS = 100_000


class FollowUpForm(EditForm):
    """What the district found; ``due`` is the day by which it looks."""

    seen_on = ThaiDateField(label="วันที่ติดตาม")
    standing = forms.ChoiceField(
        label="สถานะของกิจกรรมเครือข่าย",
        choices=FollowUp.Standing.choices,
        widget=forms.RadioSelect,
    )
    members = ThaiIntegerField(
        label="สมาชิก (คน)", required=False, min_value=0, max_value=MOST_MEMBERS
    )
    capital = MoneyField(label="เงินทุน (บาท)", required=False)
    note = LongTextField(
        label="สิ่งที่พบและข้อเสนอแนะ",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": "2"}),
    )

    def __init__(self, *args: object, due: datetime.date | None, **kwargs: object) -> None:
        self.due = due
        super().__init__(*args, **kwargs)

    def clean_seen_on(self) -> datetime.date:
        """Neither before the time opens nor in the future."""
        day = self.cleaned_data["seen_on"]
        try:
            check_seen_on(day, self.due, timezone.localdate())
        except Refused as refused:
            raise ValidationError(refused.reason) from None
        return day
