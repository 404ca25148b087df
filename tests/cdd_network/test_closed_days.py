"""Days on which offices are closed, checked by hand against the Cabinet's lists of 2568 and 2567."""

from datetime import date

import pytest

from cdd_network.closed_days import is_announced, why_closed


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(2025, 6, 7), "วันเสาร์"),
        (date(2025, 5, 11), "วันอาทิตย์"),  # Visakha itself
        (date(2025, 5, 12), "วันหยุดชดเชยวันวิสาขบูชา"),
        (date(2025, 7, 10), "วันอาสาฬหบูชา"),
        (date(2025, 7, 11), "วันเข้าพรรษา"),
        (date(2025, 5, 9), "วันพืชมงคล"),
        (date(2025, 6, 2), "วันหยุดพิเศษ"),
        (date(2025, 4, 7), "วันหยุดชดเชยวันจักรี"),
        (date(2025, 6, 3), "วันเฉลิมพระชนมพรรษาสมเด็จพระนางเจ้าฯ พระบรมราชินี"),
        (date(2025, 7, 28), "วันเฉลิมพระชนมพรรษาพระบาทสมเด็จพระเจ้าอยู่หัว"),
        (date(2025, 8, 12), "วันแม่แห่งชาติ"),
        (date(2025, 12, 5), "วันพ่อแห่งชาติ"),
        (date(2026, 12, 7), "วันหยุดชดเชยวันพ่อแห่งชาติ"),
        (date(2024, 2, 26), "วันหยุดชดเชยวันมาฆบูชา"),
    ],
)
def test_offices_are_closed(day, reason):
    assert why_closed(day) == reason


@pytest.mark.parametrize(
    "day",
    [
        date(2025, 6, 6),
        date(2025, 5, 1),  # Labour Day is not the government's
        date(2022, 5, 2),  # nor its substitute
        date(2024, 2, 29),
        date(2025, 5, 13),
    ],
)
def test_offices_are_open(day):
    assert why_closed(day) == ""


def test_a_year_to_come_lacks_what_is_announced_only_then():
    assert is_announced(2025)
    assert not is_announced(2045)
    assert why_closed(date(2045, 12, 5)) == "วันพ่อแห่งชาติ"


def test_beyond_the_tables_weekends_alone():
    assert why_closed(date(2150, 12, 5)) == "วันเสาร์"
    assert why_closed(date(2150, 12, 10)) == ""
    assert not is_announced(2150)
