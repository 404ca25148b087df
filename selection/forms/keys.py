"""Choices of rows by key: what can be no key of ours is refused before the database is asked."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from cdd_network import thai


class KeyField:
    """Before a ModelChoiceField: a key that is too long or no text at all is «not on the list»."""

    def clean(self, value: object) -> object:
        """The chosen row or rows; raises a Thai sentence for what names none."""
        for key in value if isinstance(value, list | tuple) else [value]:
            if key not in self.empty_values and not _may_name(self.queryset.model, key):
                raise ValidationError(
                    self.error_messages["invalid_choice"],
                    code="invalid_choice",
                    params={"value": key},
                )
        return super().clean(value)


def _may_name(model: type[models.Model], key: object) -> bool:
    """Whether the database could hold ``key``: a number would overflow, a text hold no NUL."""
    text, kind = str(key), model._meta.pk
    if isinstance(kind, models.IntegerField):
        return thai.small_int(text) is not None
    return "\x00" not in text and len(text) <= (kind.max_length or len(text))


class ChoiceOfRow(KeyField, forms.ModelChoiceField):
    """One row of those offered."""


class ChoiceOfRows(KeyField, forms.ModelMultipleChoiceField):
    """Some rows of those offered."""
