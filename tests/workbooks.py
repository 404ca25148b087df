"""Workbooks as offices make them, and as somebody who means harm makes them."""

import zipfile
from collections.abc import Sequence
from io import BytesIO

import openpyxl
import xlsxwriter

HEADS = ("ชื่อหมู่บ้านของกลุ่ม", "หมู่ที่", "ตำบล", "อำเภอ")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def made(rows: Sequence[Sequence[object]], heads: Sequence[str] = HEADS) -> bytes:
    """A workbook of one sheet: heads, then rows; text beginning with «=» becomes a formula."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "default_date_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet("ทะเบียน")
    for number, row in enumerate([heads, *rows]):
        sheet.write_row(number, 0, row)
    book.close()
    return buffer.getvalue()


def province(places: Sequence[object], count: int, money: int) -> bytes:
    """``count`` groups over the subdistricts ``places``, with members, money, people, activities."""
    heads = (
        *HEADS, "วันที่จัดตั้ง", "สมาชิกชาย (คน)", "สมาชิกหญิง (คน)", "เงินสัจจะสะสม (บาท)", "เงินทุนสำรอง (บาท)",
        "กรรมการฝ่ายอำนวยการ", "กรรมการฝ่ายตรวจสอบ", "ศูนย์สาธิตการตลาด (แห่ง)",
    )  # fmt: skip
    people = "\n".join(f"นายคนที่ {n} ออมทรัพย์, กรรมการ" for n in range(5))
    rows = []
    for n in range(count):
        place = places[n % len(places)]
        where = [f"บ้านทดสอบที่ {n}", n % 30 + 1, place.name, place.district.name]
        rows.append([*where, "13/6/2545", 45, "๖๐", money + n, "10,000", people, people, 1])
    return made(rows, heads)


def merged() -> bytes:
    """A workbook in which two villages share a merged cell."""
    book = openpyxl.load_workbook(
        BytesIO(made([["บ้านหนึ่ง", 1, "ลำดวน", "กระสัง"], ["", 2, "ลำดวน", "กระสัง"]]))
    )
    book.active.merge_cells("A2:A3")
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def repacked(data: bytes, parts: dict[str, bytes], *, store: bool = False) -> bytes:
    """The workbook with ``parts`` in the place of its own, or added."""
    buffer = BytesIO()
    method = zipfile.ZIP_STORED if store else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", method) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, body in parts.items():
            new.writestr(name, body)
    return buffer.getvalue()


def sheet_of(body: bytes, before: bytes = b"", after: bytes = b"", *, store: bool = False) -> bytes:
    """A workbook whose sheet's rows are ``body``; the heads stand in the first row."""
    cells = "".join(
        f'<c r="{c}1" t="inlineStr"><is><t>{t}</t></is></c>'
        for c, t in zip("ABCD", HEADS, strict=True)
    )
    head = f'<row r="1">{cells}</row>'.encode()
    xml = b'<worksheet xmlns="%s">%s<sheetData>%s%s</sheetData>%s</worksheet>'
    whole = xml % (MAIN.encode(), before, head, body, after)
    return repacked(made([]), {"xl/worksheets/sheet1.xml": whole}, store=store)


