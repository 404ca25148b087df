"""The arithmetic of the budget, worked by hand, and the pages that show and save it."""

import io
import re
from decimal import Decimal

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from cdd_network.content_event import RateRule
from cdd_network.models import AuditRow
from cdd_network.refusal import Refused
from cdd_network.workbook import XLSX
from projects.actions.budget import save_budget
from projects.actions.events import begin_province_day
from projects.budget import (
    Line,
    hours_warnings,
    line_warnings,
    planned,
    rule_text,
    total_warnings,
    totals_of,
)
from projects.budget_part import part_of
from projects.models import Budget, BudgetLine, Event, Speaker, TimetableRow
from projects.queries_budget import budget_totals, hours_by_source, hours_to_use, rates_of
from projects.timetable import curriculum_slots, taught_minutes
from reports.actions.summaries import begin_summary
from tests.forms import filled, opened
from tests.people import World
from tests.projects.stage import sent

SPEAKER = RateRule(
    key="speaker_state",
    title="ค่าสมนาคุณวิทยากร",
    unit="บาท/ชั่วโมง",
    most=600,
    rule="ระเบียบกระทรวงการคลังว่าด้วยค่าใช้จ่ายในการฝึกอบรม",
    number="ข้อ 14",
    date="2012-09-17",
    speaker="state",
)
ACTUAL = RateRule("vehicle", "ค่าจ้างเหมารถ", "บาท", 0, "ระเบียบ", "ข้อ 9", "2012-09-17")
RATES = {"speaker_state": SPEAKER, "vehicle": ACTUAL}


def line(people: str = "", times: str = "", price: str = "", spent: str = "", **more: str) -> Line:
    """A line of texts; '' is not given."""
    number = {
        name: Decimal(text) if text else None
        for name, text in (("times", times), ("price", price), ("spent", spent))
    }
    return Line(people=int(people) if people else None, **number, **more)


@pytest.mark.parametrize(
    ("people", "times", "price", "planned"),
    [
        ("20", "3", "150", "9000.00"),
        ("1", "1.5", "600", "900.00"),  # an hour and a half
        ("3", "1", "33.33", "99.99"),
        ("0", "3", "150", "0.00"),
        ("1", "0.05", "0.50", "0.03"),  # 0.025, half up
    ],
)
def test_planned_is_people_by_times_by_price(
    people: str, times: str, price: str, planned: str
) -> None:
    assert line(people, times, price).planned == Decimal(planned)


def test_a_line_with_a_factor_missing_plans_nothing_yet() -> None:
    assert line("20", "", "150").planned is None
    assert line("20", "", "150").factors == "20 × – × 150"
    found = line_warnings(line("20", "", "150", title="ค่าอาหาร"), RATES)
    assert found == ["ยังคิดเงินตามแผนไม่ได้ เพราะขาดจำนวนครั้ง"]
    assert line_warnings(Line(), RATES) == [], "an empty row is no fault"


def test_sums_of_the_second_activity_by_hand() -> None:
    """9,000 + 4,200 + 6,000 = 19,200 of 38,600; spent 8,800 + 6,000 of two lines."""
    lines = [
        line("20", "3", "150", spent="8800"),
        line("20", "6", "35"),
        line("1", "10", "600", spent="6000"),
    ]
    totals = totals_of(lines, Decimal(38600))
    assert (totals.planned, totals.spent) == (Decimal(19200), Decimal(14800))
    assert (totals.unplanned, totals.left) == (Decimal(19400), Decimal(23800))
    assert (totals.lines, totals.unspent, totals.is_spent) == (3, 1, True)
    assert total_warnings(totals) == []
    nothing = totals_of([], Decimal(38600))
    assert (nothing.planned, nothing.spent, nothing.is_spent) == (0, 0, False)
    assert nothing.left is None, "nothing spent is not «all is left»"


