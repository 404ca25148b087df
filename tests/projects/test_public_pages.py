"""Behind the QR on the wall: no account, no script, no list of names, and light."""

import gzip
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from projects import checkin_rules
from projects.models import Activity, ActivityDay, CheckIn, Event, Misses, Participant
from reports.actions.summaries import begin_summary
from tests.contract import PageClient
from tests.people import World
from tests.projects.clock import set_clock
from tests.projects.stage import listed, sent

DAY = date(2025, 6, 18)
NAMES = ["นายสมชาย ใจดี", "นางสาวมะลิ งามตา", "นายบุญมี ดีพร้อม", "นายบุญมี สุขใจ"]
STATIC = ("css/tokens.css", "css/public.css", "icon.svg")
FONTS = ("fonts/Sarabun-Regular.woff2", "fonts/Sarabun-SemiBold.woff2")


@pytest.fixture
def event(world: World, monkeypatch: pytest.MonkeyPatch) -> Activity:
    """Krasang's three days with four people on the list; it is nine o'clock of the first day."""
    first, _ = world.dated()
    listed(first, NAMES)
    set_clock(monkeypatch, DAY)
    return first


def first_day(event: Activity) -> ActivityDay:
    return event.days.get(number=1)


def url_of(event: Activity) -> str:
    return reverse("check_in", args=[first_day(event).token])


def sign(event: Activity, name: str, more: str | None = None) -> tuple[int, str]:
    """Status and text of the page after typing a name, without script and without cookies."""
    typed = {"name": name} if more is None else {"name": name, "more": more}
    answer = PageClient().post(url_of(event), typed)
    return answer.status_code, answer.content.decode()


def test_a_villager_signs_in_by_the_first_name(event: Activity) -> None:
    page = PageClient().get(url_of(event)).content.decode()
    assert "ลงชื่อช่วง<b>เช้า</b>" in page and event.group.name in page
    assert "<script" not in page and not any(word in page for word in ("สมชาย", "มะลิ", "บุญมี"))
    status, text = sign(event, "มะลิ")
    assert status == 200 and "<b>ลงชื่อแล้ว</b> มะลิ" in text
    assert not any(word in text for word in ("งามตา", "นางสาว", "สมชาย", "บุญมี", "กระเจา หมู่"))
    tick = CheckIn.objects.get()
    assert (tick.participant.name, tick.half, tick.by) == ("นางสาวมะลิ งามตา", "morning", None)
    assert sign(event, "มะลิ") == (status, text)  # a double tap
    assert CheckIn.objects.count() == 1


def test_in_the_afternoon_once_more(event: Activity, monkeypatch: pytest.MonkeyPatch) -> None:
    sign(event, "สมชาย")
    set_clock(monkeypatch, DAY, "12:30")
    status, text = sign(event, "นายสมชาย ใจดี")
    assert status == 200 and "ช่วงบ่าย" in text
    assert sorted(CheckIn.objects.values_list("half", flat=True)) == ["afternoon", "morning"]


@pytest.mark.parametrize(
    ("number", "hour", "moment"),
    [
        (1, "09:00", "before"), (1, "13:00", ""), (2, "09:00", ""), (2, "13:00", ""),
        (3, "09:00", ""), (3, "13:00", "after"),
    ],
)  # fmt: skip
def test_who_has_signed_in_is_led_to_the_open_survey(
    event: Activity, monkeypatch: pytest.MonkeyPatch, number: int, hour: str, moment: str
) -> None:
    day = event.days.get(number=number)
    set_clock(monkeypatch, day.date, hour)
    client, url = PageClient(), reverse("check_in", args=[day.token])
    assert "/q/" not in client.get(url).content.decode()
    text = client.post(url, {"name": "มะลิ"}).content.decode()
    tokens = {row.token for row in event.questionnaires.filter(moment=moment)}
    assert set(re.findall(r'href="/q/([^"]+)/"', text)) == tokens and "งามตา" not in text
    assert "/q/" not in client.post(url, {"name": "ใครก็ไม่รู้"}).content.decode()
    closed = day.date - timedelta(1)
    event.questionnaires.update(opens_on=closed, closes_on=closed)
    assert "/q/" not in client.post(url, {"name": "มะลิ"}).content.decode()


