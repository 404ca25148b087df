"""Codes by RFC 6238's own vectors; recovery codes; what the pages let and do not let."""

from collections.abc import Iterator
from io import StringIO

import pyotp
import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from cdd_network import actions_factor as acts
from cdd_network import second_factor
from cdd_network.models import AuditRow, SecondFactor, Session, User
from cdd_network.refusal import Refused
from tests.clock import START, Clock, standing_clock
from tests.contract import PageClient
from tests.people import PASSWORD, World

RFC_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # «12345678901234567890», appendix B


@pytest.mark.parametrize(
    ("at", "eight"),
    [(59, "94287082"), (1111111109, "07081804"), (1111111111, "14050471"),
     (1234567890, "89005924"), (2000000000, "69279037"), (20000000000, "65353130")],
)  # fmt: skip
def test_the_vectors_of_rfc_6238(at: int, eight: str) -> None:
    code = eight[2:]  # six digits are the last six of eight
    step = at // 30
    assert second_factor.step_of(RFC_SECRET, code, at=at, after=0) == step
    assert second_factor.step_of(RFC_SECRET, code, at=at + 30, after=0) == step, "a slow clock"
    assert second_factor.step_of(RFC_SECRET, code, at=at - 30, after=0) == step, "a fast one"
    assert second_factor.step_of(RFC_SECRET, code, at=at + 60, after=0) is None
    assert second_factor.step_of(RFC_SECRET, code, at=at, after=step) is None, "used up"


@pytest.mark.parametrize(
    ("typed", "read"),
    [("๒๘๗ ๐๘๒", "287082"), ("287-082", "287082"), ("ABCDE-fghjk", "abcdefghjk"), ("กขค", "")],
)
def test_a_code_is_read_as_people_type_it(typed: str, read: str) -> None:
    assert second_factor.typed(typed) == read


def test_recovery_codes_are_many_different_and_follow_their_batch() -> None:
    first, second = (second_factor.recovery_codes(RFC_SECRET, batch) for batch in (1, 2))
    assert len({*first, *second}) == 16
    assert all(len(code) == 11 and not set(code) & set("ilo0") for code in first)
    assert second_factor.recovery_number(RFC_SECRET, 1, second_factor.typed(first[3])) == 3
    assert second_factor.recovery_number(RFC_SECRET, 2, second_factor.typed(first[3])) is None


@pytest.fixture
def clock(db: None) -> Iterator[Clock]:
    """10.00 in the morning."""
    with standing_clock() as clock:
        yield clock


@pytest.fixture
def guarded(world: World, clock: Clock) -> User:
    """Krasang with a confirmed second factor, confirmed one step ago."""
    user = world.krasang
    user.set_password(PASSWORD)
    user.save()
    SecondFactor.objects.create(
        user=user, secret=RFC_SECRET, made_at=START, confirmed_at=START, kept_at=START
    )
    return user


def code_at(clock: Clock, secret: str = RFC_SECRET) -> str:
    """What the app shows now."""
    return pyotp.TOTP(secret).at(clock.now)


def half_way(password: str = PASSWORD, then: str = "/groups/") -> Client:
    """A browser after the password."""
    client = PageClient()
    typed = {"username": "krasang", "password": password, "next": then}
    client.post(reverse("sign_in"), typed)
    return client


def answer(client: Client, code: str) -> object:
    """Send a code."""
    return client.post(reverse("sign_in_code"), {"code": code, "next": "/groups/"})


def test_the_password_alone_signs_nobody_in(guarded: User, clock: Clock) -> None:
    client = PageClient()
    typed = {"username": "krasang", "password": PASSWORD, "next": "/groups/"}
    asked = client.post(reverse("sign_in"), typed)
    assert asked.url == f"{reverse('sign_in_code')}?next=/groups/"
    assert client.get("/groups/").status_code == 302
    assert client.get(asked.url).status_code == 200
    assert answer(client, "000000").status_code == 422
    assert answer(client, code_at(clock)).url == "/groups/"
    assert "รหัสสำรอง" not in client.get("/groups/").content.decode(), "the app's code costs none"
    assert "half_login" not in client.session


