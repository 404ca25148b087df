from dataclasses import replace
from decimal import Decimal

import pytest

from reports import wording, wording_budget, wording_call, wording_meeting
from tests.reports.paper_facts import ENCLOSURES, FACTS, report_facts, selection_facts


def test_the_letter_reads_as_the_source_does():
    body = wording.selection_letter_body(FACTS)
    texts = [f"{p.number} {p.text}".strip() for p in body]
    assert texts[0].startswith("ตามหนังสือที่อ้างถึง 1 และ 2 จังหวัดบุรีรัมย์แจ้งให้อำเภอพิจารณา")
    assert (
        "เมื่อวันที่ 6 มิถุนายน 2568 เวลา 09.00 น. ณ ห้องประชุมนารายณ์บรรทมสินธุ์ ชั้น 4 "
        "ศาลากลางจังหวัดบุรีรัมย์ เรียบร้อยแล้ว รายละเอียดปรากฏตามสิ่งที่ส่งมาด้วย 1" in texts[1]
    )
    assert [p.number for p in body] == ["", "", "", "1.", "2.", "3.", "4.", "", ""]
    assert "ภายใน 7 วันหลังดำเนินการเสร็จสิ้น" in texts[4]
    assert texts[5].endswith("ภายในวันที่ 10 กรกฎาคม 2568 รายละเอียดปรากฏตามสิ่งที่ส่งมาด้วย 4")
    assert texts[6].endswith("รายละเอียดปรากฏตามสิ่งที่ส่งมาด้วย 5")
    assert "ดาวน์โหลดสิ่งที่ส่งมาด้วย 2 - 5 ได้ทาง QR Code" in texts[7]
    assert texts[8] == "จึงเรียนมาเพื่อพิจารณาดำเนินการ"


def test_task_one_cites_the_procedure_and_the_curriculum_wherever_they_stand():
    assert wording.selection_letter_body(FACTS)[3].text.endswith("สิ่งที่ส่งมาด้วย 2 - 3")
    moved = tuple(replace(e, number=e.number + 1) for e in ENCLOSURES)
    facts = selection_facts(enclosures=moved)
    assert wording.selection_letter_body(facts)[3].text.endswith("สิ่งที่ส่งมาด้วย 3 - 4")


def test_a_missing_enclosure_is_an_error_not_a_hole():
    with pytest.raises(ValueError, match="curriculum"):
        wording.selection_letter_body(selection_facts(enclosures=ENCLOSURES[:2]))


@pytest.mark.parametrize(
    ("references", "cited"),
    [
        (0, "ตามที่ จังหวัด"),
        (1, "ที่อ้างถึง จังหวัด"),
        (2, "ที่อ้างถึง 1 และ 2 จังหวัด"),
        (3, "ที่อ้างถึง 1 - 3 จังหวัด"),
    ],
)
def test_references_are_counted(references, cited):
    assert cited in wording.selection_letter_body(selection_facts(references=references))[0].text


def test_nothing_behind_a_qr_means_no_word_of_it():
    offline = tuple(replace(e, online=False) for e in ENCLOSURES)
    body = wording.selection_letter_body(selection_facts(enclosures=offline))
    assert not any("QR" in paragraph.text for paragraph in body)


def test_order_and_announcement_name_province_and_year():
    for body, subject in (
        (wording.order_body(FACTS), wording.order_subject(FACTS)),
        (wording.announcement_body(FACTS), wording.announcement_subject(FACTS)),
    ):
        whole = " ".join(paragraph.text for paragraph in body)
        assert "จังหวัดบุรีรัมย์" in whole
        assert "ประจำปีงบประมาณ พ.ศ. 2568" in whole
        assert len(subject.splitlines()) == 2


def test_bangkok_is_no_province_in_name():
    assert selection_facts(province="กรุงเทพมหานคร").office == "กรุงเทพมหานคร"


def test_the_agenda_is_the_same_in_invitation_and_report():
    enclosed = (
        replace(ENCLOSURES[0], key="order"),
        replace(ENCLOSURES[1], key="criteria"),
    )
    invited = wording_call.invitation_body(replace(FACTS, enclosures=enclosed, order="คำสั่ง"))
    reported = wording_meeting.report_body(report_facts())
    heads = [
        [p.text for p in body if p.text.startswith("ระเบียบวาระ")] for body in (invited, reported)
    ]
    assert heads[0] == heads[1] == list(wording_call.agenda_heads())


def test_the_report_says_points_that_add_up_and_no_tie_where_there_is_none():
    texts = [p.text for p in wording_meeting.report_body(report_facts())]
    assert "เลขานุการแจ้งเกณฑ์การคัดเลือก คะแนนเต็ม 100 คะแนน ดังนี้" in texts
    assert not any("คะแนนเท่ากัน" in text or "ไม่ได้ให้คะแนน" in text for text in texts)
    assert not any("เหตุผล" in text for text in texts)


def test_the_list_considered_does_not_give_the_ranks_away():
    weighed = (
        wording_meeting.Weighed(1, "กลุ่ม ข", "โรงสี", "90.00"),
        wording_meeting.Weighed(2, "กลุ่ม ก", "ยุ้งฉาง", "80.00"),
    )
    body = wording_meeting.report_body(report_facts(weighed=weighed))
    texts = [f"{p.number} {p.text}" for p in body]
    assert texts.index("1) กลุ่ม ก เสนอกิจกรรมยุ้งฉาง") < texts.index("2) กลุ่ม ข เสนอกิจกรรมโรงสี")
    assert "1) กลุ่ม ข ได้คะแนนเฉลี่ย 90.00 คะแนน" in texts


def test_amounts_of_the_notice_add_up_satang_included():
    shares = tuple(
        wording_budget.Share(name, Decimal(amount))
        for name, amount in (("กลุ่ม ก", "38600"), ("กลุ่ม ข", "30000.50"))
    )
    facts = wording_budget.BudgetFacts(
        province="บุรีรัมย์", fiscal_year=2568, shares=shares, days=3, people=20
    )
    body = wording_budget.budget_body(facts)
    assert facts.total == Decimal("68600.50")
    assert "เป็นเงินทั้งสิ้น 68,600.50 บาท (หกหมื่นแปดพันหกร้อยบาทห้าสิบสตางค์)" in body[1].text
    assert [p.number for p in body[2:4]] == ["1.", "2."]
