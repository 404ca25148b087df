"""Forms of participants: one person, many lines, a workbook, those named elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django import forms
from django.core.exceptions import ValidationError

from cdd_network import thai
from cdd_network.editing import EditForm
from cdd_network.forms import LineField, LongTextField, PageForm, ThaiIntegerField
from cdd_network.uploads import PEOPLE, UploadField
from projects.actions.people import FIELDS
from projects.models import CheckIn
from projects.people_reading import MOST_LINES, name_key, phone_of, scrubbed, without_numbers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import QueryDict

    from projects.queries_people import Source

CUT = "ตัดเลขประจำตัวประชาชน 13 หลักออกแล้ว ระบบไม่เก็บเลขนี้ ตรวจข้อความที่เหลือแล้วบันทึกอีกครั้ง"


class NameField(LineField):
    """A person's name: letters, nothing that a sheet would take for a formula."""

    def validate(self, value: str) -> None:
        """Raises a Thai sentence for what is no name."""
        super().validate(value)
        if value and (
            re.search(r"[=<>@|{}\[\]\\]", value)
            or len(re.findall(r"[^\W\d_]", name_key(value))) < 2
        ):
            raise ValidationError("ชื่อต้องเป็นตัวอักษร ไม่มีเครื่องหมายของสูตร เช่น นางสมใจ ดีงาม", code="name")


class PhoneField(LineField):
    """A Thai telephone number, kept as «081-234-5678»."""

    def clean(self, value: object) -> str:
        """The number, '' when empty; raises a Thai sentence."""
        text = super().clean(value)
        if text and not phone_of(text):
            raise ValidationError("โทรศัพท์ต้องเป็นหมายเลข 9–10 หลัก เช่น 081-234-5678", code="invalid")
        return phone_of(text)


class VillageField(LineField):
    """«บ้านกระเจา», whichever way it is typed."""

    def clean(self, value: object) -> str:
        """The name with one leading «บ้าน», '' when empty."""
        return thai.village_text(super().clean(value))


def without_identity(data: QueryDict, names: Iterable[str]) -> tuple[QueryDict, list[str]]:
    """What was typed without identity numbers, and the names of the fields that held one."""
    kept, cut = data.copy(), []
    for name in names:
        left, found = without_numbers(" ".join(data.get(name, "").split()))
        if found:
            kept[name] = left.strip()
            cut.append(name)
    return kept, cut


class PersonFields(PageForm):
    """The fields of a person. An identity number is cut off before the form is even bound."""

    name = NameField(label="ชื่อและนามสกุล", max_length=120, help_text="พร้อมคำนำหน้า เช่น นางสมใจ ดีงาม")
    post = LineField(
        label="ตำแหน่ง", max_length=120, required=False, help_text="เช่น ประธานกลุ่ม กรรมการ สมาชิก"
    )
    village = VillageField(label="ชื่อหมู่บ้าน", max_length=120, required=False)
    moo = ThaiIntegerField(label="หมู่ที่", min_value=1, max_value=99, required=False)
    phone = PhoneField(label="โทรศัพท์", max_length=20, required=False, help_text="ใส่เมื่อจำเป็นต้องติดต่อ")

    def __init__(self, data: QueryDict | None = None, *args: object, **kwargs: object) -> None:
        self.cut: list[str] = []
        if data is not None:
            data, self.cut = without_identity(data, FIELDS)
        super().__init__(data, *args, **kwargs)

    def clean(self) -> dict[str, object]:
        """Say what was cut off, so that nobody thinks it was kept."""
        for name in self.cut:
            if name in self.cleaned_data:
                self.add_error(name, CUT)
        return self.cleaned_data

    def person(self) -> dict[str, object]:
        """The person as the actions want him; of a valid form."""
        return {name: self.cleaned_data[name] for name in FIELDS}


