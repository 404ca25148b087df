"""The BPM sheet: each field of the department's own system as text to copy, from an event's facts.

Order and titles are the programme's (``content.bpm``); here each key has what fills it. Pure: the
facts come from reports/queries_bpm.py.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from cdd_network import thai
from projects.deadlines import Due
from projects.queries_survey import FEWEST

if TYPE_CHECKING:
    from cdd_network.content import BpmField
    from projects.budget import Totals
    from projects.cards import Tone
    from projects.models import ActivityDay, Event
    from projects.queries_people import Attendance
    from projects.queries_survey import Results
    from reports.models import SummaryReport

BY_HAND = "ข้อนี้ไม่มีให้กรอกที่นี่ พิมพ์ใน BPM โดยตรง"
SOON = 2
"""So many days before the deadline the words turn to «your turn»."""


@dataclass(frozen=True)
class BpmFacts:
    """What is known of an event when its sheet is made; ``summary`` is of activity 2 alone."""

    event: Event
    days: list[ActivityDay]
    attendance: Attendance
    totals: Totals
    results: Results
    summary: SummaryReport | None


@dataclass(frozen=True)
class Answer:
    """What fills a field. ``wants`` says what is missing, ``where`` names the page of it."""

    text: str = ""
    wants: str = ""
    where: str = ""


@dataclass(frozen=True)
class Entry:
    """A field of the sheet, in its place; ``url`` leads to what is missing, '' for nowhere here."""

    key: str
    title: str
    help: str
    text: str
    wants: str
    url: str

    @property
    def is_by_hand(self) -> bool:
        """Whether nothing here fills it, ever: it is typed into BPM itself."""
        return self.wants == BY_HAND

    @property
    def rows(self) -> int:
        """Lines that its control shows where it does not grow with its text."""
        return min(len(self.text.splitlines()), 12)

    @property
    def digest(self) -> str:
        """Ten hexadecimal digits that stand for the text, to tell later that it has changed."""
        return hashlib.sha1(self.text.encode(), usedforsecurity=False).hexdigest()[:10]


def entries(fields: Iterable[BpmField], facts: BpmFacts, urls: dict[str, str]) -> list[Entry]:
    """The sheet of the event, in the programme's order; ``urls``: page of an answer → address."""
    made = []
    for one in fields:
        if one.activity not in (0, facts.event.number):
            continue
        answer = ANSWERS.get(one.key, _unknown)(facts)
        url = urls.get(answer.where, "")
        made.append(Entry(one.key, one.title, one.help, answer.text, answer.wants, url))
    return made


def whole_text(sheet: Iterable[Entry]) -> str:
    """The sheet as one text: a line a field, several lines indented beneath their title."""
    return "\n".join(
        f"{one.title}:\n{one.text}" if "\n" in one.text else f"{one.title}: {one.text or '–'}"
        for one in sheet
    )


def _unknown(facts: BpmFacts) -> Answer:
    return Answer(wants=BY_HAND)


def _group(facts: BpmFacts) -> Answer:
    group = facts.event.run.group
    return Answer(f"{group.name} {group.address}")


def _dates(facts: BpmFacts) -> Answer:
    text = thai.date_range_text([day.date for day in facts.days if day.date])
    unset = any(not day.date for day in facts.days)
    return Answer(text, "ยังไม่ได้กำหนดวันครบทุกวัน" if unset else "", "days")


def _places(facts: BpmFacts) -> Answer:
    places = list(dict.fromkeys(day.place for day in facts.days if day.place))
    return Answer("\n".join(places), "" if places else "ยังไม่ได้ระบุสถานที่", "days")


def _site(facts: BpmFacts) -> Answer:
    run = facts.event.run
    text = f"{run.site_name} {run.site_address}".strip() if run.site_name else ""
    return Answer(text, "" if text else "ยังไม่ได้ระบุสถานที่ศึกษาดูงาน", "site")


def _people(facts: BpmFacts) -> Answer:
    """Who came by the check-in; without any, the number that the summary says."""
    came = facts.attendance.came
    said = facts.summary.participants if facts.summary else None
    if not came:
        if said is None:
            return Answer(wants="ยังไม่ได้ลงชื่อผู้เข้าร่วม", where="people")
        return Answer(f"{said:,}", "เป็นจำนวนตามแบบสรุปฯ เพราะยังไม่ได้ลงชื่อผู้เข้าร่วม", "people")
    if said not in (None, came):
        return Answer(f"{came:,}", f"แบบสรุปฯ ระบุ {said:,} คน โปรดตรวจสอบ", "summary")
    return Answer(f"{came:,}")


def _people_days(facts: BpmFacts) -> Answer:
    if not facts.attendance.came:
        return Answer(wants="ยังไม่ได้ลงชื่อผู้เข้าร่วม", where="people")
    lines = [f"วันที่ {day.number}: {day.came:,} คน" for day in facts.attendance.days]
    return Answer("\n".join(lines))


def _planned(facts: BpmFacts) -> Answer:
    totals = facts.totals
    if not totals.planned:
        return Answer(wants="ยังไม่ได้กรอกแผนการใช้จ่าย", where="budget")
    return Answer(thai.money_text(totals.planned), _over(totals, totals.planned, "แผน"), "budget")


def _over(totals: Totals, amount: Decimal, said: str) -> str:
    """«แผนเกินวงเงิน 5,200 บาท», '' within the ceiling."""
    over = amount - totals.ceiling
    return f"{said}เกินวงเงิน {thai.money_text(over)} บาท" if over > 0 else ""


def _spent(facts: BpmFacts) -> Answer:
    totals = facts.totals
    return _when_spent(facts, totals.spent, _over(totals, totals.spent, "จ่ายจริง"))


