"""What one network address does on the pages behind the QR, counted so that nobody does it endlessly."""

from __future__ import annotations

from django.db import models


class Misses(models.Model):
    """How often one address missed at one day's check-in, or answered one questionnaire on a day.

    ``key`` is a keyed digest of both: the address itself is not kept, and the row goes with the next
    day's first.
    """

    key = models.CharField(max_length=64, unique=True)
    on = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "misses"

    def __str__(self) -> str:
        return f"{self.on} {self.count}"
