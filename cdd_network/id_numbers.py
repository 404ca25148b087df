"""The 13-digit number of a person: never kept. Found in what people type, and cut out of lists.

Pure. ``held_by`` is sure of what it finds (the check digit, the card's groups) and is asked of every
text; ``cut`` is for lists of people, where any 13 digits without a letter between them go.
"""

from __future__ import annotations

import re
import unicodedata

_BETWEEN = r"(?:[^\w\u0e01-\u0e4e]|_)"
"""What is no letter and no digit."""
_IN_A_CELL = r"(?:[^\w\u0e01-\u0e4e\t;|]|_)"
_PLAIN = re.compile(r"(?<!\d)\d{13}(?!\d)")
_RUN = re.compile(rf"\d(?:{_IN_A_CELL}{{0,3}}\d){{12,}}")
_GROUPED = re.compile(
    rf"(?<!\d)\d{_BETWEEN}+\d{{4}}{_BETWEEN}+\d{{5}}{_BETWEEN}+\d{{2}}{_BETWEEN}+\d(?!\d)"
)
_SINGLE = re.compile(rf"(?<!\d)\d(?:{_BETWEEN}+\d(?!\d)){{12}}")
_CARD = (
    _PLAIN,
    re.compile(r"(?<!\d)\d([ ,\-.])\d{4}\1\d{5}\1\d{2}\1\d(?!\d)"),
    re.compile(r"(?<!\d)\d(?:,\d{3}){4}(?!\d)"),
    re.compile(r"(?<!\d)\d(?:([ \-.])\d(?:\1\d){11})(?!\d)"),
)
_PHONE = re.compile(
    r"(?<!\d)(?:\+66 ?|0)(?:\d{8,9}|\d{1,2}[- ]\d{3}[- ]\d{3,4}|\d[- ]?\d{4}[- ]\d{4})(?!\d)"
)
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")


def held_by(text: str) -> bool:
    """Whether a number stands in ``text`` that is a person's by its check digit."""
    plain = _plain(text).translate(_DASHES)
    return any(_is_valid(found[0]) for card in _CARD for found in card.finditer(plain))


def cut(text: str) -> tuple[str, bool]:
    """``text`` of one line without any 13 digits that no letter parts, and whether there were some.

    Digits of any script and shape; tabs part the cells of a line. A telephone number beside short numbers (หมู่ที่, อายุ) stays.
    """
    left = text
    for pattern in (_PLAIN, _GROUPED, _SINGLE, _RUN):
        left = _cut_by(pattern, left)
    return left, left != text


def _cut_by(pattern: re.Pattern[str], text: str) -> str:
    plain, made, at = _plain(text), [], 0
    for found in pattern.finditer(plain):
        phones = [one.span() for one in _PHONE.finditer(found[0])][:1]
        rest = _PHONE.sub("", found[0], count=1)
        if _is_valid(found[0]):
            phones = []
        elif phones and sum(c.isdigit() for c in rest) < 13:
            continue
        begin = found.start()
        kept = " ".join(text[begin + first : begin + last] for first, last in phones)
        made += [text[at:begin], kept]
        at = found.end()
    return "".join([*made, text[at:]])


def _plain(text: str) -> str:
    """The same length, each digit of any script as 0–9."""
    return "".join(c if c.isascii() else _digit(c) for c in text)


def _digit(character: str) -> str:
    value = unicodedata.digit(character, None)
    return character if value is None else str(value)


def _is_valid(written: str) -> bool:
    """The check digit of the Department of Provincial Administration: modulus 11."""
    digits = [int(c) for c in written if c.isdigit()]
    total = sum(digit * (13 - place) for place, digit in enumerate(digits[:12]))
    return len(digits) == 13 and digits[0] != 0 and (11 - total % 11) % 10 == digits[12]
