"""Styles of an uploaded SVG: attributes, the classes of drawing programs, ``style``, in their order.

Only rules of one plain selector are read (``.st0, path {fill:#000}``), as drawing programs write.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from xml.etree.ElementTree import Element

from cdd_network.refusal import Refused

MOST_SAID = 300_000
"""Declarations that all elements together may get from style sheets."""
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_RULE = re.compile(r"\s*([^{}@]+)\{([^{}]*)\}\s*")
_SELECTOR = re.compile(r"(?:[.#]?[A-Za-z_][\w-]*|\*)")
_WEIGHT = {"*": 0, ".": 2, "#": 3}
_TOO_RICH = (
    "ใช้ภาพตราครุฑ SVG นี้ไม่ได้ เพราะมีคำสั่งรูปแบบ (style) ที่ระบบไม่อ่าน "
    "โปรดบันทึกใหม่โดยเลือก Presentation Attributes หรือ Plain SVG"
)


class Styles:
    """The rules of a file's style sheets, by selector."""

    def __init__(self, sheets: Iterable[str]) -> None:
        self._rules: dict[str, list[tuple[int, int, dict[str, str]]]] = defaultdict(list)
        self._read = self._said = 0
        for sheet in sheets:
            self._add(" ".join(_COMMENT.sub("", sheet).split()))

    def _add(self, sheet: str) -> None:
        at = 0
        while at < len(sheet):
            rule = _RULE.match(sheet, at)
            if not rule:
                raise Refused(_TOO_RICH)
            at = rule.end()
            said = declarations(rule[2])
            for selector in map(str.strip, rule[1].split(",")):
                if not _SELECTOR.fullmatch(selector):
                    raise Refused(_TOO_RICH)
                self._count(1)
                self._read += 1
                weight = _WEIGHT.get(selector[0], 1)
                self._rules[selector].append((weight, self._read, said))

    def _count(self, more: int) -> None:
        self._said += more
        if self._said > MOST_SAID:
            raise Refused(_TOO_RICH)

    def of(self, element: Element, tag: str) -> dict[str, str]:
        """Properties that the element says itself, the stronger over the weaker."""
        said = {name: text for name, text in element.attrib.items() if not name.startswith("{")}
        classes = [f".{name}" for name in element.get("class", "").split()]
        keys = ["*", tag, f"#{element.get('id', '')}", *dict.fromkeys(classes)]
        found = [self._rules.get(key, ()) for key in keys]
        self._count(sum(len(rule[2]) + 1 for rules in found for rule in rules))
        rules = sorted((rule for one in found for rule in one), key=lambda rule: rule[:2])
        for _, _, more in rules:
            said |= more
        return said | declarations(element.get("style", ""))


def declarations(text: str) -> dict[str, str]:
    """«fill:#000; stroke:none» as a dict; later ones over earlier ones."""
    pairs = (part.partition(":") for part in text.split(";"))
    return {
        name.strip().lower(): re.sub(r"\s*!\s*important$", "", value.strip())
        for name, colon, value in pairs
        if colon and name.strip()
    }