def test_two_of_one_name_are_parted_without_naming_them(event: Activity) -> None:
    status, text = sign(event, "บุญมี")
    assert status == 422 and "มีผู้ใช้ชื่อนี้มากกว่าหนึ่งคน" in text
    assert 'value="บุญมี"' in text and 'name="more"' in text
    assert not any(word in text for word in ("ดีพร้อม", "สุขใจ")) and not CheckIn.objects.exists()
    assert sign(event, "บุญมี", "ใจดี")[0] == 422
    assert sign(event, "บุญมี", "๔")[0] == 200
    assert CheckIn.objects.get().participant.name == "นายบุญมี สุขใจ"


def test_who_is_not_listed_goes_to_the_desk(event: Activity) -> None:
    status, text = sign(event, "ทองดี")
    assert status == 422 and "แจ้งเจ้าหน้าที่ที่โต๊ะลงทะเบียน" in text and 'value="ทองดี"' in text
    assert not CheckIn.objects.exists()
    row = Misses.objects.get()
    assert (row.count, row.on) == (1, DAY) and "127.0.0" not in row.key


def test_trying_names_comes_to_an_end(event: Activity, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkin_rules, "LEAST_MISSES", 3)
    monkeypatch.setattr(checkin_rules, "MISSES_EACH", 0)
    assert [sign(event, f"ชื่อ{n}")[0] for n in range(4)] == [422, 422, 422, 409]
    status, text = sign(event, "มะลิ")
    assert status == 409 and "ลงชื่อกับเจ้าหน้าที่" in text and not CheckIn.objects.exists()
    other = PageClient(REMOTE_ADDR="203.0.113.9").post(url_of(event), {"name": "มะลิ"})
    assert other.status_code == 200
    six = [PageClient(REMOTE_ADDR=f"2001:db8::{n}:1") for n in range(5)]
    tried = [one.post(url_of(event), {"name": "ชื่อ"}).status_code for one in six]
    assert tried == [422, 422, 422, 409, 409], "a household of IPv6 has addresses without end"
    set_clock(monkeypatch, DAY + timedelta(1))
    token = event.days.get(number=2).token
    address = reverse("check_in", args=[token])
    assert PageClient().post(address, {"name": "ชื่อ"}).status_code == 422
    assert Misses.objects.get().on == DAY + timedelta(1), "yesterday's are gone"


def test_behind_the_proxy_one_telephone_does_not_lock_out_the_hall(
    event: Activity, monkeypatch: pytest.MonkeyPatch, settings: object
) -> None:
    monkeypatch.setattr(checkin_rules, "LEAST_MISSES", 2)
    monkeypatch.setattr(checkin_rules, "MISSES_EACH", 0)
    mine, other = "203.0.113.7", "203.0.113.8"

    def signs(name: str, hops: str) -> int:
        client = PageClient(HTTP_X_FORWARDED_FOR=hops)
        return client.post(url_of(event), {"name": name}).status_code

    settings.TRUSTED_PROXY = True
    assert [signs("ชื่อ", hops) for hops in (mine, f"{other}, {mine}")] == [422, 422]
    assert signs("มะลิ", f"198.51.100.2, {mine}") == 409, "a hop of one's own does not help"
    assert signs("มะลิ", other) == 200
    settings.TRUSTED_PROXY = False
    assert [signs("ชื่อ", hops) for hops in (mine, other)] == [422, 422]
    assert signs("สมชาย", "198.51.100.3") == 409, "without the proxy the header is anybody's"


@pytest.mark.parametrize("days", [-1, 1])
def test_on_another_day_it_says_so_and_does_nothing(
    event: Activity, monkeypatch: pytest.MonkeyPatch, days: int
) -> None:
    set_clock(monkeypatch, DAY + timedelta(days))
    page = PageClient().get(url_of(event))
    assert page.status_code == 200 and "<form" not in page.content.decode()
    assert "18 มิถุนายน 2568" in page.content.decode()
    status, text = sign(event, "มะลิ")
    assert status == 409 and "<form" not in text and not CheckIn.objects.exists()
    ActivityDay.objects.update(date=None)
    assert "ยังไม่กำหนดวัน" in PageClient().get(url_of(event)).content.decode()


def test_it_closes_with_the_summary_and_with_the_purge(world: World, event: Activity) -> None:
    report = begin_summary(activity=event, by=world.krasang)
    sent(report)
    status, text = sign(event, "มะลิ")
    assert status == 409 and "สรุปผลกิจกรรมนี้แล้ว" in text and not CheckIn.objects.exists()
    assert "<form" not in PageClient().get(url_of(event)).content.decode()
    sent(report, "draft")
    assert sign(event, "มะลิ")[0] == 200
    Event.objects.filter(pk=event.pk).update(people_purged_at=timezone.now())
    assert sign(event, "สมชาย")[0] == 409 and CheckIn.objects.count() == 1


