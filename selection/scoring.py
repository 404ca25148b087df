"""Totals, means, spreads, ranks and places of score sheets: pure functions, exact arithmetic, no
Django.

Points are Decimals, means and variances are Fractions: nothing is rounded before it is shown. A tie
is a tie to the last digit, never an accident of rounding. A member who stood aside or was excused
has no sheet and is simply absent: a mean is that of those who scored.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import groupby
from math import isqrt
from operator import itemgetter

FULL_POINTS = 100
"""What the weights of all criteria sum to."""
OUTLIER_SHARE = Fraction(20, 100)
"""A total further from the mean of the others than this share of the full points is marked."""
OUTLIER_SHEETS = 3
"""Fewest sheets among which one can stand out."""


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
    """Where a nomination stands.

    ``spread`` is the greatest total less the least. ``variance`` is that of the population (divided
    by the number of sheets): those who scored are all of the committee that did, not a sample of a
    larger one. ``criteria`` are the means by criterion, ``outliers`` the members whose totals stand
    out.

    ``rank`` is by the mean and counts from 1; equals share a rank and the next one is skipped
    (1, 1, 3). ``place`` refines it by the tie-breakers; what they leave equal shares a place.
    ``parted_by`` is the tie-breaker that parts it from the nearest of its own rank (the one before
    it, for the first the one after), None when none does.
    """

    nomination: int
    totals: Mapping[int, Decimal]
    mean: Fraction
    variance: Fraction
    spread: Decimal
    criteria: Mapping[int, Fraction]
    outliers: frozenset[int]
    rank: int
    place: int
    parted_by: int | None


class Verdict(StrEnum):
    """How a choice relates to the places."""

    CLEAR = "clear"
    TIE = "tie"
    AGAINST = "against"


def standings(
    sheets: Iterable[Sheet], ties: Sequence[int] = (), full: int = FULL_POINTS
) -> list[Standing]:
    """Standing of each nomination that has sheets, best first; equals in the order first met.

    ``ties`` are the criteria that part equal means, in their declared order; ``full`` the points
    that one sheet can give. Raises ValueError when a member's sheet of a nomination comes twice,
    when the sheets of a nomination do not score the same criteria, or lack one of ``ties``.
    """
    by_nomination: dict[int, list[Sheet]] = {}
    for sheet in sheets:
        by_nomination.setdefault(sheet.nomination, []).append(sheet)
    figures = [_figures(key, group, full) for key, group in by_nomination.items()]
    keyed = [(_key(one, ties), one) for one in figures]
    keyed.sort(key=itemgetter(0), reverse=True)
    found: list[Standing] = []
    for _, equals in groupby(keyed, key=lambda one: one[0][0]):
        found += _ranked(list(equals), 1 + len(found), ties)
    return found


Key = tuple[Fraction, ...]
"""What places go by: the mean, then the means of the tie-breakers in order."""


def _key(figures: Mapping[str, object], ties: Sequence[int]) -> Key:
    missing = [one for one in ties if one not in figures["criteria"]]
    if missing:
        raise ValueError(
            f"nomination {figures['nomination']}: no points for tie-breakers {missing}"
        )
    return (figures["mean"], *(figures["criteria"][one] for one in ties))


def _ranked(
    equals: Sequence[tuple[Key, Mapping[str, object]]], rank: int, ties: Sequence[int]
) -> list[Standing]:
    """Nominations of one mean, best first, which share ``rank``; the first has it as its place."""
    keys = [key for key, _ in equals]
    return [
        Standing(
            **one, rank=rank, place=rank + keys.index(key), parted_by=_parted_by(key, keys, ties)
        )
        for key, one in equals
    ]


def _parted_by(own: Key, better: Sequence[Key], ties: Sequence[int]) -> int | None:
    """The tie-breaker by which ``own`` stands apart from its neighbour of equal mean, if any."""
    others = [key for key in better if key != own]
    if not others:
        return None
    before = [key for key in others if key > own]
    near = before[-1] if before else others[0]
    return next(one for one, mine, its in zip(ties, own[1:], near[1:], strict=True) if mine != its)


def _figures(nomination: int, sheets: list[Sheet], full: int) -> dict[str, object]:
    totals = {sheet.member: sheet.total for sheet in sheets}
    if len(totals) != len(sheets):
        raise ValueError(f"nomination {nomination}: two sheets of one member")
    criteria = sheets[0].points.keys()
    if any(sheet.points.keys() != criteria for sheet in sheets):
        raise ValueError(f"nomination {nomination}: sheets differ in criteria")
    mean = _mean(totals.values())
    squares = Fraction(sum((total * total for total in totals.values()), Decimal(0)))
    return {
        "nomination": nomination,
        "totals": totals,
        "mean": mean,
        "variance": squares / len(totals) - mean * mean,
        "spread": max(totals.values()) - min(totals.values()),
        "criteria": {key: _mean([sheet.points[key] for sheet in sheets]) for key in criteria},
        "outliers": outliers(totals, full),
    }


def _mean(values: Collection[Decimal]) -> Fraction:
    sum_of, parts = sum(values, Decimal(0)).as_integer_ratio()  # two decimals: the sum is exact
    return Fraction(sum_of, parts * len(values))


def outliers(totals: Mapping[int, Decimal], full: int = FULL_POINTS) -> frozenset[int]:
    """Members whose total lies further from the mean of the others' than OUTLIER_SHARE of ``full``.

    None among fewer than OUTLIER_SHEETS sheets. They count like all others: they are only marked.
    """
    others = len(totals) - 1
    if others < OUTLIER_SHEETS - 1:
        return frozenset()
    whole, most = sum(totals.values(), Decimal(0)), OUTLIER_SHARE * full * others
    return frozenset(
        member for member, total in totals.items() if abs(total * others - (whole - total)) > most
    )


def tied_at_cut(places: Mapping[int, int], quota: int) -> list[int]:
    """Nominations that share the place at which ``quota`` cuts, in and out; [] when it cuts between
    two places. ``places`` maps a nomination to its place."""
    ordered = sorted(places.values())
    if not 0 < quota < len(ordered) or ordered[quota - 1] != ordered[quota]:
        return []
    return [key for key, place in places.items() if place == ordered[quota]]


def verdict(table: Iterable[Standing], chosen: Iterable[int]) -> Verdict:
    """Whether the chosen nominations are those that the places put first.

    TIE: one that was chosen and one that was not share a place at the cut, tie-breakers and all.
    AGAINST: one that was not chosen stands before one that was.
    """
    inside = set(chosen)
    places = {True: [], False: []}
    for standing in table:
        places[standing.nomination in inside].append(standing.place)
    if not places[True] or not places[False]:
        return Verdict.CLEAR
    worst_in, best_out = max(places[True]), min(places[False])
    if best_out < worst_in:
        return Verdict.AGAINST
    return Verdict.TIE if best_out == worst_in else Verdict.CLEAR


def shown(value: Fraction | Decimal, places: int = 2) -> Decimal:
    """``value`` rounded half up to ``places`` decimals, for display and for the frozen result."""
    part, whole = value.as_integer_ratio()
    halves = 2 * part * 10**places + whole  # twice the scaled value, and a half
    return Decimal(halves // (2 * whole)).scaleb(-places)


def shown_root(value: Fraction, places: int = 2) -> Decimal:
    """The square root of ``value`` (not negative) rounded half up to ``places`` decimals."""
    doubled = isqrt(int(value * 4 * 100**places))  # whole part of twice the scaled root
    return Decimal((doubled + 1) // 2).scaleb(-places)
