"""Acts on a province's round: prepare, set the meeting, open, close, start scoring, go back."""

from datetime import date

from django.db import transaction

from cdd_network.models import Programme, User
from cdd_network.transitions import move, start
from cdd_network.versions import save_version
from selection import rules
from selection.actions.criteria import copy_criteria, copy_eligibility
from selection.actions.hold import hold
from selection.models import CommitteeMember, Round
from selection.states import RoundState


@transaction.atomic
def prepare_round(*, programme: Programme, by: User) -> Round:
    """The own province's round of the year, made with the programme's criteria and committee.

    Idempotent: a round that exists is given back as it stands. The year is held meanwhile: the
    department neither changes it nor closes it under a round that begins.
    """
    programme.refresh_from_db(from_queryset=Programme.objects.select_for_update())
    rules.check_prepare(by, programme)
    round, made = Round.objects.get_or_create(programme=programme, office=by.office)
    if made:
        copy_criteria(round)
        copy_eligibility(round)
        _copy_committee(round)
        start(round, by=by)
    return round


def _copy_committee(round: Round) -> None:
    kinds = {label: value for value, label in CommitteeMember.Seat.choices}
    CommitteeMember.objects.bulk_create(
        CommitteeMember(
            round=round,
            order=order,
            seat=kinds.get(seat.role, CommitteeMember.Seat.MEMBER),
            post=seat.post,
        )
        for order, seat in enumerate(round.programme.content.committee, 1)
    )


@transaction.atomic
def save_meeting(
    *, round: Round, values: dict[str, object], version: int | None = None, by: User
) -> None:
    """Set ``meeting_date``, ``meeting_time`` and ``meeting_place``.

    With ``version``, raises Stale when another save came first.
    """
    hold(round)
    rules.check_meeting(by, round)
    rules.check_meeting_values(round, values)
    wanted = {name: values[name] for name in rules.MEETING}
    save_version(round, wanted, version=round.version if version is None else version, by=by)


@transaction.atomic
def open_round(*, round: Round, by: User) -> None:
    """Open the round for nominations."""
    hold(round)
    rules.check_open(by, round)
    move(round, RoundState.OPEN, by=by)


@transaction.atomic
def close_round(*, round: Round, by: User) -> None:
    """Take no more nominations; those that were sent are still answered."""
    hold(round)
    rules.check_close(by, round)
    move(round, RoundState.CLOSED, by=by)


@transaction.atomic
def start_scoring(*, round: Round, by: User) -> None:
    """Close the call, if that was not done, and let the members score."""
    hold(round)
    rules.check_start_scoring(by, round)
    move(round, RoundState.SCORING, by=by)


@transaction.atomic
def reopen_round(*, round: Round, reason: str, closes_on: date | None = None, by: User) -> None:
    """Take the call up again, until ``closes_on`` where a new last day is given.

    The record of who did not score is dropped; drafts of sheets and declarations stay, and a
    nomination that comes in now wants declarations of its own.
    """
    hold(round)
    last = closes_on or round.closes_on
    rules.check_reopen(by, round, reason, last)
    _unexcuse(round)
    move(round, RoundState.OPEN, by=by, note=reason.strip(), closes_on=last)


@transaction.atomic
def recheck_round(*, round: Round, reason: str, by: User) -> None:
    """Stop the scoring, before any sheet was sent, to look at the nominations again."""
    hold(round)
    rules.check_recheck(by, round, reason)
    _unexcuse(round)
    move(round, RoundState.CLOSED, by=by, note=reason.strip())


def _unexcuse(round: Round) -> None:
    CommitteeMember.objects.excused().filter(round=round).update(excused_reason="")
