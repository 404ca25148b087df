"""Forms of the meeting: a delegate, an absence, times that were tapped too late, dissent."""

from datetime import time

from django.utils import timezone

from cdd_network.forms import LineField, LongTextField, PageForm, TimeField
from selection.meeting_rules import LONGEST_ABSENCE
from selection.models import Round
from selection.queries_meeting import SeatFacts

DELEGATE = {
    "label": "ชื่อและตำแหน่งของผู้แทน",
    "max_length": 200,
    "help_text": "เช่น นางสาวสุดา ใจดี นักวิชาการเกษตรชำนาญการ",
}


def _clock(moment: object) -> time | None:
    """Time of day in the country's own time, without seconds."""
    return timezone.localtime(moment).time().replace(second=0, microsecond=0) if moment else None


class DelegateForm(PageForm):
    """Who came in the holder's place."""

    delegate = LineField(**DELEGATE)


class AbsentForm(PageForm):
    """Why nobody came."""

    reason = LineField(
        label="เหตุผลที่ไม่มาประชุม",
        max_length=LONGEST_ABSENCE,
        help_text="เช่น ติดราชการที่กรุงเทพมหานคร เหตุผลนี้อยู่ในรายงานการประชุม",
    )


class StaysForm(PageForm):
    """When a seat came and left, stay by stay, and who came for it."""

    delegate = LineField(**{**DELEGATE, "required": False})

    def __init__(self, *args: object, facts: SeatFacts, **kwargs: object) -> None:
        kwargs["initial"] = {"delegate": facts.delegate}
        super().__init__(*args, **kwargs)
        self.stays = facts.stays
        for number, stay in enumerate(facts.stays):
            came = "เวลากลับเข้ามา" if number else "เวลามา"
            self._add(f"arrived_{stay.pk}", came, stay.arrived_at)
            if stay.left_at:
                self._add(f"left_{stay.pk}", "เวลาออก", stay.left_at)
        self.order_fields([name for name in self.fields if name != "delegate"])

    def _add(self, name: str, label: str, moment: object) -> None:
        again = sum(field.label.startswith(label) for field in self.fields.values())
        field = TimeField(label=f"{label} ครั้งที่ {again + 1}" if again else label)
        field.initial, field.wanted = _clock(moment), True
        field.error_messages["required"] = f"กรอก{field.label}"
        self.fields[name] = field

    def times(self) -> dict[int, tuple[time, time | None]]:
        """Times of day by key of the stay; call on a valid form."""
        given = self.cleaned_data
        return {
            stay.pk: (given[f"arrived_{stay.pk}"], given.get(f"left_{stay.pk}"))
            for stay in self.stays
        }


class MeetingTimesForm(PageForm):
    """When the meeting began and ended."""

    began = TimeField(label="เวลาเปิดประชุม", help_text="เช่น 09.15")
    ended = TimeField(label="เวลาปิดประชุม")

    def __init__(self, *args: object, round: Round, **kwargs: object) -> None:
        kwargs["initial"] = {"began": _clock(round.began_at), "ended": _clock(round.ended_at)}
        super().__init__(*args, **kwargs)
        if round.ended_at is None:
            del self.fields["ended"]


class DissentForm(PageForm):
    """What a seat has against the decision."""

    text = LongTextField(
        label="ความเห็นแย้ง",
        required=False,
        max_length=2000,
        help_text="บันทึกตามถ้อยคำของกรรมการ พร้อมเหตุผล ข้อความนี้อยู่ในรายงานการประชุม หากเว้นว่าง จะนำความเห็นแย้งที่บันทึกไว้ออก",
    )
