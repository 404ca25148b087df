"""A section in words, for reading and for comparing: its answers, and its rows with theirs. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from cdd_network.editing import EMPTY, shown
from cdd_network.editor.section import Document, Row, Section

SILENT = ("version", "base", "key", "order")


@dataclass(frozen=True)
class Answer:
    """A label and what stands under it, a line each."""

    name: str
    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class TellRow:
    """A row: its key ('' where a row is known by its words alone), its heading and its answers."""

    key: str
    heading: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Telling:
    """All that a section says in one year."""

    answers: tuple[Answer, ...]
    rows: tuple[TellRow, ...]


def telling(section: Section, document: Document) -> Telling:
    """What the section says in this year's document; what is empty is left out."""
    head = _answers(section.form, section.read(document), document)
    if section.rows is None:
        return Telling(head, ())
    form, rows = section.rows.form, section.read_rows(document)
    keyed = section.rows.keyed
    made = [
        TellRow(
            str(row["key"]) if keyed else "",
            _heading(section, row, number),
            _answers(form, row, document, without=form.head),
        )
        for number, row in enumerate(rows, 1)
    ]
    return Telling(head, tuple(made))


def _heading(section: Section, row: Row, number: int) -> str:
    return section.rows.form.called(row) or f"{section.rows.row_word} {number}"


def _answers(form: type, values: Row, document: Document, without: str = "") -> tuple[Answer, ...]:
    made = []
    choices = form.choices_of(document)
    for name, field in form.base_fields.items():
        if name in SILENT or name == without or name not in values:
            continue
        said = _said(field, values[name], dict(choices.get(name, ())))
        if said:
            made.append(Answer(name, str(field.label), said))
    return tuple(made)


def _said(field: object, value: object, choices: dict[str, str]) -> tuple[str, ...]:
    if isinstance(value, bool):
        return ("ใช่",) if value else ()
    if isinstance(value, list):
        value = ", ".join(str(one) for one in value)
    if value in choices:
        value = choices[value] if value else ""
    read = shown(field, value)
    if isinstance(value, int):
        read = f"{value:,}"
    return () if read == EMPTY else tuple(line for line in read.splitlines() if line)
