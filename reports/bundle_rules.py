"""What may be done with a bundle, and why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from cdd_network import thai
from cdd_network.refusal import Refused
from cdd_network.roles import Can, check_may

if TYPE_CHECKING:
    import datetime

    from cdd_network.models import User
    from reports.models import Bundle


def check_make(user: User, announced: int) -> None:
    """Province and department, once a result is announced: ``announced`` rounds would go in."""
    check_may(user, Can.BUNDLE)
    if not announced:
        raise Refused("ยังไม่ได้ประกาศผลการคัดเลือก จึงยังไม่มีเอกสารที่จะส่ง")


def check_own(user: User, bundle: Bundle) -> None:
    """The province that made it."""
    check_may(user, Can.BUNDLE)
    if bundle.office_id != user.office_id or not user.is_province:
        raise Refused("ผู้บันทึกการส่งคือจังหวัดที่จัดทำชุดเอกสารนี้")


def check_forward(user: User, bundle: Bundle) -> None:
    """Its own province, once, while its files are kept."""
    check_own(user, bundle)
    if bundle.forwarded_at:
        raise Refused(f"บันทึกไว้แล้วว่าส่งเมื่อ {thai.date_text(bundle.forwarded_on)}")
    if not bundle.has_files:
        raise Refused("ไฟล์ของชุดนี้ถูกลบแล้วเพราะมีชุดใหม่กว่า โปรดใช้ชุดล่าสุด")


def check_forwarded_on(day: datetime.date, bundle: Bundle) -> None:
    """Not before it was made, not in the future."""
    made = timezone.localdate(bundle.at)
    if day < made:
        raise Refused(f"วันที่ส่งต้องไม่ก่อนวันที่จัดทำชุดเอกสาร ({thai.date_text(made)})")
    if day > timezone.localdate():
        raise Refused("วันที่ส่งต้องไม่เป็นวันข้างหน้า")


def check_undo_forward(user: User, bundle: Bundle) -> None:
    """Its own province, until the department has received it."""
    check_own(user, bundle)
    if not bundle.forwarded_at:
        raise Refused("ชุดนี้ยังไม่ได้บันทึกว่าส่ง")
    if bundle.received_at:
        raise Refused("กรมฯ บันทึกรับชุดนี้แล้ว จึงยกเลิกการส่งไม่ได้")


def check_receive(user: User, bundle: Bundle) -> None:
    """The department, of what a province forwarded, once."""
    _check_department(user, bundle)
    if bundle.received_at:
        raise Refused("บันทึกรับชุดนี้แล้ว")


def check_undo_receive(user: User, bundle: Bundle) -> None:
    """The department, of what it wrote down before."""
    _check_department(user, bundle)
    if not bundle.received_at:
        raise Refused("ชุดนี้ยังไม่ได้บันทึกว่ารับ")


def _check_department(user: User, bundle: Bundle) -> None:
    check_may(user, Can.BUNDLE)
    if not user.is_department or not bundle.forwarded_at:
        raise Refused("กรมฯ บันทึกรับได้เมื่อจังหวัดบันทึกว่าส่งแล้ว")
