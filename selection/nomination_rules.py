"""What may be done with nominations, by whom and when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from cdd_network.refusal import Refused
from cdd_network.roles import Can, check_may
from cdd_network.transitions import check_move
from selection.group_rules import check_group_place
from selection.proposal import missing_parts
from selection.rules import check_manages
from selection.states import NominationState, RoundState

if TYPE_CHECKING:
    from cdd_network.models import User
    from selection.models import Nomination, Round, SavingsGroup


def check_nominate(user: User, round: Round) -> None:
    """A district nominates to its own province's round while the round is open."""
    check_may(user, Can.NOMINATE)
    if round.office.province_id != user.office.province_id:
        raise Refused("รอบการคัดเลือกนี้เป็นของจังหวัดอื่น")
    if round.state == RoundState.PREPARING:
        raise Refused("จังหวัดยังไม่เปิดรับแบบเสนอโครงการ")
    if round.state != RoundState.OPEN:
        raise Refused("จังหวัดปิดรับแบบเสนอโครงการแล้ว")


def check_begin(user: User, round: Round, group: SavingsGroup) -> None:
    """A district nominates groups of its own district."""
    check_nominate(user, round)
    check_group_place(user, group.subdistrict)


def check_edit_nomination(user: User, nomination: Nomination) -> None:
    """The district writes while it is a draft or was returned, and the round is open."""
    check_nominate(user, nomination.round)
    if nomination.office_id != user.office_id:
        raise Refused("แบบเสนอโครงการนี้เป็นของอำเภออื่น")
    if nomination.state not in {NominationState.DRAFT, NominationState.RETURNED}:
        here = NominationState(nomination.state).label
        raise Refused(f"แก้ไขไม่ได้ เพราะแบบเสนอโครงการอยู่ในสถานะ «{here}»")


def check_place(nomination: Nomination, values: Mapping[str, object]) -> None:
    """The activity stands in the nominating district."""
    place = values.get("place_subdistrict")
    if place is not None and place.district_id != nomination.office.district_id:
        raise Refused("สถานที่ดำเนินการต้องอยู่ในอำเภอที่เสนอ")


def check_complete(nomination: Nomination) -> None:
    """All 11 items are filled in, to their last part."""
    missing = missing_parts(nomination)
    if missing:
        names = ", ".join(name for _, name in missing)
        raise Refused(f"ยังกรอกไม่ครบ เหลืออีก {len(missing)} รายการ: {names}")


def check_submit_nomination(user: User, nomination: Nomination) -> None:
    """The district sends a complete proposal while the round is open."""
    check_edit_nomination(user, nomination)
    check_move(nomination, NominationState.SUBMITTED, user)
    check_complete(nomination)


def check_review(user: User, nomination: Nomination) -> None:
    """The province answers what was sent to it, before scoring begins."""
    _check_answer(user, nomination, {NominationState.SUBMITTED})


def check_may_return(user: User, nomination: Nomination) -> None:
    """What was sent goes back, and so does what was accepted, before scoring begins."""
    _check_answer(user, nomination, {NominationState.SUBMITTED, NominationState.ACCEPTED})


def _check_answer(user: User, nomination: Nomination, states: set[NominationState]) -> None:
    check_may(user, Can.REVIEW_NOMINATION)
    check_manages(user, nomination.round)
    if nomination.state not in states:
        here = NominationState(nomination.state).label
        raise Refused(f"ตรวจรับหรือส่งกลับไม่ได้ เพราะแบบเสนอโครงการอยู่ในสถานะ «{here}»")
    if nomination.round.state != RoundState.OPEN:
        raise Refused("ตรวจรับหรือส่งกลับไม่ได้แล้ว เพราะปิดรับแบบเสนอโครงการแล้ว")


def check_return(user: User, nomination: Nomination, note: str) -> None:
    """What goes back says what is to be mended."""
    check_may_return(user, nomination)
    if not note.strip():
        raise Refused("โปรดระบุสิ่งที่ขอให้อำเภอแก้ไข")
