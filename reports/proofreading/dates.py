"""Rules on the dates of a paper and on those in its text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cdd_network import thai
from cdd_network.closed_days import why_closed
from cdd_network.days_in_text import DAY, MONTH, days_in
from reports.proofreading.facts import Facts
from reports.proofreading.faults import Fault
from selection.meeting_rules import NOTICE_DAYS

FAR_AHEAD = 5
"""Years after the fiscal year in which no date of its papers can lie."""
_YEAR = re.compile(
    rf"(?:(?P<month>{MONTH})\s*(?:พ\.ศ\.\s*)?|พ\.ศ\.\s*)(?P<year>[0-9]{{4}})(?![0-9])"
)


def closed_day(facts: Facts) -> Iterator[Fault]:
    """Offices are closed then, yet papers are dated so (7 June 2568 was a Saturday)."""
    label = facts.deadline_label or "กำหนดส่ง"
    looked = (
        ("ลงวันที่", facts.day, "ตรวจวันที่กับทะเบียนของสำนักงานอีกครั้ง", "date"),
        (label, facts.deadline, "เลื่อนเป็นวันทำการ", "deadline"),
        ("วันประชุม", facts.meeting_day if facts.invites else None, "ตรวจวันประชุมอีกครั้ง", "meeting"),
    )
    for place, day, advice, mend in looked:
        if day and (reason := why_closed(day)):
            yield Fault(place, f"{thai.date_text(day)} เป็น{reason}", advice, mend)


def before_its_cause(facts: Facts) -> Iterator[Fault]:
    """A paper that reports a meeting or cites an announcement cannot be older than it."""
    meeting = facts.meeting_day if facts.reports else None
    for name, cause in (("ประกาศผล", facts.announcement_day), ("ประชุมคัดเลือก", meeting)):
        if facts.day and cause and facts.day < cause:
            text = f"ลงวันที่ {thai.date_text(facts.day)} ก่อนวัน{name} ({thai.date_text(cause)})"
            yield Fault("ลงวันที่", text, "แก้วันที่ให้อยู่หลังเหตุการณ์ที่กล่าวถึง", "date")
            return


def after_the_meeting(facts: Facts) -> Iterator[Fault]:
    """The order, the criteria and the invitation come before the committee meets."""
    meeting = facts.meeting_day
    if facts.ahead and facts.day and meeting and facts.day > meeting:
        text = f"ลงวันที่ {thai.date_text(facts.day)} หลังวันประชุม ({thai.date_text(meeting)})"
        yield Fault("ลงวันที่", text, "ตรวจวันที่ของเอกสารและวันประชุม", "date")


def short_notice(facts: Facts) -> Iterator[Fault]:
    """An invitation that leaves its readers no time."""
    if not (facts.invites and facts.day and facts.meeting_day):
        return
    left = (facts.meeting_day - facts.day).days
    if 0 <= left < NOTICE_DAYS:
        text = f"เชิญล่วงหน้า {left} วัน (ประชุมวันที่ {thai.date_text(facts.meeting_day)})"
        advice = f"ควรเชิญล่วงหน้าอย่างน้อย {NOTICE_DAYS} วัน หรือแจ้งทางโทรศัพท์ด้วย"
        yield Fault("ลงวันที่", text, advice, "date")


def cites_the_future(facts: Facts) -> Iterator[Fault]:
    """A letter cited that is later than the one that cites it."""
    for order, one in enumerate(facts.cited, 1):
        if facts.day and one.day and one.day > facts.day:
            text = (
                f"{one.number} ลงวันที่ {thai.date_text(one.day)} "
                f"หลังวันที่ของเอกสารนี้ ({thai.date_text(facts.day)})"
            )
            yield Fault(f"อ้างถึง {order}", text, "ตรวจวันที่ของหนังสือที่อ้างถึง", "references")


def another_year(facts: Facts) -> Iterator[Fault]:
    """A date outside the fiscal year that the paper belongs to: most often a wrong year typed."""
    if facts.day and facts.fiscal_year and thai.fiscal_year(facts.day) != facts.fiscal_year:
        text = (
            f"{thai.date_text(facts.day)} อยู่ในปีงบประมาณ {thai.fiscal_year(facts.day)} "
            f"แต่เป็นเอกสารของปีงบประมาณ {facts.fiscal_year}"
        )
        yield Fault("ลงวันที่", text, "ตรวจปี พ.ศ. ที่ลงในเอกสาร", "date")


def announcement_date(facts: Facts) -> Iterator[Fault]:
    """The paper gives the announcement another date than its own (13 June for 7 June in 2568)."""
    known = facts.announcement_day
    if known is None or not facts.province:
        return
    name = f"(?:จังหวัด)?{re.escape(facts.province)}"
    said = re.compile(rf"ประกาศ{name}.{{0,120}}?ลงวันที่\s*(?={DAY.pattern})")
    for line in facts.lines:
        for found in said.finditer(line.plain):
            day = next(days_in(line.plain[found.end() :])).day
            if day and day != known:
                text = (
                    f"เขียนว่าประกาศลงวันที่ {thai.date_text(day)} "
                    f"แต่ประกาศฉบับจริงลงวันที่ {thai.date_text(known)}{_met(facts)}"
                )
                yield Fault(line.place, text, "แก้วันที่ให้ตรงกับประกาศ", line.mend)


def _met(facts: Facts) -> str:
    met = facts.meeting_day
    return f" (ประชุมคัดเลือกวันที่ {thai.date_text(met)})" if met else ""


def leading_zero(facts: Facts) -> Iterator[Fault]:
    """«๐๗ มิถุนายน»: days are written without a zero before them."""
    for line in facts.lines:
        for one in days_in(line.plain):
            if one.number.startswith("0") and one.number != "0" and one.number != "00":
                right = f"{int(one.number)} {thai.MONTHS[one.month - 1]}"
                text = f"«{one.text}» มีเลขศูนย์นำหน้าวันที่"
                yield Fault(line.place, text, f"เขียนเป็น «{right}»", line.mend)


def no_such_day(facts: Facts) -> Iterator[Fault]:
    """«31 เมษายน»."""
    for line in facts.lines:
        for one in days_in(line.plain):
            if not one.exists:
                yield Fault(line.place, f"«{one.text}» ไม่มีในปฏิทิน", "แก้วันที่", line.mend)


def weekday(facts: Facts) -> Iterator[Fault]:
    """«วันศุกร์ที่ …» of a day that is none."""
    for line in facts.lines:
        for one in days_in(line.plain):
            if right := one.right_weekday:
                text = f"«{one.text}» แต่วันที่ {thai.date_text(one.day)} เป็นวัน{right}"
                yield Fault(line.place, text, "แก้ชื่อวันหรือวันที่ให้ตรงกัน", line.mend)


def odd_year(facts: Facts) -> Iterator[Fault]:
    """A year of the Christian era, or one that no paper of ours can mean."""
    for line in facts.lines:
        for found in _YEAR.finditer(line.plain):
            year = int(found["year"])
            if 1900 <= year <= 2100:
                advice = f"เขียนเป็น พ.ศ. {year + thai.BE_OFFSET}"
                yield Fault(line.place, f"«{found[0]}» เป็นปี ค.ศ.", advice, line.mend)
            elif not 2400 <= year <= 2700 or (found["month"] and _far(facts, year)):
                text = f"«{found[0]}» เป็นปีที่ไม่น่าจะถูกต้อง"
                yield Fault(line.place, text, "ตรวจปี พ.ศ.", line.mend)


def _far(facts: Facts, year: int) -> bool:
    return facts.fiscal_year is not None and year > facts.fiscal_year + FAR_AHEAD
