"""The committee's decision, its announcement, and its correction."""

from collections.abc import Sequence
from fractions import Fraction

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from cdd_network.models import User
from cdd_network.models.audit import record
from cdd_network.refusal import Refused
from cdd_network.transitions import move
from selection import decision_rules as rules
from selection import tally
from selection.actions.hold import hold
from selection.models import (
    ChosenGroup,
    CommitteeMember,
    Decision,
    Nomination,
    ReserveGroup,
    ResultVersion,
    Round,
)
from selection.result import Row, result_rows
from selection.scoring import shown
from selection.signals import decision_reopened, result_announced
from selection.states import RoundState

FAR = 1000
"""Beyond every order: rows wait there while they change places."""


@transaction.atomic
def decide(
    *,
    round: Round,
    nominations: list[Nomination],
    reason: str = "",
    casting_seat: CommitteeMember | None = None,
    casting_reason: str = "",
    reserve: Sequence[Nomination] = (),
    by: User,
) -> None:
    """Record the chosen nominations, in the order in which they will be announced, the reserves in
    theirs, and how the committee came to them."""
    hold(round)
    choice = rules.Choice(nominations, reserve, reason, casting_seat, casting_reason)
    table = tally.standings_of(round)
    verdict = rules.check_decide(by, round, choice, table)
    move(round, RoundState.DECIDED, by=by, note=reason, decided_at=timezone.now())
    means = {standing.nomination: standing.mean for standing in table}
    for order, one in enumerate(nominations, 1):
        _choose(round, one.pk, order, means[one.pk])
    _reserve(round, [one.pk for one in reserve])
    Decision.objects.create(
        round=round,
        verdict=verdict,
        casting_seat=casting_seat,
        casting_reason=casting_reason.strip(),
        reason=reason.strip(),
        at=round.decided_at,
        by=by,
    )


def _choose(round: Round, nomination: int, order: int, mean: Fraction) -> None:
    total = shown(mean, 4)
    ChosenGroup.objects.create(round=round, nomination_id=nomination, order=order, total=total)


def _reserve(round: Round, nominations: Sequence[int]) -> None:
    ReserveGroup.objects.bulk_create(
        ReserveGroup(round=round, nomination_id=key, order=order)
        for order, key in enumerate(nominations, 1)
    )


@transaction.atomic
def reconsider(*, round: Round, reason: str, by: User) -> None:
    """Take the decision back before it is announced; the sheets stay as they were sent."""
    hold(round)
    rules.check_reconsider(by, round, reason)
    decision_reopened.send(Round, round=round, by=by)
    ChosenGroup.objects.filter(round=round).delete()
    ReserveGroup.objects.filter(round=round).delete()
    Decision.objects.filter(round=round).delete()
    move(round, RoundState.SCORING, by=by, note=reason.strip(), decided_at=None)


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
    move(round, RoundState.ANNOUNCED, by=by, announced_at=now, announced_by=by)
    ResultVersion.objects.create(round=round, number=1, rows=rows, at=now, by=by)
    result_announced.send(Round, round=round, by=by, reason="")


def _check_seen(round: Round, seen: list[int] | None) -> None:
    chosen = ChosenGroup.objects.filter(round=round).order_by("order")
    if seen is not None and seen != list(chosen.values_list("pk", flat=True)):
        raise Refused("รายชื่อที่ได้รับการคัดเลือกเปลี่ยนไปจากที่ท่านตรวจ กรุณาเปิดหน้าประกาศผลแล้วตรวจอีกครั้ง")


@transaction.atomic
def correct_result(
    *, round: Round, nominations: list[Nomination], reason: str, seen: int | None = None, by: User
) -> ResultVersion:
    """Put another set or order of accepted groups in the place of what was announced.

    A new version of the frozen table takes the old one's place, with the same points; the old one
    stays to be read. A reserve that moves up leaves the reserves, and those behind it close up.
    ``seen`` is the number of the version that ``by`` has looked at: raises Refused when another one
    stands now.
    """
    hold(round)
    rules.check_correct(by, round, nominations, reason)
    rules.check_standing_result(round, seen)
    last = ResultVersion.objects.filter(round=round).latest("number")
    keys = [one.pk for one in nominations]
    _choose_anew(round, keys, {row["nomination"]: Fraction(row["exact"]) for row in last.rows})
    left = ReserveGroup.objects.filter(round=round).exclude(nomination__in=keys)
    reserve = list(left.order_by("order").values_list("nomination_id", flat=True))
    ReserveGroup.objects.filter(round=round).delete()
    _reserve(round, reserve)
    made = ResultVersion.objects.create(
        round=round,
        number=last.number + 1,
        rows=_with_outcome(last.rows, keys, reserve),
        reason=reason.strip(),
        at=timezone.now(),
        by=by,
    )
    record(round, "round:correct", by=by, note=made.reason, number=made.number, chosen=keys)
    result_announced.send(Round, round=round, by=by, reason=made.reason)
    return made


def _choose_anew(round: Round, keys: list[int], means: dict[int, Fraction]) -> None:
    """Rows of groups that stay are kept: allotments and papers hang on them."""
    chosen = ChosenGroup.objects.filter(round=round)
    chosen.exclude(nomination__in=keys).delete()
    stays = {one.nomination_id: one.pk for one in chosen}
    chosen.update(order=F("order") + FAR)
    for order, key in enumerate(keys, 1):
        if key in stays:
            ChosenGroup.objects.filter(pk=stays[key]).update(order=order)
        else:
            _choose(round, key, order, means[key])


def _with_outcome(rows: list[Row], chosen: list[int], reserve: list[int]) -> list[Row]:
    orders = {key: order for order, key in enumerate(chosen, 1)}
    waits = {key: order for order, key in enumerate(reserve, 1)}
    return [
        {**row, "chosen": orders.get(row["nomination"]), "reserve": waits.get(row["nomination"])}
        for row in rows
    ]
