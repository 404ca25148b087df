"""A row of the task list at home: what is due, whose turn it is, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal


@dataclass(frozen=True)
class Task:
    """One row. ``url`` empty means «ยังทำไม่ได้»: grey, no link, and ``why`` says what is awaited.

    ``when`` puts it under ต้องทำ (todo), รอผู้อื่น (waiting) or เสร็จแล้ว (done); ``tone`` colours
    the tag: «act» for one's turn, «wrong» for what came back, «» for plain words. ``since`` is when
    another began to wait for it: of what is to be done, the longest awaited comes first.
    """

    title: str
    when: Literal["todo", "waiting", "done"]
    url: str = ""
    tag: str = ""
    tone: Literal["", "act", "wrong", "fine"] = ""
    why: str = ""
    since: datetime | None = None


def longest_awaited_first(tasks: Iterable[Task]) -> list[Task]:
    """``tasks`` in their order, those that somebody waits for after the others, oldest first."""
    tasks = list(tasks)
    awaited = sorted((task for task in tasks if task.since), key=lambda task: task.since)
    return [task for task in tasks if not task.since] + awaited
