"""The page of deadlines for each office; setting and taking back by its forms; the letter's own."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.db import transaction
from django.urls import reverse

from cdd_network.models import ProgrammeContent
from projects.deadlines import in_force
from projects.models import Deadline
from reports.actions import document_end as ends
from reports.actions import documents as acts
from reports.queries_standing import facts_of, limits_for
from selection.models import ChosenGroup
from tests.people import World
from tests.projects.clock import set_clock
from tests.projects.stage import own_deadline
from tests.reports import stages

LIST = "/deadlines/"
CLASH = "กำหนดของอำเภอ 10 กรกฎาคม 2568 อยู่หลังกำหนดของจังหวัดถึงกรม 20 มิถุนายน 2568"
TYPED = {
    "fixed_day": "๒๑", "fixed_month": "6", "fixed_year": "๒๕๖๘", "source": "หนังสือจังหวัด ที่ 9",
}  # fmt: skip


def confirmed(client: object, url: str, typed: dict[str, object]) -> object:
    """What is typed, read as it is shown, and confirmed."""
    shown = client.post(url, typed).context["after"].text
    return client.post(url, {**typed, "shown": shown}, follow=True)


def text_of(client: object, url: str = LIST) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_everybody_sees_the_clash_and_nobody_anothers_date(page: Callable, world: World) -> None:
    own_deadline(world.programme, by=world.buriram, day=date(2025, 6, 17), task="bpm")
    for user in (world.department, world.buriram, world.krasang, world.surin):
        shown = text_of(page(user))
        assert CLASH in shown
        assert ("17 มิถุนายน 2568" in shown) == (user != world.surin)
    assert "ตั้งกำหนดส่ง" not in text_of(page(world.krasang)), "a district looks only"


def test_a_year_that_nobody_has_is_said(page: Callable, world: World) -> None:
    for user in (world.department, world.buriram, world.krasang):
        assert "ไม่พบปี 2599 แสดงปี 2568" in text_of(page(user), f"{LIST}?year=2599")
        for query in ("", "?year=", "?year=2568", "?year=๒๕๖๘"):
            assert "ไม่พบปี" not in text_of(page(user), f"{LIST}{query}")


def test_a_districts_own_days_with_words_for_the_colour(
    page: Callable, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.dated()  # 18 to 20 June: seven days after is the 27th
    set_clock(monkeypatch, date(2025, 6, 26))
    shown = text_of(page(world.krasang))
    assert "เหลือ 1 วัน" in shown
    assert "27 มิถุนายน 2568" in shown
    assert "บ้านอารัง" not in shown, "Ban Dan's group is not Krasang's"
    set_clock(monkeypatch, date(2025, 6, 28))
    assert "เกินกำหนดแล้ว 1 วัน" in text_of(page(world.krasang))


def test_set_replace_and_withdraw_by_the_forms(page: Callable, world: World) -> None:
    client = page(world.buriram)
    new = reverse("deadline_new", args=[2568])
    assert client.post(new, TYPED).status_code == 422
    far = client.post(new, {**TYPED, "fixed_year": "2400", "duty": "plan:district"})
    assert "ปีงบประมาณ 2566 ถึง 2570" in far.content.decode()
    none = {"source": "ก", "duty": "plan:district", "event": "allotted"}
    assert "กรอกจำนวนวันหรือเดือน" in client.post(new, none).content.decode()
    assert client.post(new, {**none, "days_after": "0"}).status_code == 200, "typed, and shown"
    answer = confirmed(client, new, {**TYPED, "duty": "plan:district"})
    assert "ตรงกับวันเสาร์" in answer.content.decode(), "warned"
    row = Deadline.objects.get()
    assert (row.fixed, row.office) == (date(2025, 6, 21), world.buriram.office)
    replace = reverse("deadline_replace", args=[2568, row.key])
    both = {**TYPED, "event": "allotted", "days_after": "7", "reason": "น้ำท่วม"}
    assert client.post(replace, both).status_code == 422
    leave = {**TYPED, "fixed_day": "24", "reason": "น้ำท่วม", "district": world.krasang.office_id}
    assert client.post(replace, {**leave, "district": world.prasat.office_id}).status_code == 422
    confirmed(client, replace, leave)
    shown = text_of(page(world.krasang))
    assert "<s>21 มิถุนายน 2568</s>" in shown
    assert "แทนด้วย 24 มิถุนายน 2568 ตามหนังสือจังหวัด ที่ 9 เพราะน้ำท่วม" in shown
    assert "24 มิถุนายน 2568" not in text_of(page(world.bandan))
    assert client.get(replace).status_code == 200
    assert page(world.surin).get(replace).status_code == 404
    away = reverse("deadline_withdraw", args=[row.pk])
    assert "2 รายการ" not in text_of(client, away)
    assert client.post(away).status_code == 422, "why?"
    assert client.post(away, {"reason": "ผิด"}).status_code == 302
    assert client.post(away, {"reason": "ผิด"}).status_code == 302, "a second click"
    assert page(world.buriram2).post(away, {"reason": "ผิด"}).status_code == 409
    assert Deadline.objects.standing().count() == 0
    again = reverse("deadline_again", args=[row.pk])
    assert "ถอนเมื่อ" in text_of(client)
    assert again in text_of(client)
    assert client.post(again).status_code == 302
    assert Deadline.objects.standing().get().fixed == row.fixed


def test_one_act_extends_the_whole_task_of_a_district(page: Callable, world: World) -> None:
    world.dated()  # the last day is 20 June: seven days after is the 27th
    client = page(world.buriram)
    url = reverse("deadline_replace", args=[2568, "plan_letter"])
    assert "ขยายทั้งงานนี้" in text_of(client, url)
    leave = {**TYPED, "fixed_month": "7", "reason": "น้ำท่วม", "district": world.krasang.office_id}
    one = client.post(url, leave).content.decode()
    assert "วันที่มีผลจริง 27 มิถุนายน 2568" in one, "the seven days still count"
    shown = client.post(url, {**leave, "whole": "on"}).content.decode()
    assert "วันที่มีผลจริง 21 กรกฎาคม 2568" in shown
    assert not Deadline.objects.exists(), "shown first"
    stale = client.post(url, {**leave, "shown": "อื่น"})
    assert (stale.status_code, Deadline.objects.count()) == (200, 0), "only what was shown"
    saved = confirmed(client, url, {**leave, "whole": "on"}).content.decode()
    assert "บันทึกกำหนดส่งแล้ว" in saved
    assert "วันที่มีผลจริง 21 กรกฎาคม 2568" in saved
    own = page(world.krasang).get(LIST).context["own"]
    (plan,) = [one.duty for one in own if one.duty.key.startswith("plan:")]
    assert [due.date for due in plan.dues] == [date(2025, 7, 21)]
    assert text_of(client).count("ทุกอำเภอ ยกเว้นอำเภอกระสัง") == 2, "of the plan alone, both papers"
    for user in (world.krasang, world.bandan, world.surin, world.department):
        assert "ยกเว้น" not in text_of(page(user))


def test_a_hint_to_the_department_is_read_by_it_alone(page: Callable, world: World) -> None:
    world.dated()
    assert "(ตัวอย่าง" in text_of(page(world.department))
    for user in (world.buriram, world.krasang):
        assert "(ตัวอย่าง" not in text_of(page(user))


def test_a_row_and_a_rule_are_never_taken_for_each_other(page: Callable, world: World) -> None:
    """The editor's own rules were «d1», and so was the first row that an office set."""
    own = own_deadline(world.programme, by=world.buriram, day=date(2025, 6, 17))
    content = world.programme.document
    rule = {**content["deadlines"][0], "key": f"d{own.pk}", "title": "ส่งแผนรอบพิเศษ"}
    data = {**content, "deadlines": [*content["deadlines"], rule]}
    del data["title"], data["quota"]
    world.programme.digest = ProgrammeContent.keep(data)
    world.programme.save()
    client = page(world.buriram)
    shown = text_of(client, reverse("deadline_replace", args=[2568, own.key]))
    assert "17 มิถุนายน 2568" in shown and "ส่งแผนรอบพิเศษ" not in shown
    leave = {**TYPED, "fixed_day": "24", "reason": "น้ำท่วม"}
    confirmed(client, reverse("deadline_replace", args=[2568, own.key]), leave)
    rows = [*Deadline.objects.select_related("office")]
    held = in_force(world.programme.content.deadlines, rows, province=world.buriram.office_id)
    assert rule["key"] in [one.key for one in held] and own.key not in [one.key for one in held]


