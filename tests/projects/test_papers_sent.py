"""Sending a plan and a summary: versions kept and compared, notes beside answers, late marked."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from cdd_network.models import AuditRow
from cdd_network.refusal import Refused
from projects.actions import papers, plan_rows, plans
from projects.models import ActionPlan, PlanVersion
from projects.states import PaperState
from reports.actions import summaries
from reports.models import SummaryReport
from tests.forms import filled, opened
from tests.projects.stage import REPORTER, seen
from tests.projects.test_plan import complete, rows
from tests.reports.test_summary import complete as complete_summary

LATE = "ส่งหลังกำหนด"


@pytest.fixture
def pair(world):
    """Krasang's plan and summary, ready to be sent; each with its prefix and its sending."""
    report = complete_summary(world)
    plan = plans.begin_plan(activity=report.activity, by=world.krasang)
    plans.save_plan(plan=plan, values=REPORTER, items=rows(plan), version=1, by=world.krasang)
    return (
        (plan, "plan", lambda: plans.submit_plan(plan=plan, by=world.krasang)),
        (report, "summary", lambda: summaries.submit_summary(report=report, by=world.krasang)),
    )


def mended(world, paper, **values):
    """The district writes ``values`` onto its paper as the database has it."""
    paper = type(paper).objects.get(pk=paper.pk)
    if isinstance(paper, ActionPlan):
        (row,) = rows(paper)
        row |= {name: values.pop(name) for name in list(values) if name in row}
        given = {"values": values, "items": [{**row, "key": 0}]}
        plans.save_plan(plan=paper, **given, version=paper.version, by=world.krasang)
    else:
        version = paper.version
        summaries.save_summary(report=paper, values=values, version=version, by=world.krasang)


def test_each_sending_keeps_what_it_said(world, pair):
    for paper, _, send in pair:
        send()
        papers.give_back(paper=paper, note="แก้ชื่อ", by=world.buriram)
        mended(world, paper, reporter_name="นายวิชัย ขยัน")
        paper.refresh_from_db()
        send()
        one, other = paper.versions.all()
        assert (one.number, other.number, one.by) == (1, 2, world.krasang)
        said = [{row["key"]: row["text"] for row in v.answers} for v in (one, other)]
        assert [s["reporter_name"] for s in said] == ["นางสาวสมใจ ดีงาม", "นายวิชัย ขยัน"]
        assert "18 มิถุนายน 2568" in said[0]["day-1"] and "บ้านหนองบัว" in said[0]["site"]
    assert "สองแสนบาทถ้วน" in str(PlanVersion.objects.first().answers)
    papers.accept(paper=paper, by=world.buriram)
    papers.reopen(paper=paper, note="อีกครั้ง", by=world.buriram)
    assert [v.note for v in paper.versions.all()] == ["แก้ชื่อ", "อีกครั้ง"]


def test_a_refused_sending_keeps_no_version(world, pair):
    plan, _, send = pair[0]
    plans.save_plan(plan=plan, values={}, items=[], version=plan.version, by=world.krasang)
    with pytest.raises(Refused):
        send()
    with pytest.raises(Refused):
        plans.submit_plan(plan=plan, version=plan.version, by=world.bandan)
    assert not plan.versions.exists()


