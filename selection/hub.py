"""The province's way through a round: five steps, what to look at, who is awaited, what was done."""

from collections import Counter
from dataclasses import dataclass

from django.utils import timezone

from cdd_network.models import User
from selection import districts, hub_steps, queries, tally
from selection.hub_parts import Facts, Step
from selection.models import CommitteeMember, Criterion, Nomination, Round
from selection.round_history import RoundStep, history_of
from selection.rules import BEFORE_SCORING, CALL_IS_OUT
from selection.states import NominationState, RoundState
from selection.warnings import warnings_of
from selection.window import window_of

STEPS = (
    hub_steps.prepare,
    hub_steps.receive,
    hub_steps.score,
    hub_steps.decide,
    hub_steps.announce,
)


@dataclass(frozen=True)
class Hub:
    """The steps in order, what to look at before the next one, who has yet to send, the history."""

    steps: list[Step]
    warnings: list[str]
    awaited: districts.Awaited | None
    history: list[RoundStep]


def hub_of(user: User, round: Round) -> Hub:
    """The five steps of the round as its province sees them."""
    today = timezone.localdate()
    rows = districts.rows_of(round) if round.state in CALL_IS_OUT else None
    preparing = round.state == RoundState.PREPARING
    criteria = queries.criteria_of(round) if preparing else []  # frozen, nothing to say of them
    facts = _facts(round, criteria, rows)
    return Hub(
        [step(user, round, facts) for step in STEPS],
        warnings_of(round, criteria, today),
        None if rows is None else districts.awaited(rows),
        history_of(round),
    )


def _facts(
    round: Round, criteria: list[Criterion], rows: list[districts.DistrictRow] | None
) -> Facts:
    seats = CommitteeMember.objects.filter(round=round).order_by()
    told = list(seats.values_list("user_id", "on_paper", "excused_reason"))
    excused = [bool(reason) for account, on_paper, reason in told if account or on_paper]
    return Facts(
        seats=len(told),
        scorers=excused.count(False),
        excused=excused.count(True),
        criteria=len(criteria),
        points=sum(one.points for one in criteria),
        ties=sum(1 for one in criteria if one.tie_order),
        by_state=_by_state(round, rows),
        leaves=sum(1 for row in rows or () if row.leave),
        window=window_of(round, timezone.localdate()).text,
        progress=_progress(round),
    )


def _by_state(round: Round, rows: list[districts.DistrictRow] | None) -> Counter[str]:
    if rows is None:
        own = Nomination.objects.filter(round=round).order_by()
        return Counter(own.values_list("state", flat=True))
    return Counter({s: sum(row.counts[s] for row in rows) for s in NominationState.values})


def _progress(round: Round) -> tally.Progress:
    early = round.state in BEFORE_SCORING
    return tally.Progress(sent=0, wanted=0) if early else tally.progress_of(round)
