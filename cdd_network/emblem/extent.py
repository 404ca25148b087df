"""Where a cleaned drawing has ink: its margins are cut off, for a paper sets the emblem's height."""

from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from fontTools.misc.transform import Identity, Transform
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.recordingPen import RecordingPen
from fontTools.pens.transformPen import TransformPen

from cdd_network.emblem import values

Box = tuple[float, float, float, float]
_WHITE = {"white", "#fff", "#ffffff", "#ffff", "#ffffffff", "rgb(255,255,255)", "transparent"}
_SMALLEST = 0.02
"""Share of the given box below which a drawing is no drawing but a dot."""


@dataclass(frozen=True)
class _Ink:
    """What a group hands on to what stands in it."""

    turned: Transform = Identity
    fill: str = "black"
    stroke: str = "none"
    width: float = 1.0
    shown: bool = True


def extent(group: Element, box: Box) -> Box | None:
    """(x, y, width, height) of the ink within ``box``; None when there is none to see.

    White areas are paper. What a clip or a mask hides counts as seen.
    """
    found = [inked for inked in _inked(group, _Ink()) if inked]
    if not found:
        return None
    x, y, width, height = box
    left, top = max(x, min(f[0] for f in found)), max(y, min(f[1] for f in found))
    right = min(x + width, max(f[2] for f in found))
    foot = min(y + height, max(f[3] for f in found))
    if right - left < _SMALLEST * width or foot - top < _SMALLEST * height:
        return None
    return left, top, right - left, foot - top


def _inked(element: Element, ink: _Ink) -> list[Box | None]:
    ink = _said(element, ink)
    if element.get("opacity") == "0":
        return []
    if element.tag == "g":
        return [inked for child in element for inked in _inked(child, ink)]
    stroked = ink.stroke not in _WHITE | {"none"} and ink.width > 0
    filled = ink.fill not in _WHITE | {"none"} and element.tag != "line"
    return [_bounds(element, ink, stroked)] if ink.shown and (stroked or filled) else []


def _said(element: Element, ink: _Ink) -> _Ink:
    """The ink as this element changes it."""
    said = {}
    for name in ("fill", "stroke"):
        if (text := element.get(name, "inherit")) != "inherit":
            said[name] = text.replace(" ", "").lower()
    if (width := element.get("stroke-width", "inherit")) != "inherit":
        said["width"] = float(width)
    if (visible := element.get("visibility", "inherit")) != "inherit":
        said["shown"] = visible == "visible"
    if own := element.get("transform"):
        said["turned"] = ink.turned.transform(values.matrix(own))
    return replace(ink, **said)


def _bounds(element: Element, ink: _Ink, stroked: bool) -> Box | None:
    pen = BoundsPen(None)
    outline = RecordingPen()
    outline.value = steps(element)
    outline.replay(TransformPen(pen, ink.turned))
    if pen.bounds is None:
        return None
    scale = abs(ink.turned[0] * ink.turned[3] - ink.turned[1] * ink.turned[2]) ** 0.5
    more = (
        ink.width * scale if stroked else 0
    )  # twice what a straight line needs: corners reach out
    left, top, right, foot = pen.bounds
    return left - more, top - more, right + more, foot + more


def steps(element: Element) -> values.Steps:
    """A shape's outline; a round one by the box around it."""
    if element.tag == "path":
        return values.path(element.get("d", ""))
    if element.tag in {"polyline", "polygon"}:
        found = values.numbers(element.get("points", ""))
        return _outline(list(zip(found[::2], found[1::2], strict=True)))
    said = {name: float(element.get(name, "0")) for name in _NUMBERS[element.tag]}
    if element.tag == "line":
        return _outline([(said["x1"], said["y1"]), (said["x2"], said["y2"])])
    if element.tag == "rect":
        x, y, width, height = (said[name] for name in _NUMBERS["rect"])
    else:
        rx, ry = (said["r"], said["r"]) if element.tag == "circle" else (said["rx"], said["ry"])
        x, y, width, height = said["cx"] - rx, said["cy"] - ry, 2 * rx, 2 * ry
    if width <= 0 or height <= 0:
        return []
    return _outline([(x, y), (x + width, y), (x + width, y + height), (x, y + height)])


_NUMBERS = {
    "line": ("x1", "y1", "x2", "y2"),
    "rect": ("x", "y", "width", "height"),
    "circle": ("cx", "cy", "r"),
    "ellipse": ("cx", "cy", "rx", "ry"),
}


def _outline(points: list[tuple[float, float]]) -> values.Steps:
    if len(points) < 2:
        return []
    first, *rest = points
    return [("moveTo", (first,)), *(("lineTo", (point,)) for point in rest), ("endPath", ())]
