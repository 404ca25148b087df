"""What home and the list say of events: to begin, to hold today, ahead; each office its own."""

from datetime import date

import pytest
from django.urls import reverse

from cdd_network.models import User
from projects.actions.events import begin_province_day
from projects.models import ActivityDay
from reports.event_tasks import tasks_for
from tests.people import World


def told(user: User) -> list[tuple[str, str]]:
    return [(task.title, task.tag) for task in tasks_for(user)]


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> object:
    """``today(day)``: it is that day in June 2568."""
    return lambda day: monkeypatch.setattr(
        "django.utils.timezone.localdate", lambda: date(2025, 6, day)
    )


def test_the_province_is_led_to_its_day(world: World, today: object) -> None:
    today(2)
    opened = world.round_prepared()
    (task,) = tasks_for(world.buriram)
    assert task.url == reverse("province_day", args=[opened.pk])
    assert told(world.buriram) == [("เตรียมกิจกรรมที่ 1 ของจังหวัด", "ยังไม่เริ่ม")]
    assert told(world.surin) == told(world.krasang) == told(world.department) == []
    event = begin_province_day(round=opened, by=world.buriram)
    assert told(world.buriram) == [(f"เตรียมจัด{event.name}", "อีก 4 วัน")]
    today(6)
    (task,) = [one for one in tasks_for(world.buriram) if one.tag == "วันนี้"]
    assert task.url == reverse("checkin_day", args=[event.pk, 1])
    today(7)
    assert [title for title, _ in told(world.buriram)] == [f"บันทึกใน BPM {event.name}"]
    ActivityDay.objects.filter(event=event).update(date=None)
    assert told(world.buriram) == [(f"เตรียมจัด{event.name}", "ยังไม่กำหนดวัน")]


def test_the_district_is_led_to_each_of_its_days(world: World, today: object) -> None:
    first, _ = world.dated()
    today(17)
    assert told(world.krasang) == [(f"เตรียมจัด{first.name}", "อีก 1 วัน")]
    today(19)
    assert told(world.krasang) == [(f"ลงชื่อผู้มาวันที่ 2 {first.name}", "วันนี้")]
    today(20)
    assert [tag for _, tag in told(world.krasang)][-1] == "วันนี้"
    assert tasks_for(world.krasang)[-1].url == reverse("checkin_day", args=[first.pk, 3])


def test_the_list_leads_to_the_provinces_days(world: World, page: object) -> None:
    event = world.province_day()
    url = reverse("event", args=[event.pk])
    for user in (world.buriram, world.department):
        assert url in page(user).get(reverse("activities")).content.decode()
        assert url not in page(user).get(reverse("activities"), {"year": "2560"}).content.decode()
    for user in (world.surin, world.krasang):
        assert url not in page(user).get(reverse("activities")).content.decode()