def test_the_ceiling_exceeded_is_told_with_the_excess_in_words() -> None:
    over = totals_of([line("1", "1", "38601.50", spent="40000")], Decimal(38600))
    plan, spent = total_warnings(over)
    assert "แผนการใช้จ่ายรวม 38,601.50 บาท เกินวงเงิน 38,600 บาท" in plan
    assert plan.endswith("อยู่ 1.50 บาท (หนึ่งบาทห้าสิบสตางค์)")
    assert "จ่ายจริงรวม 40,000 บาท เกินวงเงิน 38,600 บาท อยู่ 1,400 บาท" in spent
    assert "(หนึ่งพันสี่ร้อยบาทถ้วน)" in spent
    exact = totals_of([line("1", "1", "38600")], Decimal(38600))
    assert total_warnings(exact) == [], "exactly the ceiling is no excess"
    assert over.excess == Decimal("1.50") and exact.excess == 0


def test_a_line_above_its_rate_names_the_rule_its_number_and_date() -> None:
    (told,) = line_warnings(line("1", "5", "700", rate="speaker_state"), RATES)
    assert told == f"อัตรา 700 บาท เกินอัตราสูงสุด 600 บาท/ชั่วโมง ตาม{rule_text(SPEAKER)}"
    assert rule_text(SPEAKER).endswith("ข้อ 14 ลงวันที่ 17 กันยายน 2555")
    assert line_warnings(line("1", "5", "600", rate="speaker_state"), RATES) == []
    assert line_warnings(line("2", "1", "9000", rate="vehicle"), RATES) == [], "no figure, no limit"
    assert line_warnings(line("1", "5", "700", rate="gone"), RATES) == []


def test_spent_above_plan_and_above_rate() -> None:
    (over_plan,) = line_warnings(line("1", "5", "500", spent="2600", rate="speaker_state"), RATES)
    assert over_plan == "จ่ายจริงเกินแผน 100 บาท"
    told = line_warnings(line("1", "5", "600", spent="3500", rate="speaker_state"), RATES)
    assert "(ไม่เกิน 3,000 บาท)" in told[0] and told[1] == "จ่ายจริงเกินแผน 500 บาท"


# The year's data


def test_the_first_lines_stay_within_the_ceiling_and_their_rates(world: World) -> None:
    day = world.province_day()
    for number, ceiling in ((1, 41300), (2, 38600)):
        content = world.programme.content
        lines = [
            Line(x.title, x.rate, x.people, Decimal(x.times), Decimal(x.price))
            for x in content.budget_lines
            if x.activity == number
        ]
        totals = totals_of(lines, Decimal(ceiling))
        assert totals.planned == ceiling, number
        assert [line_warnings(one, rates_of(day)) for one in lines] == [[]] * len(lines)
    assert budget_totals(day).planned == 41300
    keys = [rate.key for rate in content.rates]
    assert len(keys) == len(set(keys)) and {x.rate for x in content.budget_lines} <= {*keys, ""}
    assert content.rates_note == content.bpm_note == "ตัวอย่าง – แก้ให้ตรงหนังสือกรมฯ"
    assert all(rule_text(rate) for rate in content.rates), "every date is a date"
    assert {rate.note for rate in content.rates if rate.speaker} == {"ยังไม่ได้เทียบกับหนังสือต้นฉบับ"}


def test_the_first_lines_pay_the_hours_that_the_curriculum_teaches(world: World) -> None:
    content = world.programme.content
    speakers = {rate.key for rate in content.rates if rate.speaker}
    for number, hours in ((1, 6), (2, 18)):
        taught = sum(taught_minutes(curriculum_slots(day)) for day in content.days(number))
        paid = [x for x in content.budget_lines if x.activity == number and x.rate in speakers]
        assert taught == hours * 60 and sum(x.people * x.times for x in paid) == hours


# Speakers' hours


