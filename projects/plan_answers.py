"""The plan as it reads: days and study site, each network activity, the reporter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from cdd_network import thai
from projects.models.plan import COLUMNS
from projects.paper_answers import Answer, Section, days_section, reporter_section
from projects.queries import day_rows

if TYPE_CHECKING:
    from projects.models import ActionPlan, PlanItem

NUMBERED = ("steps", "results")
"""Columns in which each line is a point with its number."""


def field_of(key: int, name: str) -> str:
    """Name of the control of a row's column, and key of its answer: «items-0-steps»."""
    return f"items-{key}-{name}"


def numbered(text: str) -> str:
    """The lines with their numbers, as the paper prints them; one line alone has none."""
    lines = thai.points(text)
    return (
        "\n".join(f"{n}. {line}" for n, line in enumerate(lines, 1))
        if lines[1:]
        else "".join(lines)
    )


def sections_of(plan: ActionPlan, items: list[PlanItem]) -> list[Section]:
    """The plan with its activity's days loaded → its answers under their headings."""
    activity = plan.activity
    page = reverse("plan_edit", args=[plan.pk])
    days = day_rows(activity, activity.days.all())
    rows = [_row(item, number, page) for number, item in enumerate(items, 1)]
    return [
        days_section("วันและสถานที่", activity, days),
        *rows,
        *_order(items),
        reporter_section(plan, page),
    ]


def _order(items: list[PlanItem]) -> list[Section]:
    """The order of several rows: a row that was moved is a change, too."""
    if len(items) < 2:
        return []
    names = "\n".join(f"{n}. {item.activity_name}" for n, item in enumerate(items, 1))
    return [Section("", [Answer("order", "ลำดับกิจกรรมเครือข่าย", names)], silent=True)]


def _row(item: PlanItem, number: int, page: str) -> Section:
    answers = []
    for name, label in COLUMNS.items():
        value = getattr(item, name)
        text = value or ""
        if name == "capital":
            text = (
                "" if value is None else f"{thai.money_text(value)} บาท ({thai.money_words(value)})"
            )
        key = field_of(item.key, name)
        shown = numbered(text) if name in NUMBERED else ""
        if name == "remark" and not text:
            shown = "–"  # nothing is wanted there
        answers.append(Answer(key, label, text, f"{page}#id_{key}", shown))
    short = f"กิจกรรมเครือข่ายที่ {number}"
    return Section(f"{short} {item.activity_name}".strip(), answers, short)
