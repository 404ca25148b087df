"""A year's own wording of documents: its placeholders are the facts, the customary words its start."""

from dataclasses import replace

import pytest

from cdd_network.content_wording import Wording
from reports import wording_year
from reports.wording_kinds import WORDED
from reports.wording_samples import Sample
from tests.reports.paper_facts import CONTENT, FACTS

SAMPLE = Sample("บุรีรัมย์", 2569, "โครงการส่งเสริม", "กิจกรรมประชุม", 3)
LETTER = "selection_letter"


def with_wording(**words: str):
    return replace(CONTENT, wordings=(Wording(**words),))


@pytest.mark.parametrize("kind", WORDED)
def test_the_start_of_an_editor_prints_as_the_customary_words_do(kind):
    """Kept as it is shown, a wording changes nothing: each fact has its placeholder."""
    facts, start = WORDED[kind].facts(SAMPLE), wording_year.customary(kind)
    kept = replace(CONTENT, wordings=(start,))
    assert wording_year.subject_of(kind, facts, kept) == WORDED[kind].subject(facts)
    assert wording_year.body_of(kind, facts, kept) == WORDED[kind].body(facts)
    assert not wording_year.subject_faults(start.subject)
    assert not wording_year.body_faults(kind, start.body)
    assert "⟦" not in start.subject + start.body
    assert not any(f"{n}" in start.body for n in range(90001, 90009))


def test_the_years_words_stand_where_it_has_them_and_nowhere_else():
    own = with_wording(kind=LETTER, subject="เร่งรัด{โครงการ} ปี {ปี}")
    assert wording_year.subject_of(LETTER, FACTS, own).endswith("ปี 2568")
    assert wording_year.body_of(LETTER, FACTS, own) == WORDED[LETTER].body(FACTS)
    other = wording_year.subject_of("memo", FACTS, own)
    assert other == WORDED["memo"].subject(FACTS)


def test_a_body_keeps_its_numbers_and_says_facts_even_those_with_braces():
    own = with_wording(kind=LETTER, body="{อ้างถึง} ทราบ\n1. ส่งภายใน {วันส่ง} {แนบแผน}\n{ดาวน์โหลด}")
    odd = replace(FACTS, province="{ปี}\n2. แทรก")
    lead, task, _ = wording_year.body_of(LETTER, odd, own)
    assert (lead.number, lead.text) == ("", "ตามหนังสือที่อ้างถึง 1 และ 2 ทราบ")
    assert (task.number, task.text) == (
        "1.",
        "ส่งภายใน 10 กรกฎาคม 2568 รายละเอียดปรากฏตามสิ่งที่ส่งมาด้วย 4",
    )
    offline = replace(FACTS, enclosures=tuple(replace(e, online=False) for e in FACTS.enclosures))
    assert len(wording_year.body_of(LETTER, offline, own)) == 2


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("ส่งให้{จังหวัด} ภายในวันที่ {วันส่ง}", ""),
        ("เรียน\nส่งให้ {จังวัด}", "บรรทัดที่ 2: ไม่รู้จัก {จังวัด}"),
        ("ส่งให้ {จังหวัด", "บรรทัดที่ 1: วงเล็บปีกกา"),
        ("ส่งให้ {{จังหวัด}}", "บรรทัดที่ 1: วงเล็บปีกกา"),
        ("ทั้งนี้ {ดาวน์โหลด}", "บรรทัดที่ 1: {ดาวน์โหลด} ต้องอยู่บรรทัดของตนเอง"),
        ("{ }", "บรรทัดที่ 1: ไม่รู้จัก {}"),
    ],
)
def test_a_placeholder_that_nothing_fills_is_told_before_it_is_kept(text, fault):
    said = " ".join(wording_year.body_faults(LETTER, text))
    assert said.startswith(fault)
    assert bool(said) == bool(fault)


def test_a_list_of_groups_cannot_be_left_out_nor_put_into_a_subject():
    assert "{รายชื่อกลุ่มและวงเงิน}" in wording_year.body_faults("allocation_notice", "แจ้งให้ทราบ")[0]
    assert "ไม่รู้จัก {ดาวน์โหลด}" in wording_year.subject_faults("เรื่อง\n{ดาวน์โหลด}")[0]
