"""An event's addresses for the wall: what stands on each poster, and whether it is open today."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from cdd_network import qr, thai
from cdd_network.refusal import Refused, refusal_of
from projects.checkin_rules import check_check_in_day
from projects.models import ActivityDay, Event, Questionnaire
from projects.survey_rules import check_open, check_taken, days_text, window
from reports.letters_posters import Posters, Wall
from reports.parts import Qr

FIRST_STEPS = ("เปิดกล้องโทรศัพท์ หรือปุ่มสแกนใน LINE", "ส่องที่ภาพ QR แล้วแตะลิงก์ที่ขึ้นมา")
SIGN_IN = (*FIRST_STEPS, "พิมพ์ชื่อของท่าน แล้วกด “ลงชื่อ”")
SIGN_IN_NOTES = (
    "ลงชื่อวันละ 2 ครั้ง ช่วงเช้า และช่วงบ่ายตั้งแต่เวลา 12.30 น.",
    "ไม่มีโทรศัพท์ ลงชื่อที่โต๊ะเจ้าหน้าที่ได้",
)
ANSWER = (*FIRST_STEPS, "เลือกคำตอบจนครบ แล้วกด “ส่งคำตอบ”")

ANSWER_NOTES = (
    "ไม่ต้องลงชื่อ ไม่มีใครทราบว่าเป็นคำตอบของท่าน",
    "ไม่มีโทรศัพท์ ขอแบบกระดาษจากเจ้าหน้าที่ได้",
)


@dataclass(frozen=True)
class Shown:
    """An address of the event: ``when`` it is open, '' while no date is set; ``closed`` why not now."""

    key: str
    title: str
    when: str
    closed: str
    address: str
    steps: tuple[str, ...]
    notes: tuple[str, ...]
    place: str = ""

    @property
    def picture(self) -> SafeString:
        """The QR as SVG, for a page."""
        return mark_safe(qr.svg(self.address).decode())


def shown_of(event: Event, now: datetime.datetime) -> list[Shown]:
    """Check-in of each day and both questionnaires, in the order of use, as they stand ``now`` (local
    time); three queries, for an event of one day four."""
    days = list(event.days.all())
    before, after = sorted(event.questionnaires.all(), key=lambda one: one.moment, reverse=True)
    taken = refusal_of(check_taken, event)
    return [
        _survey(before, days, now, taken),
        *(_day(day, len(days), now.date(), taken) for day in days),
        _survey(after, days, now, taken),
    ]


def _day(day: ActivityDay, of: int, today: datetime.date, taken: str) -> Shown:
    date = thai.date_text(day.date) if day.date else ""
    number = f"วันที่ {day.number} ของกิจกรรม: " if of > 1 else ""
    return Shown(
        key=f"day-{day.number}",
        title="ลงชื่อเข้าร่วมกิจกรรม",
        when=f"{number}{date}" if date else "",
        closed=refusal_of(check_check_in_day, day, today) or taken,
        address=_address("check_in", day.token),
        steps=SIGN_IN,
        notes=SIGN_IN_NOTES,
        place=day.place,
    )


def _survey(
    one: Questionnaire, days: list[ActivityDay], now: datetime.datetime, taken: str
) -> Shown:
    found = window(one, days)
    return Shown(
        key=one.moment,
        title=f"แบบประเมิน{one.get_moment_display()}",
        when=days_text(found),
        closed=refusal_of(check_open, found, now) or taken,
        address=_address("survey", one.token),
        steps=ANSWER,
        notes=ANSWER_NOTES,
    )


def _address(page: str, token: str) -> str:
    return f"{settings.SITE_URL}{reverse(page, args=[token])}"


def posters_of(event: Event, shown: list[Shown]) -> Posters:
    """The posters of what has its date, a page each; Refused when nothing has one yet."""
    ready = [one for one in shown if one.when]
    if not ready:
        raise Refused("กำหนดวันจัดกิจกรรมก่อน แล้วจึงพิมพ์ป้าย QR")
    pictures = {f"{one.key}.svg": qr.svg(one.address) for one in ready}
    return Posters(
        author=event.office.name,
        files=pictures,
        walls=tuple(
            Wall(
                title=one.title,
                lines=tuple(_lines(event, one)),
                steps=one.steps,
                notes=one.notes,
                qr=Qr(f"{one.key}.svg", one.address),
            )
            for one in ready
        ),
    )


def _lines(event: Event, one: Shown) -> Iterator[str]:
    yield event.name
    yield one.when
    if one.place:
        yield one.place
