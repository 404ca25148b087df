"""Variants of the text with which a province asks its districts: LINE to all, to each, a memo. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cdd_network import thai
from reports.watch.line_text import (
    Frame,
    Owing,
    by_district,
    length,
    list_name,
    messages,
    together,
)

VARIANTS = {"all": "รวมทุกอำเภอ", "each": "แยกรายอำเภอ", "memo": "ข้อความบันทึกหรือหนังสือ"}


@dataclass(frozen=True)
class Letter:
    """A text to paste under its title."""

    title: str
    text: str

    @property
    def length_text(self) -> str:
        """«1,109 ตัวอักษร», as LINE counts them."""
        return f"{length(self.text):,} ตัวอักษร"

    @property
    def lines(self) -> int:
        """Rows that its control shows, wrapped lines guessed."""
        return min(24, sum(1 + len(line) // 70 for line in self.text.split("\n")))


def letters(kind: str, owings: Iterable[Owing], frame: Frame) -> list[Letter]:
    """The texts of a variant; none where nothing is owed."""
    owings = list(owings)
    if kind == "memo":
        text = memo(owings, frame)
        return [Letter("ข้อความสำหรับบันทึกข้อความหรือหนังสือ", text)] if text else []
    if kind == "all":
        return _numbered("ข้อความ", messages(owings, frame))
    return [
        one
        for name, rows in by_district(owings)
        for one in _numbered(f"อำเภอ{name}", messages(rows, frame))
    ]


def _numbered(title: str, texts: tuple[str, ...]) -> list[Letter]:
    if len(texts) == 1:
        return [Letter(title, texts[0])]
    return [Letter(f"{title} ส่วนที่ {n} จาก {len(texts)}", one) for n, one in enumerate(texts, 1)]


def memo(owings: Iterable[Owing], frame: Frame) -> str:
    """The same in the three parts of an official paper, '' where nothing is owed."""
    found = by_district(owings)
    if not found:
        return ""
    shared = together(found, frame.today)
    listed = "\n".join(
        f"2.{number} {list_name(names)}\n{text}"
        for number, (names, text) in enumerate(shared, start=1)
    )
    return (
        f"1. เรื่องเดิม ตามที่กรมการพัฒนาชุมชนได้กำหนดให้ดำเนิน{frame.title} "
        f"ปีงบประมาณ พ.ศ. {frame.year} และจังหวัดได้แจ้งให้อำเภอดำเนินการแล้ว นั้น\n"
        f"2. ข้อเท็จจริง {frame.sender}ได้ตรวจสอบแล้ว ณ วันที่ {thai.date_text(frame.today)} "
        f"มีอำเภอที่ยังมีรายการรอดำเนินการ จำนวน {len(found)} อำเภอ ดังนี้\n"
        f"{listed}\n"
        "3. ข้อพิจารณา เพื่อให้การดำเนินงานเป็นไปตามกำหนด เห็นควรแจ้งให้อำเภอดังกล่าวเร่งดำเนินการ"
        "ในระบบให้แล้วเสร็จ หากมีปัญหาหรือข้อขัดข้องให้รายงานจังหวัดทราบ"
    )
