"""Acts on deadlines: set beside the others, put in another's place, take back.

A row is never changed. What a letter sets comes and goes with the letter (``of_letter``,
``end_letter``), in its transaction.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from cdd_network.models import Office
from cdd_network.models.audit import record
from cdd_network.refusal import Refused
from projects import deadline_rules as rules
from projects.deadlines import WHOLE, is_whole, replaced
from projects.models import Deadline
from projects.models.deadline import row_of

if TYPE_CHECKING:
    from cdd_network.models import Programme, User
    from projects.deadlines import Limit

LETTER = "จังหวัดออกหนังสือแจ้งอำเภอแล้ว"
"""Why a letter's deadline stands in the place of the year's."""


@dataclass(frozen=True)
class When:
    """A fixed day, or so many days and months after an event; and the paper that says so."""

    source: str
    fixed: datetime.date | None = None
    event: str = ""
    days_after: int = 0
    months_after: int = 0
    source_url: str = ""

    def columns(self) -> dict[str, object]:
        """As ``Deadline`` has them. Raises Refused for both a day and an event, or neither."""
        if bool(self.fixed) == bool(self.event):
            raise Refused("ระบุวันที่ หรือจำนวนวันนับจากเหตุการณ์ อย่างใดอย่างหนึ่ง")
        if not self.source.strip():
            raise Refused("กรุณาระบุที่มาของกำหนด")
        counted = {"days_after": self.days_after, "months_after": self.months_after}
        return {
            "fixed": self.fixed,
            "event": self.event,
            **(counted if self.event else {"days_after": 0, "months_after": 0}),
            "source": self.source.strip(),
            "source_url": self.source_url,
        }


@transaction.atomic
def set_deadline(
    *, programme: Programme, task: str, level: str, title: str, when: When, by: User
) -> Deadline:
    """Set a deadline beside the others; the same again is the one that stands.

    ``level`` is who must meet it («province» or «district»). Raises Refused.
    """
    values = set_values(programme=programme, task=task, level=level, title=title, when=when, by=by)
    _hold(by.office)
    return _add(programme, values, by)


def set_values(
    *, programme: Programme, task: str, level: str, title: str, when: When, by: User
) -> dict[str, object]:
    """Columns of what ``set_deadline`` would set. Raises Refused."""
    rules.check_set(by, task=task, level=level)
    rules.check_day(programme.year, when.fixed)
    title = title.strip() or rules.TASKS[task]
    return {"task": task, "level": level, "title": title, **when.columns()}


@transaction.atomic
def replace_deadline(
    *,
    programme: Programme,
    target: Limit,
    setter: Office | None,
    district: Office | None,
    when: When,
    reason: str,
    whole: bool = False,
    by: User,
) -> Deadline:
    """Put another day in the place of ``target``, for all whom it binds or for one ``district``.

    ``setter`` set ``target``, None: the year did. ``whole``: in the place of every other of its duty
    too. The same again is the one that stands. Raises Refused, also when another officer's came first.
    """
    values = replace_values(
        programme=programme, target=target, setter=setter, district=district, when=when,
        reason=reason, whole=whole, by=by,
    )  # fmt: skip
    _hold(by.office)
    return _same(programme, values, by) or _replace(programme, values, by)


def replace_values(
    *,
    programme: Programme,
    target: Limit,
    setter: Office | None,
    district: Office | None,
    when: When,
    reason: str,
    whole: bool = False,
    by: User,
) -> dict[str, object]:
    """Columns of what ``replace_deadline`` would set. Raises Refused."""
    rules.check_replace(by, target, setter)
    rules.check_district(by, target, district)
    if whole:
        rules.check_whole(by, target)
    rules.check_day(programme.year, when.fixed)
    rules.check_reason(reason)
    key = f"{WHOLE}{target.key}" if whole else target.key
    values = {"task": target.task, "level": target.level, "title": target.title}
    values |= {"replaces": key, "reason": reason.strip(), "district": district}
    return values | when.columns()


def _replace(programme: Programme, values: Mapping[str, object], by: User) -> Deadline:
    key = values["replaces"].removeprefix(WHOLE)
    there = _standing(programme, by.office).filter(district=values["district"])
    if there.filter(replaces__in=(key, f"{WHOLE}{key}")).exists():
        raise Refused("กำหนดนี้มีกำหนดใหม่แทนแล้ว โปรดเปิดหน้ากำหนดส่งอีกครั้ง แล้วเปลี่ยนจากกำหนดล่าสุด")
    row = row_of(key)
    if row and not Deadline.objects.standing().filter(pk=row).exists():
        raise Refused("กำหนดนี้ถูกถอนไปแล้ว จึงเปลี่ยนหรือขยายไม่ได้")
    return _add(programme, values, by)


@transaction.atomic
def withdraw_deadline(*, row: Deadline, reason: str, by: User) -> int:
    """Take a deadline back, and what was put in its place with it; how many rows that was.

    What it replaced holds again. It is undone by ``set_again``. 0 at the same officer's second click.
    """
    rules.check_reason(reason)
    _hold(by.office)
    row.refresh_from_db(fields=["withdrawn_at", "withdrawn_by"])
    if row.withdrawn_by_id == by.pk:
        return 0
    rules.check_withdraw(by, row)
    return len(_take_back(_under(row), by, reason.strip()))


@transaction.atomic
def set_again(*, row: Deadline, by: User) -> Deadline:
    """Set what was taken back anew, just as it was; a second click is the one that stands."""
    _hold(by.office)
    row.refresh_from_db(fields=["withdrawn_at"])
    rules.check_again(by, row)
    values = {name: getattr(row, name) for name in (*_COPIED, "replaces", "district")}
    again = _replace if row.replaces else _add
    return _same(row.programme, values, by) or again(row.programme, values, by)


_COPIED = (
    "task", "level", "title", "source", "source_url", "fixed", "event", "days_after", "months_after",
    "reason",
)  # fmt: skip


def _hold(office: Office) -> None:
    """One act on an office's deadlines at a time."""
    Office.objects.select_for_update(no_key=True).only("pk").get(pk=office.pk)


