"""Forms that two people may have open at once: what they carry to tell whose text is whose.

An ``EditForm`` carries, hidden, the ``version`` it was served from and in ``base`` a digest of each
value as it was served. ``cdd_network/merging.py`` compares served, typed and stored by them.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms.formsets import INITIAL_FORM_COUNT, TOTAL_FORM_COUNT
from django.utils.functional import cached_property

from cdd_network import thai
from cdd_network.forms import LongTextField, PageForm
from cdd_network.posted import OWN, Keeping

MOST_VERSION = 2**31 - 1
NOT_WHOLE = "แบบนี้ส่งมาไม่ครบ โปรดเปิดหน้านี้ใหม่แล้วกรอกอีกครั้ง"
EACH = "each row"
"""Beside the digests of the units, those of the rows of which each is told apart."""


@dataclass(frozen=True)
class RowClash:
    """A row that both changed: its place among the joined forms, from 0, and both texts."""

    index: int
    typed: str
    stored: str


@dataclass(frozen=True)
class JoinedRows:
    """Rows joined one by one, as a browser would send them; ``taken``: something of theirs is in."""

    data: dict[str, str]
    clashes: list[RowClash]
    taken: bool


class VersionField(forms.IntegerField):
    """The version a form was typed over: hidden, and wanted however little else is typed."""

    widget = forms.HiddenInput

    def clean(self, value: object) -> int:
        """The number; without one nobody could tell whether another saved in between."""
        fault = ValidationError(NOT_WHOLE)
        if value in self.empty_values:
            raise fault
        version = super().clean(value)
        if not 0 <= version <= MOST_VERSION:
            raise fault
        return version


def looked_at(posted: Mapping[str, str]) -> int:
    """The version that the page of an act showed; 0, which no row has, when it did not say."""
    try:
        return VersionField().clean(posted.get("version"))
    except ValidationError:
        return 0


def digests_in(text: str | None) -> dict[str, str]:
    """Digests by name as a hidden field brought them back; empty when it was tampered with."""
    try:
        found = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


class EditForm(Keeping, PageForm):
    """A form over a row with a ``version``. ``rows`` is its formset, compared as one field.

    ``together`` names fields that mean something only side by side, such as the parts of an
    address: they are compared as one, under the first one's name.
    """

    version = VersionField()
    together: tuple[tuple[str, ...], ...] = ()

    def __init__(self, *args: object, **kwargs: object) -> None:
        base = forms.CharField(widget=forms.HiddenInput, required=False)
        self.base_fields = {**self.base_fields, "base": base}
        super().__init__(*args, **kwargs)
        self.fields["base"].initial = self.served  # asked when the page is made, with its rows
        self.rows: EditRows | None = None

    def values(self) -> dict[str, object]:
        """What is stored of the form; of one that is not valid, the sound units alone."""
        wrong = {name for unit in self.faulty() for name in self.units().get(unit, ())} | {*OWN}
        return {name: value for name, value in self.cleaned_data.items() if name not in wrong}

    def is_whole(self) -> bool:
        """Whether form and rows are valid; the errors of both are found."""
        rows_are_valid = self.rows is None or self.rows.is_valid()
        return self.is_valid() and rows_are_valid

    def faulty(self) -> set[str]:
        """Units that hold an error, the rows under their prefix; of a form that was validated."""
        wrong = {unit for unit, names in self.units().items() if self.errors.keys() & {*names}}
        return wrong | (
            {self.rows.prefix} if self.rows is not None and self.rows_are_faulty() else set()
        )

    def rows_are_faulty(self) -> bool:
        """Whether the rows hold an error, which then are not saved at all."""
        return self.rows is not None and not self.rows.is_valid()

    def faults_of_the_whole(self) -> list[str]:
        """Errors that belong to no answer: nothing of the form can be saved with one of them."""
        own = [*self.non_field_errors(), *(e for name in OWN for e in self.errors.get(name, ()))]
        return [str(error) for error in own]

    def changed(self) -> set[str]:
        """Sound units whose typed text is not the stored one; of a form that was validated."""
        stored, typed = self._digests(self.stored()), self._digests(self.cleaned_data)
        if self.rows is not None and not self.rows_are_faulty():
            stored[self.rows.prefix] = self.rows.stored_digest()
            typed[self.rows.prefix] = self.rows.typed_digest()
        return {unit for unit in stored if stored[unit] != typed[unit]} - self.faulty()

    def units(self) -> dict[str, tuple[str, ...]]:
        """What is compared as one: name → names of its fields, in the form's order."""
        head = {name: group for group in self.together for name in group}
        made: dict[str, tuple[str, ...]] = {}
        for name in self.fields:
            if name not in OWN:
                group = head.get(name, (name,))
                made.setdefault(group[0], tuple(n for n in group if n in self.fields))
        return made

    def stored(self) -> dict[str, object]:
        """The values as they stand in the database."""
        own = [(name, field) for name, field in self.fields.items() if name not in OWN]
        return {name: self.get_initial_for_field(field, name) for name, field in own}

    def served(self) -> str:
        """The hidden text of ``base``: digests of the values as they stand in the database."""
        each = self.rows.each() if self.rows is not None else None
        told = {**self.stored_digests(), **({EACH: each} if each else {})}
        return json.dumps(told, separators=(",", ":"))

    def stored_digests(self) -> dict[str, str]:
        """Digest of each unit as stored; of a form that nobody has typed into."""
        made = self._digests(self.stored())
        return made if self.rows is None else {**made, self.rows.prefix: self.rows.stored_digest()}

    def typed_digests(self) -> dict[str, str]:
        """Digest of each unit as typed; call on a valid form."""
        made = self._digests(self.cleaned_data)
        return made if self.rows is None else {**made, self.rows.prefix: self.rows.typed_digest()}

    def base_digests(self) -> dict[str, str]:
        """Digests as they were served with the page; empty when they did not come back whole."""
        return digests_in(self.cleaned_data.get("base"))

    def _digests(self, values: Mapping[str, object]) -> dict[str, str]:
        return {
            unit: digest([plain(self.fields[name], values.get(name)) for name in names])
            for unit, names in self.units().items()
        }


