"""The summary report: items 1–3 filled, the rest written, sent once, returned, accepted."""

import pytest
from django.urls import reverse

from cdd_network.models import AuditRow
from cdd_network.refusal import Refused
from cdd_network.versions import Stale
from projects.actions import papers
from projects.states import PaperState
from reports.actions import summaries
from reports.models import SummaryReport
from tests.projects.stage import REPORTER, REPORTER_TYPED, seen, sent

ANSWERS = {
    "participants": 20,
    "day_1": "อบรมเรื่องกิจกรรมเครือข่าย เฉพาะกระสัง",
    "day_2": "ศึกษาดูงานศูนย์สาธิตการตลาด",
    "day_3": "จัดทำแผนการขับเคลื่อน",
    "problems": "ไม่มี",
    "suggestions": "ควรจัดต่อเนื่อง",
}


def complete(world):
    """Krasang's summary, ready to be sent; days are set."""
    activity, _ = world.dated()
    report = summaries.begin_summary(activity=activity, by=world.krasang)
    summaries.save_summary(
        report=report, values={**ANSWERS, **REPORTER}, version=1, by=world.krasang
    )
    return report


def typed(version=1, **more):
    return {"version": str(version), "act": "check", **ANSWERS, **REPORTER_TYPED, **more}


def test_begun_once_by_its_own_district(world):
    activity, other = world.dated()
    report = summaries.begin_summary(activity=activity, by=world.krasang)
    assert summaries.begin_summary(activity=activity, by=world.krasang) == report
    for user, its in ((world.bandan, activity), (world.krasang, other), (world.buriram, other)):
        with pytest.raises(Refused):
            summaries.begin_summary(activity=its, by=user)


@pytest.mark.parametrize("name", [*ANSWERS, *REPORTER])
def test_each_answer_is_wanted_before_sending(world, name):
    report = complete(world)
    empty = None if name in ("participants", "report_date") else ""
    summaries.save_summary(report=report, values={name: empty}, version=2, by=world.krasang)
    with pytest.raises(Refused, match="ขาด 1 รายการ"):
        summaries.submit_summary(report=report, by=world.krasang)
    summaries.save_summary(
        report=report, values={**ANSWERS, **REPORTER}, version=3, by=world.krasang
    )
    summaries.submit_summary(report=report, by=world.krasang)
    assert report.state == PaperState.SUBMITTED


def test_a_summary_of_nobody_is_kept_and_not_sent(world, page):
    report = complete(world)
    summaries.save_summary(report=report, values={"participants": 0}, version=2, by=world.krasang)
    with pytest.raises(Refused, match="ข้อ 4 จำนวนผู้เข้าร่วม ต้องมากกว่า 0"):
        summaries.submit_summary(report=report, by=world.krasang)
    text = page(world.krasang).get(reverse("summary", args=[report.pk])).content.decode()
    assert "ข้อ 4 จำนวนผู้เข้าร่วม ต้องมากกว่า 0" in text and "#id_participants" in text
    summaries.save_summary(report=report, values={"participants": 1}, version=3, by=world.krasang)
    summaries.submit_summary(report=report, by=world.krasang)


def test_each_answer_of_the_check_page_leads_to_its_control(world, page):
    report = complete(world)
    url, edit = (reverse(name, args=[report.pk]) for name in ("summary", "summary_edit"))
    text = page(world.krasang).get(url).content.decode()
    for name in ("participants", "suggestions", "reporter_name", "reporter_post", "report_date_0"):
        assert f'href="{edit}#id_{name}"' in text
    sent(report)
    assert "แก้ไข<span" not in page(world.krasang).get(url).content.decode()


def test_days_are_wanted_too(world):
    activity, _ = world.allotted()
    report = summaries.begin_summary(activity=activity, by=world.krasang)
    values = {**ANSWERS, **REPORTER}
    summaries.save_summary(report=report, values=values, version=1, by=world.krasang)
    with pytest.raises(Refused, match="กิจกรรมวันที่ 1: วันที่จัด"):
        summaries.submit_summary(report=report, by=world.krasang)


