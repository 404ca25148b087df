"""The BPM sheet: what fills each field, what is missing, the day of keying in, its deadline."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cdd_network.content_event import BpmField
from cdd_network.models import AuditRow, User
from cdd_network.refusal import Refused
from projects import deadlines
from projects.actions.events import begin_province_day
from projects.deadlines import Due
from projects.models import ActivityDay, Answers, BudgetLine, Event, Questionnaire
from projects.queries_deadlines import with_deadlines
from reports.actions.bpm import key_bpm, undo_bpm
from reports.actions.summaries import begin_summary
from reports.bpm import BY_HAND, Entry, entries, standing, whole_text
from reports.bpm_part import part_of
from reports.event_tasks import tasks_for
from reports.models import BpmRecord, SummaryReport
from reports.queries_bpm import bpm_page, days_in_order, sheet_of
from reports.summary_tasks import rows_of
from tests.people import World
from tests.projects.stage import listed, there
from tests.projects.surveyed import counted

Pages = Callable[[User | None], Client]
LAST = date(2025, 6, 20)
DUE = Due(date(2025, 6, 27), ("หนังสือจังหวัด",))


@pytest.fixture
def event(world: World) -> Event:
    """Krasang's three days, 18–20 June 2025."""
    return Event.objects.with_place().get(pk=world.dated()[0].pk)


def sheet(event: Event) -> dict[str, Entry]:
    """The sheet's fields by key."""
    return {one.key: one for one in sheet_of(event, days_in_order(event))}


def answered(event: Event, people: int, *, right: bool = True) -> None:
    """So many answers after the event: all content, the test all right or all wrong."""
    survey = event.programme.content.survey
    asked = Questionnaire.objects.get(event=event, moment="after")
    shift = 0 if right else 1
    choices = {
        q.key: q.answer % len(q.choices) + 1 if shift else q.answer for q in survey.knowledge
    }
    levels = {item.key: 5 for part in survey.parts for item in part.items}
    Answers.objects.bulk_create(
        Answers(questionnaire=asked, device=f"{right}{n}", on=LAST, levels=levels, choices=choices)
        for n in range(people)
    )


def complete(world: World, event: Event) -> None:
    """People, money, survey and summary of Krasang's event are all there."""
    people = listed(event, 4)
    first, second, third = days_in_order(event)
    there(first, people)
    there(second, people[:3])
    there(third, people[:2], "morning")
    BudgetLine.objects.filter(budget__event=event).update(spent=Decimal(1000))
    answered(event, 4)
    answered(event, 1, right=False)
    report = begin_summary(activity=event.run, by=world.krasang)
    SummaryReport.objects.filter(pk=report.pk).update(
        participants=4, problems="ฝนตก", suggestions="จัดเร็วขึ้น", reporter_name="นางสาวสมใจ ดีงาม"
    )


# The sheet


def test_everything_entered_before_fills_the_sheet(world: World, event: Event) -> None:
    complete(world, event)
    texts = {key: one.text for key, one in sheet(event).items()}
    assert texts["project"] == world.programme.title and texts["year"] == "2568"
    assert texts["dates"] == "18–20 มิถุนายน 2568"
    assert texts["places"] == "ศาลาประชาคม\nศูนย์ศึกษาดูงาน"
    assert texts["site"].startswith("ศูนย์สาธิตการตลาดบ้านหนองบัว (ตัวอย่าง) หมู่ที่ 3")
    assert (texts["target"], texts["people"]) == ("20", "4")
    assert texts["people_days"] == "วันที่ 1: 4 คน\nวันที่ 2: 3 คน\nวันที่ 3: 2 คน"
    assert (texts["allotted"], texts["planned"]) == ("38,600", "38,600")
    assert (texts["spent"], texts["left"]) == ("9,000", "29,600")
    assert texts["satisfaction"] == "ค่าเฉลี่ย 5.00 ส่วนเบี่ยงเบนมาตรฐาน 0.00 ระดับมากที่สุด (ผู้ตอบ 5 คน)"
    assert texts["knowledge"] == "ร้อยละ 80.00 (4 จาก 5 คน) ผ่านตัวชี้วัดร้อยละ 80"
    assert (texts["problems"], texts["reporter"]) == ("ฝนตก", "นางสาวสมใจ ดีงาม")
    assert not [one.title for one in sheet(event).values() if one.wants]


