"""What the province asks to be mended: on the whole, and beside each answer of a paper."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.http import QueryDict

from cdd_network.forms import LongTextField, PageForm
from projects.cards import Held
from projects.paper_answers import Answer, Section
from projects.paper_rules import LONGEST_ITEM_NOTE

PREFIX = "note_"


class ReturnForm(PageForm):
    """A note on the whole, and one for each answer of ``sections``; one of all is wanted.

    Beside a closed answer none is asked; one that was typed before it closed stays, refused with
    ``held``.
    """

    note = LongTextField(
        label="สิ่งที่ขอให้แก้ไขโดยรวม",
        max_length=2000,
        required=False,
        help_text="เว้นว่างได้ ถ้าเขียนข้อสังเกตไว้ที่ข้อใดข้อหนึ่งแล้ว อำเภอจะเห็นข้อสังเกตข้างข้อนั้นเมื่อแก้ไข",
    )
    marks_optional = False  # one of all is wanted, and the page says so

    def __init__(
        self,
        data: QueryDict | None,
        *,
        sections: list[Section],
        held: Held | None = None,
        **kwargs: object,
    ) -> None:
        self.held = held
        self.shown = [one for one in sections if not one.silent]
        self.base_fields = {**self.base_fields}
        for section in self.shown:
            for one in section.answers:
                if one.closed and not (data or {}).get(f"{PREFIX}{one.key}"):
                    continue
                where = f"{section.short}: {one.label}" if section.short else one.label
                self.base_fields[f"{PREFIX}{one.key}"] = LongTextField(
                    label=f"ข้อสังเกต {where}",
                    max_length=LONGEST_ITEM_NOTE,
                    required=False,
                    widget=forms.Textarea({"rows": "2"}),
                )
        super().__init__(data, **kwargs)

    def clean(self) -> dict[str, object]:
        """At least one note says what is to be mended."""
        given = super().clean()
        if not self.errors and not any(str(text or "").strip() for text in given.values()):
            raise ValidationError("กรุณาระบุสิ่งที่ขอให้แก้ไขอย่างน้อยหนึ่งข้อ")
        for name in [f"{PREFIX}{a.key}" for s in self.shown for a in s.answers if a.closed]:
            if given.get(name):
                self.add_error(name, self.held.says)
        return given

    def items(self) -> dict[str, str]:
        """Key → note of each answer that has one; call on a valid form."""
        notes = {n.removeprefix(PREFIX): t for n, t in self.cleaned_data.items() if n != "note"}
        return {key: text for key, text in notes.items() if text}

    def beside(self) -> list[tuple[str, list[tuple[Answer, BoundField | None]]]]:
        """(heading, (answer, field of its note, None where none is asked) each) in reading order."""
        notes = {one.name: one for one in self}
        return [
            (section.title, [(one, notes.get(f"{PREFIX}{one.key}")) for one in section.answers])
            for section in self.shown
        ]
