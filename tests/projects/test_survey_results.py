"""The office's page of the survey: what it says, to whom, and what it holds back."""

import io
from decimal import Decimal

import openpyxl
import pytest
from django.urls import reverse

from projects import queries_survey
from projects.models import Event
from projects.survey_part import part_of
from projects.survey_words import sentences
from tests.people import World
from tests.projects.stage import listed, sent, there
from tests.projects.surveyed import ITEMS, answered, counted

EIGHTEEN = [5] * 10 + [4] * 8
"""Mean 4.5556, deviation 0.5113: worked by hand in test_statistics."""


@pytest.fixture
def event(world: World) -> Event:
    """Krasang's event with 20 people there on the last day."""
    activity, _ = world.dated()
    people = listed(activity, 20)
    there(activity.days.last(), people)
    return Event.objects.get(pk=activity.pk)


def shown(client: object, event: Event, **query: str) -> str:
    """The results page's HTML."""
    response = client.get(reverse("event_survey", args=[event.pk]), query)
    assert response.status_code == 200
    return response.content.decode()


def test_the_report_is_ready_to_copy(event, world, page):
    answered(event, [5] * 18, [1] * 10 + [3] * 8, "before")
    answered(event, EIGHTEEN, [5] * 12 + [3] * 4 + [2] * 2)
    text = shown(page(world.krasang), event)
    for wanted in (
        "ผู้ตอบแบบประเมิน 18 คน จากผู้เข้าร่วม 20 คน มีความพึงพอใจในภาพรวม (ข้อ 11) ระดับมากที่สุด "
        "(ค่าเฉลี่ย 4.56 ส่วนเบี่ยงเบนมาตรฐาน 0.51)",
        "จำนวน 16 คน คิดเป็นร้อยละ 88.89 บรรลุตัวชี้วัดร้อยละ 80",
        # before 34 of 90 = 37.78, after 76 of 90 = 84.44
        "1.89 คะแนน (ร้อยละ 37.78) หลังเข้าร่วมกิจกรรม 4.22 คะแนน (ร้อยละ 84.44)",
        "เพิ่มขึ้น 46.66 จุดร้อยละ",
    ):
        assert wanted in text
    assert "ความพึงพอใจในภาพรวม (ข้อ 11) เต็ม 5" in text
    for figure in ("4.56 มากที่สุด", "88.89%", "+46.66"):
        assert f"<b>{figure}</b>" in text
    assert "<svg" in text and 'aria-labelledby="test-title test-desc"' in text


def test_the_other_scheme_is_looked_through_and_not_kept(event, world, page):
    answered(event, [5] * 9 + [4] * 9, [5] * 18)  # mean 4.50
    client = page(world.krasang)
    assert "ในภาพรวม (ข้อ 11) ระดับมากที่สุด (ค่าเฉลี่ย 4.50" in shown(client, event)
    assert "ในภาพรวม (ข้อ 11) ระดับมาก (ค่าเฉลี่ย 4.50" in shown(client, event, bands="half")
    assert "ในภาพรวม (ข้อ 11) ระดับมากที่สุด" in shown(client, event, bands="no-such-scheme")


def test_paper_and_telephones_are_counted_together(event):
    answered(event, [5, 4], [5, 1])
    counted(event, sheets=2, levels={"overall": [0, 0, 2, 0, 0]}, right=[0, 0, 0, 1, 0, 1])
    found = queries_survey.results(event)
    assert found.after.answered == 4
    assert found.satisfaction.measure.counts == (1, 1, 2, 0, 0)
    assert found.satisfaction.measure.mean == Decimal("3.75")
    assert (found.after.test.right, found.after.test.passed) == ((0, 1, 0, 1, 0, 2), 3)


def test_who_skips_the_test_is_not_one_who_failed(event):
    rows = answered(event, [5, 5, 5, 5], [5, 5, 5, 5])
    type(rows[0]).objects.filter(device="after0").update(choices={})
    found = queries_survey.results(event)
    assert (found.after.answered, found.after.test.n, found.after.test.share) == (4, 3, 100)


