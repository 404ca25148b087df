"""What pages of the registry read: officers and activities of a group, its history, a plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from cdd_network.models import AuditRow, Programme
from selection import registry
from selection.models import GroupIntake, SavingsGroup

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from cdd_network.content import ActivityType

LATEST = 20
ACTS = {"group:new": "เพิ่มกลุ่ม", "save": "แก้ไขข้อมูล", "group:save": "แก้ไขข้อมูล"}


def activity_types() -> tuple[ActivityType, ...]:
    """The network activities of the newest programme year."""
    newest = Programme.objects.opened().first()
    return newest.content.activity_types if newest else ()


@dataclass(frozen=True)
class Division:
    """A division of a group's committee; ``people`` are (name, post)."""

    title: str
    people: registry.Officers


def divisions_of(facts: Mapping[str, object]) -> list[Division]:
    """The four divisions, each with its people."""
    return [Division(title, facts[key]) for key, title in registry.DIVISIONS.items()]


def activities_of(
    facts: Mapping[str, object], types: Iterable[ActivityType]
) -> list[tuple[str, int]]:
    """(name, how many) of each type that the group has, in the programme's order."""
    order = [f"{registry.ACTIVITY}{kind.key}" for kind in types]
    own = [key for key in facts if key.startswith(registry.ACTIVITY)]
    keys = [key for key in order if key in own] + [key for key in own if key not in order]
    return [(registry.label_of(key, types), facts[key]) for key in keys]


@dataclass(frozen=True)
class Change:
    """A field that changed: label, and its text before and after ('' of nothing)."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Saved:
    """A save of a group: when, who, what it was, from a file or not, and what changed."""

    at: datetime
    by: str
    verb: str
    imported: bool
    changes: list[Change] = field(default_factory=list)


def history_of(group: SavingsGroup) -> QuerySet[AuditRow]:
    """Saves of the group in the trail, newest first."""
    rows = AuditRow.objects.filter(
        subject_type=group._meta.label_lower, subject_id=str(group.pk), act__in=ACTS
    )
    return rows.select_related("by")


def saves_shown(rows: Iterable[AuditRow], types: Iterable[ActivityType]) -> list[Saved]:
    """Rows of the trail as the page tells them."""
    return [
        Saved(
            row.at,
            str(row.by),
            ACTS[row.act],
            row.detail.get("source") == "import",
            changes_shown(row.detail.get("changed", {}), types),
        )
        for row in rows
    ]


def changes_shown(changed: Mapping[str, list[str]], types: Iterable[ActivityType]) -> list[Change]:
    """Changed fields by their labels, in the order of the registry; of an old row none."""
    if not isinstance(changed, dict):
        return []
    order = [column.key for column in registry.columns(types)]
    keys = sorted(changed, key=lambda key: order.index(key) if key in order else len(order))
    return [Change(registry.label_of(key, types), *changed[key]) for key in keys]


@dataclass(frozen=True)
class StepShown:
    """A row of the file that writes something."""

    line: int
    new: bool
    name: str
    changes: list[Change]


def steps_shown(steps: Iterable[Mapping[str, object]]) -> list[StepShown]:
    """Steps of a stored plan as the page tells them."""
    types = activity_types()
    return [
        StepShown(s["line"], s["kind"] == "new", s["name"], changes_shown(s["changes"], types))
        for s in steps
    ]


def figures_of(intake: GroupIntake) -> list[dict[str, object]]:
    """How many groups are new, changed and the same (components/figures.html)."""
    labels = {"new": "กลุ่มใหม่", "changed": "กลุ่มที่แก้ไข", "same": "กลุ่มที่เหมือนเดิม"}
    return [{"value": f"{intake.counts[k]:,}", "label": label} for k, label in labels.items()]
