"""Rows that the selection puts on the home page of each role."""

from dataclasses import dataclass

from django.db.models import Subquery
from django.urls import reverse
from django.utils import timezone

from cdd_network.models import User
from cdd_network.refusal import refusal_of
from cdd_network.roles import Role
from cdd_network.tasks import Task
from selection import decision_rules, queries, queries_scoring, tally
from selection.models import LateLeave, Nomination, Round, SavingsGroup
from selection.rules import CALL_IS_OUT
from selection.states import NominationState, RoundState
from selection.window import Window, late_leave_of, window_of

NOMINATE = "เสนอกลุ่มเข้ารับการคัดเลือก"
SCORE = "ให้คะแนนแบบเสนอโครงการ"


def newest_round(user: User, **more: Subquery) -> Round | None:
    """The province's newest round with its year; its office is the user's own. ``more`` is
    annotated."""
    rounds = Round.objects.visible_to(user).select_related("programme").annotate(**more)
    found = rounds.order_by("-programme__year").first()
    if found:
        found.office = user.office
    return found


def tasks_for(user: User, newest: Round | None = None) -> list[Task]:
    """What is due, awaited or done in the selection for this user; constant queries.

    ``newest`` is the province's round as ``newest_round`` gives it, where it is at hand already.

    The department watches the country: its rows stand with its numbers (``reports.watch``).
    """
    if user.is_province:
        return _province(user, newest or newest_round(user))
    own = {Role.DISTRICT: _district, Role.MEMBER: _member}.get(user.role)
    return own(user) if own else []


def _province(user: User, newest: Round | None) -> list[Task]:
    tasks = [
        Task(
            f"เตรียมรอบการคัดเลือก ปีงบประมาณ พ.ศ. {year.year}",
            "todo",
            reverse("rounds"),
            "ยังไม่เริ่ม",
            "act",
            "ระบบใส่คณะกรรมการและเกณฑ์ตัวอย่างไว้ให้ แก้ไขได้",
        )
        for year in queries.years_to_prepare(user)
    ]
    return tasks + (_of_round(user, newest) if newest else [])


def _of_round(user: User, round: Round) -> list[Task]:
    url = reverse("round", args=[round.pk])
    year = f"ปีงบประมาณ พ.ศ. {round.programme.year}"
    if round.state == RoundState.PREPARING:
        why = "ตรวจคณะกรรมการ เกณฑ์ กำหนดการรับ และวันประชุม แล้วเปิดรับแบบเสนอโครงการ"
        return [Task(f"เตรียมการคัดเลือก {year}", "todo", url, "เตรียมการ", "act", why)]
    if round.state in CALL_IS_OUT:
        return _reception(round, url, year)
    if round.state == RoundState.SCORING:
        return _scoring(user, round, url, year)
    if round.state == RoundState.DECIDED:
        why = "บันทึกผลแล้ว อำเภอยังไม่เห็นจนกว่าจะประกาศ"
        return [Task(f"ประกาศผลการคัดเลือก {year}", "todo", url, "รอประกาศ", "act", why)]
    return [Task(f"คัดเลือกและประกาศผล {year}", "done", url, "เสร็จแล้ว")]


def _reception(round: Round, url: str, year: str) -> list[Task]:
    """What came in is looked at; a call whose days are over is closed, then scored."""
    tasks = []
    sent = Nomination.objects.filter(round=round, state=NominationState.SUBMITTED)
    if waiting := sent.count():
        listed = f"{reverse('nominations')}?state={NominationState.SUBMITTED}"
        tag = f"รอตรวจ {waiting} ฉบับ"
        why = "รับ หรือส่งกลับพร้อมข้อที่ขอให้แก้ไข ตรวจครบแล้วจึงเริ่มให้คะแนนได้"
        tasks.append(Task(f"ตรวจแบบเสนอโครงการ {year}", "todo", listed, tag, "act", why))
    window = window_of(round, timezone.localdate())
    if round.state == RoundState.CLOSED:
        why = "เมื่อตรวจครบแล้ว ให้เริ่มให้คะแนนเพื่อให้กรรมการเห็นแบบเสนอโครงการ"
        return [*tasks, Task(f"เริ่มให้คะแนน {year}", "todo", url, "ปิดรับแล้ว", "act", why)]
    if window.state == "after":
        why = f"{window.text} อำเภอส่งเพิ่มไม่ได้แล้ว ให้ปิดรับ หรือเลื่อนวันปิดรับ"
        title = f"ปิดรับแบบเสนอโครงการ {year}"
        return [*tasks, Task(title, "todo", url, "พ้นวันปิดรับ", "act", why)]
    if window.state == "before":
        title = f"รับแบบเสนอโครงการ {year}"
        return [*tasks, Task(title, "waiting", url, "ยังไม่ถึงวันเปิดรับ", "", window.text)]
    why = f"{window.text} เมื่อรับครบแล้ว ให้ปิดรับและเริ่มให้คะแนน"
    return [*tasks, Task(f"รับแบบเสนอโครงการ {year}", "waiting", url, "รออำเภอส่ง", "", why)]


