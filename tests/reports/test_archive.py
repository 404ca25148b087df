"""PDF/A-3u and tags of every paper: by free checkers, and by our own reading of the file.

The checkers: `page` (MIT; PDF/A-3u and PDF/UA-1, the rules that veraPDF tests) and qpdf through
pikepdf. What they find and we know stands in KNOWN with its reason; anything else fails.
"""

import json
import re
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree

import page as checker
import pikepdf
import pytest

from reports import pdf
from tests.reports.each_paper import PAPERS, data_of, html_of
from tests.reports.pdf_reading import Body, Reading, elements_of, names_of, text_in_order
from tests.reports.test_pdf import page_of, squeezed

KNOWN = {
    "PDFUA1-ID-PART-001": "PDF/UA asks for a person's judgement too, so the file does not claim it",
    "PDFUA1-ID-SCHEMA-001": "as above",
    "PDFA3U-STREAM-LENGTH-001": "`page` takes a stream's last byte, when it is CR, for the line's "
    "end; test_every_stream_is_as_long_as_it_says counts them",
}


THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
each_paper = pytest.mark.parametrize("name", sorted(PAPERS))


@pytest.fixture
def read(name: str) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(data_of(name))) as opened:
        yield opened


# The checkers.


@each_paper
@pytest.mark.parametrize("profile", ["3u", "ua1"])
def test_the_checker_finds_nothing_unknown(name, profile):
    report = checker.validate_pdf_bytes(data_of(name), profile=profile)
    found = {one.rule_id: one.message for one in report.failures}
    assert {rule: found[rule] for rule in found.keys() - KNOWN.keys()} == {}
    assert report.rules.total > 100


def test_the_checker_finds_what_is_wrong():
    """A bare WeasyPrint file is no PDF/A: what the checker says of it is not nothing."""
    press = pdf._get_press()
    bare = pdf._lay_out(press, page_of("<p>ก"), pdf._Fetcher({})).write_pdf()
    for profile in ("3u", "ua1"):
        rules = {one.rule_id for one in checker.validate_pdf_bytes(bare, profile=profile).failures}
        assert rules - KNOWN.keys()


@each_paper
def test_qpdf_finds_nothing(read, name):
    assert read.check_pdf_syntax() == []


# Our own reading: the frame.


@each_paper
def test_the_frame(read, name):
    """Version, ID, no encryption, nothing that acts, no smoothing, no outside file."""
    data = data_of(name)
    assert data.startswith(b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n")
    first, second = read.trailer.ID
    assert bytes(first)
    assert bytes(first) == bytes(second)
    assert not read.is_encrypted
    for item in read.objects:
        keys = set(names_of(item))
        assert not keys & {"/JS", "/JavaScript", "/AA", "/OpenAction", "/Launch", "/EmbeddedFDFs"}
        assert not keys & {"/LZWDecode", "/Crypt", "/XFA", "/Alternates", "/OPI", "/PS"}
        if isinstance(item, pikepdf.Stream):
            assert "/F" not in item
            assert not item.get("/Interpolate", False)


@each_paper
def test_every_stream_is_as_long_as_it_says(name):
    data = data_of(name)
    heads = list(re.finditer(rb"/Length (\d+)[^\n]*>>\nstream\n", data))
    assert len(heads) == data.count(b"\nendstream")
    for head in heads:
        end = head.end() + int(head[1])
        assert data[end : end + 11] == b"\nendstream\n"


@each_paper
def test_colours_have_one_meaning(read, name):
    (intent,) = read.Root.OutputIntents
    assert intent.S == "/GTS_PDFA1"
    profile = intent.DestOutputProfile
    assert profile.N == 3
    assert profile.read_bytes()[12:24] == b"mntrRGB XYZ "
    for item in read.objects:
        if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image":
            assert item.ColorSpace in ("/DeviceRGB", "/DeviceGray")
    for item in read.objects:
        if isinstance(item, pikepdf.Dictionary) and "/BM" in item:
            assert item.BM == "/Normal"


RDF = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "id": "http://www.aiim.org/pdfa/ns/id/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
}


