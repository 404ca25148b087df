"""The committee's decision and its announcement."""

from django.db import transaction
from django.utils import timezone

from cdd_network.models import User
from cdd_network.refusal import Refused
from cdd_network.transitions import move
from selection import decision_rules as rules
from selection import tally
from selection.actions.hold import hold
from selection.models import ChosenGroup, Decision, Nomination, ReserveGroup, ResultVersion, Round
from selection.result import result_rows
from selection.scoring import shown, verdict
from selection.signals import decision_reopened, result_announced
from selection.states import RoundState


@transaction.atomic
def decide(*, round: Round, nominations: list[Nomination], reason: str, by: User) -> None:
    """Record the chosen nominations, in the order in which they will be announced."""
    hold(round)
    rules.check_decide(by, round, nominations, reason)
    means = {standing.nomination: standing.mean for standing in tally.standings_of(round)}
    move(round, RoundState.DECIDED, by=by, note=reason, decided_at=timezone.now())
    ChosenGroup.objects.bulk_create(
        ChosenGroup(
            round=round,
            nomination=nomination,
            order=order,
            total=shown(means[nomination.pk], 4),
        )
        for order, nomination in enumerate(nominations, 1)
    )
    found = verdict(tally.standings_of(round), {one.pk for one in nominations})
    Decision.objects.create(round=round, verdict=found, reason=reason.strip(), by=by)


@transaction.atomic
def reconsider(*, round: Round, by: User) -> None:
    """Take the decision back before it is announced; the sheets stay as they were sent."""
    hold(round)
    rules.check_reconsider(by, round)
    decision_reopened.send(Round, round=round, by=by)
    ChosenGroup.objects.filter(round=round).delete()
    ReserveGroup.objects.filter(round=round).delete()
    Decision.objects.filter(round=round).delete()
    move(round, RoundState.SCORING, by=by, decided_at=None)


@transaction.atomic
def announce(*, round: Round, seen: list[int] | None = None, by: User) -> None:
    """Make the result public and freeze the totals and ranks of all nominations with it.

    ``seen`` are the keys of the chosen groups, in order, that ``by`` has read: raises Refused when
    they are others now.
    """
    hold(round)
    rules.check_announce(by, round)
    _check_seen(round, seen)
    now, rows = timezone.now(), result_rows(round)
    move(round, RoundState.ANNOUNCED, by=by, announced_at=now, announced_by=by, result=rows)
    ResultVersion.objects.create(round=round, number=1, rows=rows, at=now, by=by)
    result_announced.send(Round, round=round, by=by, reason="")


def _check_seen(round: Round, seen: list[int] | None) -> None:
    chosen = ChosenGroup.objects.filter(round=round).order_by("order")
    if seen is not None and seen != list(chosen.values_list("pk", flat=True)):
        raise Refused("รายชื่อที่ได้รับการคัดเลือกเปลี่ยนไปจากที่ท่านตรวจ กรุณาเปิดหน้าประกาศผลแล้วตรวจอีกครั้ง")
