"""Two people on one form: a save says which version it was typed over, and a stale one is told."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from cdd_network.models.audit import AuditRow, record
from cdd_network.refusal import Refused

if TYPE_CHECKING:
    from django.db.models import Model

    from cdd_network.models import User


SAVED_MEANWHILE = (
    "มีผู้อื่นบันทึกแบบนี้ไปแล้วระหว่างที่ท่านกำลังกรอก ข้อความของท่านยังอยู่ครบ โปรดเทียบกับข้อความล่าสุด แล้วกดบันทึกอีกครั้ง"
)
SAVES = ("save", "save_days")
"""Acts of the trail that write what a form holds."""
TOLD_FOR = timedelta(minutes=10)
"""So long one row of the trail tells of a person's autosaves to the same fields."""


class Stale(Refused):
    """Somebody saved in between. ``current`` is the object as it stands now."""

    def __init__(self, current: Model, reason: str = SAVED_MEANWHILE) -> None:
        super().__init__(reason)
        self.current = current


def last_save(obj: Model) -> AuditRow | None:
    """The newest save of ``obj`` in the trail: who and when."""
    rows = AuditRow.objects.filter(
        subject_type=obj._meta.label_lower, subject_id=str(obj.pk), act__in=SAVES
    )
    return rows.select_related("by").first()


def read_again(obj: Model) -> None:
    """Read ``obj`` as the database has it now; raises Refused when somebody deleted it."""
    try:
        obj.refresh_from_db()
    except type(obj).DoesNotExist:
        raise Refused("รายการนี้ถูกลบไปแล้วก่อนหน้านี้") from None


def save_version(
    obj: Model, values: dict[str, object], *, version: int, by: User, auto: bool = False
) -> None:
    """Write ``values`` onto ``obj`` if it still has ``version`` and the state, if it has one, that it
    was read in.

    Raises Stale when another save came first. The version grows by one with each save. Writes an
    audit row naming the changed fields. An autosave (``auto``) writes none when the newest save in
    the trail is an autosave of the same person, not ten minutes old, that names these fields: the
    trail tells who wrote which fields and when to ten minutes, and is not flooded.
    """
    changed = sorted(name for name, value in values.items() if getattr(obj, name) != value)
    with transaction.atomic():
        held = type(obj)._base_manager.filter(pk=obj.pk, version=version)
        if hasattr(obj, "state"):
            held = held.filter(state=obj.state)
        if not held.update(**values, version=F("version") + 1):
            read_again(obj)
            raise Stale(obj)
        for name, value in values.items():
            setattr(obj, name, value)
        obj.version = version + 1
        if auto and is_told(obj, changed, by):
            return
        kind = {"auto": True} if auto else {}
        record(obj, "save", by=by, changed=changed, version=obj.version, **kind)


def is_told(obj: Model, changed: list[str], by: User) -> bool:
    """Whether the trail tells already of these autosaves of the person: to the same fields, just now."""
    row = last_save(obj)
    if row is None or row.by_id != by.pk or not row.detail.get("auto"):
        return False
    return row.at > timezone.now() - TOLD_FOR and {*changed} <= {*row.detail["changed"]}
