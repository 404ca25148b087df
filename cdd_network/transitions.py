"""``move()``: the only writer of a state.

A stateful model has a field ``state`` and a class attribute ``MACHINE``. Each machine is a table
of transitions with their owners; the diagram in docs/ is generated from the tables.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils import timezone

from cdd_network.models.audit import record
from cdd_network.refusal import Refused
from cdd_network.roles import Role
from cdd_network.versions import Stale, read_again

if TYPE_CHECKING:
    from cdd_network.models import User


@dataclass(frozen=True)
class Transition:
    """One allowed step: from ``source`` to ``target``, done by ``owner``, named by ``verb``.

    ``also`` names further roles that do the same with what is their own office's.
    """

    source: str
    target: str
    owner: Role
    verb: str
    also: tuple[Role, ...] = ()

    @property
    def owners(self) -> tuple[Role, ...]:
        """Every role that may do it."""
        return (self.owner, *self.also)

    @property
    def owners_text(self) -> str:
        """«เจ้าหน้าที่จังหวัด หรือเจ้าหน้าที่อำเภอ»."""
        return " หรือ".join(role.label for role in self.owners)


@dataclass(frozen=True)
class Machine:
    """A named state machine: its states, where it begins, and its transitions."""

    name: str
    states: type[models.TextChoices]
    start: str
    transitions: tuple[Transition, ...]

    def find(self, source: str, target: str) -> Transition | None:
        """The transition between two states, or None."""
        return next(
            (t for t in self.transitions if t.source == source and t.target == target), None
        )


def check_move(obj: models.Model, to: str, by: User) -> None:
    """Raise Refused unless ``by`` may move ``obj`` from its present state to ``to``."""
    machine: Machine = obj.MACHINE
    found = machine.find(obj.state, to)
    here = machine.states(obj.state).label
    if found is None:
        raise Refused(f"ทำขั้นนี้ไม่ได้ เพราะสถานะขณะนี้คือ «{here}»")
    if by.role not in found.owners:
        raise Refused(f"ขั้น «{found.verb}» เป็นหน้าที่ของ{found.owners_text}")


def move(
    obj: models.Model,
    to: str,
    *,
    by: User,
    note: str = "",
    version: int | None = None,
    told: Mapping[str, object] | None = None,
    **stamps: object,
) -> Transition:
    """Move ``obj`` to the state ``to``, setting the fields in ``stamps`` with it.

    The row is written only if the database still holds the state that was read: of two officers,
    or two clicks, the first wins and the other is told. With ``version`` the row must also be the
    one that ``by`` has looked at: nobody accepts or issues what was changed in the meantime.
    Writes the audit row in the same transaction, ``note`` and the facts in ``told`` with it. Raises Refused when the step is not allowed or
    came too late, Stale when the version is another one.
    """
    check_move(obj, to, by)
    source = obj.state
    found = obj.MACHINE.find(source, to)
    with transaction.atomic():
        values = {"state": to, "moved_at": timezone.now(), **stamps}
        held = type(obj)._base_manager.filter(pk=obj.pk, state=source)
        if version is not None:
            held = held.filter(version=version)
        if not held.update(**values):
            read_again(obj)
            _say_why(obj, source)
        for name, value in values.items():
            setattr(obj, name, value)
        record(obj, f"{obj.MACHINE.name}:{source}>{to}", by=by, note=note, **(told or {}))
    return found


def _say_why(obj: models.Model, source: str) -> None:
    """Raise the reason for which nothing was moved; ``obj`` is as the database has it now."""
    if obj.state == source:
        raise Stale(
            obj,
            "มีการแก้ไขเอกสารนี้หลังจากที่ท่านเปิดดู โปรดเปิดดูอีกครั้ง แล้วจึงดำเนินการ",
        )
    here = obj.MACHINE.states(obj.state).label
    raise Refused(f"มีการดำเนินการไปแล้วก่อนหน้านี้ สถานะขณะนี้คือ «{here}»")


def start(obj: models.Model, *, by: User) -> None:
    """Record that a stateful object began."""
    record(obj, f"{obj.MACHINE.name}:>{obj.state}", by=by)
