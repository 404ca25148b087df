"""The days in which a province takes nominations, and who may send after them.

``window_of`` and ``receives`` are pure: they read a round and the day's date, nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from django.utils import timezone

from cdd_network import thai
from cdd_network.refusal import Refused
from selection.models import LateLeave
from selection.states import RoundState

if TYPE_CHECKING:
    from datetime import date

    from cdd_network.models import Office
    from selection.models import Round

SOON = 3
"""Days before the closing day from which the home page says that it is near."""


@dataclass(frozen=True)
class Window:
    """Whether nominations are taken: not yet, now, no longer; ``text`` is a Thai phrase of it.

    ``left`` is the number of days to the last one (0 is today), None when no day is set or it
    is not open.
    """

    state: Literal["before", "open", "after"]
    text: str
    left: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether nominations are taken."""
        return self.state == "open"

    @property
    def ends_soon(self) -> bool:
        """Whether the last day is today or near."""
        return self.left is not None and self.left <= SOON


def window_of(round: Round, today: date) -> Window:
    """The window as it stands on ``today``: the round's state first, then its days, both included.

    An empty day leaves it to the province's act alone.
    """
    if round.state == RoundState.PREPARING:
        return Window("before", _before(round, today))
    if round.state != RoundState.OPEN:
        return Window("after", "จังหวัดปิดรับแบบเสนอโครงการแล้ว")
    if round.opens_on and today < round.opens_on:
        return Window("before", f"เปิดรับวันที่ {thai.date_text(round.opens_on)}")
    if round.closes_on and today > round.closes_on:
        return Window("after", f"พ้นวันปิดรับแล้ว (วันสุดท้าย {thai.date_text(round.closes_on)})")
    if round.closes_on:
        left = (round.closes_on - today).days
        return Window("open", _until(round.closes_on, left), left)
    return Window("open", "เปิดรับอยู่ จนกว่าจังหวัดจะปิดรับ")


def _before(round: Round, today: date) -> str:
    planned = round.opens_on and round.opens_on >= today
    told = f" กำหนดเปิดรับวันที่ {thai.date_text(round.opens_on)}" if planned else ""
    return f"จังหวัดยังไม่เปิดรับแบบเสนอโครงการ{told}"


def _until(last: date, left: int) -> str:
    how_long = "วันนี้วันสุดท้าย" if not left else f"อีก {left} วัน"
    return f"รับถึงวันที่ {thai.date_text(last)} ({how_long})"


def receives(round: Round, today: date) -> bool:
    """Whether a nomination that was never sent is taken on ``today`` from every district."""
    return window_of(round, today).is_open


def late_leave_of(round: Round, office: Office) -> LateLeave | None:
    """The province's leave for this district to send after the closing day, or None."""
    return LateLeave.objects.filter(round=round, office=office).first()


def leave_needed(round: Round, office: Office) -> LateLeave | None:
    """The leave under which ``office`` sends a nomination for the first time now; None in time.

    With a leave a district sends while the call is open or closed, not once scoring began.
    Raises Refused when the window is shut and no leave opens it.
    """
    window = window_of(round, timezone.localdate())
    if window.is_open:
        return None
    why = f"ส่งแบบเสนอโครงการไม่ได้ {window.text}"
    if window.state == "before" or round.state not in {RoundState.OPEN, RoundState.CLOSED}:
        raise Refused(why)
    leave = late_leave_of(round, office)
    if leave is None:
        raise Refused(f"{why} หากจำเป็นต้องส่งหลังกำหนด โปรดขออนุญาตจังหวัด")
    return leave
