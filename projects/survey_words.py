"""The survey's figures as sentences for a report; pure, Arabic digits.

Figures follow the customary phrases: mean, deviation, per cent with two places. What
``Results`` holds back is not said.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from projects.queries_survey import Results, Row, Side

MOST_NAMED = 3
"""Items of one mean that a sentence names; the others are counted."""


def sentences(found: Results) -> tuple[str, ...]:
    """Everything that can be said, in the order of a report; nothing while too few answered."""
    said = (_satisfied, _extremes, _rated, _understand, _gained)
    return tuple(text for text in (say(found) for say in said) if text)


def _satisfied(found: Results) -> str:
    row = found.satisfaction
    if row is None or row.measure.mean is None:
        return ""
    n = found.satisfied_by
    figures = f"ค่าเฉลี่ย {row.measure.mean:.2f}"
    if row.measure.deviation is not None:
        figures += f" ส่วนเบี่ยงเบนมาตรฐาน {row.measure.deviation:.2f}"
    return (
        f"ผู้ตอบแบบประเมิน {n} คน{_of(n, found.people)} มีความพึงพอใจในภาพรวม{row.told} ระดับ{row.word} ({figures}) "
        f"โดยมีผู้พึงพอใจระดับมากขึ้นไป ร้อยละ {row.measure.top:.2f}"
    )


def _extremes(found: Results) -> str:
    """The best and the least item of satisfaction, when they differ."""
    rows = next((part.rows for part in found.parts if part.total), ())
    rated = [r for r in rows if r is not found.satisfaction and r.measure.mean is not None]
    if not rated:
        return ""
    means = [row.measure.mean for row in rated]
    best, least = max(means), min(means)
    if best == least:
        return ""
    return f"ข้อที่มีค่าเฉลี่ยสูงสุด คือ {_named(rated, best)} และต่ำสุด คือ {_named(rated, least)}"


def _named(rated: list[Row], mean: Decimal) -> str:
    """The items of that mean: «ก (ค่าเฉลี่ย 4.50)», «(1) ก (2) ข (ค่าเฉลี่ยเท่ากัน 4.50)»."""
    tied = [row.title for row in rated if row.measure.mean == mean]
    more = f" และอีก {len(tied) - MOST_NAMED} ข้อ" if len(tied) > MOST_NAMED else ""
    listed = " ".join(f"({n}) {title}" for n, title in enumerate(tied[:MOST_NAMED], 1))
    if len(tied) == 1:
        return f"{tied[0]} (ค่าเฉลี่ย {mean:.2f})"
    return f"{listed}{more} (ค่าเฉลี่ยเท่ากัน {mean:.2f})"


def _rated(found: Results) -> str:
    rated = found.rated
    if rated is None or None in (rated[0].measure.mean, rated[1].measure.mean):
        return ""
    knew, knows = rated
    return (
        f"ผู้ตอบประเมินความรู้ ความเข้าใจของตนเองก่อนเข้าร่วมกิจกรรมอยู่ในระดับ{knew.word} "
        f"(ค่าเฉลี่ย {knew.measure.mean:.2f}) และหลังเข้าร่วมกิจกรรมอยู่ในระดับ{knows.word} "
        f"(ค่าเฉลี่ย {knows.measure.mean:.2f})"
    )


def _understand(found: Results) -> str:
    test = found.after.test
    if test.share is None:
        return ""
    verdict = "บรรลุ" if found.reaches else "ยังไม่บรรลุ"
    return (
        f"ผู้ทำแบบทดสอบหลังเข้าร่วมกิจกรรม {test.n} คน{_of(test.n, found.people)} "
        f"มีความรู้ ความเข้าใจ (ตอบถูก {test.mark} ข้อขึ้นไป จาก {test.questions} ข้อ) จำนวน {test.passed} คน "
        f"คิดเป็นร้อยละ {test.share:.2f} {verdict}ตัวชี้วัดร้อยละ {found.wanted}"
    )


def _gained(found: Results) -> str:
    if found.gain is None:
        return ""
    before, after = found.before.test, found.after.test
    return (
        f"คะแนนเฉลี่ยแบบทดสอบความรู้ก่อนเข้าร่วมกิจกรรม {_scored(found.before)} "
        f"หลังเข้าร่วมกิจกรรม {_scored(found.after)} จากคะแนนเต็ม {after.questions} คะแนน "
        f"{_change(found.gain)} (ผู้ทำแบบทดสอบก่อน {before.n} คน หลัง {after.n} คน)"
    )


def _scored(side: Side) -> str:
    return f"{side.test.mean:.2f} คะแนน (ร้อยละ {side.test.percent:.2f})"


def _change(points: Decimal) -> str:
    """«เพิ่มขึ้น 30.00 จุดร้อยละ»: points between two percentages, not per cent of the first."""
    if not points:
        return "เท่าเดิม"
    return f"{'เพิ่มขึ้น' if points > 0 else 'ลดลง'} {abs(points):.2f} จุดร้อยละ"


def _of(n: int, people: int) -> str:
    """« จากผู้เข้าร่วม 20 คน»; nothing where nobody was listed or more answered than came."""
    return f" จากผู้เข้าร่วม {people} คน" if people >= n > 0 else ""
