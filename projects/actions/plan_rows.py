"""Rows of the plan: added, moved, taken out and back; the proposal's text taken over again."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F, Max

from cdd_network.models.audit import record
from cdd_network.refusal import Refused
from projects.actions import papers
from projects.actions.plans import ITEM_VALUES, from_proposal
from projects.models import ActionPlan, PlanItem
from projects.rules import check_edit, check_size

if TYPE_CHECKING:
    from cdd_network.models import User

GONE = "กิจกรรมนี้ไม่อยู่ในแผนแล้ว โปรดดูรายการปัจจุบัน"


@transaction.atomic
def add_row(*, plan: ActionPlan, by: User) -> int:
    """An empty row at the end; its key."""
    _hold(plan, by)
    check_size([{}] * (plan.items.count() + 1))
    key, order = _next_key(plan), _next_order(plan)
    PlanItem.objects.create(plan=plan, key=key, order=order)
    _changed(plan, "add_row", by, row=key)
    return key


@transaction.atomic
def move_row(*, plan: ActionPlan, key: int, up: bool, by: User) -> bool:
    """Change places with the row before (``up``) or behind; False at the end of the way."""
    _hold(plan, by)
    row = _row(plan, key)
    others = (
        plan.items.filter(order__lt=row.order) if up else plan.items.filter(order__gt=row.order)
    )
    other = others.order_by("-order" if up else "order").first()
    if other is None:
        return False
    # By way of 0, which no row has: at no moment do two have the same place.
    for old, new in ((row.order, 0), (other.order, row.order), (0, other.order)):
        plan.items.filter(order=old).update(order=new)
    _changed(plan, "move_row", by, row=key, before=row.order, after=other.order)
    return True


@transaction.atomic
def remove_row(*, plan: ActionPlan, key: int, by: User) -> None:
    """Take a row out of the plan; it is set aside and may be taken back until the plan is sent."""
    _hold(plan, by)
    row = _row(plan, key)
    values = {name: getattr(row, name) for name in ITEM_VALUES}
    values["capital"] = None if row.capital is None else str(row.capital)
    row.delete()
    _changed(plan, "remove_row", by, aside=[{"key": key, "row": values}], row=key)


@transaction.atomic
def restore_row(*, plan: ActionPlan, key: int, by: User) -> None:
    """Take a row back into the plan, at its end."""
    _hold(plan, by)
    kept = next((one for one in plan.set_aside if one["key"] == key and "row" in one), None)
    if kept is None:
        raise Refused("นำกิจกรรมนี้กลับมาแล้ว หรือแผนถูกส่งไปแล้ว")
    check_size([*plan.items.values("steps", "results", "remark"), kept["row"]])
    values = dict(kept["row"])
    values["capital"] = None if values["capital"] is None else Decimal(values["capital"])
    PlanItem.objects.create(plan=plan, key=key, order=_next_order(plan), **values)
    plan.set_aside.remove(kept)
    _changed(plan, "restore_row", by, row=key)


@transaction.atomic
def take_proposal(*, plan: ActionPlan, name: str, by: User) -> None:
    """Put the proposal's text in the place of the first row's; the replaced text is set aside."""
    _hold(plan, by)
    given = from_proposal(plan.activity.nomination)
    if name not in given:
        raise Refused("แบบเสนอโครงการไม่มีข้อความของข้อนี้")
    _put(plan, name, given[name], by, "take_proposal")


@transaction.atomic
def take_earlier(*, plan: ActionPlan, name: str, by: User) -> None:
    """Put back the text that the proposal's had replaced; what stands now is set aside in turn."""
    _hold(plan, by)
    text = earlier(plan).get(name)
    if text is None:
        raise Refused("ไม่มีข้อความเดิมของข้อนี้แล้ว")
    value = (Decimal(text) if text else None) if name == "capital" else text
    _put(plan, name, value, by, "take_earlier")


def earlier(plan: ActionPlan) -> dict[str, str]:
    """Column of the first row → the text that was replaced last."""
    return {one["name"]: one["text"] for one in plan.set_aside if "name" in one}


def _put(plan: ActionPlan, name: str, value: object, by: User, act: str) -> None:
    row = _row(plan, 0)
    text = "" if getattr(row, name) is None else str(getattr(row, name))
    plan.items.filter(pk=row.pk).update(**{name: value})
    plan.set_aside = [one for one in plan.set_aside if one.get("name") != name]
    _changed(plan, act, by, aside=[{"key": 0, "name": name, "text": text}], field=name)


def _hold(plan: ActionPlan, by: User) -> None:
    papers.hold(plan)
    check_edit(by, plan)


def _row(plan: ActionPlan, key: int) -> PlanItem:
    row = plan.items.filter(key=key).first()
    if row is None:
        raise Refused(GONE)
    return row


def _next_order(plan: ActionPlan) -> int:
    return (plan.items.aggregate(last=Max("order"))["last"] or 0) + 1


def _next_key(plan: ActionPlan) -> int:
    """A key that no row has had since the plan was last sent."""
    used = [*plan.items.values_list("key", flat=True), *(one["key"] for one in plan.set_aside)]
    return max([-1, *used]) + 1


def _changed(
    plan: ActionPlan, act: str, by: User, aside: list | None = None, **told: object
) -> None:
    """Write the plan's new version with what is set aside, and the row of the trail."""
    plan.set_aside = [*plan.set_aside, *(aside or [])]
    changed = {"set_aside": plan.set_aside, "version": F("version") + 1}
    ActionPlan.objects.filter(pk=plan.pk).update(**changed)
    plan.version += 1
    record(plan, act, by=by, **told)
