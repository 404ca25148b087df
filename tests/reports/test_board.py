"""The province's board tells the truth: all early, half, all late, by hand-worked days."""

from datetime import date
from io import BytesIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from cdd_network.content import DeadlineRule
from cdd_network.models import Programme
from cdd_network.models.audit import AuditRow
from projects.deadlines import Light, in_force
from projects.models import FollowUp
from projects.states import PaperState
from reports.duties import owed_again
from reports.standing import GroupFacts, standing
from reports.watch.board import found
from reports.watch.call_facts import Call, District, NominationFacts
from reports.watch.call_rows import STAGES, call_row
from reports.watch.group_rows import group_row
from reports.watch.queries_board import board_of, board_rows
from selection.actions.nominations import reject_nomination, withdraw_nomination
from selection.actions.window import give_late_leave, save_window
from selection.models import Round
from selection.states import NominationState, RoundState
from selection.window import window_of
from tests.people import World
from tests.projects.clock import set_clock
from tests.projects.stage import another_activity

LIMITS = in_force(
    tuple(
        DeadlineRule(
            task, "", "district", "หนังสือจังหวัด", event="activity_end", days_after=7, task=task
        )
        for task in ("plan", "summary", "bpm")
    ),
    (),
)
GIVEN = {
    "chosen": 1, "round": 1, "order": 1, "province": 31, "province_code": "31",
    "province_name": "บุรีรัมย์", "office": 3103, "district_code": "3103", "district": "กระสัง",
    "village": "บ้านกระเจา", "activity_name": "ศูนย์สาธิตการตลาด", "activity_type": "market_centre",
    "announced": date(2025, 6, 7), "event": 5, "allotted": date(2025, 6, 16),
    "first": date(2025, 6, 18), "last": date(2025, 6, 20), "placed": True,
}  # fmt: skip


def sent(day: date, state: str = PaperState.ACCEPTED, *, keyed: date | None = None) -> dict:
    """Both papers handed in on ``day``."""
    papers = {
        f"{name}{part}": value
        for name in ("plan", "summary")
        for part, value in (("", state), ("_pk", 7), ("_sent", day), ("_moved", day))
    }
    return papers | {"keyed_on": keyed}


def row_of(known: dict, today: date):
    """The group's row."""
    return group_row(standing(GroupFacts(**GIVEN | known), LIMITS, today), 2568)


def months_later(today: date, *seen: int, **known):
    """The row, by a day of a year after the activity, of a group with ``known`` besides all done."""
    done = sent(date(2025, 6, 24), keyed=date(2025, 6, 25)) | {"follow_ups": frozenset(seen)}
    held = standing(GroupFacts(**GIVEN | done | known), LIMITS, today)
    rule = DeadlineRule(
        "f", "", "district", "ขั้นตอนฯ", event="activity_end", months_after=12, task="follow_12"
    )
    return group_row(held, 2568, owed_again(held, in_force((rule,), ())))


def test_a_finished_group_whose_follow_up_is_owed_waits_for_its_district():
    late = months_later(date(2026, 11, 24))
    assert (late.turn, set(late.turns), late.light) == ("อำเภอ", {"district"}, Light.RED)
    assert late.tag == "ติดตามผล เกินกำหนดแล้ว 157 วัน"
    assert (late.due, late.is_late) == (date(2026, 6, 20), True)
    assert {"complete", "follow"} == late.stages
    near = months_later(date(2026, 6, 18))
    assert (near.tag, near.turn, near.light) == ("ติดตามผล เหลือ 2 วัน", "อำเภอ", Light.AMBER)
    assert not near.is_late
    looked = months_later(date(2026, 11, 24), 12)
    for row in (looked, months_later(date(2026, 1, 10))):  # looked at, and not yet near
        assert (row.tag, row.turn, row.light) == ("ครบทุกขั้นแล้ว", "ไม่มีสิ่งที่ค้าง", Light.GREEN)
        assert not row.turns and not row.is_late and row.due is None
    unkeyed = months_later(date(2026, 11, 24), keyed_on=None)
    assert unkeyed.tag == "เกินกำหนดแล้ว 515 วัน", "BPM since 27 June 2025, which is earlier"
    assert found([looked, late, near], {}) == (late, near, looked)
    assert found([looked, late, near], {"turn": "nobody"}) == (looked,)


