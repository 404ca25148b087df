"""What is missing, as plain text to paste into LINE: by district, in messages short enough. Pure.

Boards, reminders and pages share it: ``owing_of`` says what a group's district owes, ``block`` puts
it in lines, ``messages`` makes whole messages with greeting and close.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from cdd_network import thai
from projects import deadlines

if TYPE_CHECKING:
    from reports.duties import Duty
    from reports.standing import Standing, Step

LINE_LIMIT = 5_000
"""Characters of one message that LINE takes."""
_COUNTED = len("(99/99)\n")


@dataclass(frozen=True)
class Want:
    """One thing that a district owes: ``says`` names it; ``sources`` are the papers that set ``due``.

    ``back``: it was handed in once and sent back for mending, so that no day makes it late.
    """

    says: str
    due: datetime.date | None = None
    sources: tuple[str, ...] = ()
    back: bool = False

    def line(self, today: datetime.date) -> str:
        """«ยังไม่ส่ง… กำหนด 27 มิถุนายน 2568 (เกินกำหนดแล้ว 3 วัน) ตาม…», as far as it is known."""
        if self.back or self.due is None:
            return self.says
        when = f"กำหนด {thai.date_text(self.due)} ({deadlines.days_text(self.due, today)})"
        by = f" ตาม{' และ'.join(self.sources)}" if self.sources else ""
        return f"{self.says} {when}{by}"


@dataclass(frozen=True)
class Owing:
    """What a district («กระสัง») owes; ``group`` names the chosen group, '' before there is one."""

    district: str
    wants: tuple[Want, ...]
    group: str = ""


@dataclass(frozen=True)
class Frame:
    """What stands around the lists: who asks, of which year's programme, where it is done, and when.

    ``sender`` is an office's name, ``title`` the programme's, ``year`` BE.
    """

    sender: str
    title: str
    year: int
    url: str
    today: datetime.date


def owing_of(standing: Standing, again: Duty | None = None) -> Owing:
    """What the district of a chosen group owes as its standing has it; ``wants`` may be empty.

    ``again`` is the looking again, months later, that it owes besides (``duties.owed_again``).
    """
    facts, wants = standing.facts, [_want(one) for one in standing.missing]
    if again:
        sources = again.dues[0].sources
        wants.append(Want(f"ยังไม่ได้บันทึกการ{again.title}", again.due, sources))
    return Owing(facts.district, tuple(wants), facts.group)


def _want(step: Step) -> Want:
    return Want(step.says, step.due, step.sources, back=step.since is not None)


def block(owing: Owing, today: datetime.date) -> str:
    """The lines of one group or district: its name, then «- …» a want."""
    named = [owing.group] if owing.group else []
    return "\n".join([*named, *(f"- {want.line(today)}" for want in owing.wants)])


def by_district(owings: Iterable[Owing]) -> list[tuple[str, list[Owing]]]:
    """Those that owe something, under their districts, both in the order in which they come."""
    held = [one for one in owings if one.wants]
    order = list(dict.fromkeys(one.district for one in held))
    held.sort(key=lambda one: order.index(one.district))
    return [(name, list(rows)) for name, rows in groupby(held, key=lambda one: one.district)]


def messages(owings: Iterable[Owing], frame: Frame, *, limit: int = LINE_LIMIT) -> tuple[str, ...]:
    """Messages of at most ``limit`` characters, numbered «(1/2)» where there are several.

    Districts are numbered and kept whole, those that owe the same are named together; only one that
    is longer than half a message is parted, between its lines. Nothing owed: no message. A limit too small for greeting and close is a ValueError.
    """
    found = by_district(owings)
    if not found:
        return ()
    alone = found[0][0] if len(found) == 1 else ""
    head, foot = _head(frame, alone), _foot(frame)
    listed = [(list_name(names), text) for names, text in together(found, frame.today)]
    pieces = [
        piece
        for number, (name, text) in enumerate(listed, start=1)
        for piece in _pieces(text if alone else f"{number}. {name}\n{text}")
    ]
    parts = _parts(pieces, limit - _COUNTED - length(head) - length(foot) - 4)
    total = len(parts)
    return tuple(
        f"({number}/{total})\n{text}" if total > 1 else text
        for number, text in enumerate((f"{head}\n\n{part}\n\n{foot}" for part in parts), start=1)
    )


def length(text: str) -> int:
    """Characters as LINE counts them: units of UTF-16."""
    return len(text.encode("utf-16-le")) // 2


def _head(frame: Frame, district: str) -> str:
    return (
        f"เรียน พัฒนาการอำเภอ{district or 'ที่มีรายชื่อด้านล่าง'}\n"
        f"{frame.sender}ขอเรียนติดตามการดำเนิน{frame.title} ปีงบประมาณ พ.ศ. {frame.year} "
        f"ณ วันที่ {thai.date_text(frame.today)} มีรายการที่ยังรอดำเนินการ ดังนี้"
    )


def _foot(frame: Frame) -> str:
    return (
        f"โปรดดำเนินการในระบบ {frame.url}\n"
        "หากดำเนินการแล้วหรือมีข้อขัดข้อง โปรดแจ้งให้จังหวัดทราบ ขอขอบคุณในความร่วมมือ"
    )


def together(
    found: Iterable[tuple[str, list[Owing]]], today: datetime.date
) -> list[tuple[list[str], str]]:
    """Districts and their lines; districts that owe the same to the letter share them."""
    shared: dict[str, list[str]] = {}
    for name, rows in found:
        text = "\n".join(block(one, today) for one in rows)
        shared.setdefault(text, []).append(name)
    return [(names, text) for text, names in shared.items()]


def list_name(names: list[str]) -> str:
    """«อำเภอกระสัง», «อำเภอกระสัง บ้านด่าน (2 อำเภอ)»."""
    many = f" ({len(names)} อำเภอ)" if len(names) > 1 else ""
    return f"อำเภอ{' '.join(names)}{many}"


def _pieces(text: str, most: int = LINE_LIMIT // 2) -> list[str]:
    """The text, parted between lines where it is longer than half a message."""
    found = [""]
    for line in text.split("\n"):
        for cut in [line[at : at + most] for at in range(0, len(line), most)] or [""]:
            joined = f"{found[-1]}\n{cut}" if found[-1] else cut
            if length(joined) > most and found[-1]:
                found.append(cut)
            else:
                found[-1] = joined
    return found


def _parts(pieces: list[str], room: int) -> list[str]:
    """Pieces put together with a blank line between, as many as there is room for."""
    if room < max(map(length, pieces)):
        raise ValueError(f"no room for a piece in {room} characters")
    found: list[str] = []
    for piece in pieces:
        if found and length(found[-1]) + 2 + length(piece) <= room:
            found[-1] = f"{found[-1]}\n\n{piece}"
        else:
            found.append(piece)
    return found
