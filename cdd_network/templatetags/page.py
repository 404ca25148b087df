"""What the page components need beside the built-in tags."""

from collections.abc import Iterable

from django import template
from django.forms import BaseForm, BaseFormSet
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from cdd_network.folding import Piece
from cdd_network.forms import error_links

register = template.Library()


@register.filter(name="error_links")
def links_of(form: BaseForm | BaseFormSet | list | None) -> list[tuple[str, str]]:
    """(id of control, message) of each error of a form, formset or list of them; [] of None."""
    return error_links(form) if form else []


@register.filter
def marked(pieces: Iterable[Piece]) -> SafeString:
    """Text in which the words that were searched for stand out (``cdd_network.folding.marked``)."""
    texts = ((escape(one.text), one.hit) for one in pieces)
    return mark_safe("".join(f"<mark>{text}</mark>" if hit else text for text, hit in texts))
