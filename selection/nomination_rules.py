"""What may be done with nominations, by whom and when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from cdd_network.refusal import Refused
from cdd_network.roles import Can, check_may
from cdd_network.transitions import check_move
from selection.group_rules import check_group_place
from selection.models import Submission
from selection.proposal import SAID, answer_to, conditions_not_met, missing_parts, questions_of
from selection.rules import CALL_IS_OUT, check_manages
from selection.states import NominationState, RoundState
from selection.window import leave_needed

if TYPE_CHECKING:
    from cdd_network.models import User
    from selection.models import Nomination, Round, SavingsGroup

WRITTEN_IN = (NominationState.DRAFT, NominationState.RETURNED)
ENDED = (NominationState.REJECTED, NominationState.WITHDRAWN)
"""States of what the committee will not weigh."""
LONGEST_REASON = 300
LONGEST_ITEM_NOTE = 1000


def _check_own_round(user: User, round: Round) -> None:
    check_may(user, Can.NOMINATE)
    if round.office.province_id != user.office.province_id:
        raise Refused("รอบการคัดเลือกนี้เป็นของจังหวัดอื่น")
    if round.state == RoundState.PREPARING:
        raise Refused("จังหวัดยังไม่เปิดรับแบบเสนอโครงการ")


def check_nominate(user: User, round: Round) -> None:
    """A district nominates to its own province's round on its days, later only with leave."""
    _check_own_round(user, round)
    leave_needed(round, user.office)


def check_begin(user: User, round: Round, group: SavingsGroup) -> None:
    """A district nominates groups of its own district."""
    check_nominate(user, round)
    check_group_place(user, group.subdistrict)


def _check_own(user: User, nomination: Nomination) -> None:
    check_may(user, Can.NOMINATE)
    if nomination.office_id != user.office_id:
        raise Refused("แบบเสนอโครงการนี้เป็นของอำเภออื่น")


def _check_before_scoring(nomination: Nomination, what: str) -> None:
    if nomination.round.state not in CALL_IS_OUT:
        here = RoundState(nomination.round.state).label
        raise Refused(f"{what}ไม่ได้แล้ว เพราะรอบการคัดเลือกอยู่ในขั้น «{here}»")


def _check_state(nomination: Nomination, states: tuple[str, ...], what: str) -> None:
    if nomination.state not in states:
        here = NominationState(nomination.state).label
        raise Refused(f"{what}ไม่ได้ เพราะแบบเสนอโครงการอยู่ในสถานะ «{here}»")


def check_edit_nomination(user: User, nomination: Nomination) -> None:
    """The district writes a draft on the days of the call, and mends what came back until scoring.

    What was sent in time and returned needs no second leave when the closing day passes.
    """
    _check_own_round(user, nomination.round)
    _check_own(user, nomination)
    _check_state(nomination, WRITTEN_IN, "แก้ไข")
    if nomination.state == NominationState.DRAFT:
        check_nominate(user, nomination.round)
    else:
        _check_before_scoring(nomination, "แก้ไข")


def check_place(nomination: Nomination, values: Mapping[str, object]) -> None:
    """The activity stands in the nominating district."""
    place = values.get("place_subdistrict")
    if place is not None and place.district_id != nomination.office.district_id:
        raise Refused("สถานที่ดำเนินการต้องอยู่ในอำเภอที่เสนอ")


def check_complete(nomination: Nomination) -> None:
    """Every condition is answered and all 11 items are filled in, to their last part."""
    missing = missing_parts(nomination)
    if missing:
        names = ", ".join(name for _, name in missing)
        raise Refused(f"ยังกรอกไม่ครบ เหลืออีก {len(missing)} รายการ: {names}")


def check_submit_nomination(user: User, nomination: Nomination) -> None:
    """The district sends a complete proposal; a condition answered no is the province's to weigh."""
    check_edit_nomination(user, nomination)
    check_move(nomination, NominationState.SUBMITTED, user)
    check_complete(nomination)


def check_order(user: User, nomination: Nomination) -> None:
    """The district puts its nominations in order while it may nominate."""
    _check_own(user, nomination)
    check_nominate(user, nomination.round)


def check_withdraw(user: User, nomination: Nomination) -> None:
    """The district takes back what it sent until scoring begins."""
    _check_own(user, nomination)
    check_move(nomination, NominationState.WITHDRAWN, user)
    _check_before_scoring(nomination, "ถอนแบบเสนอโครงการ")


def check_resume(user: User, nomination: Nomination) -> None:
    """What was withdrawn is written on while the district may nominate."""
    _check_own(user, nomination)
    check_move(nomination, NominationState.DRAFT, user)
    check_nominate(user, nomination.round)


def check_discard(user: User, nomination: Nomination) -> None:
    """A draft that was never sent is its district's own paper, and may go."""
    _check_own(user, nomination)
    _check_state(nomination, (NominationState.DRAFT,), "ลบ")
    if Submission.objects.filter(nomination=nomination).exists():
        raise Refused("ลบไม่ได้ เพราะเคยส่งแบบเสนอโครงการนี้ให้จังหวัดแล้ว")


def check_review(user: User, nomination: Nomination) -> None:
    """The province answers what was sent to it, before scoring begins."""
    _check_answer(user, nomination, (NominationState.SUBMITTED,))


def check_accept(user: User, nomination: Nomination) -> None:
    """Only a group that meets every condition of the round is weighed."""
    check_review(user, nomination)
    unmet = conditions_not_met(nomination)
    if unmet:
        numbers = ", ".join(str(one.order) for one in unmet)
        raise Refused(f"กลุ่มยังไม่มีคุณสมบัติข้อ {numbers} จึงรับเข้าพิจารณาไม่ได้")
    if any(answer_to(nomination, one) not in SAID for one in questions_of(nomination)):
        raise Refused("อำเภอยังตอบคุณสมบัติของกลุ่มไม่ครบ โปรดส่งกลับให้อำเภอตอบก่อน")


def check_may_return(user: User, nomination: Nomination) -> None:
    """What was sent goes back, and so does what was accepted, before scoring begins."""
    _check_answer(user, nomination, (NominationState.SUBMITTED, NominationState.ACCEPTED))


def check_restore(user: User, nomination: Nomination) -> None:
    """What was rejected is taken up again before scoring begins."""
    _check_answer(user, nomination, (NominationState.REJECTED,))


def _check_answer(user: User, nomination: Nomination, states: tuple[str, ...]) -> None:
    check_may(user, Can.REVIEW_NOMINATION)
    check_manages(user, nomination.round)
    _check_state(nomination, states, "ตรวจรับหรือส่งกลับ")
    _check_before_scoring(nomination, "ตรวจรับหรือส่งกลับ")


def check_return(user: User, nomination: Nomination, note: str, items: Mapping[str, str]) -> None:
    """What goes back says what is to be mended, on the whole or beside an item."""
    check_may_return(user, nomination)
    if not note.strip() and not any(text.strip() for text in items.values()):
        raise Refused("โปรดระบุสิ่งที่ขอให้อำเภอแก้ไข")


def check_reason(reason: str, what: str) -> None:
    """An end of a nomination has its reason."""
    if not reason.strip():
        raise Refused(f"โปรดระบุเหตุผลที่{what}")