def test_what_a_question_of_another_time_was_answered_is_left_aside(event):
    rows = answered(event, [5, 5, 5], [5, 5, 5])
    levels = {"no_such_item": 1, "overall": 4}
    type(rows[0]).objects.filter(device="after0").update(levels=levels)
    found = queries_survey.results(event)
    assert found.satisfaction.measure.counts == (2, 1, 0, 0, 0)


@pytest.mark.parametrize("answers", [0, 1, 2])
def test_few_answers_are_counted_and_not_shown(event, world, page, answers):
    answered(event, [1] * answers, [0] * answers, text="พูดคนเดียว")
    text = shown(page(world.krasang), event)
    assert f"ตอบแล้ว <b>{answers} คน</b>" in text
    assert "1.00" not in text and "พูดคนเดียว" not in text and "คัดลอกข้อความ" not in text
    found = queries_survey.results(event)
    assert (found.parts, found.texts, found.after.test.n, sentences(found)) == ((), {}, 0, ())
    answered(event, [1] * 3, [0] * 3, "before")
    assert "ยังไม่มีผู้ตอบ" not in shown(page(world.krasang), event)


def test_paper_that_counts_nothing_hides_nobody(event, world, page):
    """One telephone beside twenty sheets of which nothing is counted: its words and levels stay."""
    answered(event, [1], [0], text="พูดคนเดียว")
    tally = counted(event, sheets=20)
    found = queries_survey.results(event)
    assert (found.parts, found.texts, found.after.test.n, sentences(found)) == ((), {}, 0, ())
    text = shown(page(world.krasang), event)
    assert "1.00" not in text and "พูดคนเดียว" not in text and "ตั้งแต่ 3 คนขึ้นไป" in text
    # Two sheets of one item: it has three answers now, and so have the words; the others have one.
    tally.levels = {"overall": [0, 2, 0, 0, 0], "venue": [1, 0, 0, 0, 0]}
    tally.save()
    found = queries_survey.results(event)
    told = {row.key: row.measure.n for part in found.parts for row in part.every}
    assert {key: n for key, n in told.items() if n} == {"overall": 3, "total": 3}
    assert "พูดคนเดียว 0" in str(found.texts) and found.after.test.n == 0
    text = shown(page(world.krasang), event)
    assert ">1.00<" not in text and ">3.00<" in text and "คน แสดงผลเมื่อมีผู้ทำแบบทดสอบ" in text


def test_an_empty_survey_says_what_comes(event, world, page):
    assert "ผลจะปรากฏเมื่อมีผู้ตอบ" in shown(page(world.krasang), event)


def test_all_the_same_answer(event):
    answered(event, [4] * 5, [5] * 5)
    row = queries_survey.results(event).satisfaction
    assert (row.measure.mean, row.measure.deviation, row.word) == (4, 0, "มาก")
    said = sentences(queries_survey.results(event))
    assert not any("สูงสุด" in text for text in said), "no best among equals"


def test_all_that_tie_for_best_and_least_are_named(event):
    rows = answered(event, [4] * 3, [5] * 3)
    levels = dict.fromkeys(ITEMS, 4) | {"media": 5, "venue": 3, "duration": 3}
    type(rows[0]).objects.update(levels=levels)
    said = {row.key: row.title for p in queries_survey.results(event).parts for row in p.rows}

    def extremes():
        return next(t for t in sentences(queries_survey.results(event)) if "สูงสุด" in t)

    assert extremes() == (
        f"ข้อที่มีค่าเฉลี่ยสูงสุด คือ {said['media']} (ค่าเฉลี่ย 5.00) "
        f"และต่ำสุด คือ (1) {said['venue']} (2) {said['duration']} (ค่าเฉลี่ยเท่ากัน 3.00)"
    )
    levels |= {"speaker": 3, "exchange": 3, "content": 3}
    type(rows[0]).objects.update(levels=levels)
    assert "(3) " in extremes() and "(4) " not in extremes()
    assert extremes().endswith(" และอีก 2 ข้อ (ค่าเฉลี่ยเท่ากัน 3.00)")


