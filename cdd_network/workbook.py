"""Lists as workbooks: real numbers and dates, frozen heads, and no live formulas.

Columns are as wide as their longest text, up to 60 letters, and wrap what is longer; a column whose
head says «(บาท)» has satang. Printed lying, all columns on one page, the heads on each.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from urllib.parse import quote

import xlsxwriter
from django.http import HttpResponse
from django.utils import timezone
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LISTED_ROWS = 5_000
"""So many rows of a column are chosen from a list."""
NARROWEST, WIDEST_HEAD, WIDEST = 12, 40, 60
"""Letters that a column has room for; a longer head alone makes none wider than the second."""
MONEY, DATE = "#,##0.00", "dd/mm/yyyy"
A4 = 9


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook. ``formats`` and ``lists`` go by column, from 0.

    A format is a number format («@» keeps what is typed as text); a list is the range of another
    sheet from which a cell of the column is chosen.
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
    looks = _looks(book, sheet)
    dated = book.add_format({"num_format": DATE, "valign": "top"})
    rows = list(sheet.rows)
    for column, text in enumerate(sheet.heads):
        page.write_string(0, column, text, head)
        page.set_column(column, column, _width(column, text, rows), looks[column])
        if column in sheet.lists:
            chosen = {"validate": "list", "source": sheet.lists[column], "error_type": "warning"}
            page.data_validation(1, column, LISTED_ROWS, column, chosen)
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            plain = column not in sheet.formats or isinstance(value, datetime)
            look = dated if plain and isinstance(value, date) else looks[column]
            _write(page, number, column, value, look)
    page.freeze_panes(1, 0)
    page.set_paper(A4)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


def _looks(book: xlsxwriter.Workbook, sheet: Sheet) -> list[Format]:
    """The format of each column; columns that look alike share one."""
    numbers = [
        sheet.formats.get(column, MONEY if "(บาท)" in text else "General")
        for column, text in enumerate(sheet.heads)
    ]
    made = {
        text: book.add_format({"num_format": text, "text_wrap": True, "valign": "top"})
        for text in dict.fromkeys(numbers)
    }
    return [made[text] for text in numbers]


def _width(column: int, head: str, rows: Iterable[Sequence[object]]) -> int:
    """Letters across that the head and the longest line of text below it take, within bounds."""
    texts = (row[column] for row in rows if column < len(row))
    lines = (line for text in texts if isinstance(text, str) for line in text.splitlines())
    longest = max(map(_letters, lines), default=0)
    return max(NARROWEST, min(WIDEST_HEAD, _letters(head) + 4), min(WIDEST, longest + 2))


def _letters(text: str) -> int:
    """Letters that take room; a vowel or tone above or below takes none."""
    return sum(unicodedata.category(letter) != "Mn" for letter in text)


def _write(sheet: Worksheet, row: int, column: int, value: object, look: Format) -> None:
    if value is None or value == "":
        return
    if isinstance(value, datetime):
        sheet.write_datetime(row, column, timezone.localtime(value).replace(tzinfo=None), look)
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
