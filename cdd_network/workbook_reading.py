"""A table out of an uploaded workbook: heads, rows and what is wrong with single cells.

Read by openpyxl in its streaming mode behind ``workbook_gate``; openpyxl takes its XML through
defusedxml. The sheet's declared dimension is never believed. Values come as the workbook has them:
text, int, float, date or datetime; formulas, errors and control characters are faults.
"""

from __future__ import annotations

import re
import threading
import warnings
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO

import openpyxl
from openpyxl.utils import get_column_letter

from cdd_network.workbook_gate import (
    LAST_ROW,
    MOST_COLUMNS,
    MOST_ROWS,
    SAVE_AS,
    TOO_LARGE,
    BadWorkbook,
    check_workbook,
)

_TURN = threading.Lock()
"""One workbook at a time in a process: its memory is not multiplied by the threads."""
MOST_SHEETS = 10
HEAD_WITHIN = 10
"""The heading stands within so many rows."""
MOST_CELLS = 2_000_000
"""Cells that are looked at, empty ones too."""
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_MERGED = re.compile(
    rb'<(?:\w{1,9}:)?mergeCell\s[^<>]*ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"'
)


@dataclass(frozen=True)
class CellFault:
    """What is wrong at ``row`` (as Excel numbers it) in ``column`` (from 1; 0 the row itself)."""

    row: int
    column: int
    text: str


@dataclass
class Table:
    """A sheet's heads by column and its rows that hold something, by row number."""

    sheet: str
    head_row: int
    heads: dict[int, str]
    rows: dict[int, dict[int, object]] = field(default_factory=dict)
    faults: list[CellFault] = field(default_factory=list)


def cell_name(row: int, column: int) -> str:
    """«B5»."""
    return f"{get_column_letter(column)}{row}"


def read_table(data: bytes, is_head: Callable[[list[str]], bool]) -> Table:
    """The first table whose heading ``is_head`` knows (texts of a row, left to right).

    Raises BadWorkbook with a Thai sentence for anything that is not such a table within bounds.
    """
    with _TURN:
        check_workbook(data)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter(
                    "ignore"
                )  # what openpyxl leaves out of a file, we do not miss
                return _read(data, is_head)
        except BadWorkbook:
            raise
        except Exception:  # a file made to break a parser breaks it in any way it likes
            raise BadWorkbook(f"อ่านตารางในไฟล์ไม่ได้ ไฟล์อาจเสียหาย {SAVE_AS}") from None


def _read(data: bytes, is_head: Callable[[list[str]], bool]) -> Table:
    book = openpyxl.load_workbook(BytesIO(data), read_only=True, keep_links=False)
    try:
        for sheet in book.worksheets[:MOST_SHEETS]:
            table = _table(sheet, is_head)
            if table:
                table.faults += _merged(data, sheet._worksheet_path, table)
                return table
    finally:
        book.close()
    raise BadWorkbook("ไม่พบตารางที่มีหัวคอลัมน์ตามแม่แบบในไฟล์นี้ โปรดใช้แม่แบบ และอย่าเปลี่ยนชื่อหัวคอลัมน์")


def _table(sheet: object, is_head: Callable[[list[str]], bool]) -> Table | None:
    table = None
    for number, cells in _rows(sheet):
        if table is not None:
            _add(table, number, cells)
            continue
        if number > HEAD_WITHIN:
            return None
        texts = {c: _text(cell.value) for c, cell in cells.items() if isinstance(cell.value, str)}
        if is_head(list(texts.values())):
            table = Table(sheet.title, number, texts)
    return table


def _rows(sheet: object) -> Iterator[tuple[int, dict[int, object]]]:
    """(row number, cells that hold something by column); what lies too far is never cut off unseen."""
    sheet.reset_dimensions()
    seen = 0
    for number, row in enumerate(sheet.iter_rows(), start=1):
        seen += len(row)
        if number > LAST_ROW or seen > MOST_CELLS:
            raise BadWorkbook(TOO_LARGE)
        cells = {c: cell for c, cell in enumerate(row, 1) if cell.value not in (None, "")}
        if cells and max(cells) > MOST_COLUMNS:
            raise BadWorkbook(TOO_LARGE)
        if cells:
            yield number, cells


def _add(table: Table, number: int, cells: dict[int, object]) -> None:
    values: dict[int, object] = {}
    for column, cell in cells.items():
        fault = _fault(cell, cell_name(number, column))
        if fault:
            table.faults.append(CellFault(number, column, fault))
        values[column] = _value(cell.value) if not fault else ""
    if not any(value not in (None, "") for value in values.values()) and not _faulty(table, number):
        return
    if len(table.rows) >= MOST_ROWS:
        raise BadWorkbook(TOO_LARGE)
    table.rows[number] = values


def _faulty(table: Table, row: int) -> bool:
    """Whether the last fault found stands in this row."""
    return bool(table.faults) and table.faults[-1].row == row


def _fault(cell: object, name: str) -> str:
    if cell.data_type == "f":
        return f"เซลล์ {name} เป็นสูตร โปรดวางเป็นค่า"
    if cell.data_type == "e":
        return f"เซลล์ {name} มีค่าผิดพลาดของ Excel"
    if isinstance(cell.value, str) and _CONTROL.search(_unescaped(cell.value)):
        return f"เซลล์ {name} มีอักขระควบคุมที่ใช้ไม่ได้"
    if not isinstance(cell.value, str | int | float | date):
        return f"เซลล์ {name} ไม่ใช่ข้อความ ตัวเลข หรือวันที่"
    return ""


def _value(value: object) -> object:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bool):
        return "จริง" if value else "เท็จ"
    if isinstance(value, datetime):
        return value.date()
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _text(value: str) -> str:
    return _unescaped(value).replace("\r\n", "\n").replace("\r", "\n").strip()


def _unescaped(text: str) -> str:
    """Excel writes characters that XML cannot hold as «_x000D_»."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _merged(data: bytes, path: str, table: Table) -> list[CellFault]:
    """Merged cells from the heading down: of those only one holds a value."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        found = _MERGED.findall(archive.read(path))
    return [
        CellFault(int(top), 0, f"เซลล์ {a}{top}:{b}{end} ผสานกันอยู่ โปรดยกเลิกการผสานเซลล์")
        for a, top, b, end in ((x.decode() for x in one) for one in found)
        if int(end) >= table.head_row
    ]
