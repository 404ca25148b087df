"""Setting, replacing and taking back deadlines: by whom, once, and what holds after."""

from datetime import date

import pytest

from cdd_network.models import AuditRow, Office
from cdd_network.refusal import Refused
from projects import deadline_rules as rules
from projects import deadlines
from projects.actions.deadlines import (
    When,
    end_letter,
    of_letter,
    replace_deadline,
    set_again,
    set_deadline,
    withdraw_deadline,
)
from projects.deadlines import Limit
from projects.models import Deadline
from projects.queries_deadlines import rows_over
from tests.people import World
from tests.projects.stage import own_deadline

LETTER = When("หนังสือจังหวัด ที่ 1", fixed=date(2025, 7, 10), source_url="/documents/1/")
TASKS = {"plan_letter": "plan", "summary_letter": "summary"}


def fixed(day: date, task: str = "plan", level: str = "district") -> Limit:
    return Limit("one", task, level, "", "หนังสือ", fixed=day)


def days(world: World, user: object = None, task: str = "plan") -> list[str]:
    """In words, what holds of a district's duty for the district of ``user`` (None: Krasang)."""
    district = (user or world.krasang).office
    province = Office.objects.get(kind="province", province=district.province_id)
    rows = rows_over(world.programme, [province.pk])
    held = deadlines.in_force(
        world.programme.content.deadlines, rows, province=province.pk, district=district.pk
    )
    return [one.words for one in held if (one.task, one.level) == (task, "district")]


def rule(world: World, key: str) -> Limit:
    return next(
        deadlines.of_rule(one) for one in world.programme.content.deadlines if one.key == key
    )


def put(world: World, target: Limit, day: date, **more: object) -> Deadline:
    given = {"setter": None, "district": None, "reason": "น้ำท่วม", "by": world.buriram, **more}
    return replace_deadline(
        programme=world.programme, target=target, when=When("หนังสือใหม่", fixed=day), **given
    )


AFTER_EVENT = "7 วันหลังวันสุดท้ายของกิจกรรม"


@pytest.mark.parametrize(
    ("day", "today", "said"),
    [
        (date(2025, 6, 20), date(2025, 6, 1), []),  # a Friday, the province's own day
        (date(2025, 6, 21), date(2025, 6, 1), ["วันเสาร์", "อยู่หลังกำหนดของจังหวัด"]),
        (date(2025, 6, 3), date(2025, 6, 1), ["วันเฉลิมพระชนมพรรษา"]),
        (date(2026, 1, 1), date(2025, 12, 31), ["วันขึ้นปีใหม่", "อยู่หลังกำหนดของจังหวัด"]),
        (date(2024, 2, 29), date(2024, 3, 1), ["ผ่านมาแล้ว"]),  # a leap day, a Thursday
    ],
)
def test_warned_never_forbidden(day, today, said):
    bundle = fixed(date(2025, 6, 20), "bundle", "province")
    found = rules.warnings(fixed(day), [bundle], today=today)
    assert len(found) == len(said), found
    assert all(word in text for word, text in zip(said, found, strict=True))


def test_clashes_in_the_offices_own_words():
    bundle = fixed(date(2025, 6, 20), "bundle", "province")
    assert rules.after_the_province(fixed(date(2025, 7, 10)), [bundle]) == (
        "กำหนดของอำเภอ 10 กรกฎาคม 2568 อยู่หลังกำหนดของจังหวัดถึงกรม 20 มิถุนายน 2568"
    )
    assert rules.after_the_province(fixed(date(2025, 6, 20)), [bundle]) == ""
    inner = fixed(date(2025, 6, 17), "bundle", "province")
    assert rules.after_the_province(fixed(date(2025, 6, 18)), [bundle, inner]) == (
        "กำหนดของอำเภอ 18 มิถุนายน 2568 อยู่หลังกำหนดของจังหวัดเอง 17 มิถุนายน 2568"
    )
    counted = Limit("two", "plan", "district", "", "ขั้นตอน", event="activity_end", days_after=7)
    both = rules.differing([counted, fixed(date(2025, 7, 10))])
    assert both == "เอกสารให้กำหนดต่างกัน ระบบนับวันที่มาถึงก่อนของแต่ละกลุ่ม"
    assert rules.differing([counted, counted]) == ""
    leave = Limit("row-1", "plan", "district", "", "หนังสือ", date(2025, 6, 19), replaces="one")
    (told,) = rules.warnings(leave, [counted, fixed(date(2025, 7, 10))], today=date(2025, 6, 1))
    assert f"กำหนดอื่นที่มีผล คือ {AFTER_EVENT} ระบบ" in told, "what it replaces is not told"


