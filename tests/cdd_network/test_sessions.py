"""Logins: seen, ended one by one, ended by idleness, age, password, role and closing."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from cdd_network.browsers import browser_of, network_of, short_address
from cdd_network.models import AuditRow, Office, Session, User
from cdd_network.roles import Role
from tests.clock import START, Clock, standing_clock
from tests.people import PASSWORD, World

Pages = Callable[[User | None], Client]
LINE_PHONE = (
    "Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Version/4.0 Chrome/126.0 Mobile Safari/537.36 Line/14.9.1/IAB"
)
EDGE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/126.0 Safari/537.36 Edg/126.0"
)


@pytest.fixture
def clock(db: None) -> Iterator[Clock]:
    """10.00 in the morning."""
    with standing_clock() as clock:
        yield clock


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (LINE_PHONE, "LINE บนโทรศัพท์หรือแท็บเล็ต Android"),
        (EDGE, "Edge บนคอมพิวเตอร์ Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5) Version/17.5 Safari/604.1", "Safari บน iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0; rv:127.0) Gecko/20100101 Firefox/127.0", "Firefox บนคอมพิวเตอร์ Windows"),
        ("curl/8.5", "อุปกรณ์ที่ไม่ทราบชนิด"),
        ("", "อุปกรณ์ที่ไม่ทราบชนิด"),
    ],
)  # fmt: skip
def test_a_browser_is_told_in_plain_words(agent: str, words: str) -> None:
    assert browser_of(agent) == words


@pytest.mark.parametrize(
    ("address", "short", "network"),
    [
        ("203.0.113.77", "203.0.113.*", "203.0.113.77"),
        ("2001:db8:1:2:3::4", "2001:0db8:0001:*", "2001:db8:1::/56"),
        ("::ffff:203.0.113.77", "203.0.113.*", "203.0.113.77"),
        ("unknown", "", "unknown"),
    ],
)
def test_addresses_are_shortened(address: str, short: str, network: str) -> None:
    assert (short_address(address), network_of(address)) == (short, network)


def sign_in(user: User, agent: str = EDGE, address: str = "203.0.113.7") -> Client:
    """A browser signed in by name and password."""
    user.set_password(PASSWORD)
    user.save()
    return enter(user, agent, address)


def enter(user: User, agent: str = EDGE, address: str = "203.0.113.7") -> Client:
    """Another browser with the same password."""
    client = Client(REMOTE_ADDR=address, headers={"user-agent": agent})
    typed = {"username": user.username, "password": PASSWORD}
    assert client.post(reverse("sign_in"), typed).status_code == 302
    return client


def is_in(client: Client) -> bool:
    """Whether this browser is signed in."""
    return client.get(reverse("guide")).status_code == 200


def test_ones_own_devices_are_listed_and_nobody_elses(world: World, page: Pages) -> None:
    office = sign_in(world.krasang)
    phone = enter(world.krasang, LINE_PHONE, "198.51.100.9")
    sign_in(world.bandan, "Mozilla/5.0 (iPad) Safari/604.1", "192.0.2.1")
    text = office.get(reverse("own_account")).content.decode()
    assert "2 รายการ" in text and text.count("เครื่องนี้</span>") == 1
    assert "LINE บนโทรศัพท์หรือแท็บเล็ต Android" in text and "198.51.100.*" in text
    assert "iPad" not in text and "192.0.2" not in text and "198.51.100.9" not in text
    keys = Session.objects.values_list("pk", flat=True)
    assert not any(key in text for key in keys), "a key is a login"
    assert is_in(phone)


def test_one_device_is_ended_by_its_owner_alone(world: World) -> None:
    office, phone = sign_in(world.krasang), None
    phone = enter(world.krasang, LINE_PHONE)
    text = office.get(reverse("own_account")).content.decode()
    name = text.split('name="device" value="')[1].split('"')[0]
    sign_in(world.bandan).post(reverse("device_end"), {"device": name})
    assert is_in(phone), "another's name for it opens nothing"
    assert office.post(reverse("device_end"), {"device": name}).status_code == 302
    assert not is_in(phone) and is_in(office)
    assert office.post(reverse("device_end"), {"device": name}).status_code == 302, "a second click"
    assert AuditRow.objects.filter(act="end_sessions").count() == 1


def test_all_other_devices_are_ended(world: World) -> None:
    office = sign_in(world.krasang)
    others = [enter(world.krasang, LINE_PHONE) for _ in range(2)]
    stranger = sign_in(world.bandan)
    office.post(reverse("devices_end"))
    assert [is_in(one) for one in (office, *others, stranger)] == [True, False, False, True]


def test_the_keeper_ends_an_accounts_logins(world: World, page: Pages) -> None:
    mine = sign_in(world.krasang)
    out = reverse("account_sign_out", args=[world.krasang.pk])
    assert page(world.surin).post(out).status_code == 404
    assert page(world.bandan).post(out).status_code == 404
    assert is_in(mine)
    page(world.buriram).post(out)
    assert not is_in(mine)


@pytest.mark.parametrize("what", ["password", "role", "office", "closed"])
def test_a_login_ends_at_the_next_request(world: World, what: str) -> None:
    mine = sign_in(world.krasang)
    assert is_in(mine)
    user = User.objects.get(pk=world.krasang.pk)
    if what == "password":
        user.set_password("another-2568-one")
    if what == "role":
        user.role = Role.MEMBER
    if what == "office":
        user.office = Office.objects.get(district_id="3201")
    user.is_active = what != "closed"
    user.save()
    assert not is_in(mine)
    User.objects.filter(pk=user.pk).update(display_name="ชื่อใหม่")


def test_a_new_name_ends_no_login(world: World) -> None:
    mine = sign_in(world.krasang)
    User.objects.filter(pk=world.krasang.pk).update(display_name="ชื่อใหม่")
    assert is_in(mine)


def test_changing_the_password_keeps_this_device_alone(world: World) -> None:
    here, there = sign_in(world.krasang), enter(world.krasang, LINE_PHONE)
    typed = {"old": PASSWORD, "new": "ข้าวหอมมะลิ ทุ่งกุลา", "again": "ข้าวหอมมะลิ ทุ่งกุลา"}
    assert here.post(reverse("own_password"), typed).url == reverse("own_account")
    assert is_in(here) and not is_in(there)
    assert Session.objects.filter(user=world.krasang).count() == 1
    assert AuditRow.objects.get(act="password").detail == {"ended": 1}
    form = {"username": "krasang", "password": "ข้าวหอมมะลิ ทุ่งกุลา"}
    assert Client().post(reverse("sign_in"), form).status_code == 302


def test_a_login_ends_by_idleness_and_by_age(world: World, clock: Clock) -> None:
    idle = sign_in(world.krasang)
    clock.forward(hours=1, minutes=59)
    assert is_in(idle), "this use counts"
    clock.forward(hours=1, minutes=59)
    assert is_in(idle)
    clock.forward(hours=2, seconds=1)
    assert not is_in(idle)
    busy = sign_in(world.krasang)
    begun = clock.now
    while clock.now < begun + timedelta(hours=11, minutes=30):
        clock.forward(minutes=30)
        assert is_in(busy), clock.now - begun
    clock.forward(minutes=30)
    assert not is_in(busy), "12 hours, however busy"


def test_a_use_is_written_once_a_quarter_of_an_hour(
    world: World, clock: Clock, django_assert_num_queries: Callable
) -> None:
    mine = sign_in(world.krasang)
    for minutes in (5, 5, 5):
        clock.forward(minutes=minutes)
        with django_assert_num_queries(2):  # login and person, as ever
            assert is_in(mine)
    assert Session.objects.get().seen_at == START
    clock.forward(seconds=1)
    with django_assert_num_queries(3):
        assert is_in(mine)
    assert Session.objects.get().seen_at == clock.now
    with django_assert_num_queries(2):
        assert is_in(mine)


def test_a_login_ended_meanwhile_stays_ended(world: World, clock: Clock) -> None:
    mine = sign_in(world.krasang)
    clock.forward(minutes=20)
    Session.objects.all().delete()
    assert not is_in(mine)
    assert not Session.objects.exists()


def test_signing_out_works_in_two_tabs(world: World) -> None:
    tabs = sign_in(world.krasang)
    first, second = (tabs.post(reverse("sign_out")) for _ in range(2))
    assert first.url == second.url == reverse("sign_in")
    assert not is_in(tabs)
    assert "หากเพิ่งหมดเวลา" not in tabs.get(second.url).content.decode()


def test_public_pages_and_strangers_make_no_login(db: None, page: Pages) -> None:
    for url in (reverse("healthy"), reverse("sign_in"), "/d/abcdefghijklmnopqrstuv/"):
        page(None).get(url)
    assert not Session.objects.exists()


@pytest.mark.parametrize(("devices", "queries"), [(1, 4), (3, 4)])
def test_the_account_page_takes_as_many_queries_for_many_devices(
    world: World, page: Pages, devices: int, queries: int, django_assert_num_queries: Callable
) -> None:
    clients = [page(world.krasang) for _ in range(devices)]
    with django_assert_num_queries(queries):
        text = clients[0].get(reverse("own_account")).content.decode()
    assert f"{devices} รายการ" in text
