"""What the page of deadlines shows: the year, its rows, the reader's own dates."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Page
from django.db.models import QuerySet
from django.utils import timezone

from cdd_network import thai
from cdd_network.lists import paged, searched
from cdd_network.models import Office
from projects import deadlines
from projects.deadline_rules import TASKS
from projects.deadlines import Limit
from projects.models import Deadline
from projects.models.deadline import row_of
from projects.queries_deadlines import LOADED, rows_over
from reports import queries_duties
from reports.queries_standing import facts_of, limits_for
from reports.watch.deadline_list import Year, whom_of
from selection.models import ChosenGroup

if TYPE_CHECKING:
    from cdd_network.models import Programme, User
    from projects.limits import AnyRow
    from reports.duties import Duty

_NEWEST = 2**62
"""Stands for the number of a row that is not stored yet."""


@dataclass(frozen=True)
class Own:
    """A duty of the reader's own office, and how many days are left."""

    duty: Duty
    days: str


def year_for(programme: Programme, user: User, seen: QuerySet[Deadline]) -> Year:
    """The year as ``user`` reads it; one query. The department's is without the provinces' rows.

    What stands is kept with the programme for what asks for it later.
    """
    rows = seen.filter(programme=programme).select_related("withdrawn_by")
    if user.is_department:
        rows = rows.filter(office__kind=Office.Kind.DEPARTMENT)
    rows = list(rows.defer("office__garuda_image", "district__garuda_image"))
    if not user.is_department:
        setattr(programme, LOADED, [row for row in rows if row.withdrawn_at is None])
    return Year(programme, rows, user)


def of_provinces(
    programme: Programme, seen: QuerySet[Deadline], query: Mapping[str, str]
) -> tuple[QuerySet[Deadline], Page]:
    """What the provinces set, for the department: the rows that stand, and a page of them."""
    rows = seen.filter(programme=programme, office__kind=Office.Kind.PROVINCE).standing()
    rows = searched(rows, query.get("q", ""), ("office__name", "district__name", "title", "source"))
    rows = rows.order_by("office__province_id", "pk").defer(
        "office__garuda_image", "district__garuda_image"
    )
    return rows, paged(rows, query)


def own_dates(programme: Programme, user: User, *, today: datetime.date) -> list[Own]:
    """The days of the reader's own office, the nearest first; done ones last. The department has none."""
    if user.is_department:
        return []
    provinces = [user.office_id] if user.is_province else []
    year = queries_duties.of_year(
        programme, today=today, user=user, provinces=provinces, districts=user.is_district
    )
    mine = year.districts if user.is_district else year.provinces
    mine = sorted(mine, key=lambda one: (one.is_done, one.due or datetime.date.max))
    return [Own(one, _days(one, today)) for one in mine if one.due]


def _days(duty: Duty, today: datetime.date) -> str:
    if duty.is_done:
        return "ทำแล้ว หลังกำหนด" if duty.light == deadlines.Light.AMBER else "ทำแล้ว"
    if duty.light == deadlines.Light.NONE:
        return "รอจังหวัดจัดสรร"  # its day passed before the budget came: reports.standing
    return deadlines.days_text(duty.due, today)


def target(
    programme: Programme, seen: QuerySet[Deadline], key: str
) -> tuple[Limit, Deadline | None] | None:
    """What ``key`` names among the year's rules and the rows that stand and are seen, and its row."""
    rules = {one.key: one for one in programme.content.deadlines}
    if key in rules:
        return deadlines.of_rule(rules[key]), None
    pk = row_of(key)
    row = seen.filter(programme=programme, pk=pk).standing().first() if pk else None
    return (deadlines.of_row(row), row) if row else None


def districts_of(user: User) -> QuerySet[Office]:
    """The districts to which a province may give leave."""
    own = Office.objects.filter(kind=Office.Kind.DISTRICT, province_id=user.office.province_id)
    return own.only("name", "kind", "province_id").order_by("district_id")


def beside(programme: Programme, user: User, limit: Limit, district: Office | None) -> list[Limit]:
    """What holds of the same duty, for the user's province (``district``: there); one query."""
    province = None if user.is_department else user.office_id
    place = {"province": province, "district": district and district.pk}
    rows = rows_over(programme, [user.office_id])
    held = deadlines.in_force(programme.content.deadlines, rows, **place)
    return [one for one in held if (one.task, one.level) == (limit.task, limit.level)]


@dataclass(frozen=True)
class After:
    """What holds where a deadline is for, with it, and in words what that means."""

    limits: tuple[Limit, ...]
    text: str


def after(programme: Programme, user: User, row: Deadline) -> After:
    """What holds once ``row`` is set, stored already or not; two queries and one for its groups."""
    rows = rows_over(programme, [user.office_id])
    if row.pk is None:  # the newest of all
        row.pk, row.at = _NEWEST, timezone.now()
        rows = [*rows, row]
    rules, province = programme.content.deadlines, None if user.is_department else user.office_id
    limits = deadlines.in_force(rules, rows, province=province, district=row.district_id)
    held = [one for one in limits if (one.task, one.level) == (row.task, row.level)]
    each = list(dict.fromkeys(one.words for one in held))  # a second click says the same
    words, first = " และ ".join(each), " (นับวันที่มาถึงก่อน)" if len(each) > 1 else ""
    days = _group_days(programme, user, row, rows) if user.is_province else []
    return After(
        limits, f"{TASKS[row.task]} {whom_of(held[0], row)}: {words}{first}{_days_told(days)}"
    )


def _group_days(
    programme: Programme, user: User, row: Deadline, rows: list[AnyRow]
) -> list[datetime.date]:
    """The days by which the groups that ``row`` binds have the duty, in order."""
    groups = ChosenGroup.objects.visible_to(user).filter(round__programme=programme)
    groups = groups.filter(nomination__office=row.district) if row.district else groups
    facts = facts_of(groups) if row.level == "district" else []
    limits = limits_for(programme, facts, rows=rows)
    found = (
        deadlines.earliest(limits[one.office], row.task, one.anchors, level=row.level)
        for one in facts
    )
    return sorted(set(filter(None, found)))


def _days_told(days: list[datetime.date]) -> str:
    if not days:
        return ""
    last = f" ถึง {thai.date_text(days[-1])} ตามวันของแต่ละกลุ่ม" if len(days) > 1 else ""
    return f" · วันที่มีผลจริง {thai.date_text(days[0])}{last}"
