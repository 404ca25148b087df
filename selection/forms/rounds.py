"""Form of a round: its meeting."""

from cdd_network.editing import EditForm
from cdd_network.forms import (
    LineField,
    ThaiDateField,
    TimeField,
)
from selection.models import Round


class MeetingForm(EditForm):
    """When and where the committee meets."""

    kept_as = "meeting"
    meeting_date = ThaiDateField(label="วันประชุมคัดเลือก", required=False)
    meeting_time = TimeField(label="เวลาประชุม", required=False, help_text="เช่น 09.00")
    meeting_place = LineField(label="สถานที่ประชุม", required=False, max_length=200)

    def __init__(self, *args: object, round: Round, **kwargs: object) -> None:
        kwargs["initial"] = {name: getattr(round, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)
