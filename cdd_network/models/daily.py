"""What is done once a day, and when it was."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class DailyRun(models.Model):
    """One day's run of the daily work; who makes the row does the work, nobody does it twice."""

    day = models.DateField(unique=True)
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"{self.day}"
