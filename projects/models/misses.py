"""Names that were typed at the check-in and are not on the list, counted so that nobody tries them all."""

from __future__ import annotations

from django.db import models


class Misses(models.Model):
    """How often one address missed at one day's check-in. ``key`` is a keyed digest of both: the
    address itself is not kept, and the row goes with the next day's first miss.
    """

    key = models.CharField(max_length=64, unique=True)
    on = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "misses"

    def __str__(self) -> str:
        return f"{self.on} {self.count}"
