"""Totals, means, spreads and ranks of score sheets: pure functions, exact arithmetic, no Django.

Points are Decimals, means are Fractions: nothing is rounded before it is shown. A tie is a tie
to the last digit, never an accident of rounding.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction


@dataclass(frozen=True)
class Sheet:
    """What one member gave one nomination: points by criterion."""

    member: int
    nomination: int
    points: Mapping[int, Decimal]

    @property
    def total(self) -> Decimal:
        """Sum of the sheet's points."""
        return sum(self.points.values(), Decimal(0))


@dataclass(frozen=True)
class Standing:
    """Where a nomination stands. ``spread`` is the greatest total less the least.

    ``rank`` counts from 1; equals share a rank and the next one is skipped (1, 1, 3).
    """

    nomination: int
    totals: Mapping[int, Decimal]
    mean: Fraction
    spread: Decimal
    criteria: Mapping[int, Fraction]
    rank: int


class Verdict(StrEnum):
    """How a choice relates to the ranking."""

    CLEAR = "clear"
    TIE = "tie"
    AGAINST = "against"


def standings(sheets: Iterable[Sheet]) -> list[Standing]:
    """Standing of each nomination that has sheets, best first; equals in the order first met.

    Raises ValueError when a member's sheet of a nomination comes twice, or when the sheets of a
    nomination do not score the same criteria.
    """
    by_nomination: dict[int, list[Sheet]] = {}
    for sheet in sheets:
        by_nomination.setdefault(sheet.nomination, []).append(sheet)
    means = {key: _mean(s.total for s in group) for key, group in by_nomination.items()}
    best_first = sorted(by_nomination, key=lambda key: -means[key])
    return [_standing(key, by_nomination[key], means) for key in best_first]


def _standing(nomination: int, sheets: list[Sheet], means: Mapping[int, Fraction]) -> Standing:
    totals = {sheet.member: sheet.total for sheet in sheets}
    if len(totals) != len(sheets):
        raise ValueError(f"nomination {nomination}: two sheets of one member")
    criteria = sheets[0].points.keys()
    if any(sheet.points.keys() != criteria for sheet in sheets):
        raise ValueError(f"nomination {nomination}: sheets differ in criteria")
    return Standing(
        nomination=nomination,
        totals=totals,
        mean=means[nomination],
        spread=max(totals.values()) - min(totals.values()),
        criteria={key: _mean(sheet.points[key] for sheet in sheets) for key in criteria},
        rank=1 + sum(mean > means[nomination] for mean in means.values()),
    )


def _mean(values: Iterable[Decimal]) -> Fraction:
    parts = [Fraction(value) for value in values]
    return sum(parts, Fraction(0)) / len(parts)


def verdict(table: Iterable[Standing], chosen: Iterable[int]) -> Verdict:
    """Whether the chosen nominations are those that the ranking puts first.

    TIE: one that was chosen and one that was not stand equal at the cut. AGAINST: one that was
    not chosen stands above one that was.
    """
    inside = set(chosen)
    means = {True: [], False: []}
    for standing in table:
        means[standing.nomination in inside].append(standing.mean)
    if not means[True] or not means[False]:
        return Verdict.CLEAR
    worst_in, best_out = min(means[True]), max(means[False])
    if best_out > worst_in:
        return Verdict.AGAINST
    return Verdict.TIE if best_out == worst_in else Verdict.CLEAR


def shown(value: Fraction | Decimal, places: int = 2) -> Decimal:
    """``value`` rounded half up to ``places`` decimals, for display and for the frozen result."""
    scaled = Fraction(value) * 10**places + Fraction(1, 2)
    return Decimal(scaled.numerator // scaled.denominator).scaleb(-places)
