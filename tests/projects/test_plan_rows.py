"""Rows of the plan: added, moved, taken out and back; the proposal's text taken over again."""

from decimal import Decimal

import pytest
from django.urls import reverse

from cdd_network.models import AuditRow
from cdd_network.refusal import Refused
from projects.actions import plan_rows, plans
from projects.models import ActionPlan, PlanItem
from tests.forms import filled, opened
from tests.projects.stage import sent
from tests.projects.test_plan import begun, complete, rows


def names(plan):
    return [(item.key, item.activity_name) for item in PlanItem.objects.filter(plan=plan)]


@pytest.fixture
def three(world):
    """Krasang's plan with the activities A, B and C."""
    plan = begun(world)
    (row,) = rows(plan)
    items = [{**row, "activity_name": name} for name in "ABC"]
    plans.save_plan(plan=plan, values={}, items=items, version=1, by=world.krasang)
    return plan


def test_moved_one_place_and_no_further(world, three):
    assert plan_rows.move_row(plan=three, key=2, up=True, by=world.krasang)
    assert names(three) == [(0, "A"), (2, "C"), (1, "B")], "keys stay the rows' own"
    assert not plan_rows.move_row(plan=three, key=0, up=True, by=world.krasang)
    assert not plan_rows.move_row(plan=three, key=1, up=False, by=world.krasang)
    assert plan_rows.move_row(plan=three, key=0, up=False, by=world.krasang)
    assert [name for _, name in names(three)] == ["C", "A", "B"]
    for stranger in (world.bandan, world.buriram, world.department):
        with pytest.raises(Refused):
            plan_rows.move_row(plan=three, key=1, up=True, by=stranger)


def test_taken_out_and_back_until_it_is_sent(world, three):
    plan_rows.remove_row(plan=three, key=1, by=world.krasang)
    assert names(three) == [(0, "A"), (2, "C")]
    for gone in (1, 7):
        with pytest.raises(Refused, match="ไม่อยู่ในแผนแล้ว"):
            plan_rows.remove_row(plan=three, key=gone, by=world.krasang)
    assert plan_rows.add_row(plan=three, by=world.krasang) == 3, "no key is used twice"
    plan_rows.restore_row(plan=three, key=1, by=world.krasang)
    restored = three.items.get(key=1)
    assert (restored.activity_name, restored.order) == ("B", 5)
    assert restored.capital == three.items.get(key=0).capital
    with pytest.raises(Refused, match="กลับมาแล้ว"):
        plan_rows.restore_row(plan=three, key=1, by=world.krasang)
    acts = AuditRow.objects.filter(subject_id=str(three.pk), subject_type="projects.actionplan")
    assert {"remove_row", "add_row", "restore_row"} <= {row.act for row in acts}
    sent(three)
    for act in (plan_rows.remove_row, plan_rows.restore_row):
        with pytest.raises(Refused, match="ส่งให้จังหวัดแล้ว"):
            act(plan=three, key=0, by=world.krasang)


def test_sending_forgets_what_was_set_aside(world):
    plan = complete(world)
    plan_rows.add_row(plan=plan, by=world.krasang)
    plan_rows.remove_row(plan=plan, key=1, by=world.krasang)
    plans.submit_plan(plan=plan, by=world.krasang)
    assert ActionPlan.objects.get().set_aside == []


def test_the_proposal_is_taken_over_and_the_own_text_comes_back(world, page):
    plan = begun(world)
    proposal = plan.activity.nomination
    client, edit = page(world.krasang), reverse("plan_edit", args=[plan.pk])
    assert "นำข้อความจากแบบเสนอโครงการมาใช้" not in client.get(edit).content.decode(), "the same"
    mine = {"items-0-steps": "ของเราเอง", "items-0-capital": "๕๐,๐๐๐"}
    client.post(edit, {**opened(client, edit), **mine})
    text = client.get(edit).content.decode()
    assert "proposal-0-steps" in text and "proposal-0-capital" in text
    assert "proposal-0-place" not in text
    for name in ("steps", "capital"):
        client.post(edit, {**opened(client, edit), "act": f"proposal-0-{name}"})
    row = PlanItem.objects.get(plan=plan)
    assert (row.steps, row.capital) == (proposal.steps, proposal.capital)
    text = client.get(edit).content.decode()
    assert "ของเราเอง" in text and "50,000 บาท" in text, "never silently"
    for name in ("steps", "capital"):
        client.post(edit, {**opened(client, edit), "act": f"earlier-0-{name}"})
    row = PlanItem.objects.get(plan=plan)
    assert (row.steps, row.capital) == ("ของเราเอง", Decimal(50000))
    for wrong in ("proposal-0-remark", "proposal-1-steps", "earlier-0-place", "proposal-0-pk"):
        answer = client.post(edit, {**opened(client, edit), "act": wrong}, follow=True)
        assert "ข้อความ" in answer.content.decode()
    assert rows(plan)[0]["steps"] == "ของเราเอง"


def test_buttons_save_what_was_typed_first(world, page, three):
    client, edit = page(world.krasang), reverse("plan_edit", args=[three.pk])

    def press(act, **typed):
        return client.post(edit, {**opened(client, edit), **typed, "act": act})

    assert press("down-0-", **{"items-0-place": "ที่ใหม่"}).url.endswith("#row-1")
    assert names(three) == [(1, "B"), (0, "A"), (2, "C")]
    assert three.items.get(key=0).place == "ที่ใหม่"
    assert press("remove-2-").url.endswith("#aside")
    text = client.get(edit).content.decode()
    assert "กิจกรรมที่นำออกจากแผน" in text and "restore-2-" in text
    press("restore-2-")
    assert press("add").url.endswith("#id_items-3-activity_name")
    assert [key for key, _ in names(three)] == [1, 0, 2, 3]
    wrong = press("up-3-", **{"items-0-capital": "สองแสน"})
    assert wrong.status_code == 422 and "สองแสน" in wrong.content.decode()
    assert [key for key, _ in names(three)] == [1, 0, 2, 3], "nothing is moved over an error"
    for odd in ("up-", "up-x-", "up-99-", "remove-๑-", "proposal-"):
        assert press(odd).status_code == 302
    assert [key for key, _ in names(three)] == [1, 0, 2, 3]


