"""What a questionnaire asks and on which days it is open; its device and its bounds."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cdd_network import thai
from cdd_network.refusal import Refused
from cdd_network.roles import Can, check_may
from projects.models import Questionnaire
from projects.rules import summed_up

if TYPE_CHECKING:
    from cdd_network.content_event import FormItem, KnowledgeQuestion, Survey, SurveyPart
    from cdd_network.models import User
    from projects.models import ActivityDay, Event

Window = tuple[datetime.date | None, datetime.date | None]
"""First and last day on which answers are taken; None: not known yet."""
LEAST_ANSWERS = 60
ANSWERS_EACH = 3
"""Answers for each person on the list, where that is more: who holds the address cannot flood it."""
MOST_TEXT = 1000
"""Letters of an answer to an open question."""


@dataclass(frozen=True)
class Asked:
    """What one questionnaire asks: the test; parts answered by level; open questions."""

    knowledge: tuple[KnowledgeQuestion, ...] = ()
    parts: tuple[SurveyPart, ...] = ()
    questions: tuple[FormItem, ...] = ()


def asked(survey: Survey, *, number: int, moment: str) -> Asked:
    """Before: the knowledge test. After: the test again, satisfaction and open questions.

    ``number`` is the activity's: an item of the other activity alone (the study visit) is left out.
    """
    if moment == Questionnaire.Moment.BEFORE:
        return Asked(survey.knowledge)
    parts = tuple(
        replace(part, items=tuple(i for i in part.items if i.activity in (0, number)))
        for part in survey.parts
    )
    return Asked(survey.knowledge, parts, survey.questions)


def window(questionnaire: Questionnaire, days: Iterable[ActivityDay]) -> Window:
    """Before: on the first day. After: from the last day until the day after it.

    The questionnaire's own dates win, each by itself.
    """
    ordered = sorted(days, key=lambda day: day.number)
    first, last = (ordered[0].date, ordered[-1].date) if ordered else (None, None)
    if questionnaire.moment == Questionnaire.Moment.BEFORE:
        usual = first, first
    else:
        usual = last, last and last + datetime.timedelta(1)
    opens, closes = questionnaire.opens_on or usual[0], questionnaire.closes_on or usual[1]
    if opens and closes and closes < opens:  # one date of its own beside a day that was moved
        return (opens, opens) if questionnaire.opens_on else (closes, closes)
    return opens, closes


def check_open(found: Window, today: datetime.date) -> None:
    """Raises Refused saying when it opens, or when it closed."""
    opens, closes = found
    if opens is None or closes is None:
        raise Refused("ยังไม่กำหนดวันเปิดให้ตอบ")
    if today < opens:
        raise Refused(f"ยังไม่เปิดให้ตอบ เปิดให้ตอบ{days_text(found)}")
    if today > closes:
        raise Refused(f"ปิดรับคำตอบแล้ว เปิดให้ตอบ{days_text(found)}")


def days_text(found: Window) -> str:
    """«วันที่ 18 มิถุนายน 2568» or «ตั้งแต่วันที่ … ถึงวันที่ …»; '' while it is not known."""
    opens, closes = found
    if opens is None or closes is None:
        return ""
    if opens == closes:
        return f"วันที่ {thai.date_text(opens)}"
    return f"ตั้งแต่วันที่ {thai.date_text(opens)} ถึงวันที่ {thai.date_text(closes)}"


def check_taken(event: Event) -> None:
    """The answers rest while the summary that tells of them is with the province."""
    if summed_up(event):
        raise Refused("ปิดรับคำตอบแล้ว เพราะเจ้าหน้าที่สรุปผลการดำเนินงานแล้ว")


def check_room(answers: int, people: int) -> None:
    """No more answers than so many people could have given."""
    if answers >= max(LEAST_ANSWERS, ANSWERS_EACH * people):
        raise Refused("ได้รับคำตอบครบจำนวนแล้ว กรุณาขอแบบกระดาษจากเจ้าหน้าที่")


def check_show_qr(user: User, event: Event) -> None:
    """The office that runs the event: who has an address may sign people in."""
    check_may(user, Can.RUN_EVENT)
    if event.office_id != user.office_id:
        raise Refused("สำนักงานที่จัดกิจกรรมเป็นผู้พิมพ์และฉาย QR")


def device_of(questionnaire: Questionnaire, secret: str) -> str:
    """Digest that stands for a device in this questionnaire alone: no two of its sheets are joined."""
    return hashlib.sha256(f"{questionnaire.token}:{secret}".encode()).hexdigest()
