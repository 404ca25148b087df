"""The year's forms on paper, read back: items, heads, blanks, totals."""

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest

from reports import told
from reports.letters_forms import Sheet
from reports.letters_scores import MemberSheet, Scorer, plain
from tests.reports import paper_facts as f
from tests.reports.forms_read import POINTS_PER_MM, leaves, opened_pdf, packed, said


def test_the_blank_proposal_has_the_eleven_items_to_the_letter() -> None:
    text = said(f.proposal(group=None, answers={}, district="", office="", day=None))
    at = 0
    for item in f.CONTENT.proposal:
        at = text.index(packed(f"{item.number}. {item.title}"), at)
    for word in ("เขียนที่", "หมู่ที่ตำบลอำเภอจังหวัด", "ประธานกลุ่มออมทรัพย์เพื่อการผลิต", "พัฒนาการอำเภอ"):
        assert word in text
    assert len(f.CONTENT.proposal) == 11


def test_a_long_item_has_more_dotted_lines_than_a_short_one() -> None:
    rows = {row.item.key: len(row.dotted) for row in f.proposal(answers={}).rows}
    assert rows["activity_name"] == rows["capital"] == 0 < rows["place"] < rows["reasons"]


def test_a_filled_proposal_says_each_answer_and_numbers_the_steps() -> None:
    text = said(f.proposal())
    for item in f.CONTENT.proposal:
        assert packed(f"คำตอบข้อ {item.number}") in text
    for words in ("๑)คำตอบข้อ๑๑๒)บรรทัดที่สอง", "พัฒนาการอำเภอกระสัง", "๑๒พฤษภาคม๒๕๖๘", f.KRACHAO.text):
        assert packed(words) in text
    assert "ร่าง" not in text
    assert "ร่าง" in said(f.proposal(draft=True))


def test_the_criteria_sum_to_a_hundred_on_the_paper() -> None:
    paper = f.criteria(note=f.CONTENT.criteria_note)
    text = said(paper)
    assert paper.points == 100
    assert packed("รวม 100") in text
    for row in paper.rows:
        assert packed(f"{row.title}{row.points}{row.help}") in text
    for line in (*paper.eligibility, *paper.rules, f.CONTENT.criteria_note, "จังหวัดละ 2 กลุ่ม"):
        assert packed(line) in text


def test_half_points_are_announced_where_they_are_allowed() -> None:
    rows = (replace(f.CRITERIA[0], halves=True), *f.CRITERIA[1:])
    assert said(f.criteria(rows=rows)).count("ให้ครึ่งคะแนนได้") == 1
    assert "ให้ครึ่งคะแนนได้" not in said(f.criteria())


def test_a_score_sheet_is_one_page_to_fill_in() -> None:
    (text,) = leaves(f.score_sheets(sheets=(MemberSheet(),), day=None, place=""))
    for row in f.CRITERIA:
        assert packed(f"{row.title}{row.help}{''.join(row.anchors)}{row.points}") in text
    for head in ("ระดับคะแนน", "คะแนนเต็ม", "คะแนนที่ให้", "ไม่มีส่วนได้เสีย", "(ลงชื่อ)กรรมการ"):
        assert head in text
    assert packed("รวม 100") in text


def test_every_sheet_is_headed_and_filled_for_itself() -> None:
    filled, blank = leaves(f.score_sheets())
    total = plain(sum((Decimal(c.points) - Decimal("0.5") for c in f.CRITERIA), Decimal(0)))
    assert packed(f"รวม 100 {total}") in filled
    assert total == "96.5"
    for words in (f.KRACHAO.text, "เกษตรจังหวัด (กรรมการ)", "กลุ่มมีความพร้อม", "24.5", "6 มิถุนายน 2568"):
        assert packed(words) in filled
        assert words == "6 มิถุนายน 2568" or packed(words) not in blank


def test_a_sheet_with_points_missing_has_no_sum() -> None:
    sheet = replace(f.score_sheets().sheets[0], points=(Decimal(1), *(None,) * 6))
    (text,) = leaves(f.score_sheets(sheets=(sheet,)))
    assert packed("รวม 100") in text
    assert packed("รวม 100 1") not in text


