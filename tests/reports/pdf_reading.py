"""Reads a PDF's objects and tags as an archive's checker or a screen reader would."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pikepdf


def names_of(item: object) -> Iterator[str]:
    """Every key and name within an object; what it refers to is left out."""
    values = []
    if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        yield from item.keys()
        values = [item[key] for key in item.keys()]  # noqa: SIM118 - a stream is no dict
    elif isinstance(item, pikepdf.Array):
        values = list(item)
    elif isinstance(item, pikepdf.Name):
        yield str(item)
    for value in values:
        if isinstance(value, pikepdf.Object) and not value.is_indirect:
            yield from names_of(value)


def cmap_of(font: pikepdf.Object) -> dict[str, str]:
    text = font.ToUnicode.read_bytes().decode()
    return {
        gid: bytes.fromhex(code).decode("utf-16-be")
        for gid, code in re.findall(r"^<([0-9a-f]{4})> <([0-9a-f]*)>$", text, re.M)
    }


class Reading:
    """One page's text by mark: ``marked`` by MCID, ``artifacts`` in a row. Checks the nesting."""

    def __init__(self, sheet: pikepdf.Page):
        self.marked: dict[int, str] = {}
        self.artifacts = ""
        self._fonts = {key: cmap_of(font) for key, font in sheet.resources.Font.items()}
        self._cmap: dict[str, str] = {}
        self._stack: list[tuple[str, dict]] = []
        self._in_text = False
        for operands, operator in pikepdf.parse_content_stream(sheet):
            self._take(str(operator), operands)
        assert self._stack == []

    def _take(self, operator: str, operands: list) -> None:
        if operator in ("BDC", "BMC"):
            self._begin(str(operands[0]), dict(operands[1].items()) if len(operands) > 1 else {})
        elif operator == "EMC":
            *_, inside = self._stack.pop()
            assert inside == self._in_text  # a mark ends where it began: within BT … ET, or outside
        elif operator in ("BT", "ET"):
            self._in_text = operator == "BT"
        elif operator == "Tf":
            self._cmap = self._fonts[str(operands[0])]
        elif operator == "TJ":
            self._show(operands[0])
        assert operator not in ("Tj", "'", '"')

    def _begin(self, tag: str, values: dict) -> None:
        outer = [tag for tag, *_ in self._stack]
        assert "/Artifact" not in outer or "/MCID" not in values
        if "/MCID" in values:
            assert not any("/MCID" in held for _, held, _ in self._stack)
            assert int(values["/MCID"]) not in self.marked
            self.marked[int(values["/MCID"])] = ""
        self._stack.append((tag, values, self._in_text))
        if "/ActualText" in values:
            self._add(str(values["/ActualText"]))

    def _show(self, pieces: pikepdf.Array) -> None:
        drawn = ""
        for piece in pieces:
            if isinstance(piece, pikepdf.String):
                codes = bytes(piece).hex()
                glyphs = [codes[at : at + 4] for at in range(0, len(codes), 4)]
                assert all(self._cmap.get(glyph, "\0") not in "\0\ufeff\ufffe" for glyph in glyphs)
                drawn += "".join(self._cmap[glyph] for glyph in glyphs)
        if not any("/ActualText" in values for _, values, _ in self._stack):
            self._add(drawn)

    def _add(self, text: str) -> None:
        marks = [values["/MCID"] for _, values, _ in self._stack if "/MCID" in values]
        if marks:
            self.marked[int(marks[0])] += text
        else:
            assert "/Artifact" in [tag for tag, *_ in self._stack], text
            self.artifacts += text


class Body(HTMLParser):
    """The text of a page's body, without what goes to the margins."""

    def __init__(self, html: str):
        super().__init__()
        self.text = ""
        self._margin = False
        self.feed(html.partition("<body")[2].partition(">")[2])

    def handle_starttag(self, tag, attrs):
        self._margin = dict(attrs).get("class") in ("draft-mark", "secrecy") or tag == "style"

    def handle_endtag(self, tag):
        self._margin = False

    def handle_data(self, data):
        if not self._margin:
            self.text += data


def elements_of(read: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """Structure elements in their logical order; each one hangs on the element above it."""
    root = read.Root.StructTreeRoot

    def walk(element: pikepdf.Dictionary) -> Iterator[pikepdf.Dictionary]:
        yield element
        for kid in element.K:
            if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/StructElem":
                assert kid.P.objgen == element.objgen
                yield from walk(kid)

    (document,) = root.K
    assert document.P.objgen == root.objgen
    return walk(document)


def text_in_order(read: pikepdf.Pdf, readings: dict) -> str:
    """The document's text in its logical order."""
    return "".join(
        readings[element.Pg.objgen].marked[int(kid)]
        for element in elements_of(read)
        for kid in element.K
        if not isinstance(kid, pikepdf.Object)
    )
