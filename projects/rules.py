"""What may be done with allocation, activity and plan, and why not."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.urls import reverse

from cdd_network import thai
from cdd_network.refusal import Refused
from cdd_network.roles import Can, check_may
from projects import days as days_of
from projects.models import ActionPlan, Activity, Allocation, DistrictPaper, Event, ProvinceDay
from projects.site_rules import missing_site
from projects.states import PaperState

if TYPE_CHECKING:
    from cdd_network.models import User
    from selection.models import ChosenGroup, Round

WRITABLE = (PaperState.DRAFT, PaperState.RETURNED)
SENT = (PaperState.SUBMITTED, PaperState.ACCEPTED)
STUDY_DAY = 2
"""The day of the study visit: its place is the study site."""
MOST_ITEMS = 20
"""Network activities in one plan."""
MOST_LINES = 400
"""Lines of steps, results and remarks of all rows of a plan together."""
ITEM_FIELDS = {
    "activity_name": "ชื่อกิจกรรมเครือข่ายที่จะดำเนินการ",
    "steps": "ขั้นตอนการดำเนินการ",
    "place": "สถานที่ดำเนินการ",
    "capital": "เงินทุนของกลุ่มฯ",
    "results": "ผลที่คาดว่าจะได้รับ",
}


@dataclass(frozen=True)
class Missing:
    """An answer that is still wanted: what, and the control where it is given."""

    text: str
    page: str
    pk: int
    control: str

    @property
    def url(self) -> str:
        """Address of the control."""
        return f"{reverse(self.page, args=[self.pk])}#{self.control}"


# The gate


def check_allocate(user: User, chosen: ChosenGroup) -> None:
    """Province, for its own announced round, once a group."""
    check_may(user, Can.ALLOCATE)
    if chosen.round.office_id != user.office_id:
        raise Refused("จัดสรรงบประมาณได้เฉพาะกลุ่มของจังหวัดท่าน")
    if not chosen.round.is_announced:
        raise Refused("จัดสรรงบประมาณได้หลังประกาศผลการคัดเลือกแล้ว")
    if Allocation.objects.filter(chosen=chosen).exists():
        raise Refused("แจ้งจัดสรรงบประมาณให้กลุ่มนี้ไปแล้ว")


def ceiling(chosen: ChosenGroup) -> Decimal:
    """Most baht that a group may be allotted: the programme's budget of activity 2 a place."""
    return Decimal(chosen.round.programme.content.activity(2).budget)


def check_amount(chosen: ChosenGroup, amount: Decimal) -> None:
    """More than nothing, at most the programme's budget for one place."""
    most = ceiling(chosen)
    if amount <= 0:
        raise Refused("จำนวนเงินต้องมากกว่า 0 บาท")
    if amount > most:
        raise Refused(f"จำนวนเงินต้องไม่เกิน {thai.money_text(most)} บาท ตามงบประมาณของโครงการต่อกลุ่ม")


def check_correct_allocation(user: User, activity: Activity) -> None:
    """The own province, until it has accepted the paper that closes the activity."""
    check_may(user, Can.ALLOCATE)
    if activity.chosen.round.office_id != user.office_id:
        raise Refused("แก้ไขการจัดสรรงบประมาณได้เฉพาะกลุ่มของจังหวัดท่าน")
    accepted = {"activity": activity.pk, "state": PaperState.ACCEPTED}
    if any(kind.objects.filter(**accepted).exists() for kind in counting_kinds()):
        raise Refused("จังหวัดรับแบบสรุปผลแล้ว จึงแก้ไขการจัดสรรงบประมาณไม่ได้ เว้นแต่เปิดแบบสรุปให้แก้ไขอีกครั้งก่อน")


def check_notice_date(dates: days_of.Dates, notice: datetime.date) -> None:
    """A corrected notice is not later than a day that the district has set already."""
    for number, day in sorted(dates.items()):
        if day and day < notice:
            raise Refused(
                f"วันที่ {number} ของกิจกรรม ({thai.date_text(day)}) อยู่ก่อนวันที่ในหนังสือแจ้งจัดสรร"
                f" ({thai.date_text(notice)}) โปรดให้อำเภอแก้ไขวันจัดกิจกรรมก่อน"
            )


# Days and study site


def check_run(user: User, activity: Activity) -> None:
    """The district whose group it is."""
    check_may(user, Can.RUN_ACTIVITY)
    if activity.office_id != user.office_id:
        raise Refused("กิจกรรมนี้อยู่ในความรับผิดชอบของอำเภออื่น")


