"""Markup of fields and of the controls that every form is made of, written in one go.

A template a control, with another for its attributes, took half of the time of a page with a long
form. Here stand those without a decision in them; the others keep their template.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from django.template.defaultfilters import linebreaksbr
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

if TYPE_CHECKING:
    from django.forms import BoundField


def written(template_name: str, context: Mapping[str, object]) -> SafeString | None:
    """The markup of a field or a widget, or None for one that has a template of its own."""
    if template_name == "forms/field.html":
        return field(context["field"])
    write = _WRITERS.get(template_name)
    return write(context["widget"]) if write else None


def field(bound: BoundField) -> SafeString:
    """One field: label, the province's note, help, error, control; a group stands in a fieldset."""
    id_, ticked = bound.auto_id or bound.html_name, bound.widget_type == "checkbox"
    errors, grouped = bound.errors, bound.use_fieldset
    kinds = f"field{' check' if ticked else ''}{' wrong' if errors else ''}"
    made = [format_html('<div class="{}">', kinds)]
    label = format_html("{}{}", bound.label, _OPTIONAL if _is_optional(bound) else "")
    if grouped:
        told = bound.aria_describedby
        told = format_html(' aria-describedby="{}"', told) if told else ""
        made.append(format_html("<fieldset{}>\n<legend>{}</legend>", told, label))
    elif not ticked:
        made.append(format_html('<label for="{}">{}</label>', bound.id_for_label, label))
    note = getattr(bound.field, "note", "")
    if note:
        made.append(format_html(_NOTE, id_, linebreaksbr(note, autoescape=True)))
    if bound.help_text:
        made.append(format_html('<p class="help" id="{}_helptext">{}</p>', id_, bound.help_text))
    if errors:
        texts = format_html_join(mark_safe("<br>"), "{}", ((error,) for error in errors))
        made.append(format_html('<p class="error" id="{}_error">{}</p>', id_, texts))
    shown = bound.as_widget()
    if ticked:
        made.append(_TICK.format(bound.id_for_label, shown, _text(bound.label)))
    else:
        made.append(shown)
    if grouped:
        made.append("</fieldset>")
    stored = getattr(bound.field, "stored_text", "")
    if stored:
        made.append(render_to_string("components/stored.html", {"text": stored}))
    return mark_safe("\n".join([*made, "</div>"]))


def _is_optional(bound: BoundField) -> bool:
    """Whether it may stay empty even when the form is sent."""
    wanted = bound.field.required or getattr(bound.field, "wanted", False)
    return not wanted and getattr(bound.form, "marks_optional", None) is not False


_OPTIONAL = mark_safe(' <span class="optional">(ไม่บังคับ)</span>')
_NOTE = '<div class="noted" id="{}_note"><b>ข้อสังเกตจากจังหวัด</b><br>{}</div>'
_TICK = '<label for="{}">{} <span>{}</span></label>'


def _text(value: object) -> str:
    """``conditional_escape`` without its lazy wrapper, which a long form would pay for in full."""
    return value.__html__() if hasattr(value, "__html__") else html.escape(str(value))


def _input(widget: dict) -> SafeString:
    value = widget["value"]
    given = "" if value is None else f' value="{_text(value)}"'
    name = _text(widget["name"])
    return mark_safe(f'<input type="{widget["type"]}" name="{name}"{given}{_attributes(widget)}>')


def _choices(widget: dict) -> SafeString:
    """Radios or checkboxes, one on a line, the whole line to press."""
    made = ['<div class="choices">']
    for group, options, _index in widget["optgroups"]:
        if group:
            made.append(f'<p class="help">{_text(group)}</p>')
        made += [
            f'<div class="choice"><label for="{_text(one["attrs"].get("id", ""))}">{_input(one)}'
            f"<span>{_text(one['label'])}</span></label></div>"
            for one in options
        ]
    return mark_safe("\n".join([*made, "</div>"]))


def _textarea(widget: dict) -> SafeString:
    name, value = _text(widget["name"]), _text(widget["value"] or "")
    return mark_safe(f'<textarea name="{name}"{_attributes(widget)}>\n{value}</textarea>')


def _select(widget: dict) -> SafeString:
    rows = [option for _group, choices, _index in widget["optgroups"] for option in choices]
    options = "\n".join(
        f'<option value="{_text(one["value"])}"{" selected" if one["selected"] else ""}>'
        f"{_text(one['label'])}</option>"
        for one in rows
    )
    name = _text(widget["name"])
    return mark_safe(f'<select name="{name}"{_attributes(widget)}>{options}</select>')


def _attributes(widget: dict) -> str:
    """Attributes with a space before each; False is left out, True stands alone."""
    found = []
    for name, value in widget["attrs"].items():
        if value is not False:
            given = "" if value is True else f'="{_text(value)}"'
            found.append(f" {_text(name)}{given}")
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


def _box(widget: dict) -> SafeString | None:
    """One radio or checkbox alone; one that brings its label along keeps Django's template."""
    return None if widget.get("wrap_label") else _input(widget)


_WRITERS: dict[str, Callable[[dict], SafeString | None]] = {
    "django/forms/widgets/checkbox_option.html": _box,
    "django/forms/widgets/radio_option.html": _box,
    "django/forms/widgets/text.html": _input,
    "django/forms/widgets/number.html": _input,
    "django/forms/widgets/email.html": _input,
    "django/forms/widgets/url.html": _input,
    "django/forms/widgets/time.html": _input,
    "django/forms/widgets/hidden.html": _input,
    "django/forms/widgets/checkbox.html": _input,
    "django/forms/widgets/radio.html": _choices,
    "django/forms/widgets/checkbox_select.html": _choices,
    "django/forms/widgets/textarea.html": _textarea,
    "django/forms/widgets/select.html": _select,
    "forms/widgets/thai_date.html": _date,
}
