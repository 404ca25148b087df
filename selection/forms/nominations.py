"""Forms of a nomination: which group, and the 11 items."""

from dataclasses import dataclass

from django import forms
from django.db.models import QuerySet
from django.forms import BoundField

from cdd_network import thai
from cdd_network.content import Content, FormItem
from cdd_network.editing import EditForm
from cdd_network.forms import (
    LineField,
    LongTextField,
    MoneyField,
    PageForm,
    ThaiIntegerField,
)
from cdd_network.models import Subdistrict
from selection.forms.groups import SubdistrictField
from selection.forms.keys import ChoiceOfRow
from selection.models import Nomination, SavingsGroup
from selection.models.nomination import LONG_TEXT
from selection.proposal import SECTIONS, fields_of


class GroupChoice(ChoiceOfRow):
    """Groups by name and place."""

    widget = forms.RadioSelect

    def label_from_instance(self, obj: SavingsGroup) -> str:
        """«กลุ่มออมทรัพย์เพื่อการผลิตบ้านกระเจา หมู่ที่ 7 ตำบลลำดวน …»."""
        return f"{obj.name} {obj.address}"


class BeginForm(PageForm):
    """Which group the district nominates."""

    group = GroupChoice(
        label="กลุ่มออมทรัพย์เพื่อการผลิตที่เสนอ", queryset=SavingsGroup.objects.none(), empty_label=None
    )

    def __init__(self, *args: object, groups: QuerySet[SavingsGroup], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = groups


def _long(label: str, most_lines: int = 100) -> LongTextField:
    return LongTextField(label=label, max_length=LONG_TEXT, most_lines=most_lines)


class ProposalForm(EditForm):
    """The 11 items in the department's words; saved half filled, complete only when it is sent."""

    together = (("place_moo", "place_subdistrict"),)
    activity_name = LineField(label="ชื่อกิจกรรม", max_length=200)
    activity_type = forms.ChoiceField(label="ประเภทกิจกรรมเครือข่าย")
    reasons = _long("เหตุผลความจำเป็น")
    problem = _long("ความต้องการแก้ปัญหา")
    urgency = _long("ความจำเป็นเร่งด่วน")
    group_plan = _long("นโยบาย/แผนงานของกลุ่ม")
    objectives = _long("วัตถุประสงค์กิจกรรม")
    target_people = _long("กลุ่มเป้าหมาย")
    target_count = ThaiIntegerField(label="จำนวนสมาชิกที่เข้าร่วม (คน)", min_value=1, max_value=1000000)
    place = LineField(label="สถานที่ดำเนินการ", max_length=200)
    place_moo = ThaiIntegerField(label="หมู่ที่ของสถานที่ดำเนินการ", min_value=1, max_value=99)
    place_subdistrict = SubdistrictField(label="ตำบลของสถานที่ดำเนินการ")
    capital = MoneyField(label="เงินทุนของกลุ่มฯ (บาท)")
    expected_results = _long("ผลที่คาดว่าจะได้รับ", most_lines=60)
    steps = _long("ขั้นตอนการดำเนินงาน", most_lines=60)

    def __init__(
        self,
        *args: object,
        nomination: Nomination,
        subdistricts: QuerySet[Subdistrict],
        **kwargs: object,
    ) -> None:
        self.content: Content = nomination.round.programme.content
        kwargs["initial"] = {name: getattr(nomination, name) for name in self.base_fields}
        super().__init__(*args, draft=True, **kwargs)
        types = [(one.key, one.name) for one in self.content.activity_types]
        self.fields["activity_type"].choices = [("", "เลือกประเภท"), *types]
        self.fields["place_subdistrict"].queryset = subdistricts
        for item in self.content.proposal:
            field = self.fields[item.key]
            field.label, field.help_text = f"{item.number}. {item.title}", item.help

    def sections(self) -> list["Section"]:
        """The form as it stands on the screen."""
        return sections(self)


@dataclass(frozen=True)
class Section:
    """A part of the long form: id, title and its items."""

    key: str
    title: str
    fields: list[BoundField]


def sections(form: ProposalForm) -> list[Section]:
    """Items in their order, cut into the sections of the screen."""
    made, first = [], 1
    for key, title, last in SECTIONS:
        items = [i for i in form.content.proposal if first <= i.number <= last]
        made.append(Section(key, title, [form[n] for i in items for n in fields_of(i.key)]))
        first = last + 1
    return made


def answers_of(nomination: Nomination, edit: str = "") -> list[dict[str, str]]:
    """The 11 items to read (components/answers.html); with the form's address, each its way there."""
    return [
        {
            "label": f"{item.number}. {item.title}",
            "value": stored_text(nomination, item),
            "url": f"{edit}#id_{item.key}" if edit else "",
        }
        for item in nomination.round.programme.content.proposal
    ]


def stored_text(nomination: Nomination, item: FormItem) -> str:
    """An item's answer as text for reading: with type, count, place, and money in words."""
    if item.key == "activity_name":
        return "\n".join(filter(None, [nomination.activity_name, type_name(nomination)]))
    if item.key == "target_people":
        count = (
            f"จำนวนสมาชิกที่เข้าร่วม {nomination.target_count:,} คน" if nomination.target_count else ""
        )
        return "\n".join(filter(None, [nomination.target_people, count]))
    if item.key == "place":
        return nomination.place_text
    if item.key == "capital":
        return _money(nomination)
    return getattr(nomination, item.key)


def type_name(nomination: Nomination) -> str:
    """«ประเภท: ศูนย์สาธิตการตลาด» of a known type, else ''."""
    types = {t.key: t.name for t in nomination.round.programme.content.activity_types}
    name = types.get(nomination.activity_type)
    return f"ประเภท: {name}" if name else ""


def _money(nomination: Nomination) -> str:
    if nomination.capital is None:
        return ""
    amount = nomination.capital
    return f"{thai.money_text(amount)} บาท ({thai.money_words(amount)})"