def test_the_half_login_has_a_key_of_its_own(guarded: User, clock: Clock) -> None:
    """A key that somebody planted in the browser beforehand opens no second question."""
    client = half_way()
    planted = client.session.session_key
    client.post(reverse("sign_in"), {"username": "krasang", "password": PASSWORD})
    assert client.session.session_key != planted and "half_login" in client.session


def test_a_code_holds_once(guarded: User, clock: Clock) -> None:
    code = code_at(clock)
    assert answer(half_way(), code).status_code == 302
    again = answer(half_way(), code)
    assert again.status_code == 422 and "ใช้ไปแล้ว" in again.content.decode()
    clock.forward(seconds=30)
    assert answer(half_way(), code_at(clock)).status_code == 302


def test_a_recovery_code_holds_once_and_is_told_in_the_trail(guarded: User, clock: Clock) -> None:
    code = second_factor.recovery_codes(RFC_SECRET, 1)[5]
    client = half_way()
    assert answer(client, code.upper().replace("-", " ")).status_code == 302
    assert "เหลืออีก 7 รหัส" in client.get(reverse("home")).content.decode()
    assert answer(half_way(), code).status_code == 422
    assert AuditRow.objects.get(act="factor_recovery").detail == {"left": 7}


def test_codes_are_braked_wherever_they_are_tried(guarded: User, clock: Clock) -> None:
    client = half_way()
    assert [answer(client, f"00000{n}").status_code for n in range(5)] == [422] * 5
    assert answer(client, code_at(clock)).status_code == 429
    assert answer(half_way(), code_at(clock)).status_code == 429, "nor by another browser"
    # Who comes so far knows the password: the account's keeper finds it in the trail, once.
    assert AuditRow.objects.get(act="pause", subject_id=str(guarded.pk)).detail["code"] is True
    clock.forward(minutes=15)
    assert answer(half_way(), code_at(clock)).status_code == 302


def test_the_first_step_is_forgotten_after_a_while_and_with_the_password(
    guarded: User, clock: Clock
) -> None:
    assert PageClient().get(reverse("sign_in_code")).url.startswith(reverse("sign_in"))
    late = half_way()
    clock.forward(minutes=11)
    assert answer(late, code_at(clock)).url == f"{reverse('sign_in')}?next=/groups/"
    changed = half_way()
    guarded.set_password("another-2568-one")
    guarded.save()
    assert answer(changed, code_at(clock)).url.startswith(reverse("sign_in"))


def test_it_is_set_up_confirmed_and_its_codes_shown_once(
    world: World, clock: Clock, page: object
) -> None:
    client, own = page(world.krasang), reverse("factor")
    assert client.post(reverse("factor_begin")).url == own
    secret = SecondFactor.objects.get().secret
    client.post(reverse("factor_begin"))
    assert SecondFactor.objects.get().secret == secret, "a second click"
    shown = client.get(own)
    assert "<svg" in shown.content.decode() and "no-store" in shown["Cache-Control"]
    assert 'href="otpauth://totp/' in shown.content.decode(), "for who holds the only screen"
    world.krasang.set_password(PASSWORD)
    world.krasang.save()
    client.force_login(world.krasang)
    typed = {"password": PASSWORD, "code": code_at(clock, secret)}
    assert client.post(own, typed | {"code": ""}).status_code == 422
    assert client.post(own, typed | {"code": "000000"}).status_code == 409
    left_open = client.post(own, typed | {"password": "a guess"})
    assert left_open.status_code == 409 and "รหัสผ่านปัจจุบันไม่ถูกต้อง" in left_open.content.decode()
    assert not acts.holds(world.krasang), "begun is not on"
    assert client.post(own, typed).url == reverse("factor_codes")
    codes = second_factor.recovery_codes(secret, 1)
    told = client.get(reverse("factor_codes")).content.decode()
    assert all(code in told for code in codes)
    assert client.post(reverse("factor_codes")).url == reverse("own_account")
    after = client.get(reverse("factor_codes")).content.decode()
    assert not any(code in after for code in codes) and secret[:4] not in after
    assert AuditRow.objects.filter(act="factor_on", by=world.krasang).count() == 1


def test_a_secret_left_lying_is_replaced(world: World, clock: Clock) -> None:
    left = acts.begin_factor(by=world.krasang).secret
    clock.forward(minutes=61)
    assert acts.begin_factor(by=world.krasang).secret != left


