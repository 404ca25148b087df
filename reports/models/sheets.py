"""Blank score sheets of a member with many nominations: set by a job, kept for the printer."""

from __future__ import annotations

from django.db import models

from selection.models import CommitteeMember


class SheetPrint(models.Model):
    """All sheets of one seat in one PDF. ``digest`` is the ``Source`` that they were set from: when
    names, criteria or nominations change, it is another one and the file is no longer given out.
    """

    seat = models.OneToOneField(CommitteeMember, models.CASCADE, related_name="sheet_print")
    digest = models.CharField(max_length=64)
    data = models.BinaryField()
    pages = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.seat_id}: {self.pages}"
