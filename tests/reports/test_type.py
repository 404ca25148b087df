"""The papers' type: Sarabun from its package, or the office's own TH Sarabun at 16 pt."""

import logging
import re
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from django.conf import settings
from django.core import checks
from fontTools.ttLib import TTFont

from reports import pdf, typeface
from tests.reports import paper_facts
from tests.reports.test_pdf import by_pdfium, by_poppler, page_of, squeezed

STYLES = {"Regular": "Regular", "Bold": "Bold", "Italic": "Italic", "BoldItalic": "Bold Italic"}


def own_font(style: str = "Regular", family: str = "TH Sarabun New") -> bytes:
    """Sarabun drawn smaller on its em, as the State's own type is, and called ``family``.

    At 16 points it is as large as Sarabun at 10.6.
    """
    font = TTFont(BytesIO(typeface.SARABUN.files[typeface.STYLES[style.lower()]]()))
    font["head"].unitsPerEm = round(font["head"].unitsPerEm * 16 / 10.6)
    names = {1: family, 2: STYLES[style], 4: f"{family} {style}", 6: f"{family}-{style}"}
    names[6] = names[6].replace(" ", "")
    for record in list(font["name"].names):
        font["name"].removeNames(record.nameID)
    for number, text in names.items():
        font["name"].setName(text, number, 3, 1, 0x409)
    made = BytesIO()
    font.save(made)
    return made.getvalue()


@pytest.fixture
def folder(settings, tmp_path):
    """An installation's folder of fonts, empty; the press is made anew before and after."""
    settings.FONTS_DIR = tmp_path / "fonts"
    settings.FONTS_DIR.mkdir()
    pdf._close_press()
    yield settings.FONTS_DIR
    pdf._close_press()


def install(folder: Path, *styles: str, family: str = "TH Sarabun New") -> None:
    for number, style in enumerate(styles):
        (folder / f"{number}.ttf").write_bytes(own_font(style, family))


def fonts_of(data: bytes) -> set[str]:
    """Names of the fonts that a PDF embeds, without the subset's letters."""
    with pikepdf.open(BytesIO(data)) as read:
        return {
            str(item.FontName).partition("+")[2]
            for item in read.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
        }


def sizes_of(data: bytes) -> set[float]:
    """Sizes in points that a PDF's pages set text in."""
    sizes = set()
    with pikepdf.open(BytesIO(data)) as read:
        for page in read.pages:
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "Tf":
                    sizes.add(round(float(operands[1]) * 0.75, 2))
    return sizes


def lines_of(html: str) -> list[tuple[float, float, str]]:
    """Left and baseline in points, and text, of every line of the first page."""
    found = []

    def walk(box: object) -> None:
        if type(box).__name__ == "TextBox":
            y = (box.position_y + box.baseline) * 0.75
            found.append((box.position_x * 0.75, y, box.text))
        for child in getattr(box, "children", ()):
            walk(getattr(child, "_box", child))

    press = pdf._get_press()
    walk(pdf._lay_out(press, html, pdf._Fetcher({"qr.svg": paper_facts.SQUARE})).pages[0]._page_box)
    return found


# Regular and Bold alone: the others are slanted from them.
SLANTED = {f"TH-Sarabun-New{style}" for style in ("", "-Bold", "-Oblique", "-Bold-Oblique")}
FACES = page_of("<p>ก<b>ข</b><i>ค</i><b><i>ง</i></b> ๑๒ ab")


@pytest.mark.parametrize("family", ["TH Sarabun New", "TH SarabunPSK"])
def test_the_offices_own_type_is_used_at_16_points(folder, family):
    install(folder, *STYLES, family=family)
    name = family.replace(" ", "-")
    data = pdf.render(FACES).data
    assert fonts_of(data) == {name, f"{name}-Bold", f"{name}-Italic", f"{name}-Bold-Italic"}
    assert sizes_of(data) == {16.0}


def test_without_it_sarabun_at_its_own_size(folder, settings):
    for place in (folder, folder / "missing"):
        settings.FONTS_DIR = place
        pdf._close_press()
        data = pdf.render(FACES).data
        assert fonts_of(data) == {
            "Sarabun",
            "Sarabun-Bold",
            "Sarabun-Italic",
            "Sarabun-Bold-Italic",
        }
        assert sizes_of(data) == {10.6}
        assert typeface.check_fonts(None) == []


def test_regular_and_bold_are_enough(folder):
    install(folder, "Regular", "Bold")
    assert fonts_of(pdf.render(FACES).data) == SLANTED
    assert typeface.check_fonts(None) == []


