"""What an element of an uploaded SVG says of itself, attribute by attribute, written anew."""

import re
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element, SubElement

from fontTools.misc.transform import Identity, Transform

from cdd_network.emblem import values
from cdd_network.emblem.reading import local_name, refuse
from cdd_network.emblem.styles import Styles
from cdd_network.refusal import Refused

Box = tuple[float, float, float, float]
_LINK = re.compile(r"url\(\s*([\"']?)([^\"')]*)\1\s*\)(\s.*)?", re.DOTALL)
_ALONG = {
    **dict.fromkeys(("x", "width", "cx", "rx", "x1", "x2", "fx"), 0),
    **dict.fromkeys(("y", "height", "cy", "ry", "y1", "y2", "fy"), 1),
    "r": 2,
}
"""Whether a percentage is of the width, the height or the diagonal."""


def view_box(root: Element) -> Box:
    """The part of the plane that the drawing shows; raises Refused when it does not say."""
    x = y = width = height = 0.0
    try:
        if text := root.get("viewBox"):
            x, y, width, height = values.numbers(text)
        else:
            width, height = (values.length(root.get(name, ""), 0) for name in ("width", "height"))
    except ValueError:
        width = 0.0
    if min(width, height) <= 0:
        raise Refused("ภาพตราครุฑ SVG ต้องบอกขนาดของภาพ (viewBox หรือ width กับ height)")
    if min(width, height) < 0.01 or not 0.05 < width / height < 20:
        raise Refused("ภาพตราครุฑ SVG มีขนาดหรือสัดส่วนที่ใช้พิมพ์ไม่ได้ โปรดบันทึกใหม่ให้พอดีกับภาพ")
    return x, y, width, height


def _wholes(box: Box) -> tuple[float, float, float]:
    width, height = box[2:]
    return width, height, ((width**2 + height**2) / 2) ** 0.5


def geometry(
    tag: str, names: tuple[str, ...], source: Element, box: Box
) -> Iterator[tuple[str, str]]:
    """Where a shape lies and how large it is; raises ValueError for what is no number."""
    if tag == "path":
        yield "d", values.written_path(values.path(source.get("d", "")))
    if tag in {"polyline", "polygon"}:
        points = values.numbers(source.get("points", ""))
        if len(points) % 2:
            raise ValueError("points")
        yield "points", " ".join(map(values.written, points))
    for name in names:
        text = source.get(name, "").strip()
        if text and text != "auto":
            yield name, values.written(values.length(text, _wholes(box)[_ALONG[name]]))


def link(text: str) -> str:
    """What «url(…)» leads to, or '' when the text is no such reference."""
    found = _LINK.fullmatch(text)
    return found[2] if found else ""


def _paint(text: str, _: Box) -> str:
    if _LINK.fullmatch(text):
        return text
    return values.colour(text)


def _colour(text: str, _: Box) -> str:
    return values.colour(text)


def _share(text: str, _: Box) -> str:
    return values.share(text)


def _measure(text: str, box: Box) -> str:
    return values.written(values.length(text, _wholes(box)[2]))


def _dashes(text: str, box: Box) -> str:
    """«none», or at most 16 lengths of which one is seen at the drawing's size."""
    if text == "none":
        return text
    lengths = [values.length(one, _wholes(box)[2]) for one in re.split(r"[\s,]+", text)]
    if len(lengths) > 16 or min(lengths) < 0:
        raise ValueError(text[:40])
    return " ".join(map(values.written, lengths)) if sum(lengths) > box[3] / 1000 else "none"


def _reference(text: str, _: Box) -> str:
    if text != "none" and not _LINK.fullmatch(text):
        raise ValueError(text[:40])
    return text


def _word(*known: str) -> Callable[[str, Box], str]:
    def read(text: str, _: Box) -> str:
        if text not in known:
            raise ValueError(text[:40])
        return text

    return read


_PROPERTIES: dict[str, Callable[[str, Box], str]] = {
    "fill": _paint,
    "stroke": _paint,
    "color": _colour,
    "opacity": _share,
    "fill-opacity": _share,
    "stroke-opacity": _share,
    "stroke-width": _measure,
    "stroke-dashoffset": _measure,
    "stroke-dasharray": _dashes,
    "stroke-miterlimit": _measure,
    "stroke-linecap": _word("butt", "round", "square"),
    "stroke-linejoin": _word("miter", "round", "bevel"),
    "fill-rule": _word("nonzero", "evenodd"),
    "visibility": _word("visible", "hidden", "collapse"),
    "clip-path": _reference,
    "mask": _reference,
}
_CHANGES_ALL = {
    "filter": "ฟิลเตอร์ (filter)",
    "marker-start": "หัวลูกศร (marker)",
    "marker-mid": "หัวลูกศร (marker)",
    "marker-end": "หัวลูกศร (marker)",
    "marker": "หัวลูกศร (marker)",
}
"""Without these the drawing would be another; everything else unknown only describes."""


