"""What the office's pages of the survey show beside the figures: standing, charts, a workbook."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cdd_network import thai
from cdd_network.workbook import Sheet, workbook_of
from projects import bands, survey_chart
from projects.opening_rules import is_open, usual_days
from projects.queries_survey import FEWEST
from projects.survey_rules import days_text, window
from projects.survey_words import sentences

if TYPE_CHECKING:
    from cdd_network.content_event import KnowledgeQuestion
    from projects.cards import Tone
    from projects.models import ActivityDay, Event, Questionnaire
    from projects.queries_survey import Results, Row, Side

CHOICES = "กขคงจฉ"
TWO_PLACES = "0.00"


@dataclass(frozen=True)
class Standing:
    """A questionnaire as the page lists it: whether it takes answers, and until when."""

    side: Side
    tag: str
    tone: Tone
    says: str
    is_open: bool
    is_over: bool


@dataclass(frozen=True)
class Page:
    """What stands around the figures of ``Results``."""

    standings: tuple[Standing, ...]
    warnings: tuple[str, ...]
    charts: tuple[tuple[object, survey_chart.Chart], ...]
    test_chart: survey_chart.Chart
    ranges: list[tuple[str, str]]
    schemes: tuple[tuple[str, str, bool], ...]
    report: str
    lines: int
    figures: tuple[dict[str, str], ...]
    fewest: int = FEWEST


@dataclass(frozen=True)
class Times:
    """What the form of opening begins with, and what is usual."""

    initial: dict[str, object]
    usual: str
    now: str
    span: str


def page(event: Event, found: Results, *, now: datetime.datetime) -> Page:
    """The page of ``found``; one query for the days."""
    days = list(event.days.all())
    report = "\n".join(sentences(found))
    charts = [(part, survey_chart.means(part, f"part-{n}")) for n, part in enumerate(found.parts)]
    return Page(
        standings=tuple(_standing(side, days, now) for side in found.sides),
        warnings=tuple(_warnings(found)),
        charts=tuple(charts),
        test_chart=survey_chart.understanding(found),
        ranges=bands.ranges(found.scheme, found.survey.levels),
        schemes=tuple((key, text, key == found.scheme) for key, text in bands.TITLES.items()),
        report=report,
        lines=2 * report.count("\n") + 4,
        figures=tuple({"value": value, "label": label} for value, label in _figures(found)),
    )


def _figures(found: Results) -> Iterable[tuple[str, str]]:
    """(figure, what it is): satisfaction, who understands, what was learned; what is known of it."""
    row, share, gain = found.satisfaction, found.after.test.share, found.gain
    if row and row.measure.mean is not None:
        yield f"{row.measure.mean:.2f} {row.word}", f"ความพึงพอใจในภาพรวม{row.told} เต็ม 5"
    if share is not None:
        yield f"{share:.2f}%", f"ผู้มีความรู้ ความเข้าใจ (ตัวชี้วัด {found.wanted}%)"
    if gain is not None:
        yield f"{gain:+.2f}", "จุดร้อยละของคะแนนทดสอบ หลังเทียบกับก่อน"


def _standing(side: Side, days: list[ActivityDay], now: datetime.datetime) -> Standing:
    found = window(side.questionnaire, days)
    closes = found.closes
    if found.opens is None or closes is None:
        return Standing(side, "ยังไม่เปิด", "", "ยังไม่กำหนดวันจัดกิจกรรม", False, False)
    if is_open(found, now):
        until = "ถึงสิ้นวันนี้" if closes == now.date() else f"ถึงวันที่ {thai.date_text(closes)}"
        return Standing(side, "เปิดรับคำตอบ", "fine", f"รับคำตอบ{until}", True, False)
    if found.is_early(now):
        return Standing(side, "ยังไม่เปิด", "", f"เปิดรับคำตอบ{days_text(found)}", False, False)
    return Standing(side, "ปิดรับคำตอบแล้ว", "", "ไม่รับคำตอบทางโทรศัพท์แล้ว", False, True)


def _warnings(found: Results) -> Iterable[str]:
    for side in found.sides:
        if found.people and side.answered > found.people:
            yield (
                f"แบบ{side.questionnaire}มีผู้ตอบ {side.answered} คน มากกว่าผู้เข้าร่วม {found.people} คน "
                "โปรดตรวจสอบว่าไม่ได้นับแบบกระดาษของผู้ที่ตอบทางโทรศัพท์แล้ว"
            )


def times(
    questionnaire: Questionnaire, event: Event, *, today: datetime.date, again: bool
) -> Times:
    """The form's first values; ``again`` offers to take answers once more until the end of today."""
    days = list(event.days.all())
    plain = type(questionnaire)(moment=questionnaire.moment)
    initial = {"opens_on": questionnaire.opens_on, "closes_on": questionnaire.closes_on}
    if again:
        opens = window(questionnaire, days).opens
        initial = {"opens_on": min(opens or today, today), "closes_on": today}
    return Times(
        initial=initial,
        usual=days_text(window(plain, days)),
        now=days_text(window(questionnaire, days)),
        span=days_text(usual_days(days)),
    )


