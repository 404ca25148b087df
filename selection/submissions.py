"""A nomination as it was sent: its answers and its group's facts as texts, and what two differ in.

A row of ``Submission.answers`` or ``.group`` is ``{"key", "label", "text"}``, in reading order;
lists, since a database may order the keys of an object its own way. People's names are left out
of the group's facts: the committee is counted by division.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cdd_network import thai
from cdd_network.differences import GONE, NEW, Piece, hunks, pieces
from selection.models import GroupOfficer
from selection.proposal import SAID, answer_to, question_field, questions_of, stored_text

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from selection.models import Nomination, SavingsGroup, Submission

Rows = list[dict[str, str]]


def _row(key: str, label: str, text: str) -> dict[str, str]:
    return {"key": key, "label": label, "text": text}


# What is kept


def answers_as_sent(nomination: Nomination) -> Rows:
    """The group's conditions, then the 11 items, as they are read now."""
    conditions = [
        _row(
            question_field(one),
            f"คุณสมบัติข้อ {one.order} {one.text}",
            SAID.get(answer_to(nomination, one), ""),
        )
        for one in questions_of(nomination)
    ]
    items = nomination.round.programme.content.proposal
    return conditions + [
        _row(item.key, f"{item.number}. {item.title}", stored_text(nomination, item))
        for item in items
    ]


def group_as_sent(nomination: Nomination) -> Rows:
    """What the registry holds of the group now; a fact that is not known is ''. Two queries."""
    group = nomination.group
    types = {t.key: t.name for t in nomination.round.programme.content.activity_types}
    facts = [
        _row("name", "ชื่อกลุ่ม", group.name),
        _row("address", "ที่อยู่", group.address),
        _row("founded", "จัดตั้งเมื่อ", _founded(group.founded_on, group.founded_year)),
        _row("members", "สมาชิก", members_text(group)),
        *(_row(key, label, _baht(getattr(group, key))) for key, label in MONEY),
    ]
    officers = list(group.officers.values_list("division", flat=True))
    for division, label in GroupOfficer.Division.choices:
        facts.append(
            _row(f"officers_{division}", f"กรรมการ{label}", _people(officers.count(division)))
        )
    for one in group.activities.all():
        name = types.get(one.type, one.type)
        facts.append(_row(f"activity_{one.type}", name, f"{one.count:,} แห่ง"))
    return facts


MONEY = (
    ("savings", "เงินสัจจะสะสม"),
    ("savings_monthly", "เงินสัจจะสะสมต่อเดือน"),
    ("loans", "เงินให้กู้ยืมคงค้าง"),
    ("reserve", "เงินทุนสำรอง"),
)


def _founded(day: date | None, year: int | None) -> str:
    if day:
        return thai.date_text(day)
    return f"พ.ศ. {year}" if year else ""


def _baht(amount: Decimal | None) -> str:
    return "" if amount is None else f"{thai.money_text(amount)} บาท"


def _people(number: int) -> str:
    return f"{number} คน" if number else ""


def members_text(group: SavingsGroup) -> str:
    """«156 คน (ชาย 70 หญิง 86)», as far as it is known, else ''."""
    if group.members is None:
        return ""
    known = (("ชาย", group.members_men), ("หญิง", group.members_women))
    parts = " ".join(f"{name} {number:,}" for name, number in known if number is not None)
    return f"{group.members:,} คน ({parts})"


def hints_of(group: SavingsGroup) -> dict[str, str]:
    """Item key → what the registry says of it, for the form; an empty text says that it is silent."""
    money = [
        f"{label} {_baht(getattr(group, key))}"
        for key, label in MONEY
        if getattr(group, key) is not None
    ]
    members = members_text(group)
    return {"target_people": f"สมาชิก {members}" if members else "", "capital": " · ".join(money)}


# Two versions


@dataclass(frozen=True)
class Changed:
    """An answer or a fact that differs: its label, and its changed paragraphs word by word."""

    label: str
    paragraphs: list[tuple[Piece, ...]]


def changed_answers(one: Submission, other: Submission) -> list[Changed]:
    """Answers in which ``other`` differs from ``one``, word by word."""
    return [
        Changed(label, _paragraphs(before, after))
        for label, before, after in _pairs(one.answers, other.answers)
        if before.splitlines() != after.splitlines()
    ]


def _paragraphs(before: str, after: str) -> list[tuple[Piece, ...]]:
    if {before, after} <= set(SAID.values()):
        # Word by word «ไม่ใช่» turned «ใช่» reads as the former with a faint line through a part.
        return [(Piece(GONE, before), Piece(NEW, after))]
    found = hunks(before.splitlines(), after.splitlines())
    return [pieces("\n".join(h.before), "\n".join(h.after)) for h in found]


def changed_facts(one: Submission, other: Submission) -> list[tuple[str, str, str]]:
    """(label, before, after) of each fact of the group that changed between two sendings."""
    return [row for row in _pairs(one.group, other.group) if row[1] != row[2]]


def _pairs(
    one: Iterable[dict[str, str]], other: Iterable[dict[str, str]]
) -> list[tuple[str, str, str]]:
    """(label, text of the one, text of the other) of every key of either, in their order."""
    before, after = ({row["key"]: row for row in rows} for rows in (one, other))
    keys = [*after, *(key for key in before if key not in after)]
    return [
        (
            (after.get(key) or before[key])["label"],
            *(side.get(key, {}).get("text", "") for side in (before, after)),
        )
        for key in keys
    ]
