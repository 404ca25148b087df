"""The action plan: begun from the proposal, written, sent once, returned, accepted."""

import pytest
from django.urls import reverse

from cdd_network.models import AuditRow
from cdd_network.refusal import Refused
from cdd_network.versions import Stale
from projects.actions import papers, plans
from projects.models import ActionPlan, ActivityDay
from projects.states import PaperState
from tests.projects.stage import REPORTER, REPORTER_TYPED, another_activity, seen, sent


def begun(world, user=None):
    """Krasang's plan, begun; days are set."""
    activity, _ = world.dated()
    return plans.begin_plan(activity=activity, by=world.krasang)


def rows(plan):
    names = plans.ITEM_VALUES
    return [{name: getattr(item, name) for name in names} for item in plan.items.all()]


def complete(world):
    """Krasang's plan, ready to be sent."""
    plan = begun(world)
    plans.save_plan(plan=plan, values=REPORTER, items=rows(plan), version=1, by=world.krasang)
    return plan


def typed(version=1, count=1, **more):
    values = {
        "version": str(version),
        "act": "check",
        **REPORTER_TYPED,
    }
    for n in range(count):
        values |= {
            f"items-{n}-activity_name": f"ศูนย์สาธิตการตลาด {n + 1}",
            f"items-{n}-steps": "ศึกษาความต้องการ\nเสนอที่ประชุม",
            f"items-{n}-place": "หมู่ที่ 7 ตำบลลำดวน",
            f"items-{n}-capital": "๒๐๐,๐๐๐",
            f"items-{n}-results": "ลดรายจ่าย",
            f"items-{n}-remark": "",
        }
    return values | more


def test_begun_once_from_the_proposal(world):
    plan = begun(world)
    item = plan.items.get()
    proposal = plan.activity.nomination
    assert item.activity_name == proposal.activity_name
    assert (item.steps, item.capital) == (proposal.steps, proposal.capital)
    assert item.results == proposal.expected_results
    assert item.place == "ศาลาประชาคม เฉพาะกระสัง หมู่ที่ 7 ตำบลลำดวน"
    assert plans.begin_plan(activity=plan.activity, by=world.krasang) == plan
    for stranger in (world.bandan, world.buriram, world.department):
        with pytest.raises(Refused):
            plans.begin_plan(activity=plan.activity, by=stranger)


def test_sent_when_complete_refused_before(world):
    activity, _ = world.allotted()
    plan = plans.begin_plan(activity=activity, by=world.krasang)
    with pytest.raises(Refused, match="กิจกรรมวันที่ 1: วันที่จัด"):
        plans.submit_plan(plan=plan, by=world.krasang)
    assert ActionPlan.objects.get().state == PaperState.DRAFT


@pytest.mark.parametrize("name", ["activity_name", "steps", "place", "capital", "results"])
def test_each_column_is_wanted(world, name):
    plan = complete(world)
    (row,) = rows(plan)
    row[name] = None if name == "capital" else ""
    plans.save_plan(plan=plan, values={}, items=[row], version=2, by=world.krasang)
    with pytest.raises(Refused, match="ขาด 1 รายการ"):
        plans.submit_plan(plan=plan, by=world.krasang)
    plans.save_plan(plan=plan, values={}, items=[], version=3, by=world.krasang)
    with pytest.raises(Refused, match="อย่างน้อย 1 กิจกรรม"):
        plans.submit_plan(plan=plan, by=world.krasang)


def test_the_whole_way(world):
    plan = complete(world)
    plans.submit_plan(plan=plan, by=world.krasang)
    assert plan.submitted_at
    with pytest.raises(Refused, match="จังหวัดตรวจ"):
        plans.save_plan(plan=plan, values={}, items=[], version=2, by=world.krasang)
    with pytest.raises(Refused, match="ระบุสิ่งที่ขอให้แก้ไข"):
        papers.give_back(paper=plan, note="  ", by=world.buriram)
    for stranger in (world.surin, world.krasang, world.department):
        with pytest.raises(Refused):
            plans.accept_plan(plan=plan, by=stranger)
    papers.give_back(paper=plan, note="ระบุสถานที่ให้ครบ", by=world.buriram)
    assert (plan.state, plan.returned_note) == (PaperState.RETURNED, "ระบุสถานที่ให้ครบ")
    plans.submit_plan(plan=plan, by=world.krasang)
    plans.accept_plan(plan=plan, by=world.buriram)
    with pytest.raises(Refused, match="รับแล้ว"):
        plans.save_plan(plan=plan, values={}, items=[], version=2, by=world.krasang)
    with pytest.raises(Refused, match="รับเอกสารนี้แล้ว"):
        papers.give_back(paper=plan, note="อีกครั้ง", by=world.buriram)
    acts = [row.act for row in AuditRow.objects.filter(act__startswith="plan:").order_by("pk")]
    assert acts == [
        "plan:>draft",
        "plan:draft>submitted",
        "plan:submitted>returned",
        "plan:returned>submitted",
        "plan:submitted>accepted",
    ]


