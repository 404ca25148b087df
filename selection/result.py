"""The result table of a round as plain values: live while it is weighed, frozen when announced."""

from selection import tally
from selection.models import ChosenGroup, CommitteeMember, Criterion, Nomination, Round
from selection.scoring import Standing, shown


def result_rows(round: Round) -> list[dict[str, object]]:
    """One row a nomination, best first, as it is kept in JSON; call it once all sheets are in.

    ``mean`` is rounded to two decimals for display and ``exact`` is the fraction behind it.
    ``excused`` names each seat that was left out of the totals, and why.
    """
    nominations = Nomination.objects.with_place().filter(round=round).in_bulk()
    orders = dict(ChosenGroup.objects.filter(round=round).values_list("nomination_id", "order"))
    criteria = list(Criterion.objects.filter(round=round))
    every = list(CommitteeMember.objects.filter(round=round, user__isnull=False))
    seats = [seat for seat in every if not seat.excused_reason]
    excused = [_excused(seat) for seat in every if seat.excused_reason]
    return [
        {
            **_who(nominations[standing.nomination]),
            "chosen": orders.get(standing.nomination),
            **_figures(standing, criteria, seats),
            "excused": excused,
        }
        for standing in tally.standings_of(round)
    ]


def _excused(seat: CommitteeMember) -> dict[str, object]:
    return {"order": seat.order, "post": seat.post, "reason": seat.excused_reason}


def _who(nomination: Nomination) -> dict[str, object]:
    return {
        "nomination": nomination.pk,
        "group": nomination.group.name,
        "address": nomination.group.address,
        "activity": nomination.activity_name,
    }


def _figures(
    standing: Standing, criteria: list[Criterion], seats: list[CommitteeMember]
) -> dict[str, object]:
    return {
        "rank": standing.rank,
        "mean": str(shown(standing.mean)),
        "exact": str(standing.mean),
        "spread": str(standing.spread),
        "totals": [
            {"order": seat.order, "post": seat.post, "total": str(standing.totals[seat.pk])}
            for seat in seats
        ],
        "criteria": [
            {
                "order": one.order,
                "title": one.title,
                "points": one.points,
                "mean": str(shown(standing.criteria[one.pk])),
            }
            for one in criteria
        ],
    }
