"""A name taken out of what was found: the columns of one row, before and after. Pure."""

from __future__ import annotations

from cdd_network.folding import folded, marked
from reports.personal.finding import Asked
from reports.personal.held import NAMES, Held
from reports.personal.keeping import ERASED


def without(held: Held, row: dict[str, object], asked: Asked) -> dict[str, object]:
    """Columns that change → their new values; empty where the name no longer stands.

    A column that holds a name is replaced as a whole, and what goes with it is emptied; of words the
    name alone goes.
    """
    cut = _whole if held.search == NAMES else _among
    changed = {
        name: made for name in held.searched if (made := _cut(row[name], asked, cut)) != row[name]
    }
    return changed and {**changed, **held.clear}


def cut_out(value: object, asked: Asked) -> object:
    """The same lists and texts without the name wherever it stands among words."""
    return _cut(value, asked, _among)


def _cut(value: object, asked: Asked, cut: object) -> object:
    if isinstance(value, str):
        return cut(value, asked)
    if isinstance(value, list | tuple):
        return type(value)(_cut(one, asked, cut) for one in value)
    if isinstance(value, dict):
        return {key: _cut(one, asked, cut) for key, one in value.items()}
    return value


def _whole(text: str, asked: Asked) -> str:
    return ERASED if asked.key in folded(text) else text


def _among(text: str, asked: Asked) -> str:
    pieces = marked(text, [asked.key])
    if not any(piece.hit for piece in pieces):
        return text
    return "".join(_gap(piece.text) if piece.hit else piece.text for piece in pieces)


def _gap(text: str) -> str:
    """What stood around the name inside the stretch stays: spaces, also a line's end."""
    left, right = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{left}{ERASED}{right}"