def test_the_table_of_results_keeps_the_members_columns() -> None:
    (text,) = leaves(f.result_table())
    for words in (
        "1 กลุ่มออมทรัพย์เพื่อการผลิตบ้านกระเจา",
        "90 81 85.5 85.50 9 ได้รับเลือก ลำดับที่ 1",
        "80 77 75 77.33 5",
        "คนที่ 1 รองผู้ว่าราชการจังหวัด",
        "คนที่ 4 สหกรณ์จังหวัด",
        "ไม่ได้ให้คะแนน: เกษตรจังหวัด (ลาป่วย)",
        "ไม่ใช้เผยแพร่",
    ):
        assert packed(words) in text, words


@pytest.mark.parametrize("members", [1, 2, 5, 11, 15])
def test_a_long_table_of_results_repeats_its_heads(members: int) -> None:
    scorers = tuple(Scorer(n, f"กรรมการตำแหน่งที่ {n}") for n in range(1, members + 1))
    rows = tuple(f.result_row(n, f.KRACHAO.title, ("100",) * members) for n in range(1, 24))
    paper = f.result_table(scorers=scorers, rows=rows, excused=())
    found = leaves(paper)
    assert len(found) > 1
    heads = [leaf.count(packed("คะแนนรวมจากกรรมการคนที่")) for leaf in found if "๑๐๐" in leaf]
    assert heads == [1] * len(heads)
    assert "".join(found).count("ธนาคารข้าว") == 23
    _check_margins(paper.pdf().data, right=20)


def test_registration_has_a_numbered_sheet_a_day() -> None:
    found = leaves(f.registration())
    assert len(found) == 3
    for text, day in zip(found, f.CONTENT.days(2), strict=True):
        assert packed(f"กิจกรรมวันที่ {day.number} {day.title}") in text
        assert "".join(packed(n) for n in range(1, 21)) in text
        for head in ("ชื่อ–สกุล", "ตำแหน่ง/หมู่บ้าน", "ลายมือชื่อ(เช้า)", "ลายมือชื่อ(บ่าย)"):
            assert text.count(head) == 1
    assert packed("18 มิถุนายน 2568 ณ ศาลาประชาคมบ้านกระเจา") in found[0]
    assert "มิถุนายน" not in found[1]


def test_rows_to_sign_are_nine_millimetres_high() -> None:
    with opened_pdf(f.registration().pdf().data) as document:
        page = document[0].get_textpage()
        tops = []
        for number in ("๑๑", "๑๓", "๑๔", "๑๙"):
            index, _ = page.search(number).get_next()
            tops.append(page.get_charbox(index)[3] / POINTS_PER_MM)
    assert [round(a - b, 1) for a, b in pairwise(tops)] == [18.0, 9.0, 45.0]


def test_more_people_than_a_page_holds_go_on_under_the_heads() -> None:
    first, second = leaves(f.registration(people=35, sheets=(Sheet(1, "อบรมฯ"),)))
    assert "ลายมือชื่อ(เช้า)" in first
    assert "ลายมือชื่อ(เช้า)" in second
    assert packed("กิจกรรมวันที่ 1 ต่อ") in second
    assert not first.endswith("ต่อ")
    assert "รวมผู้เข้าร่วม" in second


def test_a_loose_second_leaf_says_of_which_day_it_is() -> None:
    found = leaves(f.registration(listed=(("นางสมใจ ดีงาม", ""),) * 50))
    again = [leaf for leaf in found if leaf.endswith("ต่อ")]
    assert len(found) == 6 and len(again) == 3
    assert packed("กิจกรรมวันที่ 1 (18 มิถุนายน 2568) ต่อ") in again[0]
    assert packed("กิจกรรมวันที่ 2 ต่อ") in again[1]


