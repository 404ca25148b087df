"""Posters for the wall: read from the picture, one page each, for the office that runs the event."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pypdfium2
import pytest
import zxingcpp
from django.conf import settings
from django.test import Client
from django.urls import reverse

from projects.models import ActivityDay
from projects.posters_part import part_of
from reports.actions.summaries import begin_summary
from tests.people import World
from tests.projects.clock import set_clock
from tests.projects.stage import sent

Pages = Callable[[object], Client]
DAY = date(2025, 6, 18)
DAYS = ["day-1", "day-2", "day-3"]


def read(data: bytes) -> list[tuple[str, str]]:
    """(address in the QR, text) of each page, the QR read from a picture of 100 dots an inch."""
    document = pypdfium2.PdfDocument(data)
    found = []
    for number in range(len(document)):
        leaf = document[number]
        (code,) = zxingcpp.read_barcodes(leaf.render(scale=100 / 72).to_pil())
        found.append((code.text, leaf.get_textpage().get_text_range()))
    document.close()
    return found


def test_the_poster_of_a_day_leads_to_its_check_in(
    world: World, page: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    event, _ = world.dated()
    answer = page(world.krasang).get(reverse("poster_pdf", args=[event.pk, "day-1"]))
    ((address, text),) = read(answer.content)
    day = event.days.get(number=1)
    assert address == f"{settings.SITE_URL}{reverse('check_in', args=[day.token])}"
    for words in ("ลงชื่อเข้าร่วมกิจกรรม", "๑๘ มิถุนายน ๒๕๖๘", address, "ศาลาประชาคม", "อำเภอกระสัง"):
        assert words in text.replace("\r\n", " "), words
    set_clock(monkeypatch, DAY)
    opened = page(None).get(address.removeprefix(settings.SITE_URL))
    assert opened.status_code == 200 and 'name="name"' in opened.content.decode()


def test_all_of_an_event_in_the_order_of_use(world: World, page: Pages) -> None:
    event, _ = world.dated()
    found = read(page(world.krasang).get(reverse("poster_pdf", args=[event.pk, "all"])).content)
    before, after = event.questionnaires.all()
    tokens = [before.token, *(day.token for day in event.days.all()), after.token]
    assert [address.split("/")[-2] for address, _ in found] == tokens
    assert "๒๐ มิถุนายน ๒๕๖๘ ถึงวันที่ ๒๑" in found[-1][1].replace("\r\n", " ")
    for key, token in (("before", before.token), ("after", after.token)):
        url = reverse("poster_pdf", args=[event.pk, key])
        assert [token in one for one, _ in read(page(world.krasang).get(url).content)] == [True]


def test_without_a_date_there_is_no_poster(world: World, page: Pages) -> None:
    event, _ = world.allotted()
    client = page(world.krasang)
    for key in ("all", "day-1", "before"):
        answer = client.get(reverse("poster_pdf", args=[event.pk, key]))
        assert answer.status_code == 409 and "กำหนดวันจัดกิจกรรมก่อน" in answer.content.decode()
    text = client.get(reverse("event_qr", args=[event.pk])).content.decode()
    assert (
        text.count("<p>ยังไม่กำหนดวัน</p>") == 5 and "day-1.pdf" not in text and "all.pdf" not in text
    )
    for key in ("day-4", "evening"):
        assert client.get(reverse("poster_pdf", args=[event.pk, key])).status_code == 404


def test_the_screen_shows_what_is_open_today(
    world: World,
    page: Pages,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: Callable,
) -> None:
    event, _ = world.dated()
    set_clock(monkeypatch, DAY)
    client, url = page(world.krasang), reverse("event_qr", args=[event.pk])
    with django_assert_num_queries(6):
        text = client.get(url).content.decode()
    assert text.count("<svg") == 5 and text.count("เปิดอยู่วันนี้") == 2
    day = ActivityDay.objects.get(event=event.pk, number=2)
    address = f"{settings.SITE_URL}/c/{day.token}/"
    assert f'value="{address}"' in text and 'data-copy="link-day-2"' in text
    assert re.findall(r'<h2 id="qr-([^"]+)', text) == ["before", *DAYS, "after"]
    set_clock(monkeypatch, DAY + timedelta(2))
    last = client.get(url).content.decode()
    assert re.findall(r'<h2 id="qr-([^"]+)', last) == ["day-3", "after", "before", *DAYS[:2]]
    set_clock(monkeypatch, DAY)
    alone = client.get(f"{url}?show=day-2").content.decode()
    assert alone.count("<svg") == 1 and address in alone and "ลงชื่อได้ในวันที่ 19" in alone
    assert client.get(f"{url}?show=x").content.decode().count("<svg") == 5
    sent(begin_summary(activity=event, by=world.krasang))
    assert "เปิดอยู่วันนี้" not in client.get(url).content.decode()


def test_who_has_the_address_may_sign_in_so_others_do_not_see_it(world: World, page: Pages) -> None:
    event, other = world.dated()
    for user in (world.bandan, world.buriram, world.department, world.surin):
        for url in (
            reverse("event_qr", args=[event.pk]),
            reverse("poster_pdf", args=[event.pk, "all"]),
        ):
            assert page(user).get(url).status_code == 404
    assert page(world.bandan).get(reverse("event_qr", args=[other.pk])).status_code == 200
    assert part_of(event, world.krasang).url == reverse("event_qr", args=[event.pk])
    assert part_of(event, world.buriram).url == ""


def test_the_provinces_day_has_three(world: World, page: Pages) -> None:
    event = world.province_day()
    found = read(page(world.buriram).get(reverse("poster_pdf", args=[event.pk, "all"])).content)
    assert len(found) == 3 and "จังหวัดบุรีรัมย์" in found[1][1]
    assert "เวลา ๑๕.๐๐ น." in found[2][1].replace("\r\n", " ")
