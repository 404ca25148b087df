"""Catchwords: what they say, where they stand, and when there is none."""

from itertools import pairwise

import pypdfium2
import pytest

from reports import pdf, thai_layout
from tests.pictures import jpeg

LONG = "ดังนั้น เพื่อให้การดำเนินงานเป็นไปด้วยความเรียบร้อย จังหวัดจึงขอให้อำเภอดำเนินการจัดฝึกอบรม " * 12


def set_pages(body: str, attributes: str = "data-catchword", style: str = "") -> list[tuple]:
    """Text of each page, and its catchword, which must stand under everything else at the right."""
    html = (
        f'<!doctype html><html lang="th"><head><title>t</title><style>{style}</style></head>'
        f"<body {attributes}>{body}</body></html>"
    )
    document = pypdfium2.PdfDocument(pdf.render(html, files={"a.jpg": jpeg()}).data)
    pages = [(page.get_textpage().get_text_range(), foot_of(page)) for page in document]
    document.close()
    return pages


def foot_of(page: pypdfium2.PdfPage) -> str:
    found = page.get_textpage()
    text = found.get_text_range()
    start = text.find("/")
    if start < 0:
        return ""
    foot = range(start, text.index("...", start) + 3)
    boxes = {n: found.get_charbox(n) for n in range(len(text)) if not text[n].isspace()}
    top = max(boxes[n][3] for n in foot if n in boxes)
    assert all(box[1] > top for n, box in boxes.items() if n not in foot)
    assert boxes[start][0] > page.get_width() / 2
    return text[start : foot.stop]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("๖.๑ จัดฝึกอบรมเชิงปฏิบัติการ", "/๖.๑ จัดฝึกอบรม..."),
        ("ดังนั้น เพื่อให้การดำเนินงาน", "/ดังนั้น..."),
        ("ทั้งนี้ ขอให้", "/ทั้งนี้..."),
        ("๓. จัดทำแผนปฏิบัติการ", "/๓. จัดทำ..."),
        ("(๑) กลุ่มออมทรัพย์เพื่อการผลิต", "/(๑) กลุ่มออมทรัพย์..."),
        ("ข้อ ๔ ให้คณะกรรมการ", "/ข้อ ๔ ให้คณะกรรมการ..."),
        ("๒. ดำเนินการโครงการส่งเสริม", "/๒. ดำเนินการ..."),
        ("(๒) กลุ่มออมทรัพย์เพื่อการผลิตบ้านกระเจา หมู่ที่ ๗", "/(๒) กลุ่มออมทรัพย์เพื่อการผลิตบ้านกระเจา..."),
        ("นายสมชาย ใจดี เป็นประธาน", "/นายสมชาย ใจดี..."),
        ("๒๐๐,๐๐๐ บาท และ", "/๒๐๐,๐๐๐ บาท..."),
        ("เพื่อการผลิตที่เหมาะสม", "/เพื่อการผลิต..."),
        ("ความคิดริเริ่ม", "/ความคิดริเริ่ม..."),
        ("ณ ห้องประชุม", "/ณ ห้องประชุม..."),
        ("A" * 90, f"/{'A' * 36}..."),
        ("๗", "/๗..."),
        ("  ", ""),
    ],
)
def test_number_and_first_words_cut_at_a_words_edge(text, word):
    assert thai_layout.catchword(text) == word


def test_each_page_that_runs_on_names_what_follows():
    body = "".join(f"<p>๖.{n} จัดฝึกอบรมเชิงปฏิบัติการ {LONG}</p>" for n in "๑๒๓๔๕๖")
    pages = set_pages(body)
    assert len(pages) > 2
    assert pages[-1][1] == ""
    for (_, foot), (following, _) in pairwise(pages):
        assert foot
        assert following.startswith(foot.strip("/."))
    assert [foot for _, foot in set_pages(body, "")] == [""] * len(pages)


def test_tables_leave_out_the_repeated_head_and_take_the_row_number():
    rows = "".join(f"<tr><td>{n}</td><td>กลุ่มออมทรัพย์เพื่อการผลิต</td></tr>" for n in range(80))
    head = "<thead><tr><th>ที่</th><th>กลุ่ม</th></tr></thead>"
    pages = set_pages(f"<table>{head}<tbody>{rows}</table>", 'class="landscape" data-catchword')
    feet = [foot for _, foot in pages]
    assert len(feet) > 2
    assert feet[-1] == ""
    assert all(f.endswith(" กลุ่มออมทรัพย์...") and f[1:].split()[0].isdigit() for f in feet[:-1])


@pytest.mark.parametrize(
    "style",
    [
        "section { break-before: page }",
        "p { break-after: page }",
        "@page wide { size: A4 landscape } section { page: wide }",
    ],
)
def test_a_part_of_its_own_is_no_continuation(style):
    pages = set_pages(f"<p>ก</p><section>{LONG * 12}</section>", style=style)
    assert len(pages) > 2
    feet = [bool(foot) for _, foot in pages]
    assert feet == [False] + [True] * (len(pages) - 2) + [False]


def test_text_cannot_leave_the_css_string():
    text = '/๑. "}</style><img src="file:///etc/hostname">...'
    html = thai_layout._css_string(text)
    assert not set(html[1:-1]) & set('"<>{}')


FIGURE = (
    '<figure style="height:20cm"><img alt="ภาพ" style="height:18cm" src="asset:a.jpg">{}</figure>'
)


@pytest.mark.parametrize(
    ("caption", "word"),
    [("", ""), ("<figcaption>ผู้เข้าร่วมระดมความคิดเห็น</figcaption>", "/ผู้เข้าร่วม...")],
)
def test_a_page_that_begins_with_a_picture(caption: str, word: str) -> None:
    """Without a caption it begins with no word: what stands further down is no catchword."""
    body = FIGURE.format("") + FIGURE.format(caption) + "<p>ลงชื่อผู้รายงาน</p>"
    (_, foot), (rest, _) = set_pages(body)
    assert "ลงชื่อ" in rest and foot == word
