"""Catchwords (คำต่อเนื่อง): what the next page begins with, at the foot of a page that runs on.

Source: the Prime Minister's Office guide to typing letters (ระเบียบสำนักนายกรัฐมนตรีว่าด้วยงานสารบรรณ
พ.ศ. ๒๕๒๖): where the text goes on, its next words stand at the lower right with a slash and three
dots. Works on the boxes of a finished layout; only ``pdf`` knows the layout engine itself.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from reports import phrases, whole

ENOUGH = 4  # base letters that a catchword needs before it may stop
FEWEST = 3  # the same where the text has a space
LONGEST = 36  # the longest name given whole; other words stop well before
_NUMBER = re.compile(r"[(]?(?:ข้อ )?[๐-๙0-9]+(?:[.)/][๐-๙0-9]*)*(?=\s|$)|[-•–](?=\s)")
_GROUP = re.compile(r"กลุ่มออมทรัพย์(?:เพื่อการผลิต)?บ้าน\S+")
_OPEN = {"การ", "ความ", "ผู้"}  # prefixes: a word goes on
_CLUSTER = re.compile(r"[เ-ไ]?.[ะ-ฺ็-๎]*")
_FORCED = {"always", "page", "left", "right", "recto", "verso"}


def catchword(text: str) -> str:
    """«/๖.๑ จัดฝึกอบรม...» for a page that begins «๖.๑ จัดฝึกอบรมเชิง…»; empty for an empty text.

    The item number, when there is one, and the first words up to a word's edge.
    """
    text = " ".join(whole.plain(text).split())
    number = _NUMBER.match(text)
    rest = text[number.end() :].strip() if number else text
    parts = [number[0]] if number else []
    words = _name(rest) or _first_words(rest)
    if words:
        parts.append(words)
    return f"/{' '.join(parts)}..." if parts else ""


def _name(text: str) -> str:
    """A name or another fact that the text begins with; it is not cut within."""
    for found in (_GROUP.match(text), phrases.opening(text)):
        if found and FEWEST <= phrases.letters(found[0]) <= LONGEST:
            return found[0]
    return ""


def _first_words(text: str) -> str:
    found = last = ""
    for word in _words(text):
        size = phrases.letters(found)
        if (size >= ENOUGH and last not in _OPEN) or (size >= FEWEST and word.isspace()):
            break
        if size and size + phrases.letters(word) > LONGEST:
            break
        found, last = found + word, word
    return _shortened(found).rstrip(" ,:;(/")


def _words(text: str) -> Iterator[str]:
    # Late: the dictionary costs 0.4 s, and few papers run on.
    from pythainlp.tokenize import word_tokenize

    compound = whole.opening(text)
    if compound:
        yield compound
        text = text[len(compound) :]
    yield from word_tokenize(text, engine="newmm")


def _shortened(text: str) -> str:
    """No dictionary knows where a word of a hundred letters ends: cut, but within no cluster."""
    if phrases.letters(text) <= LONGEST:
        return text
    return "".join(_CLUSTER.findall(text)[:LONGEST])


def catchwords(pages: list) -> dict[int, str]:
    """Catchword of each page that runs on, by page number from 1.

    ``pages`` are the page boxes of a layout. A page does not run on when the next one begins a part
    of its own: a forced break, or another kind of page.
    """
    found = {}
    for number, (page, following) in enumerate(pairwise(pages), 1):
        if page.page_type.name != following.page_type.name or _begins_anew(page, following):
            continue
        text = catchword(opening(following))
        if text:
            found[number] = text
    return found


def opening(page: object) -> str:
    """Text that a page box begins with: its first line, or more when that is a number alone; ''
    where it begins with a picture that bears no words.
    """
    text = ""
    for line in _lines(page.children[0]):
        if line is _PICTURE:
            break
        text = f"{text} {line}".strip()
        if text and not _NUMBER.fullmatch(text):
            break
    return text


_PICTURE = "\N{FRAME WITH PICTURE}"
"""Stands for a figure without a caption: what follows it is not what the page begins with."""


def _lines(box: object) -> Iterator[str]:
    """Text of each line in the flow of a box; repeated table heads are left out."""
    if type(box).__name__ == "LineBox":
        yield "".join(_texts(box)).strip()
        return
    inner = [
        line
        for child in getattr(box, "children", ())
        if not getattr(child, "is_header", False) and child.is_in_normal_flow()
        for line in _lines(child)
    ]
    if box.element_tag != "figure":
        yield from inner
        return
    # The picture's own box, without a name, counts as a figure too: the caption stands beside it.
    yield from [line for line in inner if line and line is not _PICTURE] or [_PICTURE]


def _texts(box: object) -> Iterator[str]:
    if hasattr(box, "text"):
        yield whole.plain(box.text)
    for child in getattr(box, "children", ()):
        yield from _texts(child)


def _begins_anew(page: object, following: object) -> bool:
    """Whether a forced break stands between two pages."""
    before = list(_edge(page, -1))
    after = list(_edge(following, 0))
    ended = _elements(before) - _elements(after)
    begun = _elements(after) - _elements(before)
    return any(
        box.style["break_after"] in _FORCED and box.element in ended for box in before
    ) or any(box.style["break_before"] in _FORCED and box.element in begun for box in after)


def _edge(page: object, side: int) -> Iterator[object]:
    """Boxes in the flow that lie at a page's beginning (``side`` 0) or end (-1)."""
    box = page.children[0]
    while box is not None:
        yield box
        children = [c for c in getattr(box, "children", ()) if c.is_in_normal_flow()]
        box = children[side] if children else None


def _elements(found: list) -> set:
    return {box.element for box in found if box.element is not None}


def ends_alone(pages: list) -> bool:
    """Whether the last of several pages begins with an ending that is to have text before it."""
    return len(pages) > 1 and any(
        "data-not-alone" in one.attrib for one in _elements(list(_edge(pages[-1], 0)))
    )


def companion(pages: list, words: dict[int, str], styles: str) -> str:
    """An empty document with pages like ``pages``, whose feet carry the catchwords.

    ``styles`` is the document's own CSS. Laying this out costs next to nothing; its margin boxes
    are then hung onto the real pages.
    """
    feet = "".join(
        f"@page:nth({number}){{@bottom-right{{content:{_css_string(text)}}}}}"
        for number, text in words.items()
    )
    sheets = "".join(
        f'<p style="page:{page.page_type.name or "auto"};break-after:page;margin:0">'
        for page in pages
    )
    return (
        f'<!doctype html><html lang="th"><title>-</title><style>{styles}'
        "@page{@bottom-right{vertical-align:top;text-align:right;white-space:nowrap}}"
        f"{feet}</style><body>{sheets}</body></html>"
    )


def _css_string(text: str) -> str:
    """CSS string with everything but letters and digits escaped: safe within a style element."""
    return '"' + "".join(c if c.isalpha() or c in " ./" else f"\\{ord(c):x} " for c in text) + '"'
