"""Nobody accepts or sends what was not looked at, nor sends what another emptied meanwhile."""

import datetime
import re

import pytest
from django.urls import reverse

from cdd_network.refusal import Refused
from cdd_network.versions import Stale
from projects.actions import papers, plans
from projects.actions.activities import save_days
from projects.models import ActionPlan, Activity
from projects.states import PaperState
from reports.actions import photos, summaries
from reports.models import SummaryReport
from tests.projects.stage import REPORTER, seen, sent
from tests.projects.test_plan import complete, rows
from tests.reports.test_summary import complete as complete_summary
from tests.reports.test_summary_photos import picture

CHANGED = "แก้ไขเอกสารนี้หลังจากที่ท่านเปิดดู"
OTHER_DAY = datetime.date(2025, 6, 21)


@pytest.fixture
def pair(world):
    """Krasang's plan and summary, ready to be sent."""
    report = complete_summary(world)
    plan = plans.begin_plan(activity=report.activity, by=world.krasang)
    plans.save_plan(plan=plan, values=REPORTER, items=rows(plan), version=1, by=world.krasang)
    return plan, report


def change_days(world, activity, day=OTHER_DAY):
    """Day 3 is moved; everything else stays."""
    activity = Activity.objects.get(pk=activity.pk)
    site = {name: getattr(activity, name) for name in ("site_name", "site_moo", "site_subdistrict")}
    days = {d.number: {"date": d.date, "place": d.place} for d in activity.days.all()}
    days[3]["date"] = day
    save_days(activity=activity, days=days, site=site, version=activity.version, by=world.krasang)


def version_in(text, act):
    """The hidden version of the form that posts to ``act``."""
    return re.search(rf'action="{act}".*?name="version" value="(\d+)"', text, re.DOTALL)[1]


def test_a_paper_resent_with_changes_is_not_accepted_by_the_old_page(world, pair, page):
    desk = page(world.buriram)
    for paper, prefix in zip(pair, ("plan", "summary"), strict=True):
        sent(paper)
        url, accept = (reverse(name, args=[paper.pk]) for name in (prefix, f"{prefix}_accept"))
        old = {"version": version_in(desk.get(url).content.decode(), accept)}
        papers.give_back(paper=paper, note="แก้ชื่อ", by=world.buriram)
        values = {"reporter_name": "นายอื่น"}
        if prefix == "plan":
            items = rows(paper)
            version = paper.version
            plans.save_plan(
                plan=paper, values=values, items=items, version=version, by=world.krasang
            )
            plans.submit_plan(plan=paper, by=world.krasang)
        else:
            summaries.save_summary(
                report=paper, values=values, version=paper.version, by=world.krasang
            )
            summaries.submit_summary(report=paper, by=world.krasang)
        for stale in (old, {}, {"version": "x"}, {"version": "9" * 30}):
            answer = desk.post(accept, stale)
            assert answer.status_code == 409 and CHANGED in answer.content.decode()
        paper.refresh_from_db()
        assert paper.state == PaperState.SUBMITTED
        now = {"version": version_in(desk.get(url).content.decode(), accept)}
        assert desk.post(accept, now).url == url
        paper.refresh_from_db()
        assert paper.state == PaperState.ACCEPTED


def test_the_note_typed_over_an_old_page_stays_in_the_form(world, pair, page):
    desk = page(world.buriram)
    for paper, prefix in zip(pair, ("plan", "summary"), strict=True):
        for state, act in ((PaperState.SUBMITTED, "return"), (PaperState.ACCEPTED, "reopen")):
            sent(paper, state)
            do = reverse(f"{prefix}_{act}", args=[paper.pk])
            old = seen(paper, note="ข้อความที่พิมพ์ไว้")
            type(paper).objects.filter(pk=paper.pk).update(version=old["version"] + 1)
            answer = desk.post(do, old)
            text = answer.content.decode()
            assert answer.status_code == 409 and CHANGED in text and "ข้อความที่พิมพ์ไว้" in text
            assert desk.post(do, {**old, "version": version_in(text, do)}).status_code == 302
            paper.refresh_from_db()
            assert paper.state == PaperState.RETURNED


def test_days_and_photographs_count_as_changes(world, pair):
    plan, report = pair
    looked_at = report.version
    photo = photos.add_photo(report=report, data=picture(), caption="", by=world.krasang)
    photos.caption_photo(photo=photo, caption="ใหม่", by=world.krasang)
    photos.caption_photo(photo=photo, caption="ใหม่", by=world.krasang)
    assert SummaryReport.objects.get().version == report.version == looked_at + 2
    with pytest.raises(Stale, match=CHANGED):
        summaries.submit_summary(report=report, version=looked_at, by=world.krasang)
    looked_at = report.version
    photos.remove_photo(photo=photo, by=world.krasang)
    with pytest.raises(Stale):
        summaries.submit_summary(report=report, version=looked_at, by=world.krasang)
    plans.submit_plan(plan=plan, version=plan.version, by=world.krasang)
    looked_at = {paper: paper.version for paper in pair}
    change_days(world, plan.activity)
    with pytest.raises(Stale):
        plans.accept_plan(plan=plan, version=looked_at[plan], by=world.buriram)
    with pytest.raises(Stale):
        summaries.submit_summary(report=report, version=looked_at[report], by=world.krasang)
    now = seen(plan)["version"]
    change_days(world, plan.activity)
    assert seen(plan)["version"] == now, "the same days again change nothing"
    plans.accept_plan(plan=plan, version=now, by=world.buriram)


def test_sending_judges_what_the_database_has_now(world, pair):
    plan, report = pair
    blank = ActionPlan.objects.get()
    plans.save_plan(plan=blank, values={}, items=[], version=plan.version, by=world.krasang)
    assert list(plan.items.all()) == []
    with pytest.raises(Refused, match="อย่างน้อย 1 กิจกรรม"):
        plans.submit_plan(plan=plan, by=world.krasang)
    other = SummaryReport.objects.get()
    version = other.version
    summaries.save_summary(report=other, values={"day_1": ""}, version=version, by=world.krasang)
    assert report.day_1, "read before the other's save"
    with pytest.raises(Refused, match="ข้อ 5 รายละเอียดกิจกรรมวันที่ 1"):
        summaries.submit_summary(report=report, by=world.krasang)
    summaries.save_summary(
        report=other, values={"day_1": "อบรม"}, version=version + 1, by=world.krasang
    )
    list(report.activity.days.all())
    change_days(world, report.activity, None)
    with pytest.raises(Refused, match="กิจกรรมวันที่ 3: วันที่จัด"):
        summaries.submit_summary(report=report, by=world.krasang)
    assert not SummaryReport.objects.exclude(state=PaperState.DRAFT).exists()


def test_saving_days_knows_what_another_wrote(world):
    """The activity of a page carries days that were loaded earlier."""
    plan = complete(world)
    held = Activity.objects.prefetch_related("days").get(pk=plan.activity_id)
    change_days(world, held)
    held.version += 1
    site = {name: getattr(held, name) for name in ("site_name", "site_moo", "site_subdistrict")}
    days = {d.number: {"date": d.date, "place": d.place} for d in held.days.all()}
    save_days(activity=held, days=days, site=site, version=held.version, by=world.krasang)
    assert held.days.model.objects.get(event=held, number=3).date == days[3]["date"]