def _scoring(user: User, round: Round, url: str, year: str) -> list[Task]:
    """The meeting is recorded, paper sheets are confirmed, then the decision is written down."""
    tasks = []
    if round.began_at is None:
        why = "มติต้องมาจากการประชุมที่ครบองค์ประชุม บันทึกผู้มาประชุมแล้วเปิดประชุมก่อนลงมติ"
        title = f"บันทึกผู้มาประชุม {year}"
        attendance = reverse("round_attendance", args=[round.pk])
        tasks.append(Task(title, "todo", attendance, "ยังไม่เปิดประชุม", "act", why))
    grid = tally.grid_of(round)
    if keyed := grid.keyed:
        why = "ใบคะแนนที่คีย์จากกระดาษนับเมื่อเจ้าหน้าที่อีกคนหนึ่งเทียบกับกระดาษแล้วยืนยัน"
        title = f"ยืนยันคะแนนจากกระดาษ {year}"
        paper = reverse("round_paper", args=[round.pk])
        tasks.append(Task(title, "todo", paper, f"รอยืนยัน {keyed} ใบ", "act", why))
    progress = grid.progress
    if not progress.complete:
        tag = f"ส่งคะแนนแล้ว {progress.sent} จาก {progress.wanted} ใบ"
        why = "คะแนนเปิดดูได้เมื่อกรรมการส่งครบทุกใบ"
        return [*tasks, Task(f"กรรมการให้คะแนน {year}", "waiting", url, tag, "", why)]
    title = f"บันทึกผลการคัดเลือก {year}"
    refusal = refusal_of(decision_rules.check_may_decide, user, round, grid)
    if refusal and grid.unscored:
        page, tag = reverse("round_declarations", args=[round.pk]), "ไม่มีผู้ให้คะแนน"
        return [*tasks, Task(f"แก้ไขการแจ้งมีส่วนได้เสีย {year}", "todo", page, tag, "wrong", refusal)]
    if refusal:
        url = url if round.began_at is None else reverse("round_attendance", args=[round.pk])
        return [*tasks, Task(title, "waiting", url, "คะแนนครบแล้ว", "", refusal)]
    why = "คะแนนครบทุกใบและครบองค์ประชุมแล้ว บันทึกมติของคณะกรรมการ"
    return [*tasks, Task(title, "todo", url, "คะแนนครบแล้ว", "act", why)]


_TOLD = (
    "state", "end_reason", "returned_note", "round__state", "round__programme__year",
    "chosen__order",
)  # fmt: skip
"""What a row of home says of a nomination besides its name."""


def _district(user: User) -> list[Task]:
    own = list(Nomination.objects.visible_to(user).named(*_TOLD))
    newest = Round.objects.visible_to(user).with_place().first()
    if newest is None:
        why = "จังหวัดยังไม่เปิดรับแบบเสนอโครงการ"
        return [*_to_register(user, own), Task(NOMINATE, "waiting", "", "ยังทำไม่ได้", "", why)]
    window = window_of(newest, timezone.localdate())
    late = window.state == "after" and newest.state in CALL_IS_OUT
    call = _Call(newest, window, late_leave_of(newest, user.office) if late else None)
    tasks = [_of_nomination(nomination, call) for nomination in own]
    begun = any(nomination.round_id == newest.pk for nomination in own)
    return tasks if begun else [*_to_register(user, own), *_to_nominate(call), *tasks]


def _to_register(user: User, own: list[Nomination]) -> list[Task]:
    """A district's first day: a nomination chooses a group of its register."""
    if own or SavingsGroup.objects.visible_to(user).exists():
        return []
    why = "เพิ่มทีละกลุ่มหรือนำเข้าจากไฟล์ Excel แล้วจึงเลือกกลุ่มที่จะเสนอได้"
    title = "เพิ่มกลุ่มออมทรัพย์ของอำเภอ"
    return [Task(title, "todo", reverse("groups"), "ยังไม่มีกลุ่มในทะเบียน", "act", why)]


@dataclass(frozen=True)
class _Call:
    """The newest round as a district finds it: its days, and the leave to send after them."""

    round: Round
    window: Window
    leave: LateLeave | None

    @property
    def takes(self) -> bool:
        """Whether the district may send for the first time now."""
        return self.window.is_open or bool(self.leave and self.late)

    @property
    def late(self) -> bool:
        """Whether the days are over, and no points are given yet."""
        return self.window.state == "after" and self.round.state in CALL_IS_OUT

    @property
    def due(self) -> tuple[str, str]:
        """Tag and reason of what the district sends now."""
        if self.late:
            return "ส่งหลังกำหนดได้", f"จังหวัดอนุญาตให้ส่งหลังกำหนด: {self.leave.reason}"
        soon = {0: "ปิดรับวันนี้"}.get(self.window.left, f"ปิดรับใน {self.window.left} วัน")
        return soon if self.window.ends_soon else "", self.window.text


