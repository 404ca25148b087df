"""PDFs: the text under the picture, what a document may reach, the same bytes each time."""

import os
import re
import shutil
import subprocess
import sys
import time
from ctypes import c_uint16
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdfium2 import raw

from reports import pdf

CONSONANTS = [chr(code) for code in range(0x0E01, 0x0E2F) if chr(code) not in "ฤฦ"]
UPPER = ["", *"ัิีึื็"]
LOWER = ["", *"ฺุู"]
TONES = ["", *"่้๊๋"]
TALL = "ปฝฟฬ"
TEXT = """อำเภอ กำหนด ดำเนิน น้ำ จำนวน ปั๊ม ญี่ปุ่น ฐาน ฐานราก กฎ กฎหมาย ฎีกา ปฏิบัติ ฏุ กตัญญู
ญาณ ปุญฺญ ฐู ฎู ฤทธิ์ ฤๅษี พุทธํ สรณํ ที่ปรึกษา ผู้มีส่วนได้ส่วนเสีย ขึ้น สิ่ง ซึ่ง สิ้น ดี ๆ ฯลฯ
กรุงเทพฯ ๐๑๒๓๔๕๖๗๘๙ 0123456789 Savings Group office flag ๑๓ มิถุนายน ๒๕๖๘"""
WORDS = TEXT.split()
SIZES = ("10.6pt", "14pt", "19.2pt", "7.3pt")


def page_of(body: str, style: str = "") -> str:
    return (
        '<!doctype html><html lang="th"><head><title>ประกาศจังหวัดบุรีรัมย์</title>'
        '<meta name="author" content="สำนักงานพัฒนาชุมชนจังหวัดบุรีรัมย์"></head>'
        f'<body style="{style}">{body}</body></html>'
    )


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def by_pdfium(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text


def by_poppler(data: bytes, *options: str) -> str:
    done = subprocess.run(
        ["pdftotext", *options, "-", "-"], input=data, capture_output=True, check=True
    )
    return done.stdout.decode()


def readers() -> list:
    found = [by_pdfium]
    if shutil.which("pdftotext"):
        found += [by_poppler, lambda data: by_poppler(data, "-raw")]
    return found


def assert_reads_back(text: str, style: str = "") -> None:
    data = pdf.render(page_of(f"<p>{text}</p>", style)).data
    for read in readers():
        assert squeezed(read(data)) == squeezed(text)


def clusters(middles: list[str], ends: list[str]) -> list[str]:
    return ["".join(c + m + e for m in middles for e in ends) for c in CONSONANTS]


@pytest.mark.parametrize("weight", ["normal", "bold"])
@pytest.mark.parametrize(
    "groups",
    [
        clusters(UPPER, TONES),
        clusters(LOWER, TONES),
        clusters([""], [tone + "ำ" for tone in TONES]),
        clusters(["", "ิ", "ุ"], ["์"]),
        clusters([""], [tone + "า" for tone in TONES]),
    ],
    ids=["upper vowels", "lower vowels", "sara am", "thanthakhat", "sara aa"],
)
def test_every_cluster_reads_back(groups, weight):
    assert_reads_back(" ".join(groups), f"font-weight:{weight}")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("face", ["400 normal", "700 normal", "400 italic", "700 italic"])
def test_words_and_tall_letters_read_back(face, size):
    weight, style = face.split()
    tall = [c + m for c in TALL for m in [*"่้ิีึื็์ำ", "่ำ", "ี่", "ั้"]]
    text = " ".join([*WORDS, *tall]) + "".join(tall + WORDS)
    assert_reads_back(text, f"font-size:{size};font-weight:{weight};font-style:{style}")


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "", "เ", "แ", "โ", "ไ"]),
            st.sampled_from(CONSONANTS),
            st.sampled_from(UPPER + LOWER[1:]),
            st.sampled_from(TONES),
            st.sampled_from(["", "", "", "า", "ำ", "ะ", " ", " ๆ ", "ๆ", "ฯ", "๑", "a", "/", "("]),
        ),
        min_size=40,
        max_size=120,
    )
)
@settings(max_examples=30, derandomize=True, deadline=None)
def test_random_thai_reads_back(parts):
    # ำ brings its own mark: after another vowel sign it is no Thai syllable.
    text = "".join("".join(p) if p[4] != "ำ" else p[0] + p[1] + p[3] + p[4] for p in parts)
    assert_reads_back(text)


