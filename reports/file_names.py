"""Names of files that Windows, LINE and a ZIP keep as they are: pure functions."""

from __future__ import annotations

import re
import unicodedata

MOST_BYTES = 120
"""UTF-8 bytes of a name with its ending: 40 Thai letters. Some systems stop at 255, LINE earlier."""
RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)", re.IGNORECASE)
"""Names that Windows keeps for its devices, with any ending."""

_BRACKETS = re.compile(r"\([^()]*\)")


def safe(stem: str, ending: str = "", most: int = MOST_BYTES) -> str:
    """``stem`` as a name of at most ``most`` bytes with ``ending``: «กระสัง_บ้านกระเจา.pdf».

    Letters, their marks, digits, «-» and dots within stay; all else becomes «_». A long one goes
    without what stands in brackets; then it is cut between letters, never between a letter and its
    vowel or tone.
    """
    room = most - len(ending.encode())
    return _cut(_short(stem, room), room) + ending


def first_whole(*stems: str, ending: str) -> str:
    """The first of ``stems`` that a name holds uncut, but for brackets; the last where none is."""
    room = MOST_BYTES - len(ending.encode())
    return next((one for one in stems if len(_short(one, room).encode()) <= room), stems[-1])


def _short(stem: str, room: int) -> str:
    """The whole name, without what stands in brackets where it is longer than ``room`` bytes."""
    name = _kept(stem)
    return name if len(name.encode()) <= room else _kept(_BRACKETS.sub(" ", stem))


def _kept(stem: str) -> str:
    text = unicodedata.normalize("NFC", stem)
    kept = "".join(one if _stays(one) else "_" for one in text)
    name = re.sub("_+", "_", kept).strip("_. ") or "_"
    return f"_{name}" if RESERVED.match(name) else name


def _stays(letter: str) -> bool:
    return letter in "-." or unicodedata.category(letter)[0] in "LMN"


def _cut(name: str, most: int) -> str:
    """The longest beginning of at most ``most`` bytes that ends with a whole cluster."""
    whole = name.encode()
    if len(whole) <= most:
        return name
    short = whole[:most].decode(errors="ignore")
    at = len(short)
    while at and _joins(name[at]):
        at -= 1
    return name[:at].rstrip("_. เแโใไ")


def _joins(letter: str) -> bool:
    """Whether a letter may not stand without the one before: marks, ะ า ำ ๅ ๆ and the like."""
    return unicodedata.category(letter)[0] == "M" or letter in "ะาำๅๆฯ"


class Names:
    """Paths given once each, ignoring case: a second one of a name gets «_2»."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def path(self, *folders: str, stem: str, ending: str) -> str:
        """``folders`` and the file, each made safe, joined by «/»."""
        under = "".join(f"{safe(one)}/" for one in folders)
        found, number = under + safe(stem, ending), 1
        while found.casefold() in self._given:
            number += 1
            found = under + safe(stem, f"_{number}{ending}")
        self._given.add(found.casefold())
        return found