def test_notes_stand_beside_answers_until_it_is_accepted(world, pair, page):
    desk, own = page(world.buriram), page(world.krasang)
    keys = {"plan": ("items-0-steps", "steps"), "summary": ("problems", "problems")}
    for paper, prefix, send in pair:
        key, column = keys[prefix]
        send()
        url, ask, edit = (
            reverse(name, args=[paper.pk])
            for name in (prefix, f"{prefix}_return", f"{prefix}_edit")
        )
        blank = opened(desk, ask)
        for name in ("note_day-1", f"note_{key}", "note_report_date", "note"):
            assert name in blank
        assert desk.post(ask, blank).status_code == 422, "one note of all is wanted"
        long = {**blank, f"note_{key}": "ก" * 1001}
        assert desk.post(ask, long).status_code == 422
        notes = {f"note_{key}": "เขียนให้ชัดเจน", "note_day-1": "ตรวจสถานที่"}
        assert desk.post(ask, {**blank, **notes}).url == url
        assert desk.post(ask, {**blank, **notes}).status_code == 409, "a second click"
        paper.refresh_from_db()
        assert paper.returned_items == {key: "เขียนให้ชัดเจน", "day-1": "ตรวจสถานที่"}
        assert "เขียนให้ชัดเจน" in own.get(edit).content.decode()
        text = own.get(url).content.decode()
        assert text.count("เขียนให้ชัดเจน") == 2, "in the list and beside the answer"
        assert text.count("ยังไม่เปลี่ยน") == 2 and "ยังไม่ได้แก้ไขข้อใดเลย" in text
        mended(world, paper, **{column: "เขียนใหม่แล้ว"})
        text = own.get(url).content.decode()
        assert "แก้ไขแล้ว" in text and text.count("ยังไม่เปลี่ยน") == 1
        assert "ยังไม่ได้แก้ไขข้อใดเลย" not in text
        paper.refresh_from_db()
        send()
        text = desk.get(url).content.decode()
        assert "แก้ไขแล้ว" in text and text.count("ยังไม่เปลี่ยน") == 1
        assert "โดยไม่ได้เปลี่ยนข้อความ" not in text
        papers.accept(paper=paper, by=world.buriram)
        assert (paper.returned_note, paper.returned_items) == ("", {})
        assert paper.versions.first().notes[key] == "เขียนให้ชัดเจน", "kept with what it spoke of"
        for user in (world.surin, world.krasang, world.bandan, world.department):
            assert page(user).get(ask).status_code == 404
    row = AuditRow.objects.filter(act="plan:submitted>returned").get()
    assert {"label": "กิจกรรมเครือข่ายที่ 1: ขั้นตอนการดำเนินการ", "note": "เขียนให้ชัดเจน"} in row.detail[
        "items"
    ]


def test_a_note_typed_over_an_old_page_stays(world, pair, page):
    plan, _, send = pair[0]
    send()
    desk, ask = page(world.buriram), reverse("plan_return", args=[plan.pk])
    typed = {**opened(desk, ask), "note_site": "ตรวจอีกครั้ง"}
    ActionPlan.objects.filter(pk=plan.pk).update(version=99)
    answer = desk.post(ask, typed)
    assert answer.status_code == 409
    again = filled(answer.content.decode())
    assert again["note_site"] == "ตรวจอีกครั้ง" and again["version"] == "99"
    assert desk.post(ask, again).status_code == 302


def test_sent_again_unchanged_is_said_to_both(world, pair, page):
    for paper, prefix, send in pair:
        url = reverse(prefix, args=[paper.pk])
        send()
        own, desk = page(world.krasang), page(world.buriram)
        receipt = reverse(f"{prefix}_receipt", args=[paper.pk])
        first = own.get(receipt).content.decode()
        assert "ครั้งที่ 1 โดย" in first and "เหมือนกับที่ส่งครั้งก่อน" not in first
        papers.give_back(paper=paper, note="แก้ชื่อ", by=world.buriram)
        send()
        assert "เหมือนกับที่ส่งครั้งก่อนทุกข้อ" in own.get(receipt).content.decode()
        assert "โดยไม่ได้เปลี่ยนข้อความข้อใด" in desk.get(url).content.decode()


def test_rows_in_another_order_are_a_change(world):
    plan = complete(world)
    (row,) = rows(plan)
    items = [{**row, "activity_name": name} for name in "AB"]
    plans.save_plan(plan=plan, values={}, items=items, version=2, by=world.krasang)
    plans.submit_plan(plan=plan, by=world.krasang)
    papers.give_back(paper=plan, note="สลับ", by=world.buriram)
    plan_rows.move_row(plan=plan, key=1, up=True, by=world.krasang)
    plans.submit_plan(plan=plan, by=world.krasang)
    one, other = plan.versions.all()
    assert one.answers != other.answers
    assert next(r["text"] for r in other.answers if r["key"] == "order") == "1. B\n2. A"


