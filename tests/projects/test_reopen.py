"""The province takes an acceptance back, and what an accepted paper says of the next step."""

import pytest
from django.urls import reverse

from cdd_network.models import AuditRow
from cdd_network.refusal import Refused
from projects.actions import papers, plans
from projects.states import PaperState
from reports.actions import summaries
from tests.projects.stage import seen, sent

BPM = "ขั้นต่อไป บันทึกผลและการประเมินความพึงพอใจในระบบ BPM ภายใน 7 วันหลังดำเนินการเสร็จสิ้น"


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
    assert all("จังหวัดรับไว้แล้ว" in text for text in texts.values())
    assert {name for name, text in texts.items() if BPM in text} == {"summary", "summary_receipt"}
    hub = page(world.buriram).get(reverse("activity", args=[plan.activity_id])).content.decode()
    assert "ขั้นต่อไป อำเภอบันทึกผล" in hub and "ไม่ต้องดำเนินการเพิ่ม" not in hub
