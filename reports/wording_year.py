"""What a document says in a year: the customary words, or the year's own in their place.

Pure: a year's wording and facts in, subject and paragraphs out. ``reports/wording_kinds.py`` says
which kinds and placeholders there are; an officer's words for one document come later
(``kinds.base.edited``).
"""

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import cache

from cdd_network.content import Content
from cdd_network.content_wording import Wording, fill, placeholders
from reports import body
from reports.parts import Paragraph
from reports.wording import ProgrammeFacts
from reports.wording_kinds import COMMON, WORDED, Blank, Worded
from reports.wording_samples import MARKS


def subject_of(kind: str, facts: ProgrammeFacts, content: Content) -> str:
    """What the document is about; line breaks are kept in titles, elsewhere they are spaces."""
    worded, own = WORDED[kind], _own(kind, content)
    if not own.subject:
        return worded.subject(facts)
    return "\n".join(_filled(line, COMMON, facts) for line in own.subject.splitlines())


def body_of(kind: str, facts: ProgrammeFacts, content: Content) -> tuple[Paragraph, ...]:
    """The document's paragraphs; ``facts`` are those of the kind."""
    worded, own = WORDED[kind], _own(kind, content)
    if not own.body:
        return worded.body(facts)
    return tuple(_paragraphs(own.body, worded, facts))


def _own(kind: str, content: Content) -> Wording:
    return next((one for one in content.wordings if one.kind == kind), Wording(kind))


def _paragraphs(text: str, worded: Worded, facts: ProgrammeFacts) -> Iterator[Paragraph]:
    blocks = {one.name: one for one in worded.all_blanks if one.lines}
    for one in body.read(text):
        block = blocks.get(_alone(one.text))
        if block:
            yield from block.of(facts)
        else:
            yield Paragraph(_filled(one.text, worded.all_blanks, facts), one.number)


def _alone(text: str) -> str:
    """Name of the placeholder that is the whole line, else ''."""
    found = re.fullmatch(r"\{([^{}]*)\}", text.strip())
    return found[1].strip() if found else ""


def _filled(text: str, blanks: tuple[Blank, ...], facts: ProgrammeFacts) -> str:
    named = {one.name: one for one in blanks if not one.lines}
    return fill(text, lambda name: str(named[name].of(facts)).strip() if name in named else None)


@cache
def customary(kind: str) -> Wording:
    """The kind's customary words as an editor begins from them: placeholders for facts."""
    worded = WORDED[kind]
    facts = worded.facts(MARKS)
    subject = _with_names(worded.subject(facts), COMMON, facts)
    lines, at, said = [], 0, worded.body(facts)
    blocks = [(one, one.of(facts)) for one in worded.all_blanks if one.lines]
    while at < len(said):
        block = next(
            (one for one in blocks if one[1] and said[at : at + len(one[1])] == one[1]), None
        )
        lines += [f"{{{block[0].name}}}"] if block else [body.as_text([said[at]])]
        at += len(block[1]) if block else 1
    return Wording(kind, subject, _with_names("\n".join(lines), worded.all_blanks, facts))


def _with_names(text: str, blanks: tuple[Blank, ...], facts: ProgrammeFacts) -> str:
    """The text with each value of the facts giving way to its placeholder, longest first."""
    names = {str(one.of(facts)).strip(): one.name for one in blanks if not one.lines}
    longest = sorted(names, key=len, reverse=True)
    return re.sub("|".join(map(re.escape, longest)), lambda found: f"{{{names[found[0]]}}}", text)


def subject_faults(text: str) -> list[str]:
    """All that is wrong with a subject, as Thai sentences."""
    return [fault for line in text.splitlines() for fault in _faults(line, COMMON, "ชื่อเรื่อง")]


def body_faults(kind: str, text: str) -> list[str]:
    """All that is wrong with a body, as Thai sentences naming the line."""
    blanks, found = WORDED[kind].all_blanks, []
    for number, line in enumerate(text.splitlines(), start=1):
        found += _faults(line, blanks, f"บรรทัดที่ {number}")
    if found:
        return found
    named = {name for line in text.splitlines() for name in placeholders(line)}
    missing = [one.name for one in blanks if one.wanted and one.name not in named]
    return [f"ต้องมีบรรทัด {{{name}}} เพื่อให้เอกสารแสดงรายการครบ" for name in missing]


def _instead(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, known, n=1)
    return f"หมายถึง {{{near[0]}}} หรือไม่" if near else "ใช้ได้เฉพาะคำแทนของเอกสารนี้"


def _faults(line: str, blanks: tuple[Blank, ...], where: str) -> Iterator[str]:
    try:
        names = dict.fromkeys(placeholders(line))
    except ValueError as error:
        yield f"{where}: {error}"
        return
    known = {one.name: one for one in blanks}
    for name in names:
        if name not in known:
            yield f"{where}: ไม่รู้จัก {{{name}}} {_instead(name, known)}"
        elif known[name].lines and _alone(line) != name:
            yield f"{where}: {{{name}}} ต้องอยู่บรรทัดของตนเอง ไม่มีข้อความอื่นร่วมบรรทัด"