def _left(facts: BpmFacts) -> Answer:
    return _when_spent(facts, facts.totals.left)


def _when_spent(facts: BpmFacts, amount: Decimal | None, over: str = "") -> Answer:
    totals = facts.totals
    lacking = f"ยังไม่ได้บันทึกจ่ายจริง {totals.unspent} รายการ" if totals.unspent else ""
    if not totals.is_spent:
        return Answer(wants=lacking or "ยังไม่ได้กรอกรายการใช้จ่าย", where="budget")
    wants = " · ".join(filter(None, (lacking, over)))
    return Answer(thai.money_text(amount), wants, "budget")


def _satisfaction(facts: BpmFacts) -> Answer:
    row, n = facts.results.satisfaction, facts.results.satisfied_by
    if row is None or row.measure.mean is None:
        return _few(facts, "ผู้ประเมินความพึงพอใจหลังกิจกรรม")
    deviation = row.measure.deviation
    spread = "" if deviation is None else f" ส่วนเบี่ยงเบนมาตรฐาน {deviation}"
    text = f"ค่าเฉลี่ย {row.measure.mean}{spread} ระดับ{row.word}"
    return Answer(f"{text} (ผู้ตอบ {n:,} คน)")


def _knowledge(facts: BpmFacts) -> Answer:
    test = facts.results.after.test
    if test.share is None:
        return _few(facts, "ผู้ทำแบบทดสอบหลังกิจกรรม")
    wanted = facts.results.wanted
    word = "ผ่าน" if facts.results.reaches else "ยังไม่ถึง"
    return Answer(
        f"ร้อยละ {test.share} ({test.passed:,} จาก {test.n:,} คน) {word}ตัวชี้วัดร้อยละ {wanted}"
    )


def _few(facts: BpmFacts, who: str) -> Answer:
    """Too few of them to tell: who answered the one part need not have answered the other."""
    few = f"{who}ยังไม่ถึง {FEWEST} คน ยังไม่พอสรุปผล"
    wants = few if facts.results.after.answered else "ยังไม่มีผู้ตอบแบบประเมินหลังกิจกรรม"
    return Answer(wants=wants, where="survey")


def _of_summary(name: str, label: str) -> Callable[[BpmFacts], Answer]:
    """A text of the summary; the province's day has none."""

    def answer(facts: BpmFacts) -> Answer:
        if facts.event.number != 2:
            return Answer(wants=BY_HAND)
        text = getattr(facts.summary, name, "")
        return Answer(text, "" if text else f"แบบสรุปฯ ยังไม่มี{label}", "summary")

    return answer


def _reporter(facts: BpmFacts) -> Answer:
    if facts.event.number != 2:
        return Answer(wants=BY_HAND)
    report = facts.summary
    text = f"{report.reporter_name} {report.reporter_post}".strip() if report else ""
    return Answer(text, "" if text else "แบบสรุปฯ ยังไม่มีผู้รายงาน", "summary")


ANSWERS: dict[str, Callable[[BpmFacts], Answer]] = {
    "project": lambda facts: Answer(facts.event.programme.title),
    "year": lambda facts: Answer(str(facts.event.programme.year)),
    "activity": lambda facts: Answer(f"กิจกรรมที่ {facts.event.number} {facts.event.rule.title}"),
    "office": lambda facts: Answer(facts.event.office.name),
    "group": _group,
    "dates": _dates,
    "places": _places,
    "site": _site,
    "target": lambda facts: Answer(f"{facts.event.rule.people:,}"),
    "people": _people,
    "people_days": _people_days,
    "allotted": lambda facts: Answer(thai.money_text(facts.totals.ceiling)),
    "planned": _planned,
    "spent": _spent,
    "left": _left,
    "satisfaction": _satisfaction,
    "knowledge": _knowledge,
    "problems": _of_summary("problems", "ปัญหาและอุปสรรค"),
    "suggestions": _of_summary("suggestions", "ข้อเสนอแนะ"),
    "reporter": _reporter,
}
"""What fills a field; a key of the programme that is not here is keyed by hand."""


@dataclass(frozen=True)
class Standing:
    """Where the keying stands: a short word, its tone, and a sentence on when it is due."""

    tag: str
    tone: Tone
    says: str


def standing(
    due: Due | None,
    *,
    last_day: datetime.date | None,
    keyed_on: datetime.date | None,
    today: datetime.date,
) -> Standing:
    """How the keying stands on ``today``; ``due`` is None where the year sets no deadline."""
    says = due.text.replace("กำหนดส่ง", "กำหนดบันทึกภายใน") if due else ""
    if keyed_on:
        late = (keyed_on - due.date).days if due else 0
        tag = f"บันทึกแล้ว หลังกำหนด {late:,} วัน" if late > 0 else "บันทึกแล้ว"
        return Standing(tag, "act" if late > 0 else "fine", says)
    if last_day is None:
        return Standing("ยังไม่ถึงเวลา", "", "บันทึกได้เมื่อกำหนดวันจัดกิจกรรมครบและจัดเสร็จแล้ว")
    if today < last_day:
        return Standing("ยังไม่ถึงเวลา", "", f"บันทึกได้ตั้งแต่ {thai.date_text(last_day)} · {says}")
    if due is None:
        return Standing("ยังไม่ได้บันทึก", "act", says)
    left = (due.date - today).days
    if left < 0:
        return Standing(f"เกินกำหนดแล้ว {-left:,} วัน", "wrong", says)
    tag = f"เหลืออีก {left:,} วัน" if left else "ครบกำหนดวันนี้"
    return Standing(tag, "fine" if left > SOON else "act", says)