def test_hours_are_offered_where_one_line_pays_a_source(world: World) -> None:
    first, _ = world.allotted()
    state = Speaker.objects.create(event=first, order=1, name="นายวิทยา สอนดี")
    rows = TimetableRow.objects.filter(day__event=first, day__number=1)
    rows.filter(topic__startswith="การจัดตั้ง").update(speaker=state)  # 09.00–12.00
    assert hours_by_source(first) == {"state": 3}
    rates, hours = rates_of(first), hours_by_source(first)
    paid, other = line("1", "10", "600", rate="speaker_state"), line(rate="speaker_other")
    assert hours_to_use([line(), paid, other], rates, hours) == {1: 3}
    assert hours_to_use([line("1", "3", "600", rate="speaker_state")], rates, hours) == {}
    assert hours_to_use([paid, paid], rates, hours) == {}, "how two lines share is not known"


def test_hours_that_differ_from_the_timetable_are_told_by_source() -> None:
    other = RateRule(
        "speaker_other",
        "ค่าสมนาคุณ (อื่น)",
        "บาท",
        1200,
        "ระเบียบ",
        "ข้อ 14",
        "2012-09-17",
        speaker="other",
    )
    rates = {**RATES, "speaker_other": other}
    lines = [line("1", "5", "600", rate="speaker_state"), line("9", "9", "9", rate="vehicle")]
    told = hours_warnings(lines, rates, {"state": Decimal(3), "other": Decimal(3)})
    assert told == [
        "ค่าสมนาคุณวิทยากร: งบประมาณคิดไว้ 5 ชั่วโมง แต่กำหนดการมี 3 ชั่วโมง",
        "ค่าสมนาคุณ (อื่น): งบประมาณคิดไว้ 0 ชั่วโมง แต่กำหนดการมี 3 ชั่วโมง",
    ]
    assert hours_warnings(lines, rates, {}) == [], "a timetable that names nobody says nothing"
    halves = [line("2", "1.5", "600", rate="speaker_state")] * 2
    assert hours_warnings(halves, rates, {"state": Decimal(6)}) == [], "two lines are one sum"
    unread = [line("", "5", "600", rate="speaker_state")]
    assert "คิดไว้ 0 ชั่วโมง" in hours_warnings(unread, rates, {"state": Decimal(1)})[0]


# Acts and pages


def rows_of(budget: Budget) -> list[dict[str, object]]:
    """The stored lines as the action takes them."""
    names = ("rate", "title", "people", "times", "price", "spent", "remark")
    return list(budget.lines.values(*names))


def test_the_own_office_saves_others_do_not(world: World) -> None:
    first, _ = world.allotted()
    budget = Budget.objects.get(event=first.pk)
    lines = rows_of(budget)[:1]
    for other in (world.bandan, world.buriram, world.department):
        with pytest.raises(Refused):
            save_budget(budget=budget, lines=lines, version=1, by=other)
    assert budget.lines.count() == 9
    sent(begin_summary(activity=first, by=world.krasang))
    save_budget(budget=budget, lines=lines, version=1, by=world.krasang)
    assert budget.lines.count() == 1, "bills come in after the summary was sent"
    with pytest.raises(Refused, match="ไม่เกิน 40"):
        save_budget(budget=budget, lines=lines * 41, version=2, by=world.krasang)
    province_day = begun_province_day(world, first)
    own = Budget.objects.get(event=province_day.pk)
    save_budget(budget=own, lines=[], version=1, by=world.buriram)
    assert not own.lines.exists()


def begun_province_day(world: World, activity: object) -> Event:
    """Activity 1 of the round that chose the activity's group."""
    return begin_province_day(round=activity.chosen.round, by=world.buriram)


@pytest.fixture
def form_url(world: World) -> str:
    """The form of Krasang's budget."""
    first, _ = world.allotted()
    return reverse("event_budget_edit", args=[first.pk])


