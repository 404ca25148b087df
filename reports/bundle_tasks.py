"""Row of the task list at home: the province forwards its papers to the department."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from cdd_network import thai
from cdd_network.roles import Can, may
from cdd_network.tasks import Task
from projects import deadlines
from projects.deadlines import Light
from projects.queries_deadlines import rows_over
from projects.tasks import newest
from reports.duties import FORWARD
from reports.summary_tasks import rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cdd_network.models import User
    from selection.models import ChosenGroup

TITLE = "รวบรวมเอกสารส่งกรมการพัฒนาชุมชน"
TONES = {Light.RED: "wrong", Light.AMBER: "act"}


def tasks_for(user: User, rows: Iterable[ChosenGroup] | None = None) -> list[Task]:
    """The bundle of the newest year whose result is announced.

    ``rows`` are the groups as ``summary_tasks.rows_of`` gives them, where they are at hand.
    """
    if not (may(user, Can.BUNDLE) and may(user, Can.MANAGE_ROUND)):
        return []
    announced = newest(rows_of(user) if rows is None else rows)
    return [_task(user, announced[0])] if announced else []


def _task(user: User, chosen: ChosenGroup) -> Task:
    year, sent = chosen.round.programme, chosen.forwarded_on
    url = f"{reverse('bundles')}?year={year.year}"
    if sent:
        return Task(TITLE, "done", url, "ส่งแล้ว", why=f"ส่งเมื่อ {thai.date_text(sent)}")
    rows = rows_over(year, [user.office_id])
    limits = deadlines.in_force(year.content.deadlines, rows, province=user.office_id)
    dues = deadlines.dues(limits, FORWARD, {}, level="province")
    if not dues:
        return Task(TITLE, "todo", url, "ยังไม่ส่ง", why="แผนฯ แบบสรุปฯ ภาพ และหนังสือนำส่ง")
    today = timezone.localdate()
    tone = TONES.get(deadlines.light(dues[0].date, today=today), "")
    return Task(TITLE, "todo", url, deadlines.days_text(dues[0].date, today), tone, dues[0].text)
