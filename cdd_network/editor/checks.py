"""What must be right before a year is opened, and what should be looked at. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from cdd_network import thai
from cdd_network.closed_days import why_closed
from cdd_network.content import Content, DeadlineRule
from cdd_network.editor.said import reach_of
from cdd_network.editor.section import OWN, Document

FULL_POINTS = 100
PROPOSAL = (
    "activity_name", "reasons", "problem", "urgency", "group_plan", "objectives", "target_people",
    "place", "capital", "expected_results", "steps",
)  # fmt: skip

"""Items of the proposal: each is stored in a field of its own."""
MOST_TOLD_DAYS = 3
"""The summary report keeps a text for each of so many days."""
LEVELS = {1: "province", 2: "district"}
LEVEL_NAMES = {1: "จังหวัด", 2: "อำเภอ"}


@dataclass(frozen=True)
class Fault:
    """Something to mend: the section where it is mended, a Thai sentence.

    ``stops``: the year cannot be opened with it; else it is only worth a look.
    """

    section: str
    text: str
    stops: bool = True


def faults_of(document: Document, year: int) -> list[Fault]:
    """All faults of a year's document, those that stop it from being opened first."""
    try:
        content = _content(document)
    except ValueError as error:
        return [Fault("basics", f"เนื้อหาของปีอ่านไม่ได้ ({error})")]
    found = [fault for check in CHECKS for fault in check(content, document, year)]
    return sorted(found, key=lambda fault: not fault.stops)


def _content(document: Document) -> Content:
    return Content.read({k: v for k, v in document.items() if k not in OWN})


def _basics(content: Content, document: Document, year: int) -> Iterator[Fault]:
    if int(document["quota"]) < 1:
        yield Fault("basics", "จำนวนกลุ่มต่อจังหวัดต้องเป็น 1 ขึ้นไป")
    if not str(document["title"]).strip():
        yield Fault("basics", "ยังไม่มีชื่อโครงการ")


def _criteria(content: Content, document: Document, year: int) -> Iterator[Fault]:
    total = sum(one.points for one in content.criteria)
    if total != FULL_POINTS:
        yield Fault("criteria", f"คะแนนเต็มของเกณฑ์รวมได้ {total} คะแนน ต้องเป็น {FULL_POINTS}")
    keys = [one.key for one in content.criteria]
    if len(keys) != len(set(keys)):
        yield Fault("criteria", "เกณฑ์สองข้อใช้รหัสเดียวกัน")
    if not {*content.tie_breakers} <= {*keys}:
        yield Fault("criteria", "ลำดับตัดสินเมื่อคะแนนเท่ากันอ้างถึงเกณฑ์ที่ไม่มีแล้ว")
    if not content.committee:
        yield Fault("committee", "ยังไม่มีคณะกรรมการ")


def _activities(content: Content, document: Document, year: int) -> Iterator[Fault]:
    if [one.number for one in content.activities] != [1, 2]:
        yield Fault("activities", "ต้องมีกิจกรรมที่ 1 (จังหวัด) และกิจกรรมที่ 2 (อำเภอ) อย่างละหนึ่ง")
        return
    for one in content.activities:
        if one.level != LEVELS[one.number]:
            yield Fault("activities", f"กิจกรรมที่ {one.number} ต้องเป็นของ{LEVEL_NAMES[one.number]}")
        if min(one.days, one.people, one.places, one.budget) < 1:
            yield Fault(
                "activities", f"กิจกรรมที่ {one.number}: จำนวนวัน คน แห่ง และงบประมาณต้องมากกว่า 0"
            )
        if one.number == 2 and one.days > MOST_TOLD_DAYS:
            yield Fault("activities", f"กิจกรรมที่ 2 จัดได้ไม่เกิน {MOST_TOLD_DAYS} วัน ตามแบบสรุปผล")
        tables = [day.number for day in content.days(one.number)]
        if tables != [*range(1, one.days + 1)]:
            yield Fault(
                "activities",
                f"กิจกรรมที่ {one.number} จัด {one.days} วัน แต่หลักสูตรมี {len(tables)} วัน",
            )


def _curriculum(content: Content, document: Document, year: int) -> Iterator[Fault]:
    for day in content.curriculum:
        name = f"หลักสูตรกิจกรรมที่ {day.activity} วันที่ {day.number}"
        place = f"curriculum-{day.activity}-{day.number}"
        try:
            spans = [span for session in day.sessions for span in session.spans]
        except ValueError:
            yield Fault(place, f"{name} มีเวลาที่อ่านไม่ได้")
            continue
        if not spans:
            yield Fault(place, f"{name} ยังไม่มีหัวข้อ")
        if any(end <= begin for begin, end in spans):
            yield Fault(place, f"{name} มีช่วงเวลาที่สิ้นสุดก่อนเริ่ม")
        ordered = sorted(spans)
        if any(after[0] < before[1] for before, after in pairwise(ordered)):
            yield Fault(place, f"{name} มีช่วงเวลาทับกัน")


