"""The task list at home, gathered from every app."""

from cdd_network import job_tasks
from cdd_network.accounts import tasks as account_tasks
from cdd_network.models import User
from cdd_network.tasks import Task, longest_awaited_first
from projects import tasks as project_tasks
from reports import bundle_tasks, event_tasks, follow_up_tasks, summary_tasks
from reports import tasks as document_tasks
from reports.watch.country_home import Watched
from selection import tasks as selection_tasks
from selection.models import Round
from selection.states import RoundState

SECTIONS = (("ต้องทำ", "todo"), ("รอผู้อื่น", "waiting"), ("เสร็จแล้ว", "done"))
OF_GROUPS = (project_tasks, summary_tasks, bundle_tasks, follow_up_tasks)
"""All speak of the same chosen groups, which are read once."""


def sections(user: User, watched: Watched | None = None) -> list[tuple[str, list[Task]]]:
    """Heads and their tasks, empty sections left out; ``watched`` is the department's country."""
    newest = document_tasks.newest_round(user) if user.is_province else None
    rows = summary_tasks.rows_of(user, *([newest.programme] if newest else []))
    rounds = [row.round for row in rows] + ([newest] if newest else [])
    years = {one.programme_id: one.programme for one in rounds}
    every = [
        *job_tasks.tasks_for(user),
        *(account_tasks.tasks_for(user) if _first_days(user, newest, watched) else []),
        *selection_tasks.tasks_for(user, newest),
        *document_tasks.tasks_for(user, newest, rows),
        *event_tasks.tasks_for(user, newest, years, rows),
    ]
    every += [task for source in OF_GROUPS for task in source.tasks_for(user, rows)]
    every += watched.tasks if watched else []
    every = longest_awaited_first(every)
    grouped = [(head, [t for t in every if t.when == when]) for head, when in SECTIONS]
    return [(head, tasks) for head, tasks in grouped if tasks]


def _first_days(user: User, newest: Round | None, watched: Watched | None) -> bool:
    """Whether nobody works yet with what this office prepares: then it is told of what still lacks."""
    if user.is_province:
        return newest is None or newest.state == RoundState.PREPARING
    return user.is_department and not (watched and watched.country and watched.country.announced)
