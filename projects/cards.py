"""Where a district's paper stands, whose turn it is and what may be opened: plan and summary alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from django.urls import reverse
from django.utils import timezone

from cdd_network import thai
from projects import deadlines
from projects.deadlines import DueLine
from projects.models import ActionPlan
from projects.queries_deadlines import anchors_of, limits_of
from projects.states import PaperState

if TYPE_CHECKING:
    from cdd_network.models import User
    from projects.models import Activity, DistrictPaper

Tone = Literal["", "act", "wrong", "fine"]


Turn = Literal["mine", "others", "none"]


@dataclass(frozen=True)
class PaperKind:
    """A district's paper as pages name it; addresses are ``prefix``, ``prefix_edit`` and so on.

    ``then`` is the duty of the programme's deadlines that follows once the paper is accepted, and
    the name under which the event has the record of it once it is done.
    """

    title: str
    prefix: str
    short: str
    then: str = ""

    @property
    def joined(self) -> str:
        """The title as a word follows it: a space stands behind ฯ."""
        return f"{self.title} " if self.title.endswith("ฯ") else self.title

    def url(self, part: str, pk: int) -> str:
        """Address of one of its pages or acts («», «edit», «begin», «submit», «pdf», …)."""
        return reverse(f"{self.prefix}_{part}" if part else self.prefix, args=[pk])


PLAN = PaperKind("แผนปฏิบัติการขับเคลื่อนฯ", "plan", "แผนปฏิบัติการฯ")


@dataclass(frozen=True)
class PaperCard:
    """Where a paper stands: its state in words, whose turn it is, what may be opened.

    ``late``: «ส่งหลังกำหนด 3 วัน» of one that came after the first of its due dates, '' otherwise.
    """

    kind: PaperKind
    state: str
    label: str
    turn: Turn
    tone: Tone
    says: str
    url: str = ""
    edit_url: str = ""
    begin_url: str = ""
    pdf_url: str = ""
    late: str = ""
    dues: tuple[DueLine, ...] = ()


def paper_card(
    user: User, kind: PaperKind, activity: Activity, paper: DistrictPaper | None
) -> PaperCard:
    """Where ``paper`` (None: not begun) stands for this user."""
    state = paper.state if paper else ""
    label, turn, tone, says = _standing_words(user, state, paper)
    if state == PaperState.ACCEPTED:
        then = next_duty(kind, activity)
        says = f"ขั้นต่อไป {'' if user.is_district else 'อำเภอ'}{then}" if then else ""
    urls = {}
    if paper and _may_open(user, paper):
        urls = {"url": kind.url("", paper.pk), "pdf_url": kind.url("pdf", paper.pk)}
    if user.is_district and paper and state in (PaperState.DRAFT, PaperState.RETURNED):
        urls["edit_url"] = kind.url("edit", paper.pk)
    if user.is_district and paper is None:
        urls["begin_url"] = kind.url("begin", activity.pk)
    due = dues(activity, kind.prefix, paper)
    late = _late(paper, due)
    return PaperCard(kind, state, label, turn, tone, says, late=late, dues=due, **urls)


class PaperMark(NamedTuple):
    """Where a paper stands, of a card what a row of a list has room for."""

    label: str
    tone: Tone
    late: str
    dues: tuple[DueLine, ...]


def paper_mark(
    user: User, kind: PaperKind, activity: Activity, paper: DistrictPaper | None
) -> PaperMark:
    """As ``paper_card``, without what leads on from there."""
    label, _, tone, _ = _standing_words(user, paper.state if paper else "", paper)
    due = dues(activity, kind.prefix, paper)
    return PaperMark(label, tone, _late(paper, due), due)


def _late(paper: DistrictPaper | None, due: tuple[DueLine, ...]) -> str:
    sent = paper is not None and paper.submitted_at
    return next((line.tag for line in due if line.tag), "") if sent else ""


def dues(activity: Activity, task: str, paper: DistrictPaper | None) -> tuple[DueLine, ...]:
    """When a paper of the activity is due, by each source that says so.

    What counts is the day of the first sending: mending what came back makes nothing late. Of one
    that the province accepted only what it missed is told.
    """
    went = paper.first_sent_at or paper.submitted_at if paper else None
    sent = timezone.localtime(went).date() if went else None
    level, known = activity.rule.level, anchors_of(activity)
    found = deadlines.dues(limits_of(activity), task, known, level=level, done=sent)
    lines = deadlines.due_lines(found, today=timezone.localdate(), sent=sent)
    closed = paper is not None and paper.state == PaperState.ACCEPTED
    return tuple(line for line in lines if line.tag) if closed else lines


def next_duty(kind: PaperKind, activity: Activity) -> str:
    """What an accepted paper leads to, '' for nothing or when it is done: for the summary the BPM
    duty, by the year's deadlines. A query unless the activity was loaded with ``kind.then``.
    """
    if not kind.then or getattr(activity, kind.then, None):
        return ""
    limits = limits_of(activity)
    due = deadlines.earliest(limits, kind.then, anchors_of(activity), level=activity.rule.level)
    if due is None:
        return ""
    when = f"ภายในวันที่ {thai.date_text(due)}"
    return f"บันทึกผลและการประเมินความพึงพอใจในระบบ BPM {when}"


def _may_open(user: User, paper: DistrictPaper) -> bool:
    """As ``DistrictPaperQuerySet.visible_to`` narrows, for a row already the user's own."""
    if user.is_department:
        return paper.state == PaperState.ACCEPTED
    return user.is_district or paper.state != PaperState.DRAFT


