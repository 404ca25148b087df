"""A table that runs on over several pages is one table to a reader, and its head is told once.

WeasyPrint tags each page's part as a table of its own: a row broken between two pages would be read
as the beginnings of all its cells, then their ends. Here the parts are joined again. What is left
over (heads repeated, rows emptied) hangs nowhere afterwards; ``pdf_archive`` makes it artifacts.
"""

from collections.abc import Iterable

import pydyf

Elements = dict[bytes, pydyf.Dictionary]


def join(cells: Iterable[tuple[object, pydyf.Dictionary]], elements: Elements) -> None:
    """Join parts of tables. ``cells``: (HTML cell, its structure element) in the pages' order."""
    first: dict[object, pydyf.Dictionary] = {}
    renamed: dict[str, pydyf.String] = {}
    parts: dict[bytes, pydyf.Dictionary] = {}  # a later part, by reference, and what it belongs to
    for cell, element in cells:
        before = first.setdefault(cell, element)
        if before is element:
            continue
        if "ID" in element:
            renamed[element["ID"].string] = before["ID"]
        part, whole = _table(element, elements), _table(before, elements)
        parts.setdefault(part.reference, parts.get(whole.reference, whole))
        row = elements[element["P"]]
        section = elements[row["P"]]
        if section["S"] == "/TBody":
            _move(element, before, elements)
            section["K"] = pydyf.Array(kid for kid in section["K"] if kid != row.reference)
        else:
            part["K"] = pydyf.Array(kid for kid in part["K"] if kid != section.reference)
    for reference, whole in parts.items():
        part = elements[reference]
        _move(part, whole, elements)
        above = elements[part["P"]]
        above["K"] = pydyf.Array(kid for kid in above["K"] if kid != reference)
    for element in elements.values():
        if "Headers" in element.get("A", ()):
            names = [renamed.get(name.string, name) for name in element["A"]["Headers"]]
            element["A"]["Headers"] = pydyf.Array({name.string: name for name in names}.values())


def _table(element: pydyf.Dictionary, elements: Elements) -> pydyf.Dictionary:
    """The table that a cell is in."""
    while element["S"] != "/Table":
        element = elements[element["P"]]
    return element


def _move(source: pydyf.Dictionary, target: pydyf.Dictionary, elements: Elements) -> None:
    """Hang what ``source`` holds onto ``target``, at its end."""
    for kid in source["K"]:
        if kid in elements:
            elements[kid]["P"] = target.reference
    target["K"] += source["K"]
    source["K"] = pydyf.Array()