def test_one_office_sets_for_its_own_and_a_second_click_sets_nothing(world: World) -> None:
    first = own_deadline(world.programme, by=world.buriram, day=date(2025, 6, 25), task="plan")
    again = own_deadline(world.programme, by=world.buriram, day=date(2025, 6, 25), task="plan")
    assert (again, Deadline.objects.count()) == (first, 1)
    assert "25 มิถุนายน 2568" in days(world)
    assert "25 มิถุนายน 2568" not in days(world, world.prasat)
    assert AuditRow.objects.filter(act="set_deadline", subject_id=str(first.pk)).count() == 1
    with pytest.raises(Refused):
        own_deadline(world.programme, by=world.krasang, task="plan")
    with pytest.raises(Refused, match="หน้าที่ของจังหวัด"):
        set_deadline(
            programme=world.programme, task="bundle", level="district", title="", when=LETTER,
            by=world.buriram,
        )  # fmt: skip
    with pytest.raises(Refused, match="อย่างใดอย่างหนึ่ง"):
        When("ก", fixed=date(2025, 6, 1), event="allotted").columns()


def test_a_province_moves_what_its_districts_must_meet_alone(world: World) -> None:
    put(world, rule(world, "plan_letter"), date(2025, 7, 15))
    assert days(world) == [AFTER_EVENT, "15 กรกฎาคม 2568"]
    assert days(world, world.prasat) == [AFTER_EVENT, "10 กรกฎาคม 2568"], "Surin's are Surin's"
    with pytest.raises(Refused, match="กรมการพัฒนาชุมชนเท่านั้น"):
        put(world, rule(world, "bundle_procedure"), date(2025, 8, 1))
    held = Deadline.objects.get()
    with pytest.raises(Refused, match="จังหวัดนั้นเท่านั้น"):
        put(world, deadlines.of_row(held), date(2025, 8, 1), setter=held.office, by=world.surin)
    with pytest.raises(Refused, match="ผู้ตั้งเท่านั้น"):
        withdraw_deadline(row=held, reason="ผิด", by=world.department)
    with pytest.raises(Refused, match="เหตุผล"):
        put(world, deadlines.of_row(held), date(2025, 8, 1), setter=held.office, reason=" ")
    with pytest.raises(Refused, match="จังหวัดของท่าน"):
        put(world, rule(world, "summary_letter"), date(2025, 8, 1), district=world.prasat.office)


def test_leave_for_one_district_and_its_undoing(world: World) -> None:
    general = put(world, rule(world, "plan_letter"), date(2025, 7, 15))
    target = deadlines.of_row(general)
    leave = {"setter": general.office, "district": world.krasang.office}
    put(world, target, date(2025, 7, 30), **leave)
    assert days(world) == [AFTER_EVENT, "30 กรกฎาคม 2568"]
    assert days(world, world.bandan) == [AFTER_EVENT, "15 กรกฎาคม 2568"]
    with pytest.raises(Refused, match="มีกำหนดใหม่แทนแล้ว"):
        put(world, target, date(2025, 7, 31), **leave)
    put(world, target, date(2025, 7, 20), setter=general.office)
    assert days(world) == [AFTER_EVENT, "30 กรกฎาคม 2568"], "the own leave stays"
    assert days(world, world.bandan) == [AFTER_EVENT, "20 กรกฎาคม 2568"]
    assert withdraw_deadline(row=general, reason="ผิด", by=world.buriram) == 3
    assert days(world) == [AFTER_EVENT, "10 กรกฎาคม 2568"], "the year's rule holds again"
    assert withdraw_deadline(row=general, reason="ผิด", by=world.buriram) == 0, "a double click"
    with pytest.raises(Refused, match="ถอนกำหนดนี้ไปแล้ว"):
        withdraw_deadline(row=general, reason="ผิด", by=world.buriram2)
    put(world, rule(world, "plan_letter"), date(2025, 7, 15))
    assert days(world) == [AFTER_EVENT, "15 กรกฎาคม 2568"]


