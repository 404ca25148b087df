"""Who may write down that districts were asked for what they owe."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cdd_network.refusal import Refused
from cdd_network.roles import Can, check_may

if TYPE_CHECKING:
    from cdd_network.models import User
    from selection.models import Round


def check_nudge(user: User, round: Round, rows: Sequence[str]) -> None:
    """The province, of its own round, about rows that owe something."""
    check_may(user, Can.WATCH_PROVINCE)
    if round.office_id != user.office_id:
        raise Refused("ทวงถามได้เฉพาะอำเภอในจังหวัดของท่าน")
    if not rows:
        raise Refused("ไม่มีรายการที่ค้างจากอำเภอในขณะนี้ จึงไม่ต้องทวงถาม")
