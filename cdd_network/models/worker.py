"""Which workers live: a row for each process that does slow work."""

from __future__ import annotations

from django.db import models


class WorkerSign(models.Model):
    """The last sign of life of one ``manage.py worker``, written once a minute.

    ``name`` is its machine and process; a worker that ends in order takes its row away, one that was
    killed leaves it until another worker clears it.
    """

    name = models.CharField(max_length=100, unique=True)
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ["-seen_at"]

    def __str__(self) -> str:
        return self.name
