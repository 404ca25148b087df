"""What the page components need beside the built-in tags."""

from django import template
from django.forms import BaseForm, BaseFormSet

from cdd_network.forms import error_links

register = template.Library()


@register.filter(name="error_links")
def links_of(form: BaseForm | BaseFormSet | list | None) -> list[tuple[str, str]]:
    """(id of control, message) of each error of a form, formset or list of them; [] of None."""
    return error_links(form) if form else []