def _deadlines(content: Content, document: Document, year: int) -> Iterator[Fault]:
    begins = date(year - thai.BE_OFFSET - 1, 10, 1)
    last = date(year - thai.BE_OFFSET + 1, 9, 30)
    for rule in content.deadlines:
        name = _called(rule)
        day = date.fromisoformat(rule.fixed) if rule.fixed else None
        if day and not begins <= day <= last:
            text = f"กำหนด {name} เป็นวันที่ {thai.date_text(day)} ซึ่งอยู่นอกปีงบประมาณนี้"
            yield Fault("deadlines", text)
        elif day and (why := why_closed(day)):
            text = f"กำหนด {name} วันที่ {thai.date_text(day)} เป็นวันหยุด ({why})"
            yield Fault("deadlines", text, stops=False)
        if rule.unchecked:
            yield Fault("deadlines", f"กำหนด {name} เลื่อนมาจากปีก่อน ยังไม่ได้ตรวจวันที่")


def _called(rule: DeadlineRule) -> str:
    return f"«{rule.title}» ตาม{rule.source}"


def passed(document: Document, today: date) -> list[Fault]:
    """Fixed deadlines that are over already, were the year opened ``today``: every province would be
    late at once. None of contents that cannot be read, which ``faults_of`` says."""
    try:
        rules = _content(document).deadlines
    except ValueError:
        return []
    days = [(one, date.fromisoformat(one.fixed)) for one in rules if one.fixed]
    return [
        Fault(
            "deadlines",
            f"กำหนด {_called(one)} วันที่ {thai.date_text(day)} ผ่านมาแล้ว หากเปิดใช้จะนับว่าเกินกำหนดแล้ว",
            stops=False,
        )
        for one, day in days
        if day < today
    ]


def _reach(content: Content, document: Document, year: int) -> Iterator[Fault]:
    reach = reach_of(document)
    if reach is None:
        return
    places = content.activity(2).places
    if places != reach.places:
        yield Fault(
            "activities", f"กิจกรรมที่ 2 จัด {places:,} แห่ง แต่{reach.sum_text} แห่ง", stops=False
        )
    if content.new_activities != reach.places:
        text = f"กิจกรรมใหม่ทั้งประเทศ {content.new_activities:,} กิจกรรม แต่{reach.sum_text} กิจกรรม"
        yield Fault("basics", text, stops=False)


def _keys(content: Content, document: Document, year: int) -> Iterator[Fault]:
    if tuple(item.key for item in content.proposal) != PROPOSAL:
        yield Fault("proposal", "แบบเสนอโครงการต้องมี 11 ข้อตามที่ระบบเก็บ")
    known = {rate.key for rate in content.rates}
    if any(line.rate and line.rate not in known for line in content.budget_lines):
        yield Fault("budget", "รายการงบประมาณเทียบกับอัตราที่ไม่มีแล้ว")
    if not content.activity_types:
        yield Fault("types", "ยังไม่มีประเภทกิจกรรมเครือข่าย")


def _money(content: Content, document: Document, year: int) -> Iterator[Fault]:
    for one in content.activities:
        lines = [line for line in content.budget_lines if line.activity == one.number]
        total = sum(line.people * line.times * line.price for line in lines)
        if total > one.budget:
            yield Fault(
                "budget",
                f"รายการงบประมาณของกิจกรรมที่ {one.number} รวม {total:,} บาท เกินงบ {one.budget:,} บาท",
                stops=False,
            )


def _rates(content: Content, document: Document, year: int) -> Iterator[Fault]:
    most = {rate.key: rate for rate in content.rates if rate.most}
    for line in content.budget_lines:
        rate = most.get(line.rate)
        if rate and line.price > rate.most:
            yield Fault(
                "budget",
                f"«{line.title}» (กิจกรรมที่ {line.activity}) {line.price:,} บาท เกินอัตรา"
                f"ไม่เกิน {rate.most:,} {rate.unit} ตาม «{rate.title}»",
                stops=False,
            )


CHECKS = (
    _basics,
    _reach,
    _activities,
    _criteria,
    _curriculum,
    _deadlines,
    _keys,
    _money,
    _rates,
)
