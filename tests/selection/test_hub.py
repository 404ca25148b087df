"""The province's hub: what closing the call does, and which districts are still awaited."""

from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cdd_network.models import User
from selection.actions import nominations
from tests.people import ARANG, KRACHAO, World

Page = Callable[[User | None], Client]


def test_closing_says_beforehand_what_it_does(world: World, page: Page, story: object) -> None:
    opened = world.round_open()
    client, url = page(world.buriram), f"/rounds/{opened.pk}/"
    assert "ไม่มีแบบที่อำเภอเขียนค้างไว้" in client.get(url).content.decode()
    first = story.nominate(opened, KRACHAO, by=world.krasang)
    nominations.accept_nomination(nomination=first, by=world.buriram)
    story.write_nomination(opened, ARANG, by=world.bandan)
    text = client.get(url).content.decode()
    assert "กรรมการ 5 คนจะให้คะแนนแบบที่รับแล้ว 1 ฉบับ" in text
    assert "ยังเขียนหรือแก้ไขอยู่ 1 ฉบับจะส่งไม่ได้อีกและไม่ได้เข้าพิจารณา" in text


def test_the_call_is_taken_up_again_by_a_click(world: World, page: Page, story: object) -> None:
    opened, first, _ = world.scoring()
    client, url = page(world.buriram), f"/rounds/{opened.pk}/"
    assert "กลับไปเปิดรับ" in client.get(url).content.decode()
    assert client.post(f"{url}reopen/").status_code == 302
    assert client.post(f"{url}reopen/").status_code == 409
    assert client.post(f"{url}start-scoring/").status_code == 302
    story.score_all(opened, {first.pk: ["0.5"] * 5})
    assert (
        "ยังทำไม่ได้: กลับไปเปิดรับไม่ได้ เพราะกรรมการส่งคะแนนแล้ว 5 ใบ" in client.get(url).content.decode()
    )
    assert client.post(f"{url}reopen/").status_code == 409


def test_awaited_districts_are_named_in_a_constant_number_of_queries(
    world: World, page: Page, story: object
) -> None:
    opened = world.round_open()
    client, url = page(world.buriram), f"/rounds/{opened.pk}/"
    with CaptureQueriesContext(connection) as before:
        text = client.get(url).content.decode()
    assert "ยังไม่ส่งแบบเสนอโครงการ 23 จาก 23 อำเภอ" in text
    assert "<li>กระสัง</li>" in text
    assert "ปราสาท" not in text
    story.write_nomination(opened, ARANG, by=world.bandan)
    first = story.nominate(opened, KRACHAO, by=world.krasang)
    with CaptureQueriesContext(connection) as after:
        text = client.get(url).content.decode()
    assert len(after) == len(before) <= 16
    assert "ยังไม่ส่งแบบเสนอโครงการ 22 จาก 23 อำเภอ" in text
    assert "<li>กระสัง</li>" not in text
    assert "<li>บ้านด่าน</li>" in text
    nominations.return_nomination(nomination=first, note="แก้", by=world.buriram)
    assert "<li>กระสัง (ส่งกลับให้แก้ไข)</li>" in client.get(url).content.decode()
    for user in (world.krasang, world.department):
        assert "ยังไม่ส่งแบบเสนอโครงการ" not in page(user).get(url).content.decode()