def test_the_whole_way(world):
    report = complete(world)
    summaries.submit_summary(report=report, by=world.krasang)
    twin = SummaryReport.objects.get()
    for stranger in (world.surin, world.krasang, world.department):
        with pytest.raises(Refused):
            summaries.accept_summary(report=report, by=stranger)
    papers.give_back(paper=report, note="เพิ่มรายละเอียดวันที่ 2", by=world.buriram)
    with pytest.raises(Refused, match="ก่อนหน้านี้"):
        summaries.accept_summary(report=twin, by=world.buriram)
    summaries.submit_summary(report=report, by=world.krasang)
    summaries.accept_summary(report=report, by=world.buriram)
    with pytest.raises(Refused, match="รับแล้ว"):
        summaries.save_summary(report=report, values={}, version=2, by=world.krasang)
    acts = AuditRow.objects.filter(act__startswith="summary:").order_by("pk")
    assert [row.act.split(">")[1] for row in acts] == [
        "draft",
        "submitted",
        "returned",
        "submitted",
        "accepted",
    ]


def test_second_of_two_editors_is_told(world):
    report = complete(world)
    twin = SummaryReport.objects.get()
    summaries.save_summary(report=report, values={"day_1": "คนแรก"}, version=2, by=world.krasang)
    with pytest.raises(Stale):
        summaries.save_summary(report=twin, values={"day_1": "คนหลัง"}, version=2, by=world.krasang)
    assert SummaryReport.objects.get().day_1 == "คนแรก"


def test_pages_from_hub_to_receipt(world, page):
    activity, _ = world.dated()
    client = page(world.krasang)
    begin = reverse("summary_begin", args=[activity.pk])
    assert begin in client.get(reverse("activity", args=[activity.pk])).content.decode()
    edit = client.post(begin).url
    assert client.post(begin).url == edit
    text = client.get(edit).content.decode()
    assert "18–20 มิถุนายน 2568" in text and "ศูนย์สาธิตการตลาดบ้านหนองบัว" in text
    assert "(ไม่บังคับ)" not in text
    text = client.post(edit, typed(participants="๒๐"), follow=True).content.decode()
    report = SummaryReport.objects.get()
    assert report.participants == 20 and "20 คน" in text
    submit = reverse("summary_submit", args=[report.pk])
    assert submit in text
    receipt = client.post(submit, seen(report)).url
    assert client.post(submit).url == receipt
    assert AuditRow.objects.filter(act="summary:draft>submitted").count() == 1
    assert "แบบสรุปผลการดำเนินงาน" in client.get(receipt).content.decode()
    assert client.get(edit).status_code == 409
    days = client.get(reverse("activity_days", args=[activity.pk]))
    assert days.status_code == 409 and "แบบสรุป" in days.content.decode()


def test_saved_half_filled_and_missing_listed_with_links(world, page):
    activity, _ = world.dated()
    report = summaries.begin_summary(activity=activity, by=world.krasang)
    client, edit = page(world.krasang), reverse("summary_edit", args=[report.pk])
    answer = client.post(edit, {"version": "1", "act": "stay", "day_1": "ครึ่งเดียว"})
    assert answer.url == edit
    text = client.get(reverse("summary", args=[report.pk])).content.decode()
    assert f"{edit}#id_day_2" in text and f"{edit}#id_day_1" in text
    assert reverse("summary_submit", args=[report.pk]) not in text
    assert client.post(reverse("summary_submit", args=[report.pk])).status_code == 409
    assert client.post(edit, {"version": "2", "act": "photos"}).url == reverse(
        "summary_photos", args=[report.pk]
    )


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"participants": "ยี่สิบ"}, "ต้องเป็นจำนวนเต็ม"),
        ({"participants": "-1"}, "ต้องไม่ติดลบ"),
        ({"problems": "ก" * 5000}, "ยาวเกินไป 1,000 ตัวอักษร"),
        ({"day_2": "ก" * 8001}, "ยาวเกินไป 1 ตัวอักษร"),
        ({"report_date_month": ""}, "ยังขาดเดือน"),
        ({"version": "x"}, ""),
    ],
)
def test_bad_input_is_told_and_kept(world, page, wrong, says):
    report = complete(world)
    answer = page(world.krasang).post(
        reverse("summary_edit", args=[report.pk]), typed(2, day_1="ข้อความที่พิมพ์") | wrong
    )
    text = answer.content.decode()
    assert answer.status_code == 422 and says in text and "ข้อความที่พิมพ์" in text
    assert SummaryReport.objects.get().day_1 == ANSWERS["day_1"]


