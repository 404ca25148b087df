"""Many PDFs as one, with bookmarks, in memory that does not grow with them.

pikepdf's own merging keeps every part open until the whole is written. Here a part is read, its
objects are written under new numbers and forgotten; what stays is where each object begins. Tags
and attachments stay with the single papers.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, BinaryIO

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterable

_HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
_LEFT_OUT = {"/Parent", "/StructParents", "/StructParent", "/AF", "/B"}
"""What leads from a page to the rest of its own file."""


@dataclass
class Mark:
    """A bookmark: ``page`` counts from 0 in the whole."""

    title: str
    page: int
    inner: list[Mark] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many bookmarks stand below it, at any depth."""
        return len(self.inner) + sum(one.count for one in self.inner)


def tree(titles: Iterable[Sequence[str]], pages: Iterable[int]) -> list[Mark]:
    """Bookmarks of papers: the last of ``titles`` is the paper's own, those before its headings.

    ``pages`` are how many each has. Papers that follow under one heading share its bookmark.
    """
    found, at = [], 0
    for (*heads, title), count in zip(titles, pages, strict=True):
        level = found
        for head in heads:
            if not level or level[-1].title != head:
                level.append(Mark(head, at))
            level = level[-1].inner
        level.append(Mark(title, at))
        at += count
    return found


class Merger:
    """Writes one PDF into ``to`` part by part; the same parts give the same bytes."""

    def __init__(self, to: BinaryIO) -> None:
        self._to, self._seen = to, hashlib.sha256()
        self._at = 0
        self._begins: list[int] = [
            0,
            0,
            0,
        ]  # object 0 is none, 1 the catalogue, 2 the root of pages
        self._kids: list[tuple[int, int]] = []
        self._pages: list[int] = []
        self._put(_HEAD)

    def add(self, part: BinaryIO) -> int:
        """The pages of a PDF, appended; how many they are."""
        with pikepdf.open(part) as opened:
            node = self._new()
            numbers = {page.obj.objgen: self._new() for page in opened.pages}
            writer = _Part(self, numbers)
            for page in opened.pages:
                self._write(numbers[page.obj.objgen], writer.page(page.obj, node))
            writer.rest()
        kids = b" ".join(b"%d 0 R" % number for number in numbers.values())
        count = len(numbers)
        self._write(node, b"<< /Type /Pages /Parent 2 0 R /Count %d /Kids [%s] >>" % (count, kids))
        self._kids.append((node, count))
        self._pages += numbers.values()
        return count

    def close(self, title: str, marks: Sequence[Mark]) -> int:
        """The end: tree of pages, bookmarks, where everything stands; how many pages there are."""
        kids = b" ".join(b"%d 0 R" % node for node, _ in self._kids)
        count = len(self._pages)
        self._write(2, b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, kids))
        outline = self._outline(marks)
        info = self._new()
        self._write(info, b"<< /Title %s >>" % _text(title))
        catalogue = b"/Type /Catalog /Pages 2 0 R /Lang (th) /PageMode /UseOutlines"
        self._write(1, b"<< %s /Outlines %d 0 R >>" % (catalogue, outline))
        self._end(info)
        return count

    def _outline(self, marks: Sequence[Mark]) -> int:
        root = self._new()
        first, last = self._level(marks, root)
        count = sum(1 + one.count for one in marks)
        values = b"/Type /Outlines /First %d 0 R /Last %d 0 R /Count %d" % (first, last, count)
        self._write(root, b"<< %s >>" % values)
        return root

    def _level(self, marks: Sequence[Mark], parent: int) -> tuple[int, int]:
        """The bookmarks of one level; numbers of the first and the last."""
        numbers = [self._new() for _ in marks]
        for place, (mark, number) in enumerate(zip(marks, numbers, strict=True)):
            values = [b"/Title %s /Parent %d 0 R" % (_text(mark.title), parent)]
            values.append(b"/Dest [%d 0 R /XYZ null null null]" % self._pages[mark.page])
            if place:
                values.append(b"/Prev %d 0 R" % numbers[place - 1])
            if place + 1 < len(numbers):
                values.append(b"/Next %d 0 R" % numbers[place + 1])
            if mark.inner:
                below = (*self._level(mark.inner, number), mark.count)
                values.append(b"/First %d 0 R /Last %d 0 R /Count %d" % below)
            self._write(number, b"<< %s >>" % b" ".join(values))
        return numbers[0], numbers[-1]

    def _end(self, info: int) -> None:
        at, size = self._at, len(self._begins)
        rows = b"".join(b"%010d 00000 n \n" % begin for begin in self._begins[1:])
        mark = self._seen.hexdigest()[:32].encode()
        self._put(b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, rows))
        values = b"/Size %d /Root 1 0 R /Info %d 0 R /ID [<%s> <%s>]" % (size, info, mark, mark)
        self._put(b"trailer\n<< %s >>\nstartxref\n%d\n%%%%EOF\n" % (values, at))

    def _new(self) -> int:
        self._begins.append(0)
        return len(self._begins) - 1

    def _write(self, number: int, body: bytes) -> None:
        self._begins[number] = self._at
        self._put(b"%d 0 obj\n%s\nendobj\n" % (number, body))

    def _put(self, data: bytes) -> None:
        self._to.write(data)
        self._seen.update(data)
        self._at += len(data)