@each_paper
def test_the_file_says_what_it_is(read, name):
    """XMP and the old information agree: part 3, level U, title, author; no time anywhere."""
    paper = PAPERS[name]()
    title = re.search("<title>(.*?)</title>", html_of(name))[1]
    packet = read.Root.Metadata.read_raw_bytes()
    assert packet in data_of(name)  # as plain text
    tree = ElementTree.fromstring(packet)  # noqa: S314 - our own file
    attributes = {k: v for one in tree.iter(f"{{{RDF['rdf']}}}Description") for k, v in one.items()}
    assert attributes[f"{{{RDF['id']}}}part"] == "3"
    assert attributes[f"{{{RDF['id']}}}conformance"] == "U"
    assert attributes[f"{{{RDF['pdf']}}}Producer"] == str(read.docinfo.Producer)
    assert [li.text for li in tree.findall(".//dc:title//rdf:li", RDF)] == [title]
    assert [li.text for li in tree.findall(".//dc:creator//rdf:li", RDF)] == [paper.author]
    assert str(read.docinfo.Title) == title
    assert str(read.docinfo.Author) == paper.author
    assert set(read.docinfo) == {"/Producer", "/Title", "/Author"}
    for item in read.objects:
        assert not set(names_of(item)) & {"/CreationDate", "/ModDate", "/LastModified"}


@each_paper
def test_the_facts_travel_inside(read, name):
    (spec,) = read.Root.AF
    assert spec.AFRelationship == "/Data"
    assert (str(spec.F), str(spec.UF)) == ("facts.json", "facts.json")
    assert spec.EF.F.Subtype == "/application/json"
    assert json.loads(spec.EF.F.read_bytes()) == {"kind": "กก"}
    assert spec.EF.F.Params.Size == len('{"kind": "กก"}'.encode())
    names = read.Root.Names.EmbeddedFiles.Names
    assert (str(names[0]), names[1].objgen) == ("facts.json", spec.objgen)


def test_without_facts_nothing_is_attached():
    with pikepdf.open(BytesIO(pdf.render(page_of("<p>ก")).data)) as read:
        assert "/AF" not in read.Root
        assert "/Names" not in read.Root
        assert len(read.attachments) == 0


# Our own reading: text and tags, as a screen reader would take them.


@each_paper
def test_a_screen_reader_gets_the_source_in_order(read, name):
    """All that is drawn is tagged or an artifact; the tags in order are the text of the source."""
    readings = {sheet.obj.objgen: Reading(sheet) for sheet in read.pages}
    assert squeezed(text_in_order(read, readings)) == squeezed(Body(html_of(name)).text)
    if "sheet-page" in html_of(name):  # sheets that are handed out one by one: no numbers
        return
    artifacts = [squeezed(reading.artifacts) for reading in readings.values()]
    numbered = ["-" + str(n).translate(THAI_DIGITS) + "-" for n in range(1, len(artifacts) + 1)]
    found = [number in text for number, text in zip(numbered, artifacts, strict=True)]
    # Page one never has a number; the others all have, or none does (sheets that stand alone).
    assert found in ([False] + [True] * (len(found) - 1), [False] * len(found))


@each_paper
def test_the_tree_is_whole(read, name):
    """Each mark leads to its element by the ParentTree, each artifact to nothing."""
    root = read.Root.StructTreeRoot
    assert read.Root.MarkInfo.Marked
    assert str(read.Root.Lang) == "th"
    assert read.Root.ViewerPreferences.DisplayDocTitle
    held: dict[tuple, pikepdf.Dictionary] = {}
    for element in elements_of(read):
        for kid in element.K:
            if not isinstance(kid, pikepdf.Object):
                held[element.Pg.objgen, int(kid)] = element
    numbers = dict(
        zip(list(root.ParentTree.Nums)[::2], list(root.ParentTree.Nums)[1::2], strict=True)
    )
    assert sorted(numbers) == list(range(len(read.pages)))
    for sheet in read.pages:
        assert sheet.obj.Tabs == "/S"
        marks = Reading(sheet).marked
        parents = numbers[sheet.obj.StructParents]
        for number, parent in enumerate(parents):
            if number in marks:
                assert parent.objgen == held.pop((sheet.obj.objgen, number)).objgen
            else:
                assert parent is None
    assert held == {}


