"""The registry as a workbook: what goes out, and the template that comes back filled in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from cdd_network.workbook import Sheet, workbook_of
from selection import registry

if TYPE_CHECKING:
    from cdd_network.content import ActivityType
    from cdd_network.models import Subdistrict
    from selection.models import SavingsGroup

TITLE = "กลุ่มออมทรัพย์เพื่อการผลิต"
TEMPLATE = "แม่แบบทะเบียนกลุ่มออมทรัพย์"
PLACES = "รายชื่ออำเภอ ตำบล"
FORMATS = {"text": "@", "money": "#,##0.00", "date": "dd/mm/yyyy"}
HELP = (
    ("แผ่นงานที่กรอก", "กรอกในแผ่นงานแรก แถวละหนึ่งกลุ่ม อย่าเปลี่ยนชื่อหัวคอลัมน์ และอย่าผสานเซลล์"),
    ("รหัสกลุ่ม", "เว้นว่างเมื่อเพิ่มกลุ่มใหม่ ไฟล์ที่ดาวน์โหลดจากทะเบียนมีรหัสให้แล้ว อย่าแก้ แถวที่ใส่คำว่า (ตัวอย่าง) ระบบจะข้าม"),
    ("ชื่อหมู่บ้านของกลุ่ม", "เช่น บ้านกระเจา ไม่ต้องใส่คำว่า กลุ่มออมทรัพย์เพื่อการผลิต"),
    ("ตำบล อำเภอ", "เลือกจากรายการ หรือพิมพ์ให้ตรงกับแผ่นงาน รายชื่ออำเภอ ตำบล"),
    ("วันที่จัดตั้ง", "เช่น 13/6/2545 ถ้าทราบเพียงปี ให้กรอกเฉพาะคอลัมน์ปีที่จัดตั้ง ใช้ พ.ศ. หรือ ค.ศ. ก็ได้"),
    ("จำนวนและเงิน", "ใช้เลขไทยหรือเลขอารบิก มีจุลภาคได้ ถ้าใช้สูตร ให้คัดลอกแล้ววางเป็นค่าก่อน"),
    ("กรรมการแต่ละฝ่าย", "หนึ่งคนต่อหนึ่งบรรทัด (กด Alt+Enter) หรือคั่นด้วยเครื่องหมาย ; เช่น ชื่อ-สกุล, ประธาน"),
    ("ข้อมูลส่วนบุคคล", "ใส่เฉพาะชื่อและตำแหน่งของกรรมการ อย่าใส่เลขประจำตัวประชาชนหรือหมายเลขโทรศัพท์"),
    ("ช่องที่เว้นว่าง", "กลุ่มที่มีในทะเบียนแล้ว ช่องที่เว้นว่างจะคงข้อมูลเดิมไว้ ถ้าต้องการลบข้อมูล ให้แก้ไขที่หน้าของกลุ่ม"),
    ("จำนวนที่รับ", "ไม่เกิน 5,000 แถว และ 5 MB ระบบตรวจทั้งไฟล์ก่อน ถ้ามีข้อผิดพลาดแม้แถวเดียว จะไม่บันทึกแถวใดเลย"),
)  # fmt: skip
EXAMPLE = {
    "group": "(ตัวอย่าง)",
    "village": "บ้านสวนสุข",
    "moo": 7,
    "province": "",
    "founded_on": "13/6/2545",
    "members_men": 45,
    "members_women": "๖๐",
    "savings": "200,000",
    "officers_directing": "ชื่อ-สกุล ประธานกลุ่ม, ประธาน\nชื่อ-สกุล เลขานุการกลุ่ม, เลขานุการ",
}


def registry_workbook(
    groups: Iterable[SavingsGroup], types: Iterable[ActivityType], *, officers: bool
) -> bytes:
    """The listed groups in the columns that the import reads; persons only with ``officers``."""
    columns = registry.columns(types, officers=officers)
    return workbook_of(TITLE, [_sheet(TITLE, columns, _rows(groups, columns))])


def _rows(
    groups: Iterable[SavingsGroup], columns: tuple[registry.Column, ...]
) -> Iterator[list[object]]:
    for group in groups:
        cells = {key: _cell(value) for key, value in registry.facts_of(group).items()}
        district = group.subdistrict.district
        cells |= {"group": group.pk, "subdistrict": group.subdistrict.name}
        cells |= {"district": district.name, "province": district.province.name}
        yield [cells.get(column.key) for column in columns]


def _cell(value: object) -> object:
    return registry.officers_text(value) if isinstance(value, tuple) else value


def template(types: Iterable[ActivityType], places: Iterable[Subdistrict]) -> bytes:
    """The empty sheet with an example, how to fill it in, and the places to choose from."""
    places = list(places)
    columns = registry.columns(types)
    keys = [column.key for column in columns]
    ends = len({place.district_id for place in places}) + 1, len(places) + 1
    lists = {
        keys.index("subdistrict"): f"='{PLACES}'!$C$2:$C${ends[1]}",
        keys.index("district"): f"='{PLACES}'!$A$2:$A${ends[0]}",
    }
    first = places[0]
    here = {"subdistrict": first.name, "district": first.district.name}
    here["province"] = first.district.province.name
    example = [{**EXAMPLE, **here}.get(key) for key in keys]
    return workbook_of(
        TEMPLATE,
        [
            _sheet("ทะเบียนกลุ่ม", columns, [example], lists),
            Sheet("วิธีกรอก", ("เรื่อง", "คำแนะนำ"), HELP),
            Sheet(PLACES, ("อำเภอทั้งหมด", "อำเภอ", "ตำบล"), _places(places)),
        ],
    )


def _sheet(
    title: str,
    columns: tuple[registry.Column, ...],
    rows: Iterable[list[object]],
    lists: dict[int, str] | None = None,
) -> Sheet:
    formats = {n: FORMATS[c.kind] for n, c in enumerate(columns) if c.kind in FORMATS}
    return Sheet(title, [c.title for c in columns], rows, formats, lists or {})


def _places(places: list[Subdistrict]) -> Iterator[tuple[str, str, str]]:
    """Each district once in the first column, then every subdistrict beside its district."""
    districts = list(dict.fromkeys(place.district.name for place in places))
    for number, place in enumerate(places):
        once = districts[number] if number < len(districts) else ""
        yield once, place.district.name, place.name
