"""Rules on how the text is typed: spaces, marks, brackets, words often misspelt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cdd_network import printable
from reports.proofreading.facts import Facts, Line
from reports.proofreading.faults import Fault
from reports.proofreading.reading import said

_SPACED_SHORT = re.compile(r"([ก-๎]{1,40})\s{1,5}ฯ(?!ล|พณ)")
_JOINED_SHORT = re.compile(r"([ก-๎]{1,40})ฯ(?!ล|พณ)")
_GLUED_REPEAT = re.compile(r"[^\s(]{1,12}ๆ\s?|ๆ(?=[^\s)\]”\".,;:ๆฯ])")
_DOTS = re.compile(r"\.{4,}|…{2,}|_{4,}")
_BEFORE_MARK = re.compile(r"\S{0,10}\s+(?:[,;!?)\]”]|\.(?=\s|$))|[(\[“]\s+\S{0,10}")
_TWO_SPACES = re.compile(r"\S{0,12}[^\S\n]{2,}\S{0,12}")
_CLUSTER = re.compile(r"เเ|([ะ-ฺ็-๎])\1|[่-๋][ิ-ฺั]|(?:^|\s)[ัิ-ฺ็-๎]")
_TWICE = re.compile(r"(?<!\S)([ก-๎]{4,60})\s+\1(?!\S)")
_ITEM = re.compile(r"(?:^|\s)[0-9]{1,2}$")
MISSPELT = {
    "ปรากฎ": "ปรากฏ",
    "ปฎิ": "ปฏิ",
    "กฏหมาย": "กฎหมาย",
    "กฏกระทรวง": "กฎกระทรวง",
    "กฏระเบียบ": "กฎระเบียบ",
    "กฏเกณฑ์": "กฎเกณฑ์",
    "อนุญาติ": "อนุญาต",
    "สังเกตุ": "สังเกต",
    "ผลลัพท์": "ผลลัพธ์",
    "เกณท์": "เกณฑ์",
    "ลายเซ็นต์": "ลายเซ็น",
    "วัตถุประสงศ์": "วัตถุประสงค์",
    "ศักยภาพภาพ": "ศักยภาพ",
    "ปิมน้ำมัน": "ปั๊มน้ำมัน",
    "ฐานรากก": "ฐานราก",
    "ศูนย์สาธิการตลาด": "ศูนย์สาธิตการตลาด",
    "ศูนย์สวัสดิการตลาด": "ศูนย์สาธิตการตลาด",
    "ศูนย์สถิติการตลาด": "ศูนย์สาธิตการตลาด",
    "อิเลคทรอนิกส์": "อิเล็กทรอนิกส์",
    "โน๊ต": "โน้ต",
}
"""Wrong → right, as they occur in the offices' letters; none is part of a right word."""


def short_mark(facts: Facts) -> Iterator[Fault]:
    """«โครงการ ฯ»: ฯ joins its word; worse when the paper writes «โครงการฯ» elsewhere."""
    joined = {stem for line in facts.lines for stem in _JOINED_SHORT.findall(line.text)}
    for line in facts.lines:
        for stem in dict.fromkeys(_SPACED_SHORT.findall(line.text)):
            shown, mixed = (
                said(stem, 40),
                any(stem.endswith(one) or one.endswith(stem) for one in joined),
            )
            other = f" แต่ที่อื่นเขียน «{shown}ฯ»" if mixed else ""
            text = f"«{shown} ฯ» เว้นวรรคหน้าไปยาลน้อย{other}"
            yield Fault(line.place, text, f"เขียนติดกันเป็น «{shown}ฯ» ทุกแห่ง", line.mend)


def repeat_mark(facts: Facts) -> Iterator[Fault]:
    """«ต่างๆ»: ๆ has a space on both sides."""
    yield from _found(
        facts.lines, _GLUED_REPEAT, "ไม่เว้นวรรคหน้าหรือหลังไม้ยมก (ๆ)", "เว้นวรรคทั้งหน้าและหลัง ๆ"
    )


