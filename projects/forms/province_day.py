"""Form of the province's own day: date and place, saved half filled or whole."""

from __future__ import annotations

from cdd_network.editing import EditForm
from cdd_network.forms import LineField, ThaiDateField


class ProvinceDayForm(EditForm):
    """When and where activity 1 is held."""

    date = ThaiDateField(label="วันจัดกิจกรรม", help_text="เช่น 6 มิถุนายน 2568")
    place = LineField(label="สถานที่จัด", max_length=200, help_text="เช่น ห้องประชุม ชั้น 4 ศาลากลางจังหวัด")
