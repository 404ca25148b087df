"""Who may look again at a network activity, and when."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING

from cdd_network import thai
from cdd_network.refusal import Refused
from cdd_network.roles import Can, check_may
from projects.follow_ups import opens
from projects.models import FollowUp

if TYPE_CHECKING:
    from cdd_network.models import User
    from projects.models import Activity


def check_follow_up(user: User, activity: Activity) -> None:
    """The district whose group it is."""
    check_may(user, Can.FOLLOW_UP)
    if activity.office_id != user.office_id:
        raise Refused("กิจกรรมนี้อยู่ในความรับผิดชอบของอำเภออื่น")


def check_figures(standing: str, figures: Mapping[str, object]) -> None:
    """No members and no capital of an activity that ended or never was; ``figures`` by field."""
    if standing and standing not in FollowUp.EXISTING and any(v for v in figures.values()):
        raise Refused(
            f"สถานะ «{FollowUp.Standing(standing).label}» ไม่มีสมาชิกและเงินทุน โปรดลบจำนวนออก หรือเลือกสถานะอื่น"
        )


def check_due(due: datetime.date | None, today: datetime.date) -> None:
    """Not before its time: what is looked at too early says nothing of whether it lasts."""
    if due is None:
        raise Refused(
            "ยังติดตามไม่ได้ เพราะยังไม่ได้กำหนดวันจัดกิจกรรมครบทุกวัน หรือปีงบประมาณนี้ไม่กำหนดให้ติดตามครั้งนี้"
        )
    if today < opens(due):
        raise Refused(
            f"เร็วเกินไป การติดตามครั้งนี้ครบกำหนด {thai.date_text(due)}"
            f" บันทึกได้ตั้งแต่วันที่ {thai.date_text(opens(due))}"
        )


def check_seen_on(
    seen_on: datetime.date,
    due: datetime.date | None,
    today: datetime.date,
    *,
    months: int,
    others: Mapping[int, datetime.date],
) -> None:
    """Not before the time opens, not in the future, and in the order of the times: ``others`` are
    the days of the group's other times by their months."""
    check_due(due, today)
    if seen_on < opens(due):
        raise Refused(
            f"วันที่ติดตามต้องไม่ก่อน {thai.date_text(opens(due))}"
            f" เพราะการติดตามครั้งนี้ครบกำหนด {thai.date_text(due)}"
        )
    if seen_on > today:
        raise Refused("วันที่ติดตามต้องไม่เป็นวันข้างหน้า")
    for other, day in sorted(others.items()):
        if (seen_on > day) if months < other else (seen_on < day):
            must = "หลัง" if months < other else "ก่อน"
            raise Refused(
                f"วันที่ติดตามต้องไม่{must} {thai.date_text(day)} ซึ่งเป็นวันที่ติดตามหลังดำเนินการ {other} เดือน"
            )
