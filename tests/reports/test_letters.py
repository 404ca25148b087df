import re
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from reports import parts
from reports.measure import measure
from tests.reports import paper_facts as f

HOSTILE = '<img src=x onerror="alert(1)"> & "ปี 2568"'


def text_of(html: str) -> str:
    """What a reader reads: no tags, one space between words."""
    body = html.split("<body")[1]
    return " ".join(re.sub(r"<[^>]+>", " ", body.replace('<span class="k">', "")).split())


def read(paper) -> str:
    return re.sub(r"\s+", "", text_of(str(paper)))


def assert_reads(paper, *phrases):
    found = read(paper)
    for phrase in phrases:
        assert re.sub(r"\s+", "", phrase) in found, phrase


def test_the_letter_carries_every_line_of_the_source():
    assert_reads(
        f.selection_letter(),
        "ที่ บร ๐๐๑๙/ว ๒๒๓๐",
        "ศาลากลางจังหวัดบุรีรัมย์ ๑๑๕๙ เขากระโดง จังหวัดบุรีรัมย์ ๓๑๐๐๐",
        "๑๓ มิถุนายน ๒๕๖๘",
        "เรื่อง การดำเนินงานโครงการส่งเสริมกิจกรรมเครือข่ายกลุ่มออมทรัพย์เพื่อการผลิต",
        "เรียน นายอำเภอกระสัง และนายอำเภอบ้านด่าน",
        "๑. หนังสือจังหวัดบุรีรัมย์ ที่ บร ๐๐๑๙/ว ๒๒๓๐ ลงวันที่ ๒๗ พฤษภาคม ๒๕๖๘",
        "๒. หนังสือจังหวัดบุรีรัมย์ ด่วนที่สุด ที่ บร ๐๐๑๙/ว ๒๒๓๐๓ ลงวันที่ ๒๙ พฤษภาคม ๒๕๖๘",
        "๑. สำเนาประกาศจังหวัดบุรีรัมย์ ลงวันที่ ๗ มิถุนายน ๒๕๖๘ จำนวน ๑ ฉบับ",
        "๒. ขั้นตอนการดำเนินงานโครงการ ฯ จำนวน ๑ ชุด",
        "๓. รายละเอียดหลักสูตร จำนวน ๑ ชุด",
        "๔. แผนปฏิบัติการขับเคลื่อน ฯ จำนวน ๑ ชุด",
        "๕. แบบสรุปผลการดำเนินงาน จำนวน ๑ ชุด",
        "ขอแสดงความนับถือ (นายจำเริญ แหวนเพชร) รองผู้ว่าราชการจังหวัด ปฏิบัติราชการแทน ผู้ว่าราชการจังหวัดบุรีรัมย์",
        "โทร./โทรสาร ๐ ๔๔๖๖ ๖๕๑๒ (มท) ๓๗๑๕๖",
        "ไปรษณีย์อิเล็กทรอนิกส์ saraban_buriram@cdd.mail.go.th",
        "สิ่งที่ส่งมาด้วย ๒ - ๕",
    )


def test_a_draft_has_neither_number_nor_date_and_says_so():
    draft = f.selection_letter(draft=True, number="", day=None, qr=None, urgency="ด่วนที่สุด")
    html = str(draft)
    assert_reads(draft, "ร่าง", "ด่วนที่สุด", "ที่ บร ๐๐๑๙/ว")
    assert "๑๓ มิถุนายน" not in html
    assert "<img" not in html
    assert "ร่าง" not in str(f.selection_letter())


def test_head_of_the_document():
    html = str(f.selection_letter())
    assert '<html lang="th">' in html
    assert "<title>หนังสือจังหวัดบุรีรัมย์ เรื่อง การดำเนินงานโครงการ" in html
    assert f'<meta name="author" content="{f.AUTHOR}">' in html
    assert 'alt="QR Code สิ่งที่ส่งมาด้วย ๒ - ๕ https://network.example.go.th/d/Ab3"' in html


def test_salutation_and_closing_are_pairs():
    assert "ขอแสดงความนับถืออย่างยิ่ง" in str(f.selection_letter(salutation="กราบเรียน"))
    with pytest.raises(ValueError, match="salutation"):
        f.selection_letter(salutation="สวัสดี")
    with pytest.raises(ValueError, match="urgency"):
        f.selection_letter(urgency="ด่วนจี๋")


