"""A button beside a changed sentence: what it makes of the form that was sent with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cdd_network.editing import looked_at
from reports import body, changes
from reports.forms.documents import MOST_BODY, MOST_PARAGRAPHS

if TYPE_CHECKING:
    from django.http import QueryDict

    from reports.models import Document

SAID = {
    "restore": "คืนข้อความเดิมแล้ว",
    "renew": "ใช้ข้อความใหม่แล้ว",
    "keep": "คงข้อความที่แก้ไว้แล้ว",
}
ALL = "all"
BODY = "body_text"
LINES = ("subject_text", "to_text", BODY)


@dataclass(frozen=True)
class Revision:
    """The form as the act leaves it, which words it took away, and the body's new ground.

    ``base`` is None when the act does not touch the text that the body was written over.
    """

    act: str
    data: QueryDict
    removed: tuple[str, ...]
    base: str | None = None


def asked_act(data: QueryDict) -> str:
    """Which act a sent form asks for, '' for a plain save."""
    return next((act for act in changes.ACTS if act in data), "")


def revise(document: Document, data: QueryDict) -> Revision | None:
    """The sent form after its act; None when the place that was meant is no longer there.

    A draft that another saved meanwhile counts as such: its places have other names by now.
    """
    act = asked_act(data)
    name, _, key = data[act].partition(":")
    if looked_at(data) != document.version:
        return None
    if act == "restore" and not key:
        return _line_restored(data, name)
    return _body_revised(document, data, act, key or name)


def _line_restored(data: QueryDict, name: str) -> Revision | None:
    """A whole text left empty: it follows the facts again."""
    if name not in data or not (name in LINES or name.startswith("enclosure_")):
        return None
    changed, taken = data.copy(), data[name]
    changed[name] = ""
    return Revision("restore", changed, (taken,) if taken.strip() else ())


def _too_long(text: str) -> bool:
    """More than the form takes: it says so itself, and nothing is compared before."""
    return len(text) > 2 * MOST_BODY or len(text.splitlines()) > 2 * MOST_PARAGRAPHS


def _body_revised(document: Document, data: QueryDict, act: str, key: str) -> Revision | None:
    words = changes.made_words(document)
    if words is None or not document.body_text or BODY not in data or _too_long(data[BODY]):
        return None
    base, text, made = document.body_from, data[BODY], body.as_text(words.body)
    one = "" if key == ALL else key
    found = {
        "restore": lambda: changes.restored(base, text, key),
        "renew": lambda: changes.renewed(base, text, made, one),
        "keep": lambda: changes.kept(base, text, made, one),
    }[act]()
    if found is None:
        return None
    changed = data.copy()
    changed[BODY] = found.text
    return Revision(act, changed, found.removed, found.base)
