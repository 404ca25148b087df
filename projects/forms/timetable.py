"""Forms of a day's timetable and of an event's speakers."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import DELETION_FIELD_NAME, formset_factory

from cdd_network.editing import EMPTY, EditForm, EditRows
from cdd_network.forms import LineField, PageForm, TimeField, row_name
from cdd_network.refusal import Refused
from projects.models import Speaker
from projects.timetable import LONGEST, MOST_ROWS, Slot, clock_text, overlaps
from projects.timetable_rules import MOST_SPEAKERS, check_speakers, overlap_text

Choices = list[tuple[str, str]]


def _grows(rows: int) -> forms.Textarea:
    """A control that shows a long title whole; what is one line stays one line."""
    return forms.Textarea({"rows": rows, "class": "grows"})


class TimetableForm(EditForm):
    """A day's timetable is its rows alone: while a row is wrong, nothing of it is saved."""

    def faults_of_the_whole(self) -> list[str]:
        """With those of the rows, since an autosave that leaves them out would save nothing."""
        return [*super().faults_of_the_whole(), *self.rows.faults()]


class DayForm(TimetableForm):
    """The timetable of one day."""

    kept_as = "timetable"


class RowForm(PageForm):
    """A row of the timetable."""

    begins = TimeField(label="เวลาเริ่ม", help_text="เช่น 09.00")
    ends = TimeField(label="เวลาสิ้นสุด", help_text="เช่น 12.00")
    speaker = forms.ChoiceField(label="วิทยากร", required=False)
    topic = LineField(label="หัวข้อ", max_length=LONGEST, widget=_grows(2))
    method = LineField(label="วิธีการ", max_length=LONGEST, required=False, widget=_grows(1))
    session = forms.ChoiceField(label="นับชั่วโมงให้หัวข้อใดในหลักสูตร", required=False)

    def __init__(
        self, *args: object, speakers: Choices = (), sessions: Choices = (), **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["speaker"].choices = [("", "ไม่ระบุวิทยากร"), *speakers]
        self.fields["session"].choices = [("", "ไม่นับ เป็นช่วงที่เพิ่มเอง"), *sessions]

    def clean(self) -> dict[str, object]:
        """A row ends after it begins."""
        begins, ends = self.cleaned_data.get("begins"), self.cleaned_data.get("ends")
        if begins and ends and ends <= begins:
            self.add_error("ends", f"เวลาสิ้นสุดต้องอยู่หลังเวลาเริ่ม ({begins:%H.%M} น.)")
        return self.cleaned_data


class Rows(EditRows):
    """Rows of which empty and struck-out ones are dropped. ``known`` are the stored ones."""

    struck_out = "ลบแถวนี้"

    def __init__(self, *args: object, known: list[dict[str, object]], **kwargs: object) -> None:
        self.known = known
        super().__init__(*args, initial=None if args and args[0] is not None else known, **kwargs)

    def stored(self) -> list[dict[str, object]]:
        """Rows as they stand in the database, whatever was typed."""
        return self.known

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        """The tick that strikes a row out, named in Thai."""
        super().add_fields(form, index)
        form.fields[DELETION_FIELD_NAME].label = self.struck_out

    def standing(self) -> list[forms.Form]:
        """Forms of the rows that are there to stay."""
        return [
            form
            for form in self.forms
            if (form in self.initial_forms or form.has_changed())
            and not form.cleaned_data.get(DELETION_FIELD_NAME)
        ]

    def forget_errors(self) -> None:
        """Nothing is saved yet, so nothing is wrong yet."""
        self.is_valid()
        for form in self.forms:
            form.errors.clear()

    def faults(self) -> list[str]:
        """Errors of all rows, each with the number of its row."""
        told = [
            f"{row_name(self, number)}{error}"
            for number, form in enumerate(self.forms, start=1)
            if not form.cleaned_data.get(DELETION_FIELD_NAME)
            for errors in form.errors.values()
            for error in errors
        ]
        return [] if self.is_valid() else [*map(str, self.non_form_errors()), *told]


class BaseTimetableRows(Rows):
    """Rows of a day, ordered by the clock."""

    title = "กำหนดการ"
    row_word = "ช่วงที่"
    struck_out = "ลบช่วงเวลานี้"
    default_error_messages: ClassVar[dict[str, str]] = {
        **EditRows.default_error_messages,
        "too_many_forms": "กำหนดการหนึ่งวันมีได้ไม่เกิน %(num)d ช่วงเวลา",
    }

    def clean(self) -> None:
        """Besides being whole, no row begins while another runs: said at the row."""
        super().clean()
        timed = [form for form in self.standing() if {"begins", "ends"} <= form.cleaned_data.keys()]
        slots = [_slot(form) for form in timed]
        for index, other in overlaps([(slot.begins, slot.ends) for slot in slots]).items():
            timed[index].add_error("begins", overlap_text(slots[other]))

    def slots(self) -> list[Slot]:
        """Rows as the action wants them; call on a valid formset."""
        return [_slot(form) for form in self.standing()]

    def rows(self) -> list[dict[str, object]]:
        """Rows by the clock, as they will be stored and compared."""
        names = RowForm.base_fields
        made = [{name: form.cleaned_data[name] for name in names} for form in self.standing()]
        return sorted(made, key=lambda row: (row["begins"], row["ends"]))

    def text(self, rows: list[dict[str, object]]) -> str:
        """The rows to read, a line each."""
        names = dict(self.form_kwargs["speakers"])
        made = [
            " ".join(
                filter(
                    None,
                    (
                        clock_text(row["begins"], row["ends"]),
                        row["topic"],
                        f"({row['method']})" if row["method"] else "",
                        f"วิทยากร {names[row['speaker']]}" if row["speaker"] in names else "",
                    ),
                )
            )
            for row in rows
        ]
        return "\n".join(made) or EMPTY


def _slot(form: forms.Form) -> Slot:
    given = form.cleaned_data
    keys = {name: int(given[name]) if given.get(name) else None for name in ("session", "speaker")}
    return Slot(
        given["begins"], given["ends"], given.get("topic", ""), given.get("method", ""), **keys
    )


class SpeakerForm(PageForm):
    """A speaker; ``pk`` tells the rows of the timetable who it is."""

    pk = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    name = LineField(label="ชื่อและนามสกุล", max_length=120, help_text="พร้อมคำนำหน้า เช่น นายสมชาย ใจดี")
    post = LineField(
        label="ตำแหน่ง/หน่วยงาน",
        max_length=200,
        required=False,
        help_text="เช่น นักวิชาการพัฒนาชุมชนชำนาญการ สำนักงานพัฒนาชุมชนอำเภอ",
    )
    source = forms.ChoiceField(
        label="ประเภทวิทยากร",
        choices=Speaker.Source.choices,
        initial=Speaker.Source.STATE,
        widget=forms.RadioSelect,
        help_text="อัตราค่าสมนาคุณวิทยากรต่อชั่วโมงต่างกันตามประเภท",
    )


class BaseSpeakerRows(Rows):
    """Speakers of an event."""

    title = "วิทยากร"
    row_word = "วิทยากรคนที่"
    struck_out = "ลบวิทยากรคนนี้"
    default_error_messages: ClassVar[dict[str, str]] = {
        **EditRows.default_error_messages,
        "too_many_forms": "วิทยากรมีได้ไม่เกิน %(num)d คน",
    }

    def clean(self) -> None:
        """Besides being whole, nobody stands in the list twice."""
        super().clean()
        if any(self.errors):
            return
        try:
            check_speakers(self.rows())
        except Refused as refused:
            raise ValidationError(refused.reason) from None

    def rows(self) -> list[dict[str, object]]:
        """Speakers as the action wants them, in order."""
        names = SpeakerForm.base_fields
        return [{name: form.cleaned_data[name] for name in names} for form in self.standing()]

    def text(self, rows: list[dict[str, object]]) -> str:
        """The speakers to read, a line each."""
        kinds = dict(Speaker.Source.choices)
        made = [f"{one['name']} {one['post']} ({kinds[one['source']]})" for one in rows]
        return "\n".join(" ".join(line.split()) for line in made) or EMPTY


def _rows_of(form: type[PageForm], base: type[Rows], most: int) -> type[Rows]:
    return formset_factory(
        form, formset=base, extra=0, max_num=most, absolute_max=most + 5,
        validate_max=True, can_delete=True,
    )  # fmt: skip


TimetableRows = _rows_of(RowForm, BaseTimetableRows, MOST_ROWS)
SpeakerRows = _rows_of(SpeakerForm, BaseSpeakerRows, MOST_SPEAKERS)
