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
from projects.queries import activity_of, days_done, paper_of, standing
from projects.queries_deadlines import with_deadlines
from projects.queries_gate import awaited_words
from selection.models import ChosenGroup

if TYPE_CHECKING:
    from cdd_network.models import User
    from projects.models import Activity, DistrictPaper

WHEN = {"mine": "todo", "others": "waiting", "none": "done"}


def tasks_for(user: User, rows: Iterable[ChosenGroup] | None = None) -> list[Task]:
    """What province and district have to do with each chosen group of the newest year.

    ``rows`` are the groups the user may see, where they are at hand already.
    """
    if not (may(user, Can.ALLOCATE) or may(user, Can.RUN_ACTIVITY)):
        return []
    if rows is None:
        rows = standing(doors.visible(ChosenGroup, user, Can.SEE_ACTIVITY))
        rows = rows.prefetch_related(with_deadlines(user, "round__programme"))
    found: list[Task] = []
    for chosen in newest(rows):
        activity = activity_of(chosen)
        if activity is None:
            found.append(_gate(user, chosen))
            continue
        found.append(_days(user, activity))
        plan = paper_of(activity, ActionPlan)
        found.append(paper_task(user, activity, paper_card(user, PLAN, activity, plan), plan))
    return found


def newest(rows: Iterable[ChosenGroup]) -> list[ChosenGroup]:
    """Announced groups of the newest year among ``rows``: older years are no news at home."""
    announced = [row for row in rows if row.round.is_announced]
    year = max((row.round.programme.year for row in announced), default=0)
    return [row for row in announced if row.round.programme.year == year]


def _gate(user: User, chosen: ChosenGroup) -> Task:
    group = chosen.nomination.group
    if user.is_province:
        url = reverse("allocation_new", args=[chosen.pk])
        why = f"{chosen.nomination.office.short_name}เริ่มดำเนินกิจกรรมได้เมื่อจังหวัดแจ้งแล้ว"
        title = f"แจ้งจัดสรรงบประมาณให้{group.name}"
        return Task(title, "todo", url, "ต้องทำ", "act", why, chosen.round.announced_at)
    days = chosen.round.programme.content.activity(2).days
    title, url = f"จัดกิจกรรม {days} วันของ{group.name}", reverse("chosen", args=[chosen.pk])
    why = f"{awaited_words(chosen)} · ดูสิ่งที่เตรียมไว้ก่อนได้"
    return Task(title, "waiting", url, "รอจังหวัด", why=why)


def _days(user: User, activity: Activity) -> Task:
    title = f"กำหนดวันและสถานที่จัดกิจกรรม {activity.rule.days} วันของ{activity.group.name}"
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


def paper_task(
    user: User, activity: Activity, card: PaperCard, paper: DistrictPaper | None
) -> Task:
    """A row for one of the district's papers, as its card stands; one's turn begins with a verb."""
    url = card.edit_url or card.url or reverse("activity", args=[activity.pk])
    group = activity.group.name
    if card.turn != "mine":
        title = f"{card.kind.title} {group}"
        return Task(title, WHEN[card.turn], url, card.label, card.tone, _with_due(card))
    if user.is_province:
        title, since = f"ตรวจ{card.kind.short} {group}", paper.submitted_at
        return Task(title, "todo", url, card.label, card.tone, _with_due(card), since)
    if card.tone == "wrong":
        title = f"แก้ไข{card.kind.short} {group}"
        return Task(title, "todo", url, card.label, card.tone, _with_due(card))
    late = next((due for due in card.dues if due.tone == "wrong"), None)
    tag, tone = (late.tag, late.tone) if late else (card.label, card.tone)
    return Task(f"เขียน{card.kind.short} {group}", "todo", url, tag, tone, _with_due(card))


def _with_due(card: PaperCard) -> str:
    """What the card says and the first date it is due, as long as somebody owes something."""
    if not card.dues or card.turn == "none":
        return card.says
    due = card.dues[0]
    said = f"{due.tag} {due.text}" if due.tag else due.text
    return f"{card.says} · {said}"
