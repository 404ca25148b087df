"""What makes a PDF fit for the archive and for a screen reader: PDF/A-3u, facts, tags.

WeasyPrint writes the frame of both. Here its gaps are closed, just before the file is written: what
stands in a margin is an artifact, header cells say which way they point and can be found by their
names, pictures have their true place, nothing is smoothed by the viewer, no clock is written.
Sources: ISO 19005-3:2012 (PDF/A-3), ISO 32000-1:2008 (14.7 and 14.8), ISO 14289-1 (PDF/UA).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.resources import files as package_files

import pydyf

from reports import pdf_tables

VARIANT = "pdf/a-3u"
FACTS_NAME = "facts.json"
_NO_CLOCK = datetime(2000, 1, 1, tzinfo=UTC)  # WeasyPrint must write a time; it is taken out again
_POINTS = 0.75  # PDF points in a CSS pixel


@dataclass
class ColourProfile:
    """What WeasyPrint asks of a profile: here sRGB, as the file that it ships.

    Its own way leaves the file open, and writes the profile otherwise once its name was read.
    """

    name: str = "IEC 61966-2-1 Default RGB Colour Space - sRGB"
    components: tuple[str, ...] = ("r", "g", "b")
    content: bytes = field(
        default_factory=(package_files("weasyprint.pdf") / "sRGB2014.icc").read_bytes
    )
    pdf_reference: bytes | None = None


def facts_file(facts: str) -> dict[str, object]:
    """``facts`` (JSON) as the file inside the document, the data it was set from: its attributes."""
    return {
        "string": facts,
        "name": FACTS_NAME,
        "description": "Facts of this document",
        "created": _NO_CLOCK,
        "modified": _NO_CLOCK,
        "relationship": "Data",
    }


def finish(pages: Iterable, pdf: pydyf.PDF) -> None:
    """Close the gaps in ``pdf``, a tagged PDF/A; ``pages`` are the boxes of its pages, laid out."""
    elements = {
        item.reference: item
        for item in pdf.objects
        if isinstance(item, pydyf.Dictionary) and item.get("Type") == "/StructElem"
    }
    root = _object(pdf, pdf.catalog["StructTreeRoot"])
    cells = list(_cells(pages)) if any(e["S"] == "/TH" for e in elements.values()) else []
    pdf_tables.join(cells, elements)
    _take_margins_out(pdf, root, elements)
    _name_headers(cells, root, elements)
    _place_figures(pdf, elements)
    _tidy_files(pdf)
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream):
            if "Interpolate" in item.extra:
                item.extra["Interpolate"] = "false"  # ISO 19005-3, 6.2.8
            if item.extra.get("Type") == "/Metadata":
                item.compress = False  # to be found by a reader that knows no PDF


def _object(pdf: pydyf.PDF, reference: bytes) -> pydyf.Object:
    return pdf.objects[int(reference.split()[0])]


def _take_margins_out(pdf: pydyf.PDF, root: pydyf.Dictionary, elements: dict) -> None:
    """Make page numbers, catchwords, the draft mark and repeated table heads artifacts.

    WeasyPrint tags them, but hangs the margins' tags nowhere: text that has no place.
    """
    kept = set()
    waiting = [*root["K"]]
    while waiting:
        reference = waiting.pop()
        if reference in elements and reference not in kept:
            kept.add(reference)
            waiting += elements[reference]["K"]
    parents = _object(pdf, root["ParentTree"])["Nums"]
    by_page: dict[bytes, set[int]] = {}
    for reference in elements.keys() - kept:
        element = elements.pop(reference)
        marks = [kid for kid in element["K"] if isinstance(kid, int)]
        by_page.setdefault(element["Pg"], set()).update(marks)
        element.clear()
    for reference, marks in by_page.items():
        page = _object(pdf, reference)
        own = parents[2 * page["StructParents"] + 1]
        own[:] = ["null" if number in marks else parent for number, parent in enumerate(own)]
        _mark_artifacts(_object(pdf, page["Contents"]).stream, marks)


def _mark_artifacts(operators: list, marks: set[int]) -> None:
    for at, item in enumerate(operators):
        if isinstance(item, dict) and item.get("MCID") in marks:
            operators[at - 1] = "/Artifact"
            operators[at] = pydyf.Dictionary({"Type": "/Pagination"})


def _cells(pages: Iterable) -> Iterator[tuple[object, pydyf.Dictionary]]:
    """Every cell that is set: the HTML element and its structure element, in the pages' order."""
    for page in pages:
        for box in _boxes(page):
            if hasattr(box, "mark"):
                yield box.element, box.mark


def _boxes(box: object) -> Iterator[object]:
    box = getattr(box, "_box", box)  # a placeholder of what is placed absolutely
    yield box
    for child in getattr(box, "children", ()):
        yield from _boxes(child)


def _name_headers(cells: list, root: pydyf.Dictionary, elements: dict) -> None:
    """Give each header cell its scope, and the tree an index of their names."""
    for cell, element in cells:
        if element.get("S") == "/TH":
            rows = cell.get("scope") in ("row", "rowgroup")
            element["A"]["Scope"] = "/Row" if rows else "/Column"
    named = {e["ID"].string: e.reference for e in elements.values() if "ID" in e}
    if named:
        names = pydyf.Array()
        for name, reference in sorted(named.items()):
            names += [pydyf.String(name), reference]
        root["IDTree"] = pydyf.Dictionary({"Names": names})


def _place_figures(pdf: pydyf.PDF, elements: dict) -> None:
    """Turn the pictures' boxes from CSS pixels below the top to points above the foot."""
    for element in elements.values():
        if element["S"] == "/Figure":
            left, top, right, foot = element["A"]["BBox"]
            height = _object(pdf, element["Pg"])["MediaBox"][3]
            element["A"]["BBox"] = pydyf.Array(
                round(value, 2)
                for value in (
                    left * _POINTS,
                    height - foot * _POINTS,
                    right * _POINTS,
                    height - top * _POINTS,
                )
            )


def _tidy_files(pdf: pydyf.PDF) -> None:
    """Name each attached file once, and take the times out of it."""
    if "AF" in pdf.catalog:
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and item.extra.get("Type") == "/EmbeddedFile":
            for key in ("CreationDate", "ModDate"):
                item.extra["Params"].pop(key)
