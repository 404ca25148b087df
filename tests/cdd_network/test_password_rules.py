"""Rules of a new password: what passes, what does not and why; the page on which one changes it."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.urls import reverse

from cdd_network.password_rules import rules_told
from tests.people import PASSWORD, World

SHORT = "รหัสผ่านสั้นเกินไป กรุณาตั้งอย่างน้อย 10 ตัวอักษร"
DIGITS = "รหัสผ่านเป็นตัวเลขล้วนเดาได้ง่าย กรุณาเพิ่มตัวอักษร"
NAME = "รหัสผ่านเป็นชื่อผู้ใช้ ชื่อสำนักงาน หรือคำที่เดาได้ ต่อด้วยตัวเลขเท่านั้น กรุณาเพิ่มคำอื่น"
COMMON = "รหัสผ่านนี้มีผู้ใช้กันทั่วไปและเดาได้ง่าย กรุณาตั้งรหัสผ่านอื่น"


@pytest.mark.parametrize(
    ("password", "faults"),
    [
        ("ข้าวหอมมะลิ", []),
        ("krasang ข้าวหอม", []),
        ("tractor-rain-4", []),
        ("ab12cd34e", [SHORT]),
        ("0812345678", [DIGITS]),
        ("๐๘๑๒๓๔๕๖๗๘", [DIGITS]),
        ("Krasang-2568", [NAME]),
        ("2568krasang!!", [NAME]),
        ("กระสัง@2568", [NAME]),
        ("อำเภอกระสัง1", [NAME]),
        ("รหัสผ่าน2568", [NAME]),
        ("qwertyuiop", [COMMON]),
        ("กขคกขคกขคกข", [COMMON]),
        ("1234", [SHORT, DIGITS, COMMON]),
    ],
)
def test_each_rule_says_what_to_do(world: World, password: str, faults: list[str]) -> None:
    told: list[str] = []
    try:
        validate_password(password, world.krasang)
    except ValidationError as error:
        told = error.messages
    assert told == faults


def test_the_rules_are_told_before_typing(world: World, page: object) -> None:
    text = page(world.krasang).get(reverse("own_password")).content.decode()
    assert len(rules_told()) == 4
    assert all(rule in text for rule in rules_told())


@pytest.mark.parametrize(
    ("old", "new", "again", "status", "said"),
    [
        ("wrong", "ข้าวหอมมะลิ", "ข้าวหอมมะลิ", 409, "รหัสผ่านปัจจุบันไม่ถูกต้อง"),
        (PASSWORD, "ข้าวหอมมะลิ", "ข้าวหอมมะลี", 422, "รหัสผ่านใหม่ทั้งสองช่องไม่ตรงกัน"),
        (PASSWORD, PASSWORD, PASSWORD, 422, "รหัสผ่านใหม่ตรงกับรหัสผ่านปัจจุบัน"),
        (PASSWORD, "short", "short", 422, SHORT),
        ("", "", "", 422, "กรอกรหัสผ่านปัจจุบัน"),
    ],
)
def test_a_wrong_change_changes_nothing_and_shows_no_password(
    world: World, page: object, old: str, new: str, again: str, status: int, said: str
) -> None:
    world.krasang.set_password(PASSWORD)
    world.krasang.save()
    typed = {"old": old, "new": new, "again": again}
    answer = page(world.krasang).post(reverse("own_password"), typed)
    text = answer.content.decode()
    assert answer.status_code == status and said in text
    assert not any(f'value="{one}"' in text for one in (old, new) if one)
    world.krasang.refresh_from_db()
    assert world.krasang.check_password(PASSWORD)


def test_the_own_password_is_not_guessed_at_an_open_computer(world: World, page: object) -> None:
    world.krasang.set_password(PASSWORD)
    world.krasang.save()
    client = page(world.krasang)
    typed = {"old": "wrong", "new": "ข้าวหอมมะลิ", "again": "ข้าวหอมมะลิ"}
    for _ in range(5):
        client.post(reverse("own_password"), typed)
    answer = client.post(reverse("own_password"), {**typed, "old": PASSWORD})
    assert answer.status_code == 409 and "ใส่รหัสผ่านปัจจุบันผิดครบ 5 ครั้ง" in answer.content.decode()
