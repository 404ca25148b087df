"""What a survey's counts say: pure functions on whole numbers, exact until shown, no Django.

``counts`` are people by level, the best level first: (n5, n4, n3, n2, n1). Figures are Decimals of
two places, rounded half up from the exact value, never from a rounded one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import isqrt

Counts = tuple[int, ...]

LEVELS = 5
"""Levels of satisfaction: 5 is the best."""
TOP = 2
"""So many levels from the best down count as content: «มาก» and «มากที่สุด»."""
NOBODY: Counts = (0,) * LEVELS
_PLACES = 100


@dataclass(frozen=True)
class Measure:
    """An item's figures. ``shares`` and ``top`` are per cent of ``n``; None where nothing tells.

    ``deviation`` is that of a sample (divided by n - 1), so it wants two answers.
    """

    counts: Counts
    n: int
    mean: Decimal | None
    deviation: Decimal | None
    shares: tuple[Decimal, ...]
    top: Decimal | None


@dataclass(frozen=True)
class Knowledge:
    """A test's figures. ``right``: how many people had 0, 1, 2 … questions right.

    ``mean`` is of questions right, ``percent`` the same per cent; ``passed`` people had ``mark`` or
    more right, ``share`` is their per cent of ``n``; None where nobody answered.
    """

    right: Counts
    n: int
    mark: int
    mean: Decimal | None
    percent: Decimal | None
    passed: int
    share: Decimal | None

    @property
    def questions(self) -> int:
        """Questions of the test."""
        return len(self.right) - 1


def rounded(value: Fraction) -> Decimal:
    """``value`` (not negative) to two places, half up: 4.205 gives 4.21."""
    return _places(int(value * _PLACES + Fraction(1, 2)))


def rounded_root(square: Fraction) -> Decimal:
    """The root of ``square`` to two places, half up; exact, since no root is ever written down."""
    halves = isqrt(square.numerator * (2 * _PLACES) ** 2 // square.denominator)
    return _places((halves + 1) // 2)


def _places(hundredths: int) -> Decimal:
    """So many hundredths, both places written: 450 gives 4.50."""
    return Decimal(hundredths).scaleb(-2)


def share(part: int, whole: int) -> Decimal | None:
    """``part`` as per cent of ``whole``; None of nothing."""
    return rounded(Fraction(100 * part, whole)) if whole else None


def merge(counts: Iterable[Sequence[int]], size: int = LEVELS) -> Counts:
    """Counts of several sources (telephones, paper) as those of one; nothing gives zeros."""
    together = [0] * size
    for one in counts:
        for index, number in enumerate(one):
            together[index] += number
    return tuple(together)


def counts_of(levels: Iterable[int]) -> Counts:
    """Counts of single answers, each 5 … 1."""
    made = [0] * LEVELS
    for level in levels:
        made[LEVELS - level] += 1
    return tuple(made)


def measure(counts: Sequence[int]) -> Measure:
    """The figures of an item."""
    n = sum(counts)
    worth = range(len(counts), 0, -1)
    if not n:
        return Measure(tuple(counts), 0, None, None, (), None)
    total = sum(level * number for level, number in zip(worth, counts, strict=True))
    squares = sum(level**2 * number for level, number in zip(worth, counts, strict=True))
    spread = Fraction(n * squares - total**2, n * (n - 1)) if n > 1 else None
    return Measure(
        counts=tuple(counts),
        n=n,
        mean=rounded(Fraction(total, n)),
        deviation=None if spread is None else rounded_root(spread),
        shares=tuple(share(number, n) for number in counts),
        top=share(sum(counts[:TOP]), n),
    )


def pass_mark(questions: int, pass_share: int) -> int:
    """Fewest questions right that are ``pass_share`` per cent of them: 60 of 5 gives 3."""
    return -(-questions * pass_share // 100)


def knowledge(right: Sequence[int], pass_share: int) -> Knowledge:
    """The figures of a test from how many people had 0, 1, 2 … questions right."""
    n, questions = sum(right), len(right) - 1
    mark = pass_mark(questions, pass_share)
    passed = sum(right[mark:]) if questions > 0 else 0
    if not n or questions < 1:
        return Knowledge(tuple(right), n, mark, None, None, passed, None)
    total = sum(number * people for number, people in enumerate(right))
    return Knowledge(
        right=tuple(right),
        n=n,
        mark=mark,
        mean=rounded(Fraction(total, n)),
        percent=rounded(Fraction(100 * total, n * questions)),
        passed=passed,
        share=share(passed, n),
    )


def reaches(test: Knowledge, wanted: int) -> bool:
    """Whether ``wanted`` per cent of those who answered understand; by heads, not by a rounded share."""
    return test.n > 0 and test.passed * 100 >= wanted * test.n