def unfilled(facts: Facts) -> Iterator[Fault]:
    """Dots where something was to be filled in; those that facts made wait for a pen."""
    for line in facts.lines:
        if not line.made and (found := _DOTS.search(line.text)):
            before = _ahead_of(line.text, found.start())
            text = f"ยังมีช่องว่างที่ไม่ได้เติม หลัง «{before}»" if before else "ยังมีช่องว่างที่ไม่ได้เติม"
            yield Fault(line.place, text, "เติมข้อความแทนจุดไข่ปลา หรือตัดออก", line.mend)


def _ahead_of(text: str, at: int) -> str:
    """What stands before a place, some thirty letters of it, from where a word begins."""
    begin = max(0, at - 30)
    near = text[begin:at].strip()
    if begin and text[begin - 1] != " ":
        _, space, rest = near.partition(" ")
        near = rest if space else f"…{near}"
    return near


def not_printable(facts: Facts) -> Iterator[Fault]:
    """Characters that the papers' typeface has not."""
    for line in facts.lines:
        strange = printable.unprintable(line.text)
        if strange:
            text = f"มีอักขระที่พิมพ์บนเอกสารไม่ได้: {' '.join(map(printable.shown, strange[:10]))}"
            yield Fault(line.place, text, "ลบอักขระนี้ออก", line.mend)


def spaces(facts: Facts) -> Iterator[Fault]:
    """Two spaces running, or one before a punctuation mark or behind an opening bracket."""
    yield from _found(facts.lines, _TWO_SPACES, "เว้นวรรคเกินหนึ่งเคาะ", "ลบช่องว่างที่เกิน")
    yield from _found(facts.lines, _BEFORE_MARK, "เว้นวรรคติดเครื่องหมายวรรคตอน", "ลบช่องว่างนั้น")


def clusters(facts: Facts) -> Iterator[Fault]:
    """Vowels and tone marks typed twice or in the wrong order: they look right and cannot be found."""
    advice = "ลบแล้วพิมพ์คำนั้นใหม่ (สระแอใช้ปุ่ม แ)"
    for line in facts.lines:
        if found := _CLUSTER.search(line.text):
            around = line.text[max(0, found.start() - 8) : found.end() + 8].strip()
            yield Fault(line.place, f"สระหรือวรรณยุกต์ซ้ำหรือสลับที่ ใกล้ «{around}»", advice, line.mend)


def misspelt(facts: Facts) -> Iterator[Fault]:
    """Words that are often misspelt."""
    for line in facts.lines:
        for wrong, right in MISSPELT.items():
            if wrong in line.text:
                yield Fault(line.place, f"«{wrong}» สะกดไม่ถูก", f"เขียนเป็น «{right}»", line.mend)


def brackets(facts: Facts) -> Iterator[Fault]:
    """Brackets and quotation marks that are opened and not closed, or the other way."""
    for line in facts.lines:
        for opening, closing in ("()", "[]", "“”"):
            if not _paired(line.plain, opening, closing):
                text = f"เครื่องหมาย {opening} และ {closing} ไม่ครบคู่"
                yield Fault(line.place, text, "เติมหรือลบให้ครบคู่", line.mend)


def _paired(text: str, opening: str, closing: str) -> bool:
    """Whether each mark has its partner; «1)» of a list within the text needs none."""
    depth = 0
    for at, letter in enumerate(text):
        if letter == opening:
            depth += 1
        elif letter == closing and depth:
            depth -= 1
        elif letter == closing and not _ITEM.search(text, max(0, at - 3), at):
            return False
    return depth == 0


def twice(facts: Facts) -> Iterator[Fault]:
    """A word typed twice: «จังหวัดบุรีรัมย์ จังหวัดบุรีรัมย์»."""
    yield from _found(facts.lines, _TWICE, "พิมพ์คำซ้ำกัน", "ตัดออกหนึ่งคำ")


def _found(
    lines: Iterable[Line], pattern: re.Pattern[str], wrong: str, advice: str
) -> Iterator[Fault]:
    """One fault for each line that has the pattern, with its first place."""
    for line in lines:
        if found := pattern.search(line.text):
            yield Fault(line.place, f"«{said(found[0].strip())}» {wrong}", advice, line.mend)
