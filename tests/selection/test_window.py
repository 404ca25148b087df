"""The days of the call: when nominations are taken, who may send after them, what is warned."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from cdd_network.models import AuditRow, User
from cdd_network.refusal import Refused
from reports.demo_time import told_on
from selection.actions import nominations, rounds, window
from selection.models import LateLeave, Nomination, Round
from selection.warnings import warnings_of, warnings_of_days
from selection.window import late_leave_of, receives, window_of
from tests.forms import opened as filled_page
from tests.people import ARANG, KRACHAO, World

Page = Callable[[User | None], Client]
MONDAY, FRIDAY = date(2025, 6, 2), date(2025, 6, 6)
DAYS = {"opens_on": MONDAY, "closes_on": FRIDAY}


def refused(act: object, **kwargs: object) -> str:
    """Reason with which ``act`` refuses; fails when it does not."""
    with pytest.raises(Refused) as caught:
        act(**kwargs)
    return caught.value.reason


def opened_for_a_week(world: World) -> Round:
    """Buriram's round, open from Monday to Friday."""
    prepared = world.round_prepared()
    window.save_window(round=prepared, values=DAYS, by=world.buriram)
    rounds.open_round(round=prepared, by=world.buriram)
    return prepared


@pytest.mark.parametrize(
    ("state", "day", "expected", "words"),
    [
        ("preparing", date(2025, 6, 1), "before", "กำหนดเปิดรับวันที่ 2 มิถุนายน 2568"),
        ("preparing", date(2025, 6, 3), "before", "ยังไม่เปิดรับ"),
        ("open", date(2025, 6, 1), "before", "เปิดรับวันที่ 2 มิถุนายน 2568"),
        ("open", MONDAY, "open", "อีก 4 วัน"),
        ("open", FRIDAY, "open", "วันนี้วันสุดท้าย"),
        ("open", date(2025, 6, 7), "after", "พ้นวันปิดรับแล้ว (วันสุดท้าย 6 มิถุนายน 2568)"),
        ("closed", MONDAY, "after", "ปิดรับ"),
        ("scoring", MONDAY, "after", "ปิดรับ"),
    ],
)
def test_both_days_are_within(state: str, day: date, expected: str, words: str) -> None:
    one = Round(state=state, **DAYS)
    found = window_of(one, day)
    assert found.state == expected
    assert words in found.text
    assert receives(one, day) == (expected == "open")


def test_empty_days_leave_it_to_the_act() -> None:
    assert receives(Round(state="open"), MONDAY)
    assert receives(Round(state="open", closes_on=FRIDAY), date(2020, 1, 1))
    assert receives(Round(state="open", opens_on=MONDAY), date(2030, 1, 1))
    assert not receives(Round(state="closed"), MONDAY)


def test_a_district_sends_on_the_days_alone(world: World, story: object) -> None:
    opened = opened_for_a_week(world)
    with told_on(FRIDAY):
        draft = story.write_nomination(opened, KRACHAO, by=world.krasang)
    with told_on(date(2025, 6, 7)):
        reason = refused(nominations.submit_nomination, nomination=draft, by=world.krasang)
        assert "พ้นวันปิดรับแล้ว (วันสุดท้าย 6 มิถุนายน 2568)" in reason
        assert "ขออนุญาตจังหวัด" in reason
    with told_on(FRIDAY):
        nominations.submit_nomination(nomination=draft, by=world.krasang)
    assert Nomination.objects.get(pk=draft.pk).state == "submitted"


def test_leave_lets_one_district_send_late_and_says_why(world: World, story: object) -> None:
    opened = opened_for_a_week(world)
    with told_on(FRIDAY):
        mine = story.write_nomination(opened, KRACHAO, by=world.krasang)
        theirs = story.write_nomination(opened, ARANG, by=world.bandan)
    rounds.close_round(round=opened, by=world.buriram)
    give = {"round": opened, "office": world.krasang.office, "reason": "สัญญาณล่ม"}
    assert "จังหวัดอื่น" in refused(window.give_late_leave, **give, by=world.surin)
    assert "เหตุผล" in refused(window.give_late_leave, **{**give, "reason": " "}, by=world.buriram)
    foreign = {**give, "office": world.prasat.office}
    assert "ในจังหวัดนี้" in refused(window.give_late_leave, **foreign, by=world.buriram)
    window.give_late_leave(**give, by=world.buriram)
    assert "ไว้แล้ว" in refused(window.give_late_leave, **give, by=world.buriram)
    assert late_leave_of(opened, world.krasang.office).reason == "สัญญาณล่ม"
    assert late_leave_of(opened, world.bandan.office) is None
    nominations.submit_nomination(nomination=mine, by=world.krasang)
    assert "ปิดรับ" in refused(nominations.submit_nomination, nomination=theirs, by=world.bandan)
    mine.refresh_from_db()
    assert (mine.state, mine.late_reason) == ("submitted", "สัญญาณล่ม")


