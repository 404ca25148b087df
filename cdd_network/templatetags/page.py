"""What the page components need beside the built-in tags."""

from collections.abc import Iterable
from html import escape

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BaseFormSet
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


@register.simple_tag
def options(pairs: Iterable[tuple[object, str]], chosen: object) -> SafeString:
    """The ``<option>`` elements of (value, label), that of ``chosen`` selected.

    In one piece: of some selects there are hundreds, too many for the tags of a template.
    """
    asked = "" if chosen is None else str(chosen)
    texts = ((str(value), label) for value, label in pairs)
    rows = (
        f'<option value="{escape(value)}"{" selected" if value == asked else ""}>{escape(label)}</option>'
        for value, label in texts
    )
    return mark_safe("".join(rows))


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
