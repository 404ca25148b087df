"""A mean of five levels in words, by either scheme that Thai reports use; pure.

«equal» cuts 1–5 into five bands 0.80 wide, «half» at the halves. The mean is looked up as it is
shown, with two places, so that a reader of the table comes to the same word.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from cdd_network.content_event import SCHEMES

EQUAL, HALF = SCHEMES
LOWEST: Mapping[str, tuple[Decimal, ...]] = {
    EQUAL: tuple(map(Decimal, ("4.21", "3.41", "2.61", "1.81", "1.00"))),
    HALF: tuple(map(Decimal, ("4.51", "3.51", "2.51", "1.51", "1.00"))),
}
"""Least mean of each band, the best first."""
TITLES: Mapping[str, str] = {
    EQUAL: "ช่วงกว้าง 0.80 (มากที่สุด 4.21–5.00)",
    HALF: "ตัดที่ครึ่งคะแนน (มากที่สุด 4.51–5.00)",
}
_STEP = Decimal("0.01")
_BEST = Decimal("5.00")


def word(mean: Decimal | None, scheme: str, labels: Sequence[str]) -> str:
    """The label of the mean's band, «–» without a mean; ``labels`` from the best down."""
    if mean is None:
        return "–"
    lowest = LOWEST[scheme]
    return labels[next(place for place, least in enumerate(lowest) if mean >= least)]


def ranges(scheme: str, labels: Sequence[str]) -> list[tuple[str, str]]:
    """(«4.21–5.00», label) of each band, the best first."""
    lowest = LOWEST[scheme]
    most = (_BEST, *(least - _STEP for least in lowest[:-1]))
    spans = [f"{least:.2f}–{top:.2f}" for least, top in zip(lowest, most, strict=True)]
    return list(zip(spans, labels, strict=True))
