"""The form of a savings group, and the choice of a subdistrict."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils import timezone

from cdd_network import thai
from cdd_network.editing import OWN, EditForm
from cdd_network.fields import spoken_label
from cdd_network.forms import (
    LineField,
    LongTextField,
    MoneyField,
    ThaiDateField,
    ThaiIntegerField,
    ThaiYearField,
)
from cdd_network.models import Subdistrict
from selection import registry
from selection.forms.keys import ChoiceOfRow
from selection.group_rules import IDENTITY

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.forms import BoundField

    from cdd_network.content import ActivityType
    from selection.models import SavingsGroup

LONGEST_VILLAGE = 80
FIRST_YEAR = 2510
"""Before the first savings group of the department (2517) with some years to spare."""
MOST_ACTIVITIES = 999


class SubdistrictField(ChoiceOfRow):
    """Subdistricts by name; with their district's when they may be of more than one."""

    with_district = False

    def __init__(self, **kwargs: object) -> None:
        super().__init__(queryset=Subdistrict.objects.none(), empty_label="เลือกตำบล", **kwargs)

    def label_from_instance(self, obj: Subdistrict) -> str:
        """«ลำดวน», or «กระสัง – ลำดวน»."""
        return f"{obj.district.name} – {obj.name}" if self.with_district else obj.name


class VillageField(LineField):
    """The village as the registry keeps it: «บ้านกระเจา»."""

    def clean(self, value: object) -> str:
        """The name; raises a Thai sentence when none is left or it is too long."""
        village = thai.village_text(super().clean(value) or "")
        if not village:
            raise ValidationError(self.error_messages["required"])
        over = len(village) - LONGEST_VILLAGE
        if over > 0:
            raise ValidationError(
                f"ชื่อหมู่บ้านของกลุ่ม ยาวเกินไป {over} ตัวอักษร (ได้ไม่เกิน {LONGEST_VILLAGE})"
            )
        return village


class FoundedField(ThaiDateField):
    """A day between the first groups and today."""

    def clean(self, value: object) -> date | None:
        """The day, None when empty; raises a Thai sentence."""
        day = super().clean(value)
        if day and day > timezone.localdate():
            raise ValidationError(f"{spoken_label(self.label)} ต้องไม่เป็นวันในอนาคต")
        if day and thai.be_year(day) < FIRST_YEAR:
            raise ValidationError(f"{spoken_label(self.label)} ต้องไม่ก่อน พ.ศ. {FIRST_YEAR}")
        return day


class OfficersField(LongTextField):
    """A division of the group's committee: a person a line, as ``registry`` reads them."""

    def clean(self, value: object) -> str:
        """The lines, tidied; raises a Thai sentence that names nobody."""
        text = super().clean(value) or ""
        try:
            return registry.officers_text(registry.officers_in(text))
        except ValueError as fault:
            raise ValidationError(f"{self.label} {fault}") from None


def _people(label: str) -> ThaiIntegerField:
    return ThaiIntegerField(label=label, min_value=0, max_value=100000, required=False)


def _money(label: str) -> MoneyField:
    return MoneyField(label=label, required=False)


def officers_field(label: str) -> OfficersField:
    """The text area of one division."""
    return OfficersField(label=label, required=False, max_length=6000, most_lines=60)


def activity_field(label: str) -> ThaiIntegerField:
    """How many activities of one type."""
    return ThaiIntegerField(label=label, min_value=0, max_value=MOST_ACTIVITIES, required=False)


@dataclass(frozen=True)
class Section:
    """A part of the form: title, help, how it is laid out, and its fields."""

    title: str
    help: str
    layout: str
    fields: list[BoundField]

    @property
    def people(self) -> bool:
        """Whether it names people, which asks for a word on why."""
        return isinstance(self.fields[0].field, OfficersField)


