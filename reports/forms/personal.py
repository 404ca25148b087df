"""Forms of a person's request: whose data, which places, why."""

from django import forms
from django.core.exceptions import ValidationError

from cdd_network.forms import LineField, PageForm
from cdd_network.refusal import Refused
from reports.actions.personal import Causes, check_no_name
from reports.personal.finding import SHORTEST, Asked

LONGEST = 120


class FindForm(PageForm):
    """A name. It is posted, so that it stands in no address and no log."""

    name = LineField(
        label="ชื่อและนามสกุล",
        max_length=LONGEST,
        on_paper=False,
        help_text="ไม่ต้องมีคำนำหน้า สะกดใกล้เคียงก็พบ ใส่นามสกุลด้วยจะค้นในข้อความของแบบและหนังสือให้ด้วย",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_name(self) -> str:
        """Long enough to mean somebody."""
        name = self.cleaned_data["name"]
        if len(Asked(name).key) < SHORTEST:
            raise ValidationError(f"พิมพ์ชื่ออย่างน้อย {SHORTEST} ตัวอักษร ไม่นับคำนำหน้า")
        return name

    @property
    def asked(self) -> Asked:
        """What is looked for; call on a valid form."""
        return Asked(self.cleaned_data["name"])


class RefForm(PageForm):
    """By which request: it goes into the trail for good, so that it may name nobody."""

    ref = LineField(
        label="เลขรับคำขอ",
        max_length=60,
        required=False,
        on_paper=False,
        help_text="เช่น รับ 123/2568 บันทึกไว้ในบันทึกการทำงาน อย่าใส่ชื่อบุคคล",
    )

    def __init__(self, *args: object, asked: Asked, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked

    def clean_ref(self) -> str:
        """Without the person's name."""
        try:
            check_no_name(self.cleaned_data["ref"], self.asked)
        except Refused as refused:
            raise ValidationError(refused.reason) from None
        return self.cleaned_data["ref"]


class EraseForm(RefForm):
    """Why, and by which request."""

    cause = forms.ChoiceField(label="เหตุผล", choices=Causes, widget=forms.RadioSelect)
    field_order = ("cause", "ref")
