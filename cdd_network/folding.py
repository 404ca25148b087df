"""Thai text folded, so that what is written differently and means the same is found: pure functions.

``folded`` gives text to compare, never to show: small, without spaces, digits Arabic and fenced by «·»
(«ม.7 ต.ลำดวน» → «หมู·7·ตำบลลำดวน»), so that 7 is not found in 72 and none of LIKE's own signs is left.
Each rule has its reason beside it; ร and ล stay apart (บ้านรุง is not บ้านลุง), and so do short
and long vowels (บ้านดี, บ้านดิ): slips of that kind are left to ``reports.search.nearest``.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

FENCE = "·"
MOST_WORDS = 8
_LETTER, _VOWEL_BEFORE = "ก-ฮ", "เ-ไ"

_ONE_LETTER = {
    **dict.fromkeys("่้๊๋", ""),  # tones are dropped or mistaken: ปั๊ม ปั้ม ปัม
    "็": "",  # short or long by habit: เป็ด เปด, ร่วมเย็น ร่วมเยน
    "ๆ": "",  # repeats what is there already
    "ฺ": "", "๎": "",  # signs of Pali
    "ๅ": "า",  # looks the same
    "ใ": "ไ",  # sounds the same: ใหม่ ไหม่
    "ศ": "ส", "ษ": "ส",  # letters of one sound are taken for one another: ศูนย์ สูนย์
    "ณ": "น",  # ณรงค์ นรงค์
    "ธ": "ท", "ฑ": "ท", "ฒ": "ท",  # ธาตุ ทาตุ, พัฒนา พัทนา
    "ฏ": "ต", "ฎ": "ด",  # กฎ กฏ, ราษฎร
    "ภ": "พ",  # สุภาพ สุพาพ
    "ฆ": "ค", "ฅ": "ค", "ฃ": "ข", "ฌ": "ช",  # ฆ้อง ค้อง
    "ญ": "ย",  # หญ้า หย้า
    "ฬ": "ล",  # กาฬสินธุ์ กาลสินธุ์
    ",": ",", ".": ".", "ฯ": "ฯ",  # told apart by the rules below
}  # fmt: skip


class _Letters(dict):
    """What one letter becomes, found once: for ``str.translate``."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        made = _ONE_LETTER.get(letter)
        if made is None:
            wide = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", letter).casefold())
            made = "".join(map(_plain, wide))
        self[code] = made
        return made


def _plain(letter: str) -> str:
    if letter in _ONE_LETTER:
        return _ONE_LETTER[letter]
    if "ก" <= letter <= "๎":
        return letter
    if unicodedata.category(letter)[0] in "MCZ":
        return ""  # spaces, characters without width, accents
    if letter.isdigit():
        return str(unicodedata.digit(letter))
    return letter if letter.isalpha() else FENCE


_LETTERS = _Letters()

RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        ("ฯลฯ|ฯ", ""),  # กลุ่มออมทรัพย์ฯ
        ("ํา", "ำ"),  # typed in two, seen as one
        ("ํ", ""),
        ("เเ", "แ"),  # typed in two, seen as one
        ("([ะ-ูเ-ไ์])\\1+", r"\1"),  # a key held too long
        # A letter that is not spoken, with its vowel: ศูนย์ ศูน, ทรัพย์ ทรัพ, จันทร์ จัน, พันธุ์ พัน.
        (f"(?:[ทตด]ร|[{_LETTER}])[ิุ]?์", ""),
        ("์", ""),
        ("ัม", "ำ"),  # one sound: สำโรง สัมโรง
        # The group's long name and its short ones.
        ("ออมทรัพ(?:เพือการผลิต)+", "ออมทรัพ"),  # all at once: one a pass would be quadratic
        # Before a number: หมู่ที่ 7, หมู่ 7, ม.7, ม7.
        (f"หมู(?:ที)?[.{FENCE}]*(?=[0-9])", "หมู"),
        (f"(?:(?<![ก-๙])ม|ม\\.)[.{FENCE}]*(?=[0-9])", "หมู"),
        # Abbreviations of places, not of months and ranks (ต.ค., พ.ต.ท.).
        *(
            (f"(?<![{_LETTER}]\\.){short}\\.(?=[{_LETTER}{_VOWEL_BEFORE}])(?![{_LETTER}]\\.)", whole)
            for short, whole in (
                ("ต", "ตำบล"), ("อ", "อำเพอ"), ("จว?", "จังหวัด"), ("บ", "บาน"),
            )
        ),
        ("(?<=[0-9]),(?=[0-9]{3}(?![0-9]))", ""),  # 200,000
        (f"[.,{FENCE}]+", FENCE),
        (f"(?<![0-9]){FENCE}|{FENCE}(?![0-9])", ""),  # 7/2568 stays two numbers, all else is joined
        ("(?<=[กขคตปพ])ร(?=ะ)", ""),  # not heard in speech: กระเจา กะเจา, ประ ปะ
        (f"{FENCE}?([0-9]+){FENCE}?", rf"{FENCE}\1{FENCE}"),
        (f"{FENCE}+", FENCE),
    )
)  # fmt: skip
"""What is taken for what, in order, of text without spaces whose letters were made one already."""


