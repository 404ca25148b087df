"""An uploaded SVG → our own: the lines and areas of a drawing, and nothing that acts or reaches out.

A new tree is made from what is known: shapes, groups, clips, masks and gradients with known
attributes. What only describes stays behind; what would change the drawing is refused by its name.
"""

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, tostring

from fontTools.misc.transform import Identity, Transform

from cdd_network.emblem import paints, values
from cdd_network.emblem.extent import extent
from cdd_network.emblem.reading import (
    DEEPEST,
    MOST_ELEMENTS,
    SVG,
    XLINK,
    local_name,
    read,
    refuse,
)
from cdd_network.emblem.styles import Styles
from cdd_network.refusal import Refused

MOST_NUMBERS = 200_000
"""Numbers and letters of all outlines together; a finely traced emblem has some 40,000."""
MOST_TOLD = 8_000_000
"""Letters of all attributes, counted each time that their element is shown."""
MOST_WRITTEN = 4_000_000
"""Letters of all outlines as we write them; arcs grow longer."""
MOST_SHARED = 500
"""Gradients, clips and masks that a drawing may use."""
MOST_VEILS = 4
"""Transparent groups, clips and masks within each other; each is set in a layer of its own."""
MOST_LAYERS = 3_000
"""Uses of opacities, gradients, clips and masks: each is set by itself, in about a millisecond."""
MOST_REPEATED = 60_000
"""Elements of all clips and masks, counted each time that one is used."""
TALL = 1200
"""Height that a drawing says of itself; papers set their own."""
SHAPES = {
    "path": (),
    "polyline": (),
    "polygon": (),
    "rect": ("x", "y", "width", "height", "rx", "ry"),
    "circle": ("cx", "cy", "r"),
    "ellipse": ("cx", "cy", "rx", "ry"),
    "line": ("x1", "y1", "x2", "y2"),
}
_GROUPS = {"g", "switch", "use"}
_SHARED = {
    "fill": {"linearGradient", "radialGradient"},
    "stroke": {"linearGradient", "radialGradient"},
    "clip-path": {"clipPath"},
    "mask": {"mask"},
}
_DRAWS_NOTHING = {
    "title", "desc", "metadata", "style", "defs", "stop", "filter", "pattern", "marker", "symbol",
    "font", "font-face", "color-profile", "view", "cursor", *set().union(*_SHARED.values()),
}  # fmt: skip
"""Gradients, clips and masks come in where they are used."""
_STEPS = re.compile(r"\d+(?:\.\d*)?|[A-Za-z]")
_VEILS = {"opacity", "clip-path", "mask"}


def clean_svg(data: bytes) -> bytes:
    """The drawing as an SVG of our own making, its empty margins cut off.

    Raises Refused with a Thai sentence that names what the file holds too much of, or lacks.
    """
    try:
        return tostring(_Cleaner(read(data)).drawing(), encoding="utf-8")
    except (ValueError, OverflowError) as error:  # numbers that together lead out of the plane
        raise Refused("ภาพตราครุฑ SVG นี้มีตัวเลขที่ใช้วาดไม่ได้ โปรดบันทึกใหม่") from error