def test_thai_digits_and_commas_are_read_and_warned_never_changed(
    world: World, form_url: str, page: object
) -> None:
    krasang = page(world.krasang)
    typed = opened(krasang, form_url) | {
        "lines-2-people": "๒ คน",
        "lines-2-times": "๑๒",
        "lines-2-price": "1,200 บาท",
        "lines-2-spent": "๒๕,๐๐๐",
    }
    answer = krasang.post(form_url, typed, follow=True)
    text = answer.content.decode()
    assert answer.redirect_chain
    assert "อัตรา 1,200 บาท เกินอัตราสูงสุด 600 บาท/คน/ชั่วโมง" in text
    assert "ลงวันที่ 17 กันยายน 2555" in text
    assert "คงเหลือจากที่จ่ายจริง (บาท)" in text and "<b>13,600</b>" in text
    assert "แผนการใช้จ่ายรวม 60,200 บาท เกินวงเงิน 38,600 บาท อยู่ 21,600 บาท" in text
    assert "(สองหมื่นหนึ่งพันหกร้อยบาทถ้วน)" in text and "เหลือให้ตั้งแผน" not in text
    stored = BudgetLine.objects.get(budget__event__office=world.krasang.office, order=3)
    assert (stored.people, stored.times, stored.price) == (2, 12, 1200)


def test_rows_are_added_struck_out_and_left_empty(
    world: World, form_url: str, page: object
) -> None:
    krasang = page(world.krasang)
    typed = opened(krasang, form_url) | {"lines-0-title": "อาหารสามวัน"}
    added = krasang.post(form_url, typed | {"act": "add"})
    assert "รายการที่ 10" in added.content.decode()
    assert not BudgetLine.objects.filter(title="อาหารสามวัน").exists(), "adding saves nothing"
    more = opened_of(added) | {
        "lines-0-DELETE": "on",
        "lines-9-title": "ค่าเช่าห้องประชุม",
        "lines-9-people": "1",
        "lines-9-times": "1",
        "lines-9-price": "500",
    }
    assert krasang.post(form_url, more).status_code == 302
    own = BudgetLine.objects.filter(budget__event__office=world.krasang.office)
    titles = list(own.values_list("order", "title"))
    assert titles[0] == (1, "ค่าอาหารว่างและเครื่องดื่ม (6 มื้อ)"), "the struck-out line is gone"
    assert titles[8:] == [(9, "ค่าเช่าห้องประชุม")], "orders stay without a gap"


def opened_of(answer: object) -> dict[str, str]:
    """The form of an answered page."""
    return filled(answer.content.decode())


def test_a_number_that_is_none_is_an_error_and_nothing_is_saved(
    world: World, form_url: str, page: object
) -> None:
    krasang = page(world.krasang)
    typed = opened(krasang, form_url) | {"lines-0-price": "ร้อยห้าสิบ", "lines-1-title": "ว่าง"}
    answer = krasang.post(form_url, typed)
    assert answer.status_code == 422
    assert "อัตรา ต้องเป็นตัวเลข" in answer.content.decode()
    assert re.search(r'<a href="#id_[^"]+">รายการที่ \d+: อัตรา ต้องเป็นตัวเลข', answer.content.decode())
    assert 'value="ร้อยห้าสิบ"' in answer.content.decode(), "what was typed stays"
    assert not BudgetLine.objects.filter(title="ว่าง").exists()


def test_the_hours_of_the_timetable_are_taken_over_only_when_asked(
    world: World, form_url: str, page: object
) -> None:
    event = Event.objects.get(number=2, office=world.krasang.office)
    state = Speaker.objects.create(event=event, order=1, name="นายวิทยา สอนดี")
    rows = TimetableRow.objects.filter(day__event=event, topic__startswith="การจัดตั้ง")
    rows.update(speaker=state)
    krasang = page(world.krasang)
    typed = opened(krasang, form_url)
    assert typed["lines-2-times"] == "12", "never silently"
    said = "ค่าสมนาคุณวิทยากร (บุคลากรของรัฐ): งบประมาณคิดไว้ 12 ชั่วโมง แต่กำหนดการมี 3 ชั่วโมง"
    for url in (form_url, reverse("event_budget", args=[event.pk])):
        assert said in krasang.get(url).content.decode()
    told = krasang.post(form_url, typed | {"lines-2-times": "3"}, headers={"X-Autosave": "1"})
    assert "บุคลากรของรัฐ" not in told.json()["texts"]["hours"].replace("มิใช่บุคลากรของรัฐ", "")
    typed = opened(krasang, form_url) | {"lines-2-times": "12"}
    answer = krasang.post(form_url, typed | {"hours": "2"})
    assert opened_of(answer)["lines-2-times"] == "3"
    assert BudgetLine.objects.get(budget__event=event, order=3).times == 3, "nothing saved yet"
    same = krasang.post(form_url, typed | {"hours": "0"})
    assert opened_of(same)["lines-0-times"] == "3", "no speaker's line, nothing taken over"


