"""Who did what when. Rows are written with the act, in its transaction, and never changed.

The database itself refuses to change or delete one (``cdd_network/trail_guard.py``). Personal data is
kept out of ``detail``: keys, figures, states and reasons; ``redact`` is the one way to take out what
slipped in, and writes down that it was done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models, transaction
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
    """One act. ``subject`` names the object by model label and key; ``detail`` holds facts of it.

    ``about`` is the office whose thing it is, where another office acted on it.
    """

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", db_index=False)
    about = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")
    act = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    detail = models.JSONField(default=dict)

    objects = AuditQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["subject_type", "subject_id"]),
            models.Index(fields=["office", "at"], name="trail_of_an_office"),
            models.Index(fields=["subject_type", "at"], name="trail_of_a_kind"),
            models.Index(fields=["act", "at"], name="trail_of_an_act"),
        ]

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


class TrailOpening(models.Model):
    """While a row of it stands, within one transaction, the database lets ``detail`` be changed."""

    def __str__(self) -> str:
        return str(self.pk)


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


REDACTED = "(ลบข้อมูลส่วนบุคคลแล้ว)"


@transaction.atomic
def redact(keys: Iterable[int], names: Iterable[str], *, by: User, reason: str) -> int:
    """Put a sign in the place of the facts ``names`` in the details of the rows ``keys``.

    Who, what and when stay. The trail tells the rows, the facts and why; the number of rows changed.
    """
    names, changed = sorted({*names}), []
    rows = AuditRow.objects.filter(pk__in=list(keys)).order_by("pk")
    opening = TrailOpening.objects.create()
    for row in rows:
        held = [name for name in names if row.detail.get(name) not in (None, "", REDACTED)]
        if held:
            detail = {**row.detail, **dict.fromkeys(held, REDACTED)}
            models.QuerySet(AuditRow).filter(pk=row.pk).update(detail=detail)
            changed.append(row.pk)
    opening.delete()
    if changed:
        record(by, "trail:redact", by=by, rows=changed, facts=names, note=reason)
    return len(changed)


def _row(obj: Model, act: str, detail: dict[str, object], by: User) -> AuditRow:
    return AuditRow(
        by=by,
        office_id=by.office_id,
        about_id=_whose(obj, by),
        act=act,
        subject_type=obj._meta.label_lower,
        subject_id=str(obj.pk),
        detail=detail,
    )


def _whose(obj: Model, by: User) -> int | None:
    """The office whose thing ``obj`` is, unless it is that of ``by``."""
    office = obj.pk if isinstance(obj, Office) else getattr(obj, "office_id", None)
    return office if office != by.office_id else None
