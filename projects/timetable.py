"""The timetable of a day: its clock, the curriculum's hours, hours that are paid. Pure functions."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import time
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cdd_network.content import CurriculumDay, Session

MOST_ROWS = 30
"""Rows of one day."""
LONGEST = 400
"""Letters of a topic, and of a method."""
LUNCH = (time(11, 30), time(13, 30))
"""A gap that lies in here and meets the hour from noon is the lunch break."""
LUNCH_MINUTES = 90
"""A longer gap is no lunch break."""
LUNCH_TEXT = "พักรับประทานอาหารกลางวัน"
UNTAUGHT = ("ลงทะเบียน", "พัก", "รับประทานอาหาร")
"""What a row begins with that is no hour of training."""
SPEAKERLESS = ("สรุป", "มอบหมาย", "พิธี", "ศึกษาดูงาน", "การศึกษาดูงาน")
"""What a row of training begins with that needs no speaker: closing, opening, the visit itself."""
WHOLE_HOUR, HALF_HOUR = 50, 25
"""Least minutes that count as an hour, and as half of one."""


@dataclass(frozen=True)
class Slot:
    """A row: a topic from ``begins`` to ``ends``. ``session`` is the index of the curriculum's session
    it serves, None for one that the office has added; ``speaker`` is a key, None for nobody.
    """

    begins: time
    ends: time
    topic: str
    method: str = ""
    session: int | None = None
    speaker: int | None = None

    @property
    def minutes(self) -> int:
        """Its length."""
        return minutes(self.begins, self.ends)

    @property
    def clock(self) -> str:
        """«09.00–12.00 น.»."""
        return clock_text(self.begins, self.ends)

    @property
    def is_taught(self) -> bool:
        """Whether it is training: neither registration nor a break."""
        return not self.topic.startswith(UNTAUGHT)

    @property
    def wants_speaker(self) -> bool:
        """Whether somebody is to be named who teaches it."""
        return self.is_taught and self.speaker is None and not self.topic.startswith(SPEAKERLESS)


@dataclass(frozen=True)
class Gap:
    """Time between two rows that belongs to neither."""

    begins: time
    ends: time

    @property
    def minutes(self) -> int:
        """Its length."""
        return minutes(self.begins, self.ends)

    @property
    def is_lunch(self) -> bool:
        """Whether it is the break at noon."""
        first, last = LUNCH
        within = first <= self.begins and self.ends <= last
        at_noon = self.begins < time(13) and self.ends > time(12)
        return within and at_noon and self.minutes <= LUNCH_MINUTES


@dataclass(frozen=True)
class Coverage:
    """How much of a curriculum's session the day gives: minutes ``wanted`` and ``given``."""

    title: str
    wanted: int
    given: int

    @property
    def is_missing(self) -> bool:
        """Whether the day has none of it."""
        return self.given == 0

    @property
    def short(self) -> int:
        """Minutes that are lacking; 0 when it is whole."""
        return max(0, self.wanted - self.given)


def minutes(begins: time, ends: time) -> int:
    """Minutes from one moment of a day to a later one."""
    return (ends.hour - begins.hour) * 60 + ends.minute - begins.minute


def clock_text(begins: time, ends: time) -> str:
    """«09.00–12.00 น.»."""
    return f"{begins:%H.%M}–{ends:%H.%M} น."


def length_text(amount: int) -> str:
    """«6 ชั่วโมง», «1 ชั่วโมง 30 นาที», «45 นาที»."""
    hours, rest = divmod(amount, 60)
    parts = [f"{hours} ชั่วโมง" if hours else "", f"{rest} นาที" if rest or not hours else ""]
    return " ".join(filter(None, parts))


def hours_text(hours: Decimal) -> str:
    """«3 ชั่วโมง», «2.5 ชั่วโมง»."""
    return f"{hours.normalize():f} ชั่วโมง"


def title_of(session: Session) -> str:
    """What a session is called: its topic, else its content («ลงทะเบียน»)."""
    return (session.topic or " ".join(session.content))[:LONGEST]


def curriculum_slots(rule: CurriculumDay) -> list[Slot]:
    """A row for each span of each session of a curriculum's day, by the clock."""
    made = [
        Slot(begins, ends, title_of(one), " · ".join(one.methods)[:LONGEST], index)
        for index, one in enumerate(rule.sessions)
        for begins, ends in one.spans
    ]
    return by_clock(made)


def by_clock(slots: Iterable[Slot]) -> list[Slot]:
    """The rows in the order of the day."""
    return sorted(slots, key=lambda slot: (slot.begins, slot.ends))


def overlaps(spans: Sequence[tuple[time, time]]) -> dict[int, int]:
    """Index of each span that begins while another runs → index of that other one.

    Of two that begin together the later in the list is named. Touching spans do not overlap.
    """
    order = sorted(range(len(spans)), key=lambda index: (spans[index][0], index))
    found: dict[int, int] = {}
    running: int | None = None
    for index in order:
        if running is not None and spans[index][0] < spans[running][1]:
            found[index] = running
        if running is None or spans[index][1] > spans[running][1]:
            running = index
    return found


