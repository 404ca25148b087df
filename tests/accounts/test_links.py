"""One-time links: told once, used once, and nothing is learnt from those that are no good."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cdd_network.accounts import actions, links
from cdd_network.models import AuditRow, OneTimeLink, User
from tests.contract import PageClient
from tests.people import World

GOOD = "ตลาดนัดวันพุธสามโมง"
TYPED = {"new": GOOD, "again": GOOD}


def handed(world: World) -> links.Handed:
    return actions.new_link(account=world.krasang, by=world.buriram)


def url_of(link: links.Handed) -> str:
    return reverse("set_password", args=[link.token])


def test_the_owner_sets_a_password_and_signs_in(world: World) -> None:
    link, client = handed(world), PageClient()
    page = client.get(url_of(link))
    text = page.content.decode()
    assert 'value="krasang"' in text and "สำนักงานพัฒนาชุมชนอำเภอกระสัง" in text
    assert "no-store" in page["Cache-Control"] and page["Referrer-Policy"] == "no-referrer"
    assert not page.cookies and "<script" not in text
    answer = client.post(url_of(link), TYPED)
    assert answer.url == reverse("sign_in") and answer["Referrer-Policy"] == "no-referrer"
    asked = client.get(answer.url).content.decode()
    assert 'value="krasang"' in asked, "the name that the link told"
    assert 'value="krasang"' not in client.get(answer.url).content.decode(), "told once"
    signed = Client().post(reverse("sign_in"), {"username": "Krasang ", "password": GOOD})
    assert signed.status_code == 302, "a telephone begins with a capital"
    assert client.post(url_of(link), TYPED).status_code == 404  # a second click changes nothing


def test_every_dead_link_is_one_and_the_same_page(world: World) -> None:
    used = handed(world)
    links.set_password(token=used.token, password=GOOD)
    replaced = handed(world)
    expired = handed(world)
    closed = actions.new_link(account=world.bandan, by=world.buriram)
    actions.close_account(account=world.bandan, reason="ย้าย", by=world.buriram)
    OneTimeLink.objects.filter(user=world.krasang).update(
        expires_at=timezone.now() - timedelta(seconds=1)
    )
    tokens = [used.token, replaced.token, expired.token, closed.token, "x", "ก" * 300]
    pages = []
    for token in tokens:
        for method in (PageClient().get, PageClient().post):
            answer = method(reverse("set_password", args=[token]), TYPED)
            assert answer.status_code == 404 and answer["Referrer-Policy"] == "no-referrer"
            pages.append(answer.content)
    assert len(set(pages)) == 1
    assert not any(word in pages[0].decode() for word in ("krasang", "กระสัง", "bandan"))
    assert User.objects.get(pk=world.krasang.pk).check_password(GOOD)


def test_looking_at_a_link_uses_nothing_up(world: World) -> None:
    link = handed(world)
    for _ in range(3):  # as LINE does, which draws a preview
        assert PageClient().get(url_of(link)).status_code == 200
    assert links.set_password(token=link.token, password=GOOD)
    assert links.set_password(token=link.token, password="another good one") is None


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"new": "", "again": ""}, "กรอกรหัสผ่านใหม่"),
        ({"new": "สั้น", "again": "สั้น"}, "รหัสผ่านสั้นเกินไป"),
        ({"new": "krasang2568", "again": "krasang2568"}, "ชื่อผู้ใช้"),
        ({"new": GOOD, "again": GOOD + "x"}, "ไม่ตรงกัน"),
    ],
)
def test_a_bad_password_is_told_in_thai_and_the_link_stays(
    world: World, typed: dict[str, str], told: str
) -> None:
    link = handed(world)
    answer = PageClient().post(url_of(link), typed)
    text = answer.content.decode()
    assert answer.status_code == 422 and told in text and "ข้อผิดพลาด" in text
    assert not re.search(r"\b(This|password is too|Enter)\b", text)
    assert PageClient().post(url_of(link), TYPED).status_code == 302


def test_a_reset_ends_every_older_login(world: World, page: Callable) -> None:
    old, other = page(world.krasang), page(world.bandan)
    assert links.set_password(token=handed(world).token, password=GOOD)
    assert old.get(reverse("guide")).status_code == 302
    assert other.get(reverse("guide")).status_code == 200


def test_setting_it_in_anothers_browser_leaves_that_account(world: World, page: Callable) -> None:
    client = page(world.bandan)
    assert client.post(url_of(handed(world)), TYPED).status_code == 302
    assert "เข้าสู่ระบบด้วยรหัสผ่านใหม่" in client.get(reverse("sign_in")).content.decode()


def test_nothing_that_is_kept_holds_a_token(world: World, page: Callable) -> None:
    client = page(world.buriram)
    told = client.post(reverse("account_link", args=[world.krasang.pk]), {"batch": "one"})
    token = re.search(r"/enter/([\w-]+)/", told.content.decode())[1]
    assert "no-store" in told["Cache-Control"]
    kept = [str(row) for row in OneTimeLink.objects.values()]
    kept += [str(row) for row in AuditRow.objects.values()]
    kept += [str(client.session.items())]
    assert not any(token in text for text in kept)
    assert token not in client.get(reverse("account", args=[world.krasang.pk])).content.decode()


def test_a_page_sent_again_tells_the_same_link(world: World) -> None:
    one = actions.new_link(account=world.krasang, batch="page", by=world.buriram)
    again = actions.new_link(account=world.krasang, batch="page", by=world.buriram)
    other = actions.new_link(account=world.krasang, batch="page", by=world.buriram2)
    assert one.token == again.token != other.token
    assert links.link_of(one.token) is None and links.link_of(other.token)
    later = actions.new_link(account=world.krasang, batch="page", by=world.buriram)
    assert later.token not in {one.token, other.token}  # an ended link never comes back
    assert OneTimeLink.objects.standing().filter(user=world.krasang).count() == 1
