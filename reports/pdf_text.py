"""The text under the picture: makes a PDF's Thai extract exactly as it was written.

WeasyPrint keeps one ToUnicode string a glyph, the first cluster it saw, while Thai marks share
clusters and ำ is drawn as two glyphs. Here each font's ToUnicode is written again from the font's
own tables, and each drawn nikhahit + sara aa is marked as the ำ it stands for.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from io import BytesIO

import pydyf
from fontTools import agl
from fontTools.ttLib import TTFont

NIKHAHIT, SARA_AA, SARA_AM = "\u0e4d", "\u0e32", "\u0e33"
_TONES = "\u0e48\u0e49\u0e4a\u0e4b\u0e4c"
MARKS = f"\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a\u0e47{_TONES}{NIKHAHIT}\u0e4e"
# Code points that a text seldom holds and a font may give to a drawn form: Microsoft's private
# ones for shifted Thai marks (from U+F700, older fonts) and the Latin ligatures.
_SECOND_HAND = dict(
    zip(
        range(0xF700, 0xF71B),
        "\u0e10\u0e34\u0e35\u0e36\u0e37" + _TONES * 2 + "\u0e0d\u0e31\u0e4d\u0e47"
        f"{_TONES}\u0e38\u0e39\u0e3a",
        strict=True,
    )
) | {code: unicodedata.normalize("NFKD", chr(code)) for code in range(0xFB00, 0xFB07)}
_BETWEEN = re.compile(rb">[^<]*<")
_DRAWN = re.compile(rb"<[0-9a-f]")
_RAISED = re.compile(rb"(?<!\n0)( Ts\n\[)(-?[0-9.]*)<")  # and the shift before the raised glyph
_BACK = 150  # thousandths of an em, less than any letter's width
_DRAWN_SARA_AM = re.compile(f"([{_TONES}]*){NIKHAHIT}([{_TONES}]*){SARA_AA}")
_CMAP_HEAD = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo
<< /Registry (Adobe)
/Ordering (UCS)
/Supplement 0
>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange"""
_CMAP_FOOT = b"""endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


@dataclass(frozen=True, eq=False)
class Face:
    """What one font file tells about text: glyph numbers, their text, the pattern of clusters.

    ``space`` is the number and the width (thousandths of an em) of its space, -1 when it has none.
    """

    texts: dict[int, str]
    codes: dict[bytes, str]
    clusters: re.Pattern[bytes] | None
    space: tuple[int, int]


class Fonts(dict):
    """WeasyPrint's fonts of a document, each with a space among its glyphs, see ``_mark_run``."""

    def __init__(self, source: Callable[[object], bytes]):
        super().__init__()
        self._source = source

    def __setitem__(self, key: object, font: object) -> None:
        super().__setitem__(key, font)
        number, width = face_of(self._source(font), font.index).space
        if number >= 0 and not font.bitmap:
            font.to_unicode.setdefault(number, " ")
            font.widths.setdefault(number, width)


def repair(fonts: Iterable, pdf: pydyf.PDF, source: Callable[[object], bytes]) -> None:
    """Make the text of ``pdf`` exact, just before it is written.

    ``fonts`` are WeasyPrint's font objects of the document; ``source`` gives the whole font file
    (not the subset) of one of them. Glyph numbers of the subset are those of the whole file.
    """
    cmaps: dict[bytes, dict[int, str]] = {}
    faces: dict[bytes, Face] = {}
    for font in fonts:
        face = face_of(source(font), font.index)
        missing = {gid: chr(code) for code, gid in font.missing.items()}
        texts = {g: face.texts.get(g) or missing.get(g, t) for g, t in font.to_unicode.items()}
        if NIKHAHIT in "".join(texts.values()):  # pdfium takes ActualText only of known letters
            texts |= {gid: text for gid, text in face.texts.items() if text == SARA_AM}
        cmaps.setdefault(font.name, {}).update(texts)
        if face.clusters and not font.bitmap:
            faces[font.hash.encode()] = face
    _write_cmaps(pdf, cmaps)
    if faces:
        for item in pdf.objects:
            if isinstance(item, pydyf.Stream) and b"BT" in item.stream:
                item.stream[:] = _mark_streams(item.stream, faces)


