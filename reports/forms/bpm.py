"""Form of the day on which an event was keyed into BPM."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils import timezone

from cdd_network.forms import PageForm, ThaiDateField
from cdd_network.refusal import Refused
from reports.bpm_rules import check_keyed_on

if TYPE_CHECKING:
    from projects.models import ActivityDay


class KeyedForm(PageForm):
    """The day; ``days`` are those of the event."""

    keyed_on = ThaiDateField(label="วันที่บันทึกใน BPM", help_text="เช่น 25 มิถุนายน 2568")

    def __init__(self, *args: object, days: list[ActivityDay], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.days = days

    def clean_keyed_on(self) -> datetime.date:
        """Not before the last day of the event, not in the future."""
        day = self.cleaned_data["keyed_on"]
        try:
            check_keyed_on(day, self.days, timezone.localdate())
        except Refused as refused:
            raise ValidationError(refused.reason) from None
        return day
