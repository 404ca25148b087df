"""What the rows of a workbook would do to the registry: new, changed, the same, or at fault.

Rows are facts in the keys of ``registry``; a key that a row lacks is left as it is. The plan is made
twice: when the file is checked, and again, with the groups locked, when it is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from cdd_network import thai
from cdd_network.models import Subdistrict
from cdd_network.refusal import Refused
from selection import group_rules, registry
from selection.models import Nomination, SavingsGroup
from selection.states import NominationState

if TYPE_CHECKING:
    from cdd_network.models import User

Facts = dict[str, object]
MONEY = {c.key for c in registry.KNOWN if c.kind == "money"}


@dataclass(frozen=True)
class Row:
    """A row of the sheet: its number in Excel, the group it names (or None), and its facts."""

    line: int
    group: int | None
    values: Facts

    def packed(self) -> dict[str, object]:
        """The row as JSON."""
        return {"line": self.line, "group": self.group, "values": _packed(self.values)}


@dataclass(frozen=True)
class Fault:
    """What is wrong: row as Excel numbers it, heading of the column ('' for the row), sentence."""

    line: int
    column: str
    text: str

    def __str__(self) -> str:
        where = f"แถว {self.line}" + (f" คอลัมน์ {self.column}" if self.column else "")
        return f"{where}: {self.text}"


@dataclass(frozen=True)
class Step:
    """What a row does: kind is new, changed or same; ``changes`` as the trail tells them."""

    line: int
    kind: str
    name: str
    group: int | None
    changes: dict[str, list[str]] = field(default_factory=dict)

    def packed(self) -> dict[str, object]:
        """The step as JSON."""
        return dict(vars(self))


@dataclass
class Plan:
    """Every row's step, or the faults; ``found`` are the groups that the steps change."""

    rows: list[Row]
    steps: list[Step] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    found: dict[int, SavingsGroup] = field(default_factory=dict)

    def packed(self) -> list[dict[str, object]]:
        """What is shown and compared: every step that writes something."""
        return [step.packed() for step in self.steps if step.kind != "same"]

    def counts(self) -> dict[str, int]:
        """How many groups are new, changed and the same."""
        kinds = [step.kind for step in self.steps]
        return {kind: kinds.count(kind) for kind in ("new", "changed", "same")}


def _packed(values: Facts) -> dict[str, object]:
    def one(value: object) -> object:
        if isinstance(value, Subdistrict):
            return value.code
        return str(value) if isinstance(value, date | Decimal) else value

    return {key: one(value) for key, value in values.items()}


def unpacked(rows: Iterable[Mapping[str, object]], places: Mapping[str, Subdistrict]) -> list[Row]:
    """Rows from their JSON; ``places`` are subdistricts by code. Raises Refused when one is gone."""

    def one(key: str, value: object) -> object:
        if value is None or key not in {"subdistrict", "founded_on"} | MONEY | set(
            registry.DIVISIONS
        ):
            return value
        if key in registry.DIVISIONS:
            return tuple((name, post) for name, post in value)
        if key == "founded_on":
            return date.fromisoformat(value)
        return Decimal(value) if key in MONEY else places[value]

    try:
        return [
            Row(r["line"], r["group"], {k: one(k, v) for k, v in r["values"].items()}) for r in rows
        ]
    except KeyError:
        raise Refused("ไฟล์นี้มีตำบลที่ไม่อยู่ในพื้นที่ของท่านแล้ว โปรดตรวจไฟล์ใหม่") from None


