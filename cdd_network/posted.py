"""What a browser would send of a form that nobody touched, and what of it a version keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cdd_network.editing import EditForm, EditRows


OWN = ("version", "base")
"""Fields of an ``EditForm``'s own mechanism, which nobody types."""


class Keeping:
    """What of an ``EditForm`` is kept and taken back (``cdd_network/form_versions.py``)."""

    kept_as = ""
    """Names the form in ``form_versions``, which then keeps what it held after each save."""
    not_kept: tuple[str, ...] = ()
    """Fields that no version holds: people's names, what only the page itself is told."""

    def kept(self, posted: dict[str, str]) -> dict[str, str]:
        """What a version holds of ``posted``, which is the whole form as it stands."""
        out = {bound.html_name for bound in self if bound.name in {*self.not_kept, *OWN}}
        return {name: text for name, text in posted.items() if name not in out}

    def taken_back(self, posted: Mapping[str, str]) -> dict[str, str]:
        """What of an earlier version can stand in the form of today, which this is."""
        known = as_posted(self).keys() - {*OWN, *self.not_kept}
        rows = f"{self.rows.prefix}-" if self.rows is not None else None
        return {n: t for n, t in posted.items() if n in known or (rows and n.startswith(rows))}


def as_posted(form: EditForm) -> dict[str, str]:
    """What a browser would send of a form that nobody touched, without its rows."""
    return {name: text for bound in form for name, text in bound_as_posted(bound).items()}


def rows_as_posted(rows: EditRows) -> dict[str, str]:
    """What the browser would send of rows that nobody touched, with their frame."""
    sent = [bound for form in (rows.management_form, *rows.forms) for bound in form]
    return {key: text for bound in sent for key, text in bound_as_posted(bound).items()}


def bound_as_posted(bound: forms.BoundField) -> dict[str, str]:
    """What the browser would send of a control that nobody touched."""
    value, widget = bound.value(), bound.field.widget
    if isinstance(widget, forms.MultiWidget):
        parts = zip(widget.widgets_names, widget.decompress(value), strict=True)
        return {f"{bound.html_name}{suffix}": part for suffix, part in parts}
    if isinstance(widget, forms.CheckboxInput):
        return {bound.html_name: "on"} if value else {}
    return {bound.html_name: "" if value is None else str(value)}