@lru_cache(maxsize=16)
def face_of(font_file: bytes, index: int = 0) -> Face:
    """Read a font file, once a process."""
    font = TTFont(BytesIO(font_file), fontNumber=index, lazy=True)
    texts = glyph_texts(font)
    codes = {b"%04x" % gid: text for gid, text in texts.items()}
    marks = b"|".join(sorted(code for code, text in codes.items() if not text.strip(MARKS)))
    others = [
        b"|".join(sorted(code for code, text in codes.items() if text == letter)) or b"(?!)"
        for letter in (SARA_AA, " ")
    ]
    return Face(texts, codes, _cluster_pattern(marks, *others) if marks else None, _space(font))


def _space(font: TTFont) -> tuple[int, int]:
    name = (font.getBestCmap() or {}).get(ord(" "))
    if name is None or "hmtx" not in font:
        return -1, 0
    return font.getGlyphID(name), round(font["hmtx"][name][0] * 1000 / font["head"].unitsPerEm)


def _cluster_pattern(marks: bytes, sara_aa: bytes, space: bytes) -> re.Pattern[bytes]:
    """Pattern of what needs an ActualText of its own (group 1), after what does not.

    That is every letter with its marks. Two readers' habits widen it. pdfium sorts what is drawn on
    a line by place, so that a raised mark would come after its neighbour, unless that stands in the
    same span; and it leaves out a space drawn alone, so that a space after a mark is in the span.
    """
    parts = {
        b"GLYPH": rb"[0-9a-f]{4}",
        b"MARK": b"(?:%s)" % marks,
        b"AA": b"(?:%s)" % sara_aa,
        b"SPACE": b"(?:%s)" % space,
        b"LEVEL": rb"(?:>[^<T]*+<)*+",  # shifts between two glyphs, but no operators
        b"ANY": rb"(?:>[^<]*+<)*+",  # shifts and operators, so also a raise of the next glyph
    }
    parts[b"RAISED"] = _fill(rb"GLYPH(?:LEVEL MARK)*+ANY MARK(?:ANY MARK)*+(?:ANY AA)?+", parts)
    return re.compile(
        _fill(
            rb"(?:GLYPH ANY(?!MARK))*+"
            rb"(GLYPH(?:LEVEL MARK)++(?!ANY MARK)(?:LEVEL AA)?+(?:LEVEL SPACE)*+"
            rb"|(?:RAISED ANY)++(?:GLYPH(?:LEVEL MARK)*+(?:LEVEL AA)?+(?:LEVEL SPACE)*+)?+)",
            parts,
        )
    )


def _fill(pattern: bytes, parts: dict[bytes, bytes]) -> bytes:
    for name, part in parts.items():
        pattern = pattern.replace(name, part)
    return pattern.replace(b" ", b"")


def glyph_texts(font: TTFont) -> dict[int, str]:
    """Text that each glyph of a font stands for, by glyph number.

    From the font's cmap; a glyph outside it is traced back through GSUB to the glyphs it replaces,
    then by its second-hand code point or its name. Glyphs without any text are left out.
    """
    texts: dict[str, str] = {}
    second_hand: dict[str, str] = {}
    for code, name in sorted((font.getBestCmap() or {}).items()):
        if code in _SECOND_HAND:
            second_hand.setdefault(name, _SECOND_HAND[code])
        elif not 0xE000 <= code <= 0xF8FF:
            texts.setdefault(name, chr(code))
    _trace(font, texts)
    for name in font.getGlyphOrder():
        text = texts.get(name) or second_hand.get(name) or agl.toUnicode(name)
        if text:
            texts[name] = text
    return {font.getGlyphID(name): text for name, text in texts.items()}


def _trace(font: TTFont, texts: dict[str, str]) -> None:
    """Follow GSUB from known glyphs to their alternates until nothing new is found."""
    steps = list(_substitutions(font))
    found = True
    while found:
        found = False
        for sources, results in steps:
            if all(name in texts for name in sources):
                for name, text in zip(results, _shares(sources, results, texts), strict=False):
                    found = found or name not in texts
                    texts.setdefault(name, text)


def _shares(sources: tuple, results: tuple, texts: dict[str, str]) -> Iterable[str]:
    """Text of each result: the whole for one result, else the decomposition letter by letter."""
    text = "".join(texts[name] for name in sources)
    if len(results) == 1:
        return [text]
    parts = unicodedata.normalize("NFKD", text)
    return parts if len(parts) == len(results) else []


