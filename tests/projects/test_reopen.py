"""The province takes an acceptance back, and what an accepted paper says of the next step."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cdd_network.models import AuditRow
from cdd_network.refusal import Refused
from projects.actions import papers, plans
from projects.states import PaperState
from reports.actions import summaries
from reports.models import BpmRecord
from tests.projects.stage import seen, sent

BPM = "บันทึกผลและการประเมินความพึงพอใจในระบบ BPM ภายในวันที่ 27 มิถุนายน 2568"


@pytest.fixture
def pair(world):
    """Krasang's plan and summary, begun."""
    activity, _ = world.dated()
    plan = plans.begin_plan(activity=activity, by=world.krasang)
    return plan, summaries.begin_summary(activity=activity, by=world.krasang)


def test_accepted_papers_are_opened_again_by_their_province(world, pair):
    for paper in pair:
        with pytest.raises(Refused, match="เฉพาะเอกสารที่จังหวัดรับแล้ว"):
            papers.reopen(paper=paper, note="ภาพซ้ำ", by=world.buriram)
        sent(paper, PaperState.ACCEPTED)
        for stranger in (world.krasang, world.surin, world.department):
            with pytest.raises(Refused):
                papers.reopen(paper=paper, note="ภาพซ้ำ", by=stranger)
        with pytest.raises(Refused, match="ระบุสิ่งที่ขอให้แก้ไข"):
            papers.reopen(paper=paper, note=" ", by=world.buriram)
        papers.reopen(paper=paper, note=" ภาพซ้ำ ", by=world.buriram)
        assert (paper.state, paper.returned_note) == (PaperState.RETURNED, "ภาพซ้ำ")
    acts = AuditRow.objects.filter(act__endswith=":accepted>returned")
    assert {row.act.split(":")[0] for row in acts} == {"plan", "summary"}
    summaries.save_summary(report=pair[1], values={"day_1": "แก้แล้ว"}, version=1, by=world.krasang)


def test_page_opens_again_and_reload_is_harmless(world, pair, page):
    desk = page(world.buriram)
    for paper, prefix in zip(pair, ("plan", "summary"), strict=True):
        sent(paper, PaperState.SUBMITTED)
        url, reopen, give_back = (
            reverse(name, args=[paper.pk])
            for name in (prefix, f"{prefix}_reopen", f"{prefix}_return")
        )
        assert reopen not in desk.get(url).content.decode()
        assert desk.post(reopen, seen(paper, note="ยังไม่รับ")).status_code == 409
        assert desk.get(give_back).status_code == 200
        sent(paper, PaperState.ACCEPTED)
        assert reopen in desk.get(url).content.decode()
        for user in (world.krasang, world.department):
            assert reopen not in page(user).get(url).content.decode()
            assert page(user).post(reopen, {"note": "x"}).status_code == 404
        assert desk.get(reopen).status_code == 200
        assert desk.get(give_back).status_code == 409
        assert desk.post(reopen, {"note": " "}).status_code == 422
        assert desk.post(reopen, seen(paper, note="แก้ชื่อกลุ่ม")).url == url
        assert "แก้ชื่อกลุ่ม" in page(world.krasang).get(url).content.decode()


def test_the_accepted_summary_leads_on_to_bpm_and_the_plan_nowhere(world, pair, page):
    plan, report = (sent(paper, PaperState.ACCEPTED) for paper in pair)
    own = page(world.krasang)
    texts = {
        name: own.get(reverse(name, args=[pk])).content.decode()
        for name, pk in (
            ("plan", plan.pk),
            ("summary", report.pk),
            ("plan_receipt", plan.pk),
            ("summary_receipt", report.pk),
        )
    }
    assert texts["plan"].count("จังหวัดรับแล้ว") == 1, "said once"
    assert {name for name, text in texts.items() if BPM in text} == {"summary", "summary_receipt"}
    hub = page(world.buriram).get(reverse("activity", args=[plan.activity_id])).content.decode()
    assert "ขั้นต่อไป อำเภอบันทึกผล" in hub and "ไม่ต้องดำเนินการเพิ่ม" not in hub
    homes = [page(user).get("/").content.decode() for user in (world.krasang, world.buriram)]
    assert all("ประเมินความพึงพอใจในระบบ BPM" in text for text in homes)


