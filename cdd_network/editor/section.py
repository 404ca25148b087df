"""What a section of the editor is, and the helpers that keep the year's JSON in its shape. Pure.

A section works on the year's *document*: the content's JSON with the row's own ``title`` and
``quota`` beside it. It reads its part into a form's initial and gives the changed part back.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, dataclass, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django import forms

    from cdd_network.editor.forms.base import SectionRows

Document = dict[str, object]
Row = dict[str, object]
OWN = ("title", "quota")
"""What of a document stands in columns of the programme's row, not in its content."""


@dataclass(frozen=True)
class Section:
    """A page of the editor. ``keys`` are the document's keys that it may change.

    ``read`` gives the form's initial, ``read_rows`` that of the rows; ``write`` takes the document,
    the form's cleaned values and the rows, and gives back the keys with their new values (it may
    raise Refused).
    """

    key: str
    title: str
    says: str
    keys: tuple[str, ...]
    form: type[forms.Form]
    read: Callable[[Document], Row]
    write: Callable[[Document, Row, list[Row]], Document]
    rows: type[SectionRows] | None = None
    read_rows: Callable[[Document], list[Row]] | None = None


def lines(text: object) -> list[str]:
    """The lines of a control that holds a list, a line each; empty ones are left out."""
    return [line.strip() for line in str(text or "").splitlines() if line.strip()]


def text(values: Iterable[object]) -> str:
    """A list as a control shows it, a line each."""
    return "\n".join(str(value) for value in values)


def packed(kind: type, values: Mapping[str, object], stored: Mapping[str, object] | None) -> Row:
    """``values`` as the JSON of a ``kind``: what stands at its default is named only where it was
    before, so that a row nobody changed keeps its bytes. Other keys of ``stored`` stay.
    """
    stored = stored or {}
    usual = {f.name: _usual(f) for f in fields(kind)}
    said = {
        name: value
        for name, value in values.items()
        if name in stored or value != usual.get(name, MISSING)
    }
    return {**{name: value for name, value in stored.items() if name not in values}, **said}


def _usual(field: object) -> object:
    default = field.default
    return list(default) if isinstance(default, tuple) else default


def by_key(rows: Iterable[Row]) -> dict[str, Row]:
    """Rows of the document by their key."""
    return {str(row["key"]): row for row in rows}


def with_keys(rows: Iterable[Row], prefix: str) -> list[Row]:
    """Rows of which each has a key: a new one gets ``prefix`` and a random number.

    Papers and other years name things by their key: a number that counts would come again once its
    row was taken out, or in another draft.
    """
    return [{**row, "key": row.get("key") or f"{prefix}{secrets.token_hex(5)}"} for row in rows]
