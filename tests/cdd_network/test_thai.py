"""Dates, digits, money and addresses as Thai papers and screens write them."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdd_network import thai
from cdd_network.templatetags import thai as filters

ANY_DAY = st.dates(min_value=date(1901, 1, 1), max_value=date(2100, 12, 31))


def test_a_date_on_screen_and_on_paper():
    day = date(2025, 6, 7)
    assert thai.date_text(day) == "7 มิถุนายน 2568"
    assert thai.date_short(day) == "7 มิ.ย. 2568"
    assert thai.date_paper(day) == "๗ มิถุนายน ๒๕๖๘"


@pytest.mark.parametrize(
    ("days", "text"),
    [
        ([], ""),
        ([date(2025, 6, 18)], "18 มิถุนายน 2568"),
        ([date(2025, 6, d) for d in (20, 18, 19, 18)], "18–20 มิถุนายน 2568"),
        ([date(2025, 6, d) for d in (18, 19, 23)], "18, 19 และ 23 มิถุนายน 2568"),
        (
            [date(2025, 6, 30), date(2025, 7, 1)],
            "30 มิถุนายน 2568 และ 1 กรกฎาคม 2568",
        ),
    ],
)
def test_several_days_are_joined_the_customary_way(days, text):
    assert thai.date_range_text(days) == text


def test_the_fiscal_year_turns_on_the_first_of_october():
    assert thai.fiscal_year(date(2025, 9, 30)) == 2568
    assert thai.fiscal_year(date(2025, 10, 1)) == 2569
    assert thai.fiscal_year(date(2024, 10, 1)) == 2568


def test_a_leap_day_is_read_in_a_leap_year_alone():
    assert thai.parse_date("๒๙", "กุมภาพันธ์", "๒๕๖๗") == (date(2024, 2, 29), False)
    with pytest.raises(ValueError, match="day is out of range"):
        thai.parse_date("29", "2", "2568")


@pytest.mark.parametrize(
    ("year", "converted"), [("2568", False), ("๒๕๖๘", False), ("2025", True), ("๒๐๒๕", True)]
)
def test_a_christian_year_is_converted_and_said_so(year, converted):
    assert thai.parse_date("13", "มิ.ย.", year) == (date(2025, 6, 13), converted)


@pytest.mark.parametrize(
    "parts", [("1", "13", "2568"), ("1", "June", "2568"), ("1", "1", "68"), ("x", "1", "2568")]
)
def test_what_names_no_day_is_an_error(parts):
    with pytest.raises(ValueError, match=r"."):
        thai.parse_date(*parts)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("๑๓/๖/๒๕๖๘", ("13", "6", "2568")),
        ("13-6-2568", ("13", "6", "2568")),
        ("13 มิถุนายน 2568", ("13", "มิถุนายน", "2568")),
        ("13", None),
        ("", None),
        ("13/6", None),
    ],
)
def test_a_whole_date_is_split_into_its_parts(text, parts):
    assert thai.split_date(text) == parts


@given(ANY_DAY)
def test_every_day_survives_being_written_and_read(day):
    for text in (thai.date_text(day), thai.date_paper(day)):
        assert thai.parse_date(*thai.split_date(text)) == (day, False)


@given(st.text())
def test_digits_survive_there_and_back(text):
    arabic = thai.arabic_digits(text)
    assert thai.arabic_digits(thai.thai_digits(text)) == arabic
    assert not any(d in thai.thai_digits(text) for d in "0123456789")


@given(st.decimals(min_value=0, max_value=999_999_999, places=2))
def test_money_survives_being_written_and_read(amount):
    assert thai.parse_number(thai.money_text(amount)) == amount
    assert thai.parse_number(thai.thai_digits(thai.money_text(amount))) == amount


@pytest.mark.parametrize(
    "text",
    [
        "",
        "สองแสน",
        "1.2.3",
        "12x",
        "1e5",
        "--1",
        "1" * 40,
        "1,2",
        "1 2",
        "1,23",
        "1234,567",
        ",123",
    ],
)
def test_what_is_no_number_gives_none(text):
    assert thai.parse_number(text) is None


@pytest.mark.parametrize(
    ("text", "number"), [("1,234", 1234), ("๑,๒๓๔,๕๖๗", 1234567), ("200 000", 200000), (" 7 ", 7)]
)
def test_a_comma_stands_before_three_digits(text, number):
    assert thai.parse_number(text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("85 คน", 85), ("๘๕คน", 85), ("หมู่ 7", 7), ("หมู่ที่ ๗", 7), ("ม.7", 7), ("20 แห่ง", 20),
        ("100 คะแนน", 100), ("4.5 คะแนน", Decimal("4.5")), ("1,234 คน", 1234), ("จำนวน 12 ราย", 12),
        ("-5 คน", -5),
    ],
)  # fmt: skip
def test_numbers_among_the_words_people_type(text, number):
    assert thai.parse_count(text) == number


@pytest.mark.parametrize("text", ["คน", "หมู่", "85 ช้าง", "คน 85", "1,2 คน", "8 5 คน", "หมู่ หมู่ 7"])
def test_other_words_are_no_number(text):
    assert thai.parse_count(text) is None


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2545", (2545, None)), ("๒๕๔๕", (2545, None)), ("พ.ศ. 2545", (2545, None)),
        ("ปี 2545", (2545, None)), ("2002", (2545, 2002)), ("ค.ศ. 2002", (2545, 2002)),
        ("1900", (2443, 1900)), ("2100", (2643, 2100)),
    ],
)  # fmt: skip
def test_years_of_both_eras(text, year):
    assert thai.parse_year(text) == year


@pytest.mark.parametrize("text", ["45", "2,545", "25455", "ปีที่แล้ว", ""])
def test_what_is_no_year(text):
    assert thai.parse_year(text) is None


def test_money_in_figures_and_words():
    assert thai.money_text(38600) == "38,600"
    assert thai.money_text(Decimal("38600.50")) == "38,600.50"
    assert thai.money_words(41300) == "สี่หมื่นหนึ่งพันสามร้อยบาทถ้วน"
    assert thai.money_words(38600) == "สามหมื่นแปดพันหกร้อยบาทถ้วน"
    assert thai.money_words(Decimal("200000.25")) == "สองแสนบาทยี่สิบห้าสตางค์"
    assert thai.money_words(21) == "ยี่สิบเอ็ดบาทถ้วน"
    assert thai.money_words(Decimal("0.50")) == "ห้าสิบสตางค์"
    assert thai.money_words(0) == "ศูนย์บาทถ้วน"


def test_times_and_moments():
    assert thai.time_text(time(9, 0)) == "09.00 น."
    assert thai.moment_text(datetime(2025, 6, 13, 10, 42)) == "13 มิถุนายน 2568 เวลา 10.42 น."


def test_an_address_is_built_from_the_parts_there_are():
    whole = {"moo": 7, "subdistrict": "ลำดวน", "district": "กระสัง", "province": "บุรีรัมย์"}
    assert thai.address_text(**whole) == "หมู่ที่ 7 ตำบลลำดวน อำเภอกระสัง จังหวัดบุรีรัมย์"
    parts = {"moo": None, "subdistrict": "", "district": "กระสัง", "province": "บุรีรัมย์"}
    assert thai.address_text(**parts) == "อำเภอกระสัง จังหวัดบุรีรัมย์"
    assert thai.village_text("กระเจา") == thai.village_text("บ้านกระเจา") == "บ้านกระเจา"


def test_filters_show_local_time_and_keep_iso_for_machines():
    late = datetime(2025, 6, 12, 20, 30, tzinfo=UTC)  # the 13th in Thailand
    assert filters.thai_date(late) == '<time datetime="2025-06-13">13 มิถุนายน 2568</time>'
    assert filters.thai_date_short(late.date()) == '<time datetime="2025-06-12">12 มิ.ย. 2568</time>'
    assert "13 มิถุนายน 2568 เวลา 03.30 น." in filters.thai_moment(late)
    assert filters.thai_date_text(late) == "13 มิถุนายน 2568"
    assert filters.thai_date_paper(late) == "๑๓ มิถุนายน ๒๕๖๘"


@pytest.mark.parametrize(
    "name",
    [
        "thai_date",
        "thai_date_short",
        "thai_date_text",
        "thai_date_paper",
        "thai_moment",
        "be",
        "money",
        "money_words",
        "thai_digits",
        "file_size",
    ],
)
def test_filters_give_nothing_of_none(name):
    assert getattr(filters, name)(None) == ""


def test_small_filters():
    assert filters.be(date(2025, 1, 1)) == filters.be(2025) == filters.be(2568) == "2568"
    assert filters.money(0) == "0"
    assert filters.money_words(20) == "ยี่สิบบาทถ้วน"
    assert filters.thai_digits("ว 2230") == "ว ๒๒๓๐"
    assert [filters.file_size(n) for n in (12, 84_000, 1_234_567)] == ["1 KB", "84 KB", "1.2 MB"]


@given(ANY_DAY)
def test_days_of_one_fiscal_year_stand_between_its_ends(day):
    year = thai.fiscal_year(day) - thai.BE_OFFSET
    assert date(year - 1, 10, 1) <= day <= date(year, 10, 1) - timedelta(days=1)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("1. สำรวจ\n2) ประชุม\n\n๓. เปิดศูนย์", ("สำรวจ", "ประชุม", "เปิดศูนย์")),
        ("2.5 กิโลเมตรจากหมู่บ้าน", ("2.5 กิโลเมตรจากหมู่บ้าน",)),
        ("- สำรวจ\n-ประชุม\n• เปิดศูนย์\n* ขาย", ("สำรวจ", "ประชุม", "เปิดศูนย์", "ขาย")),
        ("๑) สำรวจ\n(2) ประชุม\n- 3. ขาย\nข้อ ๔. ปิด", ("สำรวจ", "ประชุม", "ขาย", "ปิด")),
        ("-5 องศา\n08.30 น. เริ่ม\nก - ข", ("-5 องศา", "08.30 น. เริ่ม", "ก - ข")),
        ("-\n•\n1.\n–", ()),
        ("", ()),
    ],
)
def test_points_lose_their_own_numbering(typed: str, wanted: tuple[str, ...]) -> None:
    assert thai.points(typed) == wanted