def answer_key(test: Iterable[KnowledgeQuestion]) -> list[tuple[int, str, str]]:
    """(number, question, «ก. …») of the test, for whoever marks the paper sheets."""
    return [
        (number, one.title, f"{CHOICES[one.answer - 1]}. {one.choices[one.answer - 1]}")
        for number, one in enumerate(test, start=1)
    ]


def workbook(event: Event, found: Results, *, texts: bool) -> tuple[str, bytes]:
    """(title, bytes): who answered, every item, the test, the sentences; ``texts`` adds the words.

    Counts and figures alone: no device, no single sheet of answers.
    """
    title = f"ผลการประเมิน {event.name}"
    sheets = [_answered(found), _items(found), _test(found)]
    said = [[text] for text in sentences(found)]
    sheets.append(Sheet("ข้อความสำหรับรายงาน", ["ข้อความ"], said))
    if texts:
        rows = [(question, text) for question, said in found.texts.items() for text in said]
        sheets.append(Sheet("ความเห็น", ["คำถาม", "คำตอบ"], rows))
    return title, workbook_of(title, sheets)


def _answered(found: Results) -> Sheet:
    heads = ["แบบ", "ตอบทางโทรศัพท์ (คน)", "แบบกระดาษ (ฉบับ)", "รวม (คน)", "ผู้เข้าร่วม (คน)"]
    rows = [
        [str(s.questionnaire), s.phones, s.sheets, s.answered, found.people] for s in found.sides
    ]
    return Sheet("จำนวนผู้ตอบ", heads, rows)


def _items(found: Results) -> Sheet:
    levels = [f"{label} ({5 - place})" for place, label in enumerate(found.survey.levels)]
    figures = ["จำนวนผู้ตอบ", "ค่าเฉลี่ย", "ส่วนเบี่ยงเบนมาตรฐาน", "ร้อยละระดับมากขึ้นไป", "ระดับ"]
    heads = ["ส่วน", "ข้อ", "รายการ", *levels, *figures]
    rows = [_cells(part.title, row) for part in found.parts for row in part.every]
    return Sheet("รายข้อ", heads, rows, dict.fromkeys((9, 10, 11), TWO_PLACES))


def _cells(part: str, row: Row) -> list[object]:
    m = row.measure
    counts = m.counts if m.n else [None] * len(m.counts)  # held back: nobody is not the number
    return [part, row.number, row.title, *counts, m.n or None, m.mean, m.deviation, m.top, row.word]


def _test(found: Results) -> Sheet:
    right = [f"ถูก {number} ข้อ" for number in range(found.after.test.questions + 1)]
    figures = ["ผู้ทำแบบทดสอบ", "คะแนนเฉลี่ย", "ร้อยละ", "ผู้มีความรู้ ความเข้าใจ", "คิดเป็นร้อยละ", "ตัวชี้วัดร้อยละ"]
    rows = [
        [str(s.questionnaire), *s.test.right, s.test.n, s.test.mean, s.test.percent, s.test.passed,
         s.test.share, found.wanted]
        for s in found.sides
    ]  # fmt: skip
    after = 1 + len(right)
    return Sheet(
        "แบบทดสอบความรู้",
        ["แบบ", *right, *figures],
        rows,
        dict.fromkeys((after + 1, after + 2, after + 4), TWO_PLACES),
    )
