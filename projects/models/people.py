"""Who takes part in an event, and who was there on which half day.

Name, position, village; the telephone is optional; the 13-digit number is never kept. After the
time that the programme sets the names are taken away and the counts remain.
"""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone

from cdd_network.models import User
from projects.models.event import ActivityDay, Event

ERASED = "(ลบตามคำขอ)"
"""What stands in the place of a name that was erased at its owner's request."""


class Participant(models.Model):
    """A person on the event's list. ``order`` is the number on the registration sheet."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="people", db_index=False)
    order = models.PositiveSmallIntegerField("ลำดับที่")
    name = models.CharField("ชื่อและนามสกุล", max_length=120)
    post = models.CharField("ตำแหน่ง", max_length=120, blank=True)
    village = models.CharField("ชื่อหมู่บ้าน", max_length=120, blank=True)
    moo = models.PositiveSmallIntegerField(
        "หมู่ที่", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(99)]
    )
    phone = models.CharField("โทรศัพท์", max_length=20, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["event", "order"]
        constraints = [
            models.UniqueConstraint(fields=["event", "order"], name="one_participant_an_order")
        ]
        indexes = [  # so that the country's names are counted without a look at each
            models.Index(fields=["event"], condition=models.Q(name=ERASED), name="erased_people")
        ]

    def __str__(self) -> str:
        return self.name


class CheckIn(models.Model):
    """A participant was there. ``by`` is the officer who tapped, None when it came by the QR."""

    class Half(models.TextChoices):
        """The registration sheet has a column for each."""

        MORNING = "morning", "เช้า"
        AFTERNOON = "afternoon", "บ่าย"

    day = models.ForeignKey(ActivityDay, models.CASCADE, related_name="checkins")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="checkins")
    half = models.CharField(max_length=10, choices=Half)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["day", "participant", "half"]
        constraints = [
            models.UniqueConstraint(
                fields=["day", "participant", "half"], name="one_checkin_a_half_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.participant} {self.day} {self.get_half_display()}"
