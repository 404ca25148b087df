"""The year 2569, made in the editor, is run from its round to the accepted papers; 2568 stays."""

import hashlib
from collections.abc import Callable
from datetime import date, time

import pytest
from django.test import Client
from django.urls import reverse

from cdd_network.models import Programme, User
from cdd_network.roles import Role
from projects.actions import plans
from projects.models import Activity
from reports import blanks, demo_event, papers, story
from reports.actions import bpm, summaries
from reports.demo_time import told_on
from reports.models import BpmRecord, Document
from reports.year_papers import Item, LeftOut, papers_of_year
from selection.models import ChosenGroup, Round
from tests.people import World, proposal
from tests.reports import next_year, stages
from tests.reports.forms_read import packed, said
from tests.reports.kind_stages import ANSWERS

Pages = Callable[[User | None], Client]
Kind = Document.Kind
MEETING = (date(2026, 6, 5), time(9, 0), "ห้องประชุมศาลากลางจังหวัดบุรีรัมย์")
HELD = (date(2026, 6, 17), date(2026, 6, 18), date(2026, 6, 19))
THREE = (
    proposal("3103", "ลำดวน", "บ้านกระเจา", 7, "กระสัง"),
    proposal("3121", "วังเหนือ", "บ้านอารัง", 2, "บ้านด่าน"),
    proposal("3104", "นางรอง", "บ้านถนนหัก", 3, "นางรอง"),
)
SITE = ("ศูนย์สาธิตการตลาดบ้านหนองบัว (ตัวอย่าง)", 3, "3103", "กระสัง")


@pytest.fixture
def year(world: World, page: Pages) -> Programme:
    """2569, made and opened in the editor alone."""
    next_year.make(page(world.department))
    return Programme.objects.get(year=next_year.YEAR)


def digests(world: World, letter: Document) -> dict[str, str]:
    """SHA-256 of papers of 2568, each set anew."""
    made = {key: blanks.form_of(world.programme, key) for key in ("criteria", "curriculum")}
    made["letter"] = papers.paper_of(Document.objects.with_place().get(pk=letter.pk), None)
    return {key: hashlib.sha256(one.pdf().data).hexdigest() for key, one in made.items()}


def test_2568_stays_to_the_byte_while_2569_says_other_things(world: World, page: Pages) -> None:
    opened, _, _ = world.announced()
    letter = stages.letter_draft(world, opened)
    before = digests(world, letter)
    content = world.programme.digest
    next_year.make(page(world.department))
    world.programme.refresh_from_db()
    assert world.programme.digest == content and digests(world, letter) == before
    new = Programme.objects.get(year=next_year.YEAR)
    curriculum, criteria = (said(blanks.form_of(new, key)) for key in ("curriculum", "criteria"))
    assert packed("14.30 น. ถึง 15.00 น.") in curriculum
    assert packed("ถอดบทเรียนจากการดูงาน") in curriculum
    assert packed("การรวมกลุ่มกับเครือข่ายอื่น") in criteria


def test_the_forms_of_a_draft_year_are_the_departments_alone(world: World, page: Pages) -> None:
    page(world.department).post(reverse("programme_copy", args=[2568]))
    pages = [reverse("form_pdf", args=["procedure"]) + "?year=2569"]
    pages.append(reverse("programme_papers", args=[2569]))
    for url in pages:
        assert page(world.department).get(url).status_code == 200
        for user in (world.buriram, world.krasang, world.members[0]):
            assert page(user).get(url).status_code == 404
    newest = page(world.krasang).get(reverse("form_pdf", args=["plan"]))
    assert "2568" in newest["Content-Disposition"]


def test_a_year_made_in_the_editor_is_run_to_its_end(world: World, year: Programme) -> None:
    opened = selected(world, year)
    letter = told(world, opened)
    for chosen, user in zip(chosen_of(opened), users(world), strict=True):
        held(world, chosen, user)
    for activity in Activity.objects.with_place().filter(allocation__chosen__round=opened):
        accepted(world, activity)
    assert letter.printed_number == "บร 0019/ว 2301"
    assert BpmRecord.objects.count() == 3
    with told_on(date(2026, 6, 22)):
        made = list(papers_of_year(opened))
    assert [one.kind for one in made].count("summary") == 3
    assert {one.kind for one in made if isinstance(one, LeftOut)} == {"criteria_circular"}
    old = [one.kind for one in made if isinstance(one, Item) and "๒๕๖๘" in packed(one.paper)]
    assert old == []


def test_a_year_of_two_days_asks_for_two_of_everything(world: World, page: Pages) -> None:
    """The editor takes the third day away; summary, its form and its blank follow."""
    client = page(world.department)
    client.post(reverse("programme_copy", args=[2568]))
    next_year.section(client, "curriculum", {"days": "2", "shorten": "on"})
    new = Programme.objects.get(year=next_year.YEAR)
    assert [day.number for day in new.content.days(2)] == [1, 2]
    assert new.content.activity(2).days == 2
    assert "วันที่๓ของกิจกรรม" not in said(blanks.form_of(new, "summary"))
    activity, _ = world.dated()
    activity.days.get(number=3).delete()
    world.programme.digest = new.digest
    world.programme.save()
    activity = Activity.objects.with_place().get(pk=activity.pk)
    report = summaries.begin_summary(activity=activity, by=world.krasang)
    answers = {name: text for name, text in ANSWERS.items() if name != "day_3"}
    report = story.write_summary(
        activity, by=world.krasang, answers=answers, reporter=("ก", "ข", date(2025, 6, 23))
    )
    text = page(world.krasang).get(reverse("summary_edit", args=[report.pk])).content.decode()
    assert 'name="day_2"' in text and 'name="day_3"' not in text
    assert (
        "วันที่ 3"
        not in page(world.krasang).get(reverse("summary", args=[report.pk])).content.decode()
    )
    summaries.submit_summary(report=report, by=world.krasang)