def test_more_answers_than_people_are_told(event, world, page):
    counted(event, sheets=21)
    text = shown(page(world.krasang), event)
    assert "มีผู้ตอบ 21 คน มากกว่าผู้เข้าร่วม 20 คน" in text


def test_words_are_read_by_the_office_alone(event, world, page):
    answered(event, [5] * 4, [5] * 4, text="เฉพาะกระสัง")
    counted(event, sheets=1, texts="อยากให้จัดอีก\nเฉพาะกระสังบนกระดาษ")
    own = shown(page(world.krasang), event)
    assert own.index("เฉพาะกระสัง 0") < own.index("เฉพาะกระสัง 3") and "เฉพาะกระสังบนกระดาษ" in own
    for user in (world.buriram, world.department):
        text = shown(page(user), event)
        assert "ค่าเฉลี่ย 5.00" in text and "เฉพาะกระสัง" not in text
        assert "survey/after/tally/" not in text
    for user in (world.bandan, world.surin):
        assert page(user).get(reverse("event_survey", args=[event.pk])).status_code == 404


def test_the_workbook_holds_figures_and_no_device(event, world, page):
    answered(event, EIGHTEEN, [5] * 18, text="เฉพาะกระสัง")

    def book(user: object) -> tuple[list[str], str, openpyxl.Workbook]:
        got = page(user).get(reverse("event_survey", args=[event.pk]), {"format": "xlsx"})
        found = openpyxl.load_workbook(io.BytesIO(got.content))
        cells = [str(c) for s in found for row in s.iter_rows(values_only=True) for c in row]
        return found.sheetnames, " ".join(cells), found

    names, text, found = book(world.krasang)
    assert "ความเห็น" in names and "เฉพาะกระสัง 0" in text and "after0" not in text
    overall = next(r for r in found["รายข้อ"].iter_rows(values_only=True) if r[1] == 11)
    assert overall[3:] == (10, 8, 0, 0, 0, 18, 4.56, 0.51, 100, "มากที่สุด")
    names, text, _ = book(world.department)
    assert "ความเห็น" not in names and "เฉพาะกระสัง" not in text and "4.56" in text


def test_the_frozen_survey_says_why(event, world, page, story):
    sent(story.summaries.begin_summary(activity=event.activity, by=world.krasang))
    text = shown(page(world.krasang), event)
    assert "ส่งแบบสรุปผลให้จังหวัดแล้ว" in text and "survey/after/tally/" not in text


@pytest.mark.parametrize("people", [1, 3, 60])
def test_queries_do_not_grow(event, world, page, people, django_assert_num_queries):
    answered(event, [5] * people, [5] * people, text="ดี")
    client = page(world.krasang)
    shown(client, event)
    with django_assert_num_queries(8):
        shown(client, event)


def test_the_part_counts_both_ways(event, world, django_assert_num_queries):
    answered(event, [5, 5], [5, 5])
    counted(event, sheets=3)
    counted(event, "before", sheets=4)
    with django_assert_num_queries(1):
        part = part_of(event, world.krasang)
    assert part.says == "ตอบก่อนเริ่มกิจกรรม 4 คน หลังจบกิจกรรม 5 คน"


def test_the_provinces_day_is_asked_nothing_of_the_study_visit(world, page):
    day = world.province_day()
    answered(day, [5] * 3, [5, 3, 2])  # k3 asks about the visit: not counted, right or wrong
    found = queries_survey.results(day)
    rows = {r.key: r.number for part in found.parts for r in part.rows}
    assert "study_site" not in rows and (rows["media"], rows["venue"], rows["overall"]) == (
        6,
        7,
        10,
    )
    test = found.after.test
    assert (test.right, test.mark, test.passed) == ((0, 0, 2, 0, 1), 3, 1)
    text = shown(page(world.buriram), day)
    assert "ในภาพรวม (ข้อ 10) ระดับ" in text and "ถูก 4 ข้อ" in text and "ถูก 5 ข้อ" not in text