def test_three_garuda_modes():
    upload = replace(f.HEAD, garuda=parts.UPLOAD, garuda_asset="garuda.svg")
    assert 'src="asset:garuda.svg" alt="ตราครุฑ"' in str(f.selection_letter(head=upload))
    ready = str(f.selection_letter(head=replace(f.HEAD, garuda=parts.PREPRINTED)))
    assert "ตราครุฑ" not in ready
    assert 'id="garuda"></div>' in ready
    assert "<span>ตราครุฑ</span>" in str(f.selection_letter())
    with pytest.raises(ValueError, match="drawing"):
        replace(f.HEAD, garuda=parts.UPLOAD)


@pytest.mark.parametrize(
    ("signature", "lines"),
    [
        (parts.Signature("นาย ก", "ผู้ว่าราชการจังหวัด"), ("(นาย ก)", "ผู้ว่าราชการจังหวัด")),
        (
            parts.Signature("นาย ก", "รองผู้ว่าราชการจังหวัด", parts.AWAY, "ผู้ว่าราชการจังหวัด"),
            ("(นาย ก)", "รองผู้ว่าราชการจังหวัด รักษาราชการแทน", "ผู้ว่าราชการจังหวัด"),
        ),
    ],
)
def test_signature_lines(signature, lines):
    assert signature.lines == lines


def test_announcement():
    paper = f.announcement()
    assert_reads(
        paper,
        "ประกาศจังหวัดบุรีรัมย์ เรื่อง ผลการคัดเลือก",
        "๑. กลุ่มออมทรัพย์เพื่อการผลิตบ้านกระเจา หมู่ที่ ๗ ตำบลลำดวน อำเภอกระสัง จังหวัดบุรีรัมย์",
        "๒. กลุ่มออมทรัพย์เพื่อการผลิตบ้านอารัง หมู่ที่ ๒ ตำบลวังเหนือ อำเภอบ้านด่าน จังหวัดบุรีรัมย์",
        "ประกาศ ณ วันที่ ๗ มิถุนายน พ.ศ. ๒๕๖๘",
        "(นายจำเริญ แหวนเพชร)",
    )
    assert "คะแนน" not in str(paper)


def test_committee_order():
    paper = f.committee_order(seats=(parts.Seat("เกษตรจังหวัด", "กรรมการ", "นางสาวสมศรี ใจดี"),))
    assert_reads(
        paper,
        "คำสั่งจังหวัดบุรีรัมย์ ที่ ๑๒๓๔/๒๕๖๘ เรื่อง แต่งตั้งคณะกรรมการ",
        "๑. นางสาวสมศรี ใจดี เกษตรจังหวัด กรรมการ",
        "ทั้งนี้ ตั้งแต่บัดนี้เป็นต้นไป สั่ง ณ วันที่ ๒๐ พฤษภาคม พ.ศ. ๒๕๖๘",
    )
    assert_reads(f.committee_order(), *(seat.role for seat in f.CONTENT.committee))


def test_blank_plan_has_the_forms_words_and_its_example():
    paper = f.action_plan()
    form = f.CONTENT.plan_form
    assert_reads(paper, "ตัวอย่าง", "ศูนย์สาธิตการตลาด", "๒๐๐,๐๐๐", "หมายเหตุ :", "พ.ศ. ๒๕๖๘")
    html = str(paper)
    assert html.count('<th scope="col">') == len(form.columns) == 6
    for column in form.columns:
        assert_reads(paper, column)


def test_filled_plan_has_no_example_and_no_dots():
    row = parts.PlanRow("โรงน้ำดื่ม", ("สำรวจ", "ก่อสร้าง"), "หมู่ที่ 7", "150,000", ("มีน้ำดื่ม",))
    site = parts.Place("ศูนย์เรียนรู้", 3, "ลำดวน", "กระสัง", "บุรีรัมย์")
    paper = f.action_plan(rows=(row,), group=f.KRACHAO, study_site=site, reporter=f.REPORTER)
    assert_reads(paper, "๑. สำรวจ", "๒. ก่อสร้าง", "๑๕๐,๐๐๐", "มีน้ำดื่ม", "(นางสาวสมศรี ใจดี)")
    assert_reads(paper, "สถานที่ศึกษาดูงาน ศูนย์เรียนรู้ หมู่ที่ ๓ ตำบลลำดวน", "วันที่ ๒๕ มิถุนายน ๒๕๖๘")
    html = str(paper)
    assert "ตัวอย่าง" not in html
    assert 'class="gap' not in html