def test_bpm_is_the_next_step_no_more_once_it_is_keyed_in(
    world, pair, page, django_assert_num_queries
):
    _, report = (sent(paper, PaperState.ACCEPTED) for paper in pair)
    hub, pk = reverse("activity", args=[report.activity_id]), [report.pk]
    own = page(world.krasang)
    with CaptureQueriesContext(connection) as owed:
        own.get(hub)
    BpmRecord.objects.create(
        event_id=report.activity_id, keyed_on=datetime.date(2025, 6, 24), by=world.krasang
    )
    with django_assert_num_queries(len(owed)):
        assert own.get(hub).status_code == 200
    for user in (world.krasang, world.buriram):
        for url in ("/", hub, reverse("summary", args=pk)):
            assert "ประเมินความพึงพอใจในระบบ BPM" not in page(user).get(url).content.decode(), url
    assert BPM not in own.get(reverse("summary_receipt", args=pk)).content.decode()


DEAD = "/days/#id_"


def test_days_are_not_noted_upon_while_the_summary_holds_them(world, pair, page):
    plan, report = pair
    sent(plan, PaperState.ACCEPTED), sent(report)
    desk, own = page(world.buriram), page(world.krasang)
    ask = reverse("plan_reopen", args=[plan.pk])
    text = desk.get(ask).content.decode()
    assert "วันและสถานที่แก้ได้เมื่อจังหวัดเปิดหรือส่งกลับแบบสรุปผลการดำเนินงานด้วย" in text
    assert reverse("summary", args=[report.pk]) in text
    assert "note_day-1" not in text and "note_site" not in text and "note_items-0-steps" in text
    old = {"note_day-1": "ตรวจวัน", "note_items-0-steps": "เขียนให้ชัด"}  # typed before it was sent
    answer = desk.post(ask, seen(plan, **old))
    assert answer.status_code == 422 and "ตรวจวัน" in answer.content.decode()
    given = {"day-1": "ตรวจวัน", "items-0-steps": "เขียนให้ชัด"}
    papers.reopen(paper=plan, note="แก้สองข้อ", items=given, by=world.buriram)
    text = own.get(reverse("plan", args=[plan.pk])).content.decode()
    assert DEAD not in text and "วันและสถานที่แก้ได้เมื่อ" in text
    sent(report, PaperState.RETURNED)
    text = own.get(reverse("plan", args=[plan.pk])).content.decode()
    assert DEAD in text and "แก้ได้เมื่อ" not in text


def test_the_plan_holds_the_study_site_alone(world, pair, page):
    plan, report = pair
    sent(plan), sent(report)
    text = page(world.buriram).get(reverse("summary_return", args=[report.pk])).content.decode()
    assert "สถานที่ศึกษาดูงานแก้ได้เมื่อจังหวัดเปิดหรือส่งกลับแผนปฏิบัติการฯ ด้วย" in text
    assert "note_day-1" in text and "note_site" not in text


def test_the_province_reads_its_own_note_until_it_is_sent_again(world, pair, page):
    desk = page(world.buriram)
    for paper, prefix in zip(pair, ("plan", "summary"), strict=True):
        sent(paper, PaperState.ACCEPTED)
        url, reopen = (reverse(name, args=[paper.pk]) for name in (prefix, f"{prefix}_reopen"))
        done = desk.post(reopen, seen(paper, note="ตรวจชื่อผู้รายงาน"), follow=True)
        text = done.content.decode()
        assert text.count("ตรวจชื่อผู้รายงาน") == 1
        assert "ขับเคลื่อนฯให้" not in text
        assert page(world.krasang).get(url).content.decode().count("ตรวจชื่อผู้รายงาน") == 1
