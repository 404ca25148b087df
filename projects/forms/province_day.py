"""Form of the province's own day: date and place, saved half filled or whole."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cdd_network.editing import EditForm
from cdd_network.forms import LineField, ThaiDateField
from projects.people_rules import moved_faults

if TYPE_CHECKING:
    from projects.models import ActivityDay


class ProvinceDayForm(EditForm):
    """When and where activity 1 is held."""

    kept_as = "province_day"
    date = ThaiDateField(label="วันจัดกิจกรรม", help_text="เช่น 6 มิถุนายน 2568")
    place = LineField(label="สถานที่จัด", max_length=200, help_text="เช่น ห้องประชุม ชั้น 4 ศาลากลางจังหวัด")

    def __init__(self, *args: object, days: Iterable[ActivityDay], **kwargs: object) -> None:
        self.days = list(days)
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, object]:
        """Refuse a date ahead of the day's ticks, at its field."""
        if "date" in self.cleaned_data:
            for text in moved_faults(self.days, {1: self.cleaned_data["date"]}).values():
                self.add_error("date", text)
        return self.cleaned_data
