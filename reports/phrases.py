"""Phrases of a paper that no line may split: plain facts in, safe HTML in Thai digits out.

Pango breaks Thai words well but tears a number from its unit or a day from its month. ``keep``
finds the phrases in running text, which officers edit as plain text; the other functions mark up
one fact each. A phrase is a ``span`` of class ``k``; ``whole`` holds it together when the paper is
laid out. All text is escaped here.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, time
from decimal import Decimal
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from pythainlp.corpus import provinces

from cdd_network import thai

_D = "[๐-๙]"
_NAME = "[ก-๎]{2,24}"
_UNITS = (
    "บาทถ้วน|บาท|สตางค์|คน|แห่ง|กลุ่ม|ฉบับ|ชุด|วันทำการ|วัน|กิจกรรม|จังหวัด|อำเภอ|ตำบล|หมู่บ้าน|ครัวเรือน|รุ่น|ครั้ง|"
    "ราย|คะแนน|ข้อ|ประการ|แผ่น|หน้า|เล่ม|ภาพ|ปี|เดือน|สัปดาห์|ชั่วโมง|นาที|เท่า|เมตร|กิโลเมตร|ไร่|ตัน|กิโลกรัม|ลิตร"
)
_LABELS = (
    "สิ่งที่ส่งมาด้วย|เอกสารแนบ|แนบ|ข้อ|หมู่ที่|หมู่|เลขที่|ชั้น|ที่อ้างถึง|อ้างถึง|กิจกรรมหลักที่|กิจกรรมย่อยที่|กิจกรรมที่|"
    "ผลผลิตที่|หมุดหมายที่|ไตรมาสที่|ไตรมาส|ฉบับที่|รุ่นที่|ครั้งที่|วันที่|ลำดับที่|อันดับที่|ร้อยละ|จำนวน|ซอย|มาตรา|หน้า|(?<!\\S)ที่"
)
_RANKS = "ว่าที่ร้อยตรีหญิง|ว่าที่ร้อยตรี|ว่าที่ร้อยโท|ว่าที่ร้อยเอก|ว่าที่พันตรี|" + "|".join(
    f"{corps}{grade}{sex}"
    for corps in ("ร้อยตำรวจ", "พันตำรวจ", "ดาบตำรวจ", "สิบตำรวจ", "ร้อย", "พัน", "พล", "จ่าสิบ", "สิบ")
    for grade in ("ตรี", "โท", "เอก")
    for sex in ("หญิง", "")
)
_TITLES = f"นางสาว|นาย|นาง|{_RANKS}|ดร\\.|ผศ\\.|รศ\\.|ศ\\.|ม\\.ร\\.ว\\.|ม\\.ล\\."
# Posts and trades that begin like a title.
_NO_PERSON = "อำเภอ|ก(?:รัฐมนตรี|สมาคม|เทศมนตรี|องค์การ|ฯ| )|ทะเบียน|ช่าง|ทหาร|ตรวจ|จ้าง|ประกัน|รอง"
# It begins where its digits begin: else a long run of digits would be read from each of them.
_NUMBER = f"(?<!{_D})(?<!{_D}[.,]){_D}+(?:[.,]{_D}+)*"
_TO = " ?(?:[-–]|ถึง) ?"
_RANGE = f"{_NUMBER}(?:{_TO}{_NUMBER})?"
_MONTHS = "|".join((*thai.MONTHS, *(re.escape(month) for month in thai.MONTHS_SHORT)))
_WEEKDAYS = "|".join(sorted(thai.WEEKDAYS, key=len, reverse=True))
_YEAR = f"(?:พ\\.ศ\\. ?)?{_D}{{4}}"
_CLOCK = f"{_D}{{1,2}}[.:]{_D}{{2}}"
_MONTH_YEAR = f"(?:{_MONTHS})(?: {_YEAR})?"
_DAY_MONTH = f"{_RANGE}(?:, {_NUMBER})*(?: และ {_NUMBER})? {_MONTH_YEAR}"
_MONEY = f"{_NUMBER} (?:ล้าน)?บาท(?:ถ้วน)?"
_PROVINCES = "|".join(sorted(provinces(), key=len, reverse=True))
_REPEATED = "ต่าง|อื่น|จังหวัด|อำเภอ|ตำบล|แห่ง|รุ่น|กลุ่ม|คน|วัน|ครั้ง|นั้น|ก่อน|ใหม่|ทุก|เรื่อย|หลาย|จริง|ดี|มาก|น้อย|เล็ก|ใหญ่|ใกล้|เฉพาะ"
_SHORTENED = (
    "กิจกรรมเครือข่าย|เครือข่าย|โครงการ|กลุ่มออมทรัพย์|กลุ่ม|แผนปฏิบัติการ|ผลการดำเนินงาน|การดำเนินงาน|"
    "การคัดเลือก|คณะกรรมการ|กรม|แผน|อบรม|ขับเคลื่อน|ขั้นตอน"
)
# Facts made of smaller ones: whole as long as a line holds them.
_LARGE = (
    rf"\((?:{_TITLES})[^()]+\)",
    rf"{_MONEY} \([ก-๎]+\)",
    rf"(?:วัน(?:{_WEEKDAYS})ที่|วันที่) {_DAY_MONTH}(?:{_TO}{_DAY_MONTH})?",
    rf"(?:เดือน)?(?:{_MONTHS}){_TO}{_MONTH_YEAR}",
    rf"(?:เวลา )?{_CLOCK}(?: น\.)?{_TO}{_CLOCK} น\.",
    rf"โทร(?:ศัพท์|สาร|\.)? ?(?:/โทรสาร )?(?:{_D}[๐-๙ -]{{5,}}{_D})(?: ต่อ {_D}+)?",
)
_SMALL = (
    rf"(?:{_TITLES})(?!{_NO_PERSON}) ?{_NAME}(?: (?!และ|หรือ|เป็น|ที่|ใน|ของ|ซึ่ง|ตำแหน่ง){_NAME}(?![ก-๎]))?",
    rf"(?:เลข)?ที่ (?:[ก-ฮ]{{1,4}}\.?(?: \([ก-ฮ]{{1,6}}\))? ?)?{_D}+(?:\.{_D}+)*/(?:ว ?)?{_D}*",
    rf"วัน(?:{_WEEKDAYS})ที่ {_D}+",
    _DAY_MONTH,
    rf"(?:{_MONTHS}) {_YEAR}",
    rf"(?:เวลา )?{_CLOCK} น\.",
    rf"(?:{_CLOCK}){_TO}{_CLOCK}",
    rf"พ\.ศ\. ?{_D}{{4}}",
    rf"{_MONEY}|\([ก-๎]+บาท(?:ถ้วน|[ก-๎]+สตางค์)\)",
    rf"{_RANGE} (?:{_UNITS})(?: ๆ)?",
    rf"จำนวน {_RANGE} (?:ล้าน)?(?:{_UNITS})",
    rf"(?:{_LABELS}) {_RANGE}(?:, {_NUMBER})*(?: และ {_NUMBER})?",
    rf"{_D}{{1,3}}[ -]{_D}{{3,4}}[ -]{_D}{{3,4}}",
    rf"{_NUMBER}{_TO}{_NUMBER}",
    # A place's name ends where the text has a space; «จังหวัดบุรีรัมย์» but not a whole clause.
    rf"จังหวัด(?:{_PROVINCES})",
    r"(?<!\S)(?:จังหวัด|อำเภอ|ตำบล)[ก-๎]{2,16}(?!\S)|บ้าน[ก-๎]{2,16}(?!\S)",
    rf"(?:{_REPEATED}) ๆ",
    rf"(?:{_SHORTENED}) ?ฯ(?!ล)",
    r"ฯลฯ",
    r"[\w.+-]{1,64}@[\w.-]+\w",
)
_INNER = re.compile("|".join(f"(?:{one})" for one in _SMALL))
_WHOLE = re.compile("|".join(f"(?:{one})" for one in (*_LARGE, *_SMALL)))
_MARKS = re.compile("[ัิ-ฺ็-๎]")
# A run of ASCII with a letter in it is an address, a file name or a foreign word: left alone.
_LATIN = re.compile(r"(?<![!-~])[!-~]*[A-Za-z][!-~]*")


def digits(text: object) -> str:
    """Text in Thai digits, except in Latin words such as e-mail and web addresses."""
    plain = str(text)
    out, at = [], 0
    for found in _LATIN.finditer(plain):
        out += [thai.thai_digits(plain[at : found.start()]), found[0]]
        at = found.end()
    return "".join([*out, thai.thai_digits(plain[at:])])


def letters(text: str) -> int:
    """Base letters of a text, which make its width: no vowel or tone above or below."""
    return len(text) - len(_MARKS.findall(text))


def inner(text: str) -> Iterator[tuple[int, int]]:
    """Where the smaller facts lie, of which a phrase too long for its line is made."""
    for found in _INNER.finditer(text):
        yield found.span()


def opening(text: str) -> re.Match[str] | None:
    """The phrase that a text in Thai digits begins with."""
    return _WHOLE.match(text)


def whole(text: object) -> SafeString:
    """One phrase, escaped, in Thai digits, kept on one line."""
    return mark_safe(f'<span class="k">{escape(digits(text))}</span>')


def keep(text: object, known: Iterable[str] = ()) -> SafeString:
    """Running text, escaped, in Thai digits, with each phrase that must stay whole in a span.

    ``known`` are names that the paper knows (persons, groups, places), whole wherever they stand.
    """
    shown = digits(text)
    out, at = [], 0
    for found in _pattern(tuple(known)).finditer(shown):
        out += [escape(shown[at : found.start()]), whole(found[0])]
        at = found.end()
    return mark_safe("".join([*out, escape(shown[at:])]))


@lru_cache(maxsize=64)
def _pattern(known: tuple[str, ...]) -> re.Pattern[str]:
    """The phrases of running text, known names before all others and longest first."""
    if not known:
        return _WHOLE
    names = sorted({digits(name) for name in known if name.strip()}, key=len, reverse=True)
    return re.compile("|".join([*map(re.escape, names), _WHOLE.pattern]))


def person(name: str) -> SafeString:
    """Title, name and surname: «นายจำเริญ แหวนเพชร»."""
    return whole(" ".join(name.split()))


def day(value: date) -> SafeString:
    """«๑๓ มิถุนายน ๒๕๖๘»."""
    return whole(thai.date_text(value))


def day_long(value: date) -> SafeString:
    """«๗ มิถุนายน พ.ศ. ๒๕๖๘», as announcements and orders end."""
    return whole(f"{value.day} {thai.MONTHS[value.month - 1]} พ.ศ. {thai.be_year(value)}")


def be(year: int) -> SafeString:
    """«พ.ศ. ๒๕๖๘» of a Buddhist year."""
    return whole(f"พ.ศ. {year}")


def number_unit(amount: int | Decimal, unit: str) -> SafeString:
    """«๒๐๐,๐๐๐ บาท»."""
    return whole(f"{thai.money_text(amount)} {unit}")


def clock(moment: time) -> SafeString:
    """«๐๙.๐๐ น.»."""
    return whole(thai.time_text(moment))


def moo(number: int) -> SafeString:
    """«หมู่ที่ ๗»."""
    return whole(f"หมู่ที่ {number}")


def code_number(code: str, number: str) -> SafeString:
    """«ที่ บร ๐๐๑๙/ว ๒๒๓๐» of an office's code and a number with or without ว."""
    return whole(f"ที่ {code}/{number}")


def number_list(numbers: Iterable[int]) -> str:
    """«1 และ 2», from three consecutive ones on «1 - 3», else «1, 3 และ 5»; plain text.

    Raises ValueError without a number.
    """
    numbers = sorted(set(numbers))
    if not numbers:
        raise ValueError("no number to cite")
    if len(numbers) > 2 and _consecutive(numbers):
        return f"{numbers[0]} - {numbers[-1]}"
    *first, last = numbers
    return f"{', '.join(map(str, first))} และ {last}" if first else f"{last}"


def number_range(numbers: Iterable[int]) -> str:
    """«2», «2 - 3», «2 - 5» as enclosures are cited; with a hole in them, as ``number_list``."""
    numbers = sorted(set(numbers))
    if len(numbers) > 1 and _consecutive(numbers):
        return f"{numbers[0]} - {numbers[-1]}"
    return number_list(numbers)


def _consecutive(numbers: list[int]) -> bool:
    return numbers[-1] - numbers[0] == len(numbers) - 1
