"""One person's data, wherever it stands, within what the officer answers for: the own province, or all.

A name is compared folded (``cdd_network.folding``), without title and spaces. Columns that hold a name
are compared so one by one; among words it must be spelled as it was asked for, with its surname.
Five queries, however much is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING

from django.db.models import (
    Case,
    CharField,
    F,
    Func,
    IntegerField,
    JSONField,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse

from cdd_network.doors import visible
from cdd_network.folding import folded, marked
from cdd_network.roles import Can, may
from projects.models import ActionPlan, Activity, Event
from projects.people_reading import name_key
from reports.models import Document, SummaryReport
from reports.personal.earlier import earlier
from reports.personal.held import NAMES, TEXTS, VERSIONS, Held, Record
from reports.personal.register import searched
from selection.models import Nomination, Round, SavingsGroup

if TYPE_CHECKING:
    from cdd_network.models import User

MOST = 300
"""So many places are told of; a name in more of them is not said closely enough."""
SHORTEST = 3
"""Letters of a folded name below which half the country would be found."""
DOORS = {
    "people": (Event, Can.RUN_EVENT),
    "timetable": (Event, Can.SEE_ACTIVITY),
    "event_survey": (Event, Can.SEE_ACTIVITY),
    "event_budget": (Event, Can.SEE_ACTIVITY),
    "activity": (Activity, Can.SEE_ACTIVITY),
    "group": (SavingsGroup, Can.SEE_GROUPS),
    "plan": (ActionPlan, Can.SEE_ACTIVITY),
    "summary": (SummaryReport, Can.SEE_ACTIVITY),
    "nomination": (Nomination, Can.SEE_NOMINATION),
    "document": (Document, Can.SEE_DOCUMENT),
    "round": (Round, Can.SEE_ROUND),
    "round_committee": (Round, Can.MANAGE_ROUND),
}
"""Page → the model and the act behind whose door it stands."""
_WRITTEN: dict[str, list[str]] = {}
"""Consonant of a folded name → the consonants that are folded into it: each stands in the text."""
for _one in map(chr, range(ord("ก"), ord("ฮ") + 1)):
    _WRITTEN.setdefault(folded(_one), []).append(_one)
_ESCAPED = re.compile(r"\\u([0-9a-f]{4})")
_SPOKEN = re.compile(r"\s+")


@dataclass(frozen=True)
class Asked:
    """A name as it was typed. ``key`` is what is compared, ``words`` first name and surname."""

    text: str

    @property
    def key(self) -> str:
        """Folded, without title."""
        return folded(name_key(self.text))

    @property
    def words(self) -> list[str]:
        """As written, the title off the first; what words are looked through for."""
        said = _SPOKEN.sub(" ", self.text).strip().split(" ")
        whole = name_key(self.text)
        while len(said) > 1 and not whole.startswith(said[0]):
            rest = name_key(said[0])
            if whole.startswith(rest) and rest:
                return [rest, *said[1:]]
            said = said[1:]
        return [name_key(said[0]) if len(said) == 1 else said[0], *said[1:]]

    @property
    def is_whole(self) -> bool:
        """Whether there is a surname: then words are looked through as well. Single letters name
        nobody, and stand in every text of the country."""
        return len(self.words) > 1 and all(len(word) > 1 for word in self.words)


@dataclass(frozen=True)
class Hit:
    """A place: ``said`` as it stands there, ``url`` where this reader may open it, else «»."""

    name: str
    pk: int
    said: str
    office: str
    year: int
    can_erase: bool
    argument: int
    more: str
    held: Held = field(repr=False)
    record: Record = field(repr=False)
    url: str = ""

    @property
    def key(self) -> str:
        """What a form calls it."""
        return f"{self.name}.{self.pk}"


def name_of(record: Record, held: Held) -> str:
    """«participants.participant»: which columns of which row of the register."""
    return f"{record.key}.{held.model._meta.model_name}"


PLACES = {name_of(record, held): (record, held) for record, held in searched()}


def find(user: User, asked: Asked) -> list[Hit]:
    """Every place of the name that ``user`` answers for, in the register's order.

    At most MOST + 1, and then no particular ones: the name was not said closely enough.
    """
    rows = list(_union(user, asked, NAMES))
    if asked.is_whole:
        rows += [*_union(user, asked, TEXTS), *_earlier(user, asked)]
    names = list(PLACES)
    found = []
    for number, pk, text, argument, office, year, free, more in rows:
        record, held = PLACES[names[number]]
        if said := said_in(held, text, asked):
            hit = Hit(
                names[number], pk, said, office, year, bool(free), argument, more, held, record
            )
            found.append(hit)
            if len(found) > MOST:
                break
    found.sort(key=lambda hit: (names.index(hit.name), -hit.year, hit.office, hit.pk))
    return _opened(user, found)


def scope(user: User, held: Held) -> QuerySet:
    """Rows of the columns that the officer answers for: the own province's, the department's all."""
    rows = held.model._base_manager.filter(held.only).order_by()
    return rows if user.is_department else rows.filter(**{held.place: user.office.province_id})


def said_in(held: Held, text: str, asked: Asked) -> str:
    """The name as it stands in the text; «» where it does not."""
    if _is_json(held):
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    if asked.key not in folded(text):
        return ""
    if held.search == NAMES:
        lines = [line for line in text.splitlines() if asked.key in folded(line)]
        return " ".join(lines) or text
    return next((piece.text.strip() for piece in marked(text, [asked.key]) if piece.hit), "")


def _is_json(held: Held) -> bool:
    return any(_json(held, name) for name in held.searched)


def _json(held: Held, name: str) -> bool:
    return isinstance(held.model._meta.get_field(name), JSONField)


def _union(user: User, asked: Asked, search: str) -> Iterable[tuple]:
    parts = [
        _part(user, asked, number, held)
        for number, (_, held) in enumerate(PLACES.values())
        if held.search == search
    ]
    return parts[0].union(*parts[1:], all=True)


def _earlier(user: User, asked: Asked) -> Iterable[tuple]:
    number = next(n for n, (_, held) in enumerate(PLACES.values()) if held.search == VERSIONS)
    for one, text, title in earlier(user, asked):
        yield number, one.pk, text, 0, one.by.office.name if one.by else "", 0, 1, title


def _part(user: User, asked: Asked, number: int, held: Held) -> QuerySet:
    texts = [_text(name) for name in held.searched]
    free = (
        Value(0) if held.erase is None else Case(When(held.erase, then=Value(1)), default=Value(0))
    )
    casts = {f"p_{name}": _text(name) for name in held.searched if _json(held, name)}
    rows = (
        scope(user, held)
        .annotate(**casts)
        .annotate(
            p_place=Value(number, IntegerField()),
            p_pk=F("pk"),
            p_text=_joined(texts),
            p_argument=F(held.argument),
            p_office=_or_nothing(held.office),
            p_year=Coalesce(F(held.year), 0) if held.year else Value(0, IntegerField()),
            p_free=free,
            p_more=_or_nothing(held.more),
        )
    )
    return rows.filter(_narrowed(held, asked)).values_list(
        "p_place", "p_pk", "p_text", "p_argument", "p_office", "p_year", "p_free", "p_more"
    )


def _or_nothing(path: str) -> object:
    return (
        Coalesce(F(path), Value(""), output_field=CharField()) if path else Value("", CharField())
    )


def _text(name: str) -> object:
    return Cast(F(name), TextField())


def _joined(texts: list) -> object:
    apart = [part for text in texts for part in (text, Value("\n"))][:-1]
    # Not Concat: it nests, and SQLite's parser ends at a hundred brackets.
    return Func(*apart, template="(%(expressions)s)", arg_joiner=" || ", output_field=TextField())


def _narrowed(held: Held, asked: Asked) -> Q:
    """What a database tells soon of rows that cannot hold the name; more than these may come."""
    if held.search == NAMES:
        letters = [_WRITTEN[one] for one in dict.fromkeys(asked.key) if one in _WRITTEN]
        has = [
            [Q(**{f"{name}__contains": one}) for name in held.searched for one in same]
            for same in letters
        ]
    else:
        has = [[_has(held, name, one) for name in held.searched] for one in asked.words]
    return reduce(and_, (reduce(or_, ways) for ways in has), Q())


def _has(held: Held, name: str, word: str) -> Q:
    if not _json(held, name):
        return Q(**{f"{name}__contains": word})
    escaped = "".join(f"\\u{ord(letter):04x}" if ord(letter) > 126 else letter for letter in word)
    return Q(**{f"p_{name}__contains": word}) | Q(**{f"p_{name}__contains": escaped})


def _opened(user: User, found: list[Hit]) -> list[Hit]:
    """With the addresses that this reader may open: one query."""
    wanted: dict[str, set[int]] = {}
    for hit in found:
        if hit.held.page and may(user, DOORS[hit.held.page][1]):
            wanted.setdefault(hit.held.page, set()).add(hit.argument)
    parts = [
        visible(kind, user, act)
        .filter(pk__in=wanted[page])
        .order_by()
        .annotate(p_page=Value(page, CharField()), p_key=F("pk"))
        .values_list("p_page", "p_key")
        for page, (kind, act) in DOORS.items()
        if page in wanted
    ]
    if not parts:
        return found
    opened = set(parts[0].union(*parts[1:]) if len(parts) > 1 else parts[0])
    return [_with_url(hit, (hit.held.page, hit.argument) in opened) for hit in found]


def _with_url(hit: Hit, opened: bool) -> Hit:
    if not opened:
        return hit
    return Hit(**{**vars(hit), "url": reverse(hit.held.page, args=[hit.argument])})