def test_autosave_saves_tells_each_line_and_names_what_it_could_not_read(
    world: World, form_url: str, page: object
) -> None:
    krasang = page(world.krasang)
    typed = opened(krasang, form_url) | {"lines-2-price": "๗๐๐"}
    told = krasang.post(form_url, typed, headers={"X-Autosave": "1"}).json()
    assert told["unsaved"] == []
    assert "เกินอัตราสูงสุด 600" in told["texts"]["line-2"]
    assert told["texts"]["over"].startswith("แผนการใช้จ่ายรวม 39,800 บาท")
    assert BudgetLine.objects.get(budget__event__office=world.krasang.office, order=3).price == 700
    held = typed | {"version": told["version"], "base": told["base"], "lines-0-price": "แพง"}
    told = krasang.post(form_url, held, headers={"X-Autosave": "1"}).json()
    assert [one["control"] for one in told["unsaved"]] == ["id_lines-0-price"]
    rows = AuditRow.objects.filter(subject_type="projects.budget", act="save")
    assert rows.count() == 1 and rows.get().detail["auto"]


def test_an_added_line_stays_through_every_autosave(
    world: World, form_url: str, page: object
) -> None:
    """The page still says that nine lines were served when the tenth is stored already."""
    krasang, auto = page(world.krasang), {"X-Autosave": "1"}
    added = opened_of(krasang.post(form_url, opened(krasang, form_url) | {"act": "add"}))
    typed = added | {"lines-9-title": "ค่าเช่าห้องประชุม", "lines-9-people": "2"}
    for changed in ({}, {"lines-0-remark": "ก"}, {"lines-0-remark": "ข"}):
        told = krasang.post(form_url, typed | changed, headers=auto).json()
        typed |= {**changed, "version": told["version"], "base": told["base"]}
        assert told["texts"]["line-9"] == "ยังคิดเงินตามแผนไม่ได้ เพราะขาดจำนวนครั้งและอัตรา"
    own = BudgetLine.objects.filter(budget__event__office=world.krasang.office)
    assert own.get(order=10).title == "ค่าเช่าห้องประชุม"
    assert own.get(order=1).remark == "ข"


def test_two_officers_on_one_budget_lose_nothing(world: World, form_url: str, page: object) -> None:
    me, other = page(world.krasang), page(world.krasang)
    mine, theirs = opened(me, form_url), opened(other, form_url)
    other.post(form_url, theirs | {"lines-0-spent": "8,900"})
    idle = me.post(form_url, mine, follow=True)
    assert "รวมกับข้อความ" in idle.content.decode()
    spent = BudgetLine.objects.get(budget__event__office=world.krasang.office, order=1).spent
    assert spent == 8900, "a form left open overwrites nothing"
    clash = me.post(form_url, mine | {"lines-0-spent": "9,000"})
    assert clash.status_code == 409
    assert "แก้ไขไม่ตรงกัน 1 ข้อ" in clash.content.decode()
    assert me.post(form_url, opened_of(clash)).status_code == 302
    assert BudgetLine.objects.get(budget__event__office=world.krasang.office, order=1).spent == 9000


