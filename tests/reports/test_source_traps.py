"""The source's own papers, entered as they stand, yield every fault that they are known for."""

from datetime import date

import pytest
from django.urls import reverse

from cdd_network.refusal import Refused, refusal_of
from reports import body, checks, rules
from reports.actions import documents as acts
from reports.models import Document
from reports.proofreading import Facts, Fault, Line, proofread
from reports.stamps import Series, Stamp
from tests.people import World
from tests.reports import source_papers as source
from tests.reports import stages
from tests.reports.stages import Kind


def as_it_stands(world: World) -> Document:
    """The letter of 13 June as it was printed; its announcement is of 7 June."""
    opened, _, _ = world.announced()
    paper = stages.letter_draft(world, opened)
    values = {
        "signatory": world.signatory,
        "deadline": source.DEADLINE,
        "subject_text": source.SUBJECT,
        "to_text": source.TO,
        "body_text": source.LETTER,
        "body_from": source.LETTER,
        "enclosure_texts": source.ENCLOSURES,
    }
    cited = [stages.FIRST, stages.SECOND]
    acts.save_document(
        document=paper, values=values, references=cited, version=paper.version, by=world.buriram
    )
    return Document.objects.with_place().get(pk=paper.pk)


@pytest.fixture
def letter(world: World) -> list[Fault]:
    """Faults of the letter with the number and the date that it was given."""
    stamp = Stamp(source.NUMBER, Series.CIRCULAR, source.LETTER_DAY)
    return checks.faults(as_it_stands(world), stamp)


def paper(text: str, **more: object) -> list[Fault]:
    """Faults of a paper that the system did not write."""
    read = enumerate(body.read(text), 1)
    lines = (Line(f"ย่อหน้าที่ {n}", one.text, one.number) for n, one in read)
    return proofread(Facts(body=tuple(lines), **more))


ANNOUNCED = {"day": source.ANNOUNCEMENT_DAY, "meeting_day": source.MEETING_DAY, "reports": True}


def told(faults: list[Fault], key: str) -> list[tuple[str, str]]:
    return [(fault.place, fault.text) for fault in faults if fault.key == key]


def test_letter_meeting_and_announcement_dates_differ(letter: list[Fault]) -> None:
    ((place, text),) = told(letter, "announcement_date")
    assert place == "สิ่งที่ส่งมาด้วย 1"
    for day in ("13 มิถุนายน 2568", "7 มิถุนายน 2568", "6 มิถุนายน 2568"):
        assert day in text


def test_the_announcement_is_of_a_saturday() -> None:
    assert told(paper(source.ANNOUNCEMENT, **ANNOUNCED), "closed_day") == [
        ("ลงวันที่", "7 มิถุนายน 2568 เป็นวันเสาร์")
    ]


def test_plan_and_summary_are_due_a_week_after_and_on_10_july(letter: list[Fault]) -> None:
    first, _ = told(letter, "deadline_sources_differ")
    for words in ("แผนปฏิบัติการ", "แบบสรุปผล", "ภายใน 7 วันหลัง", "10 กรกฎาคม 2568"):
        assert words in first[1]


def test_the_province_is_due_before_its_districts(letter: list[Fault]) -> None:
    ((_, text),) = told(letter, "deadline_after_the_province")
    assert "10 กรกฎาคม 2568" in text
    assert "20 มิถุนายน 2568" in text


def test_bpm_is_due_in_7_days_and_within_june(letter: list[Fault]) -> None:
    _, second = told(letter, "deadline_sources_differ")
    for words in ("BPM", "ภายใน 7 วันหลัง", "30 มิถุนายน 2568"):
        assert words in second[1]


def test_item_1_cites_enclosures_1_and_2_and_means_2_and_3(letter: list[Fault]) -> None:
    ((place, text),) = told(letter, "enclosure_miscited")
    assert place == "ย่อหน้าที่ 4 (ข้อ 1)"
    assert "ซึ่งเป็นลำดับที่ 2 และ 3 แต่อ้างสิ่งที่ส่งมาด้วย 1 และ 2" in text


def test_so_the_third_enclosure_is_never_cited(letter: list[Fault]) -> None:
    assert [place for place, _ in told(letter, "enclosure_not_cited")] == ["สิ่งที่ส่งมาด้วย 3"]


def test_the_letters_number_equals_one_it_cites(letter: list[Fault]) -> None:
    assert told(letter, "own_number_cited") == [("เลขที่", "เลขที่ บร 0019/ว 2230 ซ้ำกับหนังสือที่อ้างถึง")]


def test_the_procedures_numbering_runs_6_4_5() -> None:
    wrong = [text for _, text in told(paper(source.STEPS), "numbering")]
    assert len(wrong) == 2
    assert "ข้อ 4 อยู่หลังข้อ 6" in wrong[0]
    assert "ข้อ 5 อยู่หลังข้อ 4 และซ้ำ" in wrong[1]


