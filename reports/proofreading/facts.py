"""What the rules look at: the words as they will be printed, and the dates and people behind them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from cdd_network import thai
from cdd_network.content import DeadlineRule
from reports.parts import GroupAddress, Signature

Places = Mapping[str, Mapping[str, frozenset[str]]]
"""Province → district → its subdistricts, bare names."""


@dataclass(frozen=True)
class Line:
    """A line of the paper: where it stands, its text, its number («1.»), and what mends it.

    ``made`` says that it stands as it was made from facts: dots in it are meant to be there.
    """

    place: str
    text: str
    number: str = ""
    mend: str = "body"
    made: bool = False

    @cached_property
    def plain(self) -> str:
        """The text in Arabic digits."""
        return thai.arabic_digits(self.text)


@dataclass(frozen=True)
class Cited:
    """A letter cited: its whole number «บร 0019/ว 2230» and its date."""

    number: str
    day: date | None = None


@dataclass(frozen=True)
class Met:
    """A meeting as it was recorded: days of its beginning and end, who was there when it resolved,
    and posts that were absent without a reason."""

    began: date | None
    ended: date | None
    present: int
    needed: int
    unexplained: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Facts:
    """One paper before it is issued. What is empty or None is not known, or not of this kind.

    ``worded`` says that the words are known, so that an empty one is a fault. ``ahead`` is a
    paper written before the committee's meeting, ``invites`` one that calls it; ``reports`` one
    that tells of the meeting, ``met`` how it was held, for its report alone; ``cancels`` is the date
    of the announcement whose place this one takes. ``number`` is the whole own number, ``rules`` the deadlines of the
    programme that the paper speaks of, ``office`` who writes («จังหวัดบุรีรัมย์») and ``province`` the
    bare name of the province that it lies in.
    """

    worded: bool = False
    letter: bool = False
    subject: Line | None = None
    to: Line | None = None
    body: tuple[Line, ...] = ()
    enclosures: tuple[Line, ...] = ()
    cited: tuple[Cited, ...] = ()
    salutation: str = ""
    signature: Signature | None = None
    office: str = ""
    province: str = ""
    number: str = ""
    day: date | None = None
    ahead: bool = False
    invites: bool = False
    reports: bool = False
    meeting_day: date | None = None
    met: Met | None = None
    cancels: date | None = None
    announcement_day: date | None = None
    deadline: date | None = None
    deadline_label: str = ""
    rules: tuple[DeadlineRule, ...] = ()
    fiscal_year: int | None = None
    groups: tuple[GroupAddress, ...] = ()
    places: Places = field(default_factory=dict)

    @property
    def lines(self) -> Iterator[Line]:
        """All lines in the order of the paper."""
        yield from filter(None, (self.subject, self.to))
        yield from self.enclosures
        yield from self.body
