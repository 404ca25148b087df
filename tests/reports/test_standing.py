"""How a group stands: all early, half, all late, by hand-worked days."""

from datetime import date

import pytest

from cdd_network.content import DeadlineRule
from projects.deadlines import Light, in_force
from projects.states import PaperState
from reports.queries_standing import facts_of, standings
from reports.standing import GroupFacts, standing
from reports.watch.group_rows import group_row
from reports.watch.line_text import Frame, messages, owing_of
from selection.models import ChosenGroup

RULES = tuple(
    DeadlineRule(task, "", "district", "ขั้นตอน", event="activity_end", days_after=7, task=task)
    for task in ("plan", "summary", "bpm")
)
LIMITS = in_force(RULES, ())
FRAME = Frame("สำนักงาน", "โครงการ", 2568, "https://example.org/", date(2025, 7, 13))
GIVEN = {
    "chosen": 1, "round": 1, "order": 1, "province": 31, "province_code": "31",
    "province_name": "บุรีรัมย์", "office": 3103, "district_code": "3103", "district": "กระสัง",
    "village": "บ้านกระเจา", "activity_name": "ศูนย์สาธิตการตลาด", "activity_type": "market_centre",
    "announced": date(2025, 6, 7),
}  # fmt: skip
ALLOTTED = {"event": 5, "allotted": date(2025, 6, 16)}
DATED = {**ALLOTTED, "first": date(2025, 6, 18), "last": date(2025, 6, 20), "placed": True}
DONE = {
    **DATED,
    "plan": PaperState.ACCEPTED,
    "plan_sent": date(2025, 6, 25),
    "plan_moved": date(2025, 6, 26),
    "summary": PaperState.ACCEPTED,
    "summary_sent": date(2025, 6, 27),
    "summary_moved": date(2025, 6, 28),
    "keyed_on": date(2025, 6, 27),
}


@pytest.mark.parametrize(
    ("known", "today", "light", "following", "late"),
    [
        ({}, date(2025, 6, 10), Light.NONE, "allot", []),
        (ALLOTTED, date(2025, 6, 17), Light.NONE, "days", []),
        (
            DATED,
            date(2025, 6, 19),
            Light.GREEN,
            "plan",
            [],
        ),  # the activity goes on, eight days left
        (DATED, date(2025, 6, 20), Light.AMBER, "plan", []),
        (DATED, date(2025, 6, 27), Light.AMBER, "plan", []),  # the last day in time
        (DATED, date(2025, 6, 28), Light.RED, "plan", ["plan", "summary", "bpm"]),
        (DONE, date(2025, 7, 30), Light.GREEN, None, []),
    ],
)
def test_as_the_days_go_by(known, today, light, following, late):
    held = standing(GroupFacts(**GIVEN, **known), LIMITS, today)
    assert held.light == light
    assert (held.next and held.next.key) == following
    assert [step.key for step in held.late] == late


def test_half_done_and_late():
    half = DATED | {
        "plan": PaperState.SUBMITTED,
        "plan_sent": date(2025, 6, 30),
        "plan_moved": date(2025, 6, 30),
    }
    held = standing(GroupFacts(**GIVEN, **half), LIMITS, date(2025, 7, 1))
    assert held.by_key["plan"].light == Light.AMBER, "handed in late: told, and no duty any more"
    assert held.by_key["summary"].light == Light.RED
    assert (held.next.key, held.next.turn) == ("summary", "district")
    assert [step.key for step in held.owed] == ["summary", "bpm", "accept_plan"]
    assert held.done_count == 4
    assert not held.is_complete


def test_a_paper_that_came_back_is_owed_again_and_judged_by_its_first_day():
    back = DONE | {"summary": PaperState.RETURNED, "summary_moved": date(2025, 6, 29)}
    held = standing(GroupFacts(**GIVEN, **back), LIMITS, date(2025, 6, 30))
    step = held.by_key["summary"]
    assert held.late == []
    assert (step.is_done, step.open) == (False, True)
    assert "ส่งกลับ" in step.says
    assert step.light == Light.AMBER, "to be done, yet mending what came back makes nothing late"


def test_over_the_new_year_and_a_leap_day():
    over = DATED | {"first": date(2027, 12, 27), "last": date(2027, 12, 29)}
    held = standing(GroupFacts(**GIVEN, **over), LIMITS, date(2028, 1, 5))
    assert held.by_key["plan"].due == date(2028, 1, 5)
    assert held.by_key["plan"].light == Light.AMBER
    leap = DATED | {"first": date(2028, 2, 20), "last": date(2028, 2, 22)}
    held = standing(GroupFacts(**GIVEN, **leap), LIMITS, date(2028, 3, 1))
    assert held.by_key["plan"].due == date(2028, 2, 29)
    assert held.by_key["plan"].light == Light.RED


def test_from_the_database_in_two_queries(world, django_assert_num_queries):
    first, second = world.dated()
    groups = ChosenGroup.objects.visible_to(world.buriram)
    with django_assert_num_queries(2):
        one, two = standings(world.programme, facts_of(groups), today=date(2025, 6, 20))
    assert (one.facts.event, two.facts.event) == (first.pk, second.pk)
    assert (one.facts.village, one.facts.district) == ("บ้านกระเจา", "กระสัง")
    assert one.facts.last == date(2025, 6, 20)
    assert one.by_key["days"].is_done
    assert one.by_key["plan"].due == date(2025, 6, 27), "7 days come before 10 July"
    assert facts_of(ChosenGroup.objects.visible_to(world.surin)) == []


FIXED = in_force(
    (DeadlineRule("plan", "", "district", "หนังสือกรม", fixed="2025-07-10", task="plan"),), ()
)


def test_before_the_gate_a_day_that_is_past_is_the_province_s():
    on, after = date(2025, 7, 10), date(2025, 7, 13)
    held = standing(GroupFacts(**GIVEN), FIXED, on)
    assert (held.late, held.gate, held.by_key["allot"].due) == ([], None, None)
    held = standing(GroupFacts(**GIVEN), FIXED, after)
    assert (held.late, held.missing) == ([], []), "the district can do nothing"
    assert (held.gate.key, held.gate.due, held.light) == ("allot", on, Light.RED)
    assert (held.by_key["plan"].light, held.by_key["plan"].says) == (Light.NONE, "รอจังหวัดจัดสรร")
    row = group_row(held, 2568)
    assert (row.tag, row.turn, row.is_late) == ("รอจังหวัดจัดสรร", "จังหวัด", False)
    assert row.stages == {"allot", "gate"}
    assert [(one.text, one.when) for one in row.items] == [
        ("แจ้งจัดสรรงบประมาณ", "กำหนดของอำเภอพ้นแล้ว 3 วัน")
    ]
    assert messages([owing_of(held)], FRAME) == (), (
        "nobody is asked for what waits for the province"
    )


def test_behind_the_gate_the_same_day_is_the_district_s():
    held = standing(GroupFacts(**GIVEN, **ALLOTTED), FIXED, date(2025, 7, 13))
    assert ([step.key for step in held.late], held.gate) == (["plan"], None)
    assert group_row(held, 2568).is_late
    (text,) = messages([owing_of(held)], FRAME)
    assert "เกินกำหนดแล้ว 3 วัน" in text
