"""What a committee member may do with score sheets, and when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from cdd_network.refusal import Refused
from cdd_network.roles import Can, check_may
from cdd_network.transitions import check_move
from selection import conflict_rules, tally
from selection.models import Criterion
from selection.states import NominationState, RoundState, SheetState

if TYPE_CHECKING:
    from cdd_network.models import User
    from selection.models import CommitteeMember, Nomination, ScoreSheet


def check_scorer(user: User, member: CommitteeMember) -> None:
    """The owner of a seat that takes part, while the round is being scored."""
    check_may(user, Can.SCORE)
    if member.user_id != user.pk:
        raise Refused("ให้คะแนนได้เฉพาะในนามของตนเอง")
    if member.excused_reason:
        raise Refused(
            f"จังหวัดบันทึกว่าท่านไม่ได้ให้คะแนนในรอบนี้ ({member.excused_reason}) จึงให้คะแนนไม่ได้ "
            "หากไม่ถูกต้อง โปรดแจ้งจังหวัดให้ยกเลิกการบันทึก"
        )
    if member.round.state != RoundState.SCORING:
        here = RoundState(member.round.state).label
        raise Refused(f"ให้คะแนนไม่ได้ เพราะรอบการคัดเลือกอยู่ในขั้น «{here}»")


def check_weighed(member: CommitteeMember, nomination: Nomination) -> None:
    """Scored are the accepted nominations of the seat's round."""
    if nomination.round_id != member.round_id or nomination.state != NominationState.ACCEPTED:
        raise Refused("แบบเสนอโครงการนี้ไม่อยู่ในรายการที่ต้องให้คะแนน")


def check_score(user: User, member: CommitteeMember, nomination: Nomination) -> None:
    """A scorer, an accepted nomination of the own round, declared on and not stood aside from."""
    check_scorer(user, member)
    check_weighed(member, nomination)
    conflict_rules.check_reads(user, nomination)


def check_sheet_open(sheet: ScoreSheet) -> None:
    """What was sent is closed, and so is what was keyed in from paper."""
    if sheet.keyed_by_id is not None:
        raise Refused("คะแนนของโครงการนี้คีย์จากแบบให้คะแนนบนกระดาษ จึงแก้ไขที่นี่ไม่ได้ โปรดแจ้งฝ่ายเลขานุการ")
    if sheet.state != SheetState.DRAFT:
        raise Refused("ส่งคะแนนของโครงการนี้แล้ว จึงแก้ไขไม่ได้จนกว่าจะนำกลับมา")


def check_recall(user: User, sheet: ScoreSheet) -> None:
    """A member takes a sent sheet back until all sheets are in: from then on points are seen."""
    check_scorer(user, sheet.member)
    check_weighed(sheet.member, sheet.nomination)
    if sheet.keyed_by_id is not None:
        check_sheet_open(sheet)
    check_move(sheet, SheetState.DRAFT, user)
    if tally.progress_of(sheet.member.round).complete:
        raise Refused("นำกลับมาแก้ไขไม่ได้แล้ว เพราะกรรมการส่งคะแนนครบและเปิดผลคะแนนได้แล้ว")


def fault_of_points(criterion: Criterion, points: Decimal) -> str:
    """Why ``points`` may not be given for ``criterion``, or ''."""
    if 0 <= points <= criterion.points and not points % criterion.step:
        return ""
    return wanted_points(criterion)


def range_of_points(criterion: Criterion) -> str:
    """«0 ถึง 25 (จำนวนเต็ม)», or «0 ถึง 25 (ให้ครึ่งคะแนนได้ เช่น 4.5)»."""
    step = "ให้ครึ่งคะแนนได้ เช่น 4.5" if criterion.half_points else "จำนวนเต็ม"
    return f"0 ถึง {criterion.points} ({step})"


def wanted_points(criterion: Criterion) -> str:
    """What is asked for wherever points are missing or wrong: «กรอกคะแนนข้อ 1 ตั้งแต่ 0 ถึง 25 …»."""
    return f"กรอกคะแนนข้อ {criterion.order} ตั้งแต่ {range_of_points(criterion)}"


def check_points(criteria: Iterable[Criterion], points: Mapping[int, Decimal]) -> None:
    """Points are for the round's criteria, from 0 to their weight, in their step."""
    known = {criterion.pk: criterion for criterion in criteria}
    for key, given in points.items():
        if key not in known:
            raise Refused("มีคะแนนของเกณฑ์ที่ไม่อยู่ในรอบนี้")
        fault = fault_of_points(known[key], given)
        if fault:
            raise Refused(fault)


def check_whole(criteria: Iterable[int], given: Iterable[int]) -> None:
    """Each criterion has its points; both are keys of criteria."""
    left = len(set(criteria) - set(given))
    if left:
        raise Refused(f"ยังให้คะแนนไม่ครบ เหลืออีก {left} ข้อ")


def check_submit_sheet(user: User, sheet: ScoreSheet) -> None:
    """A sheet is sent when each criterion has its points."""
    check_score(user, sheet.member, sheet.nomination)
    check_sheet_open(sheet)
    wanted = Criterion.objects.filter(round_id=sheet.member.round_id).values_list("pk", flat=True)
    check_whole(wanted, sheet.scores.values_list("criterion_id", flat=True))
