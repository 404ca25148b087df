"""Speakers of an event and the timetable of each day."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from projects.models.event import ActivityDay, Event


class Speaker(models.Model):
    """Who speaks, and from where: the State's rate an hour differs by ``source``."""

    class Source(models.TextChoices):
        """Whether the speaker is in the State's service."""

        STATE = "state", "บุคลากรของรัฐ"
        OTHER = "other", "มิใช่บุคลากรของรัฐ"

    event = models.ForeignKey(Event, models.CASCADE, related_name="speakers")
    order = models.PositiveSmallIntegerField()
    name = models.CharField("ชื่อและนามสกุลวิทยากร", max_length=120)
    post = models.CharField("ตำแหน่ง/หน่วยงาน", max_length=200, blank=True)
    source = models.CharField("ประเภทวิทยากร", max_length=8, choices=Source, default=Source.STATE)

    class Meta:
        ordering = ["event", "order"]
        constraints = [
            models.UniqueConstraint(fields=["event", "order"], name="one_speaker_an_order")
        ]

    def __str__(self) -> str:
        return self.name


class TimetableRow(models.Model):
    """A session of a day. ``session`` is the index (from 0) of the curriculum's session it serves,
    None for one that the office has added; a session of two spans has two rows.
    """

    day = models.ForeignKey(ActivityDay, models.CASCADE, related_name="timetable")
    order = models.PositiveSmallIntegerField()
    session = models.PositiveSmallIntegerField(null=True, blank=True)
    begins = models.TimeField("เริ่ม")
    ends = models.TimeField("ถึง")
    topic = models.CharField("หัวข้อ", max_length=400)
    method = models.CharField("วิธีการ", max_length=400, blank=True)
    speaker = models.ForeignKey(
        Speaker, models.SET_NULL, null=True, blank=True, related_name="rows", verbose_name="วิทยากร"
    )

    class Meta:
        ordering = ["day", "order"]
        constraints = [
            models.UniqueConstraint(fields=["day", "order"], name="one_timetable_row_an_order"),
            models.CheckConstraint(name="row_ends_later", condition=Q(ends__gt=F("begins"))),
        ]

    def __str__(self) -> str:
        return self.topic