def test_two_more_than_the_target_stay_on_the_one_page() -> None:
    assert len(leaves(f.registration(group=f.KRACHAO, listed=(("นางสมใจ ดีงาม", ""),) * 22))) == 3


def test_the_survey_is_one_page_and_asks_no_name() -> None:
    (text,) = leaves(f.satisfaction())
    survey = f.CONTENT.survey
    for part in survey.parts:
        for item in part.items:
            assert packed(f"{item.number}. {item.title}") in text
    for item in survey.questions:
        assert packed(f"{item.number}. {item.title}") in text
    for words in ("มากที่สุด(๕)", "น้อยที่สุด(๑)", "ไม่ต้องลงชื่อ", packed(survey.note)):
        assert words in text
    assert "(ลงชื่อ)" not in text
    (for_group,) = leaves(f.satisfaction(group=f.KRACHAO, days="18–20 มิถุนายน 2568"))
    assert packed(f"{f.KRACHAO.text} วันที่ 18–20 มิถุนายน 2568") in for_group


def test_the_test_is_a_sheet_before_and_one_after_and_tells_no_answer() -> None:
    before, after = leaves(f.knowledge(group=f.KRACHAO, days="18–20 มิถุนายน 2568"))
    assert before.startswith("แบบทดสอบความรู้ก่อนเริ่มกิจกรรม")
    assert after.startswith("แบบทดสอบความรู้หลังจบกิจกรรม")
    for text in (before, after):
        for number, one in enumerate(f.CONTENT.survey.knowledge, start=1):
            assert packed(f"{number}. {one.title}") in text
            assert all(packed(choice) in text for choice in one.choices)
        assert packed(f"{f.KRACHAO.text} วันที่ 18–20 มิถุนายน 2568") in text
        assert "ไม่ต้องลงชื่อ" in text and packed(f.CONTENT.survey.note) in text
    assert "answer" not in str(f.knowledge().facts)


FORMS = ("criteria", "proposal", "score_sheets", "result_table", "registration")
FORMS += ("knowledge", "satisfaction", "timetable")


@pytest.mark.parametrize("name", FORMS)
def test_facts_make_the_same_paper_again(name: str) -> None:
    paper = getattr(f, name)()
    again = told.read(paper.facts, type(paper))
    assert str(again) == str(paper)


@pytest.mark.parametrize("name", FORMS)
def test_every_head_of_a_table_says_what_it_heads(name: str) -> None:
    html = str(getattr(f, name)())
    assert html.count("<th") == html.count("<th ") + html.count("<thead")
    assert html.count("<th scope=") == html.count("<th ")
    assert '<meta name="author" content="สำนักงานพัฒนาชุมชนจังหวัดบุรีรัมย์">' in html


def test_texts_of_people_are_printed_literally() -> None:
    wild = "<b>ก & ข</b><img src=file:///etc/passwd>"
    html = str(f.proposal(answers={"reasons": (wild,)}))
    assert "&lt;b&gt;ก &amp; ข&lt;/b&gt;" in html
    assert "<img" not in html
    text = said(f.score_sheets(sheets=(MemberSheet(activity=wild, group=f.KRACHAO, post="ก"),)))
    assert packed("<b>ก & ข</b><img src=file:///etc/passwd>") in text


@pytest.mark.parametrize("name", FORMS)
def test_nothing_stands_in_the_margins(name: str) -> None:
    long = replace(f.KRACHAO, name="บ้าน" + "หนองบัวลำภู" * 5)
    changes = {"criteria": {}, "result_table": {}, "score_sheets": {}}.get(name, {"group": long})
    _check_margins(getattr(f, name)(**changes).pdf().data, right=20)


def _check_margins(data: bytes, right: float) -> None:
    with opened_pdf(data) as document:
        for page in document:
            text = page.get_textpage()
            edge = page.get_width() - right * POINTS_PER_MM + 1
            boxes = [text.get_rect(n) for n in range(text.count_rects())]
            assert all(box[0] > 20 * POINTS_PER_MM - 1 for box in boxes)
            assert all(box[2] <= edge for box in boxes)
