from dataclasses import replace

import pytest

from reports import wording
from tests.reports.paper_facts import ENCLOSURES, FACTS, selection_facts


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
    [(1, "ที่อ้างถึง จังหวัด"), (2, "ที่อ้างถึง 1 และ 2 จังหวัด"), (3, "ที่อ้างถึง 1 - 3 จังหวัด")],
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