def test_what_is_missing_is_named_with_the_way_to_it(event: Event) -> None:
    found = sheet(event)
    assert found["people"].url == reverse("people", args=[event.pk])
    assert found["spent"].url == reverse("event_budget_edit", args=[event.pk])
    assert found["problems"].url == reverse("activity", args=[event.pk]), "no summary begun yet"
    wanted = {key for key, one in found.items() if one.wants}
    assert wanted == {
        "people", "people_days", "spent", "left", "satisfaction", "knowledge", "problems",
        "suggestions", "reporter",
    }  # fmt: skip


def test_two_answers_tell_nothing_and_half_the_bills_say_so(event: Event) -> None:
    answered(event, 2)
    BudgetLine.objects.filter(budget__event=event, order=1).update(spent=9000)
    found = sheet(event)
    assert found["knowledge"].text == "" and "ยังไม่ถึง 3 คน" in found["knowledge"].wants
    assert found["spent"].text == "9,000"
    assert found["spent"].wants == "ยังไม่ได้บันทึกจ่ายจริง 8 รายการ"


def test_each_part_of_the_survey_counts_those_who_answered_it(event: Event) -> None:
    """Forty sheets with thirty ticks «in general», and a test that nobody took."""
    counted(event, sheets=40, levels={"overall": [0, 0, 0, 15, 15]})
    found = sheet(event)
    assert found["satisfaction"].text.endswith("(ผู้ตอบ 30 คน)"), "as in the sentence for the report"
    assert found["knowledge"].wants == "ผู้ทำแบบทดสอบหลังกิจกรรมยังไม่ถึง 3 คน ยังไม่พอสรุปผล"


def test_plan_and_expense_above_the_ceiling_are_flagged(event: Event) -> None:
    assert sheet(event)["spent"].wants == "ยังไม่ได้บันทึกจ่ายจริง 9 รายการ"
    BudgetLine.objects.filter(budget__event=event).update(spent=0)
    BudgetLine.objects.filter(budget__event=event, order=1).update(price=160, spent=39000)
    found = sheet(event)
    assert (found["planned"].text, found["planned"].wants) == ("39,200", "แผนเกินวงเงิน 600 บาท")
    assert (found["spent"].text, found["spent"].wants) == ("39,000", "จ่ายจริงเกินวงเงิน 400 บาท")
    assert (found["left"].text, found["left"].wants) == ("-400", "")


def test_a_share_below_the_indicator_is_not_called_reached(event: Event) -> None:
    answered(event, 3)
    answered(event, 1, right=False)
    assert sheet(event)["knowledge"].text == "ร้อยละ 75.00 (3 จาก 4 คน) ยังไม่ถึงตัวชี้วัดร้อยละ 80"


def test_a_summary_that_says_another_number_is_doubted(world: World, event: Event) -> None:
    complete(world, event)
    SummaryReport.objects.update(participants=20)
    found = sheet(event)["people"]
    assert (found.text, found.wants) == ("4", "แบบสรุปฯ ระบุ 20 คน โปรดตรวจสอบ")


def test_the_provinces_day_has_no_site_and_no_summary(world: World) -> None:
    day = begin_province_day(round=world.round_prepared(), by=world.buriram)
    found = sheet(Event.objects.with_place().get(pk=day.pk))
    assert "site" not in found and "group" not in found
    assert found["allotted"].text == "41,300"
    assert found["dates"].text == "6 มิถุนายน 2568"
    assert found["problems"].wants == BY_HAND and not found["problems"].url
    sheet_page = bpm_page(Event.objects.with_place().get(pk=day.pk))
    assert sheet_page.by_hand == ["ปัญหาและอุปสรรค", "ข้อเสนอแนะ", "ผู้รายงาน"]
    assert not {one.title for one in sheet_page.missing} & set(sheet_page.by_hand)


def test_order_and_titles_are_data_and_an_unknown_field_is_left_to_the_hand(event: Event) -> None:
    fields = (BpmField("year", "ปี"), BpmField("new_field", "ช่องใหม่"), BpmField("x", "ก", "", 1))
    facts = type("Facts", (), {"event": event})()
    made = entries(fields, facts, {})
    assert [(one.title, one.text, one.wants) for one in made] == [
        ("ปี", "2568", ""),
        ("ช่องใหม่", "", BY_HAND),
    ]
    assert whole_text(made) == "ปี: 2568\nช่องใหม่: –"