def test_spaces_stay_and_search_finds():
    text = "ทั้งนี้ อำเภอกระสัง ที่ ตั้งอยู่ จังหวัดบุรีรัมย์ ด่วนที่สุด สินธุ์ ชั้น ๔ ปี่ ผู้ส่ง ก้ำ ฟ้า"
    for weight in ("normal", "bold"):
        data = pdf.render(page_of(f'<p style="font-weight:{weight}">{text}</p>')).data
        for read in readers():
            assert " ".join(read(data).split()) == text
        document = pypdfium2.PdfDocument(data)
        for word in ("อำเภอ", "ทั้งนี้", "บุรีรัมย์"):
            assert document[0].get_textpage().search(word).get_next()
        document.close()


def test_mixed_styles_tables_and_pages_read_back():
    rows = "".join(
        f"<tr><th scope='row'>{n}</th><td>กลุ่มออมทรัพย์เพื่อการผลิต<b>บ้านลำดวน</b>ที่ {n}</td>"
        "<td><i>น้ำ</i>ดื่ม<b>สิ้น</b>เปลือง</td></tr>"
        for n in range(80)
    )
    html = page_of(f"<table><tbody>{rows}</tbody></table>")
    made = pdf.render(html)
    source = squeezed(re.sub(r"<[^>]+>", "", rows))
    assert made.pages > 1
    read = re.sub(r"-[๐-๙]+-", "", squeezed(by_pdfium(made.data)))  # the page numbers
    assert read == source


def test_the_picture_is_the_one_weasyprint_drew(monkeypatch):
    html = page_of("<p>" + " ".join(WORDS) + "<b>" + "".join(WORDS) + "</b>")

    def drawn() -> bytes:
        document = pypdfium2.PdfDocument(pdf.render(html).data)
        pixels = document[0].render(scale=2).to_pil().tobytes()
        document.close()
        return pixels

    ours = drawn()
    monkeypatch.setattr(pdf, "_finish", lambda document, made: None)
    assert drawn() == ours


def test_fonts_are_sarabun_alone():
    html = page_of("<p>ก<b>ข</b><i>ค</i><b><i>ง</i></b>")
    document = pypdfium2.PdfDocument(pdf.render(html).data)
    names = {item.get_font().get_base_name() for item in document[0].get_objects(filter=[1])}
    document.close()
    assert {name.partition("+")[2] for name in names} == {
        "Sarabun",
        "Sarabun-Bold",
        "Sarabun-Italic",
        "Sarabun-Bold-Italic",
    }


def test_title_author_language_and_tags():
    data = pdf.render(page_of('<h1>หัวเรื่อง</h1><img src="asset:a.svg" alt="ตรา">'), files=SVG).data
    document = pypdfium2.PdfDocument(data)
    facts = document.get_metadata_dict()
    tagged = document.is_tagged()
    language = (c_uint16 * 8)()
    raw.FPDFCatalog_GetLanguage(document, language, 16)
    document.close()
    assert facts["Title"] == "ประกาศจังหวัดบุรีรัมย์"
    assert facts["Author"] == "สำนักงานพัฒนาชุมชนจังหวัดบุรีรัมย์"
    assert facts["CreationDate"] == facts["ModDate"] == ""
    assert tagged
    assert bytes(language).decode("utf-16-le").strip("\0") == "th"


def test_bookmarks_hold_no_joiner():
    title = "แผนปฏิบัติการ กลุ่มออมทรัพย์เพื่อการผลิต"
    document = pypdfium2.PdfDocument(pdf.render(page_of(f"<h1>{title}</h1>")).data)
    assert [mark.get_title() for mark in document.get_toc()] == [title]
    document.close()


SVG = {
    "a.svg": b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9"/></svg>'
}


