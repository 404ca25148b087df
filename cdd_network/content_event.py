"""What a year says of running an event: the survey, rates of the State, first budget lines."""

from dataclasses import dataclass

SCHEMES = ("equal", "half")
"""Schemes that put a mean into words (projects/bands.py)."""


@dataclass(frozen=True)
class FormItem:
    """A numbered item of a department form; ``key`` is the field that stores it.

    ``unit`` stands after the blank, as «คน» in «จำนวน … คน». ``activity`` 1 or 2: an item of that
    activity's survey alone; 0 of both.
    """

    number: int
    key: str
    title: str
    help: str = ""
    unit: str = ""
    activity: int = 0


@dataclass(frozen=True)
class SurveyPart:
    """A part of the participants' survey: title and the items that are answered by level."""

    title: str
    items: tuple[FormItem, ...]


@dataclass(frozen=True)
class KnowledgeQuestion:
    """A question of the short knowledge test; ``answer`` is the number of the right choice, from 1.

    ``activity`` as of a ``FormItem``.
    """

    key: str
    title: str
    choices: tuple[str, ...]
    answer: int
    activity: int = 0


@dataclass(frozen=True)
class Survey:
    """The participants' anonymous survey; ``levels`` from the best down, ``questions`` are open.

    ``knowledge`` is asked before and after; who has ``pass_share`` per cent of it right understands.
    ``bands`` is one of ``SCHEMES``, else ValueError.
    """

    titles: tuple[str, ...] = ()
    lead: str = ""
    levels: tuple[str, ...] = ()
    parts: tuple[SurveyPart, ...] = ()
    questions: tuple[FormItem, ...] = ()
    note: str = ""
    knowledge: tuple[KnowledgeQuestion, ...] = ()
    pass_share: int = 60
    bands: str = SCHEMES[0]

    def __post_init__(self) -> None:
        if self.bands not in SCHEMES:
            raise ValueError(f"bands: unknown {self.bands}, known are {', '.join(SCHEMES)}")


@dataclass(frozen=True)
class RateRule:
    """The most that may be paid for something: baht per ``unit`` by ``rule`` (its title, its number,
    its ISO ``date``). An officer is warned when a line is above it; nothing is changed for him.

    ``most`` is 0 where the rule names no figure («เท่าที่จ่ายจริง»). ``speaker`` is the source of the
    speakers whose hours the rate pays (``Speaker.Source``), '' for everything else.
    """

    key: str
    title: str
    unit: str
    most: int
    rule: str
    number: str
    date: str
    note: str = ""
    speaker: str = ""


@dataclass(frozen=True)
class BudgetRule:
    """A line that an event's budget begins with; zero leaves the factor to the office."""

    activity: int
    title: str
    rate: str = ""
    people: int = 0
    times: int = 0
    price: int = 0


@dataclass(frozen=True)
class BpmField:
    """A field of the department's own system, in the order in which it is keyed in there.

    ``key`` says what fills it (reports/bpm.py); an unknown one is left to be keyed by hand.
    ``activity`` is 1 or 2 where only one activity has it, 0 for both.
    """

    key: str
    title: str
    help: str = ""
    activity: int = 0
