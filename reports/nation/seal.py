"""The rows of a story at one stage, taken from the database as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.apps import apps

from cdd_network.models import AuditRow
from reports.models import Outcome
from selection.models import Nomination, ResultVersion

if TYPE_CHECKING:
    from django.db.models import Field, Model

APPS = ("cdd_network", "selection", "projects", "reports")
LAID = frozenset(
    f"cdd_network.{name}"
    for name in (
        "province", "district", "subdistrict", "office", "signatory", "user", "programme",
        "programmecontent", "job", "dailyrun",
    )
) | {
    "selection.savingsgroup", "selection.groupofficer", "selection.groupactivity",
    "selection.groupintake", "projects.misses", "reports.searchrow", "reports.copy",
    "reports.printset", "reports.calendarfeed", "reports.reminder",
}  # fmt: skip
"""Models that are laid for the country, or that no story writes."""
TOLD = ("begin", "allot", "save_days", "meeting:begin", "meeting:end", "round:days")
"""Acts of the trail that are kept besides every change of a state."""

LATE = (ResultVersion, Outcome, AuditRow)
"""Printed last: they tell of rows that they have no key of."""


def pressed_models() -> list[type[Model]]:
    """Every model that a story writes, each after those it points to; ``LATE`` ones last."""
    wanted = [
        m for app in APPS for m in apps.get_app_config(app).get_models()
        if m._meta.label_lower not in LAID
    ]  # fmt: skip
    ordered: list[type[Model]] = []
    while wanted:
        free = [m for m in wanted if not (_parents(m) & set(wanted)) - {m}]
        ordered += free
        wanted = [m for m in wanted if m not in free]
    return sorted(ordered, key=lambda m: m in LATE)


def _parents(model: type[Model]) -> set[type[Model]]:
    return {f.related_model for f in model._meta.local_concrete_fields if f.is_relation}


def columns(model: type[Model]) -> list[Field]:
    """The model's own columns: of a child of another model the child's alone."""
    return list(model._meta.local_concrete_fields)


@dataclass
class Seal:
    """A stage: model → its rows as lists in the order of ``columns``; ``units`` beside them says
    of which nomination (1 the first, 0 none) each row is."""

    rows: dict[type[Model], list[list]] = field(default_factory=dict)
    units: dict[type[Model], list[int]] = field(default_factory=dict)


class Engraver:
    """Takes seals of one story while it is told; remembers when a row was first seen."""

    def __init__(self) -> None:
        self.models = pressed_models()
        self.stood = {m: _last(m) for m in self.models}
        self.seen: dict[tuple[type[Model], object], datetime] = {}

    def take(self, moment: datetime) -> Seal:
        """The story's rows as they are now; what the clock of the machine wrote becomes ``moment``."""
        seal, unit_of = Seal(), {}
        for model in self.models:
            found = list(self._rows(model, moment))
            units = [_unit(model, row, unit_of) for row in found]
            if model is Nomination:
                units = [*range(1, len(found) + 1)]
            at = _key_at(model)
            unit_of |= {
                (model._meta.label_lower, row[at]): u for row, u in zip(found, units, strict=False)
            }
            seal.rows[model], seal.units[model] = found, units
        return seal

    def _rows(self, model: type[Model], moment: datetime) -> list[list]:
        fields = columns(model)
        held = model._base_manager.filter(pk__gt=self.stood[model]).order_by("pk")
        if model is AuditRow:
            held = held.filter(act__contains=">") | held.filter(act__in=TOLD)
        at, clock = _key_at(model), [n for n, f in enumerate(fields) if _is_moment(f)]
        for values in held.values_list(*(f.attname for f in fields)):
            row = list(values)
            first = self.seen.setdefault((model, row[at]), moment)
            for n in clock:
                if row[n] is not None and row[n].year > moment.year:
                    row[n] = first
            yield row


def _is_moment(column: Field) -> bool:
    return column.get_internal_type() == "DateTimeField"


def _last(model: type[Model]) -> int:
    return model._base_manager.order_by("-pk").values_list("pk", flat=True).first() or 0


def _key_at(model: type[Model]) -> int:
    return columns(model).index(model._meta.pk)


def _unit(model: type[Model], row: list, unit_of: dict) -> int:
    """Which nomination the row is of: that of what it points to."""
    fields = columns(model)
    if model is AuditRow:
        names = [f.name for f in fields]
        subject = row[names.index("subject_type")], row[names.index("subject_id")]
        return unit_of.get((subject[0], int(subject[1])), 0) if subject[1].isdigit() else 0
    for value, column in zip(row, fields, strict=False):
        if column.is_relation and value is not None:
            found = unit_of.get((column.related_model._meta.label_lower, value), 0)
            if found:
                return found
    return 0
