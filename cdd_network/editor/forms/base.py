"""What the forms of all sections share: a head, rows put in order by a number, and a layout."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import DELETION_FIELD_NAME, INITIAL_FORM_COUNT, formset_factory

from cdd_network.editing import NOT_WHOLE, EditForm, EditRows
from cdd_network.forms import LongTextField, PageForm, ThaiIntegerField

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from django.http import QueryDict

    from cdd_network.editor.section import Document, Section

GROUPS = {2: "pair", 3: "trio"}
MOST_LINE = 1500
"""Letters of one line of a list; the department's longest has 700."""


class LinesField(LongTextField):
    """A list of sentences, a line each."""

    def __init__(self, *, rows: int = 6, most_lines: int = 60, **kwargs: object) -> None:
        kwargs.setdefault("help_text", "บรรทัดละหนึ่งข้อ ไม่ต้องใส่เลข")
        kwargs.setdefault("max_length", 12_000)
        kwargs.setdefault("widget", forms.Textarea({"rows": rows}))
        super().__init__(most_lines=most_lines, **kwargs)


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


class SectionForm(LaidOut, EditForm):
    """The head of a section; of one that is rows alone it has only its version."""

    def __init__(self, *args: object, document: Document, **kwargs: object) -> None:
        self.document = document
        super().__init__(*args, **kwargs)
        self._offer(document)


class SectionRow(LaidOut, PageForm):
    """A row. ``key`` tells which stored row it is, '' for a new one. ``head`` names the field it is called by."""

    head = "title"
    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    order = ThaiIntegerField(label="ลำดับที่", required=False, min_value=1, max_value=999)

    def __init__(self, *args: object, document: Document, **kwargs: object) -> None:
        self.document = document
        super().__init__(*args, **kwargs)
        self._offer(document)

    @classmethod
    def called(cls, values: Mapping[str, object]) -> str:
        """What a row with these values is called, '' of one that has no name."""
        return str(values.get(cls.head) or "")

    def heading(self) -> str:
        """What the row is called on the page: by what is stored."""
        return self.called(self.initial)


class SectionRows(EditRows):
    """Rows put in order by their number, struck out by a tick, dropped when empty.

    ``folds``: each stored row is a fold that opens by its heading. ``keyed``: rows carry the year's
    own keys; else their keys are only their places. ``fixed``: no row may be added
    or taken out, since code or papers need each of them.
    """

    row_word = "แถวที่"
    gone = "นำแถวนี้ออก"
    new = "เพิ่มแถว"
    folds = False
    keyed = True
    fixed = False
    served = 0
    """Rows that the page held, where it is known: a row goes by its tick alone."""
    default_error_messages: ClassVar[dict[str, str]] = {
        **EditRows.default_error_messages,
        "too_many_forms": "มีได้ไม่เกิน %(num)d แถว",
    }

    def clean(self) -> None:
        """All rows that were served came back, each with its answers."""
        super().clean()
        if self.management_form.cleaned_data[INITIAL_FORM_COUNT] < self.served:
            raise ValidationError(NOT_WHOLE)

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        """The tick that takes a row out speaks Thai."""
        super().add_fields(form, index)
        if self.fixed:
            form.fields.pop("order")
        if DELETION_FIELD_NAME in form.fields:
            form.fields[DELETION_FIELD_NAME].label = self.gone

    def rows(self) -> list[dict[str, object]]:
        """Rows that stay, by their number; one without goes to the end."""
        left = [form.cleaned_data for form in self.standing()]
        if not self.fixed:
            left.sort(key=lambda row: row.get("order") or 1000)
        names = [name for name in self.form.base_fields if name != "order"]
        known, used, made = self.known_keys(), set(), []
        for row in left:
            kept = {name: row.get(name) for name in names}
            kept["key"] = row["key"] if row["key"] in known and row["key"] not in used else ""
            used.add(kept["key"])
            made.append(kept)
        return made

    def known_keys(self) -> set[str]:
        """Keys that a row of the form may carry: those of the stored rows."""
        return {str(row["key"]) for row in self.initial or ()}

    def standing(self) -> list[forms.Form]:
        """Forms of the rows that are there to stay."""
        return [
            form
            for form in self.forms
            if (form in self.initial_forms or form.has_changed())
            and not form.cleaned_data.get(DELETION_FIELD_NAME)
        ]

    def stored(self) -> list[dict[str, object]]:
        """Rows as they stand in the database, in the shape of ``rows``."""
        names = [name for name in self.form.base_fields if name != "order"]
        return [{name: row.get(name) for name in names} for row in self.initial or ()]

    def texts(
        self, typed: list[dict[str, object]], stored: list[dict[str, object]]
    ) -> tuple[str, str]:
        """The rows in which two texts of a section differ: it may have dozens that are the same."""
        same = [row for row in typed if row in stored]
        mine, theirs = ([row for row in rows if row not in same] for rows in (typed, stored))
        return (
            (self.text(mine), self.text(theirs)) if mine or theirs else super().texts(typed, stored)
        )

    def text(self, rows: list[dict[str, object]]) -> str:
        """The rows to read, without their keys; ticks in words."""
        plain = [{n: _in_words(v) for n, v in row.items() if n != "key"} for row in rows]
        return super().text(plain)


def _in_words(value: object) -> object:
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return ("ใช่" if value else "") if isinstance(value, bool) else value


def rows_of(
    form: type[SectionRow], base: type[SectionRows] = SectionRows, *, most: int = 60, extra: int = 1
) -> type[SectionRows]:
    """The formset of a section; ``most`` rows, ``extra`` empty ones at its end."""
    return formset_factory(
        form,
        formset=base,
        extra=0 if base.fixed else extra,
        can_delete=not base.fixed,
        max_num=most,
        absolute_max=most + 5,
        validate_max=True,
    )


def form_of(
    section: Section, data: QueryDict | None, *, document: Document, version: int
) -> SectionForm:
    """The section's form over the year as it stands, with its rows; bound to ``data`` or not."""
    initial = {**section.read(document), "version": version}
    form = section.form(data, initial=initial, document=document)
    if section.rows is None:
        return form
    rows = [{**row, "order": n} for n, row in enumerate(section.read_rows(document), 1)]
    more = {"form_kwargs": {"document": document}, "prefix": "rows"}
    form.rows = section.rows(data, initial=rows, **more)
    if form.data.get("version") == str(version):
        form.rows.served = len(rows)
    return form
