"""Documents on the task list at home: what the province makes, what a district received."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from cdd_network import thai
from cdd_network.models import User
from cdd_network.tasks import Task
from reports import queries, queries_summary
from reports.models import Document
from selection.models import Round


def tasks_for(user: User) -> list[Task]:
    """Province: documents to make and to issue; district: the letter it received; others: none."""
    if user.is_province:
        return _province(user)
    if user.is_district:
        return _district(user)
    return []


def _listed(user: User) -> Iterable[Document]:
    light = ("round__result", *queries.EMBLEMS)
    return Document.objects.visible_to(user).with_place().defer(*light)


def _province(user: User) -> list[Task]:
    tasks = [_made(one) for one in _listed(user)]
    rounds = Round.objects.visible_to(user).select_related("programme")
    return tasks + [_missing(one) for one in queries.to_make(user, rounds)]


def _missing(one: queries.ToMake) -> Task:
    title = f"จัดทำ{one.label}"
    if one.refusal:
        return Task(title, "waiting", tag="ยังทำไม่ได้", why=one.refusal)
    why = f"ปีงบประมาณ {one.round.programme.year}"
    return Task(title, "todo", reverse("documents"), "ยังไม่ได้จัดทำ", "act", why)


def _made(one: Document) -> Task:
    url = reverse("document", args=[one.pk])
    if one.is_issued:
        return Task(one.get_kind_display(), "done", url, "ออกแล้ว", why=_named(one))
    why = "ตรวจข้อมูลให้ครบ แล้วใส่เลขที่และวันที่จากทะเบียนหนังสือส่ง"
    return Task(f"ออก{one.get_kind_display()}", "todo", url, "ฉบับร่าง", "act", why)


def _district(user: User) -> list[Task]:
    letters = _listed(user).filter(kind=Document.Kind.SELECTION_LETTER)
    undated = queries_summary.undated_rounds(user)
    return [_received(one, new=one.round_id in undated) for one in letters]


def _received(one: Document, *, new: bool) -> Task:
    """The letter stands to be read until the three days that it asks for are dated."""
    title = f"หนังสือ{one.office.short_name}แจ้งผลและการดำเนินงาน"
    url = reverse("document", args=[one.pk])
    if new:
        return Task(f"เปิดอ่าน{title}", "todo", url, "หนังสือใหม่ เปิดอ่าน", "act", _due(one))
    return Task(title, "done", url, "ได้รับแล้ว", why=_due(one))


def _named(one: Document) -> str:
    return f"{one.number_text} ลงวันที่ {thai.date_text(one.date)}".strip()


def _due(one: Document) -> str:
    due = f" · ส่งแผนและแบบสรุปภายใน {thai.date_text(one.deadline)}" if one.deadline else ""
    return f"{_named(one)}{due}"
