"""Form of a bundle's way to the department."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils import timezone

from cdd_network import thai
from cdd_network.forms import LineField, PageForm, ThaiDateField
from cdd_network.refusal import Refused
from reports.bundle_rules import check_forwarded_on

if TYPE_CHECKING:
    from reports.models import Bundle


class ForwardForm(PageForm):
    """The day and the way; ``bundle`` is what was sent."""

    on = ThaiDateField(label="วันที่ส่งกรมฯ")
    how = LineField(
        label="ช่องทางที่ส่ง",
        max_length=200,
        help_text="เช่น LINE กลุ่มพัฒนาการจังหวัด หรือ หนังสือ ที่ บร 0019/2345",
    )

    def __init__(self, *args: object, bundle: Bundle, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.bundle = bundle
        # a day that the check below takes: any fixed one would some time lie before the making
        made = timezone.localdate(bundle.at)
        self.fields["on"].help_text = f"เช่น {thai.date_text(made)}"

    def clean_on(self) -> datetime.date:
        """Not before it was made, not in the future."""
        day = self.cleaned_data["on"]
        try:
            check_forwarded_on(day, self.bundle)
        except Refused as refused:
            raise ValidationError(refused.reason) from None
        return day
