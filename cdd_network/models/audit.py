"""Who did what when. Rows are written with the act, in its transaction, and never changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.dispatch import Signal

from cdd_network.models.office import Office
from cdd_network.models.person import User

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import Model


acts_recorded = Signal()
"""Sent with ``subjects`` ((model label, key) of each) when acts were written, in their transaction."""


class AuditQuerySet(models.QuerySet["AuditRow"]):
    """Rows are read and added; in bulk they are no more changed than one by one."""

    def update(self, **values: object) -> int:
        """Refused: the trail is append-only."""
        raise TypeError("audit rows are never changed")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refused: the trail is append-only."""
        raise TypeError("audit rows are never deleted")


class AuditRow(models.Model):
    """One act. ``subject`` names the object by model label and key; ``detail`` holds facts of it."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    act = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    detail = models.JSONField(default=dict)

    objects = AuditQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["subject_type", "subject_id"])]

    def __str__(self) -> str:
        return (
            f"{self.at:%Y-%m-%d %H:%M} {self.by} {self.act} {self.subject_type} {self.subject_id}"
        )

    def save(self, *args: object, **kwargs: object) -> None:
        """Insert only; a row that stands is not changed."""
        if self.pk is not None:
            raise TypeError("an audit row is never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: object, **kwargs: object) -> tuple[int, dict[str, int]]:
        """Refused: the trail is append-only."""
        raise TypeError("an audit row is never deleted")


def record(obj: Model, act: str, *, by: User, **detail: object) -> AuditRow:
    """Write one act about ``obj`` into the trail; call it inside the act's transaction."""
    row = _row(obj, act, detail, by)
    row.save()
    acts_recorded.send(AuditRow, subjects=[(row.subject_type, row.subject_id)])
    return row


def record_many(acts: Iterable[tuple[Model, str, dict[str, object]]], *, by: User) -> None:
    """Write many acts (object, act, detail) in few queries; as ``record``, inside the transaction."""
    rows = [_row(obj, act, detail, by) for obj, act, detail in acts]
    AuditRow.objects.bulk_create(rows, batch_size=500)
    acts_recorded.send(AuditRow, subjects=[(row.subject_type, row.subject_id) for row in rows])


def _row(obj: Model, act: str, detail: dict[str, object], by: User) -> AuditRow:
    return AuditRow(
        by=by,
        office_id=by.office_id,
        act=act,
        subject_type=obj._meta.label_lower,
        subject_id=str(obj.pk),
        detail=detail,
    )
