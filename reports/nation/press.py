"""Prints a seal for a province and year: new keys, other places, moved days, turned texts."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import connection

from cdd_network.models import AuditRow
from reports.nation import words
from reports.nation.seal import LAID, columns
from reports.nation.vary import DROP, VARIED, Figures, Ties

if TYPE_CHECKING:
    from django.db.models import Field, Model

    from reports.nation.seal import Seal

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
BATCH = 5_000
"""Rows that are gathered before they are written."""


@dataclass
class Copy:
    """Where a seal is printed. ``units`` nominations are kept; ``laid`` gives the key of what was
    laid for this province by (model label, the pattern's key); ``names`` turn its signs; ``kinds``
    change places of kinds of activity; ``moo`` and ``facts`` are those of each nomination's group.
    """

    units: int
    laid: dict[tuple[str, object], object]
    names: dict[str, str]
    kinds: dict[str, str]
    days: timedelta
    numbers: int
    year: int
    moo: dict[int, int]
    facts: dict[int, str]
    chance: random.Random
    turn: Callable[[str], str] = field(init=False)
    figures: Figures = field(init=False)
    tokens: dict[str, str] = field(default_factory=dict)
    keys: dict[type[Model], dict[object, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.turn = words.turner(
            self.names, days=self.days, numbers=self.numbers, year=self.year, token=self.token
        )

    def token(self, old: str) -> str:
        """This print's secret in the place of the pattern's, the same wherever it stands."""
        if old not in self.tokens:
            self.tokens[old] = "".join(self.chance.choices(ALPHABET, k=len(old)))
        return self.tokens[old]


class Table:
    """Writes rows of a model, many at a time."""

    def __init__(self, model: type[Model]) -> None:
        self.model, self.fields, self.waiting = model, columns(model), []
        names = ", ".join(connection.ops.quote_name(f.column) for f in self.fields)
        marks = ", ".join(["%s"] * len(self.fields))
        table = connection.ops.quote_name(model._meta.db_table)
        self.sql = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608  (own names)
        last = model._base_manager.order_by("-pk").values_list("pk", flat=True).first()
        self.last = last if isinstance(last, int) else 0

    def flush(self) -> int:
        """Write what waits; how many rows it was."""
        rows, self.waiting = self.waiting, []
        if rows:
            with connection.cursor() as cursor:
                cursor.executemany(self.sql, rows)
        return len(rows)


@dataclass(frozen=True)
class _Line:
    """A row of the seal: its values ready for the database, and the columns that still change."""

    unit: int
    key: object
    values: list
    changing: list[tuple[int, Callable, object]]


class Press:
    """Holds the seals of one story; prints any of them."""

    def __init__(self, seals: dict[str, Seal], tables: dict[type[Model], Table]) -> None:
        self.tables = tables
        self.plates = {stage: self._plate(seal) for stage, seal in seals.items()}
        self.ties = Ties(seals["forwarded"])
        self.written = 0

    def _plate(self, seal: Seal) -> list[tuple[type[Model], list[_Line]]]:
        prepared = []
        for model, rows in seal.rows.items():
            fields = columns(model)
            changes = [_change(model, f) for f in fields]
            at = fields.index(model._meta.pk)
            units = seal.units[model]
            lines = [
                _line(fields, changes, row, unit, row[at])
                for row, unit in zip(rows, units, strict=False)
            ]
            prepared.append((model, lines))
        return prepared

    def print(self, stage: str, copy: Copy) -> None:
        """Add the seal's rows of ``stage`` for ``copy``."""
        copy.figures = Figures(self.ties, copy.chance)
        for model, lines in self.plates[stage]:
            table, keys = self.tables[model], copy.keys.setdefault(model, {})
            own = not model._meta.pk.is_relation
            for line in lines:
                if line.unit > copy.units:
                    continue
                if own:
                    table.last += 1
                    keys[line.key] = table.last
                row = line.values[:]
                kept = True
                for n, change, value in line.changing:
                    row[n] = change(value, copy, line.unit)
                    if row[n] is DROP:
                        kept = False
                        break
                if kept:
                    table.waiting.append(row)
                if not own:
                    keys[line.key] = row[0]
            if len(table.waiting) >= BATCH:
                self.written += table.flush()

    def finish(self) -> None:
        """Write what waits, parents before children."""
        for table in self.tables.values():
            self.written += table.flush()


def _line(fields: list[Field], changes: list, row: list, unit: int, key: object) -> _Line:
    values, changing = [], []
    for n, (column, change, value) in enumerate(zip(fields, changes, row, strict=False)):
        ready = column.get_db_prep_save(value, connection)
        if change and value is not None:
            of = _wanted(column, value)
            if _name(column) == _SUBJECT:
                of = (row[_SUBJECT_TYPE], value)
            if of is not PLAIN:
                changing.append((n, change, of))
        values.append(ready)
    return _Line(unit, key, values, changing)


PLAIN = object()
"""A value that stays as it is wherever it is printed."""


def _wanted(column: Field, value: object) -> object:
    """What a change wants of the value: JSON as text; PLAIN when a text has nothing to turn."""
    kind = column.get_internal_type()
    if kind == "JSONField":
        text = json.dumps(value, ensure_ascii=False)
        return text if _varies(column) or words.TURNED.search(text) else PLAIN
    if kind in ("CharField", "TextField") and not column.is_relation and not _varies(column):
        return value if value in words.KINDS or words.TURNED.search(value) else PLAIN
    return value


def _varies(column: Field) -> bool:
    return _name(column) in VARIED or column.name == "token" or _name(column) == _SUBJECT


def _name(column: Field) -> str:
    return f"{column.model._meta.model_name}.{column.name}"


_SUBJECT = "auditrow.subject_id"
_SUBJECT_TYPE = [f.name for f in columns(AuditRow)].index("subject_type")


def _change(model: type[Model], column: Field) -> Callable | None:
    """How a column's value is printed: (value, copy, unit) → a value for the database."""
    name = _name(column)
    if name in VARIED:
        return VARIED[name]
    if name == "frozenfile.facts":
        return turned_json
    if name == _SUBJECT:
        return _subject
    if column.is_relation:
        return _link(column.related_model)
    if column is model._meta.pk:
        return lambda value, copy, unit: copy.keys[model][value]
    if column.name == "token":
        return lambda value, copy, unit: copy.token(value)
    kind = column.get_internal_type()
    return {
        "DateField": lambda value, copy, unit: _day(column, value + copy.days),
        "DateTimeField": lambda value, copy, unit: _day(column, value + copy.days),
        "CharField": _text,
        "TextField": _text,
        "JSONField": turned_json,
    }.get(kind)


def _day(column: Field, value: object) -> object:
    return column.get_db_prep_value(value, connection, prepared=True)


def turned_json(text: str, copy: Copy, unit: int) -> str:
    """JSON for this print; members of lists that name what it does not have are left out."""
    return copy.turn(json.dumps(words.known(json.loads(text), copy.names), ensure_ascii=False))


def _text(value: str, copy: Copy, unit: int) -> str:
    return copy.kinds.get(value) or copy.turn(value)


def _link(model: type[Model]) -> Callable:
    label = model._meta.label_lower
    if label in LAID:
        return lambda value, copy, unit: copy.laid.get((label, value), value)
    return lambda value, copy, unit: copy.keys[model][value]


def _subject(value: tuple[str, str], copy: Copy, unit: int) -> str:
    """The key of what an act was done to; ``value`` is its model's label and the pattern's key."""
    label, key = value
    return str(copy.keys[apps.get_model(label)][int(key)])
