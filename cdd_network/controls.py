"""Markup of the controls that every form is made of, written in one go.

A template a control, with another for its attributes, took half of the time of a page with a long
form. Here stand those without a decision in them; the others keep their template.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils.html import conditional_escape, format_html_join
from django.utils.safestring import SafeString, mark_safe


def written(template_name: str, context: Mapping[str, dict]) -> SafeString | None:
    """The markup of a widget, or None for one that has a template of its own."""
    write = _WRITERS.get(template_name)
    return write(context["widget"]) if write else None


def _input(widget: dict) -> SafeString:
    value = widget["value"]
    given = "" if value is None else f' value="{conditional_escape(str(value))}"'
    name = conditional_escape(widget["name"])
    return mark_safe(f'<input type="{widget["type"]}" name="{name}"{given}{_attributes(widget)}>')


def _textarea(widget: dict) -> SafeString:
    name, value = conditional_escape(widget["name"]), conditional_escape(widget["value"] or "")
    return mark_safe(f'<textarea name="{name}"{_attributes(widget)}>\n{value}</textarea>')


def _select(widget: dict) -> SafeString:
    rows = [option for _group, choices, _index in widget["optgroups"] for option in choices]
    options = format_html_join(
        "\n",
        '<option value="{}"{}>{}</option>',
        (
            (one["value"], mark_safe(" selected") if one["selected"] else "", one["label"])
            for one in rows
        ),
    )
    name = conditional_escape(widget["name"])
    return mark_safe(f'<select name="{name}"{_attributes(widget)}>{options}</select>')


def _attributes(widget: dict) -> str:
    """Attributes with a space before each; False is left out, True stands alone."""
    found = []
    for name, value in widget["attrs"].items():
        if value is not False:
            given = "" if value is True else f'="{conditional_escape(str(value))}"'
            found.append(f" {conditional_escape(name)}{given}")
    return "".join(found)


def _date(widget: dict) -> SafeString:
    """Day, month and year, each under its own small label."""
    parts = format_html_join(
        "\n",
        '<div><label for="{}">{}</label>{}</div>',
        (
            (part["attrs"]["id"], part["title"], written(part["template_name"], {"widget": part}))
            for part in widget["subwidgets"]
        ),
    )
    return mark_safe(f'<div class="date">{parts}</div>')


_WRITERS: dict[str, Callable[[dict], SafeString]] = {
    "django/forms/widgets/text.html": _input,
    "django/forms/widgets/number.html": _input,
    "django/forms/widgets/email.html": _input,
    "django/forms/widgets/url.html": _input,
    "django/forms/widgets/time.html": _input,
    "django/forms/widgets/hidden.html": _input,
    "django/forms/widgets/checkbox.html": _input,
    "django/forms/widgets/textarea.html": _textarea,
    "django/forms/widgets/select.html": _select,
    "forms/widgets/thai_date.html": _date,
}