def check_begin_province_day(user: User, round: Round) -> None:
    """The own province, once its round has been prepared."""
    check_may(user, Can.RUN_EVENT)
    if round.office_id != user.office_id:
        raise Refused("จัดกิจกรรมที่ 1 ได้เฉพาะของจังหวัดท่าน")


def check_province_day(user: User, event: ProvinceDay) -> None:
    """The province whose day it is."""
    check_may(user, Can.RUN_EVENT)
    if event.office_id != user.office_id:
        raise Refused("กิจกรรมนี้อยู่ในความรับผิดชอบของจังหวัดอื่น")


def check_run_event(user: User, event: Event) -> None:
    """The office whose event it is, until what the event tells is with the province for good.

    The people, counts and answers of a group's event stand in its summary: they rest while the
    summary is sent or accepted.
    """
    check_may(user, Can.RUN_EVENT)
    if event.office_id != user.office_id:
        raise Refused("กิจกรรมนี้อยู่ในความรับผิดชอบของสำนักงานอื่น")
    if summed_up(event):
        raise Refused("ส่งแบบสรุปผลให้จังหวัดแล้ว จึงแก้ไขไม่ได้ เว้นแต่จังหวัดส่งแบบสรุปกลับ")


def sent_papers(activity: Event, *, but: type[DistrictPaper] | None = None) -> list[DistrictPaper]:
    """Papers of the activity, of whatever kind ``but`` one, that the province holds or has accepted."""
    kinds = [kind for kind in DistrictPaper.__subclasses__() if kind is not but]
    return [p for kind in kinds for p in kind.objects.filter(activity=activity.pk, state__in=SENT)]


def counting_kinds() -> list[type[DistrictPaper]]:
    """The kinds of paper that tell people and answers: all but the plan."""
    return [kind for kind in DistrictPaper.__subclasses__() if kind is not ActionPlan]


def summed_up(event: Event) -> bool:
    """Whether a paper that tells days, people and answers is with the province."""
    sent = {"activity": event.pk, "state__in": SENT}
    return any(kind.objects.filter(**sent).exists() for kind in counting_kinds())


def check_days(user: User, activity: Activity) -> None:
    """Open until a paper that carries dates and places has been sent."""
    check_run(user, activity)
    if summed_up(activity):
        raise Refused("ส่งแบบสรุปผลให้จังหวัดแล้ว จึงแก้ไขวันและสถานที่ไม่ได้ เว้นแต่จังหวัดส่งแบบสรุปกลับ")


def check_site(user: User, activity: Activity) -> None:
    """Open until any paper was sent: all of them carry the study site."""
    check_run(user, activity)
    if sent_papers(activity):
        raise Refused("ส่งเอกสารที่ระบุสถานที่ศึกษาดูงานให้จังหวัดแล้ว จึงแก้ไขสถานที่ศึกษาดูงานไม่ได้")


def check_dates(activity: Activity, dates: days_of.Dates) -> None:
    """Raise Refused with the first date that the gate or the order of days forbids."""
    found = days_of.faults(dates, notice=activity.allocation.date)
    if found:
        raise Refused(found[min(found)])


def missing_days(activity: Activity, days: Iterable) -> list[Missing]:
    """Dates, places and study site that are still wanted before a paper may be sent."""
    wanted = []
    for day in days:
        if not day.date:
            wanted.append((f"กิจกรรมวันที่ {day.number}: วันที่จัด", f"id_date_{day.number}_0"))
        if not day.place and day.number != STUDY_DAY:
            wanted.append((f"กิจกรรมวันที่ {day.number}: สถานที่จัด", f"id_place_{day.number}"))
    wanted += missing_site(activity)
    return [Missing(text, "activity_days", activity.pk, control) for text, control in wanted]


# Papers: plan and summary alike


def check_edit(user: User, paper: DistrictPaper) -> None:
    """The own district, while the paper is a draft or came back."""
    check_run(user, paper.activity)
    if paper.state == PaperState.SUBMITTED:
        raise Refused("ส่งให้จังหวัดแล้ว แก้ไขไม่ได้ระหว่างที่จังหวัดตรวจ")
    if paper.state not in WRITABLE:
        raise Refused("จังหวัดรับแล้ว จึงแก้ไขไม่ได้")