class EditRows(forms.BaseFormSet):
    """Rows of an ``EditForm``. ``title`` names them all, ``row_word`` stands before one's number."""

    title = ""
    row_word = "แถวที่"
    default_error_messages: ClassVar[dict[str, str]] = {
        **forms.BaseFormSet.default_error_messages,
        "missing_management_form": NOT_WHOLE,
    }

    @cached_property
    def management_form(self) -> forms.Form:
        """The frame; what came instead of its numbers is not shown again (a NUL is no HTML)."""
        frame = super().management_form
        if self.is_bound and not frame.is_valid():
            frame.data = {frame.add_prefix(name): "0" for name in frame.fields}
        return frame

    def clean(self) -> None:
        """Rows that were served all came back, struck out or not: a cut form deletes nothing."""
        told = self.management_form.cleaned_data
        if told[TOTAL_FORM_COUNT] < max(told[INITIAL_FORM_COUNT], 0):
            raise ValidationError(NOT_WHOLE)

    def rows(self) -> list[dict[str, object]]:
        """Rows as the action wants them, in order; call on a valid formset."""
        raise NotImplementedError

    def stored(self) -> list[dict[str, object]]:
        """Rows as they stand in the database; of a formset that nobody has typed into."""
        return list(self.initial or [])

    def stored_digest(self) -> str:
        """Digest of the rows as stored."""
        return self._digest(self.stored())

    def typed_digest(self) -> str:
        """Digest of the rows as typed."""
        return self._digest(self.rows())

    def called(self, number: int) -> str:
        """«ช่วงที่ 4»: what is said of a row begins with it; '' when rows have no name."""
        return f"{self.row_word} {number}" if self.row_word else ""

    def each(self) -> list[list[str]]:
        """[key, digest] of each stored row, where rows are told apart; else they are one field."""
        return []

    def joined(self, typed: EditRows, base: object) -> JoinedRows | None:
        """The stored rows (these) with what was typed over the rows of ``base``, which ``each``
        gave when the page was served; None when rows are not told apart.
        """
        return None

    def text(self, rows: list[dict[str, object]], numbers: Iterable[int] | None = None) -> str:
        """The rows to read: number (1, 2, … unless told), then each answer with its label."""
        made = []
        for number, row in zip(numbers or range(1, len(rows) + 1), rows, strict=True):
            made += [f"{number}.", *self.answers(row)]
        return "\n".join(made) or EMPTY

    def answers(self, row: Mapping[str, object]) -> list[str]:
        """«label: value» of each answer of a row that is not empty."""
        fields = self.form.base_fields
        given = [(fields[n], v) for n, v in row.items() if n in fields and v not in (None, "")]
        return [f"{field.label}: {shown(field, v)}" for field, v in given]

    def texts(
        self, typed: list[dict[str, object]], stored: list[dict[str, object]]
    ) -> tuple[str, str]:
        """Both texts of rows that two people changed, to be read side by side."""
        return self.text(typed), self.text(stored)

    def _digest(self, rows: list[dict[str, object]]) -> str:
        fields = self.form.base_fields
        flat = [[plain(fields[n], row[n]) for n in sorted(fields) if n in row] for row in rows]
        return digest([row for row in flat if any(row)])


EMPTY = "(ว่าง)"


def digest(values: list) -> str:
    """Ten hexadecimal digits that stand for ``values``; for comparing, not for secrets."""
    text = json.dumps(values, ensure_ascii=False)
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()[:10]


def plain(field: forms.Field, value: object) -> str:
    """A value as text that is the same however it came: stored or typed."""
    if value in (None, ""):
        return ""
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(field, LongTextField):
        return field.to_python(value)
    return str(value)


def shown(field: forms.Field, value: object) -> str:
    """A value as a person reads it; nothing is «(ว่าง)»."""
    if value in (None, ""):
        return EMPTY
    if isinstance(field, forms.ModelChoiceField):
        return _choice(field, value)
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value))
    if isinstance(value, datetime.date):
        return thai.date_text(value)
    if isinstance(value, datetime.time):
        return thai.time_text(value)
    return thai.money_text(value) if isinstance(value, Decimal) else str(value)


def _choice(field: forms.ModelChoiceField, value: object) -> str:
    try:
        return field.label_from_instance(field.to_python(value))
    except ValidationError:  # no longer offered
        return str(value)
