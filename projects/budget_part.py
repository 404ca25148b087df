"""The budget on the hub of an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from cdd_network import thai
from projects.parts import Part
from projects.queries_budget import budget_totals

if TYPE_CHECKING:
    from cdd_network.models import User
    from projects.models import Event


def part_of(event: Event, user: User) -> Part:
    """Planned and spent against the ceiling; one query."""
    totals = budget_totals(event)
    says = f"แผน {thai.money_text(totals.planned)} จากวงเงิน {thai.money_text(totals.ceiling)} บาท"
    if totals.is_spent:
        says += f" · จ่ายจริง {thai.money_text(totals.spent)} บาท"
    url = reverse("event_budget", args=[event.pk])
    over = max(totals.planned, totals.spent) - totals.ceiling
    if over > 0:
        return Part("งบประมาณ", says, url, f"เกินวงเงิน {thai.money_text(over)} บาท", "wrong")
    if totals.is_spent and not totals.unspent:
        return Part("งบประมาณ", says, url, "บันทึกจ่ายจริงครบ", "fine")
    return Part("งบประมาณ", says, url)
