"""What watching needs: an event's figures as they were reported, reminders sent, secret calendars."""

from __future__ import annotations

import secrets

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from cdd_network.models import Office, User
from projects.models import Event


class Outcome(models.Model):
    """An event's figures as its office reported them, so that a country is summed by the database.

    ``came`` people took part, ``answered`` the questionnaire after, ``tested`` took the knowledge
    test after and ``understood`` of them passed it; ``spent`` is in baht.
    """

    event = models.OneToOneField(Event, models.CASCADE, related_name="outcome")
    came = models.PositiveIntegerField(default=0)
    answered = models.PositiveIntegerField(default=0)
    tested = models.PositiveIntegerField(default=0)
    understood = models.PositiveIntegerField(default=0)
    spent = models.DecimalField(max_digits=12, decimal_places=2, default=0)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="outcome_understood_of_tested", condition=Q(understood__lte=F("tested"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.event_id}: {self.understood}/{self.tested}"


class Reminder(models.Model):
    """A reminder by e-mail to an office. Its ``key`` (what, which deadline, how long before) is
    written before it is sent and once: no reminder goes out twice."""

    office = models.ForeignKey(Office, models.CASCADE, related_name="reminders")
    key = models.CharField(max_length=120)
    day = models.DateField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-day", "office"]
        constraints = [models.UniqueConstraint(fields=["office", "key"], name="one_reminder_a_key")]

    def __str__(self) -> str:
        return f"{self.office_id} {self.key}"


def new_feed_token() -> str:
    """128 random bits: the address is the only key."""
    return secrets.token_urlsafe(16)


class CalendarFeed(models.Model):
    """The secret address of one person's calendar; a new one makes the old one worthless."""

    user = models.OneToOneField(User, models.CASCADE, related_name="calendar")
    token = models.CharField(max_length=32, unique=True, default=new_feed_token)
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.user}"
