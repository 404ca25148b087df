"""Deadlines, worked by hand: what holds, when it is due, red, amber or green."""

import datetime
from datetime import date

import pytest

from cdd_network.content import DeadlineRule
from projects import deadlines
from projects.deadlines import Due, Light, Limit, due_lines, in_force, light
from projects.limits import DeadlineRow

END = "activity_end"


def found(rules: tuple[DeadlineRule, ...], task: str, last: date | None) -> list[Due]:
    return deadlines.dues(in_force(rules, ()), task, {END: last}, level="district")


def after(days: int = 0, months: int = 0) -> Limit:
    return Limit("one", "plan", "district", "", "", event=END, days_after=days, months_after=months)


@pytest.mark.parametrize(
    ("last", "limit", "due"),
    [
        (date(2025, 6, 20), after(days=7), date(2025, 6, 27)),
        (date(2028, 2, 22), after(days=7), date(2028, 2, 29)),  # leap year
        (date(2027, 2, 22), after(days=7), date(2027, 3, 1)),
        (date(2024, 12, 27), after(days=7), date(2025, 1, 3)),  # over New Year's
        (date(2024, 12, 25), after(days=7), date(2025, 1, 1)),
        (date(2024, 11, 30), after(months=3), date(2025, 2, 28)),
        (date(2027, 11, 30), after(months=3), date(2028, 2, 29)),
        (date(2025, 8, 31), after(months=6), date(2026, 2, 28)),
        (date(2028, 2, 29), after(months=12), date(2029, 2, 28)),
        (date(2025, 10, 31), after(months=3, days=1), date(2026, 2, 1)),
        (None, after(days=7), None),
    ],
)
def test_days_and_months_after_an_event(last, limit, due):
    assert limit.day({END: last}) == due


DUE = date(2028, 2, 29)


@pytest.mark.parametrize(
    ("today", "done", "shown"),
    [
        (date(2028, 2, 21), None, Light.GREEN),  # eight days left
        (date(2028, 2, 22), None, Light.AMBER),  # seven
        (date(2028, 2, 29), None, Light.AMBER),  # the day itself is still in time
        (date(2028, 3, 1), None, Light.RED),
        (date(2028, 3, 30), date(2028, 2, 29), Light.GREEN),
        (date(2028, 3, 30), date(2028, 3, 1), Light.AMBER),  # done late stays told
    ],
)
def test_red_amber_green(today, done, shown):
    assert light(DUE, today=today, done=done) == shown


def test_without_a_limit_nothing_is_late_and_nothing_is_green_before_it_is_done():
    assert light(None, today=DUE) == Light.NONE
    assert light(None, today=DUE, done=DUE) == Light.GREEN


def row(pk: int, office: int, **more: object) -> DeadlineRow:
    given = {
        "pk": pk, "office_id": office, "for_all": office == 1,
        "district_id": None, "task": "plan", "level": "district", "title": "", "source": f"s{pk}",
        "source_url": "", "fixed": date(2025, 7, pk), "event": "", "days_after": 0,
        "months_after": 0, "replaces": "", "reason": "", "at": datetime.datetime(2025, 6, pk, tzinfo=datetime.UTC),
    }  # fmt: skip
    return DeadlineRow(**given | more)


RULE = DeadlineRule("letter", "", "district", "s", fixed="2025-07-10", task="plan")


def keys(*rows: DeadlineRow, province: int = 31, district: int | None = 3103) -> list[str]:
    held = in_force([RULE], rows, province=province, district=district)
    return [one.key for one in held]


def test_what_an_office_sets_holds_for_its_own_alone():
    assert keys(row(1, 31)) == ["letter", "row-1"]
    assert keys(row(1, 32)) == ["letter"], "another province's"
    assert keys(row(1, 1)) == ["letter", "row-1"], "the department's holds for all"
    assert keys(row(1, 31, district_id=3103)) == ["letter", "row-1"]
    assert keys(row(1, 31, district_id=3121)) == ["letter"], "a leave to another district"


def test_what_is_replaced_no_longer_holds_and_comes_back_when_that_is_taken_back():
    first, second = row(1, 31, replaces="letter"), row(2, 31, replaces="row-1")
    assert keys(first) == ["row-1"]
    assert keys(first, second) == ["row-2"]
    second = second._replace(withdrawn_at=datetime.datetime(2025, 7, 1))
    assert keys(first, second) == ["row-1"]
    leave = row(3, 31, replaces="row-1", district_id=3103)
    assert keys(first, leave) == ["row-3"]
    assert keys(first, leave, district=3121) == ["row-1"]


