"""Totals, means and ranks: tables worked by hand, and properties that hold for any sheets."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selection.scoring import Sheet, Verdict, shown, standings, verdict


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


@given(tables, st.randoms())
def test_the_order_of_sheets_changes_nothing(table: dict, random: object) -> None:
    sheets = sheets_of(table)
    mixed = sheets.copy()
    random.shuffle(mixed)
    assert {s.nomination: (s.mean, s.rank) for s in standings(sheets)} == {
        s.nomination: (s.mean, s.rank) for s in standings(mixed)
    }


@given(tables, st.integers(1, 6))
def test_the_first_of_the_ranking_are_never_against_it(table: dict, quota: int) -> None:
    result = standings(sheets_of(table))
    chosen = [s.nomination for s in result[:quota]]
    assert verdict(result, chosen) is not Verdict.AGAINST