class _Registry:
    """The groups in the user's reach with all their facts: four queries, however many."""

    def __init__(self, user: User) -> None:
        self.user = user
        groups = SavingsGroup.objects.visible_to(user)
        loaded = groups.with_place().prefetch_related("officers", "activities")
        self.by_pk = {group.pk: group for group in loaded}
        self.by_place = {_place(group): group for group in self.by_pk.values()}
        self.rounds: dict[int, set[str]] = {}
        self.nominated: set[int] = set()
        sent = Nomination.objects.filter(group__in=groups)
        for pk, state, of_round in sent.values_list("group", "state", "round__state"):
            self.nominated.add(pk)
            if state != NominationState.DRAFT:
                self.rounds.setdefault(pk, set()).add(of_round)

    def check_identity(self, group: SavingsGroup, changed: Facts) -> None:
        """The rules of ``group_rules`` on name and place, from what was loaded."""
        group_rules.check_identity_in(self.user, self.rounds.get(group.pk, set()))
        place = changed.get("subdistrict", group.subdistrict)
        group_rules.check_stays_in(group, place, nominated=group.pk in self.nominated)


def _place(group: SavingsGroup) -> tuple[object, ...]:
    return (group.village, group.moo, group.subdistrict_id)


def plan_of(rows: list[Row], user: User) -> Plan:
    """The plan of ``rows`` against the registry as it is now. Queries are constant in number."""
    known, plan = _Registry(user), Plan(rows)
    taken: dict[object, int] = {}
    for row in rows:
        try:
            group = _found(known, row)
            before = registry.facts_of(group) if group else {}
            step = _step(known, row, group, before)
            own = {_place_of({**before, **row.values}), *({group.pk} if group else ())}
            if twice := own & taken.keys():
                raise _Wrong("", f"ซ้ำกับแถว {taken[twice.pop()]}")
        except _Wrong as wrong:
            plan.faults.append(Fault(row.line, wrong.column, wrong.reason))
        except Refused as refused:
            plan.faults.append(Fault(row.line, "ชื่อหมู่บ้านของกลุ่ม", refused.reason))
        else:
            taken.update(dict.fromkeys(own, row.line))
            plan.steps.append(step)
            if step.kind == "changed":
                plan.found[group.pk] = group
    return plan


class _Wrong(Refused):
    def __init__(self, column: str, reason: str) -> None:
        super().__init__(reason)
        self.column = column


def _place_of(values: Facts) -> tuple[object, ...]:
    return (values["village"], values["moo"], values["subdistrict"].code)


def _found(known: _Registry, row: Row) -> SavingsGroup | None:
    """The stored group that the row speaks of, or None when it is new."""
    if row.group is not None:
        group = known.by_pk.get(row.group)
        if group is None:
            raise _Wrong(registry.IDENTITY.title, "ไม่มีกลุ่มรหัสนี้ในทะเบียนของท่าน เว้นว่างไว้หากเป็นกลุ่มใหม่")
        return group
    return known.by_place.get(_place_of(row.values))


def _step(known: _Registry, row: Row, group: SavingsGroup | None, before: Facts) -> Step:
    _settle_year(row.values, before)
    if group is None:
        shown = {k: v for k, v in row.values.items() if k not in registry.PLACE}
        name = f"{row.values['village']} {row.values['subdistrict'].address(row.values['moo'])}"
        return Step(row.line, "new", name, None, registry.told({}, shown))
    changed = registry.differences(before, row.values)
    if any(name in changed for name in registry.PLACE):
        known.check_identity(group, changed)
        if known.by_place.get(_place_of({**before, **changed})) is not None:
            raise _Wrong("ชื่อหมู่บ้านของกลุ่ม", "มีกลุ่มอื่นใช้ชื่อหมู่บ้าน หมู่ที่ และตำบลนี้อยู่แล้ว")
    name, kind = f"{group.village_name} {group.address}", "changed" if changed else "same"
    return Step(row.line, kind, name, group.pk, registry.told(before, row.values))


def _settle_year(values: Facts, before: Mapping[str, object]) -> None:
    """The year follows the day, whichever of them the row brings."""
    day = values.get("founded_on", before.get("founded_on"))
    year = values.get("founded_year")
    if day and year and year != thai.be_year(day):
        raise _Wrong("ปีที่จัดตั้ง (พ.ศ.)", f"ไม่ตรงกับวันที่จัดตั้ง {thai.date_text(day)}")
    if "founded_on" in values:
        values["founded_year"] = thai.be_year(day)
