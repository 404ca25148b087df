"""Pages without an account: which there are, how their addresses are kept from guessing, how often."""

import math
import re
from collections.abc import Callable
from datetime import date, timedelta
from inspect import getsource

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from cdd_network import public_brake
from cdd_network.models import SignInTry
from cdd_network.models.link import new_token as link_token
from projects.models import CheckIn
from projects.models.event import new_token as wall_token
from reports.models.document import new_token as document_token
from reports.models.watch import new_feed_token
from selection.models.round import TOKEN_LETTERS
from selection.models.round import new_token as result_token
from tests.contract import PageClient
from tests.people import World
from tests.projects.clock import set_clock
from tests.projects.stage import listed

PUBLIC = {
    "sign_in": "", "sign_in_code": "", "sign_out": "", "healthy": "", "ready": "", "robots": "",
    "privacy": "", "set_password": "link", "public_document": "document",
    "public_digests": "document", "public_enclosure": "document", "public_result": "result",
    "check_in": "wall", "survey": "wall", "calendar_feed": "feed",
}  # fmt: skip
"""Every page that opens without an account → by which token; '' by none."""
TOKENS = {
    "link": link_token, "document": document_token, "wall": wall_token, "feed": new_feed_token,
    "result": result_token,
}  # fmt: skip
BITS = 128
HALL = "203.0.113.60"
"""The one address of a village hall."""
DAY = date(2025, 6, 18)


def _public(patterns: list[URLPattern | URLResolver]) -> set[str]:
    found: set[str] = set()
    for one in patterns:
        if isinstance(one, URLResolver):
            found |= _public(one.url_patterns)
        elif not getattr(one.callback, "login_required", True):
            found.add(one.name)
    return found


def test_these_pages_alone_open_without_an_account() -> None:
    assert _public(get_resolver().url_patterns) == {*PUBLIC}


@pytest.mark.parametrize("kind", sorted(TOKENS))
def test_an_address_is_too_long_to_guess(kind: str) -> None:
    """128 bits by lot; but a result's address, which is typed from paper, opens what is announced."""
    drawn = {TOKENS[kind]() for _ in range(50)}
    length = {len(one) for one in drawn}
    assert len(drawn) == 50 and len(length) == 1
    if kind == "result":
        bits = length.pop() * math.log2(len(TOKEN_LETTERS))
        a_year = public_brake.MOST * 365 * 24 * 60 / (public_brake.SPAN.total_seconds() / 60)
        years = (
            2**bits / 76 / 20 / (1000 * a_year)
        )  # 76 results a year for 20 years, 1,000 networks
        assert bits > 59 and years > 1000
    else:
        drawn_by = re.search(r"token_urlsafe\((\d+)\)", getsource(TOKENS[kind]))
        assert int(drawn_by[1]) * 8 >= BITS


