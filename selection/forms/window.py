"""Forms of the call: its days, why it is taken up again, leave to send late."""

from django.utils import timezone

from cdd_network.editing import EditForm
from cdd_network.forms import LineField, PageForm, ThaiDateField
from selection.models import Round
from selection.rules import CALL_IS_OUT, DAYS

LONGEST_REASON = 300


class WindowForm(EditForm):
    """First and last day of the call; why they are moved when the districts know them already."""

    kept_as = "window"
    not_kept = ("reason",)
    opens_on = ThaiDateField(
        label="วันเปิดรับ", required=False, help_text="วันแรกที่อำเภอส่งได้ เว้นว่างไว้ถ้าให้ส่งได้ทันทีที่กดเปิดรับ"
    )
    closes_on = ThaiDateField(
        label="วันปิดรับ (วันสุดท้าย)",
        required=False,
        help_text="อำเภอส่งได้ถึงสิ้นวันนี้ เว้นว่างไว้ถ้าจะกดปิดรับเอง",
    )
    reason = LineField(
        label="เหตุผลที่เปลี่ยนกำหนดการ",
        max_length=LONGEST_REASON,
        required=False,
        help_text="กรอกเมื่อเปลี่ยนวัน เพราะเปิดรับแล้วและอำเภอทราบกำหนดเดิม เหตุผลนี้จะอยู่ในประวัติของรอบ",
    )

    def __init__(self, *args: object, round: Round, **kwargs: object) -> None:
        days = {name: getattr(round, name) for name in DAYS}
        kwargs["initial"] = {**days, "version": round.version}
        super().__init__(*args, **kwargs)
        self.fields["reason"].wanted = True  # asked for only when a day is moved
        if round.state not in CALL_IS_OUT:
            del self.fields["reason"]


class ReasonForm(PageForm):
    """Why the round goes a step back."""

    reason = LineField(
        label="เหตุผล", max_length=LONGEST_REASON, help_text="เหตุผลนี้จะอยู่ในประวัติของรอบ"
    )


class ReopenForm(ReasonForm):
    """Why the call is taken up again, and until when if its last day is past."""

    closes_on = ThaiDateField(label="วันปิดรับใหม่ (วันสุดท้าย)", help_text="อำเภอส่งได้ถึงสิ้นวันนี้")

    def __init__(self, *args: object, round: Round, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if not round.closes_on or round.closes_on >= timezone.localdate():
            del self.fields["closes_on"]


class LateForm(PageForm):
    """Why one district may send after the closing day."""

    reason = LineField(
        label="เหตุผลที่อนุญาต",
        max_length=LONGEST_REASON,
        help_text="เช่น ระบบสัญญาณล่มในวันปิดรับ เหตุผลนี้จะอยู่ในแบบเสนอโครงการของอำเภอและในรายงานการประชุม",
    )
