"""Form of a follow-up: when it was looked, what was found, in a minute on a telephone."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cdd_network.editing import EditForm
from cdd_network.forms import LongTextField, MoneyField, ThaiDateField, ThaiIntegerField
from cdd_network.refusal import Refused
from projects.follow_up_rules import check_figures, check_seen_on
from projects.models import FollowUp
from projects.models.follow_up import CAPITAL, MEMBERS

MOST_MEMBERS = 100_000


HELP = {
    FollowUp.Standing.RUNNING: "เปิดดำเนินการ มีสมาชิกใช้ประโยชน์",
    FollowUp.Standing.BEGINNING: "ตกลงกันแล้ว กำลังเตรียม",
    FollowUp.Standing.PAUSED: "เคยเปิด หยุดไว้ และจะเปิดอีก",
    FollowUp.Standing.ENDED: "เคยเปิด และจะไม่เปิดอีก",
    FollowUp.Standing.NEVER: "ไม่เคยเริ่มหลังจัดกิจกรรม",
}
"""What each standing means, in a line."""


def _choice(key: FollowUp.Standing) -> SafeString:
    return format_html('{} <span class="change-line soft">{}</span>', key.label, HELP[key])


class FollowUpForm(EditForm):
    """What the district found; ``due`` is the day by which it looks at this time of so many
    ``months``, ``others`` are the days of the group's other times by their months."""

    kept_as = "follow_up"
    seen_on = ThaiDateField(label="วันที่ติดตาม")
    standing = forms.ChoiceField(
        label="สถานะของกิจกรรมเครือข่าย",
        choices=[(key, _choice(key)) for key in FollowUp.Standing],
        widget=forms.RadioSelect,
    )
    members = ThaiIntegerField(label=MEMBERS, required=False, min_value=0, max_value=MOST_MEMBERS)
    capital = MoneyField(label=CAPITAL, required=False)
    note = LongTextField(
        label="สิ่งที่พบและข้อเสนอแนะ",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": "2"}),
    )

    def __init__(
        self,
        *args: object,
        due: datetime.date | None,
        months: int,
        others: Mapping[int, datetime.date],
        **kwargs: object,
    ) -> None:
        self.due, self.months, self.others = due, months, others
        super().__init__(*args, **kwargs)

    def clean_seen_on(self) -> datetime.date:
        """Neither before the time opens nor in the future, and in the order of the times."""
        day, today = self.cleaned_data["seen_on"], timezone.localdate()
        try:
            check_seen_on(day, self.due, today, months=self.months, others=self.others)
        except Refused as refused:
            raise ValidationError(refused.reason) from None
        return day

    def clean(self) -> dict[str, object]:
        """Figures only of an activity that exists: said at each that is too much."""
        data = super().clean()
        for name in ("members", "capital"):
            try:
                check_figures(data.get("standing", ""), {name: data.get(name)})
            except Refused as refused:
                self.add_error(name, refused.reason)
        return data
