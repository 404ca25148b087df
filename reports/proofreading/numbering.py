"""The rule on the numbering of paragraphs: «6.» is followed by «7.», not by «4.» as in the source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.proofreading.facts import Facts, Line
from reports.proofreading.faults import Fault

_DOTTED = re.compile(r"[0-9]+(?:\.[0-9]+)*")
_SMALL = re.compile(r"\(?([0-9]+)\)")
_AGENDA = re.compile(r"(?:ระเบียบ)?วาระที่\s*([0-9]{1,3})(?![0-9])")
"""Items of a meeting's agenda are numbered in words; «3.1» stands under the third."""
Path = tuple[int, ...]


def numbering(facts: Facts) -> Iterator[Fault]:
    """Numbers that jump, repeat, or stand under another item than they say."""
    seen: dict[Path, list[int]] = {}
    at: Path = ()
    small = 0
    for line in facts.body:
        inner, path = _SMALL.fullmatch(line.number), _path(line)
        if inner:
            wrong = _small(int(inner[1]), small)
            small = int(inner[1])
        elif path:
            wrong = _dotted(path, at, seen)
            at, small = path, 0
        else:
            continue
        if wrong:
            yield Fault(line.place, wrong, "เรียงลำดับข้อใหม่", line.mend)


def _path(line: Line) -> Path:
    """«3.1» → (3, 1); () for a line without such a number."""
    number = line.number.rstrip(".")
    if _DOTTED.fullmatch(number):
        return tuple(int(part) for part in number.split("."))
    agenda = None if line.number else _AGENDA.match(line.plain)
    return (int(agenda[1]),) if agenda else ()


def _small(number: int, before: int) -> str:
    """What is wrong with «2)» after ``before``, '' when nothing; «1)» begins a list anywhere."""
    if number in {1, before + 1}:
        return ""
    behind = f"อยู่หลังข้อ {before})" if before else "ไม่มีข้อก่อนหน้า"
    return f"ข้อ {number}) {behind} ลำดับข้อไม่ต่อเนื่อง"


def _dotted(path: Path, at: Path, seen: dict[Path, list[int]]) -> str:
    """What is wrong with the number ``path`` after ``at``; ``seen`` is kept up to date."""
    *above, number = path
    parent = tuple(above)
    if number == 1:
        for other in [other for other in seen if other[: len(parent)] == parent]:
            del seen[other]
    numbers = seen.setdefault(parent, [])
    repeated, before = number in numbers, (numbers[-1] if numbers else 0)
    numbers.append(number)
    if parent and at[: len(parent)] != parent:
        return f"ข้อ {_text(path)} ไม่ได้อยู่ใต้ข้อ {_text(parent)}"
    if number == before + 1 and not repeated:
        return ""
    behind = f"อยู่หลังข้อ {_text((*parent, before))}" if before else "ไม่มีข้อก่อนหน้า"
    again = " และซ้ำกับข้อที่มีอยู่แล้ว" if repeated else ""
    return f"ข้อ {_text(path)} {behind}{again} ลำดับข้อไม่ต่อเนื่อง"


def _text(path: Path) -> str:
    return ".".join(map(str, path))