class _Part:
    """One part while it is written: its objects' old names, their new numbers, which are left."""

    def __init__(self, whole: Merger, numbers: dict[tuple[int, int], int]) -> None:
        self._whole, self._numbers = whole, dict(numbers)
        self._left: list[tuple[int, pikepdf.Object]] = []

    def page(self, page: pikepdf.Object, node: int) -> bytes:
        """A page's body under its new parent, with what it took from the parents it had."""
        values = {key: page[key] for key in page.keys() if key not in _LEFT_OUT}  # noqa: SIM118
        above = page
        while (above := above.get("/Parent")) is not None:
            values |= {k: above[k] for k in _INHERITED if k in above and k not in values}
        own = b" ".join(b"%s %s" % (_name(key), self._body(one)) for key, one in values.items())
        return b"<< /Parent %d 0 R %s >>" % (node, own)

    def rest(self) -> None:
        """What the pages lead to, each object once."""
        while self._left:
            number, one = self._left.pop()
            self._whole._write(number, self._direct(one))

    def _body(self, one: object) -> bytes:
        """A value as it is written: an indirect object by its new number."""
        if not isinstance(one, pikepdf.Object) or not one.is_indirect:
            return self._direct(one)
        if one.objgen not in self._numbers:
            self._numbers[one.objgen] = self._whole._new()
            self._left.append((self._numbers[one.objgen], one))
        return b"%d 0 R" % self._numbers[one.objgen]

    def _direct(self, one: object) -> bytes:
        if isinstance(one, pikepdf.Stream):
            data = one.read_raw_bytes()
            head = self._dictionary(one, skip={"/Length"})
            return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), head, data)
        if isinstance(one, pikepdf.Dictionary):
            return b"<< %s >>" % self._dictionary(one)
        if isinstance(one, pikepdf.Array):
            return b"[ %s ]" % b" ".join(self._body(value) for value in one)
        return one.unparse() if isinstance(one, pikepdf.Object) else _plain(one)

    def _dictionary(self, one: pikepdf.Object, skip: Iterable[str] = ()) -> bytes:
        left_out = {*_LEFT_OUT, *skip} if one.get("/Type") == "/Annot" else {*skip}
        keys = [key for key in one.keys() if key not in left_out]  # noqa: SIM118
        return b" ".join(b"%s %s" % (_name(key), self._body(one[key])) for key in keys)


def _name(key: str) -> bytes:
    return pikepdf.Name(key).unparse()


def _plain(one: bool | int | Decimal | None) -> bytes:
    if isinstance(one, bool) or one is None:
        return {True: b"true", False: b"false", None: b"null"}[one]
    return format(one, "f" if isinstance(one, Decimal) else "").encode()


def _text(title: str) -> bytes:
    return b"<%s>" % (b"\xfe\xff" + title.encode("utf-16-be")).hex().encode()
