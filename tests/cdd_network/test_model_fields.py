"""Which form field a model's field gets."""

import pytest
from django import forms
from django.db import models

from cdd_network.forms import (
    LineField,
    LongTextField,
    MoneyField,
    ThaiDateField,
    ThaiDecimalField,
    ThaiIntegerField,
    TimeField,
    thai_formfield,
)


@pytest.mark.parametrize(
    ("model_field", "form_field"),
    [
        (models.DateField(), ThaiDateField),
        (models.TimeField(), TimeField),
        (models.TextField(), LongTextField),
        (models.CharField(max_length=9), LineField),
        (models.PositiveSmallIntegerField(), ThaiIntegerField),
        (models.DecimalField(max_digits=5, decimal_places=2), ThaiDecimalField),
        (models.EmailField(), forms.EmailField),
        (models.DateTimeField(), forms.DateTimeField),
        (models.CharField(max_length=9, choices=[("a", "ก")]), forms.TypedChoiceField),
    ],
)
def test_model_fields_get_the_thai_fields(model_field, form_field):
    assert type(thai_formfield(model_field)) is form_field


def test_a_class_named_by_meta_goes_before_ours():
    money = thai_formfield(
        models.DecimalField(max_digits=11, decimal_places=2), form_class=MoneyField
    )
    assert type(money) is MoneyField
    line = thai_formfield(models.CharField(max_length=9))
    assert line.most == 9