@pytest.mark.parametrize(
    ("known", "today", "light", "tag", "turn", "stages"),
    [
        # all early: in time, nothing left
        (
            sent(date(2025, 6, 24), keyed=date(2025, 6, 25)),
            date(2025, 7, 30),
            Light.GREEN,
            "ครบทุกขั้นแล้ว",
            "ไม่มีสิ่งที่ค้าง",
            {"complete"},
        ),
        # half: both wait for the province, BPM has two days left
        (
            sent(date(2025, 6, 24), PaperState.SUBMITTED),
            date(2025, 6, 25),
            Light.AMBER,
            "เหลือ 2 วัน",
            "อำเภอ และจังหวัด",
            {"accept_plan", "accept_summary", "bpm"},
        ),
        # all late by three days: 20 June + 7 is 27 June
        ({}, date(2025, 6, 30), Light.RED, "เกินกำหนดแล้ว 3 วัน", "อำเภอ", {"plan", "summary", "bpm"}),
        ({}, date(2025, 6, 27), Light.AMBER, "ครบกำหนดวันนี้", "อำเภอ", {"plan", "summary", "bpm"}),
        # the days are yet to come
        (
            sent(date(2025, 6, 17)) | {"summary": "", "summary_pk": None},
            date(2025, 6, 17),
            Light.GREEN,
            "เหลือ 10 วัน",
            "รอถึงวันจัดกิจกรรม",
            {"hold"},
        ),
        # before the gate it is the province's turn
        (
            {"event": None, "allotted": None, "first": None, "last": None, "placed": False},
            date(2025, 6, 10),
            Light.NONE,
            "รอจังหวัด",
            "จังหวัด",
            {"allot"},
        ),
        # leap day: 22 February 2028 + 7 is 29 February
        (
            {"first": date(2028, 2, 20), "last": date(2028, 2, 22)},
            date(2028, 3, 1),
            Light.RED,
            "เกินกำหนดแล้ว 1 วัน",
            "อำเภอ",
            {"plan", "summary", "bpm"},
        ),
        # over New Year's: 29 December 2027 + 7 is 5 January 2028
        (
            {"first": date(2027, 12, 27), "last": date(2027, 12, 29)},
            date(2027, 12, 31),
            Light.AMBER,
            "เหลือ 5 วัน",
            "อำเภอ",
            {"plan", "summary", "bpm"},
        ),
    ],
)
def test_a_group_by_hand(known, today, light, tag, turn, stages):
    row = row_of(known, today)
    assert (row.light, row.tag, row.turn, set(row.stages)) == (light, tag, turn, stages)
    assert row.is_late == (light == Light.RED)


def test_what_was_done_late_is_told_and_owed_no_more():
    late = row_of(sent(date(2025, 6, 30), keyed=date(2025, 6, 26)), date(2025, 7, 9))
    marks = {one.key: one for one in late.marks}
    assert marks["plan"].word == "ทำแล้ว 30 มิ.ย. 2568 หลังกำหนด 3 วัน"
    assert marks["plan"].tone == "act"
    assert marks["bpm"].word == "ทำแล้ว 26 มิ.ย. 2568"
    assert (late.items, late.owing.wants, late.acts, late.is_late) == ((), (), (), False)


def test_each_missing_thing_leads_to_its_page_and_names_whose_turn_it_is():
    half = sent(date(2025, 6, 25)) | {"plan": PaperState.SUBMITTED, "summary": PaperState.RETURNED}
    row = row_of(half, date(2025, 7, 1))
    by_text = {one.text: one for one in row.items}
    assert by_text["จังหวัดตรวจรับแผนฯ"].url == "/plans/7/"
    assert by_text["จังหวัดตรวจรับแผนฯ"].when == "รอมาแล้ว 6 วัน"
    back = by_text["จังหวัดส่งกลับแบบสรุปผลฯ รอแก้ไข"]
    assert (back.url, back.when, back.light) == ("/summaries/7/", "", Light.AMBER)
    assert by_text["ยังไม่บันทึกใน BPM"].when == "กำหนด 27 มิ.ย. 2568 เกินกำหนดแล้ว 4 วัน"
    assert [act.label for act in row.acts] == ["ตรวจแผนฯ", "ทวงถาม"]
    draft = row_of({"plan": PaperState.DRAFT, "plan_pk": 7}, date(2025, 6, 25))
    assert draft.items[0].url == "/activities/5/", "a draft is its district's own paper"


