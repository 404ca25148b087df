"""What may be done with savings groups, by whom, and until when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdd_network.refusal import Refused
from cdd_network.roles import Can, check_may
from selection.models import Nomination
from selection.registry import PLACE
from selection.states import NominationState, RoundState

if TYPE_CHECKING:
    from cdd_network.models import Subdistrict, User
    from selection.models import SavingsGroup

IDENTITY = PLACE
"""Fields that make a group's name and address, as its papers carry them."""


def check_group_place(user: User, subdistrict: Subdistrict) -> None:
    """A district keeps its own groups, a province those of its districts."""
    check_may(user, Can.MANAGE_GROUPS)
    if user.is_district and subdistrict.district_id != user.office.district_id:
        raise Refused("กลุ่มนี้ไม่ได้อยู่ในอำเภอของท่าน")
    if subdistrict.district.province_id != user.office.province_id:
        raise Refused("กลุ่มนี้ไม่ได้อยู่ในจังหวัดของท่าน")


def check_group(user: User, group: SavingsGroup) -> None:
    """Raise Refused unless the user may change this group."""
    check_group_place(user, group.subdistrict)


def check_identity(user: User, group: SavingsGroup) -> None:
    """Name and place: the district's until a proposal is sent, the province's until the result.

    Afterwards nobody's: the announcement and the letters carry them.
    """
    check_group(user, group)
    sent = Nomination.objects.filter(group=group).exclude(state=NominationState.DRAFT)
    check_identity_in(user, set(sent.values_list("round__state", flat=True)))


def check_identity_in(user: User, states: set[str]) -> None:
    """``check_identity`` of a group that was sent in rounds which are now in ``states``."""
    if RoundState.ANNOUNCED in states:
        raise Refused(
            "แก้ไขชื่อหมู่บ้าน หมู่ที่ และตำบลไม่ได้แล้ว เพราะประกาศผลการคัดเลือกที่มีกลุ่มนี้แล้ว "
            "ประกาศและหนังสือใช้ชื่อและที่ตั้งตามนี้"
        )
    if states and user.is_district:
        raise Refused(
            "แก้ไขชื่อหมู่บ้าน หมู่ที่ และตำบลไม่ได้ เพราะส่งแบบเสนอโครงการของกลุ่มนี้ให้จังหวัดแล้ว "
            "หากต้องแก้ไข โปรดแจ้งจังหวัด"
        )


def check_stays(group: SavingsGroup, subdistrict: Subdistrict) -> None:
    """A group that was nominated stays in the nominating district."""
    if group.subdistrict.district_id != subdistrict.district_id:
        nominated = Nomination.objects.filter(group=group).exists()
        check_stays_in(group, subdistrict, nominated=nominated)


def check_stays_in(group: SavingsGroup, subdistrict: Subdistrict, *, nominated: bool) -> None:
    """``check_stays`` where it is known whether the group was nominated."""
    if nominated and group.subdistrict.district_id != subdistrict.district_id:
        raise Refused("ย้ายกลุ่มไปอำเภออื่นไม่ได้ เพราะมีแบบเสนอโครงการของกลุ่มนี้ในอำเภอเดิมแล้ว")


def check_remove_group(user: User, group: SavingsGroup) -> None:
    """Only a group that no nomination uses is taken out of the registry."""
    check_group(user, group)
    if Nomination.objects.filter(group=group).exists():
        raise Refused("ลบกลุ่มนี้ไม่ได้ เพราะมีแบบเสนอโครงการของกลุ่มนี้แล้ว")