def test_both_types_stand_at_the_same_place(folder):
    """Every line rests within half a millimetre, and begins so where it holds the same words.

    Widths differ by a hair, so that a word may end one line or begin the next.
    """
    paper = paper_facts.announcement()
    sarabun, before = lines_of(str(paper)), paper.pdf().pages
    install(folder, *STYLES)
    pdf._close_press()
    own = lines_of(str(paper))
    assert "".join(text for *_, text in own) == "".join(text for *_, text in sarabun)
    rests, own_rests = (sorted({round(y, 2) for _, y, _ in found}) for found in (sarabun, own))
    assert own_rests == pytest.approx(rests, abs=1.42)
    begins = {(round(y), text): x for x, y, text in sarabun}
    same = [(begins[round(y), text], x) for x, y, text in own if (round(y), text) in begins]
    assert len(same) > 0.8 * len(sarabun)
    assert [x for _, x in same] == pytest.approx([x for x, _ in same], abs=1.42)
    assert paper.pdf().pages == before


@pytest.mark.parametrize("name", ["selection_letter", "announcement", "committee_order"])
def test_text_stays_exact_in_the_offices_own_type(folder, name):
    paper = getattr(paper_facts, name)()
    before = paper.pdf().data
    install(folder, *STYLES)
    pdf._close_press()
    own = paper.pdf().data
    assert all(font.startswith("TH-Sarabun-New") for font in fonts_of(own))
    for read in (by_pdfium, lambda data: by_poppler(data, "-raw")):
        assert squeezed(read(own)) == squeezed(read(before))
    # Without -raw poppler guesses columns by the size of the letters, and drops a line's last «-».
    assert sorted(letters(by_poppler(own))) == sorted(letters(by_poppler(before)))


def letters(text: str) -> str:
    return squeezed(text).replace("-", "")


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (b"junk", "cannot be read as a font"),
        (b"", "cannot be read as a font"),
        (own_font()[:9000], "cannot be read as a font"),
        (own_font()[:-3000], "cannot be read as a font"),
        (own_font(family="Comic Thai"), "neither TH SarabunPSK nor TH Sarabun New"),
        (own_font("Bold"), "a second TH Sarabun New bold"),
    ],
    ids=["junk", "empty", "its beginning", "nearly whole", "another family", "twice"],
)
def test_a_file_that_cannot_serve_is_named_at_the_start(folder, caplog, broken, reason):
    install(folder, "Regular", "Bold")
    (folder / "wrong.ttf").write_bytes(broken)
    (warning,) = typeface.check_fonts(None)
    assert warning.level == checks.WARNING
    assert str(folder / "wrong.ttf") in warning.msg
    assert reason in warning.msg
    with caplog.at_level(logging.WARNING, "reports.typeface"):
        data = pdf.render(FACES).data
    assert warning.msg in caplog.text
    # The pair beside it is whole and serves.
    assert fonts_of(data) == SLANTED


def test_a_family_that_is_not_whole_gives_way_to_sarabun_everywhere(folder):
    install(folder, "Regular", "Italic")
    (folder / "licence.txt").write_text("free")
    (warning,) = typeface.check_fonts(None)
    assert "holds TH Sarabun New without bold. Papers are set in Sarabun." in warning.msg
    assert {name.partition("-")[0] for name in fonts_of(pdf.render(FACES).data)} == {"Sarabun"}


def test_the_check_is_part_of_the_systems_checks(folder):
    (folder / "wrong.ttf").write_bytes(b"junk")
    assert [m.id for m in checks.run_checks() if m.id == "reports.W001"] == ["reports.W001"]


def test_a_font_without_thai_is_refused(folder):
    font = TTFont(BytesIO(own_font()))
    for table in font["cmap"].tables:
        table.cmap = {code: name for code, name in table.cmap.items() if code < 0x0E00}
    font.save(folder / "latin.ttf")
    assert "lacks" in typeface.check_fonts(None)[0].msg


SHEETS = [pdf.STYLESHEET, *sorted((settings.BASE_DIR / "templates" / "letters").glob("*.css"))]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_sizes_follow_the_type(sheet):
    """All sizes of letters are in em, but for html and @page, which the type sets anew."""
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
    absolute = re.findall(r"font(?:-size)?:[^;}]*[0-9](?:pt|px|mm|cm)[^;}]*", text)
    families = re.findall(r"font(?:-family)?:[^;}]*Sarabun[^;}]*", text)
    allowed = 2 if sheet == pdf.STYLESHEET else 0
    assert len(absolute) <= allowed, absolute
    assert len(families) <= allowed, families