def test_versions_page_compares_word_by_word(world, pair, page):
    for paper, prefix, send in pair:
        url = reverse(f"{prefix}_versions", args=[paper.pk])
        own, desk = page(world.krasang), page(world.buriram)
        assert "ยังไม่เคยส่ง" in own.get(url).content.decode()
        for name in ("นายหนึ่ง ดี", "นายสอง ดี", "นายสาม ดี"):
            mended(world, paper, reporter_name=name)
            paper.refresh_from_db()
            send()
            papers.give_back(paper=paper, note=f"แก้ {name}", by=world.buriram)
        text = desk.get(url).content.decode()
        assert "ระหว่างครั้งที่ 2 กับครั้งที่ 3" in text and "<del>" in text and "<ins>" in text
        assert "แก้ นายสอง ดี" in text
        text = desk.get(url, {"one": "๓", "other": "1"}).content.decode()
        assert "ระหว่างครั้งที่ 1 กับครั้งที่ 3" in text and "หนึ่ง" in text
        for odd in ({"one": "9"}, {"one": "x", "other": "-1"}, {"one": "1", "other": "1"}):
            assert "ระหว่างครั้งที่ 2 กับครั้งที่ 3" in desk.get(url, odd).content.decode()
        for stranger in (world.bandan, world.surin, world.department, world.members[0]):
            assert page(stranger).get(url).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_pages_cost_the_same_at_one_version_and_three(
    world, page, count, django_assert_num_queries
):
    plan = complete(world)
    for turn in range(count):
        if turn:
            papers.give_back(paper=plan, note="แก้", items={"site": "x"}, by=world.buriram)
        plans.submit_plan(plan=plan, by=world.krasang)
    own, desk = page(world.krasang), page(world.buriram)
    for name, client, queries in (
        ("plan", desk, 8),
        ("plan_versions", own, 6),
        ("plan_receipt", own, 7),
        ("plan_return", desk, 7),
    ):
        with django_assert_num_queries(queries):
            assert client.get(reverse(name, args=[plan.pk])).status_code == 200


def test_late_is_marked_everywhere_and_judged_by_the_first_sending(world, pair, page, monkeypatch):
    def on(month, day):
        then = datetime.datetime(2025, month, day, 9, tzinfo=timezone.get_current_timezone())
        monkeypatch.setattr(timezone, "now", lambda: then)

    for paper, prefix, send in pair:
        on(6, 30)  # due 27 June by the procedure, 10 July by the letter
        send()
        own, hub = page(world.krasang), reverse("activity", args=[paper.activity_id])
        for url in (reverse(f"{prefix}_receipt", args=[paper.pk]), hub, "/activities/"):
            text = own.get(url).content.decode()
            assert f"{LATE} 3 วัน" in text, url
        text = own.get(hub).content.decode()
        assert "27 มิถุนายน 2568" in text and "10 กรกฎาคม 2568" in text, "both sources"
        papers.give_back(paper=paper, note="แก้", by=world.buriram)
        on(8, 1)
        send()
        text = page(world.krasang).get(hub).content.decode()
        assert f"{LATE} 3 วัน" in text, "mending makes nothing later"
        type(paper).objects.filter(pk=paper.pk).update(
            first_sent_at=datetime.datetime(2025, 6, 20, tzinfo=datetime.UTC)
        )
        receipt = reverse(f"{prefix}_receipt", args=[paper.pk])
        text = page(world.krasang).get(receipt).content.decode()
        assert LATE not in text and "ส่งเมื่อ" not in text
        told = "20 มิถุนายน 2568</time><br>ทันกำหนด · กำหนดส่ง 27 มิถุนายน 2568"
        assert told in text and "ส่งครั้งล่าสุด</dt>" in text, "the first sending is what counts"
        assert text.count("(นับกำหนดที่เร็วที่สุด)") == 1


def test_accepting_twice_and_over_an_old_page(world, pair, page):
    for paper, prefix, send in pair:
        send()
        accept = reverse(f"{prefix}_accept", args=[paper.pk])
        desk = page(world.buriram)
        good = seen(paper)
        assert desk.post(accept, good).status_code == 302
        assert desk.post(accept, good).status_code == 409
        assert paper.versions.count() == 1
    assert SummaryReport.objects.get().state == PaperState.ACCEPTED


def test_a_note_on_the_days_is_read_on_the_form_too(world, pair, page):
    """The days stand on a page of their own: the form that is mended tells of the note, with the way."""
    for paper, prefix, send in pair:
        send()
        items = {"day-2": "เวลาไม่ตรงกับกำหนดการ", "reporter_post": "ระบุระดับด้วย"}
        papers.give_back(paper=paper, note="", items=items, by=world.buriram)
        text = page(world.krasang).get(reverse(f"{prefix}_edit", args=[paper.pk])).content.decode()
        assert text.count("เวลาไม่ตรงกับกำหนดการ") == 1 and text.count("ระบุระดับด้วย") == 1
        assert f'href="{reverse("activity_days", args=[paper.activity_id])}#id_date_2_0"' in text
        assert "อยู่เหนือข้อนั้นในแบบด้านล่าง" in text
