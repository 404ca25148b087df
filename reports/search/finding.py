"""What a search finds: through each model's own walls, counted by kind, a page of one query.

The index admits nobody: a row counts only when ``visible_to`` of its model has the thing itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import Count, F, Q, Value, Window
from django.db.models.functions import RowNumber, StrIndex

from cdd_network import doors, thai
from cdd_network.folding import words_of
from cdd_network.lists import PAGE_SIZE
from cdd_network.models import Programme, Province
from cdd_network.roles import Can
from reports.models import SearchRow
from reports.search.texts import MODELS

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from cdd_network.models import User

OVERVIEW = 5
"""So many of each kind are shown while none is chosen."""


@dataclass(frozen=True)
class Asked:
    """What the address asks for; ``kind``, ``year`` and ``province`` are '' or None for all."""

    text: str
    words: tuple[str, ...]
    kind: str
    year: int | None
    province: str
    page: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked that could be searched for."""
        return not self.words

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


def _shown(asked: Asked) -> Q:
    """The rows of the page; of each other kind the first, which carries its count."""
    if not asked.kind:
        return Q(place__lte=OVERVIEW)
    first = (asked.page - 1) * PAGE_SIZE
    return Q(place=1) | Q(kind=asked.kind, place__gt=first, place__lte=first + PAGE_SIZE)


def _narrowed(user: User, asked: Asked) -> QuerySet[SearchRow]:
    rows = SearchRow.objects.all()
    for number, word in enumerate(asked.words):
        at = {f"at_{number}": StrIndex("folded", Value(word))}  # half the time of LIKE in SQLite
        rows = rows.alias(**at).filter(**{f"at_{number}__gt": 0})
    if asked.year:
        rows = rows.filter(year=asked.year)
    if asked.province:
        rows = rows.filter(province=asked.province)
    if not user.is_department:
        rows = rows.filter(province=user.office.province_id)
    return rows.filter(reduce(or_, (_seen(user, kind) for kind in MODELS)))


def _seen(user: User, kind: str) -> Q:
    visible = MODELS[kind]._default_manager.visible_to(user).order_by().values("pk")
    return Q(kind=kind, object_id__in=visible)


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