@each_paper
def test_tables_and_pictures_say_what_they_are(read, name):
    elements = list(elements_of(read))
    named = {str(one.ID): one for one in elements if "/ID" in one}
    if named:
        names = read.Root.StructTreeRoot.IDTree.Names
        index = {str(k): v.objgen for k, v in zip(names[::2], names[1::2], strict=True)}
        assert index == {name: one.objgen for name, one in named.items()}
        assert list(index) == sorted(index)
    for one in elements:
        if one.S == "/TH":
            assert one.A.Scope in ("/Row", "/Column")
        elif one.S == "/TD":
            assert all(named[str(header)].S == "/TH" for header in one.A.Headers)
        elif one.S == "/Figure":
            assert str(one.Alt).strip()
            left, foot, right, top = (float(value) for value in one.A.BBox)
            width, height = (float(value) for value in one.Pg.MediaBox[2:])
            assert 0 <= left < right <= width
            assert 0 <= foot < top <= height
    source = html_of(name)
    assert len([one for one in elements if one.S == "/Figure"]) == source.count("<img ")
    assert bool(named) == ("<th " in source)
    assert [one.S for one in elements].count("/H1") == source.count("<h1")


@each_paper
def test_every_font_is_inside(read, name):
    fonts = [
        i for i in read.objects if isinstance(i, pikepdf.Dictionary) and i.get("/Type") == "/Font"
    ]
    whole = [font for font in fonts if font.Subtype == "/Type0"]
    assert whole
    assert len(fonts) == 2 * len(whole)  # each with its descendant, and no other
    for font in whole:
        (inner,) = font.DescendantFonts
        assert font.Encoding == "/Identity-H"
        assert inner.CIDToGIDMap == "/Identity"
        assert re.fullmatch(r"/[A-Z]{6}\+Sarabun(-Bold)?(-Italic)?", str(font.BaseFont))
        assert len(inner.FontDescriptor.FontFile2.read_bytes()) > 500


def test_pictures_stand_where_their_tags_say():
    """The picture's box in its tag is the place where its pixels are, in points from the foot."""
    square = b'<svg xmlns="http://www.w3.org/2000/svg" width="40mm" height="30mm"><path d="M0 0h999v999H0z"/></svg>'
    data = pdf.render(
        page_of('<p>ก<p><img alt="ก" src="asset:a.svg">'), files={"a.svg": square}
    ).data
    with pikepdf.open(BytesIO(data)) as read:
        (figure,) = [one for one in elements_of(read) if one.S == "/Figure"]
        left, foot, right, top = (float(value) for value in figure.A.BBox)
    assert right - left == pytest.approx(40 / 25.4 * 72, abs=0.1)
    assert top - foot == pytest.approx(30 / 25.4 * 72, abs=0.1)
    assert left == pytest.approx(30 / 25.4 * 72, abs=0.1)
    assert 842 - 25 / 25.4 * 72 - 80 < top < 842 - 25 / 25.4 * 72


def test_the_profile_is_the_same_each_time():
    """WeasyPrint's own is written otherwise once its name was read."""
    html = page_of("<p>ก")
    assert pdf.render(html).data == pdf.render(html).data


def test_a_table_that_runs_on_is_one_table():
    """Rows broken between pages are read cell by cell; a head that is repeated is told once."""
    long = "".join(f"<p>บรรทัดที่ {n}" for n in range(60))
    rows = "".join(
        f"<tr><th scope=row>แถว {n}</th><td>{long}</td><td>{long}</td></tr>" for n in range(3)
    )
    html = page_of(
        "<table><thead><tr><th scope=col>ก<th scope=col>ข<th scope=col>ค</tr></thead>"
        f"<tbody>{rows}</tbody></table><p>จบ"
    )
    data = pdf.render(html).data
    with pikepdf.open(BytesIO(data)) as read:
        assert len(read.pages) > 3
        kinds = [str(one.S) for one in elements_of(read)]
        assert [kinds.count(f"/{kind}") for kind in ("Table", "THead", "TR", "TH", "TD")] == [
            1,
            1,
            4,
            6,
            6,
        ]
        readings = {sheet.obj.objgen: Reading(sheet) for sheet in read.pages}
        told = text_in_order(read, readings)
        assert squeezed(told) == squeezed(Body(html).text)
        assert all("กขค" in squeezed(one.artifacts) for one in list(readings.values())[1:])
        heads = {str(one.ID) for one in elements_of(read) if one.S == "/TH"}
        for one in elements_of(read):
            if one.S == "/TD":
                assert len(one.A.Headers) == 2
                assert {str(header) for header in one.A.Headers} <= heads
    for profile in ("3u", "ua1"):
        rules = {one.rule_id for one in checker.validate_pdf_bytes(data, profile=profile).failures}
        assert rules <= KNOWN.keys()
