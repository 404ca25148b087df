"""From the cells of an uploaded workbook to rows of facts, each cell read as its form field reads it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

from cdd_network import thai
from cdd_network.fields import clean_text, spoken_label
from cdd_network.forms import PageForm
from cdd_network.models import Subdistrict
from cdd_network.uploads import GROUPS, UploadField
from cdd_network.workbook_gate import BadWorkbook
from cdd_network.workbook_reading import Table, read_table
from selection import registry
from selection.forms.groups import GroupForm
from selection.intake import Fault, Row

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile
    from django.db.models import QuerySet

    from cdd_network.content import ActivityType
    from cdd_network.models import User

EXAMPLE = "(ตัวอย่าง)"
"""In the place of a group's number: a row that shows how, and is passed over."""
EMPTY = (None, "", "-", "–")
"""What leaves a stored value as it is."""
WANTED = ("ชื่อหมู่บ้านของกลุ่ม", "หมู่ที่", "ตำบล")


class UploadForm(PageForm):
    """The workbook."""

    file = UploadField(
        GROUPS,
        label="ไฟล์ Excel (.xlsx)",
        help_text=f"ไม่เกิน {GROUPS.most_mb} MB และไม่เกิน {GROUPS.most_rows:,} แถว",
    )

    def data_of_file(self) -> bytes:
        """The file's bytes; one byte over the limit is enough to be told."""
        file: UploadedFile = self.cleaned_data["file"]
        return file.read(GROUPS.most_bytes + 1)


@dataclass
class Read:
    """Rows of a workbook, its faults, how many example rows were passed over, years converted."""

    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    examples: int = 0
    converted: int = 0


def _bare(text: str) -> str:
    return "".join(text.split())


def _is_head(texts: list[str]) -> bool:
    known = {_bare(text) for text in texts}
    return all(_bare(title) in known for title in WANTED)


def read_workbook(
    data: bytes, *, user: User, types: Iterable[ActivityType], places: QuerySet[Subdistrict]
) -> Read:
    """Every row and every fault of a workbook; raises BadWorkbook when there is no table to read."""
    table = read_table(data, _is_head)
    reader = _Reader(user, types, places)
    columns = reader.columns_of(table)
    if not reader.read.faults:
        wrong = {(f.row, f.column) for f in table.faults}
        for fault in table.faults:
            title = columns[fault.column].title if fault.column in columns else ""
            reader.read.faults.append(Fault(fault.row, title, fault.text))
        for line, cells in table.rows.items():
            reader.add(
                line, {columns[c].key: v for c, v in cells.items() if (line, c) not in wrong}
            )
        reader.read.faults.sort(key=lambda fault: fault.line)
    if not reader.read.rows and not reader.read.faults:
        raise BadWorkbook("ไม่มีแถวข้อมูลใต้หัวคอลัมน์ (แถวตัวอย่างไม่นับ) โปรดกรอกข้อมูลในแม่แบบก่อน")
    return reader.read


