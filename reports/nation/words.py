"""Names of the imaginary province, and what they are turned into.

Every name of the pattern is a sign that no Thai word contains (a rare letter with ไม้ไต่คู้ and two
letters that count), so that a text is turned into another province's by one expression, and nothing
else in it is touched. The same expression moves dates, register numbers and kinds of activity.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from cdd_network import thai

LETTERS = "กขคงจฉชซดต"
SIGNS = "ฆฌฐฒฬ"
PROVINCE, DISTRICT, SUBDISTRICT, VILLAGE, ACTIVITY = SIGNS
CODE = "ฆ็ 0019"
"""The pattern's letterhead code; a district's is ``district_code``."""
FIRST_NUMBER = 77100
"""The pattern's register numbers run from here; no other number in its texts begins with 77."""
MONTHS = {name: number for number, name in enumerate(thai.MONTHS, start=1)}
KINDS = {
    "market_centre": "ศูนย์สาธิตการตลาด",
    "rice_bank": "ธนาคารข้าว",
    "rice_mill": "โรงสีชุมชน",
    "fuel_station": "ปั๊มน้ำมันชุมชน",
    "drinking_water": "โรงน้ำดื่ม",
    "drying_yard": "ลานตากผลผลิต",
    "barn": "ยุ้งฉาง",
}
"""Kinds of activity that change places from province to province, and how texts name them."""
TOKEN = re.compile(r"zq\d{20}")
"""What the pattern has where others have a secret of 22 letters."""
ISO = re.compile(r"20\d\d-\d\d-\d\d")
LABELS = frozenset(KINDS.values())
TURNED = re.compile(
    "|".join(
        (
            rf"หมู่ที่ \d+ ตำบล{SUBDISTRICT}็[{LETTERS}]{{2}}",
            rf"[{SIGNS}]็[{LETTERS}]{{2}}",
            rf"{CODE}|{DISTRICT}็ \d{{4}}",
            rf"(?:\d{{1,2}} ?[-–] ?)?\d{{1,2}} (?:{'|'.join(MONTHS)}) 25\d\d",
            TOKEN.pattern,
            ISO.pattern,
            r"77[12]\d\d",
            r"2568",
            "|".join(KINDS.values()),
        )
    )
)


def sign(letter: str, number: int) -> str:
    """The pattern's name of its ``number``-th place or thing of one sort."""
    return f"{letter}็{LETTERS[number // 10]}{LETTERS[number % 10]}"


def district_code(number: int) -> str:
    """The letterhead code of the pattern's ``number``-th district."""
    return f"{DISTRICT}็ {number:02d}18"


def turner(
    names: Mapping[str, str],
    *,
    days: timedelta,
    numbers: int,
    year: int,
    token: Callable[[str], str] = str,
) -> Callable[[str], str]:
    """What turns a text of the pattern: ``names`` by sign, dates by ``days``, register numbers by
    ``numbers``, the programme's year into ``year`` (BE), secrets by ``token``."""

    def one(found: re.Match[str]) -> str:
        text = found[0]
        if text in names:
            return names[text]
        if text[0] in SIGNS:
            return ""
        if text in LABELS:
            return text
        if text.startswith("หมู่ที่"):
            return names.get(f"หมู่ {text.split()[-1]}", "")
        if text.startswith("zq"):
            return token(text)
        if text == "2568":
            return str(year)
        if text.startswith("77"):
            return str(int(text) - FIRST_NUMBER + numbers)
        if ISO.fullmatch(text):
            return (date.fromisoformat(text) + days).isoformat()
        return _moved(text, days)

    return lambda text: TURNED.sub(one, text)


SIGN = re.compile(rf"[{SIGNS}]็[{LETTERS}]{{2}}")


def known(value: object, names: Mapping[str, str]) -> object:
    """JSON without those members of its lists that name what has no name in ``names``."""
    if isinstance(value, dict):
        return {key: known(one, names) for key, one in value.items()}
    if isinstance(value, list):
        return [known(one, names) for one in value if not _strange(one, names)]
    return value


def _strange(value: object, names: Mapping[str, str]) -> bool:
    texts = value.values() if isinstance(value, dict) else [value]
    return any(
        sign not in names for text in texts if isinstance(text, str) for sign in SIGN.findall(text)
    )


def _moved(text: str, days: timedelta) -> str:
    """«18 - 20 มิถุนายน 2568» or «18 มิถุนายน 2568», so many days on."""
    *numbers, month, of = re.findall(r"[^\s–-]+", text)
    first, last = (
        date(int(of) - thai.BE_OFFSET, MONTHS[month], int(n)) + days
        for n in (numbers[0], numbers[-1])
    )
    every = [first + timedelta(n) for n in range((last - first).days + 1)]
    return thai.date_range_text(every) if len(every) > 1 else thai.date_text(first)
