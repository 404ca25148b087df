"""The filtered trail as a file: written as it is read, so that no file is held in memory."""

from __future__ import annotations

import csv
from tempfile import TemporaryFile
from typing import TYPE_CHECKING
from urllib.parse import quote

import xlsxwriter
from django.http import FileResponse, StreamingHttpResponse

from cdd_network.workbook import XLSX

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reports.trail.queries import Act

MOST = 20_000
"""So many rows a file holds, the newest ones."""
TITLE = "ประวัติการใช้งาน"
HEADS = ("วันเวลา", "ผู้ใช้", "สำนักงาน", "การกระทำ", "รายการ", "ชื่อรายการ", "รายละเอียด")
_WIDTHS = (18, 28, 24, 36, 20, 40, 60)
_LIVE = ("=", "+", "-", "@", "\t", "\r")
"""What begins a text that a spreadsheet would work out."""


def cells(act: Act) -> tuple[object, ...]:
    """A row of the file."""
    told = " ".join(act.notes)
    return act.at, act.by, act.office, act.verb, act.word, act.thing.name, told


def as_csv(acts: Iterable[Act]) -> StreamingHttpResponse:
    """A text file that Excel reads as Thai, sent while it is read."""
    response = StreamingHttpResponse(_lines(acts), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = _named("csv")
    return response


class _Echo:
    """Gives back what a CSV writer writes."""

    def write(self, text: str) -> str:
        return text


def _lines(acts: Iterable[Act]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow(HEADS)
    for act in acts:
        at, *texts = cells(act)
        yield writer.writerow([f"{at:%Y-%m-%d %H:%M:%S}", *map(_still, texts)])


def _still(text: str) -> str:
    return f"'{text}" if text.startswith(_LIVE) else text


def as_workbook(acts: Iterable[Act]) -> FileResponse:
    """A workbook, written row by row into a file of its own."""
    held = TemporaryFile()  # noqa: SIM115  (the response closes it)
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(held, options)
    sheet = book.add_worksheet(TITLE)
    head = book.add_format({"bold": True, "bottom": 1})
    moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(1, 0)
    for column, text in enumerate(HEADS):
        sheet.write_string(0, column, text, head)
    for number, act in enumerate(acts, start=1):
        at, *texts = cells(act)
        sheet.write_datetime(number, 0, at.replace(tzinfo=None), moment)
        for column, text in enumerate(texts, start=1):
            sheet.write_string(number, column, text)
    book.close()
    held.seek(0)
    response = FileResponse(held, content_type=XLSX)
    response["Content-Disposition"] = _named("xlsx")
    return response


def _named(ending: str) -> str:
    return (
        f"attachment; filename=\"history.{ending}\"; filename*=UTF-8''{quote(f'{TITLE}.{ending}')}"
    )
