"""Acts on an office: its letterhead, its Garuda, its signatories."""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import TYPE_CHECKING

from django.db import transaction
from PIL import Image

from cdd_network.models import Office, Signatory
from cdd_network.models.audit import record
from cdd_network.refusal import Refused
from cdd_network.roles import Can, check_may

if TYPE_CHECKING:
    from cdd_network.models import User

MOST_BYTES = 2 * 1024 * 1024
MOST_PIXELS = 40_000_000
_ENDS = {"PNG": b"IEND\xaeB`\x82", "JPEG": b"\xff\xd9"}
_BROKEN = (
    OSError,
    ValueError,
    SyntaxError,
    Image.DecompressionBombWarning,
    Image.DecompressionBombError,
)
TALLEST = 1200
"""Pixels: a 3 cm Garuda at 1,000 dots an inch needs no more."""


def check_office(user: User, office: Office) -> None:
    """Raise Refused unless the office is the user's own and the role keeps letterheads."""
    check_may(user, Can.EDIT_OFFICE)
    if office.pk != user.office_id:
        raise Refused("แก้ไขได้เฉพาะข้อมูลของสำนักงานท่าน")


def clean_emblem(data: bytes) -> bytes:
    """The uploaded drawing as a PNG of our own making, at most 1,200 pixels tall.

    Raises Refused for more than 2 MB, and for what is no PNG or JPEG picture.
    """
    if len(data) > MOST_BYTES:
        raise Refused("ภาพตราครุฑต้องมีขนาดไม่เกิน 2 MB")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _redrawn(data)
    except _BROKEN as error:
        raise Refused("ภาพตราครุฑต้องเป็นไฟล์ PNG หรือ JPEG ที่เปิดดูได้ครบทั้งภาพ") from error


def _redrawn(data: bytes) -> bytes:
    with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise ValueError("too many pixels")
        # Pillow may be set to fill up cut-off pictures in this process, so look at the end.
        if _ENDS[picture.format] not in data[len(data) // 2 :]:
            raise ValueError("cut off")
        drawn = picture.convert("RGBA")
    drawn.thumbnail((TALLEST, TALLEST))
    buffer = BytesIO()
    drawn.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def save_office(
    *, office: Office, values: dict[str, object], emblem: bytes | None, by: User
) -> Office:
    """Write the letterhead; ``emblem`` replaces the Garuda's drawing, None leaves it.

    Raises Refused when the own drawing is chosen and there is none.
    """
    check_office(by, office)
    drawn = clean_emblem(emblem) if emblem is not None else None
    values = dict(values)
    if drawn is not None:
        values["garuda_image"] = drawn
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