def test_second_of_two_sends_is_refused_and_second_of_two_editors_told(world):
    plan = complete(world)
    twin = ActionPlan.objects.get(pk=plan.pk)
    plans.save_plan(plan=plan, values=REPORTER, items=rows(plan), version=2, by=world.krasang)
    with pytest.raises(Stale):
        plans.save_plan(plan=twin, values={}, items=[], version=2, by=world.krasang)
    assert plan.items.count() == 1, "the stale save took nothing away"
    twin = ActionPlan.objects.get(pk=plan.pk)
    plans.submit_plan(plan=plan, by=world.krasang)
    with pytest.raises(Refused, match="ส่งให้จังหวัดแล้ว"):
        plans.submit_plan(plan=twin, by=world.krasang)


def test_pages_from_hub_to_receipt(world, page):
    activity, _ = world.dated()
    client = page(world.krasang)
    hub = client.get(reverse("activity", args=[activity.pk])).content.decode()
    begin = reverse("plan_begin", args=[activity.pk])
    assert begin in hub and client.get(begin).status_code == 405
    edit = client.post(begin).url
    assert client.post(begin).url == edit, "a second click opens the same plan"
    assert "ศูนย์สาธิตการตลาดบ้านกระเจา" in client.get(edit).content.decode()
    client.post(edit, typed(act="add"))
    answer = client.post(edit, typed(version=3, count=2), follow=True)
    text = answer.content.decode()
    plan = ActionPlan.objects.get()
    assert "ยังไม่ได้ส่งให้จังหวัด" in text and "ศูนย์สาธิตการตลาด 2" in text
    assert "สองแสนบาทถ้วน" in text and plan.items.count() == 2
    submit = reverse("plan_submit", args=[plan.pk])
    assert submit in text
    receipt = client.post(submit, seen(plan)).url
    assert client.post(submit).url == receipt, "a second click leads to the same receipt"
    assert AuditRow.objects.filter(act="plan:draft>submitted").count() == 1
    text = client.get(receipt).content.decode()
    assert "สำนักงานพัฒนาชุมชนจังหวัดบุรีรัมย์" in text and "ขั้นต่อไป" in text
    assert client.get(edit).status_code == 409
    lost = client.post(edit, typed(4, count=2, **{"items-0-place": "พิมพ์ค้างไว้"}))
    assert lost.status_code == 409 and "พิมพ์ค้างไว้" in lost.content.decode()


def test_check_page_lists_what_is_missing_with_links(world, page):
    activity, _ = world.allotted()
    plan = plans.begin_plan(activity=activity, by=world.krasang)
    client = page(world.krasang)
    text = client.get(reverse("plan", args=[plan.pk])).content.decode()
    assert f"{reverse('activity_days', args=[activity.pk])}#id_date_1_0" in text
    assert f"{reverse('plan_edit', args=[plan.pk])}#id_reporter_name" in text
    assert reverse("plan_submit", args=[plan.pk]) not in text
    answer = client.post(reverse("plan_submit", args=[plan.pk]))
    assert answer.status_code == 409 and "ยังส่งไม่ได้" in answer.content.decode()
    days = client.get(reverse("activity_days", args=[activity.pk])).content.decode()
    assert 'id="id_date_1_0"' in days
    form = client.get(reverse("plan_edit", args=[plan.pk])).content.decode()
    assert 'id="id_reporter_name"' in form and 'id="id_report_date_0"' in form


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"items-0-capital": "สองแสน"}, "ต้องเป็นตัวเลข"),
        ({"items-0-capital": "-5"}, "ต้องไม่ติดลบ"),
        ({"items-0-steps": "ก" * 5000}, "ยาวเกินไป 1,000 ตัวอักษร"),
        ({"report_date_day": "31"}, "ไม่มีในปฏิทิน"),
    ],
)
def test_bad_input_is_told_and_kept(world, page, wrong, says):
    plan = begun(world)
    answer = page(world.krasang).post(
        reverse("plan_edit", args=[plan.pk]), typed(**{"reporter_name": "ชื่อที่พิมพ์"} | wrong)
    )
    text = answer.content.decode()
    assert answer.status_code == 422 and says in text and "ชื่อที่พิมพ์" in text
    assert ActionPlan.objects.get().reporter_name == ""


def test_christian_year_is_converted_and_said(world, page):
    plan = begun(world)
    answer = page(world.krasang).post(
        reverse("plan_edit", args=[plan.pk]), typed(report_date_year="2025"), follow=True
    )
    assert "2025" in answer.content.decode()
    assert ActionPlan.objects.get().report_date == REPORTER["report_date"]


def test_stale_page_shows_both_texts(world, page):
    plan = begun(world)
    client = page(world.krasang)
    edit = reverse("plan_edit", args=[plan.pk])
    client.post(edit, typed(**{"items-0-place": "ข้อความของคนแรก"}))
    answer = client.post(edit, typed(**{"items-0-place": "ข้อความของคนที่สอง"}))
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "ข้อความของคนแรก" in text and "ข้อความของคนที่สอง" in text
    assert plan.items.get().place == "ข้อความของคนแรก"
    again = typed(2, **{"items-0-place": "ข้อความของคนที่สอง"})
    assert client.post(edit, again).status_code == 302
    assert plan.items.get().place == "ข้อความของคนที่สอง"


