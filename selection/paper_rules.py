"""Sheets on paper: one officer keys them in, another of the same office confirms them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdd_network.refusal import Refused
from cdd_network.transitions import check_move
from selection import conflict_rules, score_rules
from selection.rules import check_manages
from selection.states import RoundState, SheetState

if TYPE_CHECKING:
    from cdd_network.models import User
    from selection.models import CommitteeMember, Nomination, ScoreSheet


def _check_scoring(user: User, seat: CommitteeMember) -> None:
    check_manages(user, seat.round)
    if seat.round.state != RoundState.SCORING:
        here = RoundState(seat.round.state).label
        raise Refused(f"คีย์หรือยืนยันคะแนนไม่ได้ เพราะรอบการคัดเลือกอยู่ในขั้น «{here}»")


def check_key(
    user: User, seat: CommitteeMember, nomination: Nomination, sheet: ScoreSheet | None
) -> None:
    """A seat that scores and has declared; its sheet is not begun by its member, nor confirmed."""
    _check_scoring(user, seat)
    if not seat.scores:
        raise Refused("ตำแหน่งนี้ไม่ได้ให้คะแนน จึงไม่มีใบให้คะแนน")
    if seat.excused_reason:
        raise Refused(f"บันทึกไว้ว่ากรรมการท่านนี้ไม่ได้ให้คะแนน ({seat.excused_reason}) จึงคีย์คะแนนไม่ได้")
    score_rules.check_weighed(seat, nomination)
    if sheet is not None and sheet.state == SheetState.SUBMITTED:
        raise Refused("ส่งคะแนนใบนี้แล้ว จึงคีย์แทนไม่ได้")
    if sheet is not None and sheet.keyed_by_id is None:
        raise Refused("กรรมการท่านนี้เริ่มให้คะแนนโครงการนี้ในระบบแล้ว จึงคีย์แทนไม่ได้")
    conflict_rules.check_declared(seat, nomination)


def check_keyed(user: User, sheet: ScoreSheet) -> None:
    """A keyed sheet of the own office, while the round is being scored."""
    _check_scoring(user, sheet.member)
    check_move(sheet, SheetState.DRAFT, user)


def check_confirm(user: User, sheet: ScoreSheet) -> None:
    """Another officer than the one who keyed it in compares it with the paper."""
    _check_scoring(user, sheet.member)
    if sheet.state != SheetState.KEYED:
        raise Refused(f"ใบให้คะแนนนี้ไม่ได้รอยืนยัน สถานะขณะนี้คือ «{sheet.get_state_display()}»")
    check_move(sheet, SheetState.SUBMITTED, user)
    if sheet.keyed_by_id == user.pk:
        raise Refused("ท่านเป็นผู้คีย์คะแนนใบนี้ ต้องให้เจ้าหน้าที่อีกท่านหนึ่งเทียบกับกระดาษและยืนยัน")
    score_rules.check_weighed(sheet.member, sheet.nomination)
    conflict_rules.check_declared(sheet.member, sheet.nomination)
