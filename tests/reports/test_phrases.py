from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports import phrases


def kept(text: str) -> list[str]:
    """The phrases that ``keep`` holds together."""
    html = phrases.keep(text)
    return [part.split("</span>")[0] for part in html.split('<span class="k">')[1:]]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("หนังสือ ที่ บร 0019/ว 2230 ลง", "ที่ บร ๐๐๑๙/ว ๒๒๓๐"),
        ("คำสั่ง ที่ 1234/2568 เรื่อง", "ที่ ๑๒๓๔/๒๕๖๘"),
        ("ลงวันที่ 27 พฤษภาคม 2568", "วันที่ ๒๗ พฤษภาคม ๒๕๖๘"),
        ("ประกาศ 7 มิถุนายน พ.ศ. 2568", "๗ มิถุนายน พ.ศ. ๒๕๖๘"),
        ("ภายในวันศุกร์ที่ 20 มิถุนายน 2568", "วันศุกร์ที่ ๒๐ มิถุนายน ๒๕๖๘"),
        ("วันที่ 18 - 20 มิถุนายน 2568", "วันที่ ๑๘ - ๒๐ มิถุนายน ๒๕๖๘"),
        ("เมื่อ 18, 19 และ 23 มิ.ย. 2568", "๑๘, ๑๙ และ ๒๓ มิ.ย. ๒๕๖๘"),
        ("(เดือนเมษายน - พฤษภาคม 2568)", "เดือนเมษายน - พฤษภาคม ๒๕๖๘"),
        ("งบประมาณ 200,000 บาท", "๒๐๐,๐๐๐ บาท"),
        ("รุ่นละ 20 คน", "๒๐ คน"),
        ("เริ่มเวลา 09.00 น. ณ", "เวลา ๐๙.๐๐ น."),
        ("ประจำปีงบประมาณ พ.ศ. 2568", "พ.ศ. ๒๕๖๘"),
        ("ตามข้อ 3 ส่ง", "ข้อ ๓"),
        ("ปรากฏตามสิ่งที่ส่งมาด้วย 2 - 3", "สิ่งที่ส่งมาด้วย ๒ - ๓"),
        ("อายุ 1 - 2 เท่า", "๑ - ๒ เท่า"),
        ("ตามข้อ 1 - 2", "ข้อ ๑ - ๒"),
        ("หน้า 1 และ 3", "หน้า ๑ และ ๓"),
        ("อยู่หมู่ที่ 7 ตำบลลำดวน", "หมู่ที่ ๗"),
        ("ของอำเภอกระสัง จังหวัดบุรีรัมย์ นั้น", "จังหวัดบุรีรัมย์"),
        ("และอื่น ๆ อีก", "อื่น ๆ"),
        ("เครือข่ายฯ ที่กลุ่ม", "เครือข่ายฯ"),
        ("ดำเนินงานโครงการ ฯ ต่อไป", "โครงการ ฯ"),
        ("ปุ๋ย ยา ฯลฯ นั้น", "ฯลฯ"),
        ("(นายจำเริญ แหวนเพชร)", "(นายจำเริญ แหวนเพชร)"),
        ("โทร. 0 4466 6512 ต่อ 12", "โทร. ๐ ๔๔๖๖ ๖๕๑๒ ต่อ ๑๒"),
        ("ติดต่อ 081-234-5678", "๐๘๑-๒๓๔-๕๖๗๘"),
        ("ที่ saraban@cdd.mail.go.th", "saraban@cdd.mail.go.th"),
        ("มอบนายสมชาย ใจดี ไป", "นายสมชาย ใจดี"),
        ("ร้อยตำรวจเอกหญิงมาลี ศรีสุข", "ร้อยตำรวจเอกหญิงมาลี ศรีสุข"),
        ("เป็นเงิน 41,300 บาท (สี่หมื่นหนึ่งพันสามร้อยบาทถ้วน)", "๔๑,๓๐๐ บาท (สี่หมื่นหนึ่งพันสามร้อยบาทถ้วน)"),
        ("ตั้งแต่ 09.00 น. ถึง 16.30 น.", "๐๙.๐๐ น. ถึง ๑๖.๓๐ น."),
        ("หนังสือ ที่ กค (กวจ) 0405.2/ว 119", "ที่ กค (กวจ) ๐๔๐๕.๒/ว ๑๑๙"),
    ],
)
def test_keep_finds_phrases_in_running_text(text, phrase):
    assert phrase in kept(text)


