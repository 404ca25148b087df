"""Rows of the task list at home: allocation, days, plan."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.urls import reverse

from cdd_network import doors, thai
from cdd_network.roles import Can, may
from cdd_network.tasks import Task
from projects.cards import PLAN, PaperCard, paper_card
from projects.models import ActionPlan
from projects.queries import activity_of, days_done, paper_of, share_programmes, standing
from projects.rules import WAITING
from selection.models import ChosenGroup

if TYPE_CHECKING:
    from cdd_network.models import User
    from projects.models import Activity

WHEN = {"mine": "todo", "others": "waiting", "none": "done"}


def tasks_for(user: User) -> list[Task]:
    """What province and district have to do with each chosen group of the newest year."""
    if not (may(user, Can.ALLOCATE) or may(user, Can.RUN_ACTIVITY)):
        return []
    found: list[Task] = []
    for chosen in newest(standing(doors.visible(ChosenGroup, user, Can.SEE_ACTIVITY))):
        activity = activity_of(chosen)
        if activity is None:
            found.append(_gate(user, chosen))
            continue
        found.append(_days(user, activity))
        plan = paper_of(activity, ActionPlan)
        found.append(paper_task(activity, paper_card(user, PLAN, activity, plan)))
    return found


def newest(rows: Iterable[ChosenGroup]) -> list[ChosenGroup]:
    """Announced groups of the newest year among ``rows``: older years are no news at home."""
    announced = [row for row in share_programmes(rows) if row.round.is_announced]
    year = max((row.round.programme.year for row in announced), default=0)
    return [row for row in announced if row.round.programme.year == year]


def _gate(user: User, chosen: ChosenGroup) -> Task:
    group = chosen.nomination.group
    if user.is_province:
        url = reverse("allocation_new", args=[chosen.pk])
        why = f"{chosen.nomination.office.short_name}เริ่มดำเนินกิจกรรมได้เมื่อจังหวัดแจ้งแล้ว"
        return Task(f"แจ้งจัดสรรงบประมาณให้{group.name}", "todo", url, "ต้องทำ", "act", why)
    return Task(f"จัดกิจกรรม 3 วันของ{group.name}", "waiting", tag="ยังทำไม่ได้", why=WAITING)


def _days(user: User, activity: Activity) -> Task:
    title = f"กำหนดวันและสถานที่จัดกิจกรรม 3 วันของ{activity.group.name}"
    dates = [day.date for day in activity.days.all() if day.date]
    if days_done(activity):
        url = reverse("activity", args=[activity.pk])
        why = f"{thai.date_range_text(dates)} · ศึกษาดูงาน{activity.site_name}"
        return Task(title, "done", url, "เสร็จแล้ว", why=why)
    if user.is_district:
        url = reverse("activity_days", args=[activity.pk])
        tag = "กำหนดแล้วบางส่วน" if dates or activity.site_name else "ยังไม่กำหนด"
        return Task(title, "todo", url, tag, "act", "ระบุวัน สถานที่ และสถานที่ศึกษาดูงาน")
    url = reverse("activity", args=[activity.pk])
    return Task(title, "waiting", url, "รออำเภอ", why="อำเภอยังกำหนดวันและสถานที่ไม่ครบ")


def paper_task(activity: Activity, card: PaperCard) -> Task:
    """A row for one of the district's papers, as its card stands."""
    url = card.edit_url or card.url or reverse("activity", args=[activity.pk])
    why = card.says
    if card.dues and card.turn != "none":
        why = f"{why} · กำหนดส่ง {thai.date_text(card.dues[0].date)}"
    title = f"{card.kind.title} {activity.group.name}"
    return Task(title, WHEN[card.turn], url, card.label, card.tone, why)
