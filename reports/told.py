"""A paper's facts as JSON and back: what is attached to its PDF, and what copies are set from.

Dates and times are ISO texts, digits Arabic. Pictures (``files``) are not among the facts.
"""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time
from decimal import Decimal

LEFT_OUT = {"files"}


def as_json(paper: object) -> str:
    """The facts with the paper's ``kind``, keys sorted: the same facts give the same text."""
    told = {"kind": paper.kind, **_plain(paper)}
    return json.dumps(told, ensure_ascii=False, sort_keys=True, indent=1)


def read(text: str, kind: type, **given: object) -> object:
    """The paper of class ``kind`` that the JSON tells of; ``given`` are fields that it leaves out.

    Raises ValueError for another kind's facts.
    """
    data = json.loads(text)
    if data.pop("kind") != kind.kind:
        raise ValueError(f"these are not the facts of a {kind.kind}")
    return _build(kind, data, given)


def _plain(value: object) -> object:
    if is_dataclass(value):
        held = {f.name: getattr(value, f.name) for f in fields(value) if f.name not in LEFT_OUT}
        return {name: _plain(one) for name, one in held.items()}
    if isinstance(value, Mapping):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _build(kind: type, data: dict[str, object], given: dict[str, object]) -> object:
    hints = typing.get_type_hints(kind)
    return kind(**{name: _value(hints[name], one) for name, one in data.items()}, **given)


def _value(hint: object, data: object) -> object:
    """``data`` as the type that ``hint`` names; None stays None."""
    if data is None:
        return None
    if isinstance(hint, types.UnionType):
        hint = next(one for one in typing.get_args(hint) if one is not type(None))
    if typing.get_origin(hint) is tuple:
        inner = typing.get_args(hint)[0]
        return tuple(_value(inner, one) for one in data)
    if is_dataclass(hint):
        return _build(hint, data, {})
    if hint in (date, time):
        return hint.fromisoformat(data)
    return Decimal(data) if hint is Decimal else data
