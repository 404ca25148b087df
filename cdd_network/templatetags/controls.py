"""Markup of controls that is written often enough on a page to be worth writing in one go."""

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.filter
def options(optgroups: list[tuple]) -> SafeString:
    """The ``<option>`` elements of a select's ``optgroups``, escaped.

    A page with provinces, districts and subdistricts has over a hundred of them: set one by one in
    a template they took half of its time.
    """
    rows = [option for _group, choices, _index in optgroups for option in choices]
    return format_html_join(
        "\n",
        '<option value="{}"{}>{}</option>',
        (
            (one["value"], mark_safe(" selected") if one["selected"] else "", one["label"])
            for one in rows
        ),
    )
