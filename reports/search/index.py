"""The index of what can be searched: kept thing by thing, and made anew as a whole.

What is written past ``record`` and past ``save`` (a queryset's ``update``, ``bulk_create`` of the
nation, an autosave within ten minutes of another) is not told of: ``reindex`` finds it, every night.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from django.db import transaction

from projects.models import ActionPlan
from reports.models import SearchRow, SummaryReport
from reports.search.texts import MODELS, Kind, rows_of
from selection.models import Nomination

BATCH = 1000
_COLUMNS = ["province", "year", "folded"]


def reindex(*, dry_run: bool = False) -> int:
    """Make the index right, whatever was written; the number of rows that were wrong.

    A kind at a time, each in a transaction of its own; rows that are right are left alone. A
    ``dry_run`` only counts.
    """
    return sum(_reindex(kind, dry_run) for kind in Kind.values)


def refresh(kind: str, keys: Iterable[int]) -> None:
    """Make the rows of these things right; of what is gone the row goes too.

    With a group goes what carries its name and place.
    """
    keys = set(keys)
    _write(rows_of(kind, keys))
    kept = MODELS[kind]._default_manager.filter(pk__in=keys).values_list("pk", flat=True)
    SearchRow.objects.filter(kind=kind, object_id__in=keys - set(kept)).delete()
    if kind == Kind.GROUP:
        _of_groups(keys)


def _of_groups(groups: set[int]) -> None:
    held = Nomination.objects.filter(group__in=groups).values_list("pk", flat=True)
    _write(rows_of(Kind.NOMINATION, set(held)))
    of_group = {"activity__allocation__chosen__nomination__in": set(held)}
    for kind, model in ((Kind.PLAN, ActionPlan), (Kind.SUMMARY, SummaryReport)):
        papers = set(model.objects.filter(**of_group).values_list("pk", flat=True)) if held else ()
        _write(rows_of(kind, papers))


@transaction.atomic
def _reindex(kind: str, dry_run: bool) -> int:
    stored = {
        pk: tuple(values)
        for pk, *values in SearchRow.objects.filter(kind=kind).values_list("object_id", *_COLUMNS)
    }
    wrong = [row for row in rows_of(kind) if stored.pop(row.object_id, None) != _values(row)]
    if dry_run:
        return len(wrong) + len(stored)
    _write(wrong)
    gone = iter(stored)
    while some := list(islice(gone, BATCH)):
        SearchRow.objects.filter(kind=kind, object_id__in=some).delete()
    return len(wrong) + len(stored)


def _values(row: SearchRow) -> tuple:
    return tuple(getattr(row, name) for name in _COLUMNS)


def _write(rows: Iterable[SearchRow]) -> None:
    SearchRow.objects.bulk_create(
        rows,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["kind", "object_id"],
        update_fields=_COLUMNS,
    )
