"""What a search finds: through each model's own walls, counted by kind, a page of one query.

The index admits nobody: a row counts only when ``visible_to`` of its model has the thing itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    Value,
    When,
    Window,
)
from django.db.models.functions import RowNumber, StrIndex

from cdd_network import doors, thai
from cdd_network.folding import words_of
from cdd_network.lists import PAGE_SIZE
from cdd_network.models import Programme, Province
from cdd_network.roles import Can
from reports.models import SearchRow
from reports.search.nearest import GOOD, suggestions
from reports.search.packing import packed
from reports.search.texts import MODELS

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from cdd_network.models import User

SHORTEST = 2
"""Letters of a word; a folded number has more, for it is fenced."""
OVERVIEW = 5
"""So many of each kind are shown while none is chosen."""


@dataclass(frozen=True)
class Asked:
    """What the address asks for; ``kind``, ``year`` and ``province`` are '' or None for all.

    ``exact``: nothing is to be shown in place of what was typed.
    """

    text: str
    words: tuple[str, ...]
    kind: str
    year: int | None
    province: str
    page: int
    exact: bool

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked that could be searched for."""
        return not self.words or self.is_short

    @property
    def is_short(self) -> bool:
        """A single letter stands nearly everywhere; a digit is a number."""
        return bool(self.words) and all(len(word) < SHORTEST for word in self.words)

    @property
    def is_narrowed(self) -> bool:
        """Whether anything was asked beside words."""
        return bool(self.kind or self.year or self.province)


@dataclass(frozen=True)
class Found:
    """How many of each kind there are, and the keys to show: of all kinds a few, of one a page."""

    counts: Mapping[str, int]
    keys: Mapping[str, list[int]]

    @property
    def total(self) -> int:
        """How many things of all kinds."""
        return sum(self.counts.values())


def asked_for(query: Mapping[str, str]) -> Asked:
    """What an address asks for; a value that is no choice asks for nothing."""
    kind, text = query.get("kind", ""), query.get("q", "")[:200]
    return Asked(
        text=text,
        words=tuple(words_of(text)),
        kind=kind if kind in SearchRow.Kind.values else "",
        year=thai.small_int(query.get("year", "")),
        province=query.get("province", "")[:2],
        page=max(1, thai.small_int(query.get("page", "")) or 1),
        exact=query.get("exact") == "1",
    )


def find(user: User, asked: Asked) -> Found:
    """Everything that the user may see and that has all the words; one query."""
    held = _narrowed(user, asked)
    of_kind = {"partition_by": [F("kind")]}
    order = [F("year").desc(nulls_last=True), F("object_id").desc()]
    rows = held.annotate(
        place=Window(RowNumber(), order_by=order, **of_kind),
        total=Window(Count("pk"), **of_kind),
    ).filter(_shown(asked))
    counts: dict[str, int] = {}
    keys: dict[str, list[int]] = {}
    first = (asked.page - 1) * PAGE_SIZE if asked.kind else 0
    columns = ("kind", "object_id", "place", "total")
    for kind, key, place, total in rows.order_by("kind", "place").values_list(*columns):
        counts[kind] = total
        if place > first and asked.kind in ("", kind):
            keys.setdefault(kind, []).append(key)
    return Found(counts, keys)


@dataclass(frozen=True)
class Meant:
    """What may have been meant where nothing was found: ``asked`` otherwise, and what that finds."""

    asked: Asked
    found: Found
    is_good: bool


def meant(user: User, asked: Asked) -> list[Meant]:
    """Only what finds something, the likeliest first."""
    others = {
        replace(asked, text=text, words=tuple(words_of(text))): alike >= GOOD
        for text, alike in suggestions(user, asked.text).items()
    }
    made = (Meant(other, find(user, other), is_good) for other, is_good in others.items())
    return [one for one in made if one.found.total]


def _shown(asked: Asked) -> Q:
    """The rows of the page; of each other kind the first, which carries its count."""
    if not asked.kind:
        return Q(place__lte=OVERVIEW)
    first = (asked.page - 1) * PAGE_SIZE
    return Q(place=1) | Q(kind=asked.kind, place__gt=first, place__lte=first + PAGE_SIZE)


def _narrowed(user: User, asked: Asked) -> QuerySet[SearchRow]:
    rows = SearchRow.objects.all()
    for number, word in enumerate(asked.words):
        at = {
            f"at_{number}": StrIndex("folded", Value(packed(word)))
        }  # half the time of LIKE in SQLite
        rows = rows.alias(**at).filter(**{f"at_{number}__gt": 0})
    if asked.year:
        rows = rows.filter(year=asked.year)
    if asked.province:
        rows = rows.filter(province=asked.province)
    if not user.is_department:
        rows = rows.filter(province=user.office.province_id)
    # A CASE, not an OR: SQLite would go through an index for each kind and read the texts at random.
    seen = (When(kind=kind, then=_seen(user, kind)) for kind in MODELS)
    return rows.filter(Case(*seen, default=Value(False), output_field=BooleanField()))


def _seen(user: User, kind: str) -> Exists:
    visible = MODELS[kind]._default_manager.visible_to(user).order_by()
    return Exists(visible.filter(pk=OuterRef("object_id")))


def require(user: User) -> None:
    """404 for who may not search."""
    doors.require(user, Can.SEARCH)


@dataclass(frozen=True)
class Choices:
    """Years that the user sees, and for the department the provinces."""

    years: list[int]
    provinces: list[tuple[str, str]]


def choices_of(user: User) -> Choices:
    """What a search may be narrowed to; at most two queries."""
    provinces = Province.objects.order_by("name") if user.is_department else Province.objects.none()
    return Choices(
        list(Programme.objects.visible_to(user).values_list("year", flat=True)),
        list(provinces.values_list("code", "name")),
    )
