"""What was taken away because its time was over: counts alone, never a name."""

from __future__ import annotations

from django.db import models


class Disposal(models.Model):
    """One transaction of ``manage.py purge``: so many of a kind (``reports.personal.retention``) of a
    fiscal year (BE, None of what belongs to none) were taken away. Written in that transaction."""

    at = models.DateTimeField(auto_now_add=True)
    kind = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField(null=True)
    count = models.PositiveIntegerField()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(name="disposal_of_something", condition=models.Q(count__gte=1))
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.year or ''}: {self.count}"
