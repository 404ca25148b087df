"""The survey as a row of the event's hub."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count
from django.urls import reverse

from projects.models import Questionnaire
from projects.parts import Part

if TYPE_CHECKING:
    from cdd_network.models import User
    from projects.models import Event


def part_of(event: Event, user: User) -> Part:
    """How many answered, by telephone and on paper; one query."""
    asked = Questionnaire.objects.filter(event=event.pk).annotate(phones=Count("answers"))
    rows = asked.values_list("moment", "phones", "tally__sheets")
    answered = {moment: phones + (sheets or 0) for moment, phones, sheets in rows}
    before, after = (answered.get(moment, 0) for moment in Questionnaire.Moment.values)
    says = "ยังไม่มีผู้ตอบ"
    if before or after:
        says = f"ตอบก่อนเริ่มกิจกรรม {before} คน หลังจบกิจกรรม {after} คน"
    return Part("แบบประเมินและแบบทดสอบ", says, reverse("event_survey", args=[event.pk]))
