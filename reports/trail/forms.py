"""The forms whose versions are kept: what each is called, who may read them, where it is saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from django.db.models import F
from django.urls import reverse

from cdd_network.editor.forms.base import YEAR
from cdd_network.editor.sections import sections_of
from cdd_network.roles import Can
from reports.trail.things import by_key

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

    from cdd_network.models import Programme, User
    from reports.trail.things import Thing


@dataclass(frozen=True)
class Kept:
    """A form. ``thing`` is what it is about; ``page`` with the columns ``args`` of the thing is where it
    is saved. Read by who ``can`` do what the form does and sees the thing: a draft is no one else's.

    ``parts`` gives key → title of the parts of a thing that has a form each: a version then names
    «form:part», and the page's address ends with the part.
    """

    key: str
    title: str
    thing_key: str
    page: str
    can: Can
    args: tuple[str, ...] = ("pk",)
    own: Callable[[User], dict[str, object]] | None = None
    parts: Callable[[Model], dict[str, str]] | None = None

    @property
    def thing(self) -> Thing:
        """The kind of thing."""
        return by_key()[self.thing_key]

    def open_to(self, user: User) -> QuerySet:
        """Things of which the user may read this form's versions."""
        rows = self.thing.seen_by(user)
        return rows.filter(**self.own(user)) if self.own else rows

    def titles(self, thing: Model) -> dict[str, str]:
        """What versions call the thing's forms of this kind → titles to read."""
        if self.parts is None:
            return {self.key: self.title}
        return {f"{self.key}:{part}": title for part, title in self.parts(thing).items()}

    def address(self, pk: int, form: str) -> str:
        """Where the form of the thing ``pk`` is filled in and saved; ``form`` as a version names it."""
        values, (_, *part) = (), form.split(":")
        if self.args:
            rows = self.thing.model._default_manager.filter(pk=pk)
            found = rows.annotate(**{f"told_{n}": F(name) for n, name in enumerate(self.args)})
            values = found.values_list(*(f"told_{n}" for n in range(len(self.args)))).get()
        return reverse(self.page, args=[*values, *part])


def _office(user: User) -> dict[str, object]:
    return {"office": user.office_id}


def _of_event(user: User) -> dict[str, object]:
    return {"event__office": user.office_id}


def _sections(year: Programme) -> dict[str, str]:
    return {one.key: one.title for one in sections_of(year.document)}


FORMS = (
    Kept("proposal", "แบบเสนอโครงการ", "nomination", "nomination_edit", Can.NOMINATE),
    Kept("plan", "แผนปฏิบัติการฯ", "plan", "plan_edit", Can.RUN_ACTIVITY),
    Kept("summary", "แบบสรุปผลฯ", "summary", "summary_edit", Can.RUN_ACTIVITY),
    Kept("document", "ข้อความของหนังสือ", "document", "document_edit", Can.ISSUE_DOCUMENT, own=_office),
    Kept("days", "วันและสถานที่", "activity", "activity_days", Can.RUN_ACTIVITY),
    Kept("province_day", "วันและสถานที่", "day", "province_day_edit", Can.RUN_EVENT, own=_office),
    Kept("timetable", "กำหนดการ", "timetable", "timetable_day", Can.RUN_EVENT, ("event_id", "number"), _of_event),
    Kept("budget", "งบประมาณ", "budget", "event_budget_edit", Can.RUN_EVENT, ("event_id",), _of_event),
    Kept("tally", "แบบสอบถามกระดาษ", "tally", "survey_tally", Can.RUN_EVENT, ("questionnaire__event_id", "questionnaire__moment"), lambda user: {"questionnaire__event__office": user.office_id}),
    Kept("follow_up", "การติดตามกิจกรรม", "follow_up", "follow_up", Can.FOLLOW_UP, ("activity_id", "months")),
    Kept("meeting", "วันประชุมคัดเลือก", "round", "round_meeting", Can.MANAGE_ROUND),
    Kept("window", "วันรับแบบเสนอโครงการ", "round", "round_window", Can.MANAGE_ROUND),
    Kept("criteria", "เกณฑ์การคัดเลือก", "round", "round_criteria", Can.MANAGE_ROUND),
    Kept("eligibility", "คุณสมบัติของกลุ่ม", "round", "round_eligibility", Can.MANAGE_ROUND),
    Kept("group", "ข้อมูลกลุ่ม", "group", "group_edit", Can.MANAGE_GROUPS),
    Kept("office", "หัวหนังสือ", "office", "office", Can.EDIT_OFFICE, (), own=lambda user: {"pk": user.office_id}),
    Kept("signatory", "ผู้ลงนาม", "signatory", "signatory_edit", Can.EDIT_OFFICE, own=_office),
    Kept(YEAR, "หัวข้อของปีงบประมาณ", "programme", "programme_section", Can.EDIT_PROGRAMME, ("year",), parts=_sections),
)  # fmt: skip


@cache
def forms() -> dict[str, Kept]:
    """The forms by their names."""
    return {one.key: one for one in FORMS}


def form_called(name: str) -> Kept | None:
    """The form that a version names, None of one that is kept no more."""
    return forms().get(name.partition(":")[0])


def forms_of(label: str) -> list[Kept]:
    """The forms about one kind of thing."""
    return [one for one in FORMS if one.thing.label == label]
