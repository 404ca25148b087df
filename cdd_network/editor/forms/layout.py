"""Which fields of a form stand side by side, and which under a fold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.forms.formsets import DELETION_FIELD_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django import forms

    from cdd_network.editor.section import Document

GROUPS = {2: "pair", 3: "trio"}


@dataclass(frozen=True)
class Block:
    """Fields that stand side by side; ``css`` is '' for one alone."""

    css: str
    fields: list[forms.BoundField]


class LaidOut:
    """A form that says which of its fields stand side by side; the rest follow one by one.

    ``folded`` stand under a fold named ``fold_title``.
    """

    marks_optional = False  # the page says once what may stay empty
    layout: tuple[tuple[str, ...], ...] = ()
    folded: tuple[str, ...] = ()
    fold_title = "รายละเอียด"

    @classmethod
    def choices_of(cls, document: Document) -> dict[str, list[tuple[str, str]]]:
        """Choices of its fields that depend on the year, by the field's name."""
        return {}

    def _offer(self, document: Document) -> None:
        for name, choices in self.choices_of(document).items():
            self.fields[name].choices = choices

    def blocks(self) -> Iterator[Block]:
        """Blocks of the visible fields that are not folded."""
        told = {name for group in self.layout for name in group} | {*self.folded}
        rest = tuple((field.name,) for field in self.visible_fields() if field.name not in told)
        for group in (*self.layout, *rest):
            if group != (DELETION_FIELD_NAME,):
                css = GROUPS.get(len(group), "grid") if len(group) > 1 else ""
                yield Block(css, [self[name] for name in group])

    def folded_fields(self) -> list[forms.BoundField]:
        """Fields under the fold."""
        return [self[name] for name in self.folded]

    def fold_is_open(self) -> bool:
        """Whether the fold holds an error that must be seen."""
        return any(self.errors.get(name) for name in self.folded)