def properties(said: dict[str, str], box: Box) -> Iterator[tuple[str, str]]:
    """Each known property with its value checked; raises Refused for values that are none."""
    for name, what in _CHANGES_ALL.items():
        if said.get(name, "none") != "none":
            raise refuse(what)
    if said.get("mask-type", "luminance") != "luminance":
        raise refuse("หน้ากากแบบโปร่งใส (mask-type: alpha)")
    for name, read in _PROPERTIES.items():
        text = said.get(name, "").strip()
        if text == "inherit":
            yield name, text
        elif text:
            try:
                yield name, read(text, box)
            except ValueError as error:
                raise refuse(f"ค่าที่ระบบไม่รู้จัก ({name}: {text[:30]})") from error


def turned(text: str) -> Transform:
    """The matrix of a ``transform``; raises Refused for one that cannot be read or undone."""
    try:
        return values.matrix(text)
    except (ValueError, OverflowError) as error:
        raise refuse(f"การย้ายหรือหมุนที่อ่านไม่ได้ (transform: {text[:30]})") from error


def place(source: Element, box: Box) -> tuple[float, float]:
    """Where a ``use`` puts what it shows."""
    try:
        said = dict(geometry("use", ("x", "y"), source, box))
    except ValueError as error:
        raise refuse(f"ตำแหน่งที่อ่านไม่ได้ (use: {str(error)[:30]})") from error
    return float(said.get("x", 0)), float(said.get("y", 0))


def refuse_own_units(target: Element) -> None:
    """A clip or mask measured by the shape that it cuts: the engine of our papers sets it wrong."""
    for name in ("clipPathUnits", "maskContentUnits"):
        if target.get(name, "userSpaceOnUse") != "userSpaceOnUse":
            raise refuse(f"กรอบตัดที่วัดตามรูปทรง ({name}) โปรดบันทึกใหม่เป็น Plain SVG")


_DEFAULTS = {
    "linearGradient": {"x1": "0%", "y1": "0%", "x2": "100%", "y2": "0%"},
    "radialGradient": {"cx": "50%", "cy": "50%", "r": "50%"},
}


def gradient(chain: list[Element], styles: Styles, box: Box) -> Element:
    """A gradient of ours, with what it takes over from the others of its chain."""
    said: dict[str, str] = {}
    for source in reversed(chain):
        said |= {name: text for name, text in source.attrib.items() if not name.startswith("{")}
    if said.get("spreadMethod", "pad") != "pad":
        raise refuse("การไล่สีแบบซ้ำ (spreadMethod)")
    name = local_name(chain[0])
    by_shape = said.get("gradientUnits", "objectBoundingBox") == "objectBoundingBox"
    wholes = (1.0, 1.0, 1.0) if by_shape else _wholes(box)
    made = Element(name, {"gradientUnits": "objectBoundingBox" if by_shape else "userSpaceOnUse"})
    known = {**_DEFAULTS[name], **{key: said[key] for key in ("fx", "fy") if key in said}}
    try:
        for key, usual in known.items():
            text = values.written(values.length(said.get(key, usual), wholes[_ALONG[key]]))
            made.set(key, text)
    except ValueError as error:
        raise refuse(f"การไล่สีที่อ่านไม่ได้ ({str(error)[:30]})") from error
    matrix = turned(said.get("gradientTransform", ""))
    if matrix != Identity:
        made.set("gradientTransform", values.written_matrix(matrix))
    _stops(made, chain, styles)
    return made


def _stops(made: Element, chain: list[Element], styles: Styles) -> None:
    own = ([s for s in source if local_name(s) == "stop"] for source in chain)
    for stop in next(filter(None, own), []):
        said = styles.of(stop, "stop")
        try:
            SubElement(
                made,
                "stop",
                {
                    "offset": values.share(said.get("offset", "0")),
                    "stop-color": values.colour(said.get("stop-color", "black")),
                    "stop-opacity": values.share(said.get("stop-opacity", "1")),
                },
            )
        except ValueError as error:
            raise refuse(f"การไล่สีที่อ่านไม่ได้ ({str(error)[:30]})") from error
