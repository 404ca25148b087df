"""An office's emblem: what is kept of an uploaded drawing, what is refused, and that it prints."""

from io import BytesIO

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from cdd_network.emblem import MOST_BYTES, clean_emblem, ending, mime, raster, values
from cdd_network.refusal import Refused
from reports import pdf

HEAD = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
SQUARE = '<path d="M10 10h80v80h-80z"/>'
SHADES = """<defs>
<linearGradient id="a"><stop offset="0" stop-color="#900"/><stop offset="100%" stop-color="#009"/></linearGradient>
<radialGradient id="b" xlink:href="#a" gradientUnits="userSpaceOnUse" cx="50" cy="50" r="40"/>
<clipPath id="c"><use xlink:href="#d"/></clipPath><circle id="d" cx="50" cy="50" r="40"/>
<mask id="m"><rect width="100%" height="100" fill="white"/></mask></defs>"""


def svg(inside: str, said: str = 'viewBox="0 0 100 100"', before: str = "") -> bytes:
    """An SVG file with ``inside`` in it."""
    return f"{before}<svg {HEAD} {said}>{inside}</svg>".encode()


def ink(drawing: bytes) -> tuple[float, float, float]:
    """Share of the emblem's box that is not white in the printed PDF; its width and height in mm."""
    html = f"""<html lang="th"><head><title>ตรา</title><style>@page {{ size: 60mm 60mm; margin: 0 }}
    img {{ display: block; height: 30mm }}</style></head>
    <body><img src="asset:garuda.{ending(drawing)}" alt="ตรา"></body></html>"""
    made = pdf.render(html, files={f"garuda.{ending(drawing)}": drawing})
    picture = pypdfium2.PdfDocument(made.data)[0].render(scale=4).to_pil().convert("L")
    dark = picture.point(lambda value: 255 * (value < 250))
    box = dark.getbbox()
    assert box, "nothing is printed"
    mm = 25.4 / 72 / 4
    share = dark.crop(box).histogram()[255] / ((box[2] - box[0]) * (box[3] - box[1]))
    return share, (box[2] - box[0]) * mm, (box[3] - box[1]) * mm


DRAWN = {
    "path": svg(SQUARE),
    "one letter for many": svg('<path d="M10,10 90,10,90 90 10 90Z"/>'),
    "compact arcs": svg('<path d="M50 10a40 40 0 1040 40 20 20 0 01-40-40z"/>'),
    "shapes": svg(
        '<rect x="1" y="1" width="30" height="50%" rx="4"/><circle cx="60" cy="60" r="30"/>'
        '<ellipse cx="20" cy="80" rx="9" ry="5"/><polygon points="40,5 60,5 50 30"/>'
        '<line x1="0" y1="99" x2="99" y2="60" stroke="#000"/>'
        '<polyline points="1 1 99 99" fill="none" stroke="red" stroke-dasharray="4 2"/>'
    ),
    "gradients": svg(f'{SHADES}<rect width="90" height="45" fill="url(#a)"/>'
                     '<rect y="50" width="90" height="45" style="fill:url(#b) red"/>'),
    "clip and mask": svg(f'{SHADES}<g clip-path="url(#c)"><g mask="url(#m)" opacity=".8">{SQUARE}</g></g>'),
    "use": svg(f'<defs><g id="g">{SQUARE}</g></defs><use xlink:href="#g" x="-5" transform="rotate(9)"/>'),
    "classes": svg(f'<style>/* a */ .st0, #x {{fill:none;stroke:#000;stroke-width:2px}}</style><g class="st0">{SQUARE}</g>'),
    "editor's notes": svg(
        '<metadata><rdf:RDF xmlns:rdf="urn:x"><rdf:li rdf:href="http://127.0.0.1/"/></rdf:RDF></metadata><title>ก</title>'
        f'<x:named xmlns:x="urn:y" onmouse="no"/>{SQUARE}'.replace(' onmouse="no"', "")
    ),
    "doctype": svg(SQUARE, before='<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
                   '"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'),
    "millimetres": svg('<path d="M0 0h300v300h-300z"/>', 'width="100mm" height="100mm"'),
    "utf-16": f'<?xml version="1.0" encoding="UTF-16"?><svg {HEAD} viewBox="0 0 100 100">{SQUARE}</svg>'.encode("utf-16"),
    "hidden layer": svg(f'<g style="display:none"><circle r="500"/></g>{SQUARE}'),
}  # fmt: skip


@pytest.mark.parametrize("name", DRAWN)
def test_a_cleaned_drawing_prints_to_the_height_of_the_paper(name: str) -> None:
    drawing = clean_emblem(DRAWN[name])
    assert drawing.startswith(b"<svg xmlns=")
    assert mime(drawing) == "image/svg+xml"
    share, width, height = ink(drawing)
    assert share > 0.02
    assert height == pytest.approx(30, abs=1.5)
    assert 10 < width <= 60
    assert clean_emblem(drawing)  # what was stored once can be uploaded again


