"""Sentences offered to the summary: from days, timetable, people, survey and budget; never over typed text."""

import datetime
from decimal import Decimal

import pytest

from projects.budget import Totals
from projects.models import Answers, BudgetLine, Questionnaire, Speaker, TimetableRow
from reports import summary_offers
from reports.queries_offers import offered
from reports.summary_offers import DayFacts, Offer, opening, people_warning, put
from tests.projects.stage import listed, there
from tests.reports.test_summary_photos import report

__all__ = ["report"]
DAY = datetime.date(2025, 6, 18)
NAMES = {"office": "สำนักงานพัฒนาชุมชนอำเภอกระสัง", "group": "กลุ่มออมทรัพย์เพื่อการผลิตบ้านกระเจา"}


def test_opening_tells_who_what_where_and_when():
    facts = DayFacts(
        1, "อบรมฯ", DAY, "ศาลาประชาคม", 19, topics=("ระเบียบ", "แนวคิด"), speakers=("นายดี มีสุข",)
    )
    assert opening(facts, **NAMES) == (
        "เมื่อวันที่ 18 มิถุนายน 2568 สำนักงานพัฒนาชุมชนอำเภอกระสัง จัดอบรมฯ "
        "ให้แก่ผู้แทนกลุ่มออมทรัพย์เพื่อการผลิตบ้านกระเจา ณ ศาลาประชาคม มีผู้เข้าร่วม 19 คน "
        "ในหัวข้อ ระเบียบ และแนวคิด โดยมี นายดี มีสุข เป็นวิทยากร"
    )


def test_opening_of_the_study_visit_leaves_out_what_is_not_known():
    facts = DayFacts(2, "ศึกษาดูงาน", DAY, "โรงน้ำดื่มบ้านหนอง", study=True)
    assert opening(facts, **NAMES).endswith(
        "นำผู้แทนกลุ่มออมทรัพย์เพื่อการผลิตบ้านกระเจา ศึกษาดูงาน ณ โรงน้ำดื่มบ้านหนอง"
    )
    assert opening(DayFacts(2, "ศึกษาดูงาน", None, "ที่ใด"), **NAMES) == ""
    bare = opening(DayFacts(1, "", DAY, "", topics=("ก", "ข", "ค", "ง", "จ")), **NAMES)
    assert bare.endswith("ในหัวข้อ (1) ก (2) ข (3) ค (4) ง") and " ณ " not in bare


@pytest.mark.parametrize(
    ("typed", "adds", "made"),
    [
        ("", False, "ใหม่"),
        (" \r\n ", False, "ใหม่"),
        ("เดิม", False, None),
        ("", True, "ใหม่"),
        ("เดิม\r\n", True, "เดิม\nใหม่"),
        ("เดิม\r\nใหม่", True, None),
    ],
)
def test_nothing_that_was_typed_is_overwritten(typed, adds, made):
    assert put(typed, Offer("k", "day_1", "ใหม่", "", adds=adds)) == made


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        ("", "วันนี้ จัด"),
        ("เดิม\r\nต่อ", "วันนี้ จัด\nเดิม\r\nต่อ"),
        (" วันนี้ เขียนเอง", None),
        ("เมื่อ วันนี้", "วันนี้ จัด\nเมื่อ วันนี้"),
    ],
)
def test_an_opening_goes_above_unless_the_text_begins_so(typed, made):
    assert put(typed, Offer("k", "day_1", "วันนี้ จัด", "", begins="วันนี้")) == made


def test_spent_of_what_was_allotted():
    spent = Totals(Decimal(38600), Decimal(38600), Decimal(37500), 4, 1)
    assert summary_offers.spent_sentence(spent) == (
        "ใช้จ่ายงบประมาณ 37,500 บาท จากที่ได้รับจัดสรร 38,600 บาท คิดเป็นร้อยละ 97.15 คงเหลือ 1,100 บาท"
    )
    nothing = Totals(Decimal(38600), Decimal(38600), Decimal(0), 4, 4)
    assert summary_offers.spent_sentence(nothing) == ""
    more = Totals(Decimal(38600), Decimal(38600), Decimal(39000), 1)
    assert "คงเหลือ" not in summary_offers.spent_sentence(more)


def test_suggestions_each_once_and_without_empty_ones():
    text = summary_offers.suggestions_text(["เพิ่มเวลา", " เพิ่มเวลา ", "-", "ไม่มี", "", "ดูงานไกลขึ้น"])
    assert text == "ผู้เข้าร่วมเสนอแนะ ดูงานไกลขึ้น และเพิ่มเวลา"
    assert summary_offers.suggestions_text(["-", " "]) == ""


def test_a_number_that_differs_from_the_registration_is_warned():
    assert people_warning(20, 19) == "กรอกไว้ 20 คน แต่ลงทะเบียนไว้ 19 คน โปรดตรวจสอบก่อนส่ง"
    for typed, came in ((19, 19), (None, 19), (20, 0)):
        assert people_warning(typed, came) == ""


def test_what_was_entered_before_is_offered(report):
    activity = report.activity
    first = activity.days.get(number=1)
    people = listed(activity, 20)
    there(first, people[:19])
    there(activity.days.get(number=3), people[:18], "morning")
    speaker = Speaker.objects.create(event=activity, order=1, name="นายดี มีสุข")
    taught = TimetableRow.objects.filter(day=first).exclude(topic="ลงทะเบียน").first()
    TimetableRow.objects.filter(pk=taught.pk).update(speaker=speaker)
    BudgetLine.objects.filter(budget__event=activity.pk).update(spent=Decimal(1000))
    after = Questionnaire.objects.get(event=activity, moment="after")
    key = activity.programme.content.survey.parts[0].items[0].key
    Answers.objects.bulk_create(
        Answers(
            questionnaire=after, device=str(n), on=DAY, levels={key: 5}, texts={"suggestions": text}
        )
        for n, text in enumerate(["ควรเพิ่มเวลา โทร ๐๘๑-๒๓๔ ๕๖๗๘", "", "ไม่มี", "1 2345 67890 12 1"])
    )
    found = offered(report)
    said = {
        key: found.find(key) for key in ("people", "opening-1", "opening-3", "spent", "written")
    }
    assert found.came == 19 and said["people"].text == "19"
    assert said["people"].about == "จากการลงทะเบียน 19 คน"
    assert "มีผู้เข้าร่วม 19 คน" in said["opening-1"].text
    assert "โดยมี นายดี มีสุข เป็นวิทยากร" in said["opening-1"].text
    assert "ลงทะเบียน" not in said["opening-1"].text and "สรุปผล" not in said["opening-1"].text
    assert "มีผู้เข้าร่วม 18 คน" in said["opening-3"].text
    assert "ใช้จ่ายงบประมาณ" in said["spent"].text
    assert said["written"].text == "ผู้เข้าร่วมเสนอแนะ ควรเพิ่มเวลา โทร", "no number goes on"
    assert "ตรวจชื่อและเบอร์โทรก่อนใช้" in said["written"].about
    assert {offer.field for offer in found.by_field["suggestions"]} == {"suggestions"}


def test_nothing_is_offered_of_what_nobody_entered(report):
    found = offered(report)
    for key in ("people", "spent", "survey-day_3", "written"):
        assert found.find(key) is None
    assert found.find("opening-1") is not None and found.find("none-problems").text == "ไม่มี"
