"""What may be done with an event's budget, and why not."""

from __future__ import annotations

from collections.abc import Sized
from typing import TYPE_CHECKING

from cdd_network.refusal import Refused
from cdd_network.roles import Can, check_may

if TYPE_CHECKING:
    from cdd_network.models import User
    from projects.models import Event

MOST_LINES = 40
"""Lines of one budget."""


def check_edit_budget(user: User, event: Event) -> None:
    """The office whose event it is, also when its summary is sent: bills come in later, and no
    paper of the event tells its money.
    """
    check_may(user, Can.RUN_EVENT)
    if event.office_id != user.office_id:
        raise Refused("กิจกรรมนี้อยู่ในความรับผิดชอบของสำนักงานอื่น")


def check_lines(lines: Sized) -> None:
    """At most 40 lines."""
    if len(lines) > MOST_LINES:
        raise Refused(f"งบประมาณมีได้ไม่เกิน {MOST_LINES} รายการ")