class PersonForm(PersonFields):
    """A person who is added; asks again when the name is on the list already."""

    namesake = forms.BooleanField(label="เป็นคนละคนกับผู้ที่มีชื่อนี้ในบัญชี", required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.asks_namesake = False


class WalkInForm(PersonForm):
    """A person who came without being listed, and when."""

    halves = forms.MultipleChoiceField(
        label="ลงชื่อช่วง", choices=CheckIn.Half.choices, widget=forms.CheckboxSelectMultiple
    )


class PersonEditForm(PersonFields, EditForm):
    """What the list says of one person."""

    together = (("village", "moo"),)


class LinesForm(PageForm):
    """Lines as they were copied from Excel, Word or LINE."""

    text = LongTextField(
        label="รายชื่อ บรรทัดละหนึ่งคน",
        max_length=MOST_LINES * 400,
        most_lines=MOST_LINES * 100,  # told below, in the words of this form
        on_paper=False,
        strip=False,  # lines keep their numbers
        help_text="เรียงเป็น ชื่อและนามสกุล ตำแหน่ง ชื่อหมู่บ้าน หมู่ที่ โทรศัพท์ มีเลขลำดับนำหน้าได้ "
        f"ไม่เกิน {MOST_LINES} บรรทัด",
        widget=forms.Textarea({"rows": 12}),
    )

    def __init__(self, data: Mapping[str, str] | None = None, **kwargs: object) -> None:
        self.cut: set[int] = set()
        if data is not None:
            text, self.cut = scrubbed(data.get("text", ""))
            data = {"text": text}
        super().__init__(data, **kwargs)

    def clean_text(self) -> str:
        """At most 500 people and their heading."""
        text = self.cleaned_data["text"]
        if not text.strip():
            raise ValidationError("วางรายชื่ออย่างน้อย 1 บรรทัด")
        lines = sum(bool(line.strip()) for line in text.splitlines())
        if lines > MOST_LINES + 1:
            raise ValidationError(
                f"วางได้ครั้งละไม่เกิน {MOST_LINES} บรรทัด (มี {lines:,} บรรทัด) โปรดแบ่งวางเป็นหลายครั้ง"
            )
        return text


class WorkbookForm(PageForm):
    """A workbook of people."""

    file = UploadField(
        PEOPLE,
        label="ไฟล์ Excel (.xlsx)",
        help_text=f"ไม่เกิน {PEOPLE.most_mb} MB และไม่เกิน {MOST_LINES} คน ใช้แม่แบบ หรือไฟล์ที่มีหัวคอลัมน์ชื่อและตำแหน่ง",
    )

    def data_of_file(self) -> bytes:
        """The file's bytes; one byte over the limit is enough to be told."""
        return self.cleaned_data["file"].read(PEOPLE.most_bytes + 1)


class KnownForm(PageForm):
    """Whom of those named elsewhere to add; everybody is ticked at first."""

    def __init__(self, data: QueryDict | None = None, *, sources: Iterable[Source]) -> None:
        self.by_key = {one.key: one for source in sources for one in source.people}
        self.base_fields = {
            f"from_{number}": forms.MultipleChoiceField(
                label=source.title,
                choices=[(one.key, _said(one)) for one in source.people],
                initial=[one.key for one in source.people],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )
            for number, source in enumerate(sources)
        }
        self.marks_optional = False
        super().__init__(data)

    def chosen(self) -> list[dict[str, object]]:
        """The people ticked, as the action wants them; of a valid form."""
        keys = [key for name in self.base_fields for key in self.cleaned_data[name]]
        return [self.by_key[key].values for key in keys]

    def clean(self) -> dict[str, object]:
        """Somebody must be ticked."""
        if not self.errors and not any(self.cleaned_data.values()):
            raise ValidationError("เลือกอย่างน้อย 1 คน")
        return self.cleaned_data


def _said(one: object) -> str:
    told = [one.values["name"], one.values["post"], one.said]
    return " · ".join(str(text) for text in told if text)
