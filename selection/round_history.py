"""What was done with a round, read from the trail: opened, closed, taken up again and why."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from cdd_network import thai
from cdd_network.models import AuditRow
from selection.models import Round
from selection.rules import MEETING
from selection.states import ROUND

MOST = 100
"""Acts that are read, the newest ones."""

VERBS = {
    "round:criteria": "แก้ไขเกณฑ์การคัดเลือก",
    "round:eligibility": "แก้ไขคุณสมบัติของกลุ่ม",
    "round:reset_criteria": "ใช้เกณฑ์ตัวอย่างของกรม",
    "round:days": "กำหนดการรับแบบเสนอโครงการ",
    "round:late": "อนุญาตให้ส่งหลังกำหนด",
    "round:unlate": "ยกเลิกการอนุญาตให้ส่งหลังกำหนด",
    "round:correct": "แก้ไขผลที่ประกาศแล้ว",
    "meeting:begin": "เปิดประชุม",
    "meeting:cancel-begin": "ยกเลิกการเปิดประชุม",
    "meeting:times": "แก้ไขเวลาประชุม",
    "meeting:end": "ปิดประชุม",
    "meeting:resume": "ประชุมต่อ",
}
"""Acts on a round beside the steps from state to state, in words."""


@dataclass(frozen=True)
class RoundStep:
    """One act on a round: when, who, what, and the reason or what was changed."""

    at: datetime
    by: str
    verb: str
    note: str


def history_of(round: Round) -> list[RoundStep]:
    """Acts on the round, newest first; one query. A save that no reader asks about is left out."""
    rows = AuditRow.objects.filter(
        Q(act__startswith=f"{ROUND.name}:") | Q(act__in=[*VERBS, "save"]),
        subject_type=round._meta.label_lower,
        subject_id=str(round.pk),
    ).select_related("by")
    told = [(row, _verb(row)) for row in rows[:MOST]]
    return [RoundStep(row.at, str(row.by), verb, _note(row)) for row, verb in told if verb]


def _verb(row: AuditRow) -> str:
    if row.act == "save":
        return "กำหนดวันประชุม" if {*row.detail.get("changed", [])} & {*MEETING} else ""
    if row.act in VERBS:
        return " ".join([VERBS[row.act], row.detail.get("district", "")]).strip()
    source, arrow, target = row.act.partition(":")[2].partition(">")
    found = ROUND.find(source, target)
    if found:
        return found.verb
    return "เตรียมรอบการคัดเลือก" if arrow and not source else ""


def _note(row: AuditRow) -> str:
    note = row.detail.get("note", "")
    if row.act != "round:days":
        return note
    days = f"{_days(row.detail['before'])} เป็น {_days(row.detail['now'])}"
    return f"{days} เหตุผล: {note}" if note else days


def _days(texts: list[str]) -> str:
    words = [
        f"{word} {thai.date_text(date.fromisoformat(text))}"
        for word, text in zip(("ตั้งแต่", "ถึง"), texts, strict=True)
        if text
    ]
    return " ".join(words) or "ไม่ได้กำหนดวัน"
