"""Whether bytes are a workbook that may be opened at all: asked before any parser sees them.

A .xlsx is a zip of XML. Sizes, counts and kinds are read from the zip's directory; then each part
is inflated once, within the directory's own bounds, and its tags are counted, because what a parser
builds of a tag is some hundred times the tag. Nothing is parsed here.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from io import BytesIO

from cdd_network.refusal import Refused
from cdd_network.uploads import GROUPS, PEOPLE

MOST_BYTES = max(GROUPS.most_bytes, PEOPLE.most_bytes)
MOST_INFLATED = 50 * 1024 * 1024
MOST_PARTS = 300
MOST_RATIO = 150
"""So many times a part of more than a megabyte may inflate; tables of names reach about 30."""
MOST_TAGS = 1_000_000
"""Tags of a sheet or of its strings, 5,000 rows of 45 cells; and attributes of any part."""
MOST_TAGS_AROUND = 30_000
"""Tags of every other part, and of a sheet outside its rows."""
MOST_TAGS_A_ROW = 40_000
MOST_STRINGS = 150_000
MOST_ROWS, MOST_COLUMNS = GROUPS.most_rows, 60
LAST_ROW = MOST_ROWS * 4
"""Empty rows are passed over down to here."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ROW = re.compile(rb"<(?:\w{1,9}:)?row\b")
_STRING = re.compile(rb"<(?:\w{1,9}:)?si\b")
_XML = re.compile(rb"[\s\x00\xef\xbb\xbf\xff\xfe]*<")
"""The file itself says which part is what: a parser may be led to one of any name."""
TOO_LARGE = f"ตารางใหญ่เกินไป รับได้ไม่เกิน {MOST_ROWS:,} แถว {MOST_COLUMNS} คอลัมน์ โปรดลบแถวและคอลัมน์ว่างที่จัดรูปแบบไว้ หรือแบ่งเป็นหลายไฟล์"
PASTE = "โปรดคัดลอกทั้งตาราง แล้ววางเป็นค่าในแม่แบบ"
SAVE_AS = "โปรดเปิดใน Excel แล้วบันทึกเป็น Excel Workbook (.xlsx)"


class BadWorkbook(Refused):
    """A file that is not read, with the reason in Thai."""


def check_workbook(data: bytes) -> None:
    """Raise BadWorkbook unless ``data`` is a plain .xlsx within bounds."""
    if len(data) > MOST_BYTES:
        raise BadWorkbook(f"ไฟล์ใหญ่เกินไป (รับได้ไม่เกิน {MOST_BYTES // 1024 // 1024} MB)")
    _check_kind(data)
    if data.count(b"PK\x01\x02") > MOST_PARTS:
        raise BadWorkbook("ไฟล์นี้มีส่วนประกอบมากผิดปกติ จึงไม่เปิดอ่าน")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _check_directory(archive.infolist())
            for part in archive.infolist():
                _check_part(part.filename, archive.read(part))
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError):
        raise BadWorkbook(f"เปิดไฟล์ไม่ได้ ไฟล์อาจเสียหาย {SAVE_AS}") from None


def _check_kind(data: bytes) -> None:
    if not data:
        raise BadWorkbook("ไฟล์ว่าง ไม่มีข้อมูล")
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise BadWorkbook("ไฟล์นี้ตั้งรหัสผ่านไว้ โปรดเอารหัสผ่านออกแล้วบันทึกใหม่")
        raise BadWorkbook(f"ไฟล์นี้เป็น Excel รุ่นเก่า (.xls) {SAVE_AS}")
    if not data.startswith(b"PK\x03\x04"):
        raise BadWorkbook(f"ไฟล์นี้ไม่ใช่ Excel (.xlsx) {SAVE_AS}")


def _check_directory(parts: list[zipfile.ZipInfo]) -> None:
    names = {part.filename for part in parts}
    _check_names(names)
    if len(names) != len(parts):
        raise BadWorkbook("ไฟล์นี้มีส่วนประกอบซ้ำชื่อกัน จึงไม่เปิดอ่าน")
    for part in parts:
        if part.flag_bits & 1 or part.compress_type not in (
            zipfile.ZIP_STORED,
            zipfile.ZIP_DEFLATED,
        ):
            raise BadWorkbook(f"ไฟล์นี้บีบอัดหรือเข้ารหัสในแบบที่อ่านไม่ได้ {SAVE_AS}")
        if part.file_size > max(1_000_000, part.compress_size * MOST_RATIO):
            raise BadWorkbook("ไฟล์นี้ขยายใหญ่ผิดปกติเมื่อเปิด จึงไม่เปิดอ่าน")
    if sum(part.file_size for part in parts) > MOST_INFLATED:
        raise BadWorkbook(TOO_LARGE)


def _check_names(names: set[str]) -> None:
    if "word/document.xml" in names:
        raise BadWorkbook("ไฟล์นี้เป็นเอกสาร Word ไม่ใช่ Excel (.xlsx)")
    if "xl/workbook.xml" not in names:
        raise BadWorkbook(f"ไฟล์นี้ไม่ใช่ Excel (.xlsx) {SAVE_AS}")
    for name in names:
        low = name.lower()
        if low.startswith("xl/externallinks/"):
            raise BadWorkbook(f"ไฟล์นี้มีลิงก์ไปยังไฟล์อื่น {PASTE}")
        if low.endswith((".zip", ".xlsx", ".xlsm", ".docx", ".exe", "vbaproject.bin")):
            raise BadWorkbook(f"ไฟล์นี้มีมาโครหรือไฟล์อื่นซ้อนอยู่ {PASTE}")


def _check_part(name: str, data: bytes) -> None:
    if not (name.lower().endswith((".xml", ".rels", ".vml")) or _XML.match(data)):
        return
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in data[:200]:
        raise BadWorkbook(f"ไฟล์นี้ใช้รหัสอักขระที่อ่านไม่ได้ {SAVE_AS}")
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise BadWorkbook("ไฟล์นี้มีคำสั่ง XML ที่ไม่อนุญาต จึงไม่เปิดอ่าน")
    tags = data.count(b"<")
    if max(tags, data.count(b"=")) > MOST_TAGS:
        raise BadWorkbook(TOO_LARGE)
    if name.startswith("xl/worksheets/"):
        _check_sheet(data)
    elif "sharedstrings" in name.lower():
        if len(_STRING.findall(data)) > MOST_STRINGS:
            raise BadWorkbook(TOO_LARGE)
    elif tags > MOST_TAGS_AROUND:
        raise BadWorkbook(f"ไฟล์นี้มีรูปแบบมากผิดปกติ {PASTE}")


def _check_sheet(data: bytes) -> None:
    around, *rows = _ROW.split(data)
    if len(rows) > LAST_ROW:
        raise BadWorkbook(TOO_LARGE)
    last, _, after = rows.pop().rpartition(b"sheetData>") if rows else (b"", b"", b"")
    if max(part.count(b"<") for part in (around, after)) > MOST_TAGS_AROUND:
        raise BadWorkbook(f"ไฟล์นี้มีรูปแบบมากผิดปกติ {PASTE}")
    if max(row.count(b"<") for row in (*rows, last)) > MOST_TAGS_A_ROW:
        raise BadWorkbook(TOO_LARGE)