def test_five_thousand_characters_fit_a_day(world, page):
    report = complete(world)
    long = "ก" * 5000
    client = page(world.krasang)
    answer = client.post(reverse("summary_edit", args=[report.pk]), typed(2, day_1=long))
    assert answer.status_code == 302
    assert SummaryReport.objects.get().day_1 == long


def test_christian_year_is_converted_and_said(world, page):
    report = complete(world)
    answer = page(world.krasang).post(
        reverse("summary_edit", args=[report.pk]), typed(2, report_date_year="2025"), follow=True
    )
    assert "2025" in answer.content.decode()
    assert SummaryReport.objects.get().report_date == REPORTER["report_date"]


def test_stale_page_shows_both_texts(world, page):
    report = complete(world)
    client, edit = page(world.krasang), reverse("summary_edit", args=[report.pk])
    client.post(edit, typed(2, problems="ข้อความของคนแรก"))
    answer = client.post(edit, typed(2, problems="ข้อความของคนที่สอง"))
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "ข้อความของคนแรก" in text and "ข้อความของคนที่สอง" in text
    assert client.post(edit, typed(3, problems="ข้อความของคนที่สอง")).status_code == 302
    assert SummaryReport.objects.get().problems == "ข้อความของคนที่สอง"


def test_province_returns_and_accepts_on_the_page(world, page):
    report = complete(world)
    summaries.submit_summary(report=report, by=world.krasang)
    desk, url = page(world.buriram), reverse("summary", args=[report.pk])
    give_back, accept = (
        reverse(f"summary_{act}", args=[report.pk]) for act in ("return", "accept")
    )
    assert accept in desk.get(url).content.decode()
    assert desk.post(give_back, {"note": " "}).status_code == 422
    desk.post(give_back, seen(report, note="เพิ่มรายละเอียดวันที่ 2"))
    edit = page(world.krasang).get(reverse("summary_edit", args=[report.pk]))
    assert "เพิ่มรายละเอียดวันที่ 2" in edit.content.decode()
    report.refresh_from_db()
    summaries.submit_summary(report=report, by=world.krasang)
    assert desk.post(accept, seen(report)).url == url
    assert desk.post(accept, seen(report)).status_code == 409


def test_walls_of_a_summary(world, page):
    report = complete(world)
    url = reverse("summary", args=[report.pk])
    leak = "เฉพาะกระสัง"
    assert leak in page(world.krasang).get(url).content.decode()
    for user in (world.buriram, world.department):
        assert page(user).get(url).status_code == 404, "a draft is its district's own paper"
    sent(report)
    assert leak in page(world.buriram).get(url).content.decode()
    assert page(world.department).get(url).status_code == 404
    for user in (world.bandan, world.surin, world.prasat, world.members[0]):
        client = page(user)
        for name in ("summary", "summary_edit", "summary_receipt", "summary_photos"):
            assert client.get(reverse(name, args=[report.pk])).status_code == 404
        for name in ("summary_submit", "summary_return", "summary_accept", "photo_add"):
            assert client.post(reverse(name, args=[report.pk])).status_code == 404
        assert client.post(reverse("summary_begin", args=[report.activity_id])).status_code == 404
    sent(report, "accepted")
    assert leak in page(world.department).get(url).content.decode()


def test_pages_cost_little(world, page, django_assert_num_queries):
    report = complete(world)
    client = page(world.krasang)
    with django_assert_num_queries(12):
        client.get(reverse("summary", args=[report.pk]))
    with django_assert_num_queries(12):
        client.get(reverse("summary_edit", args=[report.pk]))
    with django_assert_num_queries(12):
        client.get(reverse("activity", args=[report.activity_id]))
