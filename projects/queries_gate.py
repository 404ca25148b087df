"""The gate as pages show it: what is awaited before the notice, what it gave after it; read only."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils import timezone

from cdd_network import thai
from projects.rules import ceiling

if TYPE_CHECKING:
    from cdd_network.models import Office
    from projects.models import Activity
    from selection.models import ChosenGroup


@dataclass(frozen=True)
class Gate:
    """A chosen group before the notice: who is to notify, since when that is awaited, most baht."""

    chosen: ChosenGroup
    office: Office
    ceiling: Decimal
    people: int
    since: datetime.date | None

    @property
    def days(self) -> int:
        """How many days the group's activity takes in this year."""
        return self.chosen.round.programme.content.activity(2).days

    @property
    def phone(self) -> str:
        """Telephone of the office, the ministry's line after it; '' when none is known."""
        inner = f"(มท) {self.office.phone_mt}" if self.office.phone_mt else ""
        return " ".join(filter(None, (self.office.phone, inner)))

    @property
    def waited(self) -> str:
        """«13 มิถุนายน 2568 (3 วันมาแล้ว)», the day of the announcement; '' before it."""
        if self.since is None:
            return ""
        days = (timezone.localdate() - self.since).days
        ago = f"{days:,} วันมาแล้ว" if days > 0 else "วันนี้"
        return f"{thai.date_text(self.since)} ({ago})"


def gate_of(chosen: ChosenGroup) -> Gate:
    """What the group waits for, its round and office loaded; no query."""
    at = chosen.round.announced_at
    since = timezone.localtime(at).date() if at else None
    people = chosen.round.programme.content.activity(2).people
    return Gate(chosen, chosen.round.office, ceiling(chosen), people, since)


def awaited_words(chosen: ChosenGroup) -> str:
    """From whom the notice is awaited and since when, for rows of lists."""
    gate = gate_of(chosen)
    since = f" ตั้งแต่ {thai.date_text(gate.since)}" if gate.since else ""
    return f"รอ{gate.office.short_name}แจ้งจัดสรรงบประมาณ{since}"


def share_words(activity: Activity) -> str:
    """The amount against the programme's ceiling in words."""
    amount, most = activity.allocation.amount, ceiling(activity.chosen)
    limit = f"งบประมาณของโครงการต่อกลุ่ม {thai.money_text(most)} บาท"
    if amount == most:
        return f"เต็มตาม{limit}"
    share = (amount * 100 / most).quantize(Decimal("0.1"))
    return f"ร้อยละ {share} ของ{limit} ต่ำกว่า {thai.money_text(most - amount)} บาท"
