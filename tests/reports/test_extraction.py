"""The text under the picture: what pdfium and poppler read equals what was written.

White space aside, because lines and cells are places, not letters. No repair afterwards.
"""

import re
from collections import Counter
from html import escape
from io import BytesIO

import pikepdf
import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from reports import pdf
from tests.reports.each_paper import PAPERS, data_of, html_of
from tests.reports.pdf_reading import Body, Reading
from tests.reports.test_pdf import by_pdfium, by_poppler, page_of, readers, squeezed

TONES = ["", *"่้๊๋"]
PLAIN = [chr(code) for code in range(0x0E01, 0x0E2F) if chr(code) not in "ฤฦ"]
UPPER = ["ั", "ิ", "ี", "ึ", "ื", "็", "์", "ํ"]
LOWER = ["ุ", "ู", "ฺ"]
WORDS = [
    "อำเภอ",
    "กำหนด",
    "ดำเนิน",
    "น้ำ",
    "จำนวน",
    "ปั๊ม",
    "ญี่ปุ่น",
    "ฐาน",
    "กฎ",
    "ก้ำ",
    "ส่ำ",
    "จ๊ำ",
    "ต๋ำ",
    "ฐานราก",
    "กตัญญู",
    "ปุญฺญ",
    "ฎีกา",
    "ปฏิบัติ",
    "ฤทธิ์",
    "ฤๅษี",
    "กรุงเทพฯ",
    "ฯลฯ",
    "ๆ",
    "ต่าง",
    "ๆ",
    "โครงการ",
    "ฯ",
    "๑๓",
    "๒๕๖๘",
    "๒๐๐,๐๐๐",
    "Savings",
    "Group",
    "office",
    "flag",
    "e-mail",
    "saraban@cdd.mail.go.th",
    "(มท)",
    "[ก]",
    '"ข"',
    "ร้อยละ",
    "๘๐",
    "ที่",
    "ซึ่ง",
    "สิ้น",
    "ผู้มีส่วนได้ส่วนเสีย",
]


def cluster(
    first: str, consonants: str | list, marks: list[str], ends: list[str]
) -> st.SearchStrategy:
    parts = (st.sampled_from(each) for each in ([*first], consonants, marks, TONES, ends))
    return st.tuples(*parts).map("".join)


# A letter with two marks, the upper one raised, at the end of a style: pdfium sorts by place.
EDGES = [
    (text, style, end)
    for text in ("ณิ์", "ธิ์", "ศิ์", "ผิ้", "ฬิ้", "ปิ่", "ปื้", "สึ้", "ที่", "ก้ำ", "ญู๋", "ฟี้า")
    for style, end in [("bold", "/"), ("italic", "ก"), ("plain", ""), ("both", ""), ("large", "๙")]
]
LEADING = ["", "", "เ", "แ", "โ", "ไ"]
CLUSTERS = st.one_of(
    cluster(LEADING, PLAIN, ["", *UPPER[:5]], ["", "", "า", "ะ", "ๆ", "ฯ"]),
    cluster(["", "เ"], PLAIN, [""], ["ำ"]),  # ำ with each tone
    cluster(LEADING, "ปฝฟฬ", UPPER[:6], ["", "า"]),  # tall letters move the marks
    cluster(LEADING, "ญฐฎฏ", LOWER, ["", "า"]),  # feet give way to lower vowels
    cluster([""], "ธตทณศ", ["ิ", "ุ", ""], ["์"]).map(lambda text: re.sub("[่-๋]", "", text)),
    st.sampled_from(WORDS),
    st.text("๐๑๒๓๔๕๖๗๘๙", min_size=1, max_size=5),
)
STYLES = {
    "plain": "{}",
    "bold": "<b>{}</b>",
    "italic": "<i>{}</i>",
    "both": "<b><i>{}</i></b>",
    "small": '<span style="font-size:.69em">{}</span>',
    "large": '<span style="font-size:1.81em">{}</span>',
    "whole": '<span class="k">{}</span>',
}
PIECES = st.lists(
    st.tuples(CLUSTERS, st.sampled_from(sorted(STYLES)), st.sampled_from(["", " ", " ", "/", "("])),
    min_size=25,
    max_size=50,
)
PLACES = {
    "left": "<p>{}",
    "justified": '<p style="text-align:justify">{}',
    "spaced": '<p style="letter-spacing:.4pt">{}',
    "tight": '<p style="letter-spacing:-.2pt">{}',
    "cell": "<table class=grid><tbody><tr><td>{}</table>",
    "narrow": '<div style="width:42mm"><p>{}</div>',
}


@given(st.lists(st.tuples(st.sampled_from(sorted(PLACES)), PIECES), min_size=6, max_size=9))
@settings(max_examples=5, derandomize=True, deadline=None, phases=[Phase.explicit, Phase.generate])
@example([(place, EDGES) for place in PLACES])
def test_any_thai_reads_back(blocks):
    """Hundreds of clusters a paper, in every style and place, by every reader."""
    html, source = "", ""
    for place, pieces in blocks:
        inner = "".join(STYLES[style].format(escape(text)) + end for text, style, end in pieces)
        html += PLACES[place].format(inner)
        source += "".join(text + end for text, _, end in pieces)
    data = pdf.render(page_of(html)).data
    for read in (by_pdfium, raw):
        assert unnumbered(read(data)) == squeezed(source)
    # Without -raw poppler sorts letters of several sizes on a line as if they were columns.
    assert sorted(unnumbered(by_poppler(data))) == sorted(squeezed(source))


def raw(data: bytes) -> str:
    return by_poppler(data, "-raw")


def unnumbered(text: str) -> str:
    """Without white space and page numbers."""
    return squeezed(re.sub(r"(?m)^- ?[๐-๙]+ ?-\s*$", "", text.replace("\f", "\n")))


COUNTED = ["อำเภอ", "กำหนด", "ดำเนิน", "น้ำ", "จำนวน", "ปั๊ม", "ญี่ปุ่น", "ฐาน", "กฎ"]


@pytest.mark.parametrize("name", sorted(PAPERS))
def test_every_paper_reads_back(name):
    """Its letters by both readers, margins' included, and its words as often as in the source."""
    with pikepdf.open(BytesIO(data_of(name))) as read:
        margins = "".join(Reading(sheet).artifacts for sheet in read.pages)
    body = squeezed(Body(html_of(name)).text)
    expected = Counter(body + squeezed(margins))
    for reader in (by_pdfium, raw):
        text = squeezed(reader(data_of(name)))
        assert Counter(text) == expected
        for word in COUNTED:
            assert text.count(word) >= body.count(word)


def test_the_issues_words_are_found_as_often_as_they_are_written():
    """Each word thrice, alone, within a sentence and in a cell, bold and italic."""
    line = " ".join(f"{word} ที่{word}และ<b>{word}</b>" for word in COUNTED)
    source = f"<p>{line}<table><tr><td>{line}</table><p><i>{line}</i>"
    data = pdf.render(page_of(source)).data
    for reader in (*readers(), raw):
        text = squeezed(reader(data))
        assert {word: text.count(word) for word in COUNTED} == dict.fromkeys(COUNTED, 9)
