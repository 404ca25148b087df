"""On which days a questionnaire may be opened and closed by the office."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING

from cdd_network import thai
from cdd_network.refusal import Refused, refusal_of
from projects.models import Questionnaire
from projects.survey_rules import Window, check_open, window

if TYPE_CHECKING:
    from projects.models import ActivityDay, Event


def usual_days(days: Iterable[ActivityDay]) -> Window:
    """From the first day of the event to the day after its last; None while one is not dated."""
    ordered = list(days)
    plain = {moment: Questionnaire(moment=moment) for moment in Questionnaire.Moment.values}
    first = window(plain[Questionnaire.Moment.BEFORE], ordered).opens
    return Window(first, window(plain[Questionnaire.Moment.AFTER], ordered).closes)


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
    first, last, _ = usual_days(days)
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


def is_open(found: Window, now: datetime.datetime) -> bool:
    """Whether answers are taken ``now`` (local time), by days and hour alone."""
    return not refusal_of(check_open, found, now)


def check_close(
    questionnaire: Questionnaire, days: Iterable[ActivityDay], now: datetime.datetime
) -> None:
    """Only what is open now can be closed."""
    if not is_open(window(questionnaire, days), now):
        raise Refused("แบบนี้ไม่ได้เปิดรับคำตอบอยู่ในขณะนี้")