def test_a_leading_zero() -> None:
    ((place, text),) = told(paper(source.ANNOUNCEMENT, **ANNOUNCED), "leading_zero")
    assert (place, "07 เดือน มิถุนายน" in text) == ("ย่อหน้าที่ 5", True)


def test_both_ways_of_writing_the_short_mark(letter: list[Fault]) -> None:
    found = dict(told(letter, "short_mark"))
    assert set(found) == {"สิ่งที่ส่งมาด้วย 2", "สิ่งที่ส่งมาด้วย 4"}
    assert "แต่ที่อื่นเขียน" in found["สิ่งที่ส่งมาด้วย 2"]


def test_nothing_else_is_found(letter: list[Fault]) -> None:
    assert {fault.key for fault in letter} == {
        "announcement_date",
        "closed_day",  # its deadline, 10 July 2568, is Asalha Bucha
        "deadline_after_the_province",
        "deadline_sources_differ",
        "enclosure_miscited",
        "enclosure_not_cited",
        "own_number_cited",
        "short_mark",
    }
    keys = {fault.key for fault in paper(source.ANNOUNCEMENT, **ANNOUNCED)}
    assert keys == {"closed_day", "leading_zero"}
    assert {fault.key for fault in paper(source.STEPS)} == {"numbering"}
    for figures in (source.PEOPLE, source.BUDGET):
        assert paper(figures) == []
    assert {fault.key for fault in paper(source.TYPES)} == {"misspelt"}


@pytest.mark.parametrize(
    ("text", "change", "key", "says"),
    [
        (source.PEOPLE, ("๓,๐๔๐ คน", "๓,๔๐๐ คน"), "product", "3,040 คน"),
        (source.BUDGET, ("สามหมื่นแปดพัน", "สามหมื่นเก้าพัน"), "amount_in_words", "38,600 บาท"),
        (source.TYPES, ("๕๖๓ แห่ง", "๖๕๓ แห่ง"), "parts_of_total", "794 แห่ง แต่รวมจากรายการได้ 884"),
        (source.STEPS, ("วันศุกร์ที่ ๒๐", "วันเสาร์ที่ ๒๐"), "weekday", "เป็นวันศุกร์"),
    ],
)
def test_a_slip_in_the_sources_figures_would_be_seen(
    text: str, change: tuple[str, str], key: str, says: str
) -> None:
    assert told(paper(text), key) == []
    ((_, found),) = told(paper(text.replace(*change)), key)
    assert says in found


def test_each_fault_leads_to_where_it_is_mended(world: World, letter: list[Fault]) -> None:
    edit = reverse("document_edit", args=[Document.objects.get(kind=Kind.SELECTION_LETTER).pk])
    at = {fault.key: fault.url for fault in letter}
    assert at["enclosure_miscited"] == f"{edit}#id_body_text"
    assert at["announcement_date"] == f"{edit}#id_enclosure_announcement"
    assert at["deadline_after_the_province"] == f"{edit}#id_deadline_0"
    assert at["own_number_cited"] == "#id_number"


def test_warnings_do_not_bar_and_blocking_faults_do(world: World) -> None:
    paper = as_it_stands(world)
    assert refusal_of(rules.check_issue, world.buriram, paper) == ""
    wrong = source.LETTER.replace("สิ่งที่ส่งมาด้วย ๑ - ๒", "สิ่งที่ส่งมาด้วย ๖")
    acts.save_document(
        document=paper,
        values={"body_text": wrong},
        references=[stages.FIRST],
        version=paper.version,
        by=world.buriram,
    )
    assert "ย่อหน้าที่ 4 (ข้อ 1) กล่าวถึงสิ่งที่ส่งมาด้วย 6 ซึ่งไม่มีในรายการ" in refusal_of(
        rules.check_issue, world.buriram, paper
    )
    with pytest.raises(Refused, match="ต้องแก้ไขก่อนออกเอกสาร"):
        acts.issue_document(document=paper, number=1, date=date(2025, 6, 13), by=world.buriram)


def test_lists_of_places_are_read_only_for_an_address(world: World) -> None:
    paper = as_it_stands(world)
    assert not checks.facts_of(paper, None).places
    paper.body_text = (
        f"{source.LETTER}\nณ ตำบลลำดวน อำเภอบ้านด่าน จังหวัดบุรีรัมย์\nณ ตำบลทมอ อำเภอปราสาท จังหวัดสุรินทร์"
    )
    assert set(checks.facts_of(paper, None).places) == {"บุรีรัมย์", "สุรินทร์"}
    (fault,) = [f for f in checks.faults(paper, None) if f.key == "not_in_its_district"]
    assert "ตำบลชื่อนี้อยู่ในอำเภอกระสัง" in fault.text