# The deadline


@pytest.mark.parametrize(
    ("today", "keyed_on", "tag", "tone"),
    [
        (date(2025, 6, 19), None, "ยังไม่ถึงเวลา", ""),
        (date(2025, 6, 20), None, "เหลืออีก 7 วัน", "fine"),
        (date(2025, 6, 24), None, "เหลืออีก 3 วัน", "fine"),
        (date(2025, 6, 25), None, "เหลืออีก 2 วัน", "act"),
        (date(2025, 6, 27), None, "ครบกำหนดวันนี้", "act"),
        (date(2025, 6, 28), None, "เกินกำหนดแล้ว 1 วัน", "wrong"),
        (date(2025, 7, 9), date(2025, 6, 27), "บันทึกแล้ว", "fine"),
        (date(2025, 7, 9), date(2025, 6, 30), "บันทึกแล้ว หลังกำหนด 3 วัน", "act"),
    ],
)
def test_the_days_left_by_hand(today: date, keyed_on: date | None, tag: str, tone: str) -> None:
    how = standing(DUE, last_day=LAST, keyed_on=keyed_on, today=today)
    assert (how.tag, how.tone) == (tag, tone)
    assert "27 มิถุนายน 2568" in how.says


def test_each_level_has_its_own_deadline(world: World) -> None:
    limits = deadlines.in_force(world.programme.content.deadlines, ())
    known = {"activity_end": LAST}
    (district,) = deadlines.dues(limits, "bpm", known, level="district")
    (province,) = deadlines.dues(limits, "bpm", known, level="province")
    assert (district.date, province.date) == (date(2025, 6, 27), date(2025, 6, 30))
    undated = standing(None, last_day=None, keyed_on=None, today=LAST)
    assert undated.tag == "ยังไม่ถึงเวลา"


# The day of keying in


def test_keyed_in_changed_and_taken_back(world: World, event: Event) -> None:
    key_bpm(event=event, keyed_on=date(2025, 6, 23), by=world.krasang)
    key_bpm(event=event, keyed_on=date(2025, 6, 24), by=world.krasang)
    stored = BpmRecord.objects.get(event=event)
    assert (stored.keyed_on, stored.by) == (date(2025, 6, 24), world.krasang)
    undo_bpm(event=event, by=world.krasang)
    assert not BpmRecord.objects.exists()
    with pytest.raises(Refused, match="ยังไม่ได้บันทึก"):
        undo_bpm(event=event, by=world.krasang)
    trail = AuditRow.objects.filter(subject_type="reports.bpmrecord").order_by("pk")
    assert [row.act for row in trail] == ["bpm:key", "bpm:key", "bpm:undo"]
    assert trail[1].detail["before"] == "2025-06-23"


def test_not_before_the_last_day_not_tomorrow_not_by_others(world: World, event: Event) -> None:
    tomorrow = timezone.localdate() + timezone.timedelta(days=1)
    for day, why in ((date(2025, 6, 19), "วันสุดท้าย"), (tomorrow, "วันข้างหน้า")):
        with pytest.raises(Refused, match=why):
            key_bpm(event=event, keyed_on=day, by=world.krasang)
    for other in (world.bandan, world.buriram, world.department):
        with pytest.raises(Refused):
            key_bpm(event=event, keyed_on=LAST, by=other)
    ActivityDay.objects.filter(event=event, number=3).update(date=None)
    with pytest.raises(Refused, match="ยังไม่ได้กำหนดวัน"):
        key_bpm(event=event, keyed_on=LAST, by=world.krasang)
    assert not BpmRecord.objects.exists()
    key_bpm(event=begun(world), keyed_on=date(2025, 6, 6), by=world.buriram)
    assert BpmRecord.objects.count() == 1


def begun(world: World) -> Event:
    """The province's own day."""
    opened = Event.objects.get(office=world.krasang.office).run.chosen.round
    return begin_province_day(round=opened, by=world.buriram)


