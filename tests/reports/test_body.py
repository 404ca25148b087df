"""A body as plain text: numbering typed before the paragraph is read back as its number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports import body, wording
from reports.parts import Paragraph
from tests.reports.paper_facts import FACTS


@pytest.mark.parametrize(
    ("line", "number", "text", "level"),
    [
        ("1. ศึกษาขั้นตอน", "1.", "ศึกษาขั้นตอน", 1),
        ("๑. ศึกษา ๒ วัน", "1.", "ศึกษา ๒ วัน", 1),
        ("3.11 ขั้นตอน", "3.11", "ขั้นตอน", 2),
        ("๒) แผน", "2)", "แผน", 3),
        ("(๒) แผน", "(2)", "แผน", 3),
        ("- แผน", "-", "แผน", 3),
        ("จึงเรียนมา", "", "จึงเรียนมา", 0),
        ("09.00 น. ลงทะเบียน", "", "09.00 น. ลงทะเบียน", 0),
        ("2.5 ล้านบาท", "", "2.5 ล้านบาท", 0),
        ("41,300 บาท", "", "41,300 บาท", 0),
        ("-5 องศา", "", "-5 องศา", 0),
        ("2568 เป็นปี", "", "2568 เป็นปี", 0),
    ],
)
def test_a_line_is_read_as_number_and_text(line: str, number: str, text: str, level: int) -> None:
    (read,) = body.read(line)
    assert (read.number, read.text) == (number, text)
    assert body.level(read.number) == level


def test_empty_lines_are_no_paragraphs() -> None:
    assert body.read(" \n\n1. ก\n\n  ข \n") == (Paragraph("ก", "1."), Paragraph("ข"))
    assert body.read("") == ()


def test_what_facts_make_comes_back_as_it_went() -> None:
    for made in (wording.selection_letter_body(FACTS), wording.announcement_body(FACTS)):
        assert body.read(body.as_text(made)) == made


@given(st.text())
def test_reading_settles_after_one_turn(text: str) -> None:
    once = body.as_text(body.read(text))
    assert body.as_text(body.read(once)) == once
