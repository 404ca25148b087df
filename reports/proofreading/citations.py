"""Rules on what a letter cites: its enclosures, earlier letters, its own number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cdd_network import thai
from reports.proofreading.facts import Facts, Line
from reports.proofreading.faults import Fault
from reports.proofreading.reading import NUMBERS, numbers, numbers_text, said

_AT = r"(?:\s*(?:ลำดับที่|หมายเลข|ที่|ข้อ))?"
_ENCLOSED = re.compile(rf"สิ่งที่ส่งมาด้วย{_AT}(?:\s*({NUMBERS}))?")
_CITED = re.compile(rf"อ้างถึง{_AT}(?:\s*({NUMBERS}))?")
_DOWNLOAD = re.compile("ดาวน์โหลด|QR", re.IGNORECASE)
LEAST_TITLE = 8
"""Letters that a title needs before its words in a sentence can mean it."""


def _mentions(pattern: re.Pattern[str], text: str) -> list[list[int]]:
    """The numbers of each mention; an empty list is a mention without a number."""
    return [numbers(found[1] or "") for found in pattern.finditer(text)]


def _numbers(pattern: re.Pattern[str], text: str) -> set[int]:
    return {number for mention in _mentions(pattern, text) for number in mention}


def _listed(facts: Facts) -> dict[int, Line]:
    return {int(line.number): line for line in facts.enclosures if line.number.isdecimal()}


def enclosure_not_listed(facts: Facts) -> Iterator[Fault]:
    """The body cites an enclosure that the paper does not list."""
    listed = _listed(facts)
    if not facts.worded:
        return
    for line in facts.body:
        missing = _numbers(_ENCLOSED, line.plain) - set(listed)
        if missing:
            text = f"กล่าวถึงสิ่งที่ส่งมาด้วย {numbers_text(missing)} ซึ่งไม่มีในรายการ"
            yield Fault(line.place, text, "แก้เลขลำดับในข้อความให้ตรงกับรายการ", line.mend)
        elif not listed and [] in _mentions(_ENCLOSED, line.plain):
            text = "กล่าวถึงสิ่งที่ส่งมาด้วย แต่เอกสารนี้ไม่มีรายการสิ่งที่ส่งมาด้วย"
            yield Fault(line.place, text, "ตัดข้อความนี้ออก", line.mend)


def enclosure_not_cited(facts: Facts) -> Iterator[Fault]:
    """An enclosure is listed, yet no sentence but that of the QR speaks of it."""
    spoken = [line.plain for line in facts.body if not _DOWNLOAD.search(line.plain)]
    mentions = [one for text in spoken for one in _mentions(_ENCLOSED, text)]
    if [] in mentions or not facts.body:
        return
    cited = {number for mention in mentions for number in mention}
    for number, line in _listed(facts).items():
        if number not in cited:
            text = f"«{said(line.plain)}» ไม่มีข้อความใดกล่าวถึง"
            advice = f"เพิ่ม «สิ่งที่ส่งมาด้วย {number}» ในย่อหน้าที่กล่าวถึงเอกสารนี้"
            yield Fault(line.place, text, advice, "body")


def enclosure_miscited(facts: Facts) -> Iterator[Fault]:
    """A paragraph names enclosures by their titles and cites the numbers of others.

    The source's item ๑ speaks of procedure and curriculum (๒ - ๓) and cites ๑ - ๒.
    """
    listed = _listed(facts)
    titles = {number: _bare(line.plain) for number, line in listed.items()}
    for line in facts.body:
        cited, named = _numbers(_ENCLOSED, line.plain), _named(_bare(line.plain), titles)
        if cited and named and cited <= set(titles) and not named <= cited:
            text = (
                f"เอ่ยถึง {' และ '.join(f'«{said(listed[n].plain)}»' for n in sorted(named))} "
                f"ซึ่งเป็นลำดับที่ {numbers_text(named)} แต่อ้างสิ่งที่ส่งมาด้วย {numbers_text(cited)}"
            )
            advice = f"ตรวจว่าควรเป็นสิ่งที่ส่งมาด้วย {numbers_text(named)} หรือไม่"
            yield Fault(line.place, text, advice, line.mend)


def _bare(text: str) -> str:
    """A text by which titles are compared: no spaces, no ฯ."""
    return re.sub(r"[\sฯ]", "", text)


def _named(text: str, titles: dict[int, str]) -> set[int]:
    """Numbers of the enclosures whose titles stand in ``text``, longest titles first."""
    found = set()
    for number, title in sorted(titles.items(), key=lambda row: -len(row[1])):
        if len(title) >= LEAST_TITLE and title in text:
            found.add(number)
            text = text.replace(title, " ")
    return found


def reference_not_listed(facts: Facts) -> Iterator[Fault]:
    """The body speaks of a letter cited that the letter does not list."""
    listed = set(range(1, len(facts.cited) + 1))
    if not (facts.worded and facts.letter):
        return
    for line in facts.body:
        missing = _numbers(_CITED, line.plain) - listed
        if missing:
            text = f"กล่าวถึงหนังสือที่อ้างถึง {numbers_text(missing)} ซึ่งไม่มีในรายการ"
        elif not listed and "ที่อ้างถึง" in line.plain:
            text = "กล่าวถึงหนังสือที่อ้างถึง แต่ยังไม่ได้ระบุหนังสือที่อ้างถึง"
        else:
            continue
        yield Fault(line.place, text, "เพิ่มหนังสือที่อ้างถึง หรือแก้ข้อความ", "references")


def reference_not_used(facts: Facts) -> Iterator[Fault]:
    """A letter is cited in the head, yet the body never says what for."""
    mentions = [one for line in facts.body for one in _mentions(_CITED, line.plain)]
    if not (facts.letter and facts.body and facts.cited) or [] in mentions:
        return
    used = {number for mention in mentions for number in mention}
    for order, one in enumerate(facts.cited, 1):
        if order not in used:
            text = f"{one.number} ไม่มีข้อความใดกล่าวถึง"
            advice = "กล่าวถึงในย่อหน้าแรก เช่น «ตามหนังสือที่อ้างถึง…» หรือตัดออกจากรายการ"
            yield Fault(f"อ้างถึง {order}", text, advice, "body")


def own_number_cited(facts: Facts) -> Iterator[Fault]:
    """A letter that cites its own number."""
    if facts.number and plain_number(facts.number) in {plain_number(c.number) for c in facts.cited}:
        text = f"เลขที่ {facts.number} ซ้ำกับหนังสือที่อ้างถึง"
        yield Fault("เลขที่", text, "ตรวจเลขที่ของหนังสือฉบับนี้และของฉบับที่อ้างถึง", "number")


def cited_twice(facts: Facts) -> Iterator[Fault]:
    """One letter stands twice among those cited."""
    seen: dict[str, int] = {}
    for order, one in enumerate(facts.cited, 1):
        first = seen.setdefault(f"{plain_number(one.number)} {one.day}", order)
        if first != order:
            text = f"{one.number} ซ้ำกับลำดับที่ {first}"
            yield Fault(f"อ้างถึง {order}", text, "ตัดออกหนึ่งรายการ", "references")


def plain_number(number: str) -> str:
    """A whole number without spaces, in Arabic digits: «บร ๐๐๑๙/ว ๒๒๓๐» → «บร0019/ว2230»."""
    return "".join(thai.arabic_digits(number).split())