def test_keep_escapes_and_leaves_latin_words_alone():
    html = phrases.keep('<img src="x1"> a1b2.go.th https://x.th/7 ปี 2568')
    assert "<img" not in html
    assert "&lt;img" in html
    assert "a1b2.go.th https://x.th/7" in html
    assert "๒๕๖๘" in html


def test_posts_are_no_persons():
    assert kept("เรียน นายอำเภอกระสัง และนายอำเภอคูเมือง") == []
    assert kept("นายทะเบียน และนายกเทศมนตรี") == []


def test_known_names_stay_whole_wherever_they_stand():
    text = "ของกลุ่มบ้านโคกสว่างพัฒนาที่เลือก"
    assert phrases.keep(text, ("บ้านโคกสว่างพัฒนา", "")).count("k") == 1
    assert '<span class="k">บ้านโคกสว่างพัฒนา</span>ที่เลือก' in phrases.keep(text, ("บ้านโคกสว่างพัฒนา",))
    assert "<b>" not in phrases.keep("ก <b> ข", ("<b>",))


def test_a_phrase_too_long_for_a_line_has_smaller_ones_in_it():
    text = "๔๑,๓๐๐ บาท (สี่หมื่นบาทถ้วน)"
    assert [text[a:b] for a, b in phrases.inner(text)] == ["๔๑,๓๐๐ บาท", "(สี่หมื่นบาทถ้วน)"]


@given(st.text())
def test_keep_loses_no_text(text):
    html = phrases.keep(text).replace('<span class="k">', "").replace("</span>", "")
    assert html == phrases.escape(phrases.digits(text))


@pytest.mark.parametrize(
    ("html", "text"),
    [
        (phrases.person("นายจำเริญ   แหวนเพชร"), "นายจำเริญ แหวนเพชร"),
        (phrases.day(date(2025, 6, 13)), "๑๓ มิถุนายน ๒๕๖๘"),
        (phrases.day_long(date(2025, 6, 7)), "๗ มิถุนายน พ.ศ. ๒๕๖๘"),
        (phrases.be(2568), "พ.ศ. ๒๕๖๘"),
        (phrases.number_unit(Decimal(200000), "บาท"), "๒๐๐,๐๐๐ บาท"),
        (phrases.clock(time(9)), "๐๙.๐๐ น."),
        (phrases.moo(7), "หมู่ที่ ๗"),
        (phrases.code_number("บร 0019", "ว 2230"), "ที่ บร ๐๐๑๙/ว ๒๒๓๐"),
        (phrases.whole("<b>"), "&lt;b&gt;"),
    ],
)
def test_facts_become_one_safe_phrase(html, text):
    assert html == f'<span class="k">{text}</span>'
    assert html.__html__() == html


@pytest.mark.parametrize(
    ("numbers", "in_words", "as_range"),
    [
        ([2], "2", "2"),
        ([1, 2], "1 และ 2", "1 - 2"),
        ([2, 3, 4, 5], "2 - 5", "2 - 5"),
        ([5, 1, 3], "1, 3 และ 5", "1, 3 และ 5"),
        ([2, 4], "2 และ 4", "2 และ 4"),
    ],
)
def test_numbers_as_papers_cite_them(numbers, in_words, as_range):
    assert phrases.number_list(numbers) == in_words
    assert phrases.number_range(numbers) == as_range
