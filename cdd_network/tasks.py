"""A row of the task list at home: what is due, whose turn it is, and why."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Task:
    """One row. ``url`` empty means «ยังทำไม่ได้»: grey, no link, and ``why`` says what is awaited.

    ``when`` puts it under ต้องทำ (todo), รอผู้อื่น (waiting) or เสร็จแล้ว (done); ``tone`` colours
    the tag: «act» for one's turn, «wrong» for what came back, «» for plain words.
    """

    title: str
    when: Literal["todo", "waiting", "done"]
    url: str = ""
    tag: str = ""
    tone: Literal["", "act", "wrong", "fine"] = ""
    why: str = ""
