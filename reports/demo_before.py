"""The demonstration's year before: Buriram's 2567 to its end and a year on, all of it (ตัวอย่าง).

What the department compares and what a district goes back to see after months has to lie in a past
year: two invented groups, told in few papers.
"""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING

from cdd_network import job_runs
from cdd_network.models import Signatory
from projects.actions import follow_ups, plans
from projects.models import Activity, FollowUp
from reports import demo_documents as papers
from reports import demo_event, demo_pictures, story
from reports.actions import bundles, summaries
from reports.demo_texts import sample
from reports.demo_time import told_on
from reports.models import Bundle
from reports.stamps import Series
from selection.actions import decision, nominations, rounds
from selection.models import ChosenGroup

if TYPE_CHECKING:
    from cdd_network.models import Programme, User
    from reports.models import Document
    from reports.story import Proposal
    from selection.models import Round

Kind = papers.Kind
MET = date(2024, 6, 7)
MEETING = (MET, time(9), "ห้องประชุมศาลากลางจังหวัดบุรีรัมย์")
GROUPS: dict[str, Proposal] = {
    "nangrong": sample("3104", "นางรอง", "บ้านดอนแสง", 3, "rice_bank", "ธนาคารข้าว"),
    "khumueang": sample("3102", "คูเมือง", "บ้านหนองขาม", 6, "market_centre", "ศูนย์สาธิตการตลาด"),
}
"""By the account of its district; the first one was chosen first."""
SHARES = (
    ["0.91", "0.9", "0.93", "0.88", "0.9"],
    ["0.84", "0.86", "0.83", "0.87", "0.85"],
)
DATES = {
    "nangrong": tuple(date(2024, 6, n) for n in (19, 20, 21)),
    "khumueang": tuple(date(2024, 6, n) for n in (24, 25, 26)),
}
CIRCULAR = {
    "source": "จังหวัดบุรีรัมย์", "urgency": "", "code": "บร 0019", "number": "ว 2140",
    "date": date(2024, 5, 27),
}  # fmt: skip
"""What the notice refers to."""
COVERS = {"nangrong": 352, "khumueang": 287}
"""Numbers of the districts' covering letters."""
SITE = ("ศูนย์เรียนรู้บ้านโคกกลาง (ตัวอย่าง)", 4, "3107", "ประโคนชัย")
SUMMARY = {
    "participants": 20,
    "day_1": "อบรมคณะกรรมการและสมาชิกกลุ่มเรื่องการจัดตั้งกิจกรรมเครือข่ายตามระเบียบ ช่วงบ่ายวิเคราะห์บริบทของหมู่บ้าน",
    "day_2": "ศึกษาดูงานกิจกรรมเครือข่ายที่ดำเนินงานต่อเนื่อง ได้ตัวอย่างบัญชีและระเบียบมาปรับใช้",
    "day_3": "ประชุมเชิงปฏิบัติการจัดทำแผนปฏิบัติการขับเคลื่อนกิจกรรมเครือข่าย และเห็นชอบร่วมกัน",
    "problems": "สมาชิกบางส่วนยังไม่คุ้นเคยกับการทำบัญชี",
    "suggestions": "ควรมีเจ้าหน้าที่ติดตามให้คำแนะนำในช่วงสามเดือนแรก",
}
SEEN = {
    "nangrong": {
        3: (date(2024, 9, 25), FollowUp.Standing.BEGINNING, 20, 45_000),
        6: (date(2024, 12, 24), FollowUp.Standing.RUNNING, 48, 82_000),
        12: (date(2025, 6, 24), FollowUp.Standing.RUNNING, 61, 118_000),
    },
    "khumueang": {3: (date(2024, 10, 1), FollowUp.Standing.RUNNING, 35, 60_000)},
}
"""What was found after so many months: day, standing, members, capital in baht. The second district
has not been back for a year."""


def tell(programme: Programme, people: dict[str, User]) -> None:
    """The year from the committee to the department's receipt, and the months after."""
    by = people["buriram"]
    opened = _select(programme, people)
    day = date(2024, 6, 17)
    with told_on(day):
        notice = _issue(
            opened, Kind.ALLOCATION_NOTICE, day, by,
            number=2198, series=Series.CIRCULAR, references=(CIRCULAR,),
        )  # fmt: skip
    held = {}
    chosen_groups = ChosenGroup.objects.with_place().filter(round=opened).order_by("order")
    for chosen, name in zip(chosen_groups, GROUPS, strict=True):
        with told_on(day):
            activity = story.allot(chosen, by=by, number=notice.printed_number, day=day)
        _hold(activity, name, people)
        held[activity] = name
    _forward(opened, people)
    for activity, name in held.items():
        _look_again(activity, people[name], SEEN[name])


