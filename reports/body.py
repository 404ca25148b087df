"""A paper's body as plain text: a paragraph a line, its numbering typed before it.

«1. ศึกษา…», «1.1 …», «1) …», «(1) …» and «- …» are read as the paragraph's number; «09.00 น.» and
«2.5 ล้านบาท» are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from cdd_network import thai
from reports.parts import Paragraph

_NUMBER = re.compile(
    r"((?:[0-9๐-๙]{1,2}\.){1,6}[0-9๐-๙]{0,2}|[0-9๐-๙]{1,2}\)|\([0-9๐-๙]{1,2}\)|[-–])"
    r"\s+(?=\S)(?!น\.|บาท|ล้าน|เปอร์เซ็นต์|%)"
)


def as_text(body: Iterable[Paragraph]) -> str:
    """The paragraphs as an officer edits them."""
    return "\n".join(f"{one.number} {one.text}".strip() for one in body)


def read(text: str) -> tuple[Paragraph, ...]:
    """Paragraphs of an edited text; empty lines are left out, digits become Arabic in numbers."""
    return tuple(_paragraph(line.strip()) for line in text.splitlines() if line.strip())


def _paragraph(line: str) -> Paragraph:
    found = _NUMBER.match(line)
    if not found:
        return Paragraph(line)
    return Paragraph(line[found.end() :], thai.arabic_digits(found[1]))


def level(number: str) -> int:
    """How deep a numbered paragraph stands: «1.» 1, «1.1» 2, «1)» «(1)» «-» 3, none 0."""
    if not number:
        return 0
    if number[0] in "(-–" or number.endswith(")"):
        return 3
    return 1 + number.rstrip(".").count(".")
