"""The row of an event's hub that leads to its participants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.urls import reverse

from projects.cards import Tone
from projects.models import Participant
from projects.parts import Part

if TYPE_CHECKING:
    from cdd_network.models import User
    from projects.models import Event


def part_of(event: Event, user: User) -> Part:
    """How many are listed against the target and how many came; one query. The department has no
    way to the names, so for it the row has no address."""
    came = Count("pk", filter=Q(checkins__isnull=False), distinct=True)
    people = Participant.objects.filter(event=event.pk)
    counts = people.aggregate(listed=Count("pk", distinct=True), came=came)
    listed, target = counts["listed"], event.rule.people
    tag, tone = _tag(listed, target)
    says = f"{listed} จาก {target} คน"
    if counts["came"]:
        says += f" · มาแล้ว {counts['came']} คน"
    if event.people_purged_at:
        tag, tone, says = "ลบรายชื่อตามกำหนดแล้ว", "", f"{says} คงเหลือเฉพาะจำนวน"
    url = "" if user.is_department else reverse("people", args=[event.pk])
    return Part("ผู้เข้าร่วม บัญชีลงทะเบียน และการลงชื่อ", says, url, tag, tone)


def _tag(listed: int, target: int) -> tuple[str, Tone]:
    if listed > target:
        return f"เกิน {listed - target} คน", "act"
    if listed == target:
        return "รายชื่อครบ", "fine"
    return ("ยังไม่มีรายชื่อ", "act") if not listed else (f"ขาด {target - listed} คน", "act")
