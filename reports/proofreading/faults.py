"""What proofreading finds, and a rule that finds it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reports.proofreading.facts import Facts


@dataclass(frozen=True)
class Fault:
    """Where something stands, what is odd about it, and what to do.

    ``mend`` names the part of the document that is to be changed (see ``checks.address``), ``url``
    is the page where it is. ``key`` is the rule's; with ``blocks`` the document may not be issued.
    """

    place: str
    text: str
    advice: str
    mend: str = ""
    key: str = ""
    blocks: bool = False
    url: str = ""


@dataclass(frozen=True)
class Rule:
    """One thing that is looked for. ``check`` is pure and raises nothing, whatever the text."""

    key: str
    blocks: bool
    check: Callable[[Facts], Iterable[Fault]]