def test_only_known_words_are_stored() -> None:
    rich = svg(
        '<title>x</title><!-- secret --><?php x ?><g data-x="1" inkscape:label="ก" id="me" font-family="x" '
        f'xmlns:inkscape="urn:i" style="fill:#123456;background:url(http://127.0.0.1/)">{SQUARE}</g>'
    )
    assert clean_emblem(rich) == (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="10 10 80 80" width="1200" height="1200">'
        b'<g><g fill="#123456"><path d="M10 10L90 10L90 90L10 90L10 10Z" /></g></g></svg>'
    )


def test_margins_are_cut_and_the_shape_stays() -> None:
    page = svg(
        '<rect width="210" height="297" fill="#fff"/><rect x="50" y="50" width="20" height="30"/>',
        'viewBox="0 0 210 297"',
    )
    assert b'viewBox="50 50 20 30" width="800" height="1200"' in clean_emblem(page)
    _, width, height = ink(clean_emblem(page))
    assert (width, height) == (pytest.approx(20, abs=0.3), pytest.approx(30, abs=0.3))
    picture = Image.new("RGBA", (600, 600), (0, 0, 0, 0))
    ImageDraw.Draw(picture).rectangle((100, 100, 299, 399), (0, 0, 0, 255))
    buffer = BytesIO()
    picture.save(buffer, "PNG")
    with Image.open(BytesIO(clean_emblem(buffer.getvalue()))) as stored:
        assert stored.size == (200, 300)
    _, width, height = ink(clean_emblem(buffer.getvalue()))
    assert (width, height) == (pytest.approx(20, abs=0.3), pytest.approx(30, abs=0.3))


def nested_use(levels: int) -> bytes:
    """Ten of ten of ten …: a drawing of 10^levels squares in some 100 bytes a level."""
    links = [f'<use xlink:href="#n{n + 1}"/>' * 10 for n in range(levels)]
    steps = [f'<g id="n{n}">{link}</g>' for n, link in enumerate(links)]
    return svg(f'<defs>{"".join(steps)}<g id="n{levels}">{SQUARE}</g></defs><use href="#n0"/>')