def test_the_workbook_and_the_departments_list_of_provinces(page: Callable, world: World) -> None:
    own_deadline(world.programme, by=world.surin, day=date(2025, 6, 17))
    client = page(world.department)
    assert "สุรินทร์" in text_of(client, f"{LIST}?q=สุรินทร์")
    assert "ไม่พบกำหนดที่ค้นหา" in text_of(client, f"{LIST}?q=บุรีรัมย์")
    book = openpyxl.load_workbook(BytesIO(client.get(f"{LIST}?format=xlsx").content))
    rows = list(book.active.values)
    assert [row[2] for row in rows if "สุรินทร์" in str(row[6])] == ["17 มิถุนายน 2568"]


@pytest.mark.parametrize("who", ["department", "buriram", "krasang"])
def test_queries_do_not_grow(
    who: str, page: Callable, world: World, django_assert_num_queries: object
) -> None:
    client = page(getattr(world, who))
    world.dated()
    queries = {"department": 6, "buriram": 6, "krasang": 6}[who]
    for day in (17, 18, 19):
        own_deadline(world.programme, by=world.buriram, day=date(2025, 6, day))
        if day != 18:
            with django_assert_num_queries(queries):
                client.get(LIST)


def days_of(world: World) -> list[str]:
    facts = facts_of(ChosenGroup.objects.visible_to(world.krasang))
    (limits,) = limits_for(world.programme, facts).values()
    return [one.source for one in limits if (one.task, one.level) == ("plan", "district")]


