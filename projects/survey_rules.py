"""What a questionnaire asks and on which days it is open; its device and its bounds."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from cdd_network import thai
from cdd_network.refusal import Refused
from cdd_network.roles import Can, check_may
from projects.models import Questionnaire
from projects.rules import summed_up

if TYPE_CHECKING:
    from cdd_network.content_event import FormItem, KnowledgeQuestion, Survey, SurveyPart
    from cdd_network.models import User
    from projects.models import ActivityDay, Event

MIDDAY = datetime.time(12)
"""From then on a one-day event without a timetable is asked how it was."""
LEAST_ANSWERS = 60
ANSWERS_EACH = 3
"""Answers for each person on the list, where that is more: who holds the address cannot flood it."""
MOST_TEXT = 1000
"""Letters of an answer to an open question."""
MASK = "•••"
"""What stands for a number by which somebody is reached; shorter than any that it stands for."""
_CONTACT = re.compile(r"\d(?:[ \t]?[-\u2010-\u2015\u2212.()]?[ \t]?\d){6,}")


class Window(NamedTuple):
    """First and last day on which answers are taken, None while not known yet; on the first day
    from ``hour`` on.
    """

    opens: datetime.date | None
    closes: datetime.date | None
    hour: datetime.time = datetime.time.min

    def is_early(self, now: datetime.datetime) -> bool:
        """Whether a known window has not begun yet; ``now`` is local time."""
        return (now.date(), now.time()) < (self.opens, self.hour)


@dataclass(frozen=True)
class Asked:
    """What one questionnaire asks: the test; parts answered by level; open questions."""

    knowledge: tuple[KnowledgeQuestion, ...] = ()
    parts: tuple[SurveyPart, ...] = ()
    questions: tuple[FormItem, ...] = ()


def asked(survey: Survey, *, number: int, moment: str) -> Asked:
    """Before: the knowledge test. After: the test again, satisfaction and open questions.

    ``number`` is the activity's: what the other activity alone is asked (the study visit) is left
    out. What is left is numbered through here, for paper, telephone, tally and results alike.
    """
    test = tuple(one for one in survey.knowledge if one.activity in (0, number))
    if moment == Questionnaire.Moment.BEFORE:
        return Asked(test)
    numbers = count(1)
    parts = tuple(
        replace(part, items=_numbered(part.items, number, numbers)) for part in survey.parts
    )
    return Asked(test, parts, _numbered(survey.questions, number, numbers))


def _numbered(
    items: Iterable[FormItem], number: int, numbers: Iterator[int]
) -> tuple[FormItem, ...]:
    own = (item for item in items if item.activity in (0, number))
    return tuple(replace(item, number=next(numbers)) for item in own)


def window(questionnaire: Questionnaire, days: Iterable[ActivityDay]) -> Window:
    """Before: on the first day. After: from the last day until the day after it; where both fall on
    one day, from the beginning of its last session, so that nobody takes the one for the other.

    The questionnaire's own dates win, each by itself and as whole days.
    """
    ordered = sorted(days, key=lambda day: day.number)
    first, last = (ordered[0].date, ordered[-1].date) if ordered else (None, None)
    if questionnaire.moment == Questionnaire.Moment.BEFORE:
        usual = first, first
    else:
        usual = last, last and last + datetime.timedelta(1)
    opens, closes = questionnaire.opens_on or usual[0], questionnaire.closes_on or usual[1]
    if opens and closes and closes < opens:  # one date of its own beside a day that was moved
        return Window(opens, opens) if questionnaire.opens_on else Window(closes, closes)
    late = questionnaire.moment == Questionnaire.Moment.AFTER and not questionnaire.opens_on
    if late and opens and len(ordered) == 1:
        return Window(opens, closes, ordered[0].last_begins or MIDDAY)
    return Window(opens, closes)


def check_open(found: Window, now: datetime.datetime) -> None:
    """Raises Refused saying when it opens, or that it closed; ``now`` is local time.

    Closed at once is closed as of yesterday: the last day would be told wrong.
    """
    if found.opens is None or found.closes is None:
        raise Refused("ยังไม่กำหนดวันเปิดให้ตอบ")
    if found.is_early(now):
        raise Refused(f"ยังไม่เปิดให้ตอบ เปิดให้ตอบ{days_text(found)}")
    if now.date() > found.closes:
        raise Refused("ปิดรับคำตอบแล้ว")


def days_text(found: Window) -> str:
    """«วันที่ 18 มิถุนายน 2568» or «ตั้งแต่วันที่ … ถึงวันที่ …», with the hour where it begins later
    than the day; '' while it is not known.
    """
    if found.opens is None or found.closes is None:
        return ""
    begins = f"วันที่ {thai.date_text(found.opens)}"
    if found.hour != datetime.time.min:
        begins += f" เวลา {thai.time_text(found.hour)}"
    if found.opens == found.closes:
        return begins if found.hour == datetime.time.min else f"ตั้งแต่{begins}"
    return f"ตั้งแต่{begins} ถึงวันที่ {thai.date_text(found.closes)}"


def check_taken(event: Event) -> None:
    """The answers rest while the summary that tells of them is with the province."""
    if summed_up(event):
        raise Refused("ปิดรับคำตอบแล้ว เพราะเจ้าหน้าที่สรุปผลการดำเนินงานแล้ว")


def check_room(answers: int, people: int, *, of_address: int) -> None:
    """No more answers than so many people could have given; of one network address and day at most two
    thirds of these: room for a hall that shares one, and nobody fills it for all others.
    """
    most = max(LEAST_ANSWERS, ANSWERS_EACH * people)
    if answers >= most:
        raise Refused("ได้รับคำตอบครบจำนวนแล้ว กรุณาขอแบบกระดาษจากเจ้าหน้าที่")
    if of_address >= most * 2 // 3:
        raise Refused(
            "ได้รับคำตอบจากเครือข่ายนี้ครบจำนวนแล้ว กรุณาใช้อินเทอร์เน็ตของโทรศัพท์แทน Wi-Fi หรือขอแบบกระดาษจากเจ้าหน้าที่"
        )


def check_show_qr(user: User, event: Event) -> None:
    """The office that runs the event: who has an address may sign people in."""
    check_may(user, Can.RUN_EVENT)
    if event.office_id != user.office_id:
        raise Refused("สำนักงานที่จัดกิจกรรมเป็นผู้พิมพ์และฉาย QR")


def masked(text: str) -> str:
    """Words without telephone and identity numbers: seven digits and more, with dashes, spaces, dots
    or nothing between them, give ``MASK``. Amounts («1,500,000») and dates with strokes stay.
    """
    return _CONTACT.sub(MASK, text)


def device_of(questionnaire: Questionnaire, secret: str) -> str:
    """Digest that stands for a device in this questionnaire alone: no two of its sheets are joined."""
    return hashlib.sha256(f"{questionnaire.token}:{secret}".encode()).hexdigest()