def row(number: int, village: str = "บ้านหนึ่ง") -> bytes:
    """A row of text."""
    return (
        f'<row r="{number}"><c r="A{number}" t="inlineStr"><is><t>{village}</t></is></c>'
        f'<c r="B{number}"><v>1</v></c></row>'
    ).encode()


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">'
    + b"".join(
        b'<!ENTITY lol%d "%s">' % (n, b"&lol%s;" % (b"" if n == 1 else b"%d" % (n - 1)) * 10)
        for n in range(1, 10)
    )
    + b"]><worksheet>&lol9;</worksheet>"
)
# Each of its beginnings would be looked at up to the end of the file.
NEVER_ENDS = b'<mergeCells><mergeCell ref="A2:A3"/></mergeCells><!--%s-->' % (
    b"<mergeCell a " * 28_000 + bytes(range(97, 123)) * 30_000
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
PLAIN = made([["บ้านหนึ่ง", 1, "ลำดวน", "กระสัง"]])


def docx() -> bytes:
    """A Word document under another name."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    return buffer.getvalue()


def hostile() -> dict[str, tuple[bytes, str]]:
    """Name → bytes of a file, and words of the sentence that refuses it."""
    zeros = b"\0" * 60_000_000
    bomb = repacked(PLAIN, {"xl/media/image1.png": zeros})
    million = b"".join(
        b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(2, 400_000)
    )
    empty = b"".join(b'<row r="%d"/>' % n for n in range(2, 900_000))
    return {
        "empty": (b"", "ไฟล์ว่าง"),
        "csv": ("ชื่อ,หมู่\nก,1".encode(), "ไม่ใช่ Excel"),
        "xls": (OLE, "รุ่นเก่า"),
        "password": (OLE + "EncryptedPackage".encode("utf-16-le"), "รหัสผ่าน"),
        "docx": (docx(), "เอกสาร Word"),
        "cut": (PLAIN[: len(PLAIN) // 2], "เสียหาย"),
        "flipped": (PLAIN.replace(b"PK\x01\x02", b"PK\x01\x03"), "เสียหาย"),
        "large": (b"PK\x03\x04" + b"x" * 6_000_000, "ใหญ่เกินไป"),
        "zip bomb": (bomb, "ขยายใหญ่ผิดปกติ"),
        "many parts": (repacked(PLAIN, {f"x/{n}.xml": b"" for n in range(400)}), "มากผิดปกติ"),
        "nested": (repacked(PLAIN, {"xl/embeddings/a.xlsx": PLAIN}), "ซ้อนอยู่"),
        "macros": (repacked(PLAIN, {"xl/vbaProject.bin": b"x"}), "มาโคร"),
        "external": (repacked(PLAIN, {"xl/externalLinks/externalLink1.xml": b"<a/>"}), "ลิงก์ไปยังไฟล์อื่น"),
        "laughs": (repacked(PLAIN, {"xl/worksheets/sheet1.xml": LAUGHS}), "ไม่อนุญาต"),
        "laughs in theme": (repacked(PLAIN, {"xl/theme/theme1.xml": LAUGHS}), "ไม่อนุญาต"),
        "utf-16": (repacked(PLAIN, {"xl/worksheets/sheet1.xml": LAUGHS.decode().encode("utf-16")}), "รหัสอักขระ"),
        "not xml": (repacked(PLAIN, {"xl/worksheets/sheet1.xml": b"<worksheet"}), "เสียหาย"),
        "wrong sheet": (made([["ก", 1]], ("รายการ", "จำนวน")), "หัวคอลัมน์ตามแม่แบบ"),
        "a heading missing": (made([["ก", 1]], HEADS[:2]), "หัวคอลัมน์ตามแม่แบบ"),
        "no rows": (made([]), "ไม่มีแถวข้อมูล"),
        "400,000 rows": (sheet_of(million), "ใหญ่เกินไป"),
        "900,000 empty rows": (sheet_of(empty + row(1_000_000)), "ใหญ่เกินไป"),
        "a far row": (sheet_of(row(2) + row(30_000)), "ใหญ่เกินไป"),
        "5,001 rows": (sheet_of(b"".join(row(n) for n in range(2, 5_003))), "ใหญ่เกินไป"),
        "a far column": (sheet_of(row(2) + b'<row r="3"><c r="A3"><v>1</v></c><c r="BJ3"><v>1</v></c></row>'), "ใหญ่เกินไป"),
        "one endless row": (sheet_of(b'<row r="2">' + b"<c/>" * 800_000 + b"</row>", store=True), "ใหญ่เกินไป"),
        "endless formats": (sheet_of(row(2), after=b"<conditionalFormatting/>" * 60_000, store=True), "รูปแบบมากผิดปกติ"),
        "endless columns": (sheet_of(row(2), before=b"<cols>" + b'<col min="1" max="1"/>' * 60_000 + b"</cols>", store=True), "รูปแบบมากผิดปกติ"),
        "endless strings": (repacked(PLAIN, {"xl/sharedStrings.xml": b"<sst>" + b"<si/>" * 900_000 + b"</sst>"}, store=True), "ใหญ่เกินไป"),
        "tags under another name": (repacked(PLAIN, {"xl/book.dat": b"\xef\xbb\xbf\n<a>" + b"<b/>" * 60_000 + b"</a>"}, store=True), "รูปแบบมากผิดปกติ"),
        "endless attributes": (repacked(PLAIN, {"xl/theme/theme1.xml": b"<a%s/>" % b"".join(b' a%d=""' % n for n in range(1_000_001))}), "ใหญ่เกินไป"),
        "merged cells that never end": (sheet_of(row(2), after=NEVER_ENDS, store=True), "A2:A3 ผสานกันอยู่"),
        "wide rows": (sheet_of(b"".join(b'<row r="%d"><c r="ZZZ%d"/></row>' % (n, n) for n in range(2, 5000))), "ใหญ่เกินไป"),
        "a huge number": (sheet_of(b'<row r="2"><c r="B2"><v>%s</v></c></row>' % (b"9" * 5000)), "เสียหาย"),
        "no such string": (sheet_of(b'<row r="2"><c r="A2" t="s"><v>999</v></c></row>'), "เสียหาย"),
        "formula": (made([["บ้านหนึ่ง", "=1+1", "ลำดวน", "กระสัง"]]), "เซลล์ B2 เป็นสูตร โปรดวางเป็นค่า"),
        "shared formula": (sheet_of(b'<row r="2"><c r="A2"><f t="shared" si="0">B1</f><v>1</v></c></row>'), "เซลล์ A2 เป็นสูตร"),
        "error value": (sheet_of(b'<row r="2"><c r="A2" t="e"><v>#N/A</v></c></row>'), "เซลล์ A2 มีค่าผิดพลาด"),
        "merged": (merged(), "A2:A3 ผสานกันอยู่"),
        "nul": (sheet_of(row(2, "บ้าน_x0000_หนึ่ง")), "อักขระควบคุม"),
        "10,000 letters": (made([["ก" * 10_000, 1, "ลำดวน", "กระสัง"]]), "ยาวเกินไป"),
        "text for number": (made([["บ้านหนึ่ง", "เจ็ด", "ลำดวน", "กระสัง"]]), "แถว 2 คอลัมน์ หมู่ที่: ต้องเป็นจำนวนเต็ม"),
        "infinite": (sheet_of(b'<row r="2"><c r="B2"><v>1e999</v></c></row>'), "ต้องเป็นจำนวนเต็ม"),
        "heading twice": (made([["ก", 1, "ล", "ก", 1]], (*HEADS, "หมู่ที่")), "หัวคอลัมน์ซ้ำ"),
        "unknown heading": (made([["ก", 1, "ล", "ก", 1]], (*HEADS, "หมายเหตุ")), "คอลัมน์ หมายเหตุ: ไม่มีหัวคอลัมน์นี้"),
        "no heading": (made([["ก", 1, "ล", "ก", 1]], HEADS), "ไม่มีหัวคอลัมน์"),
    }  # fmt: skip