CLOSES = date(2024, 2, 29)
LATE = "หากจำเป็นต้องส่ง โปรดขออนุญาตจังหวัด"


def nomination(state: str, day: date | None = None) -> NominationFacts:
    """One of the district's."""
    return NominationFacts(9, state, "บ้านกระเจา", day)


def test_an_open_call_without_a_last_day_tells_its_age():
    today = date(2024, 2, 10)
    opened = Round(state="open", opens_on=date(2024, 2, 1))
    call = Call("open", None, window_of(opened, today), today, 2567, date(2024, 2, 1))
    row = call_row(District(3103, "3103", "กระสัง", (), ""), call)
    age = "เปิดรับมาแล้ว 9 วัน"
    assert row.owing.wants[0].line(today) == f"ยังไม่เริ่มแบบเสนอโครงการ {age}"
    assert row.items[0].when == age


def test_what_is_owed_months_later_stands_on_a_finished_row(world: World, monkeypatch):
    first, _ = world.dated()
    set_clock(monkeypatch, date(2026, 1, 10))
    board = board_of(world.buriram.office, world.programme, {"step": "follow"}, own=True)
    row = next(one for one in board.rows if one.key == f"c{first.chosen.pk}")
    assert row.items[-1].text == "ติดตามผลหลัง 6 เดือน"
    assert row.items[-1].when.startswith("กำหนด 20 ธ.ค. 2568 เกินกำหนดแล้ว")
    assert ("2", "ค้างการติดตามหลังกิจกรรม") in [(one.value, one.label) for one in board.by_step]
    late = board.counts[-1]
    assert (late.label, late.url) == ("หน้าที่ของจังหวัดที่เกินกำหนด", "#duties")
    assert late.value == str(sum(one.tone == "wrong" for one in board.duties)) != "0"


def called(today: date, *nominations: NominationFacts, leave: str = "", state: str = "open"):
    """A district's row in a call that closes on 29 February 2567."""
    opened = Round(state=state, closes_on=CLOSES)
    call = Call(state, CLOSES, window_of(opened, today), today, 2567)
    return call_row(District(3103, "3103", "กระสัง", nominations, leave), call)


@pytest.mark.parametrize(
    ("row", "light", "tag", "turns", "owes"),
    [
        (called(date(2024, 2, 10)), Light.GREEN, "เหลือ 19 วัน", {"district"}, 1),
        (called(date(2024, 2, 29)), Light.AMBER, "ครบกำหนดวันนี้", {"district"}, 1),
        (called(date(2024, 3, 1)), Light.RED, "เกินกำหนดแล้ว 1 วัน", {"district"}, 1),
        (
            called(date(2024, 3, 4), nomination("draft"), leave="น้ำท่วม"),
            Light.RED,
            "เกินกำหนดแล้ว 4 วัน",
            {"district"},
            1,
        ),
        (
            called(date(2024, 3, 4), nomination("submitted", date(2024, 2, 29))),
            Light.GREEN,
            "ส่งแล้ว",
            {"province"},
            0,
        ),
        (
            called(date(2024, 3, 4), nomination("accepted", date(2024, 3, 2)), leave="น้ำท่วม"),
            Light.AMBER,
            "ส่งหลังกำหนด 2 วัน",
            set(),
            0,
        ),
        (
            called(date(2024, 3, 4), nomination("returned", date(2024, 2, 20))),
            Light.AMBER,
            "ส่งกลับให้แก้ไข",
            {"district"},
            1,
        ),
        (
            called(date(2024, 3, 1), nomination("withdrawn", date(2024, 2, 20))),
            Light.RED,
            "เกินกำหนดแล้ว 1 วัน",
            {"district"},
            1,
        ),
        # closed before its day, not called yet, and scored: nothing binds the district by a day
        (
            called(date(2024, 2, 20), state=RoundState.CLOSED),
            Light.NONE,
            "ปิดรับแล้ว",
            {"district"},
            1,
        ),
        (called(date(2024, 2, 20), state=RoundState.PREPARING), Light.NONE, "ยังไม่เปิดรับ", set(), 0),
        (called(date(2024, 3, 9), state=RoundState.SCORING), Light.NONE, "ไม่ได้เสนอกลุ่ม", set(), 0),
    ],
)
def test_a_district_before_the_announcement_by_hand(row, light, tag, turns, owes):
    assert (row.light, row.tag, set(row.turns), len(row.owing.wants)) == (light, tag, turns, owes)


