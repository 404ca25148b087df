"""What a villager fills in: the own name, the questionnaire."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django import forms

from cdd_network.fields import LineField, LongTextField
from cdd_network.forms import PageForm, first_control
from projects.survey_rules import MOST_TEXT, masked

if TYPE_CHECKING:
    from cdd_network.content_event import Survey
    from projects.survey_rules import Asked

SECRET = re.compile(r"[A-Za-z0-9_-]{22}")
"""What ``new_secret`` makes."""


def new_secret() -> str:
    """128 random bits that stand for a device, or for one opened sheet of a device without cookies."""
    return secrets.token_urlsafe(16)


class WordsField(LongTextField):
    """Words of people who are not to be known: a number by which one is reached is not kept."""

    def to_python(self, value: object) -> str:
        """Masked before anything is asked of it: a number is no fault of who answers."""
        return masked(super().to_python(value))


class CheckInForm(PageForm):
    """The name, and ``more`` once the list has several of it."""

    name = LineField(label="ชื่อของท่าน", max_length=120, on_paper=False)
    more = LineField(
        label="นามสกุล หรือลำดับที่ในบัญชีลงทะเบียน", max_length=120, on_paper=False, required=False
    )


@dataclass(frozen=True)
class Question:
    """A question as the page sets it: one choice of several, or a text where there are none."""

    name: str
    legend: str
    control: str
    choices: tuple[tuple[str, str, bool], ...] = ()
    text: str = ""
    error: str = ""


class SurveyForm(PageForm):
    """One questionnaire: the test (``k_…``), levels (``s_…``), open questions (``t_…``)."""

    def __init__(self, *args: object, survey: Survey, asked: Asked, **kwargs: object) -> None:
        self.asked = asked
        worth = range(len(survey.levels), 0, -1)
        levels = [(str(n), word) for n, word in zip(worth, survey.levels, strict=True)]
        self.base_fields = {
            **{f"k_{q.key}": _choice(q.title, _numbered(q.choices)) for q in asked.knowledge},
            **{f"s_{i.key}": _choice(i.title, levels) for part in asked.parts for i in part.items},
            **{f"t_{item.key}": _text(item.title) for item in asked.questions},
        }
        super().__init__(*args, **kwargs)
        for name, (number, what) in self._numbers():
            field = self.fields[name]
            field.number = number
            field.error_messages["invalid_choice"] = f"{what} เลือกได้เฉพาะคำตอบที่มีให้"
            if field.required:
                field.error_messages["required"] = f"{what} ยังไม่ได้เลือกคำตอบ"

    def _numbers(self) -> Iterator[tuple[str, tuple[int, str]]]:
        """(field, (number, how an error names it)): the test and the rest each from 1, as on paper."""
        for number, one in enumerate(self.asked.knowledge, start=1):
            yield f"k_{one.key}", (number, f"แบบทดสอบข้อ {number}")
        for item in (i for part in self.asked.parts for i in part.items):
            yield f"s_{item.key}", (item.number, f"ข้อ {item.number}")
        for item in self.asked.questions:
            yield f"t_{item.key}", (item.number, f"ข้อ {item.number}")

    @property
    def sections(self) -> Iterator[tuple[str, list[Question]]]:
        """(title, questions) of each part of the page; the test begins it."""
        parts = [("แบบทดสอบความรู้", [f"k_{q.key}" for q in self.asked.knowledge])]
        parts += [(part.title, [f"s_{i.key}" for i in part.items]) for part in self.asked.parts]
        parts += [("ความคิดเห็น", [f"t_{item.key}" for item in self.asked.questions])]
        for title, names in parts:
            if names:
                yield title, [self._question(self[name]) for name in names]

    def _question(self, bound: forms.BoundField) -> Question:
        typed = bound.value() or ""
        choices = getattr(bound.field, "choices", ())
        return Question(
            name=bound.html_name,
            legend=f"{bound.field.number}. {bound.label}",
            control=first_control(bound),
            choices=tuple((value, label, value == typed) for value, label in choices),
            text=typed,
            error=" ".join(map(str, bound.errors)),
        )

    def answers(self) -> dict[str, dict[str, int] | dict[str, str]]:
        """``levels``, ``choices`` and ``texts`` as ``Answers`` keeps them; what was left empty is out."""
        clean = self.cleaned_data
        return {
            "choices": {q.key: int(clean[f"k_{q.key}"]) for q in self.asked.knowledge},
            "levels": {
                i.key: int(clean[f"s_{i.key}"]) for part in self.asked.parts for i in part.items
            },
            "texts": {
                item.key: text
                for item in self.asked.questions
                if (text := clean[f"t_{item.key}"].strip())
            },
        }


def _numbered(choices: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(str(n), text) for n, text in enumerate(choices, start=1)]


def _choice(label: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect)


def _text(label: str) -> WordsField:
    """Read on screens first: what telephones type beside letters (emoji) is no fault here."""
    return WordsField(
        label=label, required=False, max_length=MOST_TEXT, most_lines=40, on_paper=False
    )
