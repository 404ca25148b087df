"""Steps and missing things of a board's row as HTML.

Written here and not by a template each: a board of 32 districts has a hundred steps, and spent most
of its time in templates without a decision in them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reports.watch.rows import Act, Item, Mark

register = template.Library()


@register.filter
def steps_of(marks: Iterable[Mark]) -> SafeString:
    """The calm row: a list item a step, its state as class and in words; in front how many are done,
    which a narrow screen shows in their place."""
    marks = list(marks)
    done = sum(mark.state == "done" for mark in marks)
    folded = f'<li class="folded">ทำแล้ว {done} จาก {len(marks)} ขั้น</li>' if done else ""
    return mark_safe(folded + "".join(map(_step, marks)))


def _step(mark: Mark) -> str:
    kind = f"{mark.state} {mark.tone}".strip()
    return f'<li class="{kind}"><b>{escape(mark.title)}</b> <span>{escape(mark.word)}</span></li>'


@register.filter
def missing_of(items: Iterable[Item]) -> SafeString:
    """What is missing: a list item each, a link where the province can look at it."""
    return mark_safe("".join(map(_missing, items)))


def _missing(item: Item) -> str:
    text = escape(item.text)
    said = f'<a href="{escape(item.url)}">{text}</a>' if item.url else text
    tone = f' class="{item.tone}"' if item.tone else ""
    when = f" <span{tone}>{escape(item.when)}</span>" if item.when else ""
    return f"<li>{said}{when}</li>"


@register.filter
def acts_of(acts: Iterable[Act], name: str) -> SafeString:
    """The province's acts on the row of ``name``, as links that look like buttons."""
    return mark_safe("".join(_act(act, name) for act in acts))


def _act(act: Act, name: str) -> str:
    kind = "button quiet" if act.quiet else "button"
    told = f'{escape(act.label)}<span class="unseen"> {escape(name)}</span>'
    return f'<a class="{kind}" href="{escape(act.url)}">{told}</a>'
