"""The demonstration: Buriram's 2568 from start to accepted papers, Surin half-way, and the year before.

Run again it changes nothing: each province's story is told once, in one transaction.
"""

from datetime import date, time

from django.db import transaction

from cdd_network.ground import load_ground
from cdd_network.models import Office, Programme, User
from cdd_network.roles import Role
from projects.actions import plans
from projects.actions.events import begin_province_day
from projects.models import Activity
from reports import demo_before, demo_event, demo_meeting, demo_pictures, story
from reports import demo_documents as papers
from reports import demo_texts as texts
from reports.actions import summaries
from reports.demo_time import told_on
from reports.nation import past
from selection.actions import decision, nominations, rounds, window
from selection.models import ChosenGroup, Round

PASSWORD = "demo-2568"  # noqa: S105  (a demonstration's password, printed on its screen)
YEAR = 2568
POST = "นักวิชาการพัฒนาชุมชน"
PEOPLE = (
    ("department", Role.DEPARTMENT, None, "เจ้าหน้าที่กรมการพัฒนาชุมชน"),
    ("buriram", Role.PROVINCE, "31", "เจ้าหน้าที่จังหวัดบุรีรัมย์"),
    ("buriram2", Role.PROVINCE, "31", "เจ้าหน้าที่จังหวัดบุรีรัมย์ คนที่ 2"),
    ("krasang", Role.DISTRICT, "3103", "เจ้าหน้าที่อำเภอกระสัง"),
    ("bandan", Role.DISTRICT, "3121", "เจ้าหน้าที่อำเภอบ้านด่าน"),
    ("khumueang", Role.DISTRICT, "3102", "เจ้าหน้าที่อำเภอคูเมือง"),
    ("nangrong", Role.DISTRICT, "3104", "เจ้าหน้าที่อำเภอนางรอง"),
    ("surin", Role.PROVINCE, "32", "เจ้าหน้าที่จังหวัดสุรินทร์"),
    ("prasat", Role.DISTRICT, "3205", "เจ้าหน้าที่อำเภอปราสาท"),
    ("rattanaburi", Role.DISTRICT, "3207", "เจ้าหน้าที่อำเภอรัตนบุรี"),
    *((f"committee{n}", Role.MEMBER, "31", f"กรรมการคัดเลือก คนที่ {n}") for n in range(1, 6)),
)


def load_demo() -> dict[str, User]:
    """Ground, accounts, both provinces' stories and the year before; what stands already is left as it is."""
    people = load_people()
    programme = Programme.objects.get(year=YEAR)
    before = past.years(2)[YEAR - 1]
    if not Round.objects.filter(programme=before).exists():
        with transaction.atomic():
            demo_before.tell(before, people)
    if not Round.objects.filter(programme=programme, office=people["surin"].office).exists():
        with transaction.atomic():
            _surin(programme, people)
    if not Round.objects.filter(programme=programme, office=people["buriram"].office).exists():
        with transaction.atomic():
            _buriram(programme, people)
    return people


def load_people() -> dict[str, User]:
    """The ground, the demonstration's accounts and letterheads, without any story."""
    load_ground()
    with transaction.atomic():
        people = {row[0]: _person(*row) for row in PEOPLE}
        papers.letterheads(people)
    return people


def _person(username: str, role: Role, place: str | None, name: str) -> User:
    found = User.objects.filter(username=username).select_related("office").first()
    if found:
        return found
    if place is None:
        office = Office.objects.get(kind=Office.Kind.DEPARTMENT)
    elif len(place) == 2:
        office = Office.objects.get(kind=Office.Kind.PROVINCE, province_id=place)
    else:
        office = Office.objects.get(district_id=place)
    return User.objects.create_user(username, PASSWORD, role=role, office=office, display_name=name)


def _surin(programme: Programme, people: dict[str, User]) -> None:
    surin, member = people["surin"], _surin_member(people)
    with told_on(date(2025, 5, 26)):
        opened = story.prepare(programme, by=surin, members=[member], meeting=texts.SURIN_MEETING)
        rounds.open_round(round=opened, by=surin)
    with told_on(date(2025, 6, 2)):
        story.nominate(opened, texts.PRASAT, by=people["prasat"])
        back = story.nominate(opened, texts.RATTANABURI, by=people["rattanaburi"])
    note = "โปรดแก้ไขสองข้อแล้วส่งอีกครั้งก่อนวันประชุมคัดเลือก"
    items = {"capital": "โปรดระบุที่มาของเงินทุน", "steps": "โปรดเพิ่มขั้นตอนการประชาสัมพันธ์"}
    with told_on(date(2025, 6, 4)):
        nominations.return_nomination(nomination=back, note=note, items=items, by=surin)


def _surin_member(people: dict[str, User]) -> User:
    return User.objects.create_user(
        "surin-committee1",
        PASSWORD,
        role=Role.MEMBER,
        office=people["surin"].office,
        display_name="กรรมการคัดเลือกจังหวัดสุรินทร์",
    )


