"""Short ways to a stage of the district's papers, and rows to count queries with."""

import datetime
from decimal import Decimal

from django.utils import timezone

from cdd_network.models import Programme, User
from projects.actions.allocations import allot
from projects.actions.deadlines import When, set_deadline
from projects.models import (
    ActionPlan,
    Activity,
    ActivityDay,
    CheckIn,
    Deadline,
    Event,
    Participant,
)
from projects.states import PaperState
from selection.models import ChosenGroup, Nomination, Round, SavingsGroup
from tests.people import World

REPORTER = {
    "reporter_name": "นางสาวสมใจ ดีงาม",
    "reporter_post": "นักวิชาการพัฒนาชุมชนชำนาญการ",
    "report_date": datetime.date(2025, 6, 25),
}
REPORTER_TYPED = {
    "reporter_name": "นางสาวสมใจ ดีงาม",
    "reporter_post": "นักวิชาการพัฒนาชุมชนชำนาญการ",
    "report_date_day": "๒๕",
    "report_date_month": "6",
    "report_date_year": "๒๕๖๘",
}


def sent(plan: ActionPlan, state: str = PaperState.SUBMITTED) -> ActionPlan:
    """The paper as if its district had sent it."""
    type(plan).objects.filter(pk=plan.pk).update(state=state, submitted_at=timezone.now())
    plan.refresh_from_db()
    return plan


def seen(paper: ActionPlan, **more: object) -> dict[str, object]:
    """What the forms of the paper's page send when it is opened now."""
    return {"version": type(paper).objects.get(pk=paper.pk).version, **more}


def listed(event: Event, names: int | list[str]) -> list[Participant]:
    """People on the event's list: so many, or these."""
    given = [f"นายคนที่ {n} ใจดี" for n in range(1, names + 1)] if isinstance(names, int) else names
    return Participant.objects.bulk_create(
        Participant(
            event_id=event.pk, order=order, name=name, post="สมาชิก", village="บ้านกระเจา", moo=7
        )
        for order, name in enumerate(given, start=1)
    )


def there(day: ActivityDay, people: list[Participant], *halves: str) -> None:
    """These people were there on the day, in the morning and in the afternoon unless told."""
    CheckIn.objects.bulk_create(
        CheckIn(day=day, participant=one, half=half)
        for one in people
        for half in halves or CheckIn.Half.values
    )


def another_activity(world: World, opened: Round, order: int) -> Activity:
    """One more chosen group of Krasang in the round, its budget allotted."""
    group = SavingsGroup.objects.create(
        village=f"หมู่บ้าน{order}", moo=order, subdistrict=world.krachao.subdistrict
    )
    nomination = Nomination.objects.create(
        round=opened,
        office=world.krasang.office,
        group=group,
        order=50 + order,
        state="accepted",
        submitted_at=timezone.now(),
        activity_name=f"กิจกรรมที่ {order}",
        capital=Decimal(1000),
    )
    chosen = ChosenGroup.objects.create(
        round=opened, nomination=nomination, order=order, total=Decimal(80)
    )
    return allot(
        chosen=chosen,
        amount=Decimal(38600),
        number=f"บร 0019/{order}",
        date=datetime.date(2025, 6, 16),
        by=world.buriram,
    )


def own_deadline(
    programme: Programme,
    *,
    by: User,
    day: datetime.date = datetime.date(2025, 6, 17),
    task: str = "bundle",
) -> Deadline:
    """An office's own date beside the others: a province's inner day for its bundle."""
    level = "province" if task == "bundle" else "district"
    when = When("บันทึกข้อความของสำนักงาน", fixed=day)
    return set_deadline(programme=programme, task=task, level=level, title="", when=when, by=by)