def _to_nominate(call: _Call) -> list[Task]:
    url = reverse("round", args=[call.round.pk])
    if call.takes:
        tag, due = call.due
        why = f"{due} เลือกกลุ่มในอำเภอ แล้วกรอกแบบเสนอโครงการ 11 ข้อ"
        new = reverse("nomination_new")
        return [Task(NOMINATE, "todo", new, tag or "เปิดรับแล้ว", "act", why)]
    if call.window.state == "before":
        return [Task(NOMINATE, "waiting", "", "ยังทำไม่ได้", "", call.window.text)]
    if call.late:
        why = f"{call.window.text} หากจำเป็นต้องส่ง โปรดขออนุญาตจังหวัด"
        return [Task(NOMINATE, "waiting", url, "พ้นกำหนดแล้ว", "", why)]
    return []


def _of_nomination(nomination: Nomination, call: _Call) -> Task:
    url = reverse("nomination", args=[nomination.pk])
    name = nomination.group.name
    title = f"แบบเสนอโครงการ {name}"
    ended = {NominationState.REJECTED: "ไม่รับเข้าพิจารณา", NominationState.WITHDRAWN: "ถอนแล้ว"}
    if nomination.state in ended:
        return Task(title, "done", url, ended[nomination.state], "", nomination.end_reason)
    if nomination.state in {NominationState.DRAFT, NominationState.RETURNED}:
        return _unsent(nomination, call, url)
    if nomination.state == NominationState.SUBMITTED:
        return Task(title, "waiting", url, "รอจังหวัดตรวจ")
    if nomination.round.is_announced:
        tone = "fine" if nomination.is_chosen else ""
        why = f"ปีงบประมาณ {nomination.round.programme.year}"
        return Task(f"เสนอ{name} เข้ารับการคัดเลือก", "done", url, nomination.outcome, tone, why)
    return Task(title, "waiting", url, "จังหวัดรับแล้ว รอประกาศผล")


def _unsent(nomination: Nomination, call: _Call, url: str) -> Task:
    """What the district writes, or was sent back; the latter is mended until scoring begins."""
    name = nomination.group.name
    current = nomination.round_id == call.round.pk and nomination.round.state in CALL_IS_OUT
    if not current:
        return Task(f"แบบเสนอโครงการ {name}", "done", url, "ไม่ได้ส่งก่อนปิดรับ")
    if nomination.state == NominationState.RETURNED:
        title = f"แก้ไขแบบเสนอโครงการ {name}"
        return Task(title, "todo", url, "จังหวัดส่งกลับ", "wrong", nomination.returned_note)
    title = f"เขียนแบบเสนอโครงการ {name}"
    if call.takes:
        tag, why = call.due
        return Task(title, "todo", url, tag or "กำลังเขียน", "act", why)
    why = call.window.text
    if call.late:
        why = f"{why} หากจำเป็นต้องส่ง โปรดขออนุญาตจังหวัด"
    return Task(title, "waiting", url, "ยังส่งไม่ได้", "", why)


def _member(user: User) -> list[Task]:
    nominations = Nomination.objects.visible_to(user).with_place()
    rows = queries_scoring.sheets_to_score(nominations, user)
    url = reverse("scoring")
    if not rows:
        why = "จังหวัดยังไม่เริ่มให้คะแนน เมื่อเริ่มแล้วรายการจะแสดงที่นี่"
        return [Task(SCORE, "waiting", "", "ยังทำไม่ได้", "", why)]
    undeclared = sum(row.undeclared for row in rows)
    if undeclared:
        why = "แจ้งว่ามีหรือไม่มีส่วนได้เสียกับกลุ่มที่เสนอ ก่อนอ่านและให้คะแนน"
        title = "แจ้งการมีส่วนได้เสีย"
        declare = reverse("declare")
        return [Task(title, "todo", declare, f"เหลือ {undeclared} โครงการ", "act", why)]
    left = sum(row.due for row in rows)
    if left:
        why = "คณะกรรมการพิจารณาผลได้เมื่อกรรมการทุกคนส่งคะแนนครบ"
        return [Task(SCORE, "todo", url, f"เหลือ {left} โครงการ", "act", why)]
    if rows[0].excused:
        why = f"จังหวัดบันทึกว่าท่านไม่ได้ให้คะแนนในรอบนี้ ({rows[0].excused})"
        return [Task(SCORE, "done", url, "ไม่ต้องให้คะแนน", "", why)]
    return [Task(SCORE, "done", url, "ส่งครบแล้ว")]