def test_leave_is_taken_back_and_ends_with_scoring(world: World, story: object) -> None:
    opened, first, second = world.nominated()
    give = {"round": opened, "reason": "ป่วย", "by": world.buriram}
    leave = window.give_late_leave(**give, office=world.krasang.office)
    assert "จังหวัดอื่น" in refused(window.take_back_late_leave, leave=leave, by=world.surin)
    window.take_back_late_leave(leave=leave, by=world.buriram)
    assert not LateLeave.objects.exists()
    for one in (first, second):
        nominations.accept_nomination(nomination=one, by=world.buriram)
    rounds.start_scoring(round=opened, by=world.buriram)
    assert "กำลังให้คะแนน" in refused(window.give_late_leave, **give, office=world.krasang.office)


def test_days_that_districts_know_are_moved_with_a_reason(world: World) -> None:
    opened = opened_for_a_week(world)
    later = {"opens_on": MONDAY, "closes_on": date(2025, 6, 9)}
    assert "จังหวัดอื่น" in refused(window.save_window, round=opened, values=later, by=world.surin)
    assert "เหตุผล" in refused(window.save_window, round=opened, values=later, by=world.buriram)
    window.save_window(round=opened, values=later, reason="น้ำท่วม", by=world.buriram)
    row = AuditRow.objects.filter(act="round:days").first()
    assert row.detail == {
        "note": "น้ำท่วม",
        "before": ["2025-06-02", "2025-06-06"],
        "now": ["2025-06-02", "2025-06-09"],
    }
    wrong = {"opens_on": FRIDAY, "closes_on": MONDAY}
    assert "ไม่อยู่หลัง" in refused(
        window.save_window, round=opened, values=wrong, reason="สลับ", by=world.buriram
    )


def test_a_call_whose_last_day_is_past_is_taken_up_with_a_new_one(world: World) -> None:
    opened = opened_for_a_week(world)
    rounds.close_round(round=opened, by=world.buriram)
    again = {"round": opened, "reason": "ขอเพิ่ม", "by": world.buriram}
    with told_on(date(2025, 6, 10)):
        assert "วันปิดรับใหม่" in refused(rounds.reopen_round, **again)
        past = {**again, "closes_on": date(2025, 6, 9)}
        assert "วันปิดรับใหม่" in refused(rounds.reopen_round, **past)
        rounds.reopen_round(**again, closes_on=date(2025, 6, 10))
        opened.refresh_from_db()
        assert receives(opened, date(2025, 6, 10))
    rounds.close_round(round=opened, by=world.buriram)
    with told_on(FRIDAY):
        rounds.reopen_round(**again)
    assert Round.objects.get(pk=opened.pk).closes_on == date(2025, 6, 10)


def test_odd_days_are_warned_of_and_not_forbidden() -> None:
    meeting = date(2025, 6, 6)
    one = Round(
        state="preparing", meeting_date=meeting, opens_on=MONDAY, closes_on=date(2025, 6, 7)
    )
    told = " ".join(warnings_of_days(one, date(2025, 6, 3)))
    assert "วันเปิดรับผ่านมาแล้ว" in told
    assert "วันปิดรับตรงกับวันหยุด" in told
    assert "อยู่หลังวันประชุม" in told
    fine = Round(
        state="preparing",
        meeting_date=meeting,
        opens_on=date(2025, 6, 4),  # 2 and 3 June are holidays
        closes_on=date(2025, 6, 5),
    )
    assert warnings_of_days(fine, date(2025, 6, 1)) == []
    assert "เลื่อนวันปิดรับ" in " ".join(warnings_of_days(Round(state="open", **DAYS), date(2025, 6, 9)))
    late = {"meeting_date": meeting, "opens_on": date(2025, 6, 4), "closes_on": date(2025, 6, 9)}
    assert "อยู่หลังวันประชุม" in " ".join(warnings_of_days(Round(state="open", **late), MONDAY))
    assert warnings_of_days(Round(state="closed", **late), MONDAY) == [], "closed before its day"


def test_the_days_of_notice_are_no_matter_once_members_score() -> None:
    today = date(2025, 6, 4)
    on_the_day = {"meeting_date": today}
    assert "วันประชุมคือวันนี้" in " ".join(warnings_of(Round(state="closed", **on_the_day), [], today))
    assert warnings_of(Round(state="scoring", **on_the_day), [], today) == []
    holiday = Round(state="closed", meeting_date=MONDAY)
    assert "วันประชุมคัดเลือกตรงกับวันหยุด (วันหยุดพิเศษ)" in " ".join(warnings_of(holiday, [], today))


def day(name: str, text: str) -> dict[str, str]:
    """A date as the three fields of the page send it."""
    return dict(zip((f"{name}_day", f"{name}_month", f"{name}_year"), text.split("/"), strict=True))