def test_province_and_department_read_neighbours_do_not(world: World, page: object) -> None:
    first, _ = world.allotted()
    BudgetLine.objects.filter(budget__event=first, order=1).update(title="เฉพาะกระสัง")
    url = reverse("event_budget", args=[first.pk])
    for reader in (world.buriram, world.department, world.krasang):
        text = page(reader).get(url).content.decode()
        assert "เฉพาะกระสัง" in text
        assert ("แก้ไขงบประมาณ" in text) is (reader == world.krasang)
    for stranger in (world.bandan, world.surin, world.prasat, world.members[0]):
        answer = page(stranger).get(url)
        assert answer.status_code == 404 and "เฉพาะกระสัง" not in answer.content.decode()
    refused = page(world.buriram).get(reverse("event_budget_edit", args=[first.pk]))
    assert refused.status_code == 409


def test_the_workbook_holds_numbers_and_warnings(world: World, page: object) -> None:
    first, _ = world.allotted()
    BudgetLine.objects.filter(budget__event=first, order=1).update(price=900)
    answer = page(world.buriram).get(reverse("event_budget", args=[first.pk]), {"format": "xlsx"})
    assert answer["Content-Type"] == XLSX
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    head, first_line, *_, total, ceiling, unplanned, left = sheet.iter_rows(values_only=True)
    assert head[:3] == ("ลำดับ", "รายการ", "อัตราที่ใช้เทียบ")
    assert first_line[3:8] == (20, 3, 900, 54000, None)
    assert "เกินอัตราสูงสุด 300 บาท/คน/วัน" in first_line[10]
    assert total[1:9] == ("รวม", None, None, None, None, 83600, None, None)
    assert (ceiling[1], ceiling[6]) == ("วงเงิน", 38600)
    assert (unplanned[1], unplanned[6]) == ("เหลือให้ตั้งแผน", -45000)
    assert (left[1], left[7]) == ("คงเหลือจากที่จ่ายจริง", None), "nothing is spent yet"
    BudgetLine.objects.filter(budget__event=first, order=1).update(spent="8000.50")
    answer = page(world.buriram).get(reverse("event_budget", args=[first.pk]), {"format": "xlsx"})
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    *_, total, _, _, left = sheet.iter_rows(values_only=True)
    assert (total[7], left[7]) == (8000.5, 30599.5)


@pytest.mark.parametrize("lines", [1, 3])
def test_queries_do_not_grow_with_the_lines(
    world: World, page: object, django_assert_num_queries: object, lines: int
) -> None:
    first, _ = world.allotted()
    BudgetLine.objects.filter(budget__event=first, order__gt=lines).delete()
    krasang: Client = page(world.krasang)
    with django_assert_num_queries(7):
        krasang.get(reverse("event_budget", args=[first.pk]))
    with django_assert_num_queries(6):
        krasang.get(reverse("event_budget_edit", args=[first.pk]))


def test_the_hub_tells_plan_and_excess(world: World, django_assert_num_queries: object) -> None:
    first, _ = world.allotted()
    event = Event.objects.with_place().get(pk=first.pk)
    with django_assert_num_queries(1):
        part = part_of(event, world.krasang)
    assert part.says == "แผน 38,600 จากวงเงิน 38,600 บาท" and not part.tag
    BudgetLine.objects.filter(budget__event=first).update(spent=10)
    assert part_of(event, world.krasang).tag == "บันทึกจ่ายจริงครบ"
    BudgetLine.objects.filter(budget__event=first, order=1).update(spent=40000)
    assert part_of(event, world.krasang).tag == "เกินวงเงิน 1,480 บาท"


def test_half_a_satang_goes_up() -> None:
    assert planned(1, Decimal("0.5"), Decimal("0.25")) == Decimal("0.13")
    assert planned(1, Decimal("1.5"), Decimal("33.35")) == Decimal("50.03")
    assert planned(20, Decimal(3), Decimal(150)) == Decimal(9000)
    assert planned(20, None, Decimal(150)) is None