@pytest.mark.parametrize("name", ["", "   ", "x" * 100_000, "\x00", "มะลิ\x00", "%", "' OR 1=1 --"])
def test_hostile_names_get_an_answer(event: Activity, name: str) -> None:
    status, text = sign(event, name)
    assert status in (200, 422) and "<h1>" in text
    assert CheckIn.objects.count() == (1 if status == 200 else 0)
    assert (status == 200) == ("มะลิ" in name)


def test_a_wrong_address_leads_nowhere(event: Activity) -> None:
    client = PageClient()
    for token in ("x", "0" * 22, first_day(event).token[:-1]):
        for page in ("c", "q"):
            assert client.get(f"/{page}/{token}/").status_code == 404
            assert client.post(f"/{page}/{token}/", {"name": "มะลิ"}).status_code == 404


def test_another_events_people_do_not_sign_in_here(world: World, event: Activity) -> None:
    other = Activity.objects.exclude(pk=event.pk).get()
    listed(other, ["นางทองดี เฉพาะบ้านด่าน"])
    assert sign(event, "ทองดี")[0] == 422 and not CheckIn.objects.exists()


@pytest.mark.parametrize("people", [1, 20, 200])
def test_as_many_queries_however_long_the_list(
    event: Activity, people: int, django_assert_num_queries: Callable
) -> None:
    Participant.objects.filter(event=event.pk).delete()
    listed(event, [f"นายคนที่{n} ใจดี" for n in range(1, people + 1)])
    client, url = PageClient(), url_of(event)
    client.get(url)  # the year's content is read once a process
    with django_assert_num_queries(2):
        client.get(url)
    with django_assert_num_queries(16):
        assert client.post(url, {"name": "คนที่1"}).status_code == 200


def weight(answer: object) -> int:
    """Bytes of the page with its styles, picture and both faces, as they go over the wire."""
    held = [Path(finders.find(name)).read_bytes() for name in STATIC]
    fonts = sum(Path(finders.find(name)).stat().st_size for name in FONTS)
    for name in re.findall(r'(?:src|href)="/static/([^"]+)"', _text(answer)):
        assert name in STATIC, f"{name} is not weighed"
    return len(answer.content) + sum(len(gzip.compress(one)) for one in held) + fonts


def _text(answer: object) -> str:
    return gzip.decompress(answer.content).decode()


def test_each_page_is_light(event: Activity, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client(headers={"Accept-Encoding": "gzip"})
    set_clock(monkeypatch, DAY)
    found = {"check-in": client.get(url_of(event))}
    found["signed in"] = client.post(url_of(event), {"name": "มะลิ"})
    for row in event.questionnaires.all():
        set_clock(monkeypatch, DAY if row.moment == "before" else DAY + timedelta(2))
        url = reverse("survey", args=[row.token])
        found[row.moment] = client.get(url)
        found[f"{row.moment} with faults"] = client.post(url, {"k_k1": "9"})
    weights = {name: weight(answer) for name, answer in found.items()}
    assert max(weights.values()) < 50_000, weights
    # And below the bound for a browser that takes nothing packed.
    longest = len(_text(found["after with faults"]).encode())
    plain = sum(Path(finders.find(name)).stat().st_size for name in (*STATIC, *FONTS))
    assert longest + plain < 70_000


def exempt(patterns: list[URLPattern | URLResolver]) -> set[str]:
    """Names of the addresses that take a post from anywhere."""
    found: set[str] = set()
    for one in patterns:
        if isinstance(one, URLResolver):
            found |= exempt(one.url_patterns)
        elif getattr(one.callback, "csrf_exempt", False):
            found.add(one.name)
    return found


def test_these_alone_take_posts_from_anywhere() -> None:
    assert exempt(get_resolver().url_patterns) == {"check_in", "survey", "set_password"}


def test_pages_are_nobody_elses(event: Activity) -> None:
    client = Client(enforce_csrf_checks=True)
    survey = reverse("survey", args=[event.questionnaires.get(moment="before").token])
    for url in (url_of(event), survey):
        answer = client.get(url)
        assert answer["Cache-Control"] == "private, no-cache" and "Cookie" in answer["Vary"]
        assert "csrftoken" not in answer.cookies and "sessionid" not in answer.cookies
    assert client.post(url_of(event), {"name": "มะลิ"}).status_code == 200