def test_a_district_is_told_what_it_may_still_do():
    says = called(date(2024, 3, 1)).owing.wants[0].says
    assert says == f"ยังไม่เริ่มแบบเสนอโครงการ ({LATE})"
    leave = called(date(2024, 3, 1), nomination("draft"), leave="น้ำท่วม")
    assert leave.owing.wants[0].says == "ยังไม่ส่งแบบเสนอโครงการ (จังหวัดอนุญาตให้ส่งหลังกำหนดแล้ว)"
    assert "บ้านกระเจา" not in leave.told, "a draft is its district's own paper"
    assert leave.url == ""


def test_what_is_asked_for_and_its_order():
    early = called(date(2024, 3, 1), nomination("accepted", date(2024, 2, 1)))
    late = called(date(2024, 3, 1))
    assert found([early, late], {}) == (late, early)
    assert found([early, late], {"sort": "district"}) == (early, late)
    assert found([early, late], {"late": "1"}) == (late,)
    assert found([early, late], {"step": "accepted"}) == (early,)
    assert found([early, late], {"turn": "nobody"}) == (early,)
    assert found([early, late], {"q": "บ้านกระเจา"}) == (early,)
    assert found([early, late], {"q": "ปราสาท"}) == ()
    assert found([early, late], {"step": "ไม่มี", "turn": "x"}) == (late, early)


def test_the_demo_province_before_the_announcement(
    world: World, page, monkeypatch, django_assert_num_queries
):
    opened, first, _ = world.nominated()
    days = {"opens_on": None, "closes_on": date(2025, 6, 2)}
    save_window(round=opened, values=days, reason="ตามหนังสือ", by=world.buriram)
    world.surin_nominated()
    set_clock(monkeypatch, date(2025, 6, 3))
    client = page(world.buriram)
    with django_assert_num_queries(11):
        told = client.get("/board/").content.decode()
    assert "ก่อนประกาศผล แสดงทุกอำเภอ" in told
    assert "บ้านกระเจา รอตรวจ" in told
    assert f'href="/nominations/{first.pk}/"' in told
    assert "เฉพาะสุรินทร์" not in told
    assert "อำเภอปราสาท" not in told
    board = board_of(world.buriram.office, world.programme, {}, today=date(2025, 6, 3))
    assert [one.value for one in board.counts] == ["2", "21", "0", "2", "21"]
    assert page(world.surin).get("/board/?step=submitted").content.decode().count("<h3>") == 1


@pytest.mark.parametrize(
    ("states", "stages"),
    [
        (["rejected"], {"ended"}),
        (["withdrawn"], {"ended"}),
        (["rejected", "withdrawn"], {"ended"}),
        (["withdrawn", "draft"], {"away", "draft", "ended"}),  # writes another, not sent yet
        (["rejected", "returned"], {"away", "returned", "ended"}),
        (["rejected", "submitted"], {"sent", "submitted", "ended"}),
        (["draft"], {"away", "draft"}),
        ([], {"away", "none"}),
    ],
)
def test_under_which_filters_a_district_stands(states, stages):
    row = called(date(2024, 2, 10), *(nomination(one, date(2024, 2, 5)) for one in states))
    assert row.stages == stages


def test_districts_whose_nomination_ended_are_not_told_as_not_having_sent(world: World):
    opened, first, second = world.nominated()

    def numbers():
        board = board_of(world.buriram.office, world.programme, {})
        held = {one.label: one.value for one in board.by_step}
        return [held.get(one, "0") for one in ("ส่งแล้ว", "ยังไม่ส่ง", "ไม่รับหรือถอนแล้ว")]

    assert numbers() == ["2", "21", "0"]
    reject_nomination(nomination=first, reason="ซ้ำกับปีก่อน", by=world.buriram)
    withdraw_nomination(nomination=second, reason="กลุ่มขอถอน", by=world.bandan)
    assert numbers() == ["0", "21", "2"], "Krasang and Ban Dan are counted once"
    away = board_rows(world.buriram.office, world.programme, {"step": "away"})
    assert {"กระสัง", "บ้านด่าน"}.isdisjoint(row.district for row in away)
    assert opened.pk