REFUSED = {
    "script": (svg(f"<script>alert(1)</script>{SQUARE}"), "สคริปต์"),
    "script in another namespace's clothes": (svg(f"<defs><script/></defs>{SQUARE}"), "สคริปต์"),
    "event": (svg(f'<g onclick="x">{SQUARE}</g>'), "คำสั่งเหตุการณ์ (onclick)"),
    "event on the root": (svg(SQUARE, 'viewBox="0 0 9 9" onload="x"'), "คำสั่งเหตุการณ์"),
    "foreign object": (svg(f"<foreignObject><p>x</p></foreignObject>{SQUARE}"), "foreignObject"),
    "image": (svg(f'<image href="http://127.0.0.1/a.png"/>{SQUARE}'), "แนบภาพนั้นเป็น PNG"),
    "text": (svg(f"<text>x</text>{SQUARE}"), "แปลงตัวอักษรเป็นเส้น"),
    "animation": (svg(f'<path d="M0 0h9v9z"><animate attributeName="d"/></path>{SQUARE}'), "เคลื่อนไหว"),
    "link": (svg(f'<a href="http://127.0.0.1/">{SQUARE}</a>'), "ลิงก์"),
    "use of a file": (svg('<use href="file:///etc/passwd#a"/>'), "ภายนอก"),
    "paint from the net": (svg('<rect width="9" height="9" fill="url(http://127.0.0.1/#a)"/>'), "ภายนอก"),
    "paint from the net in style": (svg('<rect width="9" height="9" style="fill:url(//x/#a)"/>'), "ภายนอก"),
    "import": (svg(f"<style>@import url(http://127.0.0.1/a.css);</style>{SQUARE}"), "Presentation"),
    "selector": (svg(f"<style>g path:hover {{fill:red}}</style>{SQUARE}"), "Presentation"),
    "filter": (svg(f'<g filter="url(#f)">{SQUARE}</g>'), "ฟิลเตอร์"),
    "pattern": (svg(f'<defs><pattern id="p"/></defs><g fill="url(#p)">{SQUARE}</g>'), "(#p)"),
    "entity": (svg("&e;", before='<!DOCTYPE svg [<!ENTITY e "x">]>'), "ENTITY"),
    "entity of a file": (svg("&e;", before='<!DOCTYPE svg [<!ENTITY e SYSTEM "file:///etc/passwd">]>'), "ENTITY"),
    "use of itself": (svg('<g id="a"><use href="#a"/></g>'), "วนไม่รู้จบ"),
    "gradient of itself": (svg('<linearGradient id="a" href="#a"/><g fill="url(#a)">' + SQUARE + "</g>"), "วนไม่รู้จบ"),
    "mask of itself": (svg(f'<mask id="m"><g mask="url(#m)">{SQUARE}</g></mask><g mask="url(#m)">{SQUARE}</g>'), "วนไม่รู้จบ"),
    "repeated shades": (svg(f'<linearGradient id="a" spreadMethod="repeat"/><g fill="url(#a)">{SQUARE}</g>'), "สีแบบซ้ำ"),
    "many copies": (nested_use(9), "ทำซ้ำ|แสดงซ้ำ"),
    "deep": (svg("<g>" * 90_000), "ซ้อนกันเกิน 40"),
    "many": (svg("<g/>" * 90_000), "เกิน 20,000"),
    "fine": (svg(f'<path d="M0 0{"l1 1" * 150_000}"/>'), "ละเอียดเกินไป"),
    "veils": (svg("<g opacity='.5'>" * 9 + SQUARE + "</g>" * 9), "ซ้อนกันเกิน 4"),
    "no size": (svg(SQUARE, ""), "viewBox"),
    "percent size": (svg(SQUARE, 'width="100%" height="100%"'), "viewBox"),
    "a hair": (svg(SQUARE, 'viewBox="0 0 1 4000"'), "สัดส่วน"),
    "not a number": (svg('<path d="M0 0LNaN 1"/>'), "รูปทรงที่อ่านไม่ได้"),
    "endless": (svg('<path d="M0 0L1e999 1"/>'), "รูปทรงที่อ่านไม่ได้"),
    "flattened": (svg(f'<g transform="scale(0)">{SQUARE}</g>'), "transform"),
    "empty": (svg(""), "ว่างเปล่า"),
    "white": (svg(f'<g fill="#FFF">{SQUARE}</g>'), "ว่างเปล่า"),
    "off the sheet": (svg('<path d="M500 500h9v9z"/>'), "ว่างเปล่า"),
    "cut off": (svg(SQUARE)[:-9], "ไม่ครบ"),
    "a web page": (b"<html><body><svg viewBox='0 0 9 9'/></body></html>", "ทั้งไฟล์"),
    "compressed": (b"\x1f\x8b\x08", "svgz"),
    "too big": (b"<svg>" + b" " * MOST_BYTES, "2 MB"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_a_drawing_may_not_hold_is_refused_by_name(name: str) -> None:
    data, said = REFUSED[name]
    with pytest.raises(Refused, match=said.replace("(", r"\(").replace(")", r"\)")):
        clean_emblem(data)


def picture(kind: str) -> bytes:
    """A black square of that kind of file."""
    buffer = BytesIO()
    Image.new("RGB", (90, 90)).save(buffer, kind)
    return buffer.getvalue()


BLANK = BytesIO()
Image.new("RGB", (90, 90), (250, 251, 250)).save(BLANK, "PNG")


@pytest.mark.parametrize(
    "data",
    [b"x", b"\x89PNG\r\n\x1a\n", picture("GIF"), picture("PNG")[:90], BLANK.getvalue(), b"0" * (MOST_BYTES + 1)],
    ids=["text", "head alone", "gif", "cut off", "blank", "too big"],
)  # fmt: skip
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(Refused, match="ภาพตราครุฑ"):
        clean_emblem(data)


def test_a_tall_picture_is_made_smaller() -> None:
    buffer = BytesIO()
    Image.new("RGB", (3000, 4000)).save(buffer, "JPEG")
    with Image.open(BytesIO(clean_emblem(buffer.getvalue()))) as stored:
        assert (stored.format, stored.size) == ("PNG", (900, raster.TALLEST))


@given(st.floats(min_value=-1e9, max_value=1e9, allow_subnormal=False))
def test_numbers_are_written_to_be_read_by_everybody(number: float) -> None:
    text = values.written(number)
    assert "e" not in text.lower()
    assert values.numbers(text) == [pytest.approx(number, rel=1e-6, abs=1e-300)]


STEPS = st.lists(
    st.sampled_from(["M1 2", "m.5.5", "L3-4", "h7", "V-1e1", "c1 2 3 4 5 6", "s1,2,3,4", "q1 2 3 4",
                     "T9 9", "a5 5 0 0110 10", "A5 6 30 1,0 4,4", "Z", "z m1 1", "l1 1 2 2", "\n"]),
    max_size=12,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_paths_are_rewritten_once_and_stay(steps: list[str]) -> None:
    once = values.written_path(values.path("M0 0" + "".join(steps)))
    assert values.written_path(values.path(once)) == once
