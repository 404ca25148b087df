"""Ended logins, wrong methods and cookies: what the middleware answers by itself."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from cdd_network.models import User
from tests.people import PASSWORD, World

Pages = Callable[[User | None], Client]
HOST = "http://testserver"


def next_of(answer: object) -> str:
    """Where the sign-in page will lead back to."""
    assert answer.status_code == 302
    parts = urlsplit(answer.url)
    assert parts.path == reverse("sign_in")
    return parse_qs(parts.query)["next"][0]


def test_an_act_after_the_login_ended_leads_back_to_its_page(db: None, page: Pages) -> None:
    client, act = page(None), reverse("nomination_submit", args=[5])
    from_page = client.post(act, headers={"referer": f"{HOST}/nominations/5/?from=list"})
    assert next_of(from_page) == "/nominations/5/?from=list"
    edit = reverse("nomination_edit", args=[5])
    assert next_of(client.post(edit, headers={"referer": HOST + edit})) == edit
    assert next_of(client.get(edit, headers={"referer": f"{HOST}/"})) == edit, "a page is itself"


@pytest.mark.parametrize(
    "referer", ["https://evil.example/x", "//evil.example/", "javascript:1", ""]
)
def test_a_strange_referer_leads_nowhere_else(db: None, page: Pages, referer: str) -> None:
    act = reverse("nomination_submit", args=[5])
    assert next_of(page(None).post(act, headers={"referer": referer})) == act


def test_signing_in_goes_back_to_the_page(world: World, page: Pages) -> None:
    world.krasang.set_password(PASSWORD)
    world.krasang.save()
    client, edit = page(None), reverse("groups")
    typed = {"username": "krasang", "password": PASSWORD, "next": edit}
    assert client.post(reverse("sign_in"), typed).url == edit
    typed["next"] = "https://evil.example/"
    assert page(None).post(reverse("sign_in"), typed).url == reverse("home")


@pytest.mark.parametrize(
    ("next_page", "said"),
    [("/nominations/5/edit/", True), ("/", False), ("", False), ("/nowhere/", False),
     ("https://evil.example/groups/", False)],
)  # fmt: skip
def test_an_ended_login_says_so(db: None, page: Pages, next_page: str, said: bool) -> None:
    answer = page(None).get(reverse("sign_in"), {"next": next_page})
    text = answer.content.decode()
    assert ("ข้อความที่พิมพ์ไว้ในเครื่องนี้ยังอยู่" in text) is said
    assert (f'data-ended="{next_page}"' in text) is said


def test_a_wrong_method_is_answered_calmly(world: World, page: Pages) -> None:
    client = page(world.buriram)
    answer = client.get(reverse("round_new"))
    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert "หน้านี้เปิดโดยตรงไม่ได้" in answer.content.decode()
    assert 'href="/"' in answer.content.decode()
    program = client.get(reverse("round_new"), headers={"accept": "application/json"})
    assert (program.status_code, program.content) == (405, b"")
    assert client.post(reverse("rounds")).status_code == 405


def test_only_pages_behind_the_login_vary_by_cookie(world: World, page: Pages) -> None:
    assert "Cookie" not in page(None).get(reverse("healthy")).get("Vary", "")
    assert "Cookie" in page(world.buriram).get(reverse("guide"))["Vary"]


def test_a_forged_form_is_refused_with_its_reason(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.krasang)
    answer = client.post(reverse("group_new"), {"village": "บ้านใหม่"})
    text = answer.content.decode()
    assert answer.status_code == 403
    assert "กดย้อนกลับในเบราว์เซอร์ แล้วกดปุ่มเดิมอีกครั้ง ข้อความที่พิมพ์ไว้ยังอยู่" in text
    assert "เหตุผล:" in text


def test_pages_of_faults_know_villagers_from_officers(world: World, page: Pages) -> None:
    """Who came by a QR is not sent to «งานของฉัน»; wrong tokens of a form are answered so, too."""
    forger = Client(enforce_csrf_checks=True)
    villager = (page(None).get("/nowhere/"), forger.post(reverse("sign_in")))
    officer = page(world.krasang).get("/nowhere/")
    assert [one.status_code for one in (*villager, officer)] == [404, 403, 404]
    for answer in villager:
        text = answer.content.decode()
        assert "เข้าสู่ระบบสำหรับเจ้าหน้าที่" in text and "ไปที่งานของฉัน" not in text
        assert "บัญชีของท่าน" not in text
    text = officer.content.decode()
    assert "ไปที่งานของฉัน" in text and "บัญชีของท่าน" in text