def test_the_page_of_the_days(world: World, page: Page) -> None:
    opened = world.round_prepared()
    client, url = page(world.buriram), f"/rounds/{opened.pk}/window/"
    days = {**day("opens_on", "2/6/2568"), **day("closes_on", "7/6/2568")}
    seen = filled_page(client, url)
    answer = client.post(url, seen | days, follow=True)
    assert "วันปิดรับตรงกับวันหยุด" not in answer.content.decode()  # long past
    opened.refresh_from_db()
    assert opened.closes_on == date(2025, 6, 7)
    wrong = {**day("opens_on", "9/6/2568"), **day("closes_on", "7/6/2568")}
    answer = client.post(url, filled_page(client, url) | wrong)
    assert answer.status_code == 409
    assert "วันเปิดรับต้องไม่อยู่หลังวันปิดรับ" in answer.content.decode()
    other = {**day("opens_on", "3/6/2568"), **day("closes_on", "7/6/2568")}
    answer = client.post(url, seen | other)  # both typed over the same page
    assert answer.status_code == 409
    assert "แก้ไขไม่ตรงกัน" in answer.content.decode()
    assert page(world.surin).get(url).status_code == 404


def test_the_page_of_the_districts(
    world: World, page: Page, django_assert_num_queries: object
) -> None:
    opened, first, _ = world.nominated()
    client, url = page(world.buriram), f"/rounds/{opened.pk}/districts/"
    with django_assert_num_queries(5):
        text = client.get(url).content.decode()
    assert "ส่งแล้ว 2 จาก 23 อำเภอ" in text
    assert "ปราสาท" not in text
    give = f"/rounds/{opened.pk}/districts/{world.krasang.office_id}/late/"
    assert client.post(give, {"reason": ""}).status_code == 422
    assert client.post(give, {"reason": "เฉพาะกระสัง สัญญาณล่ม"}).status_code == 302
    assert client.post(give, {"reason": "อีกครั้ง"}).status_code == 409
    foreign = f"/rounds/{opened.pk}/districts/{world.prasat.office_id}/late/"
    assert client.get(foreign).status_code == 404
    assert page(world.surin).post(give, {"reason": "ข้ามเขต"}).status_code == 404
    nominations.return_nomination(nomination=first, note="แก้", by=world.buriram)
    with django_assert_num_queries(5):
        text = client.get(url, {"state": "late"}).content.decode()
    assert "พบ 1 อำเภอ" in text
    assert "เฉพาะกระสัง สัญญาณล่ม" in text
    assert "พบ 22 อำเภอ" in client.get(url, {"state": "away"}).content.decode()
    assert "ไม่พบอำเภอ" in client.get(url, {"q": "ปราสาท"}).content.decode()
    assert client.get(url, {"format": "xlsx"})["Content-Type"].startswith("application/vnd")
    leave = LateLeave.objects.get()
    assert page(world.surin).post(f"/rounds/late/{leave.pk}/remove/").status_code == 404
    assert client.post(f"/rounds/late/{leave.pk}/remove/").status_code == 302
    assert not LateLeave.objects.exists()


def test_a_district_reads_rules_days_and_its_own_leave(world: World, page: Page) -> None:
    opened = opened_for_a_week(world)
    url = f"/rounds/{opened.pk}/"
    text = page(world.krasang).get(url).content.decode()
    assert "พ้นวันปิดรับแล้ว (วันสุดท้าย 6 มิถุนายน 2568)" in text
    assert "คุณสมบัติของกลุ่ม" in text
    assert "เมื่อคะแนนรวมเท่ากัน" in text
    assert "21–25 คณะกรรมการครบทุกฝ่าย" in text
    assert "โปรดขออนุญาตจังหวัด" in text
    window.give_late_leave(
        round=opened, office=world.krasang.office, reason="เฉพาะกระสัง", by=world.buriram
    )
    text = page(world.krasang).get(url).content.decode()
    assert "อนุญาตให้อำเภอของท่านส่งหลังกำหนดได้" in text
    assert "ขออนุญาตจังหวัด" not in text
    assert "เฉพาะกระสัง" not in page(world.bandan).get(url).content.decode()
    assert page(world.prasat).get(url).status_code == 404


def test_a_district_whose_every_nomination_ended_is_no_longer_awaited(
    world: World, page: Page
) -> None:
    opened, first, _ = world.nominated()
    client, url = page(world.buriram), f"/rounds/{opened.pk}/districts/"
    assert "พบ 21 อำเภอ" in client.get(url, {"state": "away"}).content.decode()
    assert "พบ 0 อำเภอ" in client.get(url, {"state": "over"}).content.decode()
    nominations.reject_nomination(nomination=first, reason="ไม่เข้าเกณฑ์", by=world.buriram)
    over = client.get(url, {"state": "over"}).content.decode()
    assert "พบ 1 อำเภอ" in over and "ไม่มีแบบที่เข้าพิจารณา" in over
    assert "พบ 21 อำเภอ" in client.get(url, {"state": "away"}).content.decode()
    assert "พบ 1 อำเภอ" in client.get(url, {"state": "here"}).content.decode()
    hub = client.get(f"/rounds/{opened.pk}/").content.decode()
    assert "ยังไม่ส่งแบบเสนอโครงการ 21 จาก 23 อำเภอ" in hub and "<li>กระสัง" not in hub
