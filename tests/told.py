"""A stage of the year is told once a process, then kept: what it wrote is laid down again.

Telling «announced» by the officers' own actions costs half a second, and hundreds of tests begin
there. On SQLite, where each test begins with the same keys, the rows that the telling wrote are
written again in a few milliseconds; whenever anything differs (other rows, other keys, a clock that
stands still, PostgreSQL) the stage is told anew.
"""

import pickle
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from functools import cache, wraps
from typing import ParamSpec, TypeVar

from django.db import connection
from django.utils import timezone

P, R = ParamSpec("P"), TypeVar("R")
Rows = dict[str, dict[object, tuple]]
"""Table → key → row."""
LEFT_OUT = {
    "cdd_network_province",
    "cdd_network_district",
    "cdd_network_subdistrict",
    "cdd_network_programmecontent",
    "django_session",
    "django_migrations",
    "sqlite_sequence",
}
"""No stage writes them; a login before the stage makes no difference."""
VARIES = re.compile(r"(^|_)(at|login|password|token|digest)$")
"""Columns that differ from telling to telling: moments, and what is drawn by lot."""
_NOW, _TODAY = timezone.now, timezone.localdate


@dataclass(frozen=True)
class Kept:
    """What there was before, what the telling wrote, and what it gave back."""

    before: dict[str, list]
    keys: dict[str, int]
    wrote: Rows
    gone: dict[str, list]
    gave: bytes


_KEPT: dict[str, Kept] = {}


def told_once(tell: Callable[P, R]) -> Callable[P, R]:
    """What tells a stage of the year, told once a process where that is the same."""

    @wraps(tell)
    def stage(*world: object) -> R:
        if not _may_be_kept():
            return tell(*world)
        rows, keys = _dump(), _keys()
        before = _without_what_varies(rows)
        kept = _KEPT.get(tell.__qualname__)
        if kept is not None and (kept.keys, kept.before) == (keys, before):
            _lay_down(kept)
            return pickle.loads(kept.gave)  # noqa: S301  (our own, of this process)
        gave = tell(*world)
        if kept is None:
            _KEPT[tell.__qualname__] = _told(rows, before, keys, gave)
        return gave

    return stage


def _may_be_kept() -> bool:
    clock = timezone.now is _NOW and timezone.localdate is _TODAY
    return connection.vendor == "sqlite" and clock


def _dump() -> Rows:
    """Every row but of what never changes."""
    found: Rows = {}
    with connection.cursor() as cursor:
        for table in _tables():
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  (a table of ours)
            found[table] = {row[0]: row for row in cursor.fetchall()}
    return found


@cache
def _tables() -> tuple[str, ...]:
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
    return tuple(name for name in names if name not in LEFT_OUT)


@cache
def _columns(table: str) -> tuple[str, ...]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}" LIMIT 0')  # noqa: S608
        return tuple(one[0] for one in cursor.description)


def _without_what_varies(rows: Rows) -> dict[str, list]:
    """The rows by which two beginnings are told to be the same."""
    found = {}
    for table, held in rows.items():
        same = [at for at, name in enumerate(_columns(table)) if not VARIES.search(name)]
        found[table] = [tuple(row[at] for at in same) for row in held.values()]
    return found


def _keys() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, seq FROM sqlite_sequence")
        return {name: seq for name, seq in cursor.fetchall() if name not in LEFT_OUT}


def _told(rows: Rows, before: dict[str, list], keys: dict[str, int], gave: object) -> Kept:
    after = _dump()
    wrote = {
        table: {key: row for key, row in held.items() if rows[table].get(key) != row}
        for table, held in after.items()
    }
    gone = {table: [key for key in held if key not in after[table]] for table, held in rows.items()}
    return Kept(
        before,
        keys,
        {table: held for table, held in wrote.items() if held},
        {table: held for table, held in gone.items() if held},
        pickle.dumps(gave),
    )


def _lay_down(kept: Kept) -> None:
    with connection.cursor() as cursor:
        for table, keys in kept.gone.items():
            key = _columns(table)[0]
            cursor.executemany(
                f'DELETE FROM "{table}" WHERE "{key}" = %s',  # noqa: S608
                [(one,) for one in keys],
            )
        for table, rows in kept.wrote.items():
            marks = ", ".join(["%s"] * len(next(iter(rows.values()))))
            cursor.executemany(
                f'INSERT OR REPLACE INTO "{table}" VALUES ({marks})',  # noqa: S608
                [tuple(map(_stored, row)) for row in rows.values()],
            )


def _stored(value: object) -> object:
    """As Django hands it to SQLite, which takes no moments."""
    return str(value) if isinstance(value, date | time) else value