@pytest.mark.parametrize(
    "body",
    [
        '<img alt="" src="asset:missing.png">',
        '<img alt="" src="missing.png">',
        '<img alt="" src="file:///etc/hostname">',
        '<img alt="" src="http://example.org/a.png">',
        '<img alt="" src="https://example.org/a.png">',
        '<img alt="" src="ftp://example.org/a.png">',
        '<img alt="" src="data:image/png;base64,AAAA">',
        '<img alt="" src="font:Sarabun-Thin.ttf">',
        '<img alt="" src="font:../metadata.json">',
        '<img alt="" src="asset:../a.svg">',
        '<link rel="stylesheet" href="https://example.org/a.css">',
        '<link rel="attachment" href="file:///etc/hostname">',
        "<style>@import 'file:///etc/hostname';</style>",
        '<p style="background:url(file:///etc/hostname)">ก',
        '<object data="file:///etc/hostname"></object>',
        '<embed src="file:///etc/hostname">',
        '<svg><image href="file:///etc/hostname" width="9" height="9"/></svg>',
        '<base href="file:///etc/"><img alt="" src="hostname">',
    ],
)
def test_nothing_but_its_own_files_is_reached(body):
    assert pdf.render(page_of('<img alt="ตรา" src="asset:a.svg">'), files=SVG).pages == 1
    with pytest.raises(pdf.PdfError, match="refused address"):
        pdf.render(page_of(body), files=SVG)


def test_svg_files_reach_nothing_either():
    inner = '<image href="file:///etc/hostname" width="9" height="9"/>'
    bad = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{inner}</svg>'.encode()
    with pytest.raises(pdf.PdfError, match="refused address"):
        pdf.render(page_of('<img alt="" src="asset:a.svg">'), files={"a.svg": bad})


@pytest.mark.parametrize("name", ["a.png", "a.svg", "a.jpg", "a"])
def test_a_broken_picture_is_an_error(name):
    with pytest.raises(pdf.PdfError, match=rf"Failed to \w+ .*asset:{re.escape(name)}"):
        pdf.render(page_of(f'<img alt="" src="asset:{name}">'), files={name: b"junk"})


def test_same_input_same_bytes_in_this_and_another_process():
    html = page_of("<p>" + " ".join(WORDS) + '<b>ปั๊ม</b><img alt="ตรา" src="asset:a.svg">')
    facts = '{"เรื่อง": "ประกาศ"}'
    first = pdf.render(html, files=SVG, facts=facts)
    pdf.render(page_of("<p>อื่น ๆ"))
    time.sleep(1.1)  # what is written from a clock would differ by now
    assert pdf.render(html, files=SVG, facts=facts).data == first.data
    code = (
        "import sys; from reports import pdf;"
        "files = {'a.svg': sys.argv[2].encode()};"
        "print(pdf.render(sys.argv[1], files=files, facts=sys.argv[3]).sha256)"
    )
    other = subprocess.run(
        [sys.executable, "-c", code, html, SVG["a.svg"].decode(), facts],
        capture_output=True,
        check=True,
        cwd=Path(pdf.__file__).parent.parent,
        env={
            "PYTHONHASHSEED": "7",
            "PATH": "/usr/bin:/bin",
            "VAR_DIR": os.environ["VAR_DIR"],
            "DJANGO_SETTINGS_MODULE": "cdd_network.settings",
            "TZ": "Pacific/Kiritimati",
        },
    )
    assert other.stdout.decode().strip() == first.sha256
    assert pdf.render(html, files=SVG, facts="{}").sha256 != first.sha256
    assert pdf.render(page_of("<p>ต่าง"), files=SVG, facts=facts).sha256 != first.sha256


def test_a_forked_child_leaves_its_parent_the_fonts():
    html = page_of("<p>ก้ำ")
    first = pdf.render(html)
    child = os.fork()
    if child == 0:
        same = pdf.render(html).sha256 == first.sha256
        pdf._close_press()
        os._exit(0 if same else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert pdf.render(page_of("<p>ก้ำ<i>ค")).pages == 1


def test_stylesheet_is_read_again_when_its_file_changes(monkeypatch, tmp_path):
    sheet = tmp_path / "letter.css"
    monkeypatch.setattr(pdf, "STYLESHEET", sheet)
    sheet.write_text("@page { size: A4 }")
    wide = pdf.render(page_of("<p>ก" + '<p style="break-before:page">ข'))
    sheet.write_text("@page { size: A4 } p { break-before: auto !important }")
    assert (wide.pages, pdf.render(page_of('<p>ก<p style="break-before:page">ข')).pages) == (2, 1)
