"""Rules on papers of the selection: the meeting as it was held, an announcement that cancels one."""

from __future__ import annotations

from collections.abc import Iterator

from cdd_network import thai
from reports.proofreading.facts import Facts
from reports.proofreading.faults import Fault

PLACE = "การประชุม"


def not_begun(facts: Facts) -> Iterator[Fault]:
    """A report of a meeting that, for all that is recorded, was not held."""
    if facts.met and not facts.met.began:
        text = "ยังไม่ได้บันทึกเวลาเริ่มประชุม"
        yield Fault(PLACE, text, "บันทึกผู้มาประชุมและการเปิดประชุม", "attendance")


def no_quorum(facts: Facts) -> Iterator[Fault]:
    """Fewer than the quorum were there when the committee resolved."""
    met = facts.met
    if met and met.began and met.present < met.needed:
        text = f"มีกรรมการอยู่ในที่ประชุม {met.present} คน องค์ประชุมต้องมีไม่น้อยกว่า {met.needed} คน"
        yield Fault(PLACE, text, "ตรวจบันทึกผู้มาประชุม", "attendance")


def not_ended(facts: Facts) -> Iterator[Fault]:
    """The hour of the end stays dotted."""
    if facts.met and facts.met.began and not facts.met.ended:
        text = "ยังไม่ได้บันทึกเวลาเลิกประชุม ในรายงานจึงเป็นเส้นประ"
        yield Fault(PLACE, text, "บันทึกการปิดประชุม หรือเขียนเวลาด้วยมือ", "attendance")


def held_on_another_day(facts: Facts) -> Iterator[Fault]:
    """The head gives the day that was called; the meeting was recorded on another."""
    met, called = facts.met, facts.meeting_day
    if met and met.began and called and met.began != called:
        text = (
            f"บันทึกการเปิดประชุมเมื่อ {thai.date_text(met.began)} "
            f"แต่กำหนดประชุมวันที่ {thai.date_text(called)}"
        )
        yield Fault(PLACE, text, "แก้วันประชุมของรอบให้ตรงกับวันที่ประชุมจริง", "meeting")


def absent_unexplained(facts: Facts) -> Iterator[Fault]:
    """Seats for which nobody came, and nobody wrote why."""
    if facts.met and facts.met.unexplained:
        text = f"ยังไม่ได้ระบุเหตุผลที่ไม่มาประชุม: {', '.join(facts.met.unexplained)}"
        yield Fault(PLACE, text, "ระบุเหตุผล หรือเขียนด้วยมือบนเส้นประ", "attendance")


def cancels_unnamed(facts: Facts) -> Iterator[Fault]:
    """An announcement takes another's place and does not say so."""
    if facts.cancels is None or not facts.worded:
        return
    named = thai.date_text(facts.cancels)
    if not any("ยกเลิก" in line.plain and named in line.plain for line in facts.body):
        text = f"ประกาศนี้ออกแทนประกาศลงวันที่ {named} แต่ข้อความไม่ได้ยกเลิกประกาศฉบับนั้น"
        yield Fault("ข้อความ", text, "เพิ่มข้อความ «ให้ยกเลิกประกาศ … และให้ใช้ประกาศฉบับนี้แทน»", "body")
