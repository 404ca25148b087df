"""What the forms of all sections share: a head, and rows put in order by a number."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import DELETION_FIELD_NAME, INITIAL_FORM_COUNT, formset_factory

from cdd_network.editing import EMPTY, NOT_WHOLE, EditForm, EditRows, JoinedRows
from cdd_network.editor.forms.layout import LaidOut
from cdd_network.editor.joining import join
from cdd_network.form_versions import Earlier
from cdd_network.forms import LongTextField, PageForm, ThaiIntegerField

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.http import QueryDict

    from cdd_network.editor.section import Document, Section

YEAR = "year"
"""What the versions of a section name: «year:section»."""
OWN = ("key", "order")
"""Fields of a row that say which and where it is."""
MOST_LINE = 1500
"""Letters of one line of a list; the department's longest has 700."""


class LinesField(LongTextField):
    """A list of sentences, a line each."""

    def __init__(self, *, rows: int = 6, most_lines: int = 60, **kwargs: object) -> None:
        kwargs.setdefault("help_text", "บรรทัดละหนึ่งข้อ ไม่ต้องใส่เลข")
        kwargs.setdefault("max_length", 12_000)
        kwargs.setdefault("widget", forms.Textarea({"rows": rows}))
        super().__init__(most_lines=most_lines, **kwargs)


class SectionForm(LaidOut, EditForm):
    """The head of a section; of one that is rows alone it has only its version."""

    def __init__(self, *args: object, document: Document, **kwargs: object) -> None:
        self.document = document
        super().__init__(*args, **kwargs)
        self._offer(document)


class SectionRow(LaidOut, PageForm):
    """A row. ``key`` tells which stored row it is, '' for a new one. ``head`` names the field it is called by."""

    head = "title"
    opens = False  # whether its fold is open from the start: something in it wants to be seen
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
    """Rows moved by their number, struck out by a tick, dropped when empty.

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
        given = [form.cleaned_data.get("key") for form in self.forms]
        if self.fixed and sorted(map(str, given)) != sorted(self.known_keys()):
            raise ValidationError(NOT_WHOLE)

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        """The tick that takes a row out speaks Thai."""
        super().add_fields(form, index)
        if self.fixed:
            form.fields.pop("order")
        if DELETION_FIELD_NAME in form.fields:
            form.fields[DELETION_FIELD_NAME].label = self.gone

    def get_form_kwargs(self, index: int | None) -> dict[str, object]:
        """A row that came back is that of its key, wherever it stands by now; a new one is none."""
        given = super().get_form_kwargs(index)
        if not self.is_bound or self.fixed or index is None:
            return given
        key = self.data.get(f"{self.add_prefix(index)}-key") or None
        stored = {str(row["key"]): row for row in self.initial or ()}
        came = index < self.initial_form_count()
        return {**given, "initial": stored.get(key, {}) if came else {}}

    def rows(self) -> list[dict[str, object]]:
        """Rows that stay, each where its number says."""
        left = [form.cleaned_data for form in self.in_order()]
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

    def in_order(self) -> list[forms.Form]:
        """Forms of the rows that stay: one whose number was changed lands at that number among the
        others, one without a number at the end.
        """
        if self.fixed:
            return self.standing()
        stay, moved, last = [], [], []
        for form in self.standing():
            number = form.cleaned_data.get("order")
            if number is None:
                last.append(form)
            elif self.has_moved(form):
                moved.append((number, form))
            else:
                stay.append(form)
        made, place = stay + last, 0
        for number, form in sorted(moved, key=lambda pair: pair[0]):
            place = max(number - 1, place)
            made.insert(place, form)
            place += 1
        return made

    def has_moved(self, form: forms.Form) -> bool:
        """Whether the row's number is another than the page gave it; a new row was given none."""
        number, place = form.cleaned_data.get("order"), self.forms.index(form)
        return number != (place + 1 if form in self.initial_forms else None)

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
        if len(same) == len(typed) == len(stored):
            return super().texts(typed, stored)
        return self._others(typed, same), self._others(stored, same)

    def _others(self, rows: list[dict[str, object]], same: list[dict[str, object]]) -> str:
        """Rows that are not among ``same``, each with its own number."""
        told = [(number, row) for number, row in enumerate(rows, 1) if row not in same]
        return self.text([row for _, row in told], [number for number, _ in told])

    def answers(self, row: Mapping[str, object]) -> list[str]:
        """Without its key; ticks in words."""
        return super().answers({n: _in_words(v) for n, v in row.items() if n not in OWN})

    def said(self, row: Mapping[str, object]) -> str:
        """A row's answers to read, without a number."""
        return "\n".join(self.answers(row)) or EMPTY

    def titled(self, number: int) -> str:
        """«ข้อ 3 ความพร้อม»: the row's name with what it is called."""
        named = (self.called(number), self.forms[number - 1].heading())
        return " ".join(dict.fromkeys(filter(None, named)))

    def digest_of(self, row: Mapping[str, object]) -> str:
        """Digest of what a row says, whatever its key and place."""
        names = [name for name in self.form.base_fields if name not in OWN]
        return self._digest([{name: row.get(name) for name in names}])

    def each(self) -> list[list[str]]:
        """[key, digest] of each stored row."""
        return [[str(row["key"]), self.digest_of(row)] for row in self.initial or ()]

    def joined(self, typed: EditRows, base: object) -> JoinedRows | None:
        """These rows with what was typed, row by row."""
        return join(self, typed, base)

    def refuse_twice(self, field: str, what: str, told: Callable[[Mapping], object]) -> None:
        """A fault beside ``field`` of each row of which another before it says the same ``what``.

        ``told`` gives what may not be said twice, None or '' of a row that may stand as it is.
        """
        first: dict[object, int] = {}
        for number, form in enumerate(self.forms, 1):
            said = told(form.cleaned_data) if form in self.standing() else None
            if not said:
                continue
            if said in first:
                form.add_error(field, f"{what}ซ้ำกับ{self.called(first[said])}")
            first.setdefault(said, number)


def folded(text: object) -> str:
    """A name as it is compared: whatever its spaces and letters' size."""
    return "".join(str(text or "").split()).casefold()


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
    form.kept_as = f"{YEAR}:{section.key}"
    if section.rows is None:
        return form
    rows = [{**row, "order": n} for n, row in enumerate(section.read_rows(document), 1)]
    more = {"form_kwargs": {"document": document}, "prefix": "rows"}
    form.rows = section.rows(data, initial=rows, **more)
    if form.data.get("version") == str(version) and not isinstance(data, Earlier):
        form.rows.served = len(rows)
    return form