def test_province_returns_and_accepts_on_the_page(world, page):
    plan = complete(world)
    plans.submit_plan(plan=plan, by=world.krasang)
    desk = page(world.buriram)
    url = reverse("plan", args=[plan.pk])
    give_back, accept = (reverse(f"plan_{act}", args=[plan.pk]) for act in ("return", "accept"))
    text = desk.get(url).content.decode()
    assert give_back in text and accept in text
    assert desk.post(give_back, {"note": ""}).status_code == 422
    assert desk.post(give_back, {"note": "ก" * 2001}).status_code == 422
    assert desk.post(give_back, seen(plan, note="ระบุเลขที่บ้าน")).url == url
    text = page(world.krasang).get(url).content.decode()
    assert "ระบุเลขที่บ้าน" in text
    plan.refresh_from_db()
    plans.submit_plan(plan=plan, by=world.krasang)
    assert desk.post(accept, seen(plan)).url == url
    again = desk.post(accept, seen(plan))
    assert again.status_code == 409 and "รับเอกสารนี้แล้ว" in again.content.decode()
    assert give_back not in desk.get(url).content.decode()


def test_steps_typed_with_numbers_are_numbered_once(world, page):
    plan = complete(world)
    plan.items.update(steps="1. ประชุมสมาชิก\n๒) เปิดร้าน", results="- มีรายได้")
    text = page(world.krasang).get(reverse("plan", args=[plan.pk])).content.decode()
    assert "1. ประชุมสมาชิก" in text and "2. เปิดร้าน" in text and "1. 1." not in text
    assert "๒)" not in text and "- มีรายได้" not in text
    edit = page(world.krasang).get(reverse("plan_edit", args=[plan.pk])).content.decode()
    assert "2 ขั้นตอน" in edit and "๒) เปิดร้าน" in edit, "what was typed stays in the form"


def test_dates_are_weighed_until_the_plan_is_accepted(world, page):
    plan = complete(world)
    ActivityDay.objects.filter(event=plan.activity, number=3).update(date="2025-10-01")
    client, url = page(world.krasang), reverse("plan", args=[plan.pk])
    assert "นอกปีงบประมาณ" in client.get(url).content.decode()
    sent(plan)
    assert "นอกปีงบประมาณ" in client.get(url).content.decode()
    sent(plan, PaperState.ACCEPTED)
    assert "นอกปีงบประมาณ" not in client.get(url).content.decode()


def test_walls_of_a_plan(world, page):
    plan = complete(world)
    url = reverse("plan", args=[plan.pk])
    own, leak = page(world.krasang), "เฉพาะกระสัง"
    assert leak in own.get(url).content.decode()
    for user in (world.buriram, world.department):
        assert page(user).get(url).status_code == 404, "a draft is its district's own paper"
    strangers = (world.bandan, world.surin, world.prasat, world.members[0])
    for state in (PaperState.DRAFT, PaperState.SUBMITTED, PaperState.ACCEPTED):
        if state != PaperState.DRAFT:
            sent(plan, state)
        for user in strangers:
            client = page(user)
            for name in ("plan", "plan_edit", "plan_receipt"):
                assert client.get(reverse(name, args=[plan.pk])).status_code == 404
            for name in ("plan_submit", "plan_return", "plan_accept", "plan_edit"):
                assert client.post(reverse(name, args=[plan.pk])).status_code == 404
    assert leak in page(world.buriram).get(url).content.decode()
    assert leak in page(world.department).get(url).content.decode()
    for name in ("plan_return", "plan_accept", "plan_submit"):
        assert page(world.department).post(reverse(name, args=[plan.pk])).status_code == 404
    begin = reverse("plan_begin", args=[plan.activity_id])
    for user in (*strangers, world.buriram, world.department):
        assert page(user).post(begin).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_plan_pages_cost_the_same_at_one_row_and_three(
    world, page, count, django_assert_num_queries
):
    plan = complete(world)
    (row,) = rows(plan)
    plans.save_plan(plan=plan, values={}, items=[row] * count, version=2, by=world.krasang)
    client = page(world.krasang)
    with django_assert_num_queries(8):
        client.get(reverse("plan", args=[plan.pk]))
    with django_assert_num_queries(6):
        client.get(reverse("plan_edit", args=[plan.pk]))


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_at_one_row_and_three(world, page, count, django_assert_num_queries):
    opened, _, _ = world.announced()
    opened.chosen.all().delete()
    for order in range(1, count + 1):
        activity = another_activity(world, opened, order)
        plans.begin_plan(activity=activity, by=world.krasang)
    for user, queries in ((world.krasang, 7), (world.buriram, 8), (world.department, 8)):
        client = page(user)
        with django_assert_num_queries(queries):
            text = client.get(reverse("activities")).content.decode()
        assert f"{count} กลุ่ม" in text