def test_leave_to_be_late_is_seen(world: World, monkeypatch):
    opened = world.round_open()
    days = {"opens_on": None, "closes_on": date(2025, 6, 2)}
    save_window(round=opened, values=days, reason="ตามหนังสือ", by=world.buriram)
    set_clock(monkeypatch, date(2025, 6, 5))
    give_late_leave(round=opened, office=world.krasang.office, reason="น้ำท่วม", by=world.buriram)
    rows = board_rows(world.buriram.office, world.programme, {"step": "leave"})
    assert [row.district for row in rows] == ["กระสัง"]
    assert rows[0].tag == "เกินกำหนดแล้ว 3 วัน"


def test_the_demo_province_after_the_announcement(
    world: World, page, monkeypatch, django_assert_num_queries
):
    first, second = world.dated()
    set_clock(monkeypatch, date(2025, 6, 30))
    client = page(world.buriram)
    with django_assert_num_queries(10):
        told = client.get("/board/").content.decode()
    assert told.count("<h3>") == 2
    assert "เกินกำหนดแล้ว 3 วัน" in told
    assert f'href="/events/{first.pk}/bpm/"' in told
    for order in (3, 4, 5):
        another_activity(world, first.chosen.round, order)
    with django_assert_num_queries(10):
        assert client.get("/board/").content.decode().count("<h3>") == 5
    assert "ไม่พบรายการตามที่เลือก" in client.get("/board/?step=complete").content.decode()
    assert second.pk


def test_the_workbook_has_real_days(world: World, page, monkeypatch):
    world.dated()
    set_clock(monkeypatch, date(2025, 6, 30))
    answer = page(world.buriram).get("/board/?format=xlsx&sort=district")
    heads, row, _ = load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True)
    cell = dict(zip(heads, row, strict=True))
    assert cell["อำเภอ"] == "กระสัง"
    assert cell["แจ้งจัดสรรงบประมาณ ทำแล้ววันที่"].date() == date(2025, 6, 16)
    assert cell["ส่งแผนปฏิบัติการฯ กำหนด"].date() == date(2025, 6, 27)
    assert (cell["เหลือ (วัน)"], cell["สัญญาณ"]) == (-3, "แดง")


def test_a_nudge_is_written_down_once_and_seen(world: World, page, monkeypatch):
    first, _ = world.dated()
    set_clock(monkeypatch, date(2025, 6, 30))
    client, key = page(world.buriram), f"c{first.chosen.pk}"
    told = client.get(f"/board/nudge/?row={key}").content.decode()
    assert "เรียน พัฒนาการอำเภอกระสัง" in told
    assert "บ้านด่าน" not in told
    unpicked = client.get("/board/nudge/")
    assert unpicked.status_code == 422 and "เลือกอย่างน้อย 1 รายการ" in unpicked.content.decode()
    assert "<textarea" not in unpicked.content.decode()
    assert "อำเภอบ้านด่าน" in client.get("/board/nudge/?all=1").content.decode()
    assert client.post("/board/nudge/").status_code == 409
    assert AuditRow.objects.filter(act="board:nudge").count() == 0
    for _ in range(2):
        answer = client.post("/board/nudge/", {"row": key}, follow=True)
    told = answer.content.decode()
    (row,) = AuditRow.objects.filter(act="board:nudge")
    assert row.detail == {"rows": [key]}
    assert told.count("ทวงถามล่าสุดเมื่อ") == 1
    later = timezone.now() + timezone.timedelta(minutes=6)
    monkeypatch.setattr(timezone, "now", lambda: later)
    client.post("/board/nudge/", {"row": key})
    assert AuditRow.objects.filter(act="board:nudge").count() == 2


