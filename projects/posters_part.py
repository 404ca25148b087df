"""The hub's row of the QR on the wall."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from cdd_network.refusal import refusal_of
from projects.parts import Part
from projects.survey_rules import check_show_qr

if TYPE_CHECKING:
    from cdd_network.models import User
    from projects.models import Event

TITLE = "QR ลงชื่อและแบบประเมิน"


def part_of(event: Event, user: User) -> Part:
    """To print or to project; no query. Of another office's event there is nothing to open."""
    if refused := refusal_of(check_show_qr, user, event):
        return Part(TITLE, refused, "")
    says = "พิมพ์ป้ายติดผนังหรือฉายขึ้นจอ ผู้เข้าร่วมลงชื่อและตอบแบบประเมินด้วยโทรศัพท์ของตน"
    return Part(TITLE, says, reverse("event_qr", args=[event.pk]))
