"""What the page components need beside the built-in tags."""

from collections.abc import Iterable

from django import template
from django.core.paginator import Page
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


@register.filter
def options(pairs: Iterable[tuple[object, str]], chosen: object) -> SafeString:
    """The ``<option>`` elements of (value, label), that of ``chosen`` selected.

    In one piece: of some selects there are hundreds, too many for the tags of a template.
    """
    asked = "" if chosen is None else str(chosen)
    rows = ((escape(value), " selected" if str(value) == asked else "", escape(label)) for value, label in pairs)
    return mark_safe("".join(f'<option value="{value}"{on}>{label}</option>' for value, on, label in rows))


@register.filter
def shown_pages(page: Page) -> list[int | None]:
    """Numbers of a list's pages that its pager leads to: both ends and two at either side of the
    one that is open; None stands where some are left out.
    """
    last, at = page.paginator.num_pages, page.number
    near = range(max(1, at - 3), min(last, at + 3) + 1)
    return [
        number if number in (1, last) or abs(number - at) <= 2 else None
        for number in sorted({1, last, *near})
    ]
