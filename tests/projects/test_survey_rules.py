"""When a questionnaire is open and what it asks."""

from datetime import date, datetime, time, timedelta

import pytest

from cdd_network.models import Programme
from cdd_network.refusal import Refused
from projects import survey_rules
from projects.models import ActivityDay, Questionnaire

FIRST, LAST = date(2025, 6, 18), date(2025, 6, 20)
DAYS = [ActivityDay(number=3, date=LAST), ActivityDay(number=1, date=FIRST)]
OWN = date(2025, 6, 1)


def window(moment: str, days: list[ActivityDay] = DAYS, **own: date) -> tuple:
    """First and last day, of a window that begins with its day."""
    found = survey_rules.window(Questionnaire(moment=moment, **own), days)
    assert found.hour == time.min
    return found[:2]


def at(day: date, hour: str = "09:00") -> datetime:
    return datetime.combine(day, time.fromisoformat(hour))


def test_before_on_the_first_day_and_after_until_the_day_after_the_last() -> None:
    assert window("before") == (FIRST, FIRST)
    assert window("after") == (LAST, LAST + timedelta(1))


@pytest.mark.parametrize(("last", "hour"), [(time(15), "15.00"), (None, "12.00")])
def test_on_a_single_day_after_begins_with_the_last_session(last: time | None, hour: str) -> None:
    day = ActivityDay(number=1, date=FIRST)
    day.last_begins = last
    assert window("before", [day]) == (FIRST, FIRST)
    assert window("after", [day], opens_on=FIRST) == (FIRST, FIRST + timedelta(1)), (
        "own: whole days"
    )
    found = survey_rules.window(Questionnaire(moment="after"), [day])
    assert found == (FIRST, FIRST + timedelta(1), last or time(12))
    with pytest.raises(Refused, match=f"เปิดให้ตอบตั้งแต่วันที่ 18 มิถุนายน 2568 เวลา {hour} น. ถึงวันที่ 19"):
        survey_rules.check_open(found, at(FIRST, "11:59"))
    survey_rules.check_open(found, at(FIRST, "15:00"))
    survey_rules.check_open(found, at(FIRST + timedelta(1), "08:00"))
    shut = survey_rules.window(Questionnaire(moment="after", closes_on=FIRST), [day])
    assert survey_rules.days_text(shut) == f"ตั้งแต่วันที่ 18 มิถุนายน 2568 เวลา {hour} น."


def test_own_dates_win_each_by_itself() -> None:
    assert window("after", opens_on=FIRST) == (FIRST, LAST + timedelta(1))
    assert window("after", closes_on=LAST) == (LAST, LAST)
    assert window("before", opens_on=OWN, closes_on=OWN) == (OWN, OWN)
    # One own date and days that were moved past it: the own one is the whole of it.
    assert window("after", closes_on=OWN) == (OWN, OWN)
    assert window("before", opens_on=LAST) == (LAST, LAST)


def test_without_dates_it_is_closed() -> None:
    unset = [ActivityDay(number=n) for n in (1, 2, 3)]
    for moment in ("before", "after"):
        assert window(moment, unset) == (None, None) == window(moment, [])
        with pytest.raises(Refused, match="ยังไม่กำหนดวันเปิดให้ตอบ"):
            survey_rules.check_open(survey_rules.Window(None, None), at(FIRST))


def test_outside_its_days_it_says_when() -> None:
    found = survey_rules.Window(*window("after"))
    for day in (0, 1):
        survey_rules.check_open(found, at(LAST + timedelta(day)))
    when = "ตั้งแต่วันที่ 20 มิถุนายน 2568 ถึงวันที่ 21 มิถุนายน 2568"
    # Closed at once is closed as of yesterday, so that no last day is told.
    for day, said in ((-1, f"ยังไม่เปิดให้ตอบ เปิดให้ตอบ{when}"), (2, "ปิดรับคำตอบแล้ว")):
        with pytest.raises(Refused, match=f"^{said}$"):
            survey_rules.check_open(found, at(LAST + timedelta(day)))


def test_the_study_visit_is_asked_where_there_is_one(django_db_setup: None, db: None) -> None:
    survey = Programme.objects.get(year=2568).content.survey
    before = survey_rules.asked(survey, number=2, moment="before")
    assert before == survey_rules.Asked(survey.knowledge)
    assert survey_rules.asked(survey, number=2, moment="after") == survey_rules.Asked(
        survey.knowledge, survey.parts, survey.questions
    )
    found = survey_rules.asked(survey, number=1, moment="after")
    items = [item for part in found.parts for item in part.items]
    every = {item.key for part in survey.parts for item in part.items}
    assert every - {item.key for item in items} == {"study_site"}
    assert [one.number for one in (*items, *found.questions)] == list(range(1, 13)), "no gap"
    test = survey_rules.asked(survey, number=1, moment="before").knowledge
    assert [one.key for one in test] == ["k1", "k2", "k4", "k5"] and test == found.knowledge


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("โทร 081-234-5678 ได้", "โทร ••• ได้"),
        ("๐๘๑๒๓๔๕๖๗๘", "•••"),
        ("(044) 611 234 หรือ 08 1234 5678", "(••• หรือ •••"),
        ("1-2345-67890-12-3 และ 1 2345 67890 12 3", "••• และ •••"),
        ("081–234–5678", "•••"),
        ("ขอ 1,500,000 บาท วันที่ 18/6/2568 ปี 256812", "ขอ 1,500,000 บาท วันที่ 18/6/2568 ปี 256812"),
        ("ข้อ 1\n2345678", "ข้อ 1\n•••"),
    ],
)
def test_numbers_by_which_somebody_is_reached_are_masked(typed: str, kept: str) -> None:
    assert survey_rules.masked(typed) == kept


def test_a_device_is_another_in_each_questionnaire() -> None:
    one, two = Questionnaire(token="a" * 22), Questionnaire(token="b" * 22)
    assert survey_rules.device_of(one, "s") == survey_rules.device_of(one, "s")
    assert len({survey_rules.device_of(q, s) for q in (one, two) for s in ("s", "t")}) == 4
