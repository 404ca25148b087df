"""Where the parts of a laid-out paper stand, in millimetres from the page's upper left corner.

Measures the layout engine's boxes, before they become a PDF: what it says holds for the paper.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reports import letters, pdf, whole

_MM = 25.4 / 96  # a CSS pixel


@dataclass(frozen=True)
class Line:
    """A line of text; ``text`` as it was written, ``top`` and ``bottom`` those of the line's height."""

    left: float
    top: float
    right: float
    bottom: float
    baseline: float
    text: str

    @property
    def centre(self) -> float:
        """Middle between left and right."""
        return (self.left + self.right) / 2


@dataclass(frozen=True)
class Box:
    """An element on one page (from 1), its lines, and the boxes of it on later pages."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    lines: tuple[Line, ...]
    size: float
    rest: tuple["Box", ...] = ()

    @property
    def centre(self) -> float:
        """Middle between left and right."""
        return (self.left + self.right) / 2

    @property
    def width(self) -> float:
        """Width of the box."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Height of the box on this page."""
        return self.bottom - self.top


@dataclass(frozen=True)
class Sheet:
    """A page: its size, the area of its text, the text's lines, and its margin boxes by position.

    ``margins`` are known by «top-center», «bottom-right» and so on.
    """

    number: int
    width: float
    height: float
    area: Box
    lines: tuple[Line, ...]
    margins: Mapping[str, Box]


@dataclass(frozen=True)
class Layout:
    """A laid-out paper: its pages, and its elements by id."""

    sheets: tuple[Sheet, ...]
    boxes: Mapping[str, Box]

    def __getitem__(self, name: str) -> Box:
        return self.boxes[name]

    def __contains__(self, name: str) -> bool:
        return name in self.boxes


def measure(paper: letters.Paper) -> Layout:
    """The paper laid out, not written."""
    return measure_html(str(paper), paper.files)


def measure_html(html: str, files: Mapping[str, bytes] | None = None) -> Layout:
    """An HTML document laid out as ``pdf.render`` would. Raises what that raises for bad pictures."""
    pages = pdf.lay_out(html, files=files)
    found: dict[str, list[Box]] = {}
    for number, page in enumerate(pages, 1):
        for name, box in _named(page):
            found.setdefault(name, []).append(_box(box, number))
    sheets = tuple(_sheet(page, number) for number, page in enumerate(pages, 1))
    return Layout(sheets, {name: _first(boxes) for name, boxes in found.items()})


def _first(boxes: list[Box]) -> Box:
    first, *rest = boxes
    return Box(*(getattr(first, f) for f in list(Box.__dataclass_fields__)[:-1]), tuple(rest))


def _sheet(page: object, number: int) -> Sheet:
    area = page.children[0]
    margins = {
        box.at_keyword.removeprefix("@"): _box(box, number)
        for box in page.children[1:]
        if hasattr(box, "at_keyword") and list(_lines(box))
    }
    return Sheet(
        number,
        page.margin_width() * _MM,
        page.margin_height() * _MM,
        _box(page, number, content=True),
        tuple(_lines(area)),
        margins,
    )


def _walk(box: object) -> Iterator[object]:
    yield box
    for child in getattr(box, "children", ()):
        yield from _walk(child)


def _named(box: object, within: object = None) -> Iterator[tuple[str, object]]:
    """Boxes of elements that have an id, without those that only hold the element's content."""
    element = getattr(box, "element", None)
    if element is not None and element is not within and element.get("id"):
        yield element.get("id"), box
    for child in getattr(box, "children", ()):
        yield from _named(child, element)


def _box(box: object, page: int, *, content: bool = False) -> Box:
    if content:
        left, top, width, height = box.content_box_x(), box.content_box_y(), box.width, box.height
    else:
        left, top = box.border_box_x(), box.border_box_y()
        width, height = box.border_width(), box.border_height()
    return Box(
        page,
        left * _MM,
        top * _MM,
        (left + width) * _MM,
        (top + height) * _MM,
        () if content else tuple(_lines(box)),
        box.style["font_size"] * 0.75,
    )


def _lines(box: object) -> Iterator[Line]:
    """Lines with text, in the order of the text."""
    if type(box).__name__ == "LineBox" and not any(_is_block(c) for c in _walk(box)):
        line = _line(box)
        if line:
            yield line
        return
    for child in getattr(box, "children", ()):
        yield from _lines(child)


def _is_block(box: object) -> bool:
    return type(box).__name__ in {"InlineBlockBox", "InlineTableBox"} and bool(list(_lines(box)))


def _line(box: object) -> Line | None:
    texts = [b for b in _walk(box) if hasattr(b, "text") and b.text.strip()]
    if not texts:
        return None
    text = whole.plain("".join(b.text for b in _walk(box) if hasattr(b, "text"))).strip()
    return Line(
        min(b.position_x for b in texts) * _MM,
        box.position_y * _MM,
        max(b.position_x + b.width for b in texts) * _MM,
        (box.position_y + box.height) * _MM,
        (box.position_y + box.baseline) * _MM,
        text,
    )
