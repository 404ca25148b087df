"""What the hub of an event shows of one of its parts; each part makes its own."""

from __future__ import annotations

from dataclasses import dataclass

from projects.cards import Tone


@dataclass(frozen=True)
class Part:
    """A row of the hub: ``says`` how far it is, ``tag`` and ``tone`` what stands out, ``url`` to it."""

    title: str
    says: str
    url: str
    tag: str = ""
    tone: Tone = ""
