"""What deserves a look in a round's days and rules; none of it forbids anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdd_network.closed_days import why_closed
from selection.meeting_rules import notice_warning
from selection.rules import BEFORE_SCORING
from selection.states import RoundState

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from selection.models import Criterion, Round


def warnings_of_days(round: Round, today: date) -> list[str]:
    """Thai sentences on the days of the call: closed offices, past days, the meeting too near."""
    opens, closes = round.opens_on, round.closes_on
    if round.state not in {RoundState.PREPARING, RoundState.OPEN, RoundState.CLOSED}:
        return []
    told = []
    preparing = round.state == RoundState.PREPARING
    if opens and preparing and opens < today:
        told.append("วันเปิดรับผ่านมาแล้ว เมื่อกดเปิดรับ อำเภอจะส่งได้ทันที")
    if closes and closes < today and round.state != RoundState.CLOSED:
        told.append("วันปิดรับผ่านมาแล้ว อำเภอจะส่งไม่ได้จนกว่าจะเลื่อนวันปิดรับ")
    told += [
        f"{name}ตรงกับวันหยุด ({why}) โปรดตรวจว่าถูกต้อง"
        for name, day in (("วันเปิดรับ", opens), ("วันปิดรับ", closes))
        if day and day >= today and (why := why_closed(day))
    ]
    meeting = round.meeting_date
    if closes and meeting and closes >= meeting and round.state != RoundState.CLOSED:
        when = "ตรงกับ" if closes == meeting else "อยู่หลัง"
        told.append(f"วันปิดรับ{when}วันประชุมคัดเลือก จังหวัดอาจไม่มีเวลาตรวจแบบเสนอโครงการ")
    return told


def warnings_of(round: Round, criteria: Iterable[Criterion], today: date) -> list[str]:
    """What deserves a look before the next step of the round."""
    told = []
    if round.meeting_date is None and round.state != RoundState.ANNOUNCED:
        told.append("ยังไม่ได้ระบุวันประชุมคัดเลือก")
    if round.meeting_date and (why := why_closed(round.meeting_date)):
        told.append(f"วันประชุมคัดเลือกตรงกับวันหยุด ({why}) โปรดตรวจว่าถูกต้อง")
    if round.state == RoundState.PREPARING and not any(one.tie_order for one in criteria):
        told.append("ยังไม่ได้ประกาศเกณฑ์ที่ใช้ตัดสินเมื่อคะแนนเท่ากัน หากคะแนนเท่ากัน ประธานต้องออกเสียงชี้ขาดทุกครั้ง")
    if round.state in BEFORE_SCORING:
        told += filter(None, [notice_warning(round, today)])
    return told + warnings_of_days(round, today)
