"""The result table of a round as plain values: live while it is weighed, frozen when announced."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch, prefetch_related_objects

from selection import tally
from selection.models import (
    ChosenGroup,
    CommitteeMember,
    Criterion,
    Nomination,
    ReserveGroup,
)
from selection.scoring import Standing, shown, shown_root, standings
from selection.states import RoundState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from selection.models import Declaration, Round

Row = dict[str, object]


def result_rows(round: Round) -> list[Row]:
    """One row a nomination, best place first, as it is kept in JSON; call it once all sheets are in.

    ``mean`` and ``sd`` are rounded to two decimals for display, ``exact`` is the fraction behind the
    mean. ``rank`` is by the mean alone, ``place`` by the tie-breakers too; ``parted_by`` is the
    order of the criterion that parted equal means, or None. ``totals`` are of those who scored, each
    with its ``points`` in the order of the criteria and whether it is an ``outlier``. ``excused``
    names each seat that was left out of all totals, ``asides`` those who stood aside from this
    nomination, and why. ``chosen`` and ``reserve`` are orders, or None.
    """
    table = _table_of(round)
    nominations = Nomination.objects.filter(round=round).select_related(
        "office__district", "group__subdistrict__district__province"
    )
    by_key = nominations.in_bulk()
    return [
        {**_who(by_key[one.nomination]), **table.outcome(one.nomination), **table.figures(one)}
        for one in table.standings
    ]


def frozen_or_live(round: Round) -> list[Row]:
    """The announced table, or before that the table as the sheets stand."""
    return round.result or result_rows(round)


@dataclass(frozen=True)
class _Table:
    """What the rows of a round are made from."""

    standings: Sequence[Standing]
    criteria: Sequence[Criterion]
    seats: Mapping[int, CommitteeMember]
    points: Mapping[tuple[int, int], Mapping[int, Decimal]]
    asides: Mapping[int, Sequence[Declaration]]
    excused: Sequence[Row]
    chosen: Mapping[int, int]
    reserve: Mapping[int, int]

    def outcome(self, key: int) -> Row:
        """Place among the chosen and among the reserves."""
        return {"chosen": self.chosen.get(key), "reserve": self.reserve.get(key)}

    def figures(self, standing: Standing) -> Row:
        """The numbers of a nomination."""
        orders = {one.pk: one.order for one in self.criteria}
        return {
            "rank": standing.rank,
            "place": standing.place,
            "parted_by": orders.get(standing.parted_by),
            "mean": str(shown(standing.mean)),
            "exact": str(standing.mean),
            "sd": str(shown_root(standing.variance)),
            "spread": str(standing.spread),
            "outliers": len(standing.outliers),
            "totals": [self._total(standing, key) for key in self.seats if key in standing.totals],
            "criteria": [_criterion(one, standing) for one in self.criteria],
            "asides": [
                _said(self.seats[one.member_id], one.reason)
                for one in self.asides.get(standing.nomination, ())
            ],
            "excused": self.excused,
        }

    def _total(self, standing: Standing, key: int) -> Row:
        given = self.points[key, standing.nomination]
        return {
            "order": self.seats[key].order,
            "post": self.seats[key].post,
            "total": str(standing.totals[key]),
            "points": [_plain(given[one.pk]) for one in self.criteria],
            "outlier": key in standing.outliers,
        }


def _table_of(round: Round) -> _Table:
    every = list(CommitteeMember.objects.scorers().filter(round=round).order_by("order"))
    asides: dict[int, list[Declaration]] = {}
    for one in tally.asides_of(round).order_by("member__order"):
        asides.setdefault(one.nomination_id, []).append(one)
    criteria = criteria_of(round)
    ties = sorted((one for one in criteria if one.tie_order), key=lambda one: one.tie_order)
    sheets = tally.sheets_of(round)
    return _Table(
        standings=standings(sheets, [one.pk for one in ties]),
        criteria=criteria,
        seats={seat.pk: seat for seat in every if not seat.excused_reason},
        points={(one.member, one.nomination): one.points for one in sheets},
        asides=asides,
        excused=[_said(seat, seat.excused_reason) for seat in every if seat.excused_reason],
        chosen=_orders(ChosenGroup, round),
        reserve=_orders(ReserveGroup, round),
    )


def criteria_of(round: Round) -> list[Criterion]:
    """The criteria in order, with their tie order and anchors; one query for this round object."""
    prefetch_related_objects([round], Prefetch("criteria", Criterion.objects.order_by("order")))
    return list(round.criteria.all())


def _orders(kind: type[ChosenGroup] | type[ReserveGroup], round: Round) -> dict[int, int]:
    if round.state not in (RoundState.DECIDED, RoundState.ANNOUNCED):
        return {}
    return dict(kind.objects.filter(round=round).values_list("nomination_id", "order"))


def _said(seat: CommitteeMember, reason: str) -> Row:
    return {"order": seat.order, "post": seat.post, "reason": reason}


def _who(nomination: Nomination) -> Row:
    return {
        "nomination": nomination.pk,
        "group": nomination.group.name,
        "address": nomination.group.address,
        "district": nomination.office.district.name,
        "activity": nomination.activity_name,
    }


def _criterion(one: Criterion, standing: Standing) -> Row:
    return {
        "order": one.order,
        "title": one.title,
        "points": one.points,
        "mean": str(shown(standing.criteria[one.pk])),
        "exact": str(standing.criteria[one.pk]),
    }


def _plain(points: Decimal) -> str:
    """«20», «4.5»: without needless zeros."""
    return f"{points.normalize():f}"
