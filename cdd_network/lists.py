"""Lists on a page: search text in either digits, and pages of a fixed size."""

import re
from collections.abc import Mapping

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.db.models.query import ModelIterable

from cdd_network import thai

PAGE_SIZE = 25


def asked(query: Mapping[str, str]) -> dict[str, str]:
    """What an address asks for, each value as printable text: it is searched for and shown again."""
    return {
        name: "".join(letter for letter in query.get(name, "") if letter.isprintable())
        for name in query
    }


def searched(queryset: QuerySet, text: str, fields: tuple[str, ...]) -> QuerySet:
    """Rows in which every word of ``text`` stands in one of ``fields`` (lookups)."""
    for word in thai.arabic_digits(asked({"q": text})["q"]).split()[:8]:
        any_field = Q()
        for name in fields:
            any_field |= Q(**{f"{name}__icontains": word})
        queryset = queryset.filter(any_field)
    return queryset


def paged(queryset: QuerySet, query: Mapping[str, str], count: int | None = None) -> Page:
    """The page that ``?page=`` asks for; an impossible page number gives the nearest one.

    ``count`` is how many rows there are, where that is known already.
    """
    pages = _ByKey(queryset, PAGE_SIZE)
    if count is not None:
        pages.count = count
    asked = thai.arabic_digits(query.get("page", "1")).strip()
    return pages.get_page(1 if _BEFORE_ALL.fullmatch(asked) else asked)


_BEFORE_ALL = re.compile(r"-[0-9]+|0+")
"""A number below the first page, of which Django makes the last."""


class _ByKey(Paginator):
    """Looks for a page's keys alone, then reads its rows by them.

    To put thousands of rows in order a database else carries every column of them, of all tables
    joined, through its sorting. Two queries and not one with the other inside: PostgreSQL then joins
    all rows before it looks which of them are wanted.
    """

    def page(self, number: int) -> Page:
        """The page; of rows that fit on one page, or are no plain rows of a model, as they are."""
        rows = self.object_list
        if self.count <= self.per_page or not _is_plain(rows):
            return super().page(number)
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        keys = rows.prefetch_related(None).values_list("pk", flat=True)[
            first : first + self.per_page
        ]
        return self._get_page(rows.filter(pk__in=[*keys]), number, self)


def _is_plain(rows: object) -> bool:
    if not isinstance(rows, QuerySet) or not issubclass(rows._iterable_class, ModelIterable):
        return False
    return not (rows.query.combinator or rows.query.distinct or rows.query.is_sliced)
