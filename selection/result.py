"""The result table of a round as plain values: live while it is weighed, frozen when announced."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from django.db.models import Prefetch, prefetch_related_objects

from cdd_network import thai
from selection import tally
from selection.models import (
    ChosenGroup,
    CommitteeMember,
    Criterion,
    Declaration,
    Nomination,
    ReserveGroup,
)
from selection.scoring import Standing, shown, shown_root, standings
from selection.states import RoundState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal
    from fractions import Fraction

    from selection.models import Round

Row = dict[str, object]


def result_rows(round: Round, grid: tally.Grid | None = None) -> list[Row]:
    """One row a nomination, best place first, as it is kept in JSON; call it once all sheets are in.

    ``mean`` and ``sd`` are rounded to two decimals for display, ``exact`` is the fraction behind the
    mean. ``rank`` is by the mean alone, ``place`` by the tie-breakers too; ``parted_by`` is the
    order of the criterion that parted equal means, or None. ``totals`` are of those who scored, each
    with its ``points`` in the order of the criteria and whether it is an ``outlier``. ``excused``
    names each seat that was left out of all totals, ``asides`` those who stood aside from this
    nomination, and why. ``chosen`` and ``reserve`` are orders, or None. ``grid`` is the round's, of
    a page that has read it already.
    """
    table = _table_of(round, grid or tally.grid_of(round))
    named = _named(round)
    return [
        {**named[one.nomination], **table.outcome(one.nomination), **table.figures(one)}
        for one in table.standings
    ]


def frozen_or_live(round: Round, grid: tally.Grid | None = None) -> list[Row]:
    """The announced table, or before that the table as the sheets stand."""
    return round.result or result_rows(round, grid)


@dataclass(frozen=True)
class _Table:
    """What the rows of a round are made from."""

    standings: Sequence[Standing]
    criteria: Mapping[int, Criterion]
    seats: Mapping[int, CommitteeMember]
    points: Mapping[tuple[int, int], Mapping[int, Decimal]]
    asides: Mapping[int, Sequence[Row]]
    excused: Sequence[Row]
    chosen: Mapping[int, int]
    reserve: Mapping[int, int]

    def outcome(self, key: int) -> Row:
        """Place among the chosen and among the reserves."""
        return {"chosen": self.chosen.get(key), "reserve": self.reserve.get(key)}

    def figures(self, standing: Standing) -> Row:
        """The numbers of a nomination."""
        parted = self.criteria.get(standing.parted_by)
        return {
            "rank": standing.rank,
            "place": standing.place,
            "parted_by": parted.order if parted else None,
            "mean": str(shown(standing.mean)),
            "exact": str(standing.mean),
            "sd": str(shown_root(standing.variance)),
            "spread": str(standing.spread),
            "outliers": len(standing.outliers),
            "totals": [self._total(standing, key) for key in self.seats if key in standing.totals],
            "criteria": [
                _criterion(one, standing.criteria[key]) for key, one in self.criteria.items()
            ],
            "asides": list(self.asides.get(standing.nomination, ())),
            "excused": self.excused,
        }

    def _total(self, standing: Standing, key: int) -> Row:
        given = self.points[key, standing.nomination]
        return {
            "order": self.seats[key].order,
            "post": self.seats[key].post,
            "total": str(standing.totals[key]),
            "points": [_plain(given[key]) for key in self.criteria],
            "outlier": key in standing.outliers,
        }


def _table_of(round: Round, grid: tally.Grid) -> _Table:
    every = list(CommitteeMember.objects.scorers().filter(round=round).order_by("order"))
    seats = {seat.pk: seat for seat in every if not seat.excused_reason}
    criteria = criteria_of(round)
    ties = sorted((one for one in criteria if one.tie_order), key=lambda one: one.tie_order)
    sheets = tally.sheets_of(round, grid)
    return _Table(
        standings=standings(sheets, [one.pk for one in ties]),
        criteria={one.pk: one for one in criteria},
        seats=seats,
        points={(one.member, one.nomination): one.points for one in sheets},
        asides=_asides(round, seats) if any(one.aside for one in grid.cells) else {},
        excused=[_said(seat, seat.excused_reason) for seat in every if seat.excused_reason],
        chosen=_orders(ChosenGroup, round),
        reserve=_orders(ReserveGroup, round),
    )


def _asides(round: Round, seats: Mapping[int, CommitteeMember]) -> dict[int, list[Row]]:
    """Who of ``seats`` stands aside from which nomination, and why."""
    found: dict[int, list[Row]] = {}
    said = Declaration.objects.filter(aside=True, member__round=round).order_by("member__order")
    for seat, nomination, reason in said.values_list("member_id", "nomination_id", "reason"):
        if seat in seats:
            found.setdefault(nomination, []).append(_said(seats[seat], reason))
    return found


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


_PLACE = "group__subdistrict"
_NAMES = (
    "group__village", "group__moo", f"{_PLACE}__name", f"{_PLACE}__district__name",
    f"{_PLACE}__district__province__name", "office__district__name", "activity_name",
)  # fmt: skip


def _named(round: Round) -> dict[int, Row]:
    """What names each nomination of the round, as plain values."""
    rows = Nomination.objects.filter(round=round).order_by().values_list("pk", *_NAMES)
    return {
        key: {
            "nomination": key,
            "group": thai.group_text(village),
            "address": thai.address_text(
                moo=moo, subdistrict=subdistrict, district=district, province=province
            ),
            "district": office,
            "activity": activity,
        }
        for key, village, moo, subdistrict, district, province, office, activity in rows
    }


def _criterion(one: Criterion, mean: Fraction) -> Row:
    return {
        "order": one.order,
        "title": one.title,
        "points": one.points,
        "mean": str(shown(mean)),
        "exact": str(mean),
    }


@lru_cache(maxsize=256)
def _plain(points: Decimal) -> str:
    """«20», «4.5»: without needless zeros."""
    return f"{points.normalize():f}"
