"""A workbook that was checked and waits to be confirmed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone

from cdd_network.models import Office, User

if TYPE_CHECKING:
    from datetime import datetime

LASTS = timedelta(hours=24)
"""How long a checked file waits; then it is deleted, since it names people."""


class GroupIntakeQuerySet(models.QuerySet["GroupIntake"]):
    """Checked files, narrowed to whose they are."""

    def visible_to(self, user: User) -> GroupIntakeQuerySet:
        """The own ones, made for the office that one still belongs to."""
        return self.filter(by=user, office_id=user.office_id)

    def expired(self) -> GroupIntakeQuerySet:
        """Those whose time has passed."""
        return self.filter(created_at__lt=timezone.now() - LASTS)


class GroupIntake(models.Model):
    """The rows of a file without faults, and what they would change as the user was shown it.

    ``rows`` and ``plan`` are JSON (``selection/intake.py``); both are emptied when it is done, and
    ``counts`` tells how many groups were new, changed and the same.
    """

    office = models.ForeignKey(Office, models.CASCADE, related_name="+")
    by = models.ForeignKey(User, models.CASCADE, related_name="+")
    title = models.CharField("ชื่อไฟล์", max_length=200)
    rows = models.JSONField(default=list)
    plan = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)
    done_at = models.DateTimeField(null=True)

    objects = GroupIntakeQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def expires_at(self) -> datetime:
        """When it can no longer be confirmed."""
        return self.created_at + LASTS
