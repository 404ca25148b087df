"""A year's own wording of a kind of document: plain text with placeholders in braces.

«{จังหวัด}» stands for a fact of the paper. Which placeholders a kind knows is said where the kinds
are (reports/wording_year.py); here is how they are written.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

_PLACEHOLDER = re.compile(r"\{([^{}\n]*)\}")
_SPACES = re.compile(" {2,}")


@dataclass(frozen=True)
class Wording:
    """What a year says in a kind of document (``Document.Kind``).

    ``subject`` may hold line breaks; ``body`` is a paragraph a line, its numbering typed before it.
    An empty one leaves the customary words.
    """

    kind: str
    subject: str = ""
    body: str = ""


def placeholders(text: str) -> list[str]:
    """Names in braces, in order, blanks at their ends left out.

    Raises ValueError with a Thai sentence where a brace has no partner.
    """
    rest = _PLACEHOLDER.sub("", text)
    if "{" in rest or "}" in rest:
        raise ValueError("วงเล็บปีกกา { } ต้องเปิดและปิดครบคู่ และไม่ซ้อนกัน")
    return [name.strip() for name in _PLACEHOLDER.findall(text)]


def fill(text: str, value: Callable[[str], str | None]) -> str:
    """The text with each placeholder's value in its place; where that is empty no double space stays.

    A name without a value (None) stays as it was typed.
    """

    def put(found: re.Match[str]) -> str:
        given = value(found[1].strip())
        return found[0] if given is None else given

    filled = _PLACEHOLDER.sub(put, text)
    return filled if filled == text else _SPACES.sub(" ", filled).strip()
