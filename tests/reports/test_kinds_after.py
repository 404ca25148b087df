"""Kinds of document after the announcement, and the memo: the gate, the way back, the walls."""

from datetime import date
from decimal import Decimal

import pytest

from cdd_network.refusal import Refused
from projects.actions import papers as paper_acts
from projects.actions import plans as plan_acts
from reports import papers, rules, told
from reports.actions import documents as acts
from reports.actions import summaries as summary_acts
from reports.kinds import kind_of, words_of
from reports.letters import Letter
from reports.letters_office import Memo
from reports.models import Document
from selection.models import Round
from tests.people import World
from tests.reports import stages
from tests.reports.kind_stages import (
    ANSWERS,
    REPORTER,
    both_sent,
    draft,
    gap_texts,
    letterhead,
    order,
    texts_of,
)
from tests.reports.stages import Kind

# The gate


def test_the_notice_waits_for_the_announcement_and_cites_the_letter(world: World) -> None:
    opened = world.round_prepared()
    with pytest.raises(Refused, match="จัดทำได้หลังประกาศผลการคัดเลือก"):
        draft(world, opened, Kind.ALLOCATION_NOTICE)


def test_a_notice_without_a_letter_in_force_wants_a_reference(world: World) -> None:
    opened, _, _ = world.announced()
    paper = draft(world, opened, Kind.ALLOCATION_NOTICE)
    assert gap_texts(paper) == "ยังไม่ได้ระบุหนังสือที่อ้างถึง"


def test_the_notice_carries_amounts_and_leads_on_to_the_gate(world: World, story: object) -> None:
    stages.letter(world)
    opened = Round.objects.with_place().get(office=world.buriram.office)
    paper = draft(world, opened, Kind.ALLOCATION_NOTICE)
    assert [str(one) for one in paper.references.all()] == ["จังหวัดบุรีรัมย์ ที่ บร 0019/ว 2230"]
    assert kind_of(paper).next_pages(paper) == []
    texts = texts_of(paper)
    assert "เป็นเงินทั้งสิ้น 77,200 บาท (เจ็ดหมื่นเจ็ดพันสองร้อยบาทถ้วน) ดังนี้" in texts[1]
    assert texts[2].endswith("อำเภอกระสัง จำนวน 38,600 บาท (สามหมื่นแปดพันหกร้อยบาทถ้วน)")
    assert any("ภายใน 7 วันหลังดำเนินการเสร็จสิ้น" in t for t in texts)
    assert words_of(paper).to == "นายอำเภอกระสัง และนายอำเภอบ้านด่าน"
    acts.issue_document(document=paper, number=2241, date=date(2025, 6, 16), by=world.buriram)
    one, two = kind_of(paper).next_pages(paper)
    assert "number=%E0%B8%9A%E0%B8%A3+0019%2F2241&date=2025-06-16" in one.url
    chosen = opened.chosen.order_by("order").first()
    number = paper.stamp.printed(paper.office.code)
    story.allocations.allot(
        chosen=chosen,
        amount=Decimal(30000),
        number=number,
        date=paper.date,
        by=world.buriram,
    )
    assert kind_of(paper).next_pages(paper) == [two]
    assert "68,600 บาท" in texts_of(paper)[1]  # what is recorded stands before the ceiling
    for user, sees in ((world.krasang, True), (world.prasat, False), (world.surin, False)):
        assert Document.objects.visible_to(user).filter(pk=paper.pk).exists() is sees


# The way back


def test_a_district_writes_its_covering_letter_once_both_papers_are_sent(
    world: World, story: object
) -> None:
    activity, _ = world.dated()
    opened, kind = activity.chosen.round, Kind.DISTRICT_COVER
    begun = {"round": opened, "kind": kind, "activity": activity}
    with pytest.raises(Refused, match="จัดทำได้หลังส่งแผนปฏิบัติการฯ"):
        acts.draft_document(**begun, by=world.krasang)
    story.send_plan(activity, by=world.krasang, reporter=REPORTER)
    report = story.write_summary(activity, by=world.krasang, answers=ANSWERS, reporter=REPORTER)
    with pytest.raises(Refused, match="จัดทำได้หลังส่งแผนปฏิบัติการฯ"):
        acts.draft_document(**begun, by=world.krasang)
    summary_acts.submit_summary(report=report, by=world.krasang)
    for user in (world.buriram, world.bandan, world.department):
        with pytest.raises(Refused):
            acts.draft_document(**begun, by=user)
    letterhead(world.krasang.office)
    made = acts.draft_document(**begun, by=world.krasang)
    paper = Document.objects.with_place().get(pk=made.pk)
    assert rules.gaps(paper) == []
    texts = texts_of(paper)
    assert texts[0].startswith("ตามที่ จังหวัดบุรีรัมย์ขอให้อำเภอดำเนิน")
    assert "เมื่อวันที่ 18 - 20 มิถุนายน 2568" in texts[1]
    assert texts[1].endswith("รายละเอียดปรากฏตามสิ่งที่ส่งมาด้วย 1 - 2")
    assert words_of(paper).to == "ผู้ว่าราชการจังหวัดบุรีรัมย์"
    letter = papers.paper_of(paper, None)
    assert isinstance(letter, Letter)
    assert letter.head.address[0] == "ที่ว่าการอำเภอกระสัง"
    assert not Document.objects.visible_to(world.buriram).filter(pk=paper.pk).exists()
    acts.issue_document(document=paper, number=412, date=date(2025, 6, 24), by=world.krasang)
    for user, sees in ((world.buriram, True), (world.bandan, False), (world.surin, False)):
        assert Document.objects.visible_to(user).filter(pk=paper.pk).exists() is sees


