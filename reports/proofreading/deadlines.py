"""Rules on deadlines: the paper's own, those of the programme, those that the text gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from cdd_network import thai
from cdd_network.content import DeadlineRule
from cdd_network.days_in_text import DAY, DayText, days_in
from reports.proofreading.facts import Facts, Line
from reports.proofreading.faults import Fault

EVENTS = {"activity_end": "หลังดำเนินกิจกรรมเสร็จสิ้น"}
_WITHIN = re.compile(rf"(?:ภายใน|ไม่เกิน|ก่อน)\s*(?:วันที่\s*)?(?={DAY.pattern})")


def too_early(facts: Facts) -> Iterator[Fault]:
    """A deadline that is past when the letter goes out."""
    if facts.day and facts.deadline and facts.deadline <= facts.day:
        text = f"{thai.date_text(facts.deadline)} ไม่อยู่หลังวันที่ลงในหนังสือ"
        yield Fault("กำหนดส่ง", text, "แก้กำหนดส่งให้อำเภอมีเวลาดำเนินการ", "deadline")


def after_the_province(facts: Facts) -> Iterator[Fault]:
    """The districts' deadline after the province's own one to the department."""
    fixed = [date.fromisoformat(r.fixed) for r in facts.rules if r.task == "bundle" and r.fixed]
    if facts.deadline and fixed and facts.deadline > min(fixed):
        text = (
            f"ให้อำเภอส่งภายใน {thai.date_text(facts.deadline)} "
            f"แต่จังหวัดต้องส่งกรมฯ ภายใน {thai.date_text(min(fixed))}"
        )
        yield Fault("กำหนดส่ง", text, "ให้อำเภอส่งก่อนกำหนดของจังหวัด หรือขอขยายกำหนดกับกรมฯ", "deadline")


def sources_differ(facts: Facts) -> Iterator[Fault]:
    """Papers of the year that give one duty different deadlines (1 week, and 10 July)."""
    clashes: dict[tuple[str, ...], list[str]] = {}
    for task in dict.fromkeys(rule.task for rule in facts.rules if rule.task):
        rules = [rule for rule in facts.rules if rule.task == task]
        limits = dict.fromkeys(_limit(rule, facts.deadline) for rule in rules)
        if len({limit for limit, _ in limits}) > 1:
            told = tuple(f"{source} ให้{limit}" for limit, source in limits)
            clashes.setdefault(told, []).append(rules[0].title)
    for told, titles in clashes.items():
        text = f"{' และ'.join(titles)}: {' แต่'.join(told)}"
        advice = "เลือกกำหนดเดียว แล้วบอกในหนังสือว่าใช้กำหนดใด"
        yield Fault("กำหนดส่ง", text, advice, "deadline")


def _limit(rule: DeadlineRule, own: date | None) -> tuple[str, str]:
    """The limit in words, and who sets it; the paper's own deadline stands for its rule's."""
    if not rule.fixed:
        event = EVENTS.get(rule.event, rule.event)
        return f"ภายใน {rule.days_after} วัน{event}", rule.source
    ours = own if own and rule.level == "district" else date.fromisoformat(rule.fixed)
    return f"ภายในวันที่ {thai.date_text(ours)}", rule.source


def _given(facts: Facts) -> list[tuple[Line, DayText]]:
    """The deadlines that the body gives."""
    return [
        (line, next(days_in(line.plain[found.end() :])))
        for line in facts.body
        for found in _WITHIN.finditer(line.plain)
    ]


def text_differs(facts: Facts) -> Iterator[Fault]:
    """The body gives deadlines, none of them the one that was set for the paper."""
    given = [(line, one) for line, one in _given(facts) if one.day]
    if not (facts.deadline and given) or facts.deadline in {one.day for _, one in given}:
        return
    line, one = given[0]
    text = f"ในข้อความเขียนว่า {one.text} แต่ตั้งกำหนดไว้ {thai.date_text(facts.deadline)}"
    yield Fault(line.place, text, "แก้ข้อความหรือกำหนดให้ตรงกัน", line.mend)


def text_is_past(facts: Facts) -> Iterator[Fault]:
    """The body asks for something by a day before the paper's own date."""
    for line, one in _given(facts):
        if facts.day and one.day and one.day < facts.day and one.day != facts.deadline:
            text = f"ให้ทำภายใน {one.text} ซึ่งก่อนวันที่ลงในเอกสาร ({thai.date_text(facts.day)})"
            yield Fault(line.place, text, "ตรวจกำหนดในข้อความ", line.mend)