def _substitutions(font: TTFont) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Every (replaced glyphs, replacing glyphs) of the font's GSUB table."""
    if "GSUB" not in font or not font["GSUB"].table.LookupList:
        return
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            table = table.ExtSubTable if table.LookupType == 7 else table
            if table.LookupType == 1:
                yield from (((old,), (new,)) for old, new in table.mapping.items())
            elif table.LookupType == 2:
                yield from (((old,), tuple(new)) for old, new in table.mapping.items())
            elif table.LookupType == 3:
                yield from (((o,), (n,)) for o, news in table.alternates.items() for n in news)
            elif table.LookupType == 4:
                for first, ligatures in table.ligatures.items():
                    for one in ligatures:
                        yield (first, *one.Component), (one.LigGlyph,)


def _write_cmaps(pdf: pydyf.PDF, by_name: dict[bytes, dict[int, str]]) -> None:
    """Put each font's texts in place of WeasyPrint's ToUnicode."""
    for item in pdf.objects:
        if isinstance(item, dict) and "ToUnicode" in item and item["BaseFont"] in by_name:
            stream = pdf.objects[int(item["ToUnicode"].split()[0])].stream
            stream[:] = _cmap(by_name[item["BaseFont"]])


def _cmap(texts: dict[int, str]) -> list[bytes]:
    lines = [
        f"<{gid:04x}> <{text.encode('utf-16-be').hex()}>".encode()
        for gid, text in sorted(texts.items())
        if text
    ]
    blocks = [_CMAP_HEAD]
    for start in range(0, len(lines), 100):
        part = lines[start : start + 100]
        blocks += [b"%d beginbfchar" % len(part), *part, b"endbfchar"]
    return [*blocks, _CMAP_FOOT]


def _mark_streams(operators: list, faces: dict[bytes, Face]) -> list:
    """Operators of a content stream with every Thai cluster wrapped in its ActualText."""
    result: list = []
    run: list[bytes] = []
    face: Face | None = None
    for item in operators:
        if isinstance(item, bytes) and item.endswith((b"] TJ", b" Ts")):
            run.append(item)
            continue
        if run:
            result.append(_mark_run(b"\n".join(run), face))
            run = []
        if isinstance(item, bytes) and item.endswith(b" Tf"):
            face = faces.get(item[1:].split(b" ", 1)[0])
        result.append(item)
    return result + run


def _mark_run(run: bytes, face: Face | None) -> bytes:
    """Mark the clusters in operators that show text one after another in one font."""
    if face is None:
        return run
    parts, done = [], 0
    for found in face.clusters.finditer(run, run.find(b"<") + 1):
        first, last = found.span(1)
        span = run[first:last]
        text = _actual_text(face, _BETWEEN.sub(b"", span))
        if face.space[0] >= 0 and not _DRAWN.search(run, last):
            span = _RAISED.sub(partial(_begin_before, face.space), span)
        parts += run[done:first], b">] TJ\n/Span<</ActualText<feff", text, b">>>BDC\n[<"
        parts += span, b">] TJ\nEMC\n[<"
        done = last
    parts.append(run[done:])
    return b"".join(parts).replace(b"[<>] TJ\n", b"")


def _begin_before(space: tuple[int, int], raised: re.Match[bytes]) -> bytes:
    """A raised glyph that begins, with a space that draws nothing, before where it stands.

    What follows in another font or size is not in the same span. pdfium would sort it between a
    letter and its raised mark when that stands a hair further right, and read the span twice.
    """
    number, width = space
    forth = float(raised[2] or 0) - _BACK + width
    return b"%s%d<%04x>%.4f<" % (raised[1], _BACK, number, forth)


@lru_cache(maxsize=4096)
def _actual_text(face: Face, codes: bytes) -> bytes:
    """UTF-16 in hex of the text that neighbouring glyphs stand for, ำ whole again."""
    drawn = (face.codes.get(codes[i : i + 4], "") for i in range(0, len(codes), 4))
    text = _DRAWN_SARA_AM.sub(rf"\1\2{SARA_AM}", "".join(drawn))
    return text.encode("utf-16-be").hex().encode()
