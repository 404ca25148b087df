"""When an event was keyed into BPM, the department's own system, which offers no connection."""

from __future__ import annotations

from django.db import models

from cdd_network.models import User
from projects.models import Event


class BpmRecord(models.Model):
    """The office says that the sheet was copied into BPM on a day."""

    event = models.OneToOneField(Event, models.CASCADE, related_name="bpm")
    keyed_on = models.DateField("วันที่บันทึกใน BPM")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"BPM {self.event_id} {self.keyed_on}"
