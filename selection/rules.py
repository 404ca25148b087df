"""What may be done with a province's round, by whom and when; each check raises Refused in Thai.

Order of the State's procedure: committee and criteria, call, nominations, scoring, decision,
announcement (ขั้นตอนการดำเนินงานโครงการฯ of the Community Development Department).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils import timezone

from cdd_network.models import Office
from cdd_network.refusal import Refused
from cdd_network.roles import Can, check_may
from cdd_network.transitions import check_move
from selection.models import CommitteeMember, Criterion, LateLeave, Nomination, ScoreSheet
from selection.signals import minutes_changing
from selection.states import NominationState, RoundState, SheetState

if TYPE_CHECKING:
    from datetime import date

    from cdd_network.models import Programme, User
    from selection.models import Round

FULL_POINTS = 100
BEFORE_SCORING = (RoundState.PREPARING, RoundState.OPEN, RoundState.CLOSED)
CALL_IS_OUT = (RoundState.OPEN, RoundState.CLOSED)
"""The districts know the days and answer the call; no points are given yet."""
MEETING = ("meeting_date", "meeting_time", "meeting_place")
DAYS = ("opens_on", "closes_on")


def check_prepare(user: User, programme: Programme) -> None:
    """Each province prepares its own round of a year that the department has opened."""
    check_may(user, Can.MANAGE_ROUND)
    if not programme.is_open:
        raise Refused(f"กรมยังไม่เปิดใช้ปีงบประมาณ พ.ศ. {programme.year}")


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
    if round.state == RoundState.DECIDED:
        minutes_changing.send(type(round), round=round)


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
    _check_before(round, BEFORE_SCORING, "คณะกรรมการ")


def check_seats(user: User, round: Round) -> None:
    """Seats are added and taken away until the meeting begins too: its quorum is counted by them."""
    check_committee(user, round)
    if round.began_at:
        raise Refused(
            "เพิ่มหรือนำกรรมการออกไม่ได้ เพราะเปิดประชุมไปแล้ว และองค์ประชุมนับจากตำแหน่งทั้งหมด "
            "หากเปิดโดยพลั้งพลาด โปรดยกเลิกการเปิดประชุมก่อน"
        )


def check_account(round: Round, account: User | None) -> None:
    """A seat's account is a committee member's of the round's own office."""
    if account and not (account.is_member and account.office_id == round.office_id):
        raise Refused("เลือกได้เฉพาะบัญชีกรรมการของจังหวัดนี้")


def check_criteria(user: User, round: Round) -> None:
    """Criteria change until the call goes out to the districts."""
    check_manages(user, round)
    _check_before(round, (RoundState.PREPARING,), "เกณฑ์และคุณสมบัติของกลุ่ม")


def check_ties(places: list[int | None]) -> None:
    """No two criteria stand at the same place among the tie-breakers."""
    given = [place for place in places if place]
    for place in given:
        if given.count(place) > 1:
            raise Refused(f"ลำดับที่ใช้ตัดสินเมื่อคะแนนเท่ากัน ลำดับที่ {place} ใช้ซ้ำกันในเกณฑ์มากกว่าหนึ่งข้อ")


def lacks_before_opening(round: Round) -> list[str]:
    """What is missing before the round may open, as Thai phrases; empty when nothing is."""
    points = sum(Criterion.objects.filter(round=round).values_list("points", flat=True))
    seats = CommitteeMember.objects.filter(round=round).values_list("seat", "user_id", "on_paper")
    kinds = {seat for seat, *_ in seats}
    lacks = []
    if points != FULL_POINTS:
        lacks.append(f"คะแนนเต็มของเกณฑ์รวมกันได้ {points} คะแนน (ต้องเป็น {FULL_POINTS})")
    if CommitteeMember.Seat.CHAIR not in kinds:
        lacks.append("ยังไม่มีประธานกรรมการ")
    if CommitteeMember.Seat.SECRETARY not in kinds:
        lacks.append("ยังไม่มีกรรมการและเลขานุการ")
    if not any(account or on_paper for _, account, on_paper in seats):
        lacks.append("ยังไม่มีกรรมการที่มีบัญชีสำหรับให้คะแนน หรือที่ให้คะแนนบนกระดาษ")
    return lacks


def _refuse_lacks(what: str, lacks: list[str]) -> None:
    if lacks:
        raise Refused(f"ยัง{what}ไม่ได้ เพราะ{' และ'.join(lacks)}")


def check_step(user: User, round: Round, source: str, target: str) -> None:
    """The round stands in ``source`` (two states may lead to ``target``) and the step is owned."""
    _check_step_from(user, round, (source,), target)


def _check_step_from(user: User, round: Round, sources: tuple[str, ...], target: str) -> None:
    if round.state not in sources:
        raise Refused(f"ทำขั้นนี้ไม่ได้ เพราะสถานะขณะนี้คือ «{RoundState(round.state).label}»")
    check_move(round, target, user)


def check_open(user: User, round: Round) -> None:
    """Criteria sum to 100; a chair, a secretary and at least one member who scores."""
    check_manages(user, round)
    check_step(user, round, RoundState.PREPARING, RoundState.OPEN)
    _refuse_lacks("เปิดรับแบบเสนอโครงการ", lacks_before_opening(round))


def check_close(user: User, round: Round) -> None:
    """The call is closed by an act, before or after its last day."""
    check_manages(user, round)
    check_step(user, round, RoundState.OPEN, RoundState.CLOSED)


