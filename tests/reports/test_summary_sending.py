"""When the summary may be sent, what is unusual about it, what it takes over from the plan."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from cdd_network.refusal import Refused
from projects.actions import papers, plans
from projects.models import ActivityDay, Questionnaire
from projects.states import PaperState
from reports.actions import summaries
from reports.models import SummaryReport
from tests.projects.stage import REPORTER, sent
from tests.reports.test_summary import complete


def on(monkeypatch, day):
    """Today is this day of June 2568."""
    monkeypatch.setattr(timezone, "localdate", lambda *_: datetime.date(2025, 6, day))


def test_sent_from_the_last_day_on_and_not_before(world, monkeypatch, page):
    report = complete(world)
    client, url = page(world.krasang), reverse("summary", args=[report.pk])
    submit = reverse("summary_submit", args=[report.pk])
    on(monkeypatch, 19)
    with pytest.raises(Refused, match="20 มิถุนายน 2568"):
        summaries.submit_summary(report=report, by=world.krasang)
    text = client.get(url).content.decode()
    assert "ยังทำไม่ได้: ส่งแบบสรุปได้ตั้งแต่วันสุดท้ายของกิจกรรม" in text and submit not in text
    assert client.post(submit).status_code == 409
    on(monkeypatch, 20)
    assert submit in client.get(url).content.decode()
    summaries.submit_summary(report=report, by=world.krasang)
    assert report.state == PaperState.SUBMITTED


def test_what_sending_closes_is_said_before(world, monkeypatch, page):
    report = complete(world)
    client, url = page(world.krasang), reverse("summary", args=[report.pk])
    closes = "เมื่อส่งแล้วจะปิดรับคำตอบและการลงชื่อ"
    for day in (20, 21):
        on(monkeypatch, day)
        assert f"แบบประเมินยังเปิดถึงวันที่ 21 มิถุนายน 2568 {closes}" in client.get(url).content.decode()
    on(monkeypatch, 22)
    assert closes not in client.get(url).content.decode()
    on(monkeypatch, 19)
    assert closes not in client.get(url).content.decode(), "it cannot be sent yet"
    Questionnaire.objects.filter(event=report.activity_id, moment="after").update(
        opens_on=datetime.date(2025, 6, 19), closes_on=datetime.date(2025, 6, 19)
    )
    on(monkeypatch, 20)
    text = client.get(url).content.decode()
    assert f"วันนี้เป็นวันสุดท้ายของกิจกรรม {closes}" in text and "ยังเปิดถึง" not in text
    sent(report)
    assert closes not in client.get(url).content.decode()


def test_the_unusual_is_said_and_allowed(world, page):
    report = complete(world)
    url = reverse("summary", args=[report.pk])
    usual = page(world.krasang).get(url).content.decode()
    for words in ("มากกว่ากลุ่มเป้าหมาย", "ก่อนวันสุดท้ายของกิจกรรม", "นอกปีงบประมาณ"):
        assert words not in usual
    values = {"participants": 21, "report_date": datetime.date(2025, 6, 19)}
    summaries.save_summary(report=report, values=values, version=2, by=world.krasang)
    late = datetime.date(2025, 10, 1)
    ActivityDay.objects.filter(event=report.activity, number=3).update(date=late)
    text = page(world.krasang).get(url).content.decode()
    assert "ผู้เข้าร่วม 21 คน มากกว่ากลุ่มเป้าหมาย 20 คน" in text
    assert "วันที่รายงาน (19 มิถุนายน 2568) อยู่ก่อนวันสุดท้ายของกิจกรรม (1 ตุลาคม 2568)" in text
    assert "นอกปีงบประมาณ" in text
    fresh = SummaryReport.objects.get()
    summaries.submit_summary(report=fresh, by=world.krasang)
    weighed = page(world.buriram).get(url).content.decode()
    assert "มากกว่ากลุ่มเป้าหมาย" in weighed and "นอกปีงบประมาณ" in weighed
    SummaryReport.objects.update(state=PaperState.ACCEPTED)
    done = page(world.buriram).get(url).content.decode()
    assert "มากกว่ากลุ่มเป้าหมาย" in done and "นอกปีงบประมาณ" not in done


def test_the_reporter_of_the_plan_begins_the_summary(world):
    one, two = world.dated()
    plan = plans.begin_plan(activity=one, by=world.krasang)
    plans.save_plan(plan=plan, values=REPORTER, items=[], version=1, by=world.krasang)
    report = summaries.begin_summary(activity=one, by=world.krasang)
    assert report.reporter_name == REPORTER["reporter_name"]
    assert report.reporter_post == REPORTER["reporter_post"]
    assert report.report_date is None
    assert summaries.begin_summary(activity=two, by=world.bandan).reporter_name == ""


def test_a_missed_date_is_said_until_the_paper_went_out(world, monkeypatch, page):
    report = complete(world)
    client, url = page(world.krasang), reverse("summary", args=[report.pk])
    on(monkeypatch, 27)
    assert "เกินกำหนดแล้ว" not in client.get(url).content.decode()
    on(monkeypatch, 30)
    assert "เกินกำหนดแล้ว 3 วัน" in client.get(url).content.decode()
    home = client.get(reverse("home")).content.decode()
    assert "เกินกำหนดแล้ว 3 วัน" in home
    sent(report)  # by the clock of the machine, long after
    text = client.get(url).content.decode()
    assert "ส่งหลังกำหนด" in text and "เกินกำหนดแล้ว" not in text
    early = timezone.make_aware(datetime.datetime(2025, 6, 27, 16))
    SummaryReport.objects.update(submitted_at=early)
    assert "ส่งหลังกำหนด" not in client.get(url).content.decode()
    papers.give_back(paper=SummaryReport.objects.get(), note="แก้ภาพ", by=world.buriram)
    text = client.get(url).content.decode()
    assert "แก้ภาพ" in text and "กำหนดส่ง 27" in text and "เกินกำหนดแล้ว" not in text
