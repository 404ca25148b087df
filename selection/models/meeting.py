"""What happened in the committee's meeting: who was there and when, and who disagreed."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from selection.models.committee import CommitteeMember


class Presence(models.Model):
    """One stay of a seat, or of its delegate, in the room; open while ``left_at`` is empty."""

    seat = models.ForeignKey(CommitteeMember, models.CASCADE, related_name="stays")
    arrived_at = models.DateTimeField("มาเมื่อ")
    left_at = models.DateTimeField("ออกเมื่อ", null=True)

    class Meta:
        ordering = ["seat", "arrived_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["seat"], condition=Q(left_at=None), name="one_open_stay_a_seat"
            ),
            models.CheckConstraint(
                name="leaves_after_arriving",
                condition=Q(left_at=None) | Q(left_at__gte=F("arrived_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat_id}: {self.arrived_at} – {self.left_at}"


class Dissent(models.Model):
    """A member's dissenting opinion, as the minutes carry it."""

    seat = models.OneToOneField(CommitteeMember, models.CASCADE, related_name="dissent")
    text = models.TextField("ความเห็นแย้ง", max_length=2000)

    def __str__(self) -> str:
        return f"{self.seat_id}: {self.text[:40]}"
