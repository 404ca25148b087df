"""States of the selection and their transitions, each with the role that owns it."""

from django.db import models

from cdd_network.roles import Role
from cdd_network.transitions import Machine, Transition


class RoundState(models.TextChoices):
    """A province's round of one year. Decided first, announced later in one act."""

    PREPARING = "preparing", "เตรียมการ"
    OPEN = "open", "เปิดรับแบบเสนอโครงการ"
    CLOSED = "closed", "ปิดรับแล้ว"
    SCORING = "scoring", "กำลังให้คะแนน"
    DECIDED = "decided", "พิจารณาแล้ว รอประกาศ"
    ANNOUNCED = "announced", "ประกาศผลแล้ว"


ROUND = Machine(
    "round",
    RoundState,
    RoundState.PREPARING,
    (
        Transition(RoundState.PREPARING, RoundState.OPEN, Role.PROVINCE, "เปิดรับแบบเสนอโครงการ"),
        Transition(RoundState.OPEN, RoundState.CLOSED, Role.PROVINCE, "ปิดรับแบบเสนอโครงการ"),
        Transition(RoundState.CLOSED, RoundState.OPEN, Role.PROVINCE, "เปิดรับอีกครั้ง"),
        Transition(RoundState.OPEN, RoundState.SCORING, Role.PROVINCE, "ปิดรับและเริ่มให้คะแนน"),
        Transition(RoundState.CLOSED, RoundState.SCORING, Role.PROVINCE, "เริ่มให้คะแนน"),
        Transition(RoundState.SCORING, RoundState.OPEN, Role.PROVINCE, "กลับไปเปิดรับ"),
        Transition(RoundState.SCORING, RoundState.CLOSED, Role.PROVINCE, "กลับไปตรวจแบบเสนอ"),
        Transition(RoundState.SCORING, RoundState.DECIDED, Role.PROVINCE, "บันทึกผลการคัดเลือก"),
        Transition(RoundState.DECIDED, RoundState.SCORING, Role.PROVINCE, "กลับไปพิจารณาใหม่"),
        Transition(RoundState.DECIDED, RoundState.ANNOUNCED, Role.PROVINCE, "ประกาศผล"),
    ),
)


class NominationState(models.TextChoices):
    """A district's nomination of one group."""

    DRAFT = "draft", "กำลังเขียน"
    SUBMITTED = "submitted", "ส่งแล้ว"
    RETURNED = "returned", "จังหวัดส่งกลับ"
    ACCEPTED = "accepted", "จังหวัดรับแล้ว"
    REJECTED = "rejected", "ไม่รับเข้าพิจารณา"
    WITHDRAWN = "withdrawn", "อำเภอถอนแล้ว"


NOMINATION = Machine(
    "nomination",
    NominationState,
    NominationState.DRAFT,
    (
        Transition(
            NominationState.DRAFT, NominationState.SUBMITTED, Role.DISTRICT, "ส่งแบบเสนอโครงการ"
        ),
        Transition(
            NominationState.SUBMITTED, NominationState.RETURNED, Role.PROVINCE, "ส่งกลับให้แก้ไข"
        ),
        Transition(NominationState.RETURNED, NominationState.SUBMITTED, Role.DISTRICT, "ส่งอีกครั้ง"),
        Transition(
            NominationState.SUBMITTED, NominationState.ACCEPTED, Role.PROVINCE, "รับแบบเสนอโครงการ"
        ),
        Transition(
            NominationState.ACCEPTED,
            NominationState.RETURNED,
            Role.PROVINCE,
            "ถอนการรับและส่งกลับให้แก้ไข",
        ),
        Transition(
            NominationState.SUBMITTED, NominationState.REJECTED, Role.PROVINCE, "ไม่รับเข้าพิจารณา"
        ),
        Transition(
            NominationState.REJECTED, NominationState.SUBMITTED, Role.PROVINCE, "นำกลับมาตรวจ"
        ),
        *(
            Transition(source, NominationState.WITHDRAWN, Role.DISTRICT, "ถอนแบบเสนอโครงการ")
            for source in (
                NominationState.SUBMITTED,
                NominationState.RETURNED,
                NominationState.ACCEPTED,
            )
        ),
        Transition(
            NominationState.WITHDRAWN, NominationState.DRAFT, Role.DISTRICT, "นำกลับมาเขียนต่อ"
        ),
    ),
)


class SheetState(models.TextChoices):
    """One member's score sheet of one nomination. Seen by its author alone until all are sent."""

    DRAFT = "draft", "กำลังให้คะแนน"
    KEYED = "keyed", "คีย์จากกระดาษ รอยืนยัน"
    SUBMITTED = "submitted", "ส่งคะแนนแล้ว"


SHEET = Machine(
    "sheet",
    SheetState,
    SheetState.DRAFT,
    (
        Transition(SheetState.DRAFT, SheetState.SUBMITTED, Role.MEMBER, "ส่งคะแนน"),
        Transition(SheetState.SUBMITTED, SheetState.DRAFT, Role.MEMBER, "นำกลับมาแก้ไข"),
        Transition(SheetState.DRAFT, SheetState.KEYED, Role.PROVINCE, "คีย์คะแนนจากกระดาษ"),
        Transition(SheetState.KEYED, SheetState.DRAFT, Role.PROVINCE, "แก้ไขคะแนนที่คีย์"),
        Transition(SheetState.KEYED, SheetState.SUBMITTED, Role.PROVINCE, "ยืนยันคะแนนจากกระดาษ"),
    ),
)