def check_start_scoring(user: User, round: Round) -> None:
    """Every sent nomination is answered, and at least the quota is accepted."""
    check_manages(user, round)
    _check_step_from(user, round, CALL_IS_OUT, RoundState.SCORING)
    own = Nomination.objects.filter(round=round).order_by()
    states = list(own.values_list("state", flat=True))
    has_scorer = CommitteeMember.objects.scoring().filter(round=round).exists()
    _refuse_lacks("เริ่มให้คะแนน", lacks_before_scoring(round, states, has_scorer=has_scorer))


def lacks_before_scoring(round: Round, states: list[str], *, has_scorer: bool) -> list[str]:
    """What is missing before the members may score, as Thai phrases; ``states`` of nominations."""
    waiting = states.count(NominationState.SUBMITTED)
    accepted = states.count(NominationState.ACCEPTED)
    quota = round.programme.quota
    lacks = []
    if waiting:
        lacks.append(f"มีแบบเสนอโครงการรอตรวจ {waiting} ฉบับ")
    if accepted < quota:
        lacks.append(f"รับแบบเสนอโครงการไว้ {accepted} ฉบับ (ต้องมีอย่างน้อย {quota})")
    if not has_scorer:
        lacks.append("ยังไม่มีกรรมการที่มีบัญชีสำหรับให้คะแนน หรือที่ให้คะแนนบนกระดาษ")
    return lacks


def check_may_reopen(user: User, round: Round) -> None:
    """The call is taken up again until a sheet is sent or keyed in, counted or not."""
    check_manages(user, round)
    _check_step_from(user, round, (RoundState.CLOSED, RoundState.SCORING), RoundState.OPEN)
    _check_no_sheet_sent(round, "เปิดรับอีกครั้ง")


def check_reopen(user: User, round: Round, reason: str, closes_on: date | None) -> None:
    """Taking up a call says why; one whose last day is past is given a new one."""
    check_may_reopen(user, round)
    _check_reason(reason, "เปิดรับอีกครั้ง")
    if (closes_on or timezone.localdate()) < timezone.localdate():
        raise Refused("โปรดกำหนดวันปิดรับใหม่ เพราะวันปิดรับที่กำหนดไว้ผ่านไปแล้ว")
    check_days(round.opens_on, closes_on)


def check_may_recheck(user: User, round: Round) -> None:
    """Scoring stops, the call stays closed: nominations are looked at again."""
    check_manages(user, round)
    check_step(user, round, RoundState.SCORING, RoundState.CLOSED)
    _check_no_sheet_sent(round, "กลับไปตรวจแบบเสนอ")


def check_recheck(user: User, round: Round, reason: str) -> None:
    """Going back says why."""
    check_may_recheck(user, round)
    _check_reason(reason, "กลับไปตรวจแบบเสนอ")


def _check_no_sheet_sent(round: Round, what: str) -> None:
    if round.state != RoundState.SCORING:
        return
    done = (SheetState.SUBMITTED, SheetState.KEYED)
    sent = ScoreSheet.objects.filter(member__round=round, state__in=done).count()
    if sent:
        raise Refused(f"{what}ไม่ได้ เพราะกรรมการส่งคะแนนแล้ว {sent} ใบ")


def _check_reason(reason: str, what: str) -> None:
    if not reason.strip():
        raise Refused(f"โปรดระบุเหตุผลที่{what}")


def check_window(user: User, round: Round) -> None:
    """The days of the call are set or moved until scoring begins."""
    check_manages(user, round)
    _check_before(round, BEFORE_SCORING, "กำหนดการรับแบบเสนอโครงการ")


def check_window_values(round: Round, values: Mapping[str, object], reason: str) -> None:
    """The first day is not after the last; days that districts know are moved with a reason."""
    check_days(values["opens_on"], values["closes_on"])
    moved = any(getattr(round, name) != values[name] for name in DAYS)
    if moved and round.state in CALL_IS_OUT:
        _check_reason(reason, "เปลี่ยนกำหนดการรับ เพราะอำเภอทราบกำหนดเดิมแล้ว")


def check_days(opens_on: date | None, closes_on: date | None) -> None:
    """The first day is not after the last."""
    if opens_on and closes_on and opens_on > closes_on:
        raise Refused("วันเปิดรับต้องไม่อยู่หลังวันปิดรับ")


def check_late(user: User, round: Round) -> None:
    """Leave to send late is given and taken back while the call is out and no points are given."""
    check_manages(user, round)
    if round.state not in CALL_IS_OUT:
        here = RoundState(round.state).label
        raise Refused(f"อนุญาตให้ส่งหลังกำหนดไม่ได้ เพราะรอบการคัดเลือกอยู่ในขั้น «{here}»")


def check_give_late(user: User, round: Round, office: Office, reason: str) -> None:
    """Leave goes to a district of the round's province, once, with its reason."""
    check_late(user, round)
    own = office.province_id == round.office.province_id
    if not (own and office.kind == Office.Kind.DISTRICT):
        raise Refused("อนุญาตได้เฉพาะอำเภอในจังหวัดนี้")
    if LateLeave.objects.filter(round=round, office=office).exists():
        raise Refused(f"อนุญาตให้{office.short_name}ส่งหลังกำหนดไว้แล้ว")
    _check_reason(reason, "อนุญาตให้ส่งหลังกำหนด")