class _Reader:
    """Reads rows one after another; places and fields are looked up once."""

    def __init__(
        self, user: User, types: Iterable[ActivityType], places: QuerySet[Subdistrict]
    ) -> None:
        self.read = Read()
        self.user = user
        self.columns = registry.columns(types)
        self.fields = GroupForm(subdistricts=places.none(), with_district=False, types=types).fields
        self.places: dict[str, dict[str, Subdistrict]] = {}
        for place in places:
            self.places.setdefault(place.name, {})[place.district.name] = place
        self.districts = {name for found in self.places.values() for name in found}
        self.province = user.office.province.name

    def columns_of(self, table: Table) -> dict[int, registry.Column]:
        """Our column of each of the sheet's; what is not ours is a fault of the heading."""
        known = {_bare(c.title): c for c in self.columns}
        made: dict[int, registry.Column] = {}
        for number, title in table.heads.items():
            column = known.pop(_bare(title), None)
            if column is None:
                twice = _bare(title) in {_bare(c.title) for c in made.values()}
                text = "หัวคอลัมน์ซ้ำ" if twice else "ไม่มีหัวคอลัมน์นี้ในแม่แบบ โปรดลบคอลัมน์นี้หรือแก้หัวคอลัมน์"
                self._fault(table.head_row, title[:60], text)
            else:
                made[number] = column
        for number in {c for cells in table.rows.values() for c in cells} - set(table.heads):
            self._fault(table.head_row, "", f"คอลัมน์ที่ {number} มีข้อมูลแต่ไม่มีหัวคอลัมน์")
        return made

    def _fault(self, line: int, column: str, text: str) -> None:
        self.read.faults.append(Fault(line, column, text))

    def add(self, line: int, cells: dict[str, object]) -> None:
        """Read one row; an empty one and an example are passed over."""
        cells = {key: value for key, value in cells.items() if value not in EMPTY}
        number = str(cells.pop("group", "")).strip()
        if number == EXAMPLE:
            self.read.examples += 1
            return
        group = thai.small_int(number)
        if number and group is None:
            self._fault(
                line, registry.IDENTITY.title, "ต้องเป็นรหัสจากไฟล์ที่ดาวน์โหลด เว้นว่างไว้หากเป็นกลุ่มใหม่"
            )
            return
        if not cells:
            return
        before = len(self.read.faults)
        values = self._values(line, cells, new=group is None)
        if len(self.read.faults) == before:
            self.read.rows.append(Row(line, group, values))

    def _values(self, line: int, cells: dict[str, object], *, new: bool) -> dict[str, object]:
        values = {}
        for column in self.columns:
            key = column.key
            if key in {"group", "subdistrict", "district", "province"}:
                continue
            if key not in cells and not (new and key in registry.PLACE):
                continue
            try:
                values[key] = self._value(column, cells.get(key))
            except ValidationError as wrong:
                named = spoken_label(self.fields[key].label)  # the column says it already
                text = " ".join(wrong.messages)
                self._fault(line, column.title, text.removeprefix(named).lstrip(" :"))
        place = self._place(line, cells, wanted=new)
        return {**values, "subdistrict": place} if place else values

    def _value(self, column: registry.Column, value: object) -> object:
        """A cell as its field reads it; raises ValidationError."""
        read = self.fields[column.key].clean(_as_typed(column, value))
        self.read.converted += bool(getattr(self.fields[column.key], "converted", None))
        return registry.officers_in(read) if column.kind == "lines" else read

    def _place(self, line: int, cells: dict[str, object], *, wanted: bool) -> Subdistrict | None:
        """The subdistrict in the user's reach; of others nothing is told, not even that they are."""
        name, district, province = (
            _place_name(cells.get(key), words)
            for key, words in (
                ("subdistrict", ("ตำบล", "ต.")),
                ("district", ("อำเภอ", "อ.")),
                ("province", ("จังหวัด", "จ.")),
            )
        )
        if province and province != self.province:
            self._fault(line, "จังหวัด", f"ไม่ใช่จังหวัด{self.province} นำเข้าได้เฉพาะกลุ่มในพื้นที่ของท่าน")
        elif district and district not in self.districts:
            self._fault(line, "อำเภอ", "ไม่พบอำเภอนี้ในพื้นที่ของท่าน")
        elif not name:
            if wanted or district:
                self._fault(line, "ตำบล", "กรอกตำบล")
        elif found := self._choose(name, district):
            return found
        elif not district and len(self.places.get(name, {})) > 1:
            self._fault(line, "อำเภอ", "กรอกอำเภอ เพราะมีตำบลชื่อนี้หลายอำเภอ")
        else:
            self._fault(
                line, "ตำบล", f"ไม่พบตำบลนี้ใน{'อำเภอ' + district if district else 'พื้นที่ของท่าน'}"
            )
        return None

    def _choose(self, name: str, district: str) -> Subdistrict | None:
        found = self.places.get(name, {})
        if district:
            return found.get(district)
        return next(iter(found.values())) if len(found) == 1 else None


def _place_name(value: object, words: tuple[str, ...]) -> str:
    name = " ".join(clean_text(str(value or "")).split())
    for word in words:
        name = name.removeprefix(word).strip()
    return name


def _as_typed(column: registry.Column, value: object) -> object:
    """A cell as somebody would have typed it; raises ValidationError for a wrong kind of cell."""
    if isinstance(value, date):
        if column.kind != "date":
            raise ValidationError("เซลล์นี้เป็นวันที่ โปรดจัดรูปแบบเซลล์เป็นตัวเลขหรือข้อความแล้วกรอกใหม่")
        return _christian(value)
    if isinstance(value, int | float):
        if column.kind == "date":
            text = (
                "มีเพียงปี ให้กรอกในคอลัมน์ปีที่จัดตั้ง" if 1900 <= value <= 2700 else "ต้องเป็นวันที่ เช่น 13/6/2545"
            )
            raise ValidationError(text)
        return f"{value:.12g}" if isinstance(value, float) else str(value)
    return value


def _christian(day: date) -> date:
    """The day of a date cell into which a Buddhist year was typed."""
    if day.year < 2400:
        return day
    try:
        return day.replace(year=day.year - thai.BE_OFFSET)
    except ValueError:
        raise ValidationError("วันที่นี้ไม่มีในปฏิทิน") from None
