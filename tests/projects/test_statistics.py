"""The survey's arithmetic against tables worked by hand and by the standard library."""

import statistics as library
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects import bands
from projects.statistics import (
    NOBODY,
    counts_of,
    knowledge,
    measure,
    merge,
    pass_mark,
    reaches,
    rounded_root,
)

LABELS = ("มากที่สุด", "มาก", "ปานกลาง", "น้อย", "น้อยที่สุด")
people = st.lists(st.integers(1, 5), max_size=60)
some_people = st.lists(st.integers(1, 5), min_size=2, max_size=60)


def test_nobody_answered():
    nothing = measure(NOBODY)
    assert (nothing.n, nothing.mean, nothing.deviation, nothing.top) == (0, None, None, None)
    assert nothing.shares == ()
    assert bands.word(nothing.mean, bands.EQUAL, LABELS) == "–"


def test_one_answer_has_a_mean_and_no_deviation():
    one = measure((0, 1, 0, 0, 0))
    assert (one.n, one.mean, one.deviation, one.top) == (1, Decimal("4.00"), None, Decimal(100))


def test_all_the_same_deviate_by_nothing():
    same = measure((0, 0, 20, 0, 0))
    assert (same.mean, same.deviation, same.top) == (Decimal(3), Decimal(0), Decimal(0))
    assert same.shares == (0, 0, 100, 0, 0)


def test_a_table_worked_by_hand():
    # 12×5 + 6×4 + 2×3 = 90 of 20 → 4.50; squares 12×25 + 6×16 + 2×9 = 414;
    # (414 - 90²/20) / 19 = 9/19 = 0.47368…; its root 0.68824…; (12 + 6)/20 = 90 %
    found = measure((12, 6, 2, 0, 0))
    assert (found.n, found.mean, found.deviation) == (20, Decimal("4.50"), Decimal("0.69"))
    assert found.shares == (60, 30, 10, 0, 0)
    assert found.top == 90


def test_eighteen_people_as_the_report_says_them():
    # 10×5 + 8×4 = 82 of 18 → 4.5555…; (378 - 82²/18) / 17 = 0.26143…; its root 0.51130…
    found = measure((10, 8, 0, 0, 0))
    assert (found.mean, found.deviation, found.top) == (Decimal("4.56"), Decimal("0.51"), 100)
    assert found.shares[:2] == (Decimal("55.56"), Decimal("44.44"))


def test_half_a_hundredth_goes_up():
    # 41×5 + 159×4 = 841 of 200 = 4.205 exactly: 4.21 and «มากที่สุด», where binary halves give 4.2
    found = measure((41, 159, 0, 0, 0))
    assert found.mean == Decimal("4.21")
    assert bands.word(found.mean, bands.EQUAL, LABELS) == "มากที่สุด"


@pytest.mark.parametrize(
    ("square", "root"), [("2", "1.41"), ("0", "0"), ("9/19", "0.69"), ("0.255025", "0.51")]
)
def test_a_root_is_rounded_once_from_the_exact_square(square, root):
    assert rounded_root(Fraction(square)) == Decimal(root)  # the last one is 0.505 squared


@pytest.mark.parametrize(
    ("mean", "equal", "half"),
    [
        ("5.00", "มากที่สุด", "มากที่สุด"),
        ("4.51", "มากที่สุด", "มากที่สุด"),
        ("4.50", "มากที่สุด", "มาก"),
        ("4.21", "มากที่สุด", "มาก"),
        ("4.20", "มาก", "มาก"),
        ("3.51", "มาก", "มาก"),
        ("3.50", "มาก", "ปานกลาง"),
        ("3.41", "มาก", "ปานกลาง"),
        ("3.40", "ปานกลาง", "ปานกลาง"),
        ("2.60", "น้อย", "ปานกลาง"),
        ("2.50", "น้อย", "น้อย"),
        ("1.81", "น้อย", "น้อย"),
        ("1.80", "น้อยที่สุด", "น้อย"),
        ("1.50", "น้อยที่สุด", "น้อยที่สุด"),
        ("1.00", "น้อยที่สุด", "น้อยที่สุด"),
    ],
)
def test_words_at_the_borders_of_both_schemes(mean, equal, half):
    assert bands.word(Decimal(mean), bands.EQUAL, LABELS) == equal
    assert bands.word(Decimal(mean), bands.HALF, LABELS) == half


def test_the_bands_are_told_without_gap():
    assert bands.ranges(bands.EQUAL, LABELS) == [
        ("4.21–5.00", "มากที่สุด"),
        ("3.41–4.20", "มาก"),
        ("2.61–3.40", "ปานกลาง"),
        ("1.81–2.60", "น้อย"),
        ("1.00–1.80", "น้อยที่สุด"),
    ]
    assert [span for span, _ in bands.ranges(bands.HALF, LABELS)][:2] == ["4.51–5.00", "3.51–4.50"]


def test_paper_and_telephone_are_one_table():
    phones, paper = counts_of([5, 5, 4, 3]), (3, 0, 1, 0, 0)
    both = measure(merge([phones, paper]))
    assert both.counts == (5, 1, 2, 0, 0)
    assert both.mean == Decimal("4.38")  # 35 of 8 = 4.375


def test_knowledge_before_and_after_worked_by_hand():
    # right of 5: nobody 0, 2 people 1, 4 people 2, 3 people 3, 1 person 5: 2+8+9+5 = 24 of 50
    before = knowledge((0, 2, 4, 3, 0, 1), 60)
    assert (before.n, before.mark, before.mean, before.percent) == (10, 3, Decimal("2.40"), 48)
    assert (before.passed, before.share, reaches(before, 80)) == (4, 40, False)
    after = knowledge((0, 0, 2, 1, 3, 4), 60)
    assert (after.percent, after.passed, after.share) == (78, 8, 80)
    assert reaches(after, 80), "80 of 100 is reached"


def test_a_share_that_only_rounds_to_80_is_not_80():
    nearly = knowledge((4001, 0, 0, 0, 0, 15999), 60)
    assert nearly.share == Decimal("80.00")
    assert not reaches(nearly, 80)


def test_knowledge_of_nobody_and_of_no_questions():
    nobody = knowledge((0,) * 6, 60)
    assert (nobody.n, nobody.percent, nobody.share, reaches(nobody, 0)) == (0, None, None, False)
    assert knowledge((3,), 60).percent is None


@pytest.mark.parametrize(("questions", "mark"), [(5, 3), (4, 3), (10, 6), (3, 2), (1, 1), (0, 0)])
def test_the_mark_is_the_least_number_that_is_enough(questions, mark):
    assert pass_mark(questions, 60) == mark


@given(people, people)
def test_merging_is_counting_together(one, other):
    assert merge([counts_of(one), counts_of(other)]) == counts_of(one + other)


@given(people, st.randoms(use_true_random=False))
def test_order_does_not_matter(levels, random):
    mixed = levels[:]
    random.shuffle(mixed)
    assert measure(counts_of(mixed)) == measure(counts_of(levels))


@given(some_people)
def test_mean_and_deviation_are_those_of_the_library(levels):
    found = measure(counts_of(levels))
    assert 1 <= found.mean <= 5
    exact = sum(map(Decimal, levels)) / len(levels)
    assert found.mean == exact.quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert abs(found.deviation - Decimal(library.stdev(levels))) <= Decimal("0.00500001")
