"""Where a district's paper stands, whose turn it is and what may be opened: plan and summary alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from django.urls import reverse

from cdd_network import thai
from projects import days as days_of
from projects.rules import last_date
from projects.states import PaperState

if TYPE_CHECKING:
    from cdd_network.models import User
    from projects.models import Activity, DistrictPaper

Tone = Literal["", "act", "wrong", "fine"]


Turn = Literal["mine", "others", "none"]


@dataclass(frozen=True)
class PaperKind:
    """A district's paper as pages name it; addresses are ``prefix``, ``prefix_edit`` and so on."""

    title: str
    prefix: str

    def url(self, part: str, pk: int) -> str:
        """Address of one of its pages or acts («», «edit», «begin», «submit», «pdf», …)."""
        return reverse(f"{self.prefix}_{part}" if part else self.prefix, args=[pk])


PLAN = PaperKind("แผนปฏิบัติการขับเคลื่อนฯ", "plan")


@dataclass(frozen=True)
class PaperCard:
    """Where a paper stands: its state in words, whose turn it is, what may be opened."""

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
    dues: tuple[days_of.Due, ...] = ()


def paper_card(
    user: User, kind: PaperKind, activity: Activity, paper: DistrictPaper | None
) -> PaperCard:
    """Where ``paper`` (None: not begun) stands for this user."""
    state = paper.state if paper else ""
    label, turn, tone, says = _standing_words(user, state, paper)
    urls = {}
    if paper and _may_open(user, paper):
        urls = {"url": kind.url("", paper.pk), "pdf_url": kind.url("pdf", paper.pk)}
    if user.is_district and paper and state in (PaperState.DRAFT, PaperState.RETURNED):
        urls["edit_url"] = kind.url("edit", paper.pk)
    if user.is_district and paper is None:
        urls["begin_url"] = kind.url("begin", activity.pk)
    return PaperCard(kind, state, label, turn, tone, says, dues=dues(activity, kind.prefix), **urls)


def dues(activity: Activity, task: str) -> tuple[days_of.Due, ...]:
    """When a paper of the activity is due, by each source paper that says so."""
    last = last_date(activity.days.all())
    rules = activity.programme.content.deadlines
    return tuple(days_of.deadlines(rules, task, last_day=last))


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
    return PaperState.ACCEPTED.label, "none", "fine", "จังหวัดรับไว้แล้ว ไม่ต้องดำเนินการเพิ่ม"


def reporter_answers(paper: DistrictPaper) -> list[dict[str, object]]:
    """Rows of the reporter for components/answers.html."""
    day = thai.date_text(paper.report_date) if paper.report_date else ""
    return [
        {"label": "ผู้รายงาน", "value": paper.reporter_name},
        {"label": "ตำแหน่ง", "value": paper.reporter_post},
        {"label": "วันที่รายงาน", "value": day},
    ]


def receipt(kind: PaperKind, paper: DistrictPaper) -> dict[str, object]:
    """What the page after sending shows."""
    pdf_url = kind.url("pdf", paper.pk)
    return {"kind": kind, "paper": paper, "activity": paper.activity, "pdf_url": pdf_url}
