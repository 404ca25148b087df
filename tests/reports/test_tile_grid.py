"""The country as tiles: every province once, neighbours near."""

import pytest

from projects.neighbours import NEIGHBOURS
from reports.watch.tile_grid import COLUMNS, PLACES, REGIONS, ROWS, region_of

BANGKOK = "10"


def test_every_province_stands_once() -> None:
    codes = [code for row in ROWS for code in row if code]
    assert len(codes) == len(set(codes)) == 76
    assert set(codes) == set(NEIGHBOURS) - {BANGKOK}
    assert {len(row) for row in ROWS} == {COLUMNS}


def test_neighbours_mostly_stand_near() -> None:
    pairs = [
        (one, other)
        for one, others in NEIGHBOURS.items()
        for other in others
        if one < other and BANGKOK not in (one, other)
    ]
    apart = [
        max(abs(a - b) for a, b in zip(PLACES[one], PLACES[other], strict=True))
        for one, other in pairs
    ]
    assert sum(far == 1 for far in apart) / len(apart) > 0.85
    assert sum(far > 2 for far in apart) <= 1, "ตาก and กาญจนบุรี, whose border is long"


def test_north_is_above_and_east_at_the_right() -> None:
    chiang_rai, buriram, ubon, kanchanaburi, songkhla = (
        PLACES[code] for code in ("57", "31", "34", "71", "90")
    )
    assert chiang_rai[0] < buriram[0] < songkhla[0]
    assert kanchanaburi[1] < buriram[1] < ubon[1]


@pytest.mark.parametrize(
    ("region", "count"), [("north", 17), ("northeast", 20), ("central", 25), ("south", 14)]
)
def test_regions_are_those_of_the_ministry(region: str, count: int) -> None:
    assert sum(region_of(code) == region for code in PLACES) == count
    assert set(map(region_of, PLACES)) == set(REGIONS)
