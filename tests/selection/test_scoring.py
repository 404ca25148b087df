"""Totals, means and ranks: tables worked by hand, and properties that hold for any sheets."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selection.scoring import (
    Sheet,
    Verdict,
    outliers,
    shown,
    shown_root,
    standings,
    tied_at_cut,
    verdict,
)


def sheet(member: int, nomination: int, *points: str) -> Sheet:
    return Sheet(member, nomination, {n: Decimal(p) for n, p in enumerate(points, 1)})


def test_a_table_worked_by_hand() -> None:
    table = standings(
        [
            sheet(1, 10, "20", "15"),
            sheet(2, 10, "22", "14.5"),
            sheet(3, 10, "21", "10"),
            sheet(1, 20, "25", "15"),
            sheet(2, 20, "24", "15"),
            sheet(3, 20, "23", "15"),
        ]
    )
    first, second = table
    assert (first.nomination, first.rank, first.mean, first.spread) == (20, 1, 39, 2)
    assert (second.nomination, second.rank) == (10, 2)
    assert second.totals == {1: Decimal("35"), 2: Decimal("36.5"), 3: Decimal("31")}
    assert second.mean == Fraction(205, 6)
    assert second.spread == Decimal("5.5")
    assert second.criteria == {1: Fraction(21), 2: Fraction(79, 6)}
    assert (shown(second.mean), shown(second.criteria[2])) == (Decimal("34.17"), Decimal("13.17"))


def test_equals_share_a_rank_and_the_next_is_skipped() -> None:
    table = standings([sheet(1, 10, "5"), sheet(1, 20, "9"), sheet(1, 30, "9")])
    assert [(s.nomination, s.rank) for s in table] == [(20, 1), (30, 1), (10, 3)]


def test_a_third_is_no_accident_of_rounding() -> None:
    thirds = [sheet(m, 1, p) for m, p in ((1, "10"), (2, "10"), (3, "11"))]
    others = [sheet(m, 2, p) for m, p in ((1, "11"), (2, "10"), (3, "10"))]
    assert [s.rank for s in standings(thirds + others)] == [1, 1]


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({20, 30}, Verdict.CLEAR),
        ({20, 10}, Verdict.AGAINST),
        ({10, 20, 30}, Verdict.CLEAR),
        ((), Verdict.CLEAR),
    ],
)
def test_choice_beside_the_ranking(chosen: set[int], expected: Verdict) -> None:
    table = standings([sheet(1, 10, "5"), sheet(1, 20, "9"), sheet(1, 30, "9")])
    assert verdict(table, chosen) is expected


def test_the_deviation_is_that_of_all_who_scored() -> None:
    (one,) = standings(
        [
            sheet(m, 1, p)
            for m, p in (
                (1, "2"),
                (2, "4"),
                (3, "4"),
                (4, "4"),
                (5, "5"),
                (6, "5"),
                (7, "7"),
                (8, "9"),
            )
        ]
    )
    assert (one.mean, one.variance) == (5, 4)
    assert str(shown_root(one.variance)) == "2.00"
    (third,) = standings([sheet(1, 1, "1"), sheet(2, 1, "2"), sheet(3, 1, "4")])
    assert third.variance == Fraction(14, 9)
    assert str(shown_root(third.variance)) == "1.25"
    (alone,) = standings([sheet(1, 1, "88.5")])
    assert (alone.variance, alone.spread, alone.outliers) == (0, 0, set())


def test_tie_breakers_part_equal_means_in_their_order() -> None:
    table = standings(
        [
            sheet(1, 10, "6", "3", "1"),
            sheet(1, 20, "5", "3", "2"),
            sheet(1, 30, "5", "4", "1"),
            sheet(1, 40, "9", "9", "9"),
            sheet(1, 50, "5", "4", "1"),
        ],
        ties=(1, 2),
    )
    assert [(s.nomination, s.rank, s.place, s.parted_by) for s in table] == [
        (40, 1, 1, None),
        (10, 2, 2, 1),
        (30, 2, 3, 1),
        (50, 2, 3, 1),
        (20, 2, 5, 2),
    ]
    places = {s.nomination: s.place for s in table}
    assert tied_at_cut(places, 3) == [30, 50]
    assert [tied_at_cut(places, quota) for quota in (1, 2, 4, 5, 9)] == [[]] * 5
    assert verdict(table, {40, 10}) is Verdict.CLEAR
    assert verdict(table, {40, 20}) is Verdict.AGAINST, "equal in the mean, behind by the breaker"
    assert verdict(table, {40, 10, 50}) is Verdict.TIE


def test_a_tie_breaker_without_points_is_refused() -> None:
    with pytest.raises(ValueError, match="tie-breakers"):
        standings([sheet(1, 10, "5")], ties=(2,))


@pytest.mark.parametrize(
    ("totals", "expected"),
    [
        ({1: "80", 2: "82", 3: "50"}, (3,)),
        ({1: "80", 2: "80", 3: "60"}, ()),  # twenty points are not more than twenty
        ({1: "80", 2: "80", 3: "59.5"}, (3,)),
        ({1: "80", 2: "10"}, ()),  # who of two stands out?
        ({1: "70"}, ()),
        ({}, ()),
    ],
)
def test_outliers_differ_from_the_mean_of_the_others(
    totals: dict[int, str], expected: tuple[int, ...]
) -> None:
    assert outliers({member: Decimal(total) for member, total in totals.items()}) == set(expected)


def test_a_tie_at_the_cut_is_seen() -> None:
    table = standings([sheet(1, 10, "9"), sheet(1, 20, "8"), sheet(1, 30, "8")])
    assert verdict(table, {10, 20}) is Verdict.TIE
    assert verdict(table, {20, 30}) is Verdict.AGAINST


def test_wrong_sheets_are_refused() -> None:
    with pytest.raises(ValueError, match="two sheets"):
        standings([sheet(1, 10, "5"), sheet(1, 10, "6")])
    with pytest.raises(ValueError, match="criteria"):
        standings([sheet(1, 10, "5"), sheet(2, 10, "5", "6")])


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(1, 3), "0.33"),
        (Fraction(5, 1000), "0.01"),
        (Fraction(85), "85.00"),
        (Decimal("2.675"), "2.68"),
    ],
)
def test_shown_rounds_half_up(value: Fraction, text: str) -> None:
    assert str(shown(value)) == text


half = st.integers(0, 50).map(lambda n: Decimal(n) / 2)
tables = st.integers(1, 4).flatmap(
    lambda criteria: st.dictionaries(
        st.tuples(st.integers(1, 5), st.integers(1, 6)),
        st.lists(half, min_size=criteria, max_size=criteria),
        max_size=20,
    )
)


def sheets_of(table: dict[tuple[int, int], list[Decimal]]) -> list[Sheet]:
    return [Sheet(m, n, dict(enumerate(points))) for (m, n), points in table.items()]


@given(tables)
def test_ranks_count_the_better_ones(table: dict) -> None:
    result = standings(sheets_of(table))
    assert {s.nomination for s in result} == {n for _, n in table}
    assert [s.mean for s in result] == sorted((s.mean for s in result), reverse=True)
    for one in result:
        assert one.rank == 1 + sum(other.mean > one.mean for other in result)


@given(tables)
def test_sums_agree_however_they_are_added(table: dict) -> None:
    for one in standings(sheets_of(table)):
        totals = list(one.totals.values())
        assert one.mean * len(totals) == sum(Fraction(t) for t in totals)
        assert sum(one.criteria.values()) == one.mean
        assert min(totals) <= one.mean <= max(totals)
        assert one.spread == max(totals) - min(totals) >= 0


def ties_of(table: dict[tuple[int, int], list[Decimal]]) -> list[int]:
    """Every criterion parts, the last one first."""
    return list(range(len(next(iter(table.values()), []))))[::-1]


@given(tables, st.randoms())
def test_the_order_of_sheets_changes_nothing(table: dict, random: object) -> None:
    sheets, ties = sheets_of(table), ties_of(table)
    mixed = sheets.copy()
    random.shuffle(mixed)
    assert {s.nomination: s for s in standings(sheets, ties)} == {
        s.nomination: s for s in standings(mixed, ties)
    }


@given(tables, st.integers(1, 5))
def test_the_mean_ignores_who_stood_aside(table: dict, aside: int) -> None:
    """A member without a sheet is absent: neither a nought nor one more to divide by."""
    without = {key: points for key, points in table.items() if key[0] != aside}
    for one in standings(sheets_of(without)):
        own = [sum(p) for (_, n), p in without.items() if n == one.nomination]
        assert aside not in one.totals
        assert one.mean == sum(Fraction(p) for p in own) / len(own)


@given(tables)
def test_a_member_who_gives_the_mean_changes_nothing(table: dict) -> None:
    before = standings(sheets_of(table), ties_of(table))
    # The mean of quarters and thirds is no Decimal: all points are taken times 120 (1 to 5 sheets of halves).
    wide = [
        Sheet(s.member, s.nomination, {k: p * 120 for k, p in s.points.items()})
        for s in sheets_of(table)
    ]
    added = [
        Sheet(99, one.nomination, {k: Decimal(int(mean * 120)) for k, mean in one.criteria.items()})
        for one in before
    ]
    after = standings(wide + added, ties_of(table))
    assert [(s.nomination, s.mean * 120, s.rank, s.place, s.parted_by) for s in before] == [
        (s.nomination, s.mean, s.rank, s.place, s.parted_by) for s in after
    ]


@given(tables)
def test_places_refine_ranks_and_ties_stay_ties(table: dict) -> None:
    sheets, ties = sheets_of(table), ties_of(table)
    by_mean = {s.nomination: s for s in standings(sheets)}
    for one in standings(sheets, ties):
        alike = [s for s in standings(sheets, ties) if s.rank == one.rank]
        assert by_mean[one.nomination].rank == by_mean[one.nomination].place == one.rank
        assert one.rank <= one.place < one.rank + len(alike)
        same = [s for s in alike if s.place == one.place]
        assert all(s.criteria == one.criteria for s in same), "all criteria part: equals are equal"
        assert (one.parted_by is None) == (len(same) == len(alike))


@given(st.lists(half, min_size=1, max_size=8), st.integers(0, 4))
def test_the_shown_deviation_is_the_nearest(points: list[Decimal], places: int) -> None:
    (one,) = standings([Sheet(n, 1, {1: p}) for n, p in enumerate(points)])
    root, unit = Fraction(shown_root(one.variance, places)), Fraction(1, 10**places)
    assert max(root - unit / 2, Fraction(0)) ** 2 <= one.variance < (root + unit / 2) ** 2


@given(tables, st.integers(1, 6))
def test_the_first_of_the_ranking_are_never_against_it(table: dict, quota: int) -> None:
    result = standings(sheets_of(table))
    chosen = [s.nomination for s in result[:quota]]
    assert verdict(result, chosen) is not Verdict.AGAINST
