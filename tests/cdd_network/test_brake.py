"""Wrong tries: counted by name and address together, paused, told in time, forgotten."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from cdd_network import brake
from cdd_network.accounts.queries import past_of
from cdd_network.actions_sign_in import open_again
from cdd_network.models import AuditRow, SignInTry, User
from tests.clock import Clock, standing_clock
from tests.contract import PageClient
from tests.people import PASSWORD, World

OFFICE, ELSEWHERE = "203.0.113.7", "198.51.100.9"


@pytest.fixture
def clock(db: None) -> Iterator[Clock]:
    """10.00 in the morning."""
    with standing_clock() as clock:
        yield clock


@pytest.fixture
def krasang(world: World) -> User:
    """With a password to sign in by."""
    for user in (world.krasang, world.bandan):
        user.set_password(PASSWORD)
        user.save()
    return world.krasang


def enter(name: str, word: str = "wrong", address: str = OFFICE) -> object:
    """One try to sign in."""
    typed = {"username": name, "password": word}
    return PageClient().post(reverse("sign_in"), typed, REMOTE_ADDR=address)


def test_five_wrong_tries_pause_one_name_at_one_address(krasang: User, clock: Clock) -> None:
    told = [enter("krasang") for _ in range(5)]
    assert [answer.status_code for answer in told] == [422, 422, 422, 422, 429]
    words = [answer.content.decode() for answer in told]
    assert [("ลองได้อีก" in text) for text in words] == [False, False, True, True, False]
    assert "ลองใหม่ได้ตั้งแต่เวลา 10.15 น." in words[4]
    assert told[4]["Retry-After"] == "900"
    assert enter("krasang", PASSWORD).status_code == 429, "the right one is not looked at"
    assert enter("bandan", PASSWORD).status_code == 302, "a colleague of the same office"
    assert enter("krasang", PASSWORD, ELSEWHERE).status_code == 302, "the officer elsewhere"
    row = AuditRow.objects.get(act="pause")
    assert (row.by_id, row.office_id, row.subject_id) == (
        krasang.pk, krasang.office_id, str(krasang.pk),
    )  # fmt: skip
    assert row.detail == {"unasked": True, "tries": 5, "network": "203.0.113.*"}


def test_a_stranger_locks_nobody_out_of_his_own_office(krasang: User, clock: Clock) -> None:
    for _ in range(7):
        enter("krasang", address=ELSEWHERE)
    assert enter("krasang", PASSWORD, ELSEWHERE).status_code == 429
    assert enter("krasang", PASSWORD).status_code == 302


def test_the_pause_ends_when_it_was_said_to(krasang: User, clock: Clock) -> None:
    clock.forward(seconds=20)
    for _ in range(5):
        answer = enter("krasang")
    assert "ตั้งแต่เวลา 10.16 น." in answer.content.decode(), "10.15.20 is told as a whole minute"
    clock.forward(minutes=15, seconds=-1)
    late = enter("krasang", PASSWORD)
    assert late.status_code == 429 and late["Retry-After"] == "1"
    clock.forward(seconds=1)
    wrong = enter("krasang")
    assert wrong.status_code == 422 and "ลองได้อีก" not in wrong.content.decode(), "counted anew"
    assert enter("krasang", PASSWORD).status_code == 302
    assert brake.forget("krasang", OFFICE) == 0, "what was right is not kept"


def test_tries_far_apart_never_pause(krasang: User, clock: Clock) -> None:
    for _ in range(8):
        assert enter("krasang").status_code == 422
        clock.forward(minutes=15)


def test_a_name_of_nobodys_is_told_the_same(
    krasang: User, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed = []
    check = User.check_password
    monkeypatch.setattr(User, "check_password", lambda *a: hashed.append("known") or check(*a))
    make = User.set_password
    monkeypatch.setattr(User, "set_password", lambda *a: hashed.append("unknown") or make(*a))
    pages = {}
    for name in ("krasang", "nobody.at.all"):
        answers = [enter(name) for _ in range(6)]
        pages[name] = [
            (answer.status_code, answer.content.decode().replace(name, "NAME").split("<main")[1])
            for answer in answers
        ]
    tokens = "csrfmiddlewaretoken"
    known, unknown = (
        [(code, [line for line in text.splitlines() if tokens not in line]) for code, text in told]
        for told in pages.values()
    )
    assert known == unknown
    assert hashed == ["known"] * 5 + ["unknown"] * 5, (
        "one hash a try that is looked at, none in a pause"
    )
    assert AuditRow.objects.filter(act="pause").count() == 1
    assert "nobody" not in str(list(SignInTry.objects.values())), "typed names are not kept"


def test_writing_a_name_otherwise_gives_no_more_tries(krasang: User, clock: Clock) -> None:
    for name in ("krasang", "KRASANG", " krasang", "Krasang ", "ｋrasang"):
        answer = enter(name)
    assert answer.status_code == 429


def test_many_names_of_one_address_are_slowed(krasang: User, clock: Clock) -> None:
    for number in range(brake.MOST_NAMES):
        assert brake.count(f"name{number}", OFFICE, what="").tries == 1
        clock.forward(seconds=30)
    answer = enter("krasang", PASSWORD)
    assert answer.status_code == 429
    assert "หลายชื่อจากเครือข่ายนี้" in answer.content.decode()
    assert "11.00 น." in answer.content.decode(), "an hour after the first of the sixty"
    assert brake.count("name7", OFFICE, what="").tries == 1, "its pause of 15 minutes is long over"
    assert enter("krasang", PASSWORD, ELSEWHERE).status_code == 302
    clock.forward(minutes=30)
    assert enter("bandan", PASSWORD).status_code == 302


def test_a_proxy_that_nobody_named_slows_no_country(krasang: User, clock: Clock) -> None:
    for number in range(brake.MOST_NAMES + 1):
        brake.count(f"name{number}", "127.0.0.1", what="")
    assert enter("krasang", PASSWORD, "127.0.0.1").status_code == 302


def test_the_proxys_word_is_the_address(krasang: User, clock: Clock, settings: object) -> None:
    settings.TRUSTED_PROXY = True
    typed = {"username": "krasang", "password": "wrong"}
    said = [f"{one}, {OFFICE}" for one in ("1.1.1.1", "2.2.2.2", "3.3.3.3", "4.4.4.4", "5.5.5.5")]
    codes = [
        Client().post(reverse("sign_in"), typed, headers={"x-forwarded-for": one}).status_code
        for one in said
    ]
    assert codes[-1] == 429, "what stands before the proxy's own word anybody may have written"


def test_a_household_of_ipv6_is_one_address(krasang: User, clock: Clock) -> None:
    for number in range(5):
        answer = enter("krasang", address=f"2001:db8:0:1::{number}")
    assert answer.status_code == 429
    assert enter("krasang", PASSWORD, "2001:db8:1::1").status_code == 302


def test_the_keeper_opens_it_again(krasang: User, clock: Clock, world: World, page: object) -> None:
    for address in (OFFICE, ELSEWHERE):
        for _ in range(5):
            enter("krasang", address=address)
        clock.forward(minutes=1)
    assert brake.paused_until(krasang) == clock.now + timedelta(minutes=14)
    told = {(one.by, one.note) for one in past_of(krasang)}
    assert ("ไม่ทราบผู้ใส่", "จากเครือข่าย 203.0.113.*") in told, "the owner typed nothing"
    assert "ไม่ทราบว่าใครเป็นผู้ใส่" in page(world.buriram).get(reverse("trail")).content.decode()
    open_again(user=krasang, by=world.buriram)
    assert brake.paused_until(krasang) is None
    assert enter("krasang", PASSWORD).status_code == 302
    open_again(user=krasang, by=world.buriram)
    assert AuditRow.objects.filter(act="unpause").count() == 1, (
        "nothing to tell of the second click"
    )


def test_a_try_is_counted_before_it_is_looked_at(
    krasang: User, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nine at once: as the first password is looked at, the others stand counted already."""
    others = []

    def slow(self: User, raw: str) -> bool:
        if not others:
            others.append(1)
            for _ in range(8):
                others.append(enter("krasang", PASSWORD).status_code)
        return False

    monkeypatch.setattr(User, "check_password", slow)
    enter("krasang")
    assert others[1:] == [422, 422, 422, 429, 429, 429, 429, 429]
