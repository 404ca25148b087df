"""Lists on a page: search text in either digits, and pages of a fixed size."""

from collections.abc import Mapping

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

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


def paged(queryset: QuerySet, query: Mapping[str, str]) -> Page:
    """The page that ``?page=`` asks for; an impossible page number gives the nearest one."""
    return Paginator(queryset, PAGE_SIZE).get_page(thai.arabic_digits(query.get("page", "1")))