def _standing(programme: Programme, office: Office) -> QuerySet[Deadline]:
    return Deadline.objects.standing().filter(programme=programme, office=office)


def _same(programme: Programme, values: Mapping[str, object], by: User) -> Deadline | None:
    return _standing(programme, by.office).filter(**values).first()


def _add(programme: Programme, values: Mapping[str, object], by: User) -> Deadline:
    """The row with its trail; one that says just the same is given back, as a second click."""
    given = {"replaces": "", "reason": "", "district": None, **values}
    found = _same(programme, given, by)
    if found:
        return found
    made = Deadline.objects.create(programme=programme, office=by.office, by=by, **given)
    place = {"replaces": made.replaces, "district": made.district_id, "reason": made.reason}
    record(made, "set_deadline", by=by, task=made.task, level=made.level, **place)
    return made


def _under(row: Deadline) -> list[Deadline]:
    """The row and all of its office that stand in its place, directly or through another."""
    rows = _standing(row.programme, row.office).order_by("pk")
    keys, found = {row.key}, [row]
    for one in rows:  # what replaces a row was made after it
        if replaced(one) in keys:
            keys.add(one.key)
            found.append(one)
    return found


def _take_back(rows: Iterable[Deadline], by: User, reason: str = "") -> list[Deadline]:
    gone = []
    for row in rows:
        stands = Deadline.objects.standing().filter(pk=row.pk)
        if stands.update(withdrawn_at=timezone.now(), withdrawn_by=by):
            record(row, "withdraw_deadline", by=by, task=row.task, reason=reason)
            gone.append(row)
    return gone


@transaction.atomic
def of_letter(
    *,
    programme: Programme,
    tasks: Mapping[str, str],
    when: When,
    instead_of: str = "",
    by: User,
) -> None:
    """The deadline that an issued letter sets for the districts, once.

    ``tasks``: key of the year's rule that this kind of letter stands for → its duty; a year without
    the rule gets the letter's beside the others. ``when.source_url`` names the letter;
    ``instead_of`` that of the letter it replaces, whose leaves to single districts are kept.
    """
    _hold(by.office)
    held = _standing(programme, by.office)
    if held.filter(source_url=when.source_url).exists():
        return
    old = list(held.filter(source_url=instead_of)) if instead_of else []
    gone = [one for row in old for one in _take_back(_under(row), by)]
    titles = {one.key: one.title for one in programme.content.deadlines}
    for key, task in tasks.items():
        title = titles.get(key, rules.TASKS[task])
        values = {"task": task, "level": "district", "title": title, **when.columns()}
        if key in titles:
            values |= {"replaces": _tip(programme, key, by), "reason": LETTER}
        made = _add(programme, values, by)
        leaves = {one.district_id: one for one in gone if one.district_id and one.task == task}
        for leave in leaves.values():  # of a district's several the last
            _hang(leave, made, by)


def _tip(programme: Programme, key: str, by: User) -> str:
    """Key of the office's last row for all in the place of ``key``, or ``key`` itself."""
    rows = _standing(programme, by.office).filter(district=None).exclude(replaces="")
    following = {replaced(row): row.key for row in rows}
    while key in following:
        key = following[key]
    return key


def _hang(leave: Deadline, onto: Deadline, by: User) -> None:
    """A district's leave from the letter that was replaced, from the new one."""
    values = {name: getattr(leave, name) for name in _COPIED}
    key = f"{WHOLE}{onto.key}" if is_whole(leave) else onto.key
    _add(onto.programme, {**values, "replaces": key, "district": leave.district}, by)


@transaction.atomic
def end_letter(*, programme: Programme, source_url: str, by: User) -> None:
    """Take back what a revoked letter had set, and what hangs on it."""
    _hold(by.office)
    for row in _standing(programme, by.office).filter(source_url=source_url):
        _take_back(_under(row), by)