def test_the_page_tells_what_changed_since(world: World, event: Event, page: Pages) -> None:
    url, krasang = reverse("event_bpm", args=[event.pk]), page(world.krasang)
    typed = {"keyed_on_day": "๒๓", "keyed_on_month": "6", "keyed_on_year": "๒๕๖๘"}
    text = krasang.post(url, typed, follow=True).content.decode()
    assert "บันทึกใน BPM เมื่อ" in text and "ข้อมูลเปลี่ยนไป" not in text
    assert 'ยังขาดหรือต้องตรวจสอบ <a href="#missing">9 ช่อง</a> ยืนยันได้' in text
    BudgetLine.objects.filter(budget__event=event, order=1).update(spent=9000)
    text = krasang.get(url).content.decode()
    assert "ข้อมูลเปลี่ยนไปหลังจากบันทึกใน BPM" in text
    assert "2 ช่อง ได้แก่ เบิกจ่ายจริง (บาท) · งบประมาณคงเหลือ (บาท)" in text
    wrong = krasang.post(url, typed | {"keyed_on_day": "19"})
    assert wrong.status_code == 422 and "ต้องไม่ก่อนวันสุดท้าย" in wrong.content.decode()
    undone = krasang.post(reverse("event_bpm_undo", args=[event.pk]), follow=True)
    assert "ยกเลิกวันที่บันทึกใน BPM แล้ว" in undone.content.decode()


def test_before_the_end_nothing_can_be_written_down(
    world: World, event: Event, page: Pages
) -> None:
    day = timezone.localdate() + timezone.timedelta(days=3)
    ActivityDay.objects.filter(event=event, number=3).update(date=day)
    text = page(world.krasang).get(reverse("event_bpm", args=[event.pk])).content.decode()
    assert "ยังทำไม่ได้: บันทึกผลใน BPM ได้ตั้งแต่วันสุดท้าย" in text
    assert 'name="keyed_on_day"' not in text


def test_others_read_and_strangers_do_not(world: World, event: Event, page: Pages) -> None:
    complete(world, event)
    url = reverse("event_bpm", args=[event.pk])
    for reader in (world.buriram, world.department):
        text = page(reader).get(url).content.decode()
        assert "ฝนตก" in text and "ยืนยันว่าบันทึก" not in text
    for stranger in (world.bandan, world.surin, world.members[0]):
        answer = page(stranger).get(url)
        assert answer.status_code == 404 and "ฝนตก" not in answer.content.decode()


@pytest.mark.parametrize("people", [1, 3])
def test_queries_do_not_grow_with_the_people(
    world: World, event: Event, page: Pages, django_assert_num_queries: object, people: int
) -> None:
    there(days_in_order(event)[0], listed(event, people))
    answered(event, people)
    client = page(world.krasang)
    with django_assert_num_queries(11):
        client.get(reverse("event_bpm", args=[event.pk]))


# Home and hub


def test_the_owner_is_reminded_after_the_last_day(
    world: World, event: Event, django_assert_num_queries: object
) -> None:
    rows = rows_of(world.krasang)
    with django_assert_num_queries(0):
        (task,) = tasks_for(world.krasang, rows=rows)
    assert task.title == "บันทึกใน BPM กลุ่มออมทรัพย์เพื่อการผลิตบ้านกระเจา"
    assert (task.when, task.tone) == ("todo", "wrong") and task.tag.startswith("เกินกำหนดแล้ว")
    assert tasks_for(world.buriram) == [], "the districts' keying is not the province's task"
    assert tasks_for(world.department) == [] == tasks_for(world.members[0])
    day = begun(world)
    (task,) = tasks_for(world.buriram)
    assert task.url == reverse("event_bpm", args=[day.pk])
    key_bpm(event=event, keyed_on=LAST, by=world.krasang)
    (task,) = tasks_for(world.krasang)
    assert (task.when, task.tag) == ("done", "บันทึกแล้ว")
    ActivityDay.objects.filter(event=event, number=3).update(date=None)
    assert tasks_for(world.krasang) == []


def test_the_hub_says_it_of_what_it_has_loaded(
    world: World, event: Event, django_assert_num_queries: object
) -> None:
    held = Event.objects.with_place().select_related("bpm").prefetch_related("days")
    held = held.prefetch_related(with_deadlines(world.krasang)).get(pk=event.pk)
    with django_assert_num_queries(0):
        part = part_of(held, world.krasang)
    assert part.tone == "wrong" and "27 มิถุนายน 2568" in part.says
    key_bpm(event=event, keyed_on=LAST, by=world.krasang)
    event.refresh_from_db()
    assert part_of(event, world.krasang).tag == "บันทึกแล้ว"