def test_the_whole_task_is_extended_by_one_row_and_set_again(world: World) -> None:
    krasang = {"district": world.krasang.office, "whole": True}
    row = put(world, rule(world, "plan_letter"), date(2025, 7, 30), **krasang)
    assert put(world, rule(world, "plan_letter"), date(2025, 7, 30), **krasang) == row
    assert days(world) == ["30 กรกฎาคม 2568"], "the seven days hold no more"
    assert days(world, world.bandan) == [AFTER_EVENT, "10 กรกฎาคม 2568"]
    with pytest.raises(Refused, match="เหตุผล"):
        withdraw_deadline(row=row, reason=" ", by=world.buriram)
    with pytest.raises(Refused, match="สำนักงานของท่านถอน"):
        set_again(row=row, by=world.buriram)
    withdraw_deadline(row=row, reason="พิมพ์ผิด", by=world.buriram)
    trail = AuditRow.objects.get(act="withdraw_deadline", subject_id=str(row.pk))
    assert trail.detail["reason"] == "พิมพ์ผิด"
    assert days(world) == [AFTER_EVENT, "10 กรกฎาคม 2568"]
    assert set_again(row=row, by=world.buriram) == set_again(row=row, by=world.buriram)
    assert days(world) == ["30 กรกฎาคม 2568"]


@pytest.mark.parametrize(
    ("key", "day", "word"),
    [
        ("follow_3", date(2026, 1, 1), "กรมการพัฒนาชุมชนเท่านั้น"),
        ("plan_letter", date(1857, 7, 10), "ปีงบประมาณ 2566 ถึง 2570"),  # B.E. 2400
        ("plan_letter", date(2027, 10, 1), "ปีงบประมาณ 2566 ถึง 2570"),  # the first day of 2571
    ],
)
def test_what_no_province_may_set(world: World, key: str, day: date, word: str) -> None:
    with pytest.raises(Refused, match=word):
        put(world, rule(world, key), day)
    put(world, rule(world, "plan_letter"), date(2027, 9, 30))


def test_a_letter_sets_replaces_and_ends(world: World) -> None:
    letter = {"programme": world.programme, "tasks": TASKS, "by": world.buriram}
    of_letter(**letter, when=LETTER)
    of_letter(**letter, when=LETTER)
    assert Deadline.objects.count() == 2, "a second time sets nothing"
    assert days(world) == [AFTER_EVENT, "10 กรกฎาคม 2568"], "in the place of the year's example"
    plan = Deadline.objects.get(task="plan")
    put(
        world,
        deadlines.of_row(plan),
        date(2025, 7, 20),
        setter=plan.office,
        district=world.krasang.office,
    )
    with pytest.raises(Refused, match="ยกเลิกหนังสือ"):
        withdraw_deadline(row=plan, reason="ผิด", by=world.buriram)
    second = When("หนังสือจังหวัด ที่ 2", fixed=date(2025, 7, 12), source_url="/documents/2/")
    of_letter(**letter, when=second, instead_of=LETTER.source_url)
    assert days(world) == [AFTER_EVENT, "20 กรกฎาคม 2568"], "the leave was not lost"
    assert days(world, world.bandan) == [AFTER_EVENT, "12 กรกฎาคม 2568"]
    end_letter(programme=world.programme, source_url=second.source_url, by=world.buriram)
    assert not Deadline.objects.standing().exists()
    assert days(world) == [AFTER_EVENT, "10 กรกฎาคม 2568"]
