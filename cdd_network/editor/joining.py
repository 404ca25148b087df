"""A section's rows that two people changed, joined row by row over the rows that both began with."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from django.forms.formsets import DELETION_FIELD_NAME, INITIAL_FORM_COUNT, TOTAL_FORM_COUNT

from cdd_network.editing import JoinedRows, RowClash
from cdd_network.posted import rows_as_posted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django import forms

    from cdd_network.editor.forms.base import SectionRows

GONE = "(นำออก)"
Posted = dict[str, str]


def join(stored: SectionRows, typed: SectionRows, base: object) -> JoinedRows | None:
    """The ``stored`` rows with what was ``typed`` over those of ``base`` ([key, digest] each).

    A row that one side alone changed keeps that side's text; one that both changed keeps the typed
    text and is told as a clash. None when ``base`` did not come back as it was served.
    """
    served = _sound(base)
    return None if served is None else _Join(stored, typed, served).made()


def _sound(base: object) -> list[list[str]] | None:
    rows = base if isinstance(base, list) else [None]
    sound = all(
        isinstance(row, list) and len(row) == 2 and all(isinstance(part, str) for part in row)
        for row in rows
    )
    return rows if sound else None


@dataclass
class _Join:
    stored: SectionRows
    typed: SectionRows
    served: list[list[str]]
    rows: list[Posted] = field(default_factory=list)
    clashes: list[RowClash] = field(default_factory=list)
    taken: bool = False

    def made(self) -> JoinedRows:
        """All rows in the shape of a post."""
        self.rows = [_posted(self.stored, form) for form in self.stored.initial_forms]
        theirs = self.stored.each()
        places = pairs(self.served, theirs, keyed=self.stored.keyed or self.stored.fixed)
        found = list(places.values())
        self.taken = len(found) < len(theirs) or found != sorted(found)
        for form, number in self._mine():
            if number is None:
                self._add(form)
            elif number in places:
                self._lay(form, self.served[number][1], theirs[places[number]][1], places[number])
            else:
                self._keep(form, self.served[number][1])
        return JoinedRows(self._data(), self.clashes, self.taken)

    def _mine(self) -> Iterator[tuple[forms.Form, int | None]]:
        """Forms that were typed, each with the place of its served row, None for a new one."""
        known = {key: number for number, (key, _) in enumerate(self.served)}
        for index, form in enumerate(self.typed.forms):
            key = str(index) if not self.stored.keyed else form.cleaned_data.get("key")
            if self.stored.fixed:
                number = index if index < len(self.served) else None
            else:
                number = known.pop(key, None) if form in self.typed.initial_forms else None
            if number is not None or form in self.typed.standing():
                yield form, number

    def _lay(self, form: forms.Form, was: str, now: str, at: int) -> None:
        """What was typed of a row that still stands, over it."""
        said = self.typed.digest_of(form.cleaned_data)
        own, key = _posted(self.typed, form), self.rows[at].get("key", "")
        if not self.stored.fixed and self.typed.has_moved(form):
            self.rows[at]["order"] = own.get("order", "")
        if form.cleaned_data.get(DELETION_FIELD_NAME):
            self.rows[at][DELETION_FIELD_NAME] = "on"
            self._clash(at, GONE) if now != was else None
        elif said not in (was, now):
            order = {name: text for name, text in self.rows[at].items() if name == "order"}
            self.rows[at] = {**own, "key": key, **order}
            self._clash(at, self.typed.said(form.cleaned_data)) if now != was else None
        elif now not in (was, said):
            self.taken = True

    def _clash(self, at: int, mine: str) -> None:
        self.clashes.append(RowClash(at, mine, self.stored.said(self.stored.initial[at])))

    def _keep(self, form: forms.Form, was: str) -> None:
        """A row that they took out: it stays when it was changed here, and is asked about."""
        if form.cleaned_data.get(DELETION_FIELD_NAME):
            return
        if self.typed.digest_of(form.cleaned_data) == was:
            self.taken = True
            return
        self._add(form)
        mine = self.typed.said(form.cleaned_data)
        self.clashes.append(RowClash(len(self.rows) - 1, mine, GONE))

    def _add(self, form: forms.Form) -> None:
        self.rows.append({**_posted(self.typed, form), "key": ""})

    def _data(self) -> Posted:
        prefix = self.stored.prefix
        frame = {
            name: text
            for name, text in rows_as_posted(self.stored).items()
            if name.rpartition("-")[2].endswith("_FORMS")
        }
        frame[f"{prefix}-{TOTAL_FORM_COUNT}"] = str(len(self.rows))
        frame[f"{prefix}-{INITIAL_FORM_COUNT}"] = str(len(self.stored.initial_forms))
        told = enumerate(self.rows)
        return frame | {
            f"{prefix}-{n}-{name}": text for n, row in told for name, text in row.items()
        }


def _posted(rows: SectionRows, form: forms.Form) -> Posted:
    """What was, or would be, sent of a row, by the names of its controls."""
    sent = rows.data if rows.is_bound else rows_as_posted(rows)
    start = f"{form.prefix}-"
    return {name.removeprefix(start): sent[name] for name in sent if name.startswith(start)}


def pairs(base: list[list[str]], now: list[list[str]], *, keyed: bool) -> dict[int, int]:
    """Place of a row in ``base`` → its place ``now``; a row that was taken out has none.

    Rows without keys of their own are found by what they say; one that was changed by where it stands.
    """
    if keyed:
        places = {key: place for place, (key, _) in enumerate(now)}
        return {n: places[key] for n, (key, _) in enumerate(base) if key in places}
    before, after = ([digest for _, digest in rows] for rows in (base, now))
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    made = {a + n: c + n for kind, a, b, c, _ in blocks if kind == "equal" for n in range(b - a)}
    free = [place for place in range(len(after)) if place not in {*made.values()}]
    for number, digest in enumerate(before):
        if number not in made and (moved := [p for p in free if after[p] == digest]):
            made[number] = moved[0]
            free.remove(moved[0])
    for kind, a, b, c, d in blocks:
        if kind == "replace":
            left = [number for number in range(a, b) if number not in made]
            made |= dict(zip(left, [p for p in range(c, d) if p in free], strict=False))
    return made
