"""The check-in on one's own telephone: when it is open, which half day it is, whose name was typed."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cdd_network import thai
from cdd_network.refusal import Refused
from projects.models import CheckIn, Participant

if TYPE_CHECKING:
    from projects.models import ActivityDay

NOON = datetime.time(12, 30)
"""From then on one signs in for the afternoon, as the registration sheet's second column has it."""
LEAST_MISSES = 60
"""Misses a day that one address may have: a hall's people share one, and they mistype."""
MISSES_EACH = 3
"""So many for each person on the list, where that is more."""

_TITLES = (
    "นางสาว", "นาง", "นาย", "เด็กชาย", "เด็กหญิง", "คุณ", "ว่าที่ร้อยตรีหญิง", "ว่าที่ร้อยตรี", "ร้อยตรี",
    "ร้อยโท", "ร้อยเอก", "พันตรี", "พันโท", "พันเอก", "สิบตรี", "สิบโท", "สิบเอก", "จ่าสิบเอก", "ดาบตำรวจ",
    "ผู้ใหญ่บ้าน", "ผู้ใหญ่", "กำนัน", "พระครู", "พระ", "หม่อมหลวง", "หม่อมราชวงศ์", "ครู", "นส.", "นส",
)  # fmt: skip
_SHORT_TITLE = re.compile(r"(?:ว่าที่\s*)?(?:[ก-ฮ]{1,2}\.\s*)+(?:หญิง\s*)?")
"""«น.ส.», «ด.ช.», «ว่าที่ ร.ต.», «จ.ส.อ.», «ดร.»."""


@dataclass(frozen=True)
class Found:
    """Who was meant: one person, nobody, or ``many`` when the list has several of the name."""

    person: Participant | None = None
    many: bool = False


def check_check_in_day(day: ActivityDay, today: datetime.date) -> None:
    """The address on the wall holds on the day itself alone."""
    if day.date is None:
        raise Refused("ยังไม่กำหนดวันจัดกิจกรรม")
    when = thai.date_text(day.date)
    if today < day.date:
        raise Refused(f"ยังไม่ถึงวันลงชื่อ ลงชื่อได้ในวันที่ {when}")
    if today > day.date:
        raise Refused(f"ลงชื่อได้เฉพาะวันที่ {when} ซึ่งผ่านไปแล้ว")


def check_misses(count: int, people: int) -> None:
    """Who missed this often today is asked to the desk, with a right name too."""
    if count >= max(LEAST_MISSES, MISSES_EACH * people):
        raise Refused("พิมพ์ชื่อไม่ตรงหลายครั้งแล้ว กรุณาลงชื่อกับเจ้าหน้าที่ที่โต๊ะลงทะเบียน")


def half_of(moment: datetime.time) -> CheckIn.Half:
    """Morning before 12.30 by the clock of the place, afternoon from then on."""
    return CheckIn.Half.MORNING if moment < NOON else CheckIn.Half.AFTERNOON


def find(people: Iterable[Participant], name: str, more: str = "") -> Found:
    """Whose ``name`` was typed: with or without title, surname and spaces.

    ``more`` parts people of one name: a surname, or the number on the registration sheet.
    """
    typed = _spellings(name)
    meant = [one for one in people if any(_same(a, b) for a in typed for b in _spellings(one.name))]
    if more.strip():
        meant = [one for one in meant if _is_further(one, more)]
    if len(meant) == 1:
        return Found(meant[0])
    return Found(many=len(meant) > 1)


Spelling = tuple[str, str]
"""First name, and the whole name without spaces."""


def _same(typed: Spelling, listed: Spelling) -> bool:
    """The whole name, the first name alone, or a list that knows no surname."""
    first, whole = listed
    return typed[1] in (first, whole) or (first == whole and typed[0] == first)


def _is_further(person: Participant, more: str) -> bool:
    number = thai.arabic_digits(more).strip()
    if number.isascii() and number.isdigit():
        return number.lstrip("0") == str(person.order)
    surname = "".join(_clean(more).split())
    return any(whole == first + surname for first, whole in _spellings(person.name))


def _spellings(name: str) -> set[Spelling]:
    """Each way in which titles may be told from the name: «นางสาวิตรี» is นาง, «นางสาวนี» may be both."""
    plain = _clean(name)
    ways = {plain} | _without_title(plain)
    ways |= {rest for way in ways for rest in _without_title(way)}
    words = [way.split() for way in ways]
    return {(w[0], "".join(w)) for w in words if w and not _is_title(w[0])}


def _is_title(word: str) -> bool:
    """A title that stands alone is nobody's first name; nor is what «นาง สาว» leaves."""
    return word in _TITLES or word in ("ว่าที่", "สาว") or bool(_SHORT_TITLE.fullmatch(word))


def _without_title(name: str) -> set[str]:
    short = _SHORT_TITLE.match(name)
    cut = [name[len(title) :] for title in _TITLES if name.startswith(title)]
    cut += [name[short.end() :]] if short else []
    rests = (rest.lstrip() for rest in cut)
    # A name begins with a letter: what would begin with a vowel below or above was no title.
    return {rest for rest in rests if rest and unicodedata.category(rest[0])[0] == "L"}


def _clean(text: str) -> str:
    """One form for what telephones type in several: «เเ» for «แ», ำ in two parts, unseen letters."""
    text = unicodedata.normalize("NFC", text).replace("เเ", "แ").replace("\u0e4d\u0e32", "\u0e33")
    text = "".join(c for c in text if unicodedata.category(c) not in {"Cf", "Cc"} or c.isspace())
    return " ".join(text.casefold().split())
