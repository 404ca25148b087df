"""When the committee's seats may change, and what of them may still be corrected afterwards."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from cdd_network.refusal import Refused, refusal_of
from selection.models import Declaration
from selection.rules import check_committee, check_manages
from selection.states import RoundState

if TYPE_CHECKING:
    from cdd_network.models import District, User
    from selection.models import CommitteeMember, Round, SavingsGroup

WRITTEN = ("seat", "post", "user", "on_paper", "person", "district", "group")
"""What an officer writes of a seat."""
PERSON = ("person", "district", "group")
"""Facts of whoever holds the post: conflicts of interest are looked for by them."""
WHO = ("user", "on_paper", *PERSON)
"""What a declaration rests on: with any of it changed, the seat declares anew."""

SAVED_MEANWHILE = "มีผู้อื่นแก้ไขกรรมการตำแหน่งนี้ระหว่างที่ท่านกำลังกรอก โปรดเทียบกับข้อมูลล่าสุดด้านล่าง หากกดบันทึกอีกครั้ง จะใช้ข้อมูลของท่านแทน"


def digest_of(seat: CommitteeMember | None) -> str:
    """Stands for what is written of a seat, to tell a save over an older page; '' for a new one."""
    if seat is None:
        return ""
    names = [seat._meta.get_field(name).attname for name in WRITTEN]
    text = json.dumps([getattr(seat, name) for name in names], ensure_ascii=False)
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()[:10]


def check_seen(seat: CommitteeMember, seen: str | None) -> None:
    """The seat is still as the page showed it; None when no page was looked at."""
    if seen is not None and seen != digest_of(seat):
        raise Refused(SAVED_MEANWHILE)


def check_person(user: User, seat: CommitteeMember) -> None:
    """Facts of the person are corrected until scoring begins, and while scoring until it declares.

    A declaration was weighed by these facts; what is corrected later would not be what it answered.
    """
    if not refusal_of(check_committee, user, seat.round):
        return
    check_manages(user, seat.round)
    if seat.round.state != RoundState.SCORING:
        check_committee(user, seat.round)
    if Declaration.objects.filter(member=seat).exists():
        raise Refused("แก้ไขข้อมูลของกรรมการท่านนี้ไม่ได้แล้ว เพราะแจ้งเรื่องส่วนได้เสียตามข้อมูลนี้ไว้แล้ว")


def check_belongs(round: Round, district: District | None, group: SavingsGroup | None) -> None:
    """A seat's district and group are of the round's own province."""
    province = round.office.province_id
    if district and district.province_id != province:
        raise Refused("เลือกได้เฉพาะอำเภอในจังหวัดนี้")
    if group and group.subdistrict.district.province_id != province:
        raise Refused("เลือกได้เฉพาะกลุ่มในจังหวัดนี้")
