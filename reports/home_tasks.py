"""The task list at home, gathered from every app, and the few figures above it."""

from dataclasses import dataclass

from django.urls import reverse

from cdd_network import job_tasks
from cdd_network.models import Programme, User
from cdd_network.roles import Can, may
from cdd_network.tasks import Task, longest_awaited_first
from projects import tasks as project_tasks
from projects.models import ActionPlan
from projects.states import PaperState
from reports import event_tasks, summary_tasks
from reports import tasks as document_tasks
from reports.models import SummaryReport
from selection import tasks as selection_tasks
from selection.models import ChosenGroup, Round
from selection.states import RoundState

SECTIONS = (("ต้องทำ", "todo"), ("รอผู้อื่น", "waiting"), ("เสร็จแล้ว", "done"))
SOURCES = (job_tasks, selection_tasks, document_tasks, event_tasks)
OF_GROUPS = (project_tasks, summary_tasks)
"""Both speak of the same chosen groups, which are read once."""


@dataclass(frozen=True)
class Figure:
    """A number and what it counts; ``url`` opens the rows behind it."""

    value: str
    label: str
    url: str = ""


def sections(user: User) -> list[tuple[str, list[Task]]]:
    """Heads and their tasks, empty sections left out."""
    rows = summary_tasks.rows_of(user)
    every = [task for source in SOURCES for task in source.tasks_for(user)]
    every += [task for source in OF_GROUPS for task in source.tasks_for(user, rows)]
    every = longest_awaited_first(every)
    grouped = [(head, [t for t in every if t.when == when]) for head, when in SECTIONS]
    return [(head, tasks) for head, tasks in grouped if tasks]


def figures(user: User) -> list[Figure]:
    """The newest year of the country at a glance, for the department; others have their tasks alone.

    How many provinces and groups there are to be is the programme's own: places of its activities.
    """
    year = Programme.objects.opened().first() if may(user, Can.WATCH_COUNTRY) else None
    if year is None:
        return []
    announced = Round.objects.filter(programme=year, state=RoundState.ANNOUNCED).count()
    chosen = ChosenGroup.objects.visible_to(user).filter(round__programme=year).count()
    of_year = {
        "state": PaperState.ACCEPTED,
        "activity__allocation__chosen__round__programme": year,
    }
    plans = ActionPlan.objects.filter(**of_year).count()
    summaries = SummaryReport.objects.filter(**of_year).count()
    provinces, groups = (year.content.activity(number).places for number in (1, 2))
    return [
        Figure(f"{announced}/{provinces}", "จังหวัดที่ประกาศผลแล้ว", reverse("rounds")),
        Figure(f"{chosen}/{groups}", "กลุ่มที่ได้รับคัดเลือก", reverse("activities")),
        Figure(f"{plans}", "แผนปฏิบัติการฯ ที่จังหวัดรับแล้ว", reverse("activities")),
        Figure(f"{summaries}", "แบบสรุปฯ ที่จังหวัดรับแล้ว", reverse("activities")),
    ]
