"""Phrases of a paper that no line may split: plain facts in, safe HTML in Thai digits out.

Pango breaks Thai words well but tears a number from its unit or a day from its month; only a
``white-space: nowrap`` span (class ``k``) holds such a phrase together. ``keep`` finds the phrases
in running text, the other functions mark up one fact each. All text is escaped here.
"""

import re
from collections.abc import Iterable
from datetime import date, time
from decimal import Decimal

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from cdd_network import thai

LONGEST = 60  # letters of a phrase that is kept whole; a longer one could overrun the margin
_D = "[๐-๙]"
_UNITS = (
    "บาทถ้วน|บาท|คน|แห่ง|กลุ่ม|ฉบับ|ชุด|วัน|กิจกรรม|จังหวัด|อำเภอ|ตำบล|หมู่บ้าน|รุ่น|ครั้ง|ราย|คะแนน|ข้อ|"
    "แผ่น|เล่ม|ภาพ|ปี|เดือน|สัปดาห์|ชั่วโมง|นาที"
)
_LABELS = (
    "สิ่งที่ส่งมาด้วย|เอกสารแนบ|แนบ|ข้อ|หมู่ที่|หมู่|เลขที่|ชั้น|อ้างถึง|กิจกรรมหลักที่|กิจกรรมย่อยที่|กิจกรรมที่|"
    "ผลผลิตที่|ไตรมาสที่|ฉบับที่|รุ่นที่|ครั้งที่|ร้อยละ|ซอย"
)
_TITLES = "นางสาว|นาย|นาง|ว่าที่|ดร\\.|ร้อย|พัน|พล|จ่า|สิบ|ม\\.ร\\.ว\\.|ม\\.ล\\."
_NUMBER = f"{_D}+(?:[.,]{_D}+)*"
_RANGE = f"{_NUMBER}(?: ?[-–] ?{_NUMBER})?"
_MONTHS = "|".join(thai.MONTHS)
_WEEKDAYS = "|".join(thai.WEEKDAYS)
_REPEATED = "ต่าง|อื่น|จังหวัด|อำเภอ|ตำบล|แห่ง|รุ่น|กลุ่ม|คน|วัน|ครั้ง|นั้น|ก่อน|ใหม่|ทุก|เรื่อย|หลาย|จริง|ดี|มาก|น้อย|เล็ก|ใหญ่|ใกล้|เฉพาะ"
_SHORTENED = (
    "กิจกรรมเครือข่าย|เครือข่าย|โครงการ|กลุ่มออมทรัพย์|กลุ่ม|แผนปฏิบัติการ|ผลการดำเนินงาน|การดำเนินงาน|"
    "การคัดเลือก|คณะกรรมการ|กรม|แผน|อบรม|ขับเคลื่อน|ขั้นตอน"
)
_PATTERNS = (
    rf"\((?:{_TITLES})[^()]+\)",
    rf"ที่ (?:[ก-ฮ]{{1,4}} ?)?{_D}+(?:\.{_D}+)*/(?:ว ?)?{_D}*",
    rf"(?:วัน(?:{_WEEKDAYS})ที่ )?{_RANGE} (?:{_MONTHS})(?: (?:พ\.ศ\. ?)?{_D}{{4}})?",
    rf"(?:{_MONTHS}) (?:พ\.ศ\. ?)?{_D}{{4}}",
    rf"(?:เวลา )?{_D}{{1,2}}[.:]{_D}{{2}}(?: ?[-–] ?{_D}{{1,2}}[.:]{_D}{{2}})? น\.",
    rf"พ\.ศ\. ?{_D}{{4}}",
    rf"{_RANGE} (?:{_UNITS})(?: ๆ)?",
    rf"(?:{_LABELS}) {_RANGE}(?: และ {_D}+)?",
    rf"{_D} {_D}{{4}} {_D}{{4}}|{_D}{{2}} {_D}{{4}} {_D}{{4}}|{_D}{{2}} {_D}{{3}} {_D}{{4}}",
    rf"{_NUMBER} ?[-–] ?{_NUMBER}",
    # A place's name ends where the text has a space; «จังหวัดบุรีรัมย์» but not a whole clause.
    r"(?<!\S)(?:จังหวัด|อำเภอ|ตำบล)[ก-๎]{2,16}(?!\S)|บ้าน[ก-๎]{2,16}(?!\S)",
    rf"(?:{_REPEATED}) ๆ",
    r"[ก-ฮ][ะ-ฺ็-๎]* ๆ",
    rf"(?:{_SHORTENED}) ?ฯ(?!ล)",
    r"ฯลฯ",
)
_WHOLE = re.compile("|".join(f"(?:{one})" for one in _PATTERNS))
# A run of ASCII with a letter in it is an address, a file name or a foreign word: left alone.
_LATIN = re.compile(r"[!-~]*[A-Za-z][!-~]*")


def digits(text: object) -> str:
    """Text in Thai digits, except in Latin words such as e-mail and web addresses."""
    plain = str(text)
    out, at = [], 0
    for found in _LATIN.finditer(plain):
        out += [thai.thai_digits(plain[at : found.start()]), found[0]]
        at = found.end()
    return "".join([*out, thai.thai_digits(plain[at:])])


def whole(text: object) -> SafeString:
    """One phrase, escaped, in Thai digits, kept on one line unless it is longer than ``LONGEST``."""
    shown = digits(text)
    safe = escape(shown)
    return safe if len(shown) > LONGEST else mark_safe(f'<span class="k">{safe}</span>')


def keep(text: object) -> SafeString:
    """Running text, escaped, in Thai digits, with each phrase that must stay whole in a span."""
    shown = digits(text)
    out, at = [], 0
    for found in _WHOLE.finditer(shown):
        out += [escape(shown[at : found.start()]), whole(found[0])]
        at = found.end()
    return mark_safe("".join([*out, escape(shown[at:])]))


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
