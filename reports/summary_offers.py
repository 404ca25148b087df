"""Sentences that the summary's form offers, made of what was entered before; pure, Arabic digits.

An officer takes one by a tap; what is typed is never overwritten.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from cdd_network import thai

if TYPE_CHECKING:
    from projects.budget import Totals

MOST_TOPICS = 4
"""Topics that an opening sentence names; a longer list is no sentence."""
MOST_SUGGESTIONS = 8
LONGEST_SUGGESTION = 200
NOTHING = "ไม่มี"


@dataclass(frozen=True)
class Offer:
    """A text for the control ``field``; one that ``adds`` goes on a line of its own below what is
    typed, one with ``begins`` above it unless the text begins with those words already, one that
    ``counts`` takes the place of another number, the others go into an empty control alone.
    ``about`` says what it is made of.
    """

    key: str
    field: str
    text: str
    about: str
    adds: bool = False
    begins: str = ""
    counts: bool = False
    button: str = "ใช้ข้อความนี้"

    def fits(self, typed: str) -> bool:
        """Whether it can be put in beside what is typed."""
        if self.counts:
            return typed != self.text
        typed = typed.replace("\r\n", "\n").strip()
        if self.begins:
            return not typed.startswith(self.begins)
        return not typed or (self.adds and self.text not in typed)


@dataclass(frozen=True)
class DayFacts:
    """What is known of a day. ``study`` is the study visit; ``people`` 0 while nobody is counted."""

    number: int
    title: str
    date: date | None
    place: str
    people: int = 0
    study: bool = False
    topics: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()


def opening(day: DayFacts, *, office: str, group: str) -> str:
    """«เมื่อวันที่ … สำนักงาน… จัด… ณ … มีผู้เข้าร่วม … คน …»; '' while the day has no date."""
    if day.date is None:
        return ""
    if day.study:
        people = f"จำนวน {day.people:,} คน " if day.people else ""
        place = f" ณ {day.place}" if day.place else ""
        said = [f"{office} นำผู้แทน{group} {people}ศึกษาดูงาน{place}"]
    else:
        said = [f"{office} จัด{day.title or 'กิจกรรม'} ให้แก่ผู้แทน{group}"]
        said += [f"ณ {day.place}"] if day.place else []
        said += [f"มีผู้เข้าร่วม {day.people:,} คน"] if day.people else []
    said += [f"ในหัวข้อ {_listed(day.topics[:MOST_TOPICS])}"] if day.topics else []
    said += [f"โดยมี {_listed(day.speakers)} เป็นวิทยากร"] if day.speakers else []
    return f"{begins_of(day)} {' '.join(said)}"


def begins_of(day: DayFacts) -> str:
    """How the opening of a day begins, whoever wrote it; '' while the day has no date."""
    return f"เมื่อวันที่ {thai.date_text(day.date)}" if day.date else ""


def _listed(names: Sequence[str]) -> str:
    """«ก», «ก และข», «(1) ก (2) ข (3) ค»."""
    if len(names) < 3:
        return " และ".join(names)
    return " ".join(f"({number}) {name}" for number, name in enumerate(names, 1))


def spent_sentence(totals: Totals) -> str:
    """What was spent of what was allotted; '' while nothing is known to be spent."""
    if not totals.is_spent or not totals.ceiling:
        return ""
    share = 100 * totals.spent / totals.ceiling
    left = f" คงเหลือ {thai.money_text(totals.left)} บาท" if totals.left > 0 else ""
    return (
        f"ใช้จ่ายงบประมาณ {thai.money_text(totals.spent)} บาท "
        f"จากที่ได้รับจัดสรร {thai.money_text(totals.ceiling)} บาท คิดเป็นร้อยละ {share:.2f}{left}"
    )


def suggestions_text(texts: Sequence[str]) -> str:
    """What participants wrote, each once and not too long; '' when nobody wrote anything."""
    told = {" ".join(text.split())[:LONGEST_SUGGESTION] for text in texts}
    kept = sorted(text for text in told if text and text not in ("-", NOTHING))
    return f"ผู้เข้าร่วมเสนอแนะ {_listed(kept[:MOST_SUGGESTIONS])}" if kept else ""


def put(typed: str, offer: Offer) -> str | None:
    """``typed`` with the offer in it; None when it is not put in: what is typed stays as it is."""
    if not offer.fits(typed):
        return None
    if typed.strip() and offer.begins:
        return f"{offer.text}\n{typed.lstrip()}"
    return f"{typed.rstrip()}\n{offer.text}" if offer.adds and typed.strip() else offer.text


def people_warning(typed: int | None, came: int) -> str:
    """A number that differs from the registration; '' when it does not, or nobody registered."""
    if typed is None or not came or typed == came:
        return ""
    return f"กรอกไว้ {typed:,} คน แต่ลงทะเบียนไว้ {came:,} คน โปรดตรวจสอบก่อนส่ง"
