"""Lists as workbooks: widths, money, and how they print."""

from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import openpyxl

from cdd_network.workbook import Sheet, workbook, workbook_of


def test_columns_fit_their_text_money_has_satang_and_a_page_its_columns() -> None:
    heads = ("ลำดับ", "รายการ", "ตามแผน (บาท)", "วันที่", "เมื่อ", "จำนวนครั้ง")
    moment = datetime(2025, 6, 18, 3, 0, tzinfo=UTC)
    row = (1, "ที่" * 25, Decimal("1234.5"), date(2025, 6, 18), moment, 3)
    long = (2, "ก" * 500, None, None, None, None)
    data = workbook("งบประมาณ", heads, iter([row, long]))
    sheet = openpyxl.load_workbook(BytesIO(data)).active
    widths = [round(sheet.column_dimensions[letter].width) for letter in "ABC"]
    assert widths == [13, 61, 17], "Excel adds the margin of a cell"
    narrow = openpyxl.load_workbook(BytesIO(workbook("ก", heads, [row]))).active
    assert round(narrow.column_dimensions["B"].width) == 28, "ที่ takes the room of one letter"
    assert sheet["B3"].alignment.wrap_text and sheet["B3"].alignment.vertical == "top"
    assert (sheet["C2"].number_format, sheet["C2"].value) == ("#,##0.00", 1234.5)
    assert sheet["F2"].number_format == "General", "a count is no money"
    assert sheet["D2"].number_format == sheet["E2"].number_format == "dd/mm/yyyy"
    assert sheet["E2"].value == datetime(2025, 6, 18, 10, 0), "in local time"
    assert sheet.freeze_panes == "A2" and sheet.print_title_rows == "$1:$1"
    assert (
        sheet.page_setup.orientation == "landscape" and sheet.sheet_properties.pageSetUpPr.fitToPage
    )
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, 0)


def test_a_format_that_is_asked_for_stays() -> None:
    sheets = [Sheet("ก", ["เงิน (บาท)", "เลข"], [(1, "007")], {0: "0", 1: "@"})]
    sheet = openpyxl.load_workbook(BytesIO(workbook_of("ก", sheets))).active
    assert (sheet["A2"].number_format, sheet["B2"].number_format) == ("0", "@")
    assert sheet["B2"].value == "007"
