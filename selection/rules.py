"""What may be done with a province's round, by whom and when; each check raises Refused in Thai.

Order of the State's procedure: committee and criteria, call, nominations, scoring, decision,
announcement (ขั้นตอนการดำเนินงานโครงการฯ of the Community Development Department).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from cdd_network.refusal import Refused
from cdd_network.roles import Can, check_may
from cdd_network.transitions import check_move
from selection.models import CommitteeMember, Criterion, Nomination, ScoreSheet
from selection.states import NominationState, RoundState, SheetState

if TYPE_CHECKING:
    from cdd_network.models import Programme, User
    from selection.models import Round

FULL_POINTS = 100
MEETING = ("meeting_date", "meeting_time", "meeting_place")


def check_prepare(user: User, programme: Programme) -> None:
    """Each province prepares its own round of a year."""
    check_may(user, Can.MANAGE_ROUND)


def check_manages(user: User, round: Round) -> None:
    """Raise Refused unless the round is the user's own province's."""
    check_may(user, Can.MANAGE_ROUND)
    if round.office_id != user.office_id:
        raise Refused("รอบการคัดเลือกนี้เป็นของจังหวัดอื่น")


def _check_before(round: Round, states: tuple[str, ...], what: str) -> None:
    if round.state not in states:
        here = RoundState(round.state).label
        raise Refused(f"แก้ไข{what}ไม่ได้แล้ว เพราะรอบการคัดเลือกอยู่ในขั้น «{here}»")


def check_meeting(user: User, round: Round) -> None:
    """The meeting is set or moved before the announcement; afterwards only what lacks is mended."""
    check_manages(user, round)
    if has_meeting(round):
        earlier = tuple(state for state in RoundState.values if state != RoundState.ANNOUNCED)
        _check_before(round, earlier, "วันประชุม")


def check_meeting_values(round: Round, values: Mapping[str, object]) -> None:
    """From the decision on the meeting stays whole: the letters cite it."""
    after = {RoundState.DECIDED, RoundState.ANNOUNCED}
    if round.state in after and not all(values.get(name) for name in MEETING):
        raise Refused(
            "โปรดกรอกวัน เวลา และสถานที่ประชุมให้ครบ เพราะบันทึกผลการคัดเลือกแล้ว และหนังสือแจ้งผลต้องอ้างการประชุมนั้น"
        )


def has_meeting(round: Round) -> bool:
    """Whether date, time and place of the meeting are all known."""
    return all(getattr(round, name) for name in MEETING)


def check_has_meeting(round: Round) -> None:
    """Letters cite the meeting: its date, time and place are wanted."""
    if not has_meeting(round):
        raise Refused("โปรดบันทึกวัน เวลา และสถานที่ประชุมก่อน เพราะหนังสือแจ้งผลต้องอ้างการประชุมนั้น")


def check_committee(user: User, round: Round) -> None:
    """Seats change until scoring begins."""
    check_manages(user, round)
    _check_before(round, (RoundState.PREPARING, RoundState.OPEN), "คณะกรรมการ")


def check_account(round: Round, account: User | None) -> None:
    """A seat's account is a committee member's of the round's own office."""
    if account and not (account.is_member and account.office_id == round.office_id):
        raise Refused("เลือกได้เฉพาะบัญชีกรรมการของจังหวัดนี้")


def check_criteria(user: User, round: Round) -> None:
    """Criteria change until the call goes out to the districts."""
    check_manages(user, round)
    _check_before(round, (RoundState.PREPARING,), "เกณฑ์การคัดเลือก")


def lacks_before_opening(round: Round) -> list[str]:
    """What is missing before the round may open, as Thai phrases; empty when nothing is."""
    points = sum(Criterion.objects.filter(round=round).values_list("points", flat=True))
    seats = CommitteeMember.objects.filter(round=round).values_list("seat", "user_id")
    kinds = {seat for seat, _ in seats}
    lacks = []
    if points != FULL_POINTS:
        lacks.append(f"คะแนนเต็มของเกณฑ์รวมกันได้ {points} คะแนน (ต้องเป็น {FULL_POINTS})")
    if CommitteeMember.Seat.CHAIR not in kinds:
        lacks.append("ยังไม่มีประธานกรรมการ")
    if CommitteeMember.Seat.SECRETARY not in kinds:
        lacks.append("ยังไม่มีกรรมการและเลขานุการ")
    if not any(account for _, account in seats):
        lacks.append("ยังไม่มีกรรมการที่มีบัญชีสำหรับให้คะแนน")
    return lacks


def _refuse_lacks(what: str, lacks: list[str]) -> None:
    if lacks:
        raise Refused(f"ยัง{what}ไม่ได้ เพราะ{' และ'.join(lacks)}")


def check_step(user: User, round: Round, source: str, target: str) -> None:
    """The round stands in ``source`` (two states may lead to ``target``) and the step is owned."""
    if round.state != source:
        raise Refused(f"ทำขั้นนี้ไม่ได้ เพราะสถานะขณะนี้คือ «{RoundState(round.state).label}»")
    check_move(round, target, user)


def check_open(user: User, round: Round) -> None:
    """Criteria sum to 100; a chair, a secretary and at least one member who scores."""
    check_manages(user, round)
    check_step(user, round, RoundState.PREPARING, RoundState.OPEN)
    _refuse_lacks("เปิดรับแบบเสนอโครงการ", lacks_before_opening(round))


def check_start_scoring(user: User, round: Round) -> None:
    """Every sent nomination is answered, and at least the quota is accepted."""
    check_manages(user, round)
    check_step(user, round, RoundState.OPEN, RoundState.SCORING)
    states = list(Nomination.objects.filter(round=round).values_list("state", flat=True))
    waiting = states.count(NominationState.SUBMITTED)
    accepted = states.count(NominationState.ACCEPTED)
    quota = round.programme.quota
    lacks = []
    if waiting:
        lacks.append(f"มีแบบเสนอโครงการรอตรวจ {waiting} ฉบับ")
    if accepted < quota:
        lacks.append(f"รับแบบเสนอโครงการไว้ {accepted} ฉบับ (ต้องมีอย่างน้อย {quota})")
    if not CommitteeMember.objects.scoring().filter(round=round).exists():
        lacks.append("ยังไม่มีกรรมการที่มีบัญชีสำหรับให้คะแนน")
    _refuse_lacks("เริ่มให้คะแนน", lacks)


def check_reopen(user: User, round: Round) -> None:
    """The call is taken up again only while no sheet was sent, counted or not."""
    check_manages(user, round)
    check_step(user, round, RoundState.SCORING, RoundState.OPEN)
    sent = ScoreSheet.objects.filter(member__round=round, state=SheetState.SUBMITTED).count()
    if sent:
        raise Refused(f"กลับไปเปิดรับไม่ได้ เพราะกรรมการส่งคะแนนแล้ว {sent} ใบ")
