"""Forms of a nomination: which group, its conditions and the 11 items; and how both are read."""

from dataclasses import dataclass, field

from django import forms
from django.db.models import QuerySet
from django.forms import BoundField
from django.urls import reverse

from cdd_network.content import Content
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
from selection.models import EligibilityQuestion, Nomination, SavingsGroup
from selection.models.nomination import LONG_TEXT
from selection.proposal import (
    ELIGIBILITY,
    ELIGIBILITY_TITLE,
    SAID,
    SECTIONS,
    answer_to,
    fields_of,
    item_labels,
    left_of,
    question_field,
    questions_of,
    standing_text,
    stored_text,
)
from selection.submissions import hints_of


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
    """Conditions and 11 items in the department's words; saved half filled, complete when sent."""

    kept_as = "proposal"
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
        self.nomination = nomination
        self.content: Content = nomination.round.programme.content
        self.questions = {question_field(one): one for one in questions_of(nomination)}
        kwargs["initial"] = {name: getattr(nomination, name) for name in self.base_fields} | {
            name: answer_to(nomination, one) for name, one in self.questions.items()
        }
        asked = {name: _yes_or_no(one) for name, one in self.questions.items()}
        self.base_fields = {**asked, **self.base_fields}
        super().__init__(*args, draft=True, **kwargs)
        types = [(one.key, one.name) for one in self.content.activity_types]
        self.fields["activity_type"].choices = [("", "เลือกประเภท"), *types]
        self.fields["place_subdistrict"].queryset = subdistricts
        for item in self.content.proposal:
            field = self.fields[item.key]
            field.label, field.help_text = f"{item.number}. {item.title}", item.help

    def values(self) -> dict[str, object]:
        """What is stored: the answers to the conditions in one, by the question's order as text."""
        given = super().values()
        answers = dict(self.nomination.eligibility)
        for name, one in self.questions.items():
            if name in given:
                answers[str(one.order)] = given.pop(name)
        return {**given, "eligibility": {order: said for order, said in answers.items() if said}}

    def sections(self) -> list["Section"]:
        """The form as it stands on the screen, the conditions first when there are any."""
        left = left_of(self.nomination)
        made = [*self._conditions(left[ELIGIBILITY])] if self.questions else []
        first = 1
        for key, title, last in SECTIONS:
            items = [i for i in self.content.proposal if first <= i.number <= last]
            made.append(Section(key, title, [self._item(i.key) for i in items], left[key]))
            first = last + 1
        return made

    def _conditions(self, left: int) -> list["Section"]:
        note = self._note(ELIGIBILITY)
        item = Item(ELIGIBILITY, [self[name] for name in self.questions], note)
        return [Section(ELIGIBILITY, ELIGIBILITY_TITLE, [item], left)]

    def _item(self, key: str) -> "Item":
        hint = hints_of(self.nomination.group).get(key)
        return Item(key, [self[name] for name in fields_of(key)], self._note(key), hint)

    def _note(self, key: str) -> str:
        return self.nomination.notes.get(key, "")


def _yes_or_no(question: EligibilityQuestion) -> forms.ChoiceField:
    label = f"{question.order}. {question.text}"
    return forms.ChoiceField(label=label, choices=list(SAID.items()), widget=forms.RadioSelect)


@dataclass(frozen=True)
class Item:
    """An item of the form: its fields, the province's note on it ('' for none), the registry's word.

    ``hint`` is None where the registry has nothing to say of the item, '' where it is silent.
    """

    key: str
    fields: list[BoundField]
    note: str = ""
    hint: str | None = None


@dataclass(frozen=True)
class Section:
    """A part of the long form: id, title, items, and how many are not complete as stored."""

    key: str
    title: str
    items: list[Item] = field(default_factory=list)
    left: int = 0

    @property
    def standing(self) -> str:
        """«ครบแล้ว» or «เหลือ 2 ข้อ»."""
        return standing_text(self.left)


def standings(nomination: Nomination) -> dict[str, str]:
    """``data-text`` of each section's standing → its words, for the page that saved itself."""
    return {f"left-{key}": standing_text(left) for key, left in left_of(nomination).items()}


def answers_of(nomination: Nomination, edit: str = "") -> list[dict[str, str]]:
    """The 11 items to read (components/answers.html); with the form's address, each its way there."""
    return [
        {
            "label": f"{item.number}. {item.title}",
            "value": stored_text(nomination, item),
            "url": f"{edit}#id_{item.key}" if edit else "",
            "note": nomination.notes.get(item.key, ""),
        }
        for item in nomination.round.programme.content.proposal
    ]


def conditions_of(nomination: Nomination, edit: str = "") -> list[dict[str, str]]:
    """The group's conditions to read, as ``answers_of`` gives the items."""
    return [
        {
            "label": f"{one.order}. {one.text}",
            "value": SAID.get(answer_to(nomination, one), ""),
            "url": f"{edit}#id_{question_field(one)}_0" if edit else "",
        }
        for one in questions_of(nomination)
    ]


def notes_of(nomination: Nomination) -> list[tuple[str, str, str]]:
    """(address of the item in the form, label, note) of each item that the province remarked on."""
    edit = reverse("nomination_edit", args=[nomination.pk])
    return [
        (f"{edit}#item-{key}", label, nomination.notes[key])
        for key, label in item_labels(nomination).items()
        if key in nomination.notes
    ]
