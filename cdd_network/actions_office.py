"""Acts on an office: its letterhead, its Garuda, its signatories."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from cdd_network.emblem import clean_emblem
from cdd_network.models import Office, Signatory
from cdd_network.models.audit import record
from cdd_network.refusal import Refused
from cdd_network.roles import Can, check_may

if TYPE_CHECKING:
    from cdd_network.models import User


def check_office(user: User, office: Office) -> None:
    """Raise Refused unless the office is the user's own and the role keeps letterheads."""
    check_may(user, Can.EDIT_OFFICE)
    if office.pk != user.office_id:
        raise Refused("แก้ไขได้เฉพาะข้อมูลของสำนักงานท่าน")


def save_office(
    *, office: Office, values: dict[str, object], emblem: bytes | None, by: User
) -> Office:
    """Write the letterhead; ``emblem`` replaces the Garuda's drawing, None leaves it.

    A drawing sent while papers still carry the draft's box is taken into use at once.
    Raises Refused when the own drawing is chosen and there is none.
    """
    check_office(by, office)
    drawn = clean_emblem(emblem) if emblem is not None else None
    values = dict(values)
    if drawn is not None:
        values["garuda_image"] = drawn
        if values.get("garuda_mode") == Office.Garuda.DRAFT:
            values["garuda_mode"] = Office.Garuda.UPLOAD
    has_drawing = drawn is not None or bool(office.garuda_image)
    if values.get("garuda_mode") == Office.Garuda.UPLOAD and not has_drawing:
        raise Refused("เลือกใช้ภาพตราครุฑของสำนักงานแล้ว โปรดแนบไฟล์ภาพด้วย")
    changed = sorted(name for name, value in values.items() if getattr(office, name) != value)
    with transaction.atomic():
        for name, value in values.items():
            setattr(office, name, value)
        office.save(update_fields=[*values])
        record(office, "save", by=by, changed=changed)
    return office


@transaction.atomic
def save_signatory(
    *, office: Office, signatory: Signatory | None, values: dict[str, object], by: User
) -> Signatory:
    """Add a signatory or change one of the office's own. Issued papers keep their bytes."""
    check_office(by, office)
    if signatory is not None and signatory.office_id != office.pk:
        raise Refused("ผู้ลงนามนี้เป็นของสำนักงานอื่น")
    signatory = signatory or Signatory(office=office)
    for name, value in values.items():
        setattr(signatory, name, value)
    signatory.save()
    record(signatory, "save", by=by, changed=sorted(values))
    return signatory
