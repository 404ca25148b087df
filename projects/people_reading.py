"""Lines of people as they are pasted from Excel, Word or LINE → what each of them says.

Pure. Identity numbers of 13 digits are cut off before anything else is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from cdd_network import id_numbers, printable, thai
from cdd_network.uploads import PEOPLE

MOST_LINES = PEOPLE.most_rows
LONGEST_LINE = 1_000

_DASH = r"\-\u2010-\u2015\u2212"
_PHONE = re.compile(r"(?<!\d)(?:\+66 ?|0)\d(?:[- ]?\d){7,8}(?!\d)")

TITLES = (
    "นางสาว", "น.ส.", "นส.", "นาง", "นาย", "เด็กชาย", "เด็กหญิง", "ด.ช.", "ด.ญ.", "คุณ", "ดร.", "พระ",
    "ว่าที่ ร.ต.หญิง", "ว่าที่ร้อยตรีหญิง", "ว่าที่ร้อยตรี", "ว่าที่ ร.ต.", "ว่าที่ร.ต.",
    "ร.ต.อ.", "ร.ต.ท.", "ร.ต.ต.", "ร.ต.", "ร.ท.", "ร.อ.", "พ.ต.", "พ.ท.", "พ.อ.",
    "จ.ส.อ.", "จ.ส.ต.", "จ.ส.ท.", "ส.อ.", "ส.ท.", "ส.ต.", "ด.ต.",
)  # fmt: skip
_TITLE = re.compile("(?:" + "|".join(re.escape(one) for one in TITLES) + ")")
_POSTS = re.compile(
    "ประธาน|รอง|กรรมการ|สมาชิก|เลขา|เหรัญญิก|ผู้|กำนัน|อสม|ผช|ที่ปรึกษา|ครู|พัฒนา|นัก|เจ้า|ตัวแทน|ฝ่าย|อบต|สารวัตร|แพทย์|ปลัด|นายก"
)
_NUMBERING = re.compile(
    r"^\s*(?:[-•*·–]\s*)?(?:\(?\d{1,3}(?:[.)\]:]+\s*|\s+|$)|\d{1,3}(?=[ก-๙]))?\s*"
)
_MOO = re.compile(r"(?:หมู่(?:บ้าน)?(?:ที่)?|(?<![ก-๙])ม\.)\s*(\d{1,3})(?!\d)")
_VILLAGE = re.compile(r"(?:^|(?<=\s))(?:บ้าน|บ\.)\s?(\S+)")
_CALL = re.compile(r"(?:โทร(?:ศัพท์)?|เบอร์(?:โทร)?|มือถือ)\.?\s*:?\s*$")
HEADS = (
    ("village", re.compile(r"^(?:ชื่อ)?หมู่บ้าน|^บ้าน")),
    ("moo", re.compile(r"^หมู่|^ม\.")),
    ("title", re.compile(r"^คำนำ")),
    ("surname", re.compile(r"^(?:นาม)?สกุล")),
    ("name", re.compile(r"^ชื่อ")),
    ("post", re.compile(r"^ตำแหน่ง")),
    ("phone", re.compile(r"^(?:หมายเลข)?โทร|^เบอร์|^มือถือ")),
    ("number", re.compile(r"^ลำดับ|^ที่$|^no\.?$", re.IGNORECASE)),
)
"""Headings by how they begin, once their spaces are gone."""


@dataclass
class Said:
    """What a line says: texts of name, post, village, moo and phone; ``unused``: cells that fit
    nowhere."""

    line: int
    values: dict[str, str] = field(default_factory=dict)
    unused: list[str] = field(default_factory=list)


# Identity numbers


def without_numbers(text: str) -> tuple[str, bool]:
    """``text`` of one line as it is printed, without identity numbers, and whether there was one."""
    left, found = id_numbers.cut(text)
    return printable.fold(left), found


def scrubbed(text: str) -> tuple[str, set[int]]:
    """A text of many lines without identity numbers, and the lines (from 1) that held one."""
    lines = [without_numbers(line) for line in _lines(text)]
    cut = {number for number, (_, found) in enumerate(lines, start=1) if found}
    return "\n".join(left for left, _ in lines), cut


def _lines(text: str) -> list[str]:
    return re.split(r"\r\n|[\r\n\v\f\x85\u2028\u2029]", text)


# Names


def name_key(name: str) -> str:
    """What two writings of a name have in common: no title, no spaces."""
    plain = "".join(name.split())
    found = _TITLE.match(plain) or re.match("|".join(re.escape(_bare(t)) for t in TITLES), plain)
    return plain[found.end() :] if found else plain


def sort_key(name: str) -> str:
    """Order of the Thai dictionary, near enough: by the consonant that a leading vowel belongs to."""
    plain = re.sub(r"([เ-ไ])(.)", r"\2\1", name_key(name))
    return re.sub("[็-๎]", "", plain) or "\uffff"


def phone_of(text: str) -> str:
    """«081-234-5678» of a Thai telephone number however it is written, or ''."""
    digits = re.sub(r"\D", "", thai.arabic_digits(text).replace("+66", "0", 1))
    if len(digits) == 9 and digits[0] in "689":
        digits = f"0{digits}"  # Excel takes the zero of a number away
    if not re.fullmatch(r"0\d{8,9}", digits) or re.search(
        r"[^\d\s+().\-–]", thai.arabic_digits(text)
    ):
        return ""
    area = 2 if digits.startswith("02") else 3
    return f"{digits[:area]}-{digits[area : area + 3]}-{digits[area + 3 :]}"


# Lines


def read_lines(text: str) -> list[Said]:
    """Every line that says something, in order. A heading names the columns of the lines under it.

    The text was ``scrubbed`` before.
    """
    found, heads = [], {}
    for number, line in enumerate(_lines(text), start=1):
        left = thai.arabic_digits(line[:LONGEST_LINE])
        cells = [re.sub(r"\s+", " ", cell).strip(' "') for cell in _cells(left)]
        if not any(cells):
            continue
        if named := _heads(cells):
            heads = named
            continue
        said = Said(number)
        if len(cells) > 1 and _fits(cells, heads):
            _by_heads(said, cells, heads)
        elif len(cells) > 1:
            _by_order(said, cells)
        else:
            _by_words(said, cells[0])
        found.append(said)
    return found


COLUMNS = {
    "name": "ชื่อและนามสกุล",
    "post": "ตำแหน่ง",
    "village": "ชื่อหมู่บ้าน",
    "moo": "หมู่ที่",
    "phone": "โทรศัพท์",
}
"""Columns of the template and of the list as a workbook."""


def head_of(text: str) -> str:
    """Which of our columns a heading names, '' for none."""
    bare = _bare(text)
    return next((name for name, pattern in HEADS if pattern.search(bare)), "")


def is_head(texts: Iterable[str]) -> bool:
    """Whether the texts of a row are headings: one of a name, beside another."""
    named = [head_of(text) for text in texts if len(text) <= 40]
    return "name" in named and len({*named} - {""}) > 1


def _bare(text: str) -> str:
    return "".join(text.split())


def _heads(cells: list[str]) -> dict[int, str]:
    texts = [cell for cell in cells if cell]
    if any(re.search(r"\d", cell) for cell in texts) or not is_head(texts):
        return {}
    return {number: head_of(cell) for number, cell in enumerate(cells)}


def _cells(line: str) -> list[str]:
    if "\t" in line:
        return line.split("\t")
    if re.search("[,;|]", line):
        return re.split("[,;|]", line)
    return re.split(r"\s{2,}", line.strip())


def _fits(cells: list[str], heads: dict[int, str]) -> bool:
    """Whether a line stands under the headings: where they have a number, it has one or nothing."""
    numbers = [cells[n] for n, name in heads.items() if name == "number" and n < len(cells)]
    return bool(heads) and all(re.fullmatch(r"\(?\d*[.)]?", cell) for cell in numbers)


def _by_heads(said: Said, cells: list[str], heads: dict[int, str]) -> None:
    """Cells under their headings; title, name and surname are one."""
    parts: dict[str, str] = {}
    for number, cell in enumerate(cells):
        name = heads.get(number, "")
        if not cell or name == "number":
            continue
        if not name or name in parts:
            said.unused.append(cell)
        else:
            parts[name] = cell
    name = parts.pop("title", "") + _NUMBERING.sub("", parts.pop("name", ""), count=1)
    said.values["name"] = _joined(f"{name} {parts.pop('surname', '')}".strip())
    for key in ("moo", "phone"):
        if key in parts:
            said.values[key] = parts.pop(key)
    for key in ("village", "post"):
        if key in parts:
            _place(said, parts.pop(key), key)


def _by_order(said: Said, cells: list[str]) -> None:
    """Name first, then position and village; หมู่ที่ and telephone are known by their look."""
    cells = [cell for cell in cells if cell]
    if cells:
        cells[0] = _NUMBERING.sub("", cells[0], count=1)
        cells = [cell for cell in cells if cell]
    if len(cells) > 1 and _TITLE.fullmatch(cells[0]):
        cells[:2] = [cells[0] + cells[1]]
    if len(cells) > 1 and _is_surname(cells[0], cells[1]):
        cells[:2] = [f"{cells[0]} {cells[1]}"]
    said.values["name"] = _joined(cells[0] if cells else "")
    for cell in cells[1:]:
        _place(said, cell, "")


def _joined(name: str) -> str:
    """«นายดำ แดงดี» of «นาย ดำ แดงดี»."""
    return re.sub(r"^(นางสาว|นาง|นาย|น\.ส\.)\s+", r"\1", name)


def _is_surname(name: str, cell: str) -> bool:
    """Whether the cell after a single given name is its surname."""
    title = _TITLE.match(name)
    alone = title is not None and " " not in name[title.end() :].strip()
    return (
        alone
        and re.fullmatch("[ก-๎]+", cell) is not None
        and not (_POSTS.match(cell) or cell.startswith(("บ้าน", "หมู่")))
    )


def _place(said: Said, cell: str, key: str) -> None:
    """Put a cell where it belongs: what it holds of หมู่ที่ and village first, the rest by ``key``,
    or where there is room."""
    values = said.values
    if phone_of(_CALL.sub("", cell)) or _CALL.match(cell):
        key = "phone"
    elif re.fullmatch(r"\d{1,2}", cell) and not key:
        key = "moo"
    else:
        cell = _take_place(values, cell)
    if not cell:
        return
    if not key:
        key = next((one for one in ("post", "village") if not values.get(one)), "")
        key = "" if re.fullmatch(r"[\d\W]+", cell) else key
    if not key or values.get(key):
        said.unused.append(cell)
    else:
        values[key] = cell


def _take_place(values: dict[str, str], text: str) -> str:
    """What is left of ``text`` without «หมู่ที่ 7» and «บ้านกระเจา», which go to their places."""
    if (found := _MOO.search(text)) and not values.get("moo"):
        values["moo"] = found[1]
        text = f"{text[: found.start()]} {text[found.end() :]}"
    if (found := _VILLAGE.search(text)) and not values.get("village"):
        values["village"] = f"บ้าน{found[1].removeprefix('บ้าน')}"
        text = f"{text[: found.start()]} {text[found.end() :]}"
    return re.sub(r"\s+", " ", text).strip(" /-–,()")


def _by_words(said: Said, text: str) -> None:
    """A line without columns, as people write in LINE: name and surname, the rest is the position."""
    text = _NUMBERING.sub("", text, count=1)
    if found := _PHONE.search(text):
        said.values["phone"] = found[0]
        text = f"{_CALL.sub('', text[: found.start()].rstrip())} {text[found.end() :]}"
    words = _take_place(said.values, text).split()
    said.unused += [word for word in words if word.isdigit()]
    words = [word for word in words if not word.isdigit()]
    many = 3 if len(words) > 2 and _TITLE.fullmatch(words[0]) else 2
    said.values["name"] = _joined(" ".join(words[:many]))
    if words[many:]:
        said.values["post"] = " ".join(words[many:])
