"""A row of a province's board: one shape for a district before the announcement and for a chosen
group after it, so that filters, workbook and text for LINE read both alike. Pure.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from projects.deadlines import Light
from reports.watch.line_text import Owing

TONES = {Light.RED: "wrong", Light.AMBER: "act", Light.GREEN: "fine", Light.NONE: ""}
"""Light → the class of a tag; the words beside it say the same."""
LIGHT_WORDS = {
    Light.RED: "แดง",
    Light.AMBER: "เหลือง",
    Light.GREEN: "เขียว",
    Light.NONE: "",
}
STATES = {"done": "ทำแล้ว", "now": "ถึงขั้นนี้", "later": "ยังไม่ถึง"}


@dataclass(frozen=True)
class Mark:
    """A step in the calm row: done, to be done now, later; ``says`` when or until when.

    ``due`` of the activity itself is its last day as it is set.
    """

    key: str
    title: str
    state: Literal["done", "now", "later"]
    says: str = ""
    light: Light = Light.NONE
    done: datetime.date | None = None
    due: datetime.date | None = None

    @property
    def word(self) -> str:
        """Its state in words: when it was done, how long there is, or that it is yet to come."""
        word = STATES[self.state]
        return f"{word} {self.says}".strip() if self.state == "done" else self.says or word

    @property
    def tone(self) -> str:
        """Colour only for what is owed or came late."""
        return TONES[self.light] if self.light in (Light.RED, Light.AMBER) else ""


@dataclass(frozen=True)
class Item:
    """Something missing: what, by whom, until when in words, and where it can be looked at."""

    text: str
    turn: Literal["district", "province"]
    when: str = ""
    url: str = ""
    light: Light = Light.NONE

    @property
    def tone(self) -> str:
        """As of ``Mark``."""
        return TONES[self.light] if self.light in (Light.RED, Light.AMBER) else ""


@dataclass(frozen=True)
class Act:
    """What the province can do next: a page of its own."""

    label: str
    url: str
    quiet: bool = False


@dataclass(frozen=True)
class Row:
    """A district («d» and its office) or a chosen group («c» and its key), as ``key`` says.

    ``stages`` are the keys of the filter «ขั้น» under which it is found; ``turns`` whose turn it is,
    ``turn`` the same in words. ``due`` is the next day by which it is judged; ``light`` and ``tag``
    say how it stands. ``owing`` is what its district owes, for the text; ``nudged`` when it was last
    asked for. ``acts`` are the province's own: other readers leave them out.
    """

    key: str
    office: int
    code: str
    district: str
    name: str
    told: str
    url: str
    marks: tuple[Mark, ...]
    stages: frozenset[str]
    turns: frozenset[str]
    turn: str
    items: tuple[Item, ...]
    light: Light
    tag: str
    due: datetime.date | None
    owing: Owing
    is_late: bool = False
    acts: tuple[Act, ...] = ()
    nudged: datetime.datetime | None = None

    @property
    def tone(self) -> str:
        """Class of its tag."""
        return TONES[self.light]