def test_a_letter_sets_its_deadline_in_its_own_transaction(world: World) -> None:
    opened, _, _ = world.announced()
    draft = stages.letter_draft(world, opened)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        stages.issue(world, draft)
        raise ZeroDivisionError
    assert not Deadline.objects.exists()
    draft.refresh_from_db()
    letter = stages.issue(world, draft)
    said = f"หนังสือจังหวัดบุรีรัมย์ {letter.number_text} ลงวันที่ 13 มิถุนายน 2568"
    assert {
        (row.task, row.fixed, row.source, row.source_url) for row in Deadline.objects.all()
    } == {
        (task, date(2025, 7, 10), said, reverse("document", args=[letter.pk]))
        for task in ("plan", "summary")
    }
    assert days_of(world)[1:] == [said]
    made = ends.replace_document(document=letter, reason="แก้กำหนด", by=world.buriram)
    values = {"signatory": world.signatory, "deadline": date(2025, 7, 4)}
    acts.save_document(
        document=made, values=values, references=[stages.FIRST], version=made.version, by=world.buriram
    )  # fmt: skip
    second = stages.issue(world, made, number=2231)
    assert [row.fixed for row in Deadline.objects.standing()] == [date(2025, 7, 4)] * 2
    ends.revoke_document(document=second, reason="ออกผิด", by=world.buriram)
    assert not Deadline.objects.standing().exists()
    assert days_of(world)[1:] == ["หนังสือจังหวัดแจ้งอำเภอที่ได้รับการคัดเลือก"]