def test_a_paper_that_came_back_bars_the_covering_letter(world: World, story: object) -> None:
    activity, _ = both_sent(world, story)
    letterhead(world.krasang.office)
    paper = acts.draft_document(
        round=activity.chosen.round, kind=Kind.DISTRICT_COVER, activity=activity, by=world.krasang
    )
    paper_acts.give_back(paper=activity.actionplan, note="โปรดแก้ข้อ 2", by=world.buriram)
    assert "ยังไม่ได้ส่งให้จังหวัด" in gap_texts(Document.objects.with_place().get(pk=paper.pk))


def test_the_department_gets_its_letter_when_all_papers_are_accepted(
    world: World, story: object
) -> None:
    found = both_sent(world, story)
    opened = found[0].chosen.round
    paper = draft(world, opened, Kind.DEPARTMENT_COVER)
    gaps = rules.gaps(paper)
    assert len(gaps) == 4
    assert {gap.url.split("/")[1] for gap in gaps} == {"plans", "summaries"}
    assert "อำเภอกระสัง (บ้านกระเจา): จังหวัดยังไม่ได้รับแผนปฏิบัติการฯ" in gap_texts(paper)
    for activity in found:
        plan_acts.accept_plan(plan=activity.actionplan, by=world.buriram)
        summary_acts.accept_summary(report=activity.summaryreport, by=world.buriram)
    assert rules.gaps(paper) == []
    words, texts = words_of(paper), texts_of(paper)
    assert words.to == "อธิบดีกรมการพัฒนาชุมชน"
    assert [(e.copies, e.unit, e.online) for e in words.enclosures] == [(2, "ฉบับ", False)] * 2
    assert "จำนวน 2 ฉบับ" in texts[1]
    assert "สิ่งที่ส่งมาด้วย 1 - 2" in texts[1]


def test_a_group_without_its_budget_bars_the_departments_letter(world: World) -> None:
    opened, _, _ = world.announced()
    gaps = rules.gaps(draft(world, opened, Kind.DEPARTMENT_COVER))
    assert len(gaps) == 2
    assert all("ยังไม่ได้บันทึกการจัดสรรงบประมาณ" in gap.text for gap in gaps)


# The memo


def test_a_memo_proposes_the_drafts_and_there_may_be_many(world: World) -> None:
    opened = world.round_prepared()
    memo = draft(world, opened, Kind.MEMO)
    assert "ยังไม่มีเอกสารฉบับร่างที่จะเสนอลงนาม" in gap_texts(memo)
    draft(world, opened, Kind.COMMITTEE_ORDER)
    assert rules.gaps(memo) == []
    texts = texts_of(memo)
    assert "2.1 ร่างคำสั่งแต่งตั้งคณะกรรมการ" in texts
    assert "ฉบับล่าสุด" not in texts[1]
    paper = papers.paper_of(memo, None)
    assert isinstance(paper, Memo)
    assert paper.own_number == "ที่ บร 0019/"
    assert paper.office_line.startswith("สำนักงานพัฒนาชุมชนจังหวัดบุรีรัมย์")
    assert told.read(paper.facts, Memo) == paper
    first = acts.issue_document(document=memo, number=7, date=date(2025, 5, 19), by=world.buriram)
    order(world, opened)
    draft(world, opened, Kind.INVITATION)
    second = draft(world, opened, Kind.MEMO)
    assert second.pk != first.pk
    assert "คำสั่งแต่งตั้งคณะกรรมการ ที่ 2150/2568 ลงวันที่ 20 พฤษภาคม 2568" in texts_of(second)[1]
    acts.issue_document(document=second, number=8, date=date(2025, 5, 26), by=world.buriram)
    assert Document.objects.in_force().filter(kind=Kind.MEMO).count() == 2
    for user in (world.krasang, world.surin):
        assert not Document.objects.visible_to(user).filter(kind=Kind.MEMO).exists()


def test_a_memo_of_an_officers_own_words_needs_no_draft(world: World) -> None:
    opened = world.round_prepared()
    memo = draft(world, opened, Kind.MEMO)
    values = {"signatory": world.signatory, "body_text": "1. เรื่องเดิม ขออนุมัติเบิกจ่าย"}
    acts.save_document(
        document=memo, values=values, references=[], version=memo.version, by=world.buriram
    )
    assert rules.gaps(memo) == []