def test_a_section_is_done_or_left_for_later_and_saved_both_times(world, page, three):
    client, edit = page(world.krasang), reverse("plan_edit", args=[three.pk])

    def press(act, **typed):
        return client.post(edit, {**opened(client, edit), **typed, "act": act}).url

    press("down-0-")
    text = client.get(edit).content.decode()
    for act, then in (("then-0", "row-1"), ("then-2", "row-3"), ("then-", "reporter")):
        assert f'value="{act}"' in text
        assert press(act) == f"{edit}#{then}"
    assert press("then-9x") == f"{edit}#reporter", "a button that nobody served"
    place = {"items-1-place": "ศาลากลางบ้าน"}
    assert press("later", **place) == reverse("activity", args=[three.activity_id])
    assert three.items.get(key=1).place == "ศาลากลางบ้าน"
    assert three.state == "draft", "saving is not sending"


def test_a_second_click_does_nothing_twice(world, page, three):
    client, edit = page(world.krasang), reverse("plan_edit", args=[three.pk])
    typed = {**opened(client, edit), "act": "add"}
    client.post(edit, typed)
    again = client.post(edit, typed, follow=True).content.decode()
    assert "แผนเปลี่ยนไปแล้วก่อนหน้านี้" in again
    assert len(names(three)) == 4
    typed = {**opened(client, edit), "act": "down-0-"}
    client.post(edit, typed)
    client.post(edit, typed)
    assert [key for key, _ in names(three)] == [1, 0, 2, 3]


def test_what_one_writes_into_a_row_that_the_other_takes_out_is_kept(world, page, three):
    me, other = page(world.krasang), page(world.krasang)
    edit = reverse("plan_edit", args=[three.pk])
    mine, idle = opened(me, edit), opened(me, edit)
    other.post(edit, {**opened(other, edit), "act": "remove-1-"})
    me.post(edit, {**idle, "reporter_name": "นายวิชัย"})
    assert [key for key, _ in names(three)] == [0, 2], "an untouched row stays out"
    me.post(edit, {**mine, "items-1-place": "ที่ที่พิมพ์ไว้"})
    assert three.items.get(key=1).place == "ที่ที่พิมพ์ไว้"
    assert ActionPlan.objects.get().set_aside == []
    assert "กิจกรรมที่นำออกจากแผน" not in me.get(edit).content.decode()


def test_it_saves_itself_column_by_column(world, page):
    plan = begun(world)
    client, edit = page(world.krasang), reverse("plan_edit", args=[plan.pk])
    typed = opened(client, edit)
    typed |= {"items-0-capital": "สองแสน", "items-0-steps": "หนึ่ง\nสอง", "reporter_name": "น.ส.ก"}
    told = client.post(edit, typed, headers={"X-Autosave": "1"}).json()
    assert told["saved"] and [one["control"] for one in told["unsaved"]] == ["id_items-0-capital"]
    row = PlanItem.objects.get(plan=plan)
    assert row.steps == "หนึ่ง\nสอง" and row.capital == plan.activity.nomination.capital
    assert told["texts"]["points-0-steps"] == "2 ขั้นตอน"
    assert told["texts"]["left-0-"] == "ครบแล้ว" and told["texts"]["left-reporter"] == "เหลือ 2 ข้อ"
    assert ActionPlan.objects.get().reporter_name == "น.ส.ก"
    typed |= {"version": told["version"], "base": told["base"], "items-0-capital": "๕"}
    told = client.post(edit, typed, headers={"X-Autosave": "1"}).json()
    assert told["unsaved"] == []
    assert PlanItem.objects.get(plan=plan).capital == 5
    assert AuditRow.objects.filter(act="save", detail__auto=True).count() == 1, "told once"
    stale = {**typed, "version": "1", "items-0-remark": "อื่น"}
    answer = client.post(edit, stale, headers={"X-Autosave": "1"})
    assert answer.status_code == 409 and "stale" in answer.json()
    sent(plan)
    typed |= {"version": told["version"], "base": told["base"]}
    answer = client.post(edit, {**typed, "items-0-remark": "x"}, headers={"X-Autosave": "1"})
    assert answer.status_code == 409 and "จังหวัดตรวจ" in answer.json()["refused"]


def test_both_texts_of_one_column_stand_side_by_side(world, page):
    plan = begun(world)
    me, other = page(world.krasang), page(world.krasang)
    edit = reverse("plan_edit", args=[plan.pk])
    mine = opened(me, edit)
    theirs = {"items-0-place": "ของเขา", "items-0-results": "ผลของเขา"}
    other.post(edit, {**opened(other, edit), **theirs})
    answer = me.post(edit, {**mine, "items-0-place": "ของฉัน", "items-0-steps": "ขั้นของฉัน"})
    text = answer.content.decode()
    assert answer.status_code == 409 and "แก้ไขไม่ตรงกัน 1 ข้อ" in text
    assert "ของเขา" in text and "ของฉัน" in text
    assert me.post(edit, filled(text)).status_code == 302
    row = PlanItem.objects.get(plan=plan)
    assert (row.place, row.steps, row.results) == ("ของฉัน", "ขั้นของฉัน", "ผลของเขา")
