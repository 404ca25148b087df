"""Photographs set on paper two by two: both of a row are equally high and fill its width.

Millimetres; pure functions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reports.parts import Photo

WIDTH = 160
"""Between the margins of an upright sheet."""
GAP = 6
MOST_HIGH = 66
"""Three rows with their captions stand on one sheet."""
LEAST_WIDE = 40
"""A caption needs room, however narrow its photograph."""


@dataclass(frozen=True)
class Placed:
    """A photograph with its place: the box that it fills, and the column of its caption."""

    photo: Photo
    width: float
    height: float
    column: float


def placed(photos: Sequence[Photo]) -> tuple[tuple[Placed, ...], ...]:
    """The photographs in order, two a row; the last may stand alone, as large as half a row."""
    pairs = [photos[at : at + 2] for at in range(0, len(photos), 2)]
    return tuple(_row(pair) for pair in pairs)


def _row(pair: Sequence[Photo]) -> tuple[Placed, ...]:
    shapes = [photo.width / photo.height for photo in pair]
    wide = WIDTH - GAP if len(pair) == 2 else (WIDTH - GAP) / 2
    high = min(wide / sum(shapes), MOST_HIGH)
    return tuple(
        _placed(photo, high * shape, high) for photo, shape in zip(pair, shapes, strict=True)
    )


def _placed(photo: Photo, width: float, height: float) -> Placed:
    return Placed(photo, round(width, 1), round(height, 1), round(max(width, LEAST_WIDE), 1))
