"""Documents on the task list at home: what an office makes next, what a district received."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import OuterRef, Subquery
from django.urls import reverse

from cdd_network import thai
from cdd_network.models import User
from cdd_network.tasks import Task
from projects.models import ActionPlan, Activity
from projects.queries import activity_of, paper_of
from projects.states import PaperState
from reports import paths, summary_tasks
from reports.models import Document, SummaryReport
from reports.paths import Path, Step
from reports.queries import TELL_RESULT
from selection import tasks as selection_tasks
from selection.models import ChosenGroup, ResultVersion, Round
from selection.states import RoundState

SENT = [PaperState.SUBMITTED, PaperState.ACCEPTED]
_RECEIVED = (
    "kind", "state", "series", "code", "number", "date", "deadline",
    "office__name", "office__code", "round__state",
)  # fmt: skip
"""All that a row of home says of a letter that came."""


def newest_round(user: User) -> Round | None:
    """The province's newest round with all that the rows of home ask of it: its year, and
    ``corrected_at``, when its result was corrected last."""
    later = ResultVersion.objects.filter(round=OuterRef("pk"), number__gt=1).order_by("-at")
    return selection_tasks.newest_round(user, corrected_at=Subquery(later.values("at")[:1]))


def tasks_for(
    user: User, newest: Round | None = None, rows: Iterable[ChosenGroup] | None = None
) -> list[Task]:
    """Province: the papers that come next; district: the letter it received, its own covering
    letter; others: none. ``newest`` is ``newest_round``, ``rows`` are the groups of
    ``summary_tasks.rows_of``, where they are at hand."""
    if user.is_province:
        return _province(user, newest or newest_round(user))
    if user.is_district:
        return _district(user, summary_tasks.rows_of(user) if rows is None else rows)
    return []


def _province(user: User, newest: Round | None) -> list[Task]:
    """Of the newest year alone: an old year's gaps are nobody's work any more."""
    found = paths.paths(user, [newest]) if newest else []
    return [task for path in found for task in _of_path(path)]


def _newest(found: list[Path]) -> list[Path]:
    """The newest year's alone: an old year's gaps are nobody's work any more."""
    newest = max((path.year for path in found), default=None)
    return [path for path in found if path.year == newest]


def _of_path(path: Path) -> Iterator[Task]:
    """Drafts to be issued, the steps that come next, and how many are done."""
    wanted = [step for step in path.steps if not step.optional]
    made = [one for step in wanted for one in step.documents]
    yield from (_draft(one, step) for step in wanted for one in step.documents if one.is_draft)
    yield from (_outdated(step) for step in path.steps if _is_outdated(step))
    yield from (_missing(step) for step in paths.next_steps(path))
    issued = [one for one in made if one.in_force]
    if path.steps[0].activity:
        yield from (_issued(one) for one in issued)
    elif issued:
        url = f"{reverse('documents')}?state=issued"
        tag = f"ออกแล้ว {len(issued)} ฉบับ"
        yield Task(f"หนังสือและประกาศ {path.title}", "done", url, tag)


def _missing(step: Step) -> Task:
    title = f"จัดทำ{step.kind.label}"
    if step.refusal:
        return Task(title, "waiting", tag="ยังทำไม่ได้", why=step.refusal)
    why = f"ปีงบประมาณ {step.round.programme.year}"
    return Task(title, "todo", reverse("documents"), "ยังไม่ได้จัดทำ", "act", why)


def _is_outdated(step: Step) -> bool:
    """Whether a paper in force tells of a result that was corrected since, and nobody replaces it."""
    corrected = getattr(step.round, "corrected_at", None)
    if corrected is None or step.kind.key not in TELL_RESULT or step.activity:
        return False
    drafted = any(one.is_draft for one in step.documents)
    return not drafted and any(one.in_force and one.issued_at < corrected for one in step.documents)


def _outdated(step: Step) -> Task:
    one = next(one for one in step.documents if one.in_force)
    why = "แก้ไขผลการคัดเลือกหลังออกเอกสารนี้ โปรดออกฉบับใหม่แทน หรือยกเลิก และแจ้งผู้ที่ได้รับไปแล้ว"
    url = reverse("document", args=[one.pk])
    return Task(f"ตรวจ{step.kind.label}", "todo", url, "ไม่ตรงกับผลที่แก้ไข", "act", why)


def _draft(one: Document, step: Step) -> Task:
    url = reverse("document", args=[one.pk])
    stamp = "เลขที่และวันที่จากทะเบียนหนังสือส่ง" if step.kind.series else "วันที่ของเอกสาร"
    why = f"ตรวจข้อมูลให้ครบ แล้วใส่{stamp}"
    title = f"ออก{one.get_kind_display()}"
    if one.supersedes_id:
        title = f"{title} ฉบับใหม่แทนฉบับเดิม"
    return Task(title, "todo", url, "ฉบับร่าง", "act", why)


def _issued(one: Document) -> Task:
    url = reverse("document", args=[one.pk])
    return Task(one.get_kind_display(), "done", url, "ออกแล้ว", why=_named(one))


def _district(user: User, rows: Iterable[ChosenGroup]) -> list[Task]:
    received = Document.objects.visible_to(user).in_force()
    received = received.select_related("office", "round").only(*_RECEIVED)
    kind = Document.Kind
    letters = list(received.filter(kind__in=[kind.CRITERIA_CIRCULAR, kind.SELECTION_LETTER]))
    activities = [(row, activity_of(row)) for row in rows]
    undated = {row.round_id for row, one in activities if one is None or _is_undated(one)}
    found = [_call(one) for one in letters if _calls(one)]
    found += [
        _received(one, new=one.round_id in undated)
        for one in letters
        if one.kind == kind.SELECTION_LETTER
    ]
    sent = [one for _, one in activities if one and _is_sent(one)]
    return found + [
        task for path in _newest(paths.paths(user, (), sent)) for task in _of_path(path)
    ]


def _is_undated(activity: Activity) -> bool:
    return any(day.date is None for day in activity.days.all())


def _is_sent(activity: Activity) -> bool:
    """Whether plan and summary are both with the province: then they are covered by a letter."""
    held = [paper_of(activity, kind) for kind in (ActionPlan, SummaryReport)]
    return all(paper and paper.state in SENT for paper in held)


def _calls(one: Document) -> bool:
    """Whether it is the province's call for nominations, and they are still taken."""
    taken = {RoundState.PREPARING, RoundState.OPEN}
    return one.kind == Document.Kind.CRITERIA_CIRCULAR and one.round.state in taken


def _call(one: Document) -> Task:
    title = f"หนังสือ{one.office.short_name}แจ้งเกณฑ์และให้เสนอกลุ่ม"
    due = f" · ส่งแบบเสนอโครงการภายใน {thai.date_text(one.deadline)}" if one.deadline else ""
    url = reverse("document", args=[one.pk])
    return Task(f"เปิดอ่าน{title}", "todo", url, "หนังสือ", why=f"{_named(one)}{due}")


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
    if not one.deadline:
        return _named(one)
    due = f"ส่งแผนและแบบสรุปภายใน {thai.date_text(one.deadline)}"
    return f"{_named(one)} · {due} หรือตามกำหนดอื่นที่เร็วกว่า"
