"""The proposal: its 11 items and the group's conditions, their fields, sections, texts and gaps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from cdd_network import thai

if TYPE_CHECKING:
    from cdd_network.content_event import FormItem
    from selection.models import EligibilityQuestion, Nomination

ITEM_FIELDS: Mapping[str, tuple[str, ...]] = {
    "activity_name": ("activity_name", "activity_type"),
    "target_people": ("target_people", "target_count"),
    "place": ("place", "place_moo", "place_subdistrict"),
}
"""Fields of an item, where they are more than the one of its own name."""

ELIGIBILITY = "eligibility"
"""Key of the section of conditions, beside the keys of the items."""
ELIGIBILITY_TITLE = "คุณสมบัติของกลุ่ม"
YES, NO = "yes", "no"
SAID: Mapping[str, str] = {YES: "ใช่", NO: "ไม่ใช่"}

SECTIONS: tuple[tuple[str, str, int], ...] = (
    ("reasons", "กิจกรรมและเหตุผล", 4),
    ("aims", "แผนและกลุ่มเป้าหมาย", 7),
    ("means", "สถานที่และเงินทุน", 9),
    ("results", "ผลและขั้นตอน", 11),
)
"""Sections of the form on the screen: id, title, number of the last item."""


def fields_of(key: str) -> tuple[str, ...]:
    """Names of the fields that the item ``key`` fills."""
    return ITEM_FIELDS.get(key, (key,))


PARTS: Mapping[str, str] = {
    "activity_type": "ประเภทกิจกรรมเครือข่าย",
    "target_people": "กลุ่มเป้าหมาย",
    "target_count": "จำนวนสมาชิกที่เข้าร่วม",
    "place_moo": "หมู่ที่ของสถานที่ดำเนินการ",
    "place_subdistrict": "ตำบลของสถานที่ดำเนินการ",
}
"""Names of fields that the item's title does not name exactly, as several share the item."""


# The group's conditions


def questions_of(nomination: Nomination) -> list[EligibilityQuestion]:
    """The yes-or-no conditions of the nomination's round, in order; one query unless prefetched."""
    return list(nomination.round.eligibility.all())


def question_field(question: EligibilityQuestion) -> str:
    """Name of the form's field for a condition: «eligible_1»."""
    return f"eligible_{question.order}"


def answer_to(nomination: Nomination, question: EligibilityQuestion) -> str:
    """«yes», «no», or '' while it is not answered."""
    given = nomination.eligibility.get(str(question.order), "")
    return given if given in SAID else ""


def conditions_not_met(nomination: Nomination) -> list[EligibilityQuestion]:
    """Conditions that were answered no."""
    return [one for one in questions_of(nomination) if answer_to(nomination, one) == NO]


def eligibility_text(nomination: Nomination) -> str:
    """«ครบ 4 ข้อ», «ไม่ใช่: ข้อ 2», «ยังไม่ตอบ: ข้อ 3»; '' in a round without conditions."""
    asked = questions_of(nomination)
    by_answer = {
        said: [str(q.order) for q in asked if answer_to(nomination, q) == said] for said in (NO, "")
    }
    told = [
        f"{name}: ข้อ {', '.join(by_answer[said])}"
        for said, name in ((NO, SAID[NO]), ("", "ยังไม่ตอบ"))
        if by_answer[said]
    ]
    return " ".join(told) or (f"ครบ {len(asked)} ข้อ" if asked else "")


def item_labels(nomination: Nomination) -> dict[str, str]:
    """Key → «2. เหตุผลความจำเป็น …» of whatever the province may remark on, conditions first."""
    items = nomination.round.programme.content.proposal
    head = {ELIGIBILITY: ELIGIBILITY_TITLE} if questions_of(nomination) else {}
    return head | {item.key: f"{item.number}. {item.title}" for item in items}


# What is missing


def doubts_of(nomination: Nomination) -> list[str]:
    """What deserves a second look before it is sent or accepted; none of it forbids the step."""
    members, taking_part = nomination.group.members, nomination.target_count
    if members is not None and taking_part is not None and taking_part > members:
        return [
            f"ข้อ 7 ระบุสมาชิกที่เข้าร่วม {taking_part:,} คน มากกว่าสมาชิกในทะเบียนกลุ่ม {members:,} คน "
            "โปรดตรวจแบบเสนอโครงการหรือทะเบียนกลุ่ม"
        ]
    return []


def missing_parts(nomination: Nomination) -> list[tuple[str, str]]:
    """(field, name) of each field that is not filled in yet, in the order of the form.

    A condition is named «คุณสมบัติข้อ 2 …», a whole item «2. เหตุผลความจำเป็น …», a part of one
    «หมู่ที่ของสถานที่… (ข้อ 8)».
    """
    conditions = [
        (question_field(one), f"คุณสมบัติข้อ {one.order} {one.text}")
        for one in questions_of(nomination)
        if not answer_to(nomination, one)
    ]
    return conditions + [
        (name, _name_of(item, name))
        for item in nomination.round.programme.content.proposal
        for name in fields_of(item.key)
        if _is_empty(nomination, name)
    ]


def left_of(nomination: Nomination) -> dict[str, int]:
    """Section → number of its items (or conditions) that are not complete yet."""
    missing = {name for name, _ in missing_parts(nomination)}
    left = {ELIGIBILITY: sum(name.startswith("eligible_") for name in missing)}
    first = 1
    for key, _, last in SECTIONS:
        items = [
            i for i in nomination.round.programme.content.proposal if first <= i.number <= last
        ]
        left[key] = sum(not missing.isdisjoint(fields_of(item.key)) for item in items)
        first = last + 1
    return left


def standing_text(left: int) -> str:
    """«ครบแล้ว» or «เหลือ 2 ข้อ»."""
    return f"เหลือ {left} ข้อ" if left else "ครบแล้ว"


def _name_of(item: FormItem, name: str) -> str:
    if name in PARTS:
        return f"{PARTS[name]} (ข้อ {item.number})"
    return f"{item.number}. {item.title}"


def _is_empty(nomination: Nomination, name: str) -> bool:
    value = getattr(nomination, f"{name}_id" if name == "place_subdistrict" else name)
    return value is None or not str(value).strip()


# Answers as they are read


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
