"""Dates of the three days: what is refused, what is only said."""

import datetime

import pytest

from projects import days

NOTICE = datetime.date(2025, 6, 16)
YEAR = {"starts": datetime.date(2024, 10, 1), "ends": datetime.date(2025, 9, 30)}


def june(*numbers: int | None) -> dict[int, datetime.date | None]:
    return {n: d and datetime.date(2025, 6, d) for n, d in enumerate(numbers, start=1)}


@pytest.mark.parametrize(
    ("dates", "wrong"),
    [
        (june(18, 19, 20), set()),
        (june(16, 17, 18), set()),
        (june(None, 19, None), set()),
        (june(18, 17, 20), {2}),
        (june(18, 18, 19), {2}),
        (june(19, None, 18), {3}),
        (june(15, 17, 18), {1}),
        (june(18, 19, 1), {3}),
    ],
)
def test_order_and_gate(dates, wrong):
    assert set(days.faults(dates, notice=NOTICE)) == wrong


def test_a_fault_names_the_dates_that_clash():
    assert "18 มิถุนายน 2568" in days.faults(june(18, 17, 20), notice=NOTICE)[2]
    assert "16 มิถุนายน 2568" in days.faults(june(15, 17, 18), notice=NOTICE)[1]


def test_usual_days_are_not_warned_of():
    assert days.warnings(june(18, 19, 20), **YEAR) == []


def test_weekend_gap_and_other_year_are_warned_of():
    said = days.warnings(
        {
            1: datetime.date(2025, 6, 21),
            2: datetime.date(2025, 6, 23),
            3: datetime.date(2025, 10, 1),
        },
        **YEAR,
    )
    assert any("วันเสาร์" in text for text in said)
    assert sum("ไม่ใช่วันติดต่อกัน" in text for text in said) == 2
    assert any("นอกปีงบประมาณ" in text and "วันที่ 3" in text for text in said)


def test_days_with_the_same_fault_are_told_in_one_sentence():
    august = {n: datetime.date(2025, 8, n) for n in (1, 2, 3)}
    (said,) = days.warnings(august, starts=datetime.date(2025, 10, 1), ends=YEAR["ends"])[1:]
    assert said.startswith("วันที่ 1, 2 และ 3 ของกิจกรรม (1–3 สิงหาคม 2568) อยู่นอกปีงบประมาณ (")
    (weekend,) = days.warnings(august, **YEAR)
    both = "วันที่ 2 (2 สิงหาคม 2568 วันเสาร์) และ วันที่ 3 (3 สิงหาคม 2568 วันอาทิตย์)"
    assert weekend.startswith(f"{both} ของกิจกรรมตรงกับวันหยุด จัดได้")


def test_before_the_end_needs_both_dates():
    last = datetime.date(2025, 6, 20)
    assert days.before_the_end(last, last.replace(day=19))
    assert not days.before_the_end(last, last)
    assert not days.before_the_end(None, last) and not days.before_the_end(last, None)