def _buriram(programme: Programme, people: dict[str, User]) -> None:
    province = people["buriram"]
    members = [people[f"committee{n}"] for n in range(1, 6)]
    with told_on(date(2025, 5, 20)):
        meeting = texts.BURIRAM_MEETING
        opened = story.prepare(programme, by=province, members=members, meeting=meeting)
        demo_meeting.appoint(opened, by=province)
        days = {"opens_on": date(2025, 5, 20), "closes_on": texts.NOMINATE_BY}
        window.save_window(round=opened, values=days, by=province)
        papers.order(opened, by=province)
        rounds.open_round(round=opened, by=province)
    with told_on(date(2025, 5, 29)):
        papers.call(opened, by=province)
    with told_on(date(2025, 5, 30)):
        papers.invite(opened, by=province)
    _province_day(opened, by=province)
    _select(opened, people)
    with told_on(date(2025, 6, 7)):
        papers.announce(opened, by=province)
    with told_on(date(2025, 6, 9)):
        papers.report(opened, by=province)
    with told_on(date(2025, 6, 12)):
        papers.propose(opened, by=province)
    with told_on(date(2025, 6, 13)):
        papers.tell_chosen(opened, by=province)
    _run(opened, people)
    with told_on(date(2025, 7, 2)):
        papers.forward(opened, by=province)


def _province_day(opened: Round, *, by: User) -> None:
    """Activity 1, on the day of the committee's meeting."""
    with told_on(date(2025, 6, 2)):
        event = begin_province_day(round=opened, by=by)
        demo_event.prepare(event, village="", moo=None, by=by)
    demo_event.run(event, by=by)
    with told_on(date(2025, 6, 9)):
        demo_event.key_bpm(event=event, keyed_on=date(2025, 6, 9), by=by)


def _run(opened: Round, people: dict[str, User]) -> None:
    """The notice, then each district's three days and its papers."""
    province, day = people["buriram"], date(2025, 6, 16)
    with told_on(day):
        notice = papers.notify(opened, by=province)
    number = notice.printed_number
    for chosen in ChosenGroup.objects.with_place().filter(round=opened):
        with told_on(day):
            activity = story.allot(chosen, by=province, number=number, day=day)
        _hold(activity, chosen, people)


def _select(opened: Round, people: dict[str, User]) -> None:
    told = {"krasang": texts.KRACHAO, "bandan": texts.ARANG, "khumueang": texts.KHU_MUEANG}
    with told_on(date(2025, 5, 30)):
        sent = {name: story.nominate(opened, told[name], by=people[name]) for name in told}
    with told_on(date(2025, 6, 4)):
        for nomination in sent.values():
            nominations.accept_nomination(nomination=nomination, by=people["buriram"])
        rounds.start_scoring(round=opened, by=people["buriram"])
    shares = {
        sent["krasang"].pk: ["0.92", "0.88", "0.95", "0.9", "0.85"],
        sent["bandan"].pk: ["0.86", "0.9", "0.82", "0.88", "0.84"],
        sent["khumueang"].pk: ["0.7", "0.66", "0.74", "0.72", "0.68"],
    }
    province, day = people["buriram"], demo_meeting.DAY
    with told_on(day, time(9, 20)):
        demo_meeting.gather(opened, by=province)
    with told_on(day):
        story.score_all(opened, shares)
        every, second = list(sent.values()), people["buriram2"]
        demo_meeting.score_on_paper(opened, every, by=province, second=second)
    with told_on(day, time(11)):
        chosen, reserve = [sent["krasang"], sent["bandan"]], [sent["khumueang"]]
        decision.decide(round=opened, nominations=chosen, reserve=reserve, by=province)
        demo_meeting.close(opened, by=province)
    with told_on(date(2025, 6, 7)):
        decision.announce(round=opened, by=province)


def _hold(activity: Activity, chosen: ChosenGroup, people: dict[str, User]) -> None:
    """A district's three days, plan and summary, accepted by the province."""
    krasang = chosen.nomination.office_id == people["krasang"].office_id
    by = people["krasang"] if krasang else people["bandan"]
    first = 18 if krasang else 23
    hall = "ศาลาประชาคมบ้านกระเจา" if krasang else "ศาลาประชาคมบ้านอารัง"
    site = (
        ("ศูนย์สาธิตการตลาดบ้านหนองแวง (ตัวอย่าง)", 6, "3104", "นางรอง")
        if krasang
        else ("ธนาคารข้าวบ้านโคกกลาง (ตัวอย่าง)", 4, "3107", "ประโคนชัย")
    )
    with told_on(date(2025, 6, 17)):
        dates = tuple(date(2025, 6, first + n) for n in range(3))
        story.plan_days(activity, by=by, dates=dates, places=(hall, site[0], hall), site=site)
        group = activity.group
        demo_event.prepare(activity, village=group.village, moo=group.moo, by=by)
    demo_event.run(activity, by=by)
    day = date(2025, 6, first + 5)
    reporter = (by.display_name, POST, day)
    answers = texts.KRACHAO_SUMMARY if krasang else texts.ARANG_SUMMARY
    with told_on(day):
        story.send_plan(activity, by=by, reporter=reporter)
        report = story.write_summary(activity, by=by, answers=answers, reporter=reporter)
        demo_pictures.attach(report, warm=krasang, by=by)
        summaries.submit_summary(report=report, by=by)
        demo_event.key_bpm(event=activity, keyed_on=day, by=by)
    sent = date(2025, 6, 24 if krasang else 30)
    with told_on(sent):
        papers.cover(activity, number=412 if krasang else 387, day=sent, by=by)
    with told_on(date(2025, 7, 1)):
        plans.accept_plan(plan=activity.actionplan, by=people["buriram"])
        summaries.accept_summary(report=report, by=people["buriram"])
