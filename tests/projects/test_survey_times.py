"""Days on which answers are taken: usual ones, own ones, closed at once, opened again."""

from datetime import date, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from cdd_network.models.audit import AuditRow
from projects.models import Activity, ActivityDay, Event
from projects.survey_rules import window
from tests.people import World
from tests.projects.stage import sent
from tests.projects.surveyed import of

LAST = date(2025, 6, 20)


@pytest.fixture
def event(world: World) -> Event:
    """Krasang's event on 18, 19 and 20 June."""
    activity, _ = world.dated()
    return Event.objects.get(pk=activity.pk)


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> object:
    """``on(day)``: noon of that day is now."""

    def set_day(day: date) -> None:
        noon = datetime(day.year, day.month, day.day, 5, tzinfo=timezone.get_fixed_timezone(0))
        monkeypatch.setattr(timezone, "now", lambda: noon)

    return set_day


def typed(opens: str = "", closes: str = "", reason: str = "") -> dict[str, str]:
    """Both dates, each typed whole into its day."""
    return {"opens_on_day": opens, "closes_on_day": closes, "reason": reason}


def times(event: Event, moment: str = "after") -> str:
    return reverse("survey_times", args=[event.pk, moment])


def close(event: Event, moment: str = "after") -> str:
    return reverse("survey_close", args=[event.pk, moment])


def open_days(event: Event, moment: str = "after") -> tuple[date | None, date | None]:
    return window(of(event, moment), ActivityDay.objects.filter(event=event))[:2]


def test_own_days_within_the_event_need_no_reason(event, world, page):
    response = page(world.krasang).post(times(event), typed("๑๙/๖/๒๕๖๘", "20/6/2568"))
    assert response.status_code == 302
    assert open_days(event) == (date(2025, 6, 19), LAST)
    assert AuditRow.objects.get(act="survey_times").detail["opens_on"] == "2025-06-19"


def test_days_outside_the_event_need_one(event, world, page):
    client = page(world.krasang)
    refused = client.post(times(event), typed("", "30/6/2568"))
    assert refused.status_code == 409
    assert "30 มิถุนายน 2568 อยู่นอกช่วงจัดกิจกรรม" in refused.content.decode()
    assert of(event).closes_on is None
    told = client.post(times(event), typed("", "30/6/2568", "ยังตอบไม่ครบ"))
    assert told.status_code == 302 and of(event).closes_on == date(2025, 6, 30)
    assert AuditRow.objects.get(act="survey_times").detail["reason"] == "ยังตอบไม่ครบ"


@pytest.mark.parametrize(
    ("opens", "closes", "why"),
    [
        ("20/6/2568", "19/6/2568", "วันปิดรับคำตอบต้องไม่ก่อนวันเปิด"),
        ("", "20/6/2569", "อยู่นอกปีงบประมาณ"),
        ("20/6/2567", "", "อยู่นอกปีงบประมาณ"),
    ],
)
def test_days_that_cannot_be(event, world, page, opens, closes, why):
    response = page(world.krasang).post(times(event), typed(opens, closes, "เหตุผล"))
    assert response.status_code == 409 and why in response.content.decode()
    assert of(event).opens_on is None


def test_what_is_no_date_stays_to_be_mended(event, world, page):
    response = page(world.krasang).post(times(event), typed("31/6/2568"))
    assert response.status_code == 422 and 'value="31"' in response.content.decode()


def test_empty_days_are_the_usual_ones_again(event, world, page):
    client = page(world.krasang)
    client.post(times(event), typed("19/6/2568", "19/6/2568"))
    client.post(times(event), typed())
    assert (of(event).opens_on, of(event).closes_on) == (None, None)


def test_without_days_nothing_can_be_opened(world, page):
    activity, _ = world.allotted()
    client = page(world.krasang)
    assert "ยังไม่กำหนดวันจัดกิจกรรม" in client.get(times(activity)).content.decode()
    response = client.post(times(activity), typed("19/6/2568", "20/6/2568"))
    assert response.status_code == 409 and "กำหนดวันจัดกิจกรรมให้ครบก่อน" in response.content.decode()


@pytest.mark.parametrize("own", [False, True])
def test_closed_at_once_and_opened_again(event, world, page, on, own):
    on(LAST)
    client = page(world.krasang)
    if own:
        client.post(times(event), typed("20/6/2568", "20/6/2568"))
    results = reverse("event_survey", args=[event.pk])
    assert "รับคำตอบถึง" in client.get(results).content.decode()
    assert client.post(close(event)).status_code == 302
    _, closes = open_days(event)
    assert closes < LAST, "no answer is taken on this very day"
    assert "เปิดรับคำตอบอีกครั้ง" in client.get(results).content.decode()
    assert client.post(close(event)).status_code == 409, "closed is closed"
    offered = client.get(times(event), {"again": "1"}).content.decode()
    assert 'value="20"' in offered
    client.post(times(event), typed("20/6/2568", "20/6/2568"))
    assert open_days(event) == (LAST, LAST)


def test_the_standing_follows_the_days(event, world, page, on):
    client, results = page(world.krasang), reverse("event_survey", args=[event.pk])
    on(date(2025, 6, 17))
    assert "เปิดรับคำตอบวันที่ 18 มิถุนายน 2568" in client.get(results).content.decode()
    on(date(2025, 6, 18))
    assert "รับคำตอบถึงสิ้นวันนี้" in client.get(results).content.decode()
    assert client.post(close(event)).status_code == 409, "the other one is not open yet"
    on(date(2025, 7, 18))
    assert client.get(results).content.decode().count("ปิดรับคำตอบแล้ว") == 2


def test_who_sets_the_days(event, world, page, story):
    for user, gets in (
        (world.buriram, 409),
        (world.bandan, 404),
        (world.surin, 404),
        (world.department, 404),
    ):
        assert page(user).post(times(event), typed("19/6/2568")).status_code == gets
        assert page(user).post(close(event)).status_code == gets
    activity = Activity.objects.get(pk=event.pk)
    sent(story.summaries.begin_summary(activity=activity, by=world.krasang))
    client = page(world.krasang)
    assert client.get(times(event)).status_code == 409
    assert client.post(times(event), typed("19/6/2568")).status_code == 409
    assert of(event).opens_on is None
