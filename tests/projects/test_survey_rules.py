"""When a questionnaire is open and what it asks."""

from datetime import date, timedelta

import pytest

from cdd_network.models import Programme
from cdd_network.refusal import Refused
from projects import survey_rules
from projects.models import ActivityDay, Questionnaire

FIRST, LAST = date(2025, 6, 18), date(2025, 6, 20)
DAYS = [ActivityDay(number=3, date=LAST), ActivityDay(number=1, date=FIRST)]
OWN = date(2025, 6, 1)


def window(moment: str, days: list[ActivityDay] = DAYS, **own: date) -> survey_rules.Window:
    return survey_rules.window(Questionnaire(moment=moment, **own), days)


def test_before_on_the_first_day_and_after_until_the_day_after_the_last() -> None:
    assert window("before") == (FIRST, FIRST)
    assert window("after") == (LAST, LAST + timedelta(1))
    one = [ActivityDay(number=1, date=FIRST)]
    assert window("before", one) == (FIRST, FIRST)
    assert window("after", one) == (FIRST, FIRST + timedelta(1))


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
            survey_rules.check_open(window(moment, unset), FIRST)


def test_outside_its_days_it_says_when() -> None:
    found = window("after")
    for at in (0, 1):
        survey_rules.check_open(found, LAST + timedelta(at))
    when = "ตั้งแต่วันที่ 20 มิถุนายน 2568 ถึงวันที่ 21 มิถุนายน 2568"
    for at, said in ((-1, "ยังไม่เปิดให้ตอบ"), (2, "ปิดรับคำตอบแล้ว")):
        with pytest.raises(Refused, match=f"{said}.*{when}"):
            survey_rules.check_open(found, LAST + timedelta(at))


def test_the_study_visit_is_asked_where_there_is_one(django_db_setup: None, db: None) -> None:
    survey = Programme.objects.get(year=2568).content.survey
    before = survey_rules.asked(survey, number=2, moment="before")
    assert before == survey_rules.Asked(survey.knowledge)
    keys = {
        number: [
            item.key
            for part in survey_rules.asked(survey, number=number, moment="after").parts
            for item in part.items
        ]
        for number in (1, 2)
    }
    assert set(keys[2]) - set(keys[1]) == {"study_site"}
    assert keys[2] == [item.key for part in survey.parts for item in part.items]


def test_a_device_is_another_in_each_questionnaire() -> None:
    one, two = Questionnaire(token="a" * 22), Questionnaire(token="b" * 22)
    assert survey_rules.device_of(one, "s") == survey_rules.device_of(one, "s")
    assert len({survey_rules.device_of(q, s) for q in (one, two) for s in ("s", "t")}) == 4
