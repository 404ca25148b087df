"""What may be printed of the forms, and when not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdd_network.refusal import Refused
from cdd_network.roles import Can, check_may
from selection.rules import check_manages

if TYPE_CHECKING:
    from cdd_network.models import User
    from selection.models import Round

MOST_SHEETS = 50
"""Score sheets that are set while somebody waits (about 0.1 s each); more are made by a job."""


def check_sheets_at_once(sheets: int) -> None:
    """Sheets are printed from the page while they are few."""
    if sheets > MOST_SHEETS:
        raise Refused(
            f"แบบให้คะแนนมี {sheets:,} ใบ มากกว่าที่พิมพ์ได้ทันที ({MOST_SHEETS} ใบ) "
            "โปรดกด «จัดทำแบบให้คะแนนทุกคน» ระบบจะจัดทำให้คนละไฟล์"
        )


def check_sheets_job(user: User, opened: Round, seats: int) -> None:
    """The own province's sheets, when somebody scores."""
    check_may(user, Can.DECIDE)
    check_manages(user, opened)
    if not seats:
        raise Refused("ยังไม่มีกรรมการที่ให้คะแนน")
