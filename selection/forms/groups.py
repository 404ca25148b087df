"""The form of a savings group, and the choice of a subdistrict."""

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from cdd_network import thai
from cdd_network.forms import LineField, MoneyField, PageForm, ThaiIntegerField, ThaiYearField
from cdd_network.models import Subdistrict
from selection.forms.keys import ChoiceOfRow
from selection.group_rules import IDENTITY
from selection.models import SavingsGroup

LONGEST_VILLAGE = 80


class SubdistrictField(ChoiceOfRow):
    """Subdistricts by name; with their district's when they may be of more than one."""

    with_district = False

    def __init__(self, **kwargs: object) -> None:
        super().__init__(queryset=Subdistrict.objects.none(), empty_label="เลือกตำบล", **kwargs)

    def label_from_instance(self, obj: Subdistrict) -> str:
        """«ลำดวน», or «กระสัง – ลำดวน»."""
        return f"{obj.district.name} – {obj.name}" if self.with_district else obj.name


class GroupForm(PageForm):
    """Where the group is, and what is known of it; ``locked`` leaves name and place out."""

    village = LineField(
        label="ชื่อหมู่บ้านของกลุ่ม",
        max_length=120,
        help_text="เช่น บ้านกระเจา ระบบใส่คำว่า กลุ่มออมทรัพย์เพื่อการผลิต ให้เอง",
    )
    moo = ThaiIntegerField(label="หมู่ที่", min_value=1, max_value=99)
    subdistrict = SubdistrictField(label="ตำบล")
    founded_year = ThaiYearField(
        label="ปีที่จัดตั้ง (พ.ศ.)",
        min_value=2510,
        max_value=2700,
        required=False,
        help_text="เช่น 2545",
    )
    members_men = ThaiIntegerField(
        label="สมาชิกชาย (คน)", min_value=0, max_value=100000, required=False
    )
    members_women = ThaiIntegerField(
        label="สมาชิกหญิง (คน)", min_value=0, max_value=100000, required=False
    )
    savings = MoneyField(label="เงินสัจจะสะสม (บาท)", required=False)

    def __init__(
        self,
        *args: object,
        group: SavingsGroup | None = None,
        subdistricts: QuerySet[Subdistrict],
        with_district: bool,
        locked: bool = False,
        **kwargs: object,
    ) -> None:
        if group is not None:
            kwargs["initial"] = {name: getattr(group, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)
        place = self.fields["subdistrict"]
        place.queryset = subdistricts
        place.with_district = with_district
        if locked:
            for name in IDENTITY:
                del self.fields[name]

    def clean_village(self) -> str:
        """The name as the registry keeps it: «บ้านกระเจา»."""
        village = thai.village_text(self.cleaned_data["village"])
        if not village:
            raise ValidationError(self.fields["village"].error_messages["required"])
        over = len(village) - LONGEST_VILLAGE
        if over > 0:
            raise ValidationError(
                f"ชื่อหมู่บ้านของกลุ่ม ยาวเกินไป {over} ตัวอักษร (ได้ไม่เกิน {LONGEST_VILLAGE})"
            )
        return village
