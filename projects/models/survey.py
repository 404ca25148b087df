"""The event's questionnaires, anonymous: answers by telephone and the tally of paper sheets."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from projects.models.event import Event, new_token


class Questionnaire(models.Model):
    """One of the two of an event: a knowledge test before; after, the test again and satisfaction.

    Without dates of its own it is open on the day that it belongs to. ``token`` is its address.
    """

    class Moment(models.TextChoices):
        """When it is answered."""

        BEFORE = "before", "ก่อนเริ่มกิจกรรม"
        AFTER = "after", "หลังจบกิจกรรม"

    event = models.ForeignKey(Event, models.CASCADE, related_name="questionnaires")
    moment = models.CharField(max_length=8, choices=Moment)
    token = models.CharField(max_length=32, unique=True, default=new_token)
    opens_on = models.DateField("เปิดตั้งแต่วันที่", null=True, blank=True)
    closes_on = models.DateField("ถึงวันที่", null=True, blank=True)

    class Meta:
        ordering = ["event", "-moment"]  # before, after
        constraints = [
            models.UniqueConstraint(fields=["event", "moment"], name="one_questionnaire_a_moment"),
            models.CheckConstraint(
                name="questionnaire_closes_later",
                condition=Q(opens_on=None) | Q(closes_on=None) | Q(closes_on__gte=F("opens_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.get_moment_display()


class Answers(models.Model):
    """What one device answered. Who it was is not known; of the time only the day is kept.

    ``levels``: item key → 5 (best) … 1; ``choices``: question key → number of the choice, from 1;
    ``texts``: open question's key → words. ``device`` is the digest of a random cookie.
    """

    questionnaire = models.ForeignKey(Questionnaire, models.CASCADE, related_name="answers")
    device = models.CharField(max_length=64)
    on = models.DateField()
    levels = models.JSONField(default=dict)
    choices = models.JSONField(default=dict)
    texts = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "device"], name="one_answer_a_device")
        ]

    def __str__(self) -> str:
        return f"คำตอบ {self.pk}"


class Tally(models.Model):
    """Paper sheets counted by the office: item key → how many ticked 5, 4, 3, 2, 1; and how many
    people had 0, 1, 2 … of the knowledge test right. ``texts`` is what was written, a line each.
    """

    questionnaire = models.OneToOneField(Questionnaire, models.CASCADE, related_name="tally")
    sheets = models.PositiveSmallIntegerField("จำนวนแบบที่ได้รับ (ฉบับ)", default=0)
    levels = models.JSONField(default=dict)
    right = models.JSONField(default=list)
    texts = models.TextField("ข้อเสนอแนะที่เขียนไว้", blank=True, max_length=4000)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"แบบกระดาษ {self.questionnaire_id}"