def test_each_owed_thing_of_a_card_can_be_asked_for_and_follow_ups_too():
    late = months_later(date(2026, 11, 24))
    (want,) = late.owing.wants
    assert want.line(date(2026, 11, 24)) == (
        "ยังไม่ได้บันทึกการติดตามผลหลัง 12 เดือน กำหนด 20 มิถุนายน 2569 (เกินกำหนดแล้ว 157 วัน) ตามขั้นตอนฯ"
    )
    assert [act.label for act in late.acts] == ["ทวงถาม"]
    unkeyed = months_later(date(2026, 11, 24), keyed_on=None)
    assert len(unkeyed.owing.wants) == len(unkeyed.items) == 2
    for row in (months_later(date(2026, 11, 24), 12), months_later(date(2026, 1, 10))):
        assert (row.items, row.owing.wants, row.acts) == ((), (), ())


def test_the_text_for_all_holds_follow_ups_until_they_are_looked_at(
    world: World, page, monkeypatch, django_assert_max_num_queries
):
    first, second = world.dated()
    set_clock(monkeypatch, date(2026, 1, 10))
    client = page(world.buriram)
    said = "- ยังไม่ได้บันทึกการติดตามผลหลัง 6 เดือน กำหนด 20 ธันวาคม 2568 (เกินกำหนดแล้ว 21 วัน)"
    with django_assert_max_num_queries(12):
        told = client.get("/board/nudge/?all=1&kind=each").content.decode()
    assert told.count(said) == 2
    looked = {"seen_on": date(2026, 1, 9), "standing": FollowUp.Standing.RUNNING}
    FollowUp.objects.create(activity=first, months=6, by=world.krasang, **looked)
    told = client.get("/board/nudge/?all=1&kind=each").content.decode()
    assert told.count(said) == 1, "Krasang has looked, Ban Dan has not"
    assert told.index("อำเภอบ้านด่าน") < told.index(said)
    assert second.pk


def test_a_nudge_of_an_unknown_year_is_written_down_for_no_other(world: World, page, monkeypatch):
    first, _ = world.dated()
    set_clock(monkeypatch, date(2025, 6, 30))
    client, row = page(world.buriram), {"row": f"c{first.chosen.pk}"}
    for year in ("2599", "abc", "2568x", "-1"):
        assert client.post("/board/nudge/", row | {"year": year}).status_code == 404
    assert AuditRow.objects.filter(act="board:nudge").count() == 0
    assert client.post("/board/nudge/", row | {"year": "๒๕๖๘"}).status_code == 302
    assert AuditRow.objects.filter(act="board:nudge").count() == 1
    assert client.post("/board/nudge/", row).status_code == 302, "without a year the usual one"


def test_nothing_owed_is_not_asked_for(world: World, page):
    world.announced()
    client = page(world.buriram)
    assert "ไม่มีรายการที่ค้างจากอำเภอ" in client.get("/board/nudge/").content.decode()
    answer = client.post("/board/nudge/", {"row": "c999"})
    assert answer.status_code == 409
    assert AuditRow.objects.filter(act="board:nudge").count() == 0


def test_before_there_is_a_round(world: World, page):
    assert "ยังไม่มีรอบการคัดเลือก" in page(world.buriram).get("/board/").content.decode()
    assert page(world.buriram).get("/board/nudge/").status_code == 302
    assert board_rows(world.surin.office, world.programme, {}) == ()


def test_a_year_just_opened_does_not_hide_the_year_at_work(
    world: World, page, django_assert_num_queries
):
    world.dated()
    old = world.programme
    Programme.objects.create(year=2569, title=old.title, digest=old.digest, opened_at=old.opened_at)
    buriram, surin = page(world.buriram), page(world.surin)
    with django_assert_num_queries(10):
        told = buriram.get("/board/").content.decode()
    assert "ปีงบประมาณ พ.ศ. 2568" in told and "กลุ่มออมทรัพย์เพื่อการผลิตบ้านกระเจา" in told
    for client, url in ((buriram, "/board/?year=2569"), (surin, "/board/")):
        empty = client.get(url).content.decode()
        assert "ยังไม่มีรอบการคัดเลือกของจังหวัดในปีนี้" in empty, "Surin has no round at all"
        assert "<option selected>2569</option><option>2568</option>" in empty
    assert "ไม่พบปี 2599 แสดงปี 2568" in buriram.get("/board/?year=2599").content.decode()
    assert "ไม่พบปี" not in told + empty


def test_states_of_nominations_all_have_a_filter():
    ended = {NominationState.REJECTED, NominationState.WITHDRAWN}
    assert set(NominationState) - ended <= set(STAGES)
