"""Acts on a province's round: prepare, set the meeting, open, start scoring."""

from django.db import transaction

from cdd_network.models import Programme, User
from cdd_network.transitions import move, start
from cdd_network.versions import save_version
from selection import rules
from selection.actions.hold import hold
from selection.models import CommitteeMember, Criterion, EligibilityQuestion, Round
from selection.states import RoundState


@transaction.atomic
def prepare_round(*, programme: Programme, by: User) -> Round:
    """The own province's round of the year, made with the programme's criteria and committee.

    Idempotent: a round that exists is given back as it stands.
    """
    rules.check_prepare(by, programme)
    round, made = Round.objects.get_or_create(programme=programme, office=by.office)
    if made:
        _copy_criteria(round)
        _copy_committee(round)
        start(round, by=by)
    return round


def _copy_criteria(round: Round) -> None:
    content = round.programme.content
    ties = {key: order for order, key in enumerate(content.tie_breakers, 1)}
    Criterion.objects.bulk_create(
        Criterion(
            round=round,
            order=order,
            title=rule.title,
            points=rule.points,
            help=rule.help,
            anchors="\n".join(rule.anchors),
            items=list(rule.items),
            tie_order=ties.get(rule.key),
        )
        for order, rule in enumerate(content.criteria, 1)
    )
    EligibilityQuestion.objects.bulk_create(
        EligibilityQuestion(round=round, order=order, text=text)
        for order, text in enumerate(content.eligibility, 1)
    )


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
def start_scoring(*, round: Round, by: User) -> None:
    """Close the call and let the members score."""
    hold(round)
    rules.check_start_scoring(by, round)
    move(round, RoundState.SCORING, by=by)


@transaction.atomic
def reopen_round(*, round: Round, by: User) -> None:
    """Take the call up again; the record of who did not score is dropped, drafts of sheets stay."""
    hold(round)
    rules.check_reopen(by, round)
    CommitteeMember.objects.excused().filter(round=round).update(excused_reason="")
    move(round, RoundState.OPEN, by=by)