def folded(text: str) -> str:
    """The text as it is compared. Spaces, kinds of digits, tones and signs make no difference;
    what is folded already stays."""
    while (made := _once(text)) != text:
        text = made
    return text


def _once(text: str) -> str:
    text = text.translate(_LETTERS)
    for pattern, to in RULES:
        text = pattern.sub(to, text)
    return text


_OPENS = re.compile(
    r"(?<!\S)(หมู่ที่|หมู่|ม\.?|ต\.|ตำบล|อ\.|อำเภอ|จ\.|จว\.|จังหวัด|บ\.|บ้าน|ว\.?|ที่|เลขที่)\s+(?=\S)"
)
_NUMBERED = re.compile(r"((?:หมู่(?:ที่)?|(?<!\S)ม\.?)\s*[0-9๐-๙]+)(?![0-9๐-๙/])")
"""A village's number, with or without a space to what stands beside it."""
_GROUP = re.compile(r"(กลุ่มออมทรัพย์(?:เพื่อการผลิต)?\s*ฯ?)(?=\S)")


def words_of(query: str) -> list[str]:
    """The folded words of what was asked, at most eight: each of them is to be found.

    «ม. 7 ต. ลำดวน» is two words, «ม7ลำดวน» too, «ว 2230» one; the word for a group stands apart from
    its name.
    """
    words = map(folded, written_words(query))
    return list(dict.fromkeys(filter(None, words)))[:MOST_WORDS]


def written_words(query: str) -> list[str]:
    """The same words as they were written."""
    return _OPENS.sub(r"\1", _NUMBERED.sub(r" \1 ", _GROUP.sub(r"\1 ", query))).split()


@dataclass(frozen=True)
class Piece:
    """A stretch of text; ``hit``: one of the words stands here."""

    text: str
    hit: bool = False


def marked(text: str, words: Iterable[str]) -> list[Piece]:
    """The text in pieces, as it was written, those told apart in which a folded word stands."""
    told = folded(text)
    there = [word for word in words if word in told]
    if not there:
        return [Piece(text)] if text else []
    plain, begins, ends = _with_places(text)
    spans = sorted(
        (begins[at], _tail(text, ends[at + len(word) - 1]))
        for word in there
        for at in _every(word, plain)
    )
    pieces, done = [], 0
    for first, last in spans:
        first = max(first, done)
        if first >= last:
            continue
        pieces += [Piece(text[done:first]), Piece(text[first:last], hit=True)]
        done = last
    return [one for one in (*pieces, Piece(text[done:])) if one.text]


def _every(word: str, text: str) -> Iterable[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


_SILENT = re.compile(r"(?:[ก-ฮ]{1,2}[ิุ]?์|[ัิ-ฺ็-๎])*")


def _tail(text: str, end: int) -> int:
    """The end of a hit with the tone and the silent letters that follow its last letter."""
    return _SILENT.match(text, end).end()


def _with_places(text: str) -> tuple[str, list[int], list[int]]:
    """The folded text, and of each of its letters where in ``text`` it begins and ends."""
    begins, ends = list(range(len(text))), list(range(1, len(text) + 1))
    while True:
        letters = [_LETTERS[ord(letter)] for letter in text]
        begins = [at for at, one in zip(begins, letters, strict=True) for _ in one]
        ends = [at for at, one in zip(ends, letters, strict=True) for _ in one]
        made = "".join(letters)
        for pattern, to in RULES:
            made, begins, ends = _replaced(pattern, to, made, begins, ends)
        if made == text or _once(made) == made:
            return made, begins, ends
        text = made


def _replaced(
    pattern: re.Pattern[str], to: str, text: str, begins: list[int], ends: list[int]
) -> tuple[str, list[int], list[int]]:
    """``pattern.sub(to, text)``, the places carried along."""
    made, froms, untils, done = [], [], [], 0
    for found in pattern.finditer(text):
        first, last = found.span()
        put = found.expand(to)
        made += [text[done:first], put]
        froms += begins[done:first] + [begins[first]] * len(put) if put else begins[done:first]
        untils += ends[done:first] + [ends[last - 1]] * len(put) if put else ends[done:first]
        done = last
    if not made:
        return text, begins, ends
    return "".join(made) + text[done:], froms + begins[done:], untils + ends[done:]