def _standing_words(
    user: User, state: str, paper: DistrictPaper | None
) -> tuple[str, Turn, Tone, str]:
    """State in words, whose turn it is, tone, and a sentence on what happens next."""
    mine = user.is_district
    if state in ("", PaperState.DRAFT):
        label = "ยังไม่เริ่ม" if not state else PaperState.DRAFT.label
        if mine:
            return label, "mine", "act", "กรอกให้ครบ ตรวจทาน แล้วส่งให้จังหวัด"
        return "ยังไม่ส่ง", "others", "", "รออำเภอกรอกและส่งให้จังหวัด"
    if state == PaperState.SUBMITTED:
        if user.is_province:
            return "รอจังหวัดตรวจ", "mine", "act", "ตรวจแล้วกดรับ หรือส่งกลับพร้อมสิ่งที่ขอให้แก้ไข"
        return PaperState.SUBMITTED.label, "others", "", "จังหวัดจะตรวจแล้วรับไว้ หรือส่งกลับให้แก้ไข"
    if state == PaperState.RETURNED:
        if mine:
            return (
                PaperState.RETURNED.label,
                "mine",
                "wrong",
                f"จังหวัดขอให้แก้ไข: {paper.returned_note}",
            )
        return "ส่งกลับให้อำเภอแก้ไข", "others", "", "รออำเภอแก้ไขและส่งอีกครั้ง"
    return PaperState.ACCEPTED.label, "none", "fine", ""


@dataclass(frozen=True)
class Held:
    """Why days or study site stay closed though a paper comes back, and the paper that holds them."""

    says: str
    title: str
    url: str


def held_words(held: Mapping[str, DistrictPaper]) -> Held | None:
    """What ``paper_rules.held_by`` found as a page says it; None for nothing."""
    if not held:
        return None
    paper = held["site"]
    what = "วันและสถานที่" if "days" in held else "สถานที่ศึกษาดูงาน"
    title = PLAN.short if isinstance(paper, ActionPlan) else "แบบสรุปผลการดำเนินงาน"
    by = f"{title} " if title.endswith("ฯ") else title
    says = f"{what}แก้ได้เมื่อจังหวัดเปิดหรือส่งกลับ{by}ด้วย"
    return Held(says, title, reverse(paper.MACHINE.name, args=[paper.pk]))


def reporter_answers(paper: DistrictPaper, edit_url: str) -> list[dict[str, object]]:
    """Rows of the reporter for components/answers.html; ``edit_url`` leads to the form, if to any."""
    day = thai.date_text(paper.report_date) if paper.report_date else ""
    rows = (
        ("reporter_name", "ผู้รายงาน", paper.reporter_name, ""),
        ("reporter_post", "ตำแหน่ง", paper.reporter_post, ""),
        ("report_date", "วันที่รายงาน", day, "_0"),
    )
    return [
        {
            "label": label,
            "value": value,
            "url": f"{edit_url}#id_{name}{at}" if edit_url else "",
            "note": paper.notes.get(name, ""),
        }
        for name, label, value, at in rows
    ]


def receipt(kind: PaperKind, paper: DistrictPaper) -> dict[str, object]:
    """What the page after sending shows; ``first`` is the day of the first of several sendings."""
    first, last = (
        timezone.localdate(at)
        for at in (paper.first_sent_at or paper.submitted_at, paper.submitted_at)
    )
    return {
        "kind": kind,
        "paper": paper,
        "activity": paper.activity,
        "pdf_url": kind.url("pdf", paper.pk),
        "versions_url": kind.url("versions", paper.pk),
        "dues": dues(paper.activity, kind.prefix, paper),
        "first": first if first != last else None,
        "next_duty": next_duty(kind, paper.activity),
    }