WEEK = DeadlineRule("week", "", "district", "w", event="activity_end", days_after=7, task="plan")


@pytest.mark.parametrize(
    ("rows", "held"),
    [
        ([row(3, 31, replaces="task:letter", district_id=3103)], ["3"]),
        ([row(3, 31, replaces="task:letter", district_id=3121)], ["letter", "week"]),  # another's
        ([row(2, 31), row(3, 31, replaces="task:week")], ["3"]),  # what was set before goes too
        ([row(3, 31, replaces="task:week"), row(4, 31)], ["3", "4"]),  # a newer stands beside
        ([row(3, 31, replaces="task:week", task="bpm")], ["letter", "week", "3"]),
        (
            [row(3, 31, replaces="task:week", district_id=3103), row(4, 31)],
            ["3"],
        ),  # its leave stays
        ([row(3, 31, replaces="task:week"), row(4, 31, replaces="row-3")], ["4"]),  # extended again
        ([row(2, 31), row(3, 1, replaces="task:week")], ["2", "3"]),  # not what a province set
    ],
)
def test_one_row_for_the_whole_task(rows: list, held: list[str]) -> None:
    found = in_force([RULE, WEEK], rows, province=31, district=3103)
    assert [one.key.removeprefix("row-") for one in found] == held


@pytest.mark.parametrize(
    ("done", "due"),
    [
        (None, date(2025, 7, 3)),
        (date(2025, 6, 2), date(2025, 7, 10)),  # neither row was set yet: the year's rule
        (date(2025, 6, 3), date(2025, 7, 3)),  # on the day of setting it stands
        (date(2025, 7, 11), date(2025, 7, 3)),
    ],
)
def test_what_was_set_after_a_paper_went_judges_it_not(done: date | None, due: date) -> None:
    limits = in_force([RULE], [row(3, 31, replaces="task:letter")], province=31, district=3103)
    assert deadlines.earliest(limits, "plan", {}, level="district", done=done) == due
    beside = in_force([RULE], [row(3, 31)], province=31, district=3103)
    (first, *_) = deadlines.dues(beside, "plan", {}, level="district", done=done)
    assert first.date == due


def test_deadlines_of_one_duty_stand_side_by_side():
    rules = (
        DeadlineRule("letter", "ส่งแผน", "district", "หนังสือจังหวัด", fixed="2025-07-10", task="plan"),
        DeadlineRule(
            "procedure",
            "ส่งแผน",
            "district",
            "ขั้นตอน",
            event="activity_end",
            days_after=7,
            task="plan",
        ),
        DeadlineRule("bundle", "ส่งกรม", "province", "ขั้นตอน", fixed="2025-06-20", task="bundle"),
    )
    last = datetime.date(2025, 6, 20)
    assert [due.date for due in found(rules, "plan", last)] == [
        datetime.date(2025, 6, 27),
        datetime.date(2025, 7, 10),
    ]
    said = ["เร็วที่สุด" in due.text for due in found(rules, "plan", last)]
    assert said == [True, False]
    unknown = found(rules, "plan", None)
    assert [due.sources for due in unknown] == [("หนังสือจังหวัด",)]


def test_one_date_of_two_papers_is_said_once_with_both():
    letter = DeadlineRule(
        "letter", "ส่งแผน", "district", "หนังสือจังหวัด", fixed="2025-06-27", task="plan"
    )
    procedure = DeadlineRule(
        "procedure", "ส่งแผน", "district", "ขั้นตอน", event="activity_end", days_after=7, task="plan"
    )
    last = datetime.date(2025, 6, 20)
    (one,) = found((letter, procedure), "plan", last)
    assert one.text == "กำหนดส่ง 27 มิถุนายน 2568 ตามหนังสือจังหวัด และขั้นตอน"
    assert len(found((letter, procedure), "plan", last.replace(day=19))) == 2


@pytest.mark.parametrize(
    ("today", "sent", "tag", "tone"),
    [
        (26, None, "", ""),
        (27, None, "", ""),
        (28, None, "เกินกำหนดแล้ว 1 วัน", "wrong"),
        (30, 27, "", ""),
        (30, 28, "ส่งหลังกำหนด 1 วัน", "act"),
    ],
)
def test_a_missed_date_is_said(today, sent, tag, tone):
    due = Due(datetime.date(2025, 6, 27), ("ขั้นตอน",))
    went = sent and datetime.date(2025, 6, sent)
    (line,) = due_lines([due], today=datetime.date(2025, 6, today), sent=went)
    assert (line.tag, line.tone) == (tag, tone)
    assert line.text == "กำหนดส่ง 27 มิถุนายน 2568 ตามขั้นตอน"
