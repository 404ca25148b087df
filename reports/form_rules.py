"""What may be printed of the forms, and when not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdd_network.refusal import Refused
from selection import tally

if TYPE_CHECKING:
    from selection.models import Round

MOST_SHEETS = 60
"""Score sheets that are set while somebody waits; a member's own are never more than districts."""


def check_all_sheets(opened: Round) -> None:
    """All members' score sheets are printed at once while they are few."""
    wanted = tally.progress_of(opened).wanted
    if wanted > MOST_SHEETS:
        raise Refused(
            f"แบบให้คะแนนมี {wanted} ใบ พิมพ์พร้อมกันได้ไม่เกิน {MOST_SHEETS} ใบ โปรดพิมพ์ทีละคนจากหน้าผลคะแนน"
        )
