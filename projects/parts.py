"""What the hub of an event shows of one of its parts; each part makes its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from projects.cards import Tone

if TYPE_CHECKING:
    from projects.models import Event


@dataclass(frozen=True)
class Part:
    """A row of the hub: ``says`` how far it is, ``tag`` and ``tone`` what stands out, ``url`` to it."""

    title: str
    says: str
    url: str
    tag: str = ""
    tone: Tone = ""


def hub_url(event: Event) -> str:
    """Address of the event's hub: the group's activity, or the province's day."""
    return reverse("activity" if event.number == 2 else "event", args=[event.pk])
