"""The parts of an event in the order in which they are done, for its hub."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from projects.parts import Part

if TYPE_CHECKING:
    from cdd_network.models import User
    from projects.models import Event

PARTS: tuple[Callable[[Event, User], Part], ...] = ()
"""Each makes its row with one query at most."""


def parts_of(event: Event, user: User) -> list[Part]:
    """Rows of the hub, in order."""
    return [part(event, user) for part in PARTS]