@pytest.fixture
def hall(world: World, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Addresses on the wall of Krasang's first day, at nine; twenty people are listed."""
    activity, _ = world.dated()
    listed(activity, 20)
    set_clock(monkeypatch, DAY)
    monkeypatch.setattr(public_brake, "SPAN", timedelta(days=36_500))  # no span ends in mid-test
    return {
        "check_in": reverse("check_in", args=[activity.days.get(number=1).token]),
        "survey": reverse("survey", args=[activity.questionnaires.get(moment="before").token]),
    }


def _answers(page: HttpResponse) -> dict[str, str]:
    """The first choice of each question, with the sheet that the page carries."""
    text = page.content.decode()
    chosen = dict(reversed(re.findall(r'type="radio" name="([^"]+)" value="([^"]+)"', text)))
    sheet = re.search(r'name="sheet"[^>]* value="([^"]+)"', text)
    return {**chosen, "sheet": sheet[1]}


def test_a_hall_behind_one_address_signs_in_and_answers(hall: dict[str, str]) -> None:
    """Twenty people: three pages and two forms each."""
    for number in range(1, 21):
        telephone = PageClient(REMOTE_ADDR=HALL)
        telephone.get(hall["check_in"])
        name = {"name": f"นายคนที่ {number} ใจดี"}
        assert telephone.post(hall["check_in"], name).status_code == 200
        asked = telephone.get(hall["survey"])
        sent = telephone.post(hall["survey"], _answers(asked))
        assert sent.status_code == 302 and telephone.get(sent.url).status_code == 200
    assert CheckIn.objects.count() == 20
    assert SignInTry.objects.get().tries == 40 < public_brake.MOST / 10


def test_the_bound_is_far_above_a_hall_of_sixty() -> None:
    """Each telephone sends both forms, and each again for a mistyped name."""
    assert public_brake.SPAN.total_seconds() == 300 and public_brake.MOST >= 60 * 2 * 2 * 2
    assert int(public_brake.too_many()["Retry-After"]) <= 300


def test_looking_writes_nothing(hall: dict[str, str]) -> None:
    for name in ("sign_in", "privacy", "robots"):
        hall[name] = reverse(name)
    client = PageClient(REMOTE_ADDR=HALL)
    for url in hall.values():
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        assert all(one["sql"].startswith("SELECT") for one in asked.captured_queries), url


def test_past_the_bound_it_asks_to_wait(
    hall: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(public_brake, "MOST", 3)
    client = PageClient(REMOTE_ADDR=HALL)
    name = {"name": "นายคนที่ 1 ใจดี"}
    assert client.get(hall["check_in"][:-3] + "xx/").status_code == 404  # a miss is one
    assert [client.post(hall["check_in"], name).status_code for _ in range(3)] == [200, 200, 429]
    refused = client.post(hall["survey"], {})
    text = refused.content.decode()
    assert refused.status_code == 429 and int(refused["Retry-After"]) > 0
    assert "กรุณารอ" in text and "ข้อความที่กรอกไว้ยังอยู่" in text and "สมชาย" not in text
    assert refused["Cache-Control"] == "no-store"
    assert client.get(hall["check_in"]).status_code == 200, "looking is not counted"
    assert client.get(hall["check_in"][:-3] + "xx/").status_code == 429
    assert SignInTry.objects.get().tries == 3, "past the bound nothing is written"
    other = PageClient(REMOTE_ADDR="203.0.113.61")
    assert other.post(hall["check_in"], name).status_code == 200
    assert HALL not in str(list(SignInTry.objects.values()))


def test_the_bound_opens_again_and_leaves_signing_in_alone(
    hall: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(public_brake, "MOST", 1)
    client = PageClient(REMOTE_ADDR=HALL)
    name = {"name": "นายคนที่ 1 ใจดี"}
    assert [client.post(hall["check_in"], name).status_code for _ in range(2)] == [200, 429]
    monkeypatch.setattr(public_brake, "SPAN", timedelta(days=10_000))  # another span begins
    assert client.post(hall["check_in"], name).status_code == 200


def test_a_body_too_large_is_not_read(hall: dict[str, str]) -> None:
    sent = {"name": "ก" * 100_000}  # 900 KB as a browser sends it
    for url in (hall["check_in"], hall["survey"], reverse("sign_in")):
        answer = PageClient().post(url, sent)
        assert answer.status_code == 413 and "ข้อความที่กรอกไว้ยังอยู่" in answer.content.decode()
    assert not CheckIn.objects.exists()


def test_wrong_ended_and_foreign_tokens_are_one_answer(world: World) -> None:
    """Unknown, of another kind, of a draft or of a result not announced: the same page to the letter."""
    activity, _ = world.dated()
    foreign, _ = world.surin_nominated()
    wall, document = activity.days.get(number=1).token, "0" * 22
    said = {
        PageClient().get(f"/{page}/{token}/").content
        for page, token in (("c", document), ("q", wall), ("d", wall), ("r", foreign.token),
                            ("r", "2" * 12), ("d", document))
    }  # fmt: skip
    assert len(said) == 1 and "ไม่พบหน้านี้" in said.pop().decode()


def test_search_engines_are_asked_to_stay_away(page: Callable) -> None:
    answer = page(None).get("/robots.txt")
    assert answer.content.decode().split() == ["User-agent:", "*", "Disallow:", "/"]
    assert answer["X-Robots-Tag"] == "noindex"
