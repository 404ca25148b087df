"""Rows that the selection puts on the home page of each role."""

from django.db.models import Count, Q
from django.urls import reverse

from cdd_network.models import User
from cdd_network.roles import Can, Role, may
from cdd_network.tasks import Task
from selection import queries, tally
from selection.models import Nomination, Round
from selection.states import NominationState, RoundState


def tasks_for(user: User) -> list[Task]:
    """What is due, awaited or done in the selection for this user; constant queries."""
    by_role = {
        Role.PROVINCE: _province,
        Role.DISTRICT: _district,
        Role.MEMBER: _member,
        Role.DEPARTMENT: _department,
    }
    return by_role[Role(user.role)](user)


def _province(user: User) -> list[Task]:
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
    waiting = Count("nominations", filter=Q(nominations__state=NominationState.SUBMITTED))
    rounds = Round.objects.visible_to(user).with_place().annotate(waiting=waiting)
    newest = rounds.order_by("-programme__year").first()
    return tasks + (_of_round(newest) if newest else [])


def _of_round(round: Round) -> list[Task]:
    url = reverse("round", args=[round.pk])
    year = f"ปีงบประมาณ พ.ศ. {round.programme.year}"
    if round.state == RoundState.PREPARING:
        why = "ตรวจคณะกรรมการ เกณฑ์ และวันประชุม แล้วเปิดรับแบบเสนอโครงการ"
        return [Task(f"เตรียมการคัดเลือก {year}", "todo", url, "เตรียมการ", "act", why)]
    if round.state == RoundState.OPEN:
        return [_reception(round, url, year)]
    if round.state == RoundState.SCORING:
        return [_scoring(round, url, year)]
    if round.state == RoundState.DECIDED:
        why = "บันทึกผลแล้ว อำเภอยังไม่เห็นจนกว่าจะประกาศ"
        return [Task(f"ประกาศผลการคัดเลือก {year}", "todo", url, "รอประกาศ", "act", why)]
    return [Task(f"คัดเลือกและประกาศผล {year}", "done", url, "เสร็จแล้ว")]


def _reception(round: Round, url: str, year: str) -> Task:
    if round.waiting:
        listed = f"{reverse('nominations')}?state={NominationState.SUBMITTED}"
        tag = f"รอตรวจ {round.waiting} ฉบับ"
        return Task(f"ตรวจแบบเสนอโครงการ {year}", "todo", listed, tag, "act")
    why = "เมื่อรับครบแล้ว ให้ปิดรับและเริ่มให้คะแนน"
    return Task(f"รับแบบเสนอโครงการ {year}", "waiting", url, "รออำเภอส่ง", "", why)


def _scoring(round: Round, url: str, year: str) -> Task:
    progress = tally.progress_of(round)
    if progress.complete:
        return Task(f"บันทึกผลการคัดเลือก {year}", "todo", url, "คะแนนครบแล้ว", "act")
    tag = f"ส่งคะแนนแล้ว {progress.sent} จาก {progress.wanted} ใบ"
    return Task(f"กรรมการให้คะแนน {year}", "waiting", url, tag)


def _district(user: User) -> list[Task]:
    own = Nomination.objects.visible_to(user).with_place()
    tasks = [_of_nomination(nomination) for nomination in own]
    newest = Round.objects.visible_to(user).with_place().first()
    if newest is None or newest.state == RoundState.PREPARING:
        why = "จังหวัดยังไม่เปิดรับแบบเสนอโครงการ"
        return [Task("เสนอกลุ่มเข้ารับการคัดเลือก", "waiting", "", "ยังทำไม่ได้", "", why), *tasks]
    if newest.state == RoundState.OPEN and not tasks:
        why = "เลือกกลุ่มในอำเภอ แล้วกรอกแบบเสนอโครงการ 11 ข้อ"
        url = reverse("nomination_new")
        return [Task("เสนอกลุ่มเข้ารับการคัดเลือก", "todo", url, "เปิดรับแล้ว", "act", why)]
    return tasks


def _of_nomination(nomination: Nomination) -> Task:
    url = reverse("nomination", args=[nomination.pk])
    name = nomination.group.name
    unsent = nomination.state in {NominationState.DRAFT, NominationState.RETURNED}
    if unsent and nomination.round.state != RoundState.OPEN:
        return Task(f"แบบเสนอโครงการ {name}", "done", url, "ไม่ได้ส่งก่อนปิดรับ")
    if nomination.state == NominationState.RETURNED:
        title = f"แก้ไขแบบเสนอโครงการ {name}"
        return Task(title, "todo", url, "จังหวัดส่งกลับ", "wrong", nomination.returned_note)
    if nomination.state == NominationState.DRAFT:
        return Task(f"เขียนแบบเสนอโครงการ {name}", "todo", url, "กำลังเขียน", "act")
    if nomination.state == NominationState.SUBMITTED:
        return Task(f"แบบเสนอโครงการ {name}", "waiting", url, "รอจังหวัดตรวจ")
    if nomination.round.is_announced:
        title = f"เสนอ{name}เข้ารับการคัดเลือก"
        tone = "fine" if nomination.is_chosen else ""
        return Task(title, "done", url, nomination.outcome, tone)
    return Task(f"แบบเสนอโครงการ {name}", "waiting", url, "จังหวัดรับแล้ว รอประกาศผล")


def _member(user: User) -> list[Task]:
    nominations = Nomination.objects.visible_to(user).with_place()
    rows = queries.sheets_to_score(nominations, user)
    url = reverse("scoring")
    if not rows:
        why = "จังหวัดยังไม่เริ่มให้คะแนน เมื่อเริ่มแล้วรายการจะแสดงที่นี่"
        return [Task("ให้คะแนนแบบเสนอโครงการ", "waiting", "", "ยังทำไม่ได้", "", why)]
    left = sum(row.due for row in rows)
    if left:
        return [Task("ให้คะแนนแบบเสนอโครงการ", "todo", url, f"เหลือ {left} โครงการ", "act")]
    if rows[0].excused:
        why = f"จังหวัดบันทึกว่าท่านไม่ได้ให้คะแนนในรอบนี้ ({rows[0].excused})"
        return [Task("ให้คะแนนแบบเสนอโครงการ", "done", url, "ไม่ต้องให้คะแนน", "", why)]
    return [Task("ให้คะแนนแบบเสนอโครงการ", "done", url, "ส่งครบแล้ว")]


def _department(user: User) -> list[Task]:
    if not may(user, Can.WATCH_COUNTRY):
        return []
    states = Round.objects.visible_to(user).values_list("state").annotate(n=Count("pk"))
    counts = dict(states.order_by())
    running = sum(n for state, n in counts.items() if state != RoundState.ANNOUNCED)
    tag = f"กำลังดำเนินการ {running} จังหวัด"
    done = counts.get(RoundState.ANNOUNCED, 0)
    why = f"ประกาศผลแล้ว {done} จังหวัด"
    return [Task("ติดตามการคัดเลือกของจังหวัด", "waiting", reverse("rounds"), tag, "", why)]
