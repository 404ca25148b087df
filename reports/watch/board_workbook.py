"""A province's board as a workbook: every row asked for, real days and numbers. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.standing import STEPS
from reports.watch import call_rows
from reports.watch.rows import LIGHT_WORDS

if TYPE_CHECKING:
    from reports.watch.board import Board
    from reports.watch.rows import Mark, Row

_FIRST = (
    "อำเภอ",
    "กลุ่ม",
    "รายละเอียด",
    "ถึงตาใคร",
    "สถานะ",
    "สัญญาณ",
    "วันครบกำหนด",
    "เหลือ (วัน)",
    "สิ่งที่ค้าง",
)
_DATED = {
    "allot": ("done",),
    "hold": ("done", "due"),
    "plan": ("done", "due"),
    "summary": ("done", "due"),
    "accept_plan": ("done",),
    "accept_summary": ("done",),
    "bpm": ("done", "due"),
}
"""Steps of a group that have days, in the order of the way; a step without says how it stands."""
_PART = {"done": "ทำแล้ววันที่", "due": "กำหนด"}


def heads(board: Board) -> tuple[str, ...]:
    """Heads over ``cells``."""
    if board.phase == "call":
        titles = [*call_rows.STEPS.values()]
    else:
        titles = [
            f"{title} {_PART[part]}" if part else title
            for key, title in STEPS.items()
            for part in _DATED.get(key, ("",))
        ]
    return (*_FIRST, *titles, "ทวงถามล่าสุด")


def cells(board: Board) -> list[tuple[object, ...]]:
    """A row each of those asked for; days left are negative once over, none where nothing is owed."""
    return [_cells(row, board) for row in board.rows]


def _cells(row: Row, board: Board) -> tuple[object, ...]:
    left = (row.due - board.today).days if row.due and row.turns else None
    missing = "\n".join(f"{one.text} {one.when}".strip() for one in row.items)
    group = row.name if row.owing.group else ""
    return (
        *(row.district, group, row.told, row.turn, row.tag, LIGHT_WORDS[row.light]),
        *(row.due, left, missing),
        *(cell for mark in row.marks for cell in _mark(mark)),
        row.nudged and row.nudged.date(),
    )


def _mark(mark: Mark) -> list[object]:
    if mark.key not in _DATED:
        return [mark.word]
    return [getattr(mark, part) for part in _DATED[mark.key]]
