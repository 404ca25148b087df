"""Two officers on one form: what the other one stored, beside what was typed here."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django import forms

from cdd_network import thai


@dataclass(frozen=True)
class Difference:
    """A field whose stored text is another than the typed one."""

    label: str
    stored: str
    typed: str
    control: str


def differences(form: forms.BaseForm, stored: Mapping[str, object]) -> list[Difference]:
    """Fields of a validated form that differ from ``stored`` (field name → value)."""
    return [
        Difference(field.label, text_of(stored[field.name]), text_of(typed), field.id_for_label)
        for field in form
        if field.name in stored
        and (typed := form.cleaned_data.get(field.name)) != stored[field.name]
        and text_of(typed) != text_of(stored[field.name])
    ]


def text_of(value: object) -> str:
    """A value as the page shows it; nothing is «(ว่าง)»."""
    if value in (None, ""):
        return "(ว่าง)"
    if isinstance(value, datetime.date):
        return thai.date_text(value)
    if isinstance(value, Decimal):
        return thai.money_text(value)
    return str(value)
