"""What the plan's form shows beside its controls: sections, what is left of each, earlier texts."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from itertools import zip_longest
from typing import TYPE_CHECKING

from cdd_network import thai
from projects.actions.plan_rows import earlier
from projects.actions.plans import from_proposal
from projects.models.plan import COLUMNS
from projects.plan_answers import NUMBERED, field_of
from projects.rules import ITEM_FIELDS, missing_reporter
from selection.proposal import standing_text

if TYPE_CHECKING:
    from django.forms import BoundField

    from projects.forms.plan import PlanForm
    from projects.models import ActionPlan, PlanItem


@dataclass(frozen=True)
class Cell:
    """A column of a row: its control, the proposal's text where the plan has another one, and the
    text that the proposal's replaced.
    """

    name: str
    field: BoundField
    proposal: str = ""
    earlier: str = ""
    count: str = ""


@dataclass(frozen=True)
class Row:
    """A network activity of the form; ``left`` says how much of it is still wanted, as stored, and
    ``then`` is the key of the row after it, None before the reporter.
    """

    key: int
    number: int
    title: str
    left: str
    cells: list[Cell] = field(default_factory=list)
    first: bool = False
    last: bool = False
    then: int | None = None


@dataclass(frozen=True)
class EditPage:
    """Rows, what is left of the reporter, and rows that were taken out: (key, name)."""

    rows: list[Row]
    left_reporter: str
    aside: list[tuple[int, str]]


def edit_page(plan: ActionPlan, form: PlanForm) -> EditPage:
    """The page of the form, with the plan as ``form`` read it."""
    before = earlier(plan)
    given = from_proposal(plan.activity.nomination)
    rows = []
    for number, (key, then) in enumerate(zip_longest(form.keys, form.keys[1:]), 1):
        stored = form.stored_rows.get(key)
        cells = [
            _cell(form[field_of(key, name)], name, stored, *((given, before) if key == 0 else ()))
            for name in COLUMNS
        ]
        ends = {"first": number == 1, "last": number == len(form.keys)}
        title = f"กิจกรรมเครือข่ายที่ {number}"
        rows.append(Row(key, number, title, _left(stored), cells, **ends, then=then))
    aside = [(one["key"], _named(one["row"])) for one in plan.set_aside if "row" in one]
    return EditPage(rows, standing_text(_left_of_reporter(plan)), aside)


def _cell(
    control: BoundField,
    name: str,
    stored: PlanItem | None,
    given: dict[str, object] | None = None,
    before: dict[str, str] | None = None,
) -> Cell:
    value = getattr(stored, name) if stored else None
    here = _text(value)
    proposal, kept = _text((given or {}).get(name)), _text((before or {}).get(name), name)
    return Cell(
        name,
        control,
        proposal if proposal not in ("", here) else "",
        kept if kept not in ("", here, proposal) else "",
        _points(stored, name) if name in NUMBERED else "",
    )


def _text(value: object, name: str = "") -> str:
    """A value as it is compared and shown; of money that was kept as text, the amount."""
    if value in (None, ""):
        return ""
    if isinstance(value, Decimal) or name == "capital":
        return f"{thai.money_text(Decimal(value))} บาท"
    return "\n".join(str(value).splitlines())


def _points(stored: PlanItem | None, name: str) -> str:
    """«6 ข้อ»: how many points the lines of a column make on paper."""
    count = len(thai.points(getattr(stored, name, "")))
    unit = "ขั้นตอน" if name == "steps" else "ข้อ"
    return f"{count} {unit}" if count else ""


def _left(row: PlanItem | None) -> str:
    return standing_text(sum(getattr(row, name, None) in ("", None) for name in ITEM_FIELDS))


def _left_of_reporter(plan: ActionPlan) -> int:
    return len(missing_reporter(plan, "plan_edit"))


def _named(row: dict[str, object]) -> str:
    return str(row["activity_name"] or "กิจกรรมที่ยังไม่มีชื่อ")


def standings(plan: ActionPlan) -> dict[str, str]:
    """``data-text`` → words that follow what was saved, for the page that saved itself."""
    told = {"left-reporter": standing_text(_left_of_reporter(plan))}
    for row in plan.items.all():
        told[f"left-{row.key}-"] = _left(row)
        for name in NUMBERED:
            told[f"points-{row.key}-{name}"] = _points(row, name)
    return told