@pytest.mark.parametrize("last", [3, 15])
def test_the_last_activity_goes_over_with_note_and_signature(last):
    def row(steps):
        return parts.PlanRow("โรงน้ำดื่ม", tuple(["สำรวจ"] * steps), "หมู่ที่ 7", "1", ("มีน้ำดื่ม",))

    found = measure(f.action_plan(rows=(row(9), row(last)), group=f.KRACHAO, reporter=f.REPORTER))
    assert found["plan"].page == 1, "the table begins under its titles"
    assert found["note"].page == found["reporter"].page == 2
    assert found["plan"].rest[0].page == 2


def test_blank_summary_has_eight_items():
    paper = f.summary()
    for item in f.CONTENT.summary_form.items:
        assert_reads(
            paper, f"{item.number}. {item.title}".translate(str.maketrans("12345678", "๑๒๓๔๕๖๗๘"))
        )
    assert_reads(paper, "วันที่ ๓ ของกิจกรรม", "(ลงชื่อ)", "ผู้รายงาน")


def test_filled_summary_keeps_captions_with_their_pictures():
    paper = f.summary(
        district="กระสัง",
        province="บุรีรัมย์",
        answers={"people": "20", "problems": "ไม่มี"},
        narratives=("อบรม\nบ่ายระดมความคิด", "ดูงาน", "ทำแผน"),
        photos=(
            parts.Photo("1.jpg", "ภาพที่ 1", "คนฟังบรรยาย 20 คน"),
            parts.Photo("2.jpg", "ภาพที่ 2"),
            parts.Photo("3.jpg"),
        ),
        reporter=f.REPORTER,
    )
    html = str(paper)
    assert [len(row) for row in paper.photo_rows] == [2, 1]
    assert 'alt="คนฟังบรรยาย ๒๐ คน"' in html
    assert 'alt="ภาพที่ ๒"' in html
    assert_reads(paper, "อำเภอกระสัง จังหวัดบุรีรัมย์", "จำนวน ๒๐ คน", "บ่ายระดมความคิด", "ไม่มี")


@pytest.mark.parametrize(
    "paper",
    [
        f.selection_letter(subject=HOSTILE, to=HOSTILE, body=(parts.Paragraph(HOSTILE),), qr=None),
        f.announcement(groups=(replace(f.KRACHAO, name=HOSTILE),), author=HOSTILE),
        f.committee_order(seats=(parts.Seat(HOSTILE, HOSTILE, HOSTILE),), duties=(HOSTILE,)),
        f.action_plan(rows=(parts.PlanRow(HOSTILE, (HOSTILE,), HOSTILE, HOSTILE, (HOSTILE,)),)),
        f.summary(narratives=(HOSTILE, "", ""), answers={"venue": HOSTILE}, district=HOSTILE),
    ],
    ids=lambda paper: paper.kind,
)
def test_hostile_text_prints_literally(paper):
    html = str(paper)
    assert "<img" not in html
    assert "&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; &quot;" in html
    assert "2568" not in html


@pytest.mark.parametrize(
    ("paper", "pages"),
    [
        (f.selection_letter(), 2),
        (f.announcement(), 1),
        (f.committee_order(), 2),
        (f.action_plan(), 2),
        (f.summary(), 2),
    ],
    ids=lambda value: getattr(value, "kind", str(value)),
)
def test_pages(paper, pages):
    assert paper.pdf().pages == pages


def test_a_draft_and_its_issued_letter_are_set_alike():
    draft = f.selection_letter(draft=True, number="", day=None)
    assert draft.pdf().pages == f.selection_letter(day=date(2025, 6, 13)).pdf().pages


@pytest.mark.parametrize("paragraphs", range(2, 8))
def test_the_closing_never_stands_alone(paragraphs):
    """At least two lines of text go over to the page of the closing."""
    body = f.selection_letter().body
    filler = tuple(parts.Paragraph("ข้อความ") for _ in range(paragraphs))
    data = f.selection_letter(body=(*body[:3], *filler, *body[-2:])).pdf().data
    document = pypdfium2.PdfDocument(data)
    last = document[len(document) - 1].get_textpage().get_text_range()
    before = last.split("ขอแสดงความนับถือ")[0].split("จึงเรียนมา")[0]
    assert len(before.strip().splitlines()) >= 2