def users(world: World) -> tuple[User, User, User]:
    """The officers of the three districts, in the order of ``THREE``."""
    office = story.district_office("3104")
    nangrong, _ = User.objects.get_or_create(
        username="nangrong", defaults={"role": Role.DISTRICT, "office": office}
    )
    return world.krasang, world.bandan, nangrong


def chosen_of(opened: Round) -> list[ChosenGroup]:
    """The chosen groups in their order."""
    return list(ChosenGroup.objects.with_place().filter(round=opened).order_by("order"))


def selected(world: World, year: Programme) -> Round:
    """Three groups, nominated, scored by the year's own criteria and announced."""
    with told_on(date(2026, 5, 20)):
        opened = story.prepare(year, by=world.buriram, members=list(world.members), meeting=MEETING)
        assert [one.points for one in opened.criteria.all()] == [15, 20, 15, 15, 10, 10, 5, 10]
        story.rounds.open_round(round=opened, by=world.buriram)
        pairs = zip(THREE, users(world), strict=True)
        sent = [story.nominate(opened, one, by=user) for one, user in pairs]
        for one in sent:
            story.nominations.accept_nomination(nomination=one, by=world.buriram)
        story.rounds.start_scoring(round=opened, by=world.buriram)
    with told_on(MEETING[0]):
        story.declare_all(opened)
        story.hold_meeting(opened, by=world.buriram)
        shares = zip(("0.9", "0.8", "0.7"), sent, strict=True)
        story.score_all(opened, {one.pk: [share] * 5 for share, one in shares})
        story.announce(opened, sent, by=world.buriram)
    assert [one.nomination for one in chosen_of(opened)] == sent
    return Round.objects.with_place().get(pk=opened.pk)


def told(world: World, opened: Round) -> Document:
    """The announcement and the letter to the chosen districts, issued in the year's words."""
    by, day = world.buriram, date(2026, 6, 8)
    sign = {"by": by, "signatory": world.signatory}
    with told_on(day):
        result = story.issue(opened, Kind.ANNOUNCEMENT, day=day, **sign)
        letter = story.issue(
            opened,
            Kind.SELECTION_LETTER,
            number=2301,
            day=day,
            deadline=date(2026, 7, 9),
            references=({**stages.FIRST, "date": date(2026, 5, 20)},),
            **sign,
        )
    listed = said(bytes(result.file.data))
    assert all(packed(one.village) in listed for one in THREE) and "๒๕๖๙" in listed
    text = said(bytes(letter.file.data))
    assert (
        packed("แจ้งผลประจำปี 2569 ให้จังหวัดบุรีรัมย์ดำเนินการ จังหวัดละ 3 กลุ่ม ภายในวันที่ 9 กรกฎาคม 2569")
        in text
    )
    assert packed("เรื่อง เร่งรัดการดำเนินงานโครงการ") in text
    assert packed("ภายใน 10 วันหลังดำเนินการเสร็จสิ้น") in text and "๒๕๖๘" not in text
    return letter


def held(world: World, chosen: ChosenGroup, by: User) -> None:
    """A district's days after the new curriculum, its people, answers, plan, summary and BPM."""
    day = date(2026, 6, 12)
    with told_on(day):
        activity = story.allot(chosen, by=world.buriram, number="บร 0019/2302", day=day)
        places = ("ศาลาประชาคม", SITE[0], "ศาลาประชาคม")
        story.plan_days(activity, by=by, dates=HELD, places=places, site=SITE)
        demo_event.prepare(activity, village="บ้านกระเจา", moo=7, by=by)
    visit = activity.days.get(number=2)
    rows = [
        (f"{one.begins:%H.%M}", f"{one.ends:%H.%M}", one.topic) for one in visit.timetable.all()
    ]
    assert rows[-2] == ("14.30", "15.00", "ถอดบทเรียนจากการดูงาน")
    assert ("13.00", "14.30") in {row[:2] for row in rows}
    demo_event.run(activity, by=by)
    last = HELD[-1]
    reporter = (by.username, "นักวิชาการพัฒนาชุมชน", last)
    with told_on(last, time(16)):
        story.send_plan(activity, by=by, reporter=reporter)
        report = story.write_summary(activity, by=by, answers=ANSWERS, reporter=reporter)
        summaries.submit_summary(report=report, by=by)
        bpm.key_bpm(event=activity, keyed_on=last, by=by)


def accepted(world: World, activity: Activity) -> None:
    """The province takes both papers; they name the new year, BPM's deadline is the new one."""
    with told_on(date(2026, 6, 22)):
        plans.accept_plan(plan=activity.actionplan, by=world.buriram)
        summaries.accept_summary(report=activity.summaryreport, by=world.buriram)
