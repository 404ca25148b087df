"""When points may be seen, a decision recorded, taken back, announced; each check raises Refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdd_network.refusal import Refused
from cdd_network.roles import Can, check_may
from cdd_network.transitions import check_move
from selection import tally
from selection.meeting_rules import check_quorum_to_decide
from selection.models import Nomination
from selection.rules import check_has_meeting, check_manages, check_step
from selection.scoring import Verdict, verdict
from selection.states import NominationState, RoundState

if TYPE_CHECKING:
    from cdd_network.models import User
    from selection.models import Round


def check_see_points(user: User, round: Round) -> None:
    """Blind until complete: not even the province sees points before all sheets are sent."""
    check_may(user, Can.DECIDE)
    check_manages(user, round)
    if round.state in {RoundState.PREPARING, RoundState.OPEN}:
        raise Refused("ยังไม่เริ่มให้คะแนน")
    _check_all_sent(round)


def _check_all_sent(round: Round) -> None:
    progress = tally.progress_of(round)
    if not progress.complete:
        raise Refused(
            f"กรรมการยังส่งคะแนนไม่ครบ (ส่งแล้ว {progress.sent} จาก {progress.wanted} ใบ) "
            "จึงยังเปิดดูคะแนนไม่ได้"
        )


def check_may_decide(user: User, round: Round) -> None:
    """The committee's decision is recorded when all points are in, in a meeting with its quorum."""
    check_may(user, Can.DECIDE)
    check_manages(user, round)
    check_move(round, RoundState.DECIDED, user)
    _check_all_sent(round)
    check_has_meeting(round)
    check_quorum_to_decide(round)


def check_decide(user: User, round: Round, nominations: list[Nomination], reason: str) -> None:
    """Exactly the quota, of the accepted ones; a reason when the points do not settle it.

    Source of the casting vote: the committee's rules in the year's programme.
    """
    check_may_decide(user, round)
    quota = round.programme.quota
    keys = {nomination.pk for nomination in nominations}
    if len(keys) != quota or len(nominations) != quota:
        raise Refused(f"ต้องเลือก {quota} กลุ่มพอดี (เลือกไว้ {len(keys)} กลุ่ม)")
    accepted = Nomination.objects.filter(round=round, state=NominationState.ACCEPTED, pk__in=keys)
    if accepted.count() != quota:
        raise Refused("เลือกได้เฉพาะแบบเสนอโครงการที่จังหวัดรับไว้ในรอบนี้")
    if reason.strip():
        return
    found = verdict(tally.standings_of(round), keys)
    if found is Verdict.TIE:
        raise Refused("คะแนนเท่ากันตรงลำดับสุดท้ายที่ได้รับเลือก โปรดระบุเหตุผล เช่น ประธานออกเสียงชี้ขาด")
    if found is Verdict.AGAINST:
        raise Refused("ผลที่เลือกไม่ตรงกับลำดับคะแนน โปรดระบุเหตุผลของคณะกรรมการ")


def check_reconsider(user: User, round: Round) -> None:
    """A decision is taken back only before the announcement."""
    check_may(user, Can.DECIDE)
    check_manages(user, round)
    check_step(user, round, RoundState.DECIDED, RoundState.SCORING)


def check_announce(user: User, round: Round) -> None:
    """Decided first, announced later, in one act; the meeting that decided is known."""
    check_may(user, Can.DECIDE)
    check_manages(user, round)
    check_move(round, RoundState.ANNOUNCED, user)
    check_has_meeting(round)
