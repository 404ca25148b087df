"""On which days a questionnaire may be opened and closed by the office."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING

from cdd_network import thai
from cdd_network.refusal import Refused
from projects.models import Questionnaire
from projects.survey_rules import Window, window

if TYPE_CHECKING:
    from projects.models import ActivityDay, Event


def usual_days(days: Iterable[ActivityDay]) -> Window:
    """From the first day of the event to the day after its last; None while one is not dated."""
    ordered = list(days)
    plain = {moment: Questionnaire(moment=moment) for moment in Questionnaire.Moment.values}
    first, _ = window(plain[Questionnaire.Moment.BEFORE], ordered)
    _, last = window(plain[Questionnaire.Moment.AFTER], ordered)
    return first, last


def check_times(
    event: Event,
    days: Iterable[ActivityDay],
    opens: datetime.date | None,
    closes: datetime.date | None,
    reason: str,
) -> None:
    """Days of opening as typed (None: the usual one): in order, within the fiscal year, and with a
    reason when they leave the days of the event.
    """
    first, last = usual_days(days)
    if (opens or closes) and (first is None or last is None):
        raise Refused("กำหนดวันจัดกิจกรรมให้ครบก่อน จึงกำหนดวันเปิดรับคำตอบได้")
    if opens and closes and closes < opens:
        raise Refused("วันปิดรับคำตอบต้องไม่ก่อนวันเปิด")
    year = event.programme
    for day in filter(None, (opens, closes)):
        if not year.starts <= day <= year.ends:
            raise Refused(f"{thai.date_text(day)} อยู่นอกปีงบประมาณ พ.ศ. {year.year}")
    outside = [day for day in (opens, closes) if day and not first <= day <= last]
    if outside and not reason.strip():
        raise Refused(
            f"{thai.date_text(outside[0])} อยู่นอกช่วงจัดกิจกรรม "
            f"({thai.date_text(first)} ถึง {thai.date_text(last)}) กรุณาระบุเหตุผล"
        )


def is_open(found: Window, today: datetime.date) -> bool:
    """Whether answers are taken today, by the days alone."""
    opens, closes = found
    return opens is not None and closes is not None and opens <= today <= closes


def check_close(
    questionnaire: Questionnaire, days: Iterable[ActivityDay], today: datetime.date
) -> None:
    """Only what is open today can be closed."""
    if not is_open(window(questionnaire, days), today):
        raise Refused("แบบนี้ไม่ได้เปิดรับคำตอบอยู่ในวันนี้")
