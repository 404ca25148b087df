"""Lists as workbooks: real numbers and dates, frozen heads, and no live formulas."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from urllib.parse import quote

import xlsxwriter
from django.http import HttpResponse
from django.utils import timezone

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LISTED_ROWS = 5_000
"""So many rows of a column are chosen from a list."""


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook. ``formats`` and ``lists`` go by column, from 0.

    A format is a number format («@» keeps what is typed as text) or «wrap»; a list is the range of
    another sheet from which a cell of the column is chosen.
    """

    title: str
    heads: Sequence[str]
    rows: Iterable[Sequence[object]]
    formats: Mapping[int, str] = field(default_factory=dict)
    lists: Mapping[int, str] = field(default_factory=dict)


def workbook(title: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """One sheet named ``title``. Text stays text (also «=1+1»); numbers and dates are real."""
    return workbook_of(title, [Sheet(title, heads, rows)])


def workbook_of(title: str, sheets: Iterable[Sheet]) -> bytes:
    """A workbook of several sheets, each as ``workbook`` writes one."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(
        buffer,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "default_date_format": "dd/mm/yyyy",
        },
    )
    book.set_properties({"title": title, "created": datetime(2025, 1, 1)})
    for sheet in sheets:
        _add_sheet(book, sheet)
    book.close()
    return buffer.getvalue()


def _add_sheet(book: xlsxwriter.Workbook, sheet: Sheet) -> None:
    page = book.add_worksheet(sheet.title[:31])
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    known = {
        text: book.add_format(
            {"text_wrap": True, "valign": "top"} if text == "wrap" else {"num_format": text}
        )
        for text in set(sheet.formats.values())
    }
    for column, text in enumerate(sheet.heads):
        page.write_string(0, column, text, head)
        width = max(12, min(40, len(text) + 4))
        page.set_column(column, column, width, known.get(sheet.formats.get(column)))
        if column in sheet.lists:
            chosen = {"validate": "list", "source": sheet.lists[column], "error_type": "warning"}
            page.data_validation(1, column, LISTED_ROWS, column, chosen)
    for number, row in enumerate(sheet.rows, start=1):
        for column, value in enumerate(row):
            _write(page, number, column, value, known.get(sheet.formats.get(column)))
    page.freeze_panes(1, 0)


def _write(sheet: object, row: int, column: int, value: object, look: object = None) -> None:
    if value is None or value == "":
        return
    if isinstance(value, datetime):
        sheet.write_datetime(row, column, timezone.localtime(value).replace(tzinfo=None))
    elif isinstance(value, date):
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), look)
    elif isinstance(value, str):
        sheet.write_string(row, column, value, look)
    else:
        sheet.write(row, column, value, look)


def workbook_response(
    title: str, heads: Sequence[str], rows: Iterable[Sequence[object]]
) -> HttpResponse:
    """The workbook as a download named after its title."""
    return as_download(title, workbook(title, heads, rows))


def as_download(title: str, data: bytes) -> HttpResponse:
    """A workbook's bytes as a download named after its title."""
    response = HttpResponse(data, content_type=XLSX)
    name = quote(f"{title}.xlsx")
    response["Content-Disposition"] = f"attachment; filename=\"list.xlsx\"; filename*=UTF-8''{name}"
    return response