def test_it_is_switched_off_by_password_and_code(guarded: User, clock: Clock, page: object) -> None:
    client, off = page(guarded), reverse("factor_off")
    wrong = client.post(off, {"password": "wrong", "code": code_at(clock)})
    assert wrong.status_code == 409 and acts.holds(guarded)
    assert client.post(off, {"password": PASSWORD, "code": "000000"}).status_code == 409
    assert client.post(off, {"password": PASSWORD, "code": code_at(clock)}).status_code == 302
    assert not acts.holds(guarded)


def test_renewed_codes_replace_the_former(guarded: User, clock: Clock, page: object) -> None:
    renew = page(guarded).post(reverse("factor_renew"), {"password": PASSWORD})
    assert renew.url == reverse("factor_codes")
    former, fresh = (second_factor.recovery_codes(RFC_SECRET, batch)[0] for batch in (1, 2))
    assert answer(half_way(), former).status_code == 422
    assert answer(half_way(), fresh).status_code == 302


def test_a_lost_telephone_is_reset_by_the_office_above(
    guarded: User, clock: Clock, world: World, page: object
) -> None:
    mine = page(guarded)
    reset = reverse("account_factor_reset", args=[guarded.pk])
    for stranger in (world.surin, world.bandan, guarded):
        assert page(stranger).post(reset).status_code == 404
    assert acts.holds(guarded) and mine.get("/me/").status_code == 200
    assert page(world.buriram).post(reset).status_code == 302
    assert not acts.holds(guarded)
    assert mine.get("/me/").status_code == 302, "the lost telephone may be signed in"
    row = AuditRow.objects.get(act="factor_reset")
    assert (row.by, row.subject_id) == (world.buriram, str(guarded.pk))
    with pytest.raises(Refused, match="คนอื่น"):
        acts.reset_factor(user=world.buriram, by=world.buriram)


def test_the_console_helps_an_officer_whom_nobody_keeps(
    guarded: User, world: World, page: object
) -> None:
    mine, out = page(guarded), StringIO()
    with pytest.raises(CommandError, match="no open account 'nobody'"):
        call_command("reset_factor", "nobody")
    assert acts.holds(guarded)
    call_command("reset_factor", guarded.username, stdout=out)
    assert "second factor off" in out.getvalue() and not acts.holds(guarded)
    assert mine.get("/me/").status_code == 302, "the lost telephone may be signed in"
    assert half_way().get("/groups/").status_code == 200, "the password alone"
    call_command("reset_factor", guarded.username, stdout=out)
    assert "has no second factor" in out.getvalue()
    row = AuditRow.objects.get(act="factor_reset")  # the second time changed nothing
    assert (row.by, row.detail) == (guarded, {"ended": 1, "console": True})
    trail = page(world.buriram).get(reverse("trail"), {"act": "ล้างรหัสยืนยันขั้นที่สองของบัญชี"})
    assert "ทำที่เครื่องแม่ข่าย" in trail.content.decode()


def test_members_have_no_use_for_it(world: World, page: object) -> None:
    member = page(world.members[0])
    assert member.get(reverse("factor")).status_code == 404
    assert "การยืนยันสองขั้น" not in member.get(reverse("own_account")).content.decode()


def test_where_it_is_demanded_nothing_else_opens_first(
    world: World, clock: Clock, page: object, settings: object
) -> None:
    world.krasang.set_password(PASSWORD)
    world.krasang.save()
    before = page(world.krasang)
    settings.DEMAND_SECOND_FACTOR = True
    client, member = page(world.krasang), page(world.members[0])
    assert client.get("/groups/").url == reverse("factor")
    assert client.get(reverse("factor")).status_code == 200
    assert member.get("/scoring/").status_code == 200
    assert before.get("/groups/").status_code == 200, "who was in goes on till the login ends"
    client.post(reverse("factor_begin"))
    secret = SecondFactor.objects.get().secret
    client.post(reverse("factor"), {"password": PASSWORD, "code": code_at(clock, secret)})
    assert client.get("/groups/").status_code == 200
    assert client.get(reverse("factor_off")).status_code == 409
    assert Session.objects.filter(user=world.krasang).count() == 2
