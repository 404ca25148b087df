"""The province's hub: what closing the call does, and which districts are still awaited."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cdd_network.models import User
from selection.actions import meeting, nominations, window
from selection.models import CommitteeMember
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


def test_the_call_is_taken_up_again_with_a_reason_typed(
    world: World, page: Page, story: object
) -> None:
    opened, first, _ = world.scoring()
    client, url = page(world.buriram), f"/rounds/{opened.pk}/"
    text = client.get(url).content.decode()
    assert f'href="{url}reopen/"' in text
    assert f'href="{url}recheck/"' in text
    for way in ("reopen", "recheck"):
        assert client.get(f"{url}{way}/").status_code == 200
        assert client.post(f"{url}{way}/", {"reason": " "}).status_code == 422
        assert page(world.surin).post(f"{url}{way}/", {"reason": "x"}).status_code == 404
    assert client.post(f"{url}recheck/", {"reason": "ตรวจข้อ 9"}).status_code == 302
    assert client.get(f"{url}recheck/").status_code == 409
    assert client.post(f"{url}reopen/", {"reason": "รออีกอำเภอ"}).status_code == 302
    assert client.post(f"{url}reopen/", {"reason": "ซ้ำ"}).status_code == 409
    assert client.post(f"{url}close/").status_code == 302
    assert client.post(f"{url}close/").status_code == 409
    assert client.post(f"{url}start-scoring/").status_code == 302
    text = client.get(url).content.decode()
    assert 'กลับไปตรวจแบบเสนอ<br><span class="soft">ตรวจข้อ 9</span>' in text
    assert 'เปิดรับอีกครั้ง<br><span class="soft">รออีกอำเภอ</span>' in text
    story.score_all(opened, {first.pk: ["0.5"] * 5})
    assert "เพราะกรรมการส่งคะแนนแล้ว 5 ใบ" in client.get(url).content.decode()
    assert client.post(f"{url}reopen/", {"reason": "สาย"}).status_code == 409


def test_the_history_tells_reasons_and_days_to_the_own_province(world: World, page: Page) -> None:
    opened = world.round_open()
    days = {"opens_on": date(2025, 6, 2), "closes_on": date(2025, 6, 6)}
    window.save_window(round=opened, values=days, reason="ตามหนังสือกรม", by=world.buriram)
    give = {"round": opened, "by": world.buriram}
    window.give_late_leave(**give, office=world.krasang.office, reason="สัญญาณล่ม")
    text = page(world.buriram).get(f"/rounds/{opened.pk}/").content.decode()
    assert "ไม่ได้กำหนดวัน เป็น ตั้งแต่ 2 มิถุนายน 2568 ถึง 6 มิถุนายน 2568 เหตุผล: ตามหนังสือกรม" in text
    assert "อนุญาตให้ส่งหลังกำหนด อำเภอกระสัง" in text
    assert "เตรียมรอบการคัดเลือก" in text
    for user in (world.krasang, world.department):
        other = page(user).get(f"/rounds/{opened.pk}/").content.decode()
        assert "สัญญาณล่ม" not in other or user is world.krasang
        assert "ประวัติของรอบ" not in other


@pytest.mark.parametrize(
    "stage", ["round_prepared", "round_open", "nominated", "scoring", "scored", "announced"]
)
def test_the_hub_asks_little_at_every_stage(world: World, page: Page, stage: str) -> None:
    made = getattr(world, stage)()
    opened = made[0] if isinstance(made, tuple) else made
    client = page(world.buriram)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"/rounds/{opened.pk}/").status_code == 200
    assert len(asked) <= 12, [row["sql"][:120] for row in asked]


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
    assert len(after) == len(before) <= 12
    assert "ยังไม่ส่งแบบเสนอโครงการ 22 จาก 23 อำเภอ" in text
    assert "<li>กระสัง</li>" not in text
    assert "<li>บ้านด่าน</li>" in text
    nominations.return_nomination(nomination=first, note="แก้", by=world.buriram)
    assert "<li>กระสัง (ส่งกลับให้แก้ไข)</li>" in client.get(url).content.decode()
    for user in (world.krasang, world.department):
        assert "ยังไม่ส่งแบบเสนอโครงการ" not in page(user).get(url).content.decode()


def test_a_quorum_that_is_lost_leaves_the_decision_the_step_that_waits(
    world: World, page: Page
) -> None:
    opened, _, _ = world.scored()
    for seat in CommitteeMember.objects.filter(round=opened).order_by("order")[:6]:
        meeting.leave(seat=seat, by=world.buriram)
    client = page(world.buriram)
    steps = client.get(f"/rounds/{opened.pk}/").content.decode()
    assert "องค์ประชุมไม่ครบ" in steps
    assert steps.count("ขั้นปัจจุบัน") == 1
    told = client.get("/").content.decode()
    assert f'href="/rounds/{opened.pk}/attendance/"' in told, "where the quorum is mended"