def _select(programme: Programme, people: dict[str, User]) -> Round:
    by, members = people["buriram"], [people[f"committee{n}"] for n in range(1, 6)]
    with told_on(date(2024, 5, 21)):
        opened = story.prepare(programme, by=by, members=members, meeting=MEETING)
        rounds.open_round(round=opened, by=by)
    with told_on(date(2024, 5, 31)):
        sent = [story.nominate(opened, GROUPS[name], by=people[name]) for name in GROUPS]
    with told_on(date(2024, 6, 5)):
        for one in sent:
            nominations.accept_nomination(nomination=one, by=by)
        rounds.start_scoring(round=opened, by=by)
    with told_on(MET):
        story.hold_meeting(opened, by=by)
        keys = (one.pk for one in sent)
        story.score_all(opened, dict(zip(keys, SHARES, strict=True)))
        story.decide(opened, sent, by=by)
    day = date(2024, 6, 10)
    with told_on(day):
        decision.announce(round=opened, by=by)
        _issue(opened, Kind.ANNOUNCEMENT, day, by)
    return opened


def _issue(opened: Round, kind: str, day: date, by: User, **more: object) -> Document:
    """Signed by an example: whoever signed in that year is not told."""
    head = Signatory.objects.get(office=by.office, name="ตัวอย่าง")
    return story.issue(opened, kind, by=by, signatory=head, day=day, **more)


def _hold(activity: Activity, name: str, people: dict[str, User]) -> None:
    by, dates, group = people[name], DATES[name], activity.group
    with told_on(date(2024, 6, 18)):
        hall = f"ศาลาประชาคม{group.village}"
        story.plan_days(activity, by=by, dates=dates, places=(hall, SITE[0], hall), site=SITE)
        activity.refresh_from_db()
        demo_event.prepare(activity, village=group.village, moo=group.moo, by=by)
    demo_event.run(activity, by=by)
    day = date(2024, 7, 1)
    reporter = (by.display_name, "นักวิชาการพัฒนาชุมชน", day)
    with told_on(day):
        story.send_plan(activity, by=by, reporter=reporter)
        report = story.write_summary(activity, by=by, answers=SUMMARY, reporter=reporter)
        demo_pictures.attach(report, warm=name == "khumueang", by=by)
        summaries.submit_summary(report=report, by=by)
        demo_event.key_bpm(event=activity, keyed_on=day, by=by)
        number = COVERS[name]
        _issue(
            activity.chosen.round, Kind.DISTRICT_COVER, day, by, activity=activity, number=number
        )
    with told_on(date(2024, 7, 3)):
        plans.accept_plan(plan=activity.actionplan, by=people["buriram"])
        summaries.accept_summary(report=report, by=people["buriram"])


def _forward(opened: Round, people: dict[str, User]) -> None:
    """The bundle is made as a worker makes it, sent and received."""
    by, day = people["buriram"], date(2024, 7, 5)
    with told_on(day):
        _issue(opened, Kind.DEPARTMENT_COVER, day, by, number=9144)
        job = bundles.start_bundle(programme=opened.programme, by=by)
        job_runs.run_job.call(job.pk, job.attempt)
        bundle = Bundle.objects.get(programme=opened.programme, office=by.office)
        how = "ส่งทางไปรษณีย์พร้อมหนังสือนำส่ง (ตัวอย่าง)"
        bundles.forward_bundle(bundle=bundle, on=day, how=how, by=by)
    with told_on(date(2024, 7, 9)):
        bundles.receive_bundle(bundle=bundle, by=people["department"])


def _look_again(activity: Activity, by: User, seen: dict[int, tuple]) -> None:
    for months, (day, standing, members, capital) in seen.items():
        one = FollowUp(activity=activity, months=months, version=0)
        values = {
            "seen_on": day, "standing": standing, "members": members,
            "capital": Decimal(capital), "note": "",
        }  # fmt: skip
        with told_on(day):
            follow_ups.save_follow_up(follow_up=one, values=values, version=0, by=by)
