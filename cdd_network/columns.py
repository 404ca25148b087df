"""Rows with few columns: a wide SELECT costs more to write than to read."""

from typing import TypeVar

from django.db.models import QuerySet

Rows = TypeVar("Rows", bound=QuerySet)


def narrowed(rows: Rows, *columns: str) -> Rows:
    """``rows`` with these columns and no other, own ones («state») or of a relation
    («round__state»), which is loaded with them.

    What else is asked of such a row costs a query; the tests' client refuses a page that asks.
    """
    related = dict.fromkeys(one.rpartition("__")[0] for one in columns if "__" in one)
    return rows.select_related(None).select_related(*related).only(*columns)