def check_review(user: User, paper: DistrictPaper) -> None:
    """The own province, while the paper is with it."""
    check_may(user, Can.REVIEW_REPORT)
    if paper.activity.chosen.round.office_id != user.office_id:
        raise Refused("เอกสารนี้อยู่ในความรับผิดชอบของจังหวัดอื่น")
    if paper.state == PaperState.ACCEPTED:
        raise Refused("จังหวัดรับเอกสารนี้แล้ว")
    if paper.state != PaperState.SUBMITTED:
        raise Refused("รออำเภอส่งเอกสาร")


def check_reopen(user: User, paper: DistrictPaper) -> None:
    """The own province, for a paper that it has accepted."""
    check_may(user, Can.REVIEW_REPORT)
    if paper.activity.chosen.round.office_id != user.office_id:
        raise Refused("เอกสารนี้อยู่ในความรับผิดชอบของจังหวัดอื่น")
    if paper.state != PaperState.ACCEPTED:
        raise Refused("เปิดให้แก้ไขอีกครั้งได้เฉพาะเอกสารที่จังหวัดรับแล้ว")


def check_sent(paper: DistrictPaper) -> None:
    """A receipt is of something that was sent."""
    if paper.state not in SENT:
        raise Refused("ยังไม่ได้ส่งเอกสารนี้ให้จังหวัด")


def check_note(note: str) -> None:
    """A return says what is to be mended, in at most 2,000 characters."""
    if not note.strip():
        raise Refused("กรุณาระบุสิ่งที่ขอให้แก้ไข")
    if len(note) > 2000:
        raise Refused("สิ่งที่ขอให้แก้ไขยาวเกิน 2,000 ตัวอักษร")


def check_complete(missing: list[Missing]) -> None:
    """Raise Refused naming what is wanted before a paper may be sent."""
    if missing:
        named = " · ".join(one.text for one in missing[:5])
        more = f" และอีก {len(missing) - 5} รายการ" if len(missing) > 5 else ""
        raise Refused(f"ยังส่งไม่ได้ เพราะขาด {len(missing)} รายการ ได้แก่ {named}{more}")


def missing_reporter(paper: DistrictPaper, page: str) -> list[Missing]:
    """Name, post and date of the reporter, as far as they are wanted."""
    wanted = (
        (paper.reporter_name, "ชื่อผู้รายงาน", "id_reporter_name"),
        (paper.reporter_post, "ตำแหน่งผู้รายงาน", "id_reporter_post"),
        (paper.report_date, "วันที่รายงาน", "id_report_date_0"),
    )
    return [Missing(text, page, paper.pk, control) for value, text, control in wanted if not value]


# The plan


def missing_in_plan(plan: ActionPlan, days: Iterable, items: Iterable) -> list[Missing]:
    """Everything still wanted before the plan may be sent, in the order of the form."""
    found = missing_days(plan.activity, days)
    items = list(items)
    if not items:
        text = "กิจกรรมเครือข่ายที่จะดำเนินการอย่างน้อย 1 กิจกรรม"
        found.append(Missing(text, "plan_edit", plan.pk, "items"))
    for number, item in enumerate(items, 1):
        for name, label in ITEM_FIELDS.items():
            if getattr(item, name) in ("", None):
                text = f"กิจกรรมเครือข่ายที่ {number}: {label}"
                found.append(Missing(text, "plan_edit", plan.pk, f"id_items-{item.key}-{name}"))
    return found + missing_reporter(plan, "plan_edit")


def check_size(items: list[Mapping[str, object]]) -> None:
    """At most 20 rows and 400 lines: what an officer reads, and a PDF is set of, in seconds."""
    if len(items) > MOST_ITEMS:
        raise Refused(f"แผนมีกิจกรรมเครือข่ายได้ไม่เกิน {MOST_ITEMS} กิจกรรม")
    texts = [str(item.get(name) or "") for item in items for name in ("steps", "results", "remark")]
    lines = sum(len(text.splitlines()) for text in texts)
    if lines > MOST_LINES:
        raise Refused(f"แผนยาวเกินไป มี {lines:,} บรรทัด (ทุกกิจกรรมรวมกันได้ไม่เกิน {MOST_LINES})")


def check_submit_plan(user: User, plan: ActionPlan) -> None:
    """The own district, when the plan is complete."""
    check_edit(user, plan)
    check_complete(missing_in_plan(plan, plan.activity.days.all(), plan.items.all()))


def last_date(days: Iterable) -> datetime.date | None:
    """Date of the last of the days, or None while any day has none."""
    dates = [day.date for day in days]
    return max(dates) if dates and all(dates) else None
