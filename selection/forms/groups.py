"""The form of a savings group."""

from django import forms
from django.db.models import QuerySet

from cdd_network.forms import PageModelForm, MoneyField
from cdd_network.models import Subdistrict
from selection.models import SavingsGroup


class SubdistrictField(forms.ModelChoiceField):
    """Subdistricts by name; with their district's when they are of more than one."""

    def __init__(self, *, with_district: bool = False, **kwargs: object) -> None:
        super().__init__(empty_label="เลือกตำบล", **kwargs)
        self.with_district = with_district

    def label_from_instance(self, obj: Subdistrict) -> str:
        """«ลำดวน», or «กระสัง – ลำดวน»."""
        return f"{obj.district.name} – {obj.name}" if self.with_district else obj.name


class GroupForm(PageModelForm):
    """Where the group is, and what is known of it."""

    savings = MoneyField(label="เงินสัจจะสะสม (บาท)", required=False)

    class Meta:
        model = SavingsGroup
        fields = ("village", "moo", "founded_year", "members", "savings")
        help_texts = {
            "village": "พิมพ์ชื่อหมู่บ้าน เช่น บ้านกระเจา ระบบจะใส่คำว่า กลุ่มออมทรัพย์เพื่อการผลิต ให้เอง",
            "founded_year": "ปี พ.ศ. เช่น 2545",
        }

    def __init__(
        self,
        *args: object,
        subdistricts: QuerySet[Subdistrict],
        with_district: bool,
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)
        place = SubdistrictField(
            label="อำเภอและตำบล" if with_district else "ตำบล",
            queryset=subdistricts,
            with_district=with_district,
            initial=self.instance.subdistrict_id,
        )
        place.error_messages["required"] = "เลือกตำบล"
        place.error_messages["invalid_choice"] = "เลือกตำบลจากรายการที่ให้ไว้"
        place.wanted = True
        kept = self.fields
        self.fields = {}
        for name in ("village", "moo"):
            self.fields[name] = kept[name]
        self.fields["subdistrict"] = place
        for name in ("founded_year", "members", "savings"):
            self.fields[name] = kept[name]