class GroupForm(EditForm):
    """All that the registry holds of a group; ``locked`` leaves name and place out.

    A new group has no version to carry.
    """

    kept_as = "group"
    together = (IDENTITY, ("founded_on", "founded_year"))
    village = VillageField(
        label="ชื่อหมู่บ้านของกลุ่ม",
        max_length=120,
        help_text="เช่น บ้านกระเจา ระบบใส่คำว่า กลุ่มออมทรัพย์เพื่อการผลิต ให้เอง",
    )
    moo = ThaiIntegerField(label="หมู่ที่", min_value=1, max_value=99)
    subdistrict = SubdistrictField(label="ตำบล")
    founded_on = FoundedField(
        label="วันที่จัดตั้ง", required=False, help_text="เว้นว่างได้ ถ้าทราบเพียงปี ให้กรอกปีที่จัดตั้งด้านล่าง"
    )
    founded_year = ThaiYearField(
        label="ปีที่จัดตั้ง (พ.ศ.)",
        min_value=FIRST_YEAR,
        max_value=2700,
        required=False,
        help_text="เช่น 2545 เมื่อกรอกวันที่จัดตั้งแล้ว ระบบใส่ปีให้เอง",
    )
    members_men = _people("สมาชิกชาย (คน)")
    members_women = _people("สมาชิกหญิง (คน)")
    savings = _money("เงินสัจจะสะสม (บาท)")
    savings_monthly = _money("เงินสัจจะสะสมต่อเดือน (บาท)")
    loans = _money("เงินให้กู้ยืมคงค้าง (บาท)")
    reserve = _money("เงินทุนสำรอง (บาท)")

    def __init__(
        self,
        *args: object,
        group: SavingsGroup | None = None,
        subdistricts: QuerySet[Subdistrict],
        with_district: bool,
        types: Iterable[ActivityType],
        locked: bool = False,
        **kwargs: object,
    ) -> None:
        divisions = {key: officers_field(label) for key, label in registry.DIVISIONS.items()}
        kinds = {c.key: activity_field(c.title) for c in registry.activity_columns(types)}
        self.base_fields = {**self.base_fields, **divisions, **kinds}
        if group is not None:
            kwargs["initial"] = _initial(group)
        super().__init__(*args, **kwargs)
        self.divisions, self.kinds = list(divisions), list(kinds)
        self.not_kept = tuple(divisions)  # they name people
        place = self.fields["subdistrict"]
        place.queryset = subdistricts
        place.with_district = with_district
        for name in (*(IDENTITY if locked else ()), *(OWN if group is None else ())):
            del self.fields[name]

    def clean(self) -> dict[str, object]:
        """The year follows the day; a year typed against the day is asked about."""
        data = super().clean()
        day, year = data.get("founded_on"), data.get("founded_year")
        if not day or "founded_year" in self.errors:
            return data
        if year and year != thai.be_year(day) and year != self.initial.get("founded_year"):
            self.add_error("founded_year", "ปีที่จัดตั้ง ไม่ตรงกับวันที่จัดตั้ง แก้ให้ตรงกัน หรือเว้นปีว่างไว้")
        else:
            data["founded_year"] = thai.be_year(day)
        return data

    def values(self) -> dict[str, object]:
        """What is stored of the form: officers as pairs, no activity as 0."""
        made = super().values()
        for name in self.divisions:
            made[name] = registry.officers_in(made[name])
        return {**made, **{name: made[name] or 0 for name in self.kinds}}

    def sections(self) -> list[Section]:
        """The form as it stands on the screen; what is locked is left out."""
        parts = (
            ("ที่ตั้งของกลุ่ม", "", "", IDENTITY),
            ("การจัดตั้งและสมาชิก", "", "", ("founded_on", "founded_year", "members_men", "members_women")),
            ("เงินของกลุ่ม", "", "", ("savings", "savings_monthly", "loans", "reserve")),
            ("คณะกรรมการของกลุ่ม", "บรรทัดละหนึ่งคน เช่น ชื่อ-สกุล, ประธาน", "", self.divisions),
            ("กิจกรรมเครือข่ายที่มีอยู่", "กรอกเฉพาะประเภทที่มี", "grid", self.kinds),
        )  # fmt: skip
        kept = (
            (t, h, layout, [self[n] for n in names if n in self.fields])
            for t, h, layout, names in parts
        )
        return [Section(*part) for part in kept if part[3]]


def _initial(group: SavingsGroup) -> dict[str, object]:
    """A stored group as the form's controls show it; no activity is an empty control."""
    facts = registry.facts_of(group)
    shown = {key: registry.officers_text(facts[key]) for key in registry.DIVISIONS}
    place = {"subdistrict": group.subdistrict_id, "version": group.version}
    return {**facts, **shown, **place}
