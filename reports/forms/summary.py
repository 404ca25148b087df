"""Forms of the summary report (items 4–7; 1–3 come from the activity) and of its photographs."""

from __future__ import annotations

from dataclasses import dataclass, field

from django import forms
from django.forms import BoundField

from cdd_network.forms import LineField, LongTextField, PageForm, ThaiIntegerField
from cdd_network.uploads import PHOTO, UploadField
from projects.forms.plan import ReporterForm
from reports.photo_captions import marks_in, marks_of, marks_text
from reports.queries_offers import Offered
from reports.summary_offers import Offer
from reports.summary_sections import SECTIONS

PROMPT = "เขียนให้ครบ: ใคร ทำอะไร ที่ไหน เมื่อไหร่ อย่างไร ประโยชน์ที่ได้รับ"
MOST_LINES = 200
"""Lines of the narrative of one day."""


def _narrative(**more: object) -> LongTextField:
    """A text as tall as it is, where the browser can; elsewhere room for a paragraph."""
    return LongTextField(widget=forms.Textarea({"rows": "8", "class": "narrative"}), **more)


class SummaryForm(ReporterForm):
    """Item 4 a number, item 5 a narrative a day, items 6 and 7, then the reporter."""

    kept_as = "summary"
    participants = ThaiIntegerField(label="ข้อ 4 กลุ่มเป้าหมายเข้าร่วม (คน)", min_value=0, max_value=9999)
    day_1 = _narrative(max_length=8000, most_lines=MOST_LINES)
    day_2 = _narrative(max_length=8000, most_lines=MOST_LINES)
    day_3 = _narrative(max_length=8000, most_lines=MOST_LINES)
    problems = _narrative(label="ข้อ 6 ปัญหาและอุปสรรค", max_length=4000)
    suggestions = _narrative(label="ข้อ 7 ข้อเสนอแนะ", max_length=4000)

    field_order = ("version", "participants", "day_1", "day_2", "day_3", "problems", "suggestions")

    def __init__(
        self, *args: object, days: dict[int, str], helps: dict[str, str], **kwargs: object
    ) -> None:
        """``days``: number → title; ``helps``: key of the department's item → its help."""
        super().__init__(*args, draft=True, **kwargs)
        for number in (1, 2, 3):
            if number not in days:
                del self.fields[f"day_{number}"]
                continue
            field = self.fields[f"day_{number}"]
            field.label = f"ข้อ 5 วันที่ {number} ของกิจกรรม {days[number]}".strip()
            field.help_text = PROMPT
        for name, key in (
            ("participants", "people"),
            ("problems", "problems"),
            ("suggestions", "suggestions"),
        ):
            self.fields[name].help_text = helps.get(key, "")

    @property
    def marks_optional(self) -> bool:
        """Everything here is wanted when the summary is sent."""
        return False

    def sections(self, standings: dict[str, str], offered: Offered) -> list[Section]:
        """The form as it stands on the screen; an offer stands beneath the control it is for."""
        return [
            Section(
                key,
                title,
                standings[key],
                [self._item(name, offered) for name in names if name in self.fields],
            )
            for key, (title, names) in SECTIONS.items()
        ]

    def _item(self, name: str, offered: Offered) -> Item:
        """The control with the offers that can still be put in."""
        typed = self[name].value()
        text = "" if typed is None else str(typed).strip()
        offers = [one for one in offered.by_field.get(name, ()) if one.fits(text)]
        return Item(self[name], offers)


@dataclass(frozen=True)
class Item:
    """A control and what is offered for it."""

    field: BoundField
    offers: list[Offer] = field(default_factory=list)


@dataclass(frozen=True)
class Section:
    """A part of the long form: id, title, how far it is, its items."""

    key: str
    title: str
    standing: str
    items: list[Item] = field(default_factory=list)


class PhotosForm(PageForm):
    """Pictures to add; each is checked by the action, one by one."""

    photos = UploadField(
        PHOTO,
        {"data-photos": ""},
        label="ภาพกิจกรรม",
        help_text="ชนิด JPEG PNG หรือ WebP แนะนำ 2–6 ภาพที่เห็นการทำกิจกรรมของแต่ละวัน",
    )


class CaptionsForm(PageForm):
    """What each photograph shows: ``caption_<key>``, in the order of ``captions`` (key → text).

    ``base``, hidden, tells what the page showed of each, so that of two officers neither overwrites
    the other unseen.
    """

    def __init__(self, *args: object, captions: dict[int, str], **kwargs: object) -> None:
        self.keys = list(captions)
        base = forms.CharField(
            widget=forms.HiddenInput, required=False, initial=marks_text(marks_of(captions))
        )
        self.base_fields = {"base": base} | {
            f"caption_{key}": LineField(
                label=f"คำบรรยายภาพที่ {number}", max_length=200, required=False, initial=text
            )
            for number, (key, text) in enumerate(captions.items(), start=1)
        }
        super().__init__(*args, **kwargs)

    def captions(self) -> dict[int, str]:
        """Key → caption as typed; one that is wrong, or that the page did not show, is left out."""
        names = {key: f"caption_{key}" for key in self.keys}
        typed = self.data.keys() & self.cleaned_data.keys()
        return {k: self.cleaned_data[name] for k, name in names.items() if name in typed}

    def served(self) -> dict[int, str]:
        """Key → mark of the caption that the page showed."""
        return marks_in(self.cleaned_data.get("base"))

    def field_of(self, key: int) -> forms.BoundField:
        """The control of one photograph."""
        return self[f"caption_{key}"]