class _Cleaner:
    """One drawing on its way from the uploaded tree to ours."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.styles = Styles(e.text or "" for e in root.iter() if local_name(e) == "style")
        self.by_id: dict[str, Element] = {}
        for element in root.iter():
            self.by_id.setdefault(element.get("id", ""), element)
        self.box = paints.view_box(root)
        self.shared: dict[str, Element] = {}
        self.open: list[str] = []
        self.heard: dict[Element, dict[str, str]] = {}
        self.made = self.repeated = self.numbers = self.told = self.written = self.layers = 0

    def drawing(self) -> Element:
        """Our tree, cut to what is drawn."""
        group = self._element("g", self.root)
        group.extend(self._all(self.root, 0))
        found = extent(group, self.box)
        if found is None:
            raise Refused("ภาพตราครุฑ SVG นี้ว่างเปล่า ไม่มีเส้นหรือพื้นที่ที่มองเห็นบนกระดาษขาว")
        made = Element("svg", {"xmlns": SVG[1:-1]})
        made.set("viewBox", " ".join(map(values.written, found)))
        made.set("width", values.written(TALL * found[2] / found[3]))
        made.set("height", str(TALL))
        if self.shared:
            SubElement(made, "defs").extend(self.shared.values())
        made.append(group)
        return made

    def _all(self, source: Element, veils: int) -> Iterable[Element]:
        copies = (self._copy(child, veils) for child in source)
        return [copy for copy in copies if copy is not None]

    def _copy(self, source: Element, veils: int) -> Element | None:
        """Our copy of a shape, a group, or of what a ``use`` shows; None when nothing is drawn."""
        name = local_name(source)
        if not name or name in _DRAWS_NOTHING or self._said(source).get("display") == "none":
            return None
        if name not in SHAPES and name not in _GROUPS:
            raise refuse(f"ส่วนที่ระบบไม่รู้จัก ({name[:20]})")
        self._count(1)
        made = self._element(name if name in SHAPES else "g", source)
        veils += bool(_VEILS.intersection(made.keys()))
        if veils > MOST_VEILS:
            raise refuse(f"ความโปร่งใสหรือกรอบตัดซ้อนกันเกิน {MOST_VEILS} ชั้น")
        if name == "use":
            made.extend(self._shown(source, veils))
        elif name in _GROUPS:
            made.extend(self._all(source, veils))
        return made

    def _count(self, more: int) -> None:
        self.made += more
        if self.made > MOST_ELEMENTS:
            raise refuse(f"ชิ้นส่วนที่แสดงซ้ำ (use) รวมกันเกิน {MOST_ELEMENTS:,} ชิ้น")

    def _said(self, source: Element) -> dict[str, str]:
        if source not in self.heard:
            self.heard[source] = self.styles.of(source, local_name(source))
        self.told += sum(map(len, self.heard[source].values()))
        if self.told > MOST_TOLD:
            raise refuse("ชิ้นส่วนที่แสดงซ้ำ (use) ซึ่งมีรายละเอียดมากเกินไป")
        return self.heard[source]

    def _shown(self, source: Element, veils: int) -> Iterable[Element]:
        """A copy of what a ``use`` shows, as its only child."""
        link = source.get("href") or source.get(f"{XLINK}href") or ""
        key, target = self._target(link, {*SHAPES, *_GROUPS})
        self.open.append(key)
        copy = self._copy(target, veils)
        self.open.pop()
        return [] if copy is None else [copy]

    def _target(self, link: str, allowed: set[str]) -> tuple[str, Element]:
        """The element of this very file that ``#id`` names; no address leads anywhere else."""
        key = link.strip().removeprefix("#")
        if not link.strip().startswith("#"):
            raise refuse("การอ้างถึงไฟล์หรือเว็บไซต์ภายนอก")
        if key not in self.by_id or local_name(self.by_id[key]) not in allowed:
            raise refuse(f"การอ้างถึงส่วนที่ไม่มีในไฟล์หรือที่ระบบไม่รู้จัก (#{key[:20]})")
        if key in self.open or len(self.open) > DEEPEST:
            raise refuse(f"ส่วนที่อ้างถึงตัวเองวนไม่รู้จบ (#{key[:20]})")
        return key, self.by_id[key]

    def _element(self, tag: str, source: Element) -> Element:
        """An element of ours with what the source says of it, each value written anew."""
        made = Element(tag, dict(self._geometry(tag, source)))
        matrix = self._matrix(source)
        if matrix != Identity:
            made.set("transform", values.written_matrix(matrix))
        for name, text in paints.properties(self._said(source), self.box):
            link = paints.link(text)
            self._count_layer(link or (name == "opacity" and text != "1"))
            text = f"url(#{self._share(link, name)})" if link else text
            if text != "none" or name not in _VEILS:
                made.set(name, text)
        return made

    def _count_layer(self, used: object) -> None:
        self.layers += bool(used)
        if self.layers > MOST_LAYERS:
            raise refuse(f"ความโปร่งใส การไล่สี หรือกรอบตัดรวมกันเกิน {MOST_LAYERS:,} แห่ง")

    def _geometry(self, tag: str, source: Element) -> list[tuple[str, str]]:
        told = source.get("d", "") + source.get("points", "")
        self.numbers += sum(1 for _ in _STEPS.finditer(told))
        try:
            if self.numbers <= MOST_NUMBERS:
                made = list(paints.geometry(tag, SHAPES.get(tag, ()), source, self.box))
                self.written += sum(len(text) for _, text in made)
        except ValueError as error:
            raise refuse(f"รูปทรงที่อ่านไม่ได้ ({tag}: {str(error)[:30]})") from error
        if self.numbers > MOST_NUMBERS or self.written > MOST_WRITTEN:
            raise refuse("เส้นที่ละเอียดเกินไป โปรดลดจำนวนจุดของเส้น (Simplify) ก่อนบันทึก")
        return made

    def _matrix(self, source: Element) -> Transform:
        """The element's own matrix, with the place that a ``use`` asks for."""
        if source is self.root:
            return Identity
        made = paints.turned(source.get("transform", ""))
        if local_name(source) == "use":
            made = made.translate(*paints.place(source, self.box))
        return made

    def _share(self, link: str, name: str) -> str:
        """Name of our copy of the gradient, clip or mask that is used."""
        key, target = self._target(link, _SHARED.get(name, set()))
        if key not in self.shared:
            if len(self.shared) >= MOST_SHARED:
                raise refuse(f"การไล่สีและกรอบตัดรวมกันเกิน {MOST_SHARED} ชิ้น")
            self.open.append(key)
            made = self._shared_copy(target)
            self.open.pop()
            made.set("id", f"d{len(self.shared) + 1}")
            self.shared[key] = made
        if name in _VEILS:
            self.repeated += sum(1 for _ in self.shared[key].iter())
            if self.repeated > MOST_REPEATED:
                raise refuse("กรอบตัดที่ซับซ้อนและใช้ซ้ำมากเกินไป")
        return self.shared[key].get("id", "")

    def _shared_copy(self, target: Element) -> Element:
        name = local_name(target)
        if name in _SHARED["fill"]:
            made = paints.gradient(self._chain(target), self.styles, self.box)
            self._count(len(made))
            return made
        paints.refuse_own_units(target)
        if name == "mask":
            made = self._element("mask", target)
            made.extend(self._all(target, MOST_VEILS - 1))
            return made
        made = Element("clipPath")
        matrix = self._matrix(target)
        if matrix != Identity:
            made.set("transform", values.written_matrix(matrix))
        edges = [self._edge(child, Identity) for child in target]
        made.extend([edge for edge in edges if edge is not None])
        return made

    def _edge(self, source: Element, outer: Transform) -> Element | None:
        """A shape of a clip: its outline alone. A ``use`` there shows one shape."""
        name, said = local_name(source), self._said(source)
        if not name or name in _DRAWS_NOTHING or said.get("display") == "none":
            return None
        if said.get("clip-path", "none") != "none" or name not in {*SHAPES, "use"}:
            raise refuse(f"กรอบตัด (clipPath) ที่ซ้อนกันหรือมีส่วนที่ระบบไม่รู้จัก ({name[:20]})")
        outer = outer.transform(self._matrix(source))
        if name == "use":
            link = source.get("href") or source.get(f"{XLINK}href") or ""
            key, target = self._target(link, {*SHAPES, "use"})
            self.open.append(key)
            made = self._edge(target, outer)
            self.open.pop()
            return made
        made = Element(name, dict(self._geometry(name, source)))
        if outer != Identity:
            made.set("transform", values.written_matrix(outer))
        if said.get("clip-rule") == "evenodd":
            made.set("clip-rule", "evenodd")
        return made

    def _chain(self, target: Element) -> list[Element]:
        """A gradient and those whose stops and values it takes over."""
        found = [target]
        while link := found[-1].get("href") or found[-1].get(f"{XLINK}href"):
            _, following = self._target(link, _SHARED["fill"])
            if following in found or len(found) > DEEPEST:
                raise refuse("การไล่สีที่อ้างถึงตัวเองวนไม่รู้จบ")
            found.append(following)
        return found