def gaps(slots: Iterable[Slot]) -> list[Gap]:
    """Empty time between rows, by the clock; before the first and after the last there is none."""
    found = []
    last: time | None = None
    for slot in by_clock(slots):
        if last is not None and slot.begins > last:
            found.append(Gap(last, slot.begins))
        last = slot.ends if last is None else max(last, slot.ends)
    return found


def taught_minutes(slots: Iterable[Slot]) -> int:
    """Minutes of training of a day, without registration and breaks."""
    return sum(slot.minutes for slot in slots if slot.is_taught)


def training_hours(amount: int) -> Decimal:
    """Hours that so many minutes of training count for when a speaker is paid.

    As the timetable has them, breaks for refreshment not taken off: an hour is at least 50 minutes,
    from 25 to 49 minutes half of it is paid. (ระเบียบกระทรวงการคลังว่าด้วยค่าใช้จ่ายในการฝึกอบรม การจัดงาน
    และการประชุมระหว่างประเทศ พ.ศ. 2549 และที่แก้ไขเพิ่มเติม ข้อ 14; not yet compared with the original)
    """
    hours, rest = divmod(amount, 60)
    if rest >= WHOLE_HOUR:
        return Decimal(hours + 1)
    return hours + (Decimal("0.5") if rest >= HALF_HOUR else Decimal(0))


def speaker_hours(slots: Iterable[Slot]) -> dict[int, Decimal]:
    """Hours of one day that each speaker is paid for; rows without a pause between count as one."""
    spoken: dict[int, list[list[time]]] = {}
    for slot in by_clock(slots):
        if slot.speaker is None or not slot.is_taught:
            continue
        blocks = spoken.setdefault(slot.speaker, [])
        if blocks and blocks[-1][1] == slot.begins:
            blocks[-1][1] = slot.ends
        else:
            blocks.append([slot.begins, slot.ends])
    return {
        speaker: sum((training_hours(minutes(*block)) for block in blocks), Decimal(0))
        for speaker, blocks in spoken.items()
    }


def coverage(slots: Iterable[Slot], rule: CurriculumDay) -> list[Coverage]:
    """Each session of the curriculum's day with the minutes that the rows give it."""
    given: dict[int | None, int] = {}
    for slot in slots:
        given[slot.session] = given.get(slot.session, 0) + slot.minutes
    return [
        Coverage(
            title_of(session), sum(minutes(*span) for span in session.spans), given.get(index, 0)
        )
        for index, session in enumerate(rule.sessions)
    ]


def warnings(slots: Sequence[Slot], rule: CurriculumDay) -> list[str]:
    """Thai sentences on what differs from the curriculum or is unusual, yet allowed."""
    if not slots:
        return ["ยังไม่มีกำหนดการของวันนี้"]
    found = [
        f"ไม่มีหัวข้อ «{one.title}» ตามหลักสูตร ({length_text(one.wanted)})"
        if one.is_missing
        else f"หัวข้อ «{one.title}» มี {length_text(one.given)} หลักสูตรกำหนด {length_text(one.wanted)}"
        for one in coverage(slots, rule)
        if one.short
    ]
    empty = gaps(slots)
    found += [
        f"เวลา {clock_text(gap.begins, gap.ends)} ยังว่าง {length_text(gap.minutes)}"
        for gap in empty
        if not gap.is_lunch
    ]
    if _works_through_noon(slots):
        found.append("ไม่มีช่วงพักรับประทานอาหารกลางวัน")
    return found


def _works_through_noon(slots: Iterable[Slot]) -> bool:
    """Whether training fills the whole hour from noon."""
    noon, one = time(12), time(13)
    at_noon = [s for s in slots if s.is_taught and s.begins < one and s.ends > noon]
    return sum(minutes(max(s.begins, noon), min(s.ends, one)) for s in at_noon) >= 60


def meeting_warning(slots: Iterable[Slot], rule: CurriculumDay, meets: time) -> str:
    """What to say when the committee meets at another time than the curriculum's last session, in
    which it explains the criteria and chooses; '' when they agree or the day has no such row.
    """
    last = len(rule.sessions) - 1
    begins = min((slot.begins for slot in slots if slot.session == last), default=None)
    if begins is None or begins == meets:
        return ""
    return (
        f"คณะกรรมการนัดประชุมคัดเลือกเวลา {meets:%H.%M} น. แต่กำหนดการเริ่ม «{title_of(rule.sessions[last])}»"
        f" เวลา {begins:%H.%M} น. โปรดตรวจสอบเวลาให้ตรงกัน"
    )


def with_lunch(slots: Iterable[Slot]) -> list[Slot]:
    """The rows by the clock, the lunch break shown as a row of its own."""
    slots = by_clock(slots)
    breaks = [Slot(gap.begins, gap.ends, LUNCH_TEXT) for gap in gaps(slots) if gap.is_lunch]
    return by_clock(itertools.chain(slots, breaks))
