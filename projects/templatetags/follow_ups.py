"""Times of a followed group as HTML.

Written here and not by a template: a list has 75 of them, with as many choices each.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

if TYPE_CHECKING:
    from projects.follow_ups import Time
    from projects.queries_follow_up import FollowedGroup

register = template.Library()


@register.simple_tag
def time_cells(group: FollowedGroup, writes: bool) -> SafeString:
    """A cell for each time: what was found or is due, a link to what was found; for who ``writes``
    it, to what may be by now.
    """
    return mark_safe("".join(_cell(group.pk, one, writes) for one in group.times))


def _cell(pk: int, time: Time, writes: bool) -> str:
    tag = f'<span class="tag {time.tone}">{escape(time.label)}</span>'
    if time.seen or (writes and time.is_open):
        tag = f'<a href="{reverse("follow_up", args=[pk, time.months])}">{tag}</a>'
    says = f'<span class="soft">{escape(time.says)}</span>'
    return f'\n<td data-label="{escape(time.title)}">{tag}<br>{says}</td>'
