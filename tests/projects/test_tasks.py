"""Rows at home: whose turn it is with allocation, days, plan and summary."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from projects.actions import papers, plans
from projects.tasks import tasks_for
from reports import home_tasks, summary_tasks
from reports.actions import summaries
from tests.projects.stage import REPORTER, another_activity, sent


def told(tasks):
    return [(task.when, task.tag) for task in tasks]


def test_gate_first(world):
    _, one, _ = world.announced()
    (district,) = tasks_for(world.krasang)
    assert district.when == "waiting" and district.url == reverse("chosen", args=[one.pk])
    assert district.why.startswith("รอจังหวัดบุรีรัมย์แจ้งจัดสรรงบประมาณ ตั้งแต่")
    province = tasks_for(world.buriram)
    assert told(province) == [("todo", "ต้องทำ")] * 2
    assert "บ้านกระเจา" in province[0].title and "บ้านอารัง" not in district.title
    for other in (world.surin, world.prasat, world.department, world.members[0]):
        assert tasks_for(other) == []
    assert summary_tasks.tasks_for(world.krasang) == []


def test_turns_of_days_plan_and_summary(world, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_: datetime.date(2025, 6, 17))
    activity, _ = world.allotted()
    assert told(tasks_for(world.krasang)) == [("todo", "ยังไม่กำหนด"), ("todo", "ยังไม่เริ่ม")]
    assert told(summary_tasks.tasks_for(world.krasang)) == [("todo", "ยังไม่เริ่ม")]
    plan = plans.begin_plan(activity=activity, by=world.krasang)
    plans.save_plan(plan=plan, values=REPORTER, items=[], version=1, by=world.krasang)
    assert tasks_for(world.buriram)[1].tag == "ยังไม่ส่ง"
    sent(plan)
    assert tasks_for(world.krasang)[1].when == "waiting"
    assert told(tasks_for(world.buriram))[1] == ("todo", "รอจังหวัดตรวจ")
    papers.give_back(paper=plan, note="ระบุสถานที่", by=world.buriram)
    task = tasks_for(world.krasang)[1]
    assert (task.when, task.tone) == ("todo", "wrong") and "ระบุสถานที่" in task.why
    sent(plan, "accepted")
    assert [t.when for t in (tasks_for(world.krasang)[1], tasks_for(world.buriram)[1])] == [
        "done"
    ] * 2


def test_done_days_say_when_and_due_date_follows(world, monkeypatch):
    world.dated()
    monkeypatch.setattr(timezone, "localdate", lambda *_: datetime.date(2025, 6, 27))
    days, plan = tasks_for(world.krasang)
    assert (plan.tag, plan.tone) == ("ยังไม่เริ่ม", "act")
    assert days.when == "done" and "18–20 มิถุนายน 2568" in days.why
    assert "กำหนดส่ง 27 มิถุนายน 2568" in plan.why and "เกินกำหนด" not in plan.why
    monkeypatch.setattr(timezone, "localdate", lambda *_: datetime.date(2025, 6, 29))
    _, plan = tasks_for(world.krasang)
    assert (plan.tag, plan.tone) == ("เกินกำหนดแล้ว 2 วัน", "wrong")


def test_ones_turn_begins_with_a_verb(world):
    activity, _ = world.dated()
    plan = plans.begin_plan(activity=activity, by=world.krasang)

    def titles():
        return [tasks_for(user)[1].title for user in (world.krasang, world.buriram)]

    assert titles()[0].startswith("เขียนแผนปฏิบัติการฯ ") and titles()[1].startswith("แผน")
    sent(plan)
    assert titles()[0].startswith("แผน") and titles()[1].startswith("ตรวจแผนปฏิบัติการฯ ")
    sent(plan, "returned")
    assert titles()[0].startswith("แก้ไขแผนปฏิบัติการฯ ")
    report = summaries.begin_summary(activity=activity, by=world.krasang)
    sent(report)
    (task, _) = summary_tasks.tasks_for(world.buriram)
    assert task.title.startswith("ตรวจแบบสรุปฯ กลุ่มออมทรัพย์เพื่อการผลิต")


def test_the_province_sees_first_what_waits_longest(world):
    for number, activity in enumerate(world.dated()):
        by = (world.krasang, world.bandan)[number]
        plan = plans.begin_plan(activity=activity, by=by)
        report = summaries.begin_summary(activity=activity, by=by)
        for paper, hour in ((plan, 9 - number), (report, 7 + 3 * number)):
            sent(paper)
            at = datetime.datetime(2025, 6, 25, hour, tzinfo=datetime.UTC)
            type(paper).objects.filter(pk=paper.pk).update(submitted_at=at)
    (todo, *_) = home_tasks.sections(world.buriram)
    assert todo[0] == "ต้องทำ"
    awaited = [task.title for task in todo[1] if task.since]
    assert [(title[4:7], "กระเจา" in title) for title in awaited] == [
        ("แบบ", True),
        ("แผน", False),
        ("แผน", True),
        ("แบบ", False),
    ]
    assert all(
        task.since is None for _, tasks in home_tasks.sections(world.krasang) for task in tasks
    )


@pytest.mark.parametrize("count", [1, 3])
def test_tasks_cost_the_same_at_one_group_and_three(world, count, django_assert_num_queries):
    opened, _, _ = world.announced()
    opened.chosen.all().delete()
    for order in range(1, count + 1):
        another_activity(world, opened, order)
    for user, with_follow_ups in ((world.krasang, 1), (world.buriram, 0)):
        with django_assert_num_queries(3):
            assert len(tasks_for(user)) == 2 * count
        with django_assert_num_queries(3 + with_follow_ups):
            assert len(summary_tasks.tasks_for(user)) == count


def test_older_years_are_no_news(world):
    from cdd_network.models import Programme
    from selection.models import ChosenGroup, Round

    world.allotted()
    programme = Programme.objects.create(
        year=2569, title=world.programme.title, digest=world.programme.digest
    )
    opened = Round.objects.get()
    later = Round.objects.create(
        programme=programme,
        office=opened.office,
        state="announced",
        announced_at=datetime.datetime(2026, 6, 7, tzinfo=datetime.UTC),
        announced_by=world.buriram,
    )
    another_activity(world, later, 1)
    assert ChosenGroup.objects.count() == 3
    assert all("หมู่บ้าน1" in task.title for task in tasks_for(world.buriram))
