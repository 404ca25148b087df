"""Whose name was typed: with or without title, surname and spaces; never a wrong person."""

import datetime

import pytest

from cdd_network.refusal import Refused
from projects import checkin_rules
from projects.models import ActivityDay, CheckIn, Participant

LISTED = (
    "นายสมชาย ใจดี",
    "นางสาวมะลิ งามตา",
    "นางสาวิตรี ศรีสุข",
    "ว่าที่ ร.ต.หญิง ปราณี มีทรัพย์",
    "น.ส. แก้วตา คำดี",
    "นาย บุญมี ดีพร้อม",
    "นายบุญมี สุขใจ",
    "ผู้ใหญ่บ้านคำสิงห์",
)


def people(*names: str) -> list[Participant]:
    return [Participant(order=at, name=name) for at, name in enumerate(names or LISTED, 1)]


@pytest.mark.parametrize(
    ("typed", "order"),
    [
        ("สมชาย", 1),
        ("นายสมชาย", 1),
        ("  สมชาย   ใจดี ", 1),
        ("สมชายใจดี", 1),
        ("คุณสมชาย", 1),
        ("มะลิ", 2),
        ("นางสาว มะลิ", 2),
        ("น.ส.มะลิ งามตา", 2),
        ("สาวิตรี", 3),
        ("นาง สาวิตรี", 3),
        ("ปราณี", 4),
        ("เเก้วตา", 5),
        ("แก้\u200bวตา", 5),
        ("บุญมี ดีพร้อม", 6),
        ("คำสิงห์", 8),
        ("คํา\u0e2aิงห์", 8),
        ("คำสิงห์ บ้านเหนือ", 8),
    ],
)
def test_the_own_name_is_found_however_it_is_typed(typed: str, order: int) -> None:
    assert checkin_rules.find(people(), typed).person.order == order


@pytest.mark.parametrize(
    "typed",
    ["สมหญิง", "นาย", "นางสาว", "สาว", "ใจดี", "สมชาย ใจร้าย", "สม", "1", ".", "น.ส.", "ว่าที่", "%"],
)
def test_a_title_a_piece_or_a_stranger_is_nobody(typed: str) -> None:
    assert checkin_rules.find(people(), typed) == checkin_rules.Found()


def test_one_name_of_two_asks_and_is_parted_by_surname_or_number() -> None:
    listed = people()
    assert checkin_rules.find(listed, "บุญมี") == checkin_rules.Found(many=True)
    for more, order in (("สุขใจ", 7), ("๗", 7), (" 06 ", 6), ("ดี พร้อม", 6)):
        assert checkin_rules.find(listed, "บุญมี", more).person.order == order
    for more in ("1", "99", "ใจดี", "²"):
        assert checkin_rules.find(listed, "บุญมี", more) == checkin_rules.Found()
    twins = people("นายดำ แดง", "นางดำ แดง")
    assert checkin_rules.find(twins, "ดำ แดง", "แดง").many
    assert checkin_rules.find(twins, "ดำ แดง", "2").person.order == 2


@pytest.mark.parametrize(
    ("clock", "half"),
    [("00:00", "morning"), ("12:29", "morning"), ("12:30", "afternoon"), ("23:59", "afternoon")],
)
def test_half_past_twelve_parts_the_day(clock: str, half: str) -> None:
    assert checkin_rules.half_of(datetime.time.fromisoformat(clock)) == CheckIn.Half(half)


def test_the_address_holds_on_its_day_alone() -> None:
    day = datetime.date(2025, 6, 18)
    held = ActivityDay(number=1, date=day)
    checkin_rules.check_check_in_day(held, day)
    for other, said in ((-1, "ยังไม่ถึงวันลงชื่อ ลงชื่อได้ในวันที่ 18 มิถุนายน 2568"), (1, "ผ่านไปแล้ว")):
        with pytest.raises(Refused, match=said):
            checkin_rules.check_check_in_day(held, day + datetime.timedelta(other))
    with pytest.raises(Refused, match="ยังไม่กำหนดวัน"):
        checkin_rules.check_check_in_day(ActivityDay(number=1), day)
