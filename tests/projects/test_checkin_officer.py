"""Check-in by the officer's tap: dates, double taps, everybody at once, walk-ins, walls."""

import datetime
from collections.abc import Callable

import pytest
from django.urls import reverse

from cdd_network.models.audit import AuditRow
from cdd_network.refusal import Refused
from projects.actions import people as actions
from projects.models import ActivityDay, CheckIn, Participant
from reports.actions.summaries import begin_summary
from reports.models import SummaryReport
from tests.people import World
from tests.projects.stage import listed, sent

DAY = datetime.date(2025, 6, 18)


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime.date], None]:
    """Set the day that it is."""

    def is_now(day: datetime.date) -> None:
        monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: day)

    is_now(DAY)
    return is_now


def first_day(activity: object) -> ActivityDay:
    return activity.days.get(number=1)


def tap(client: object, day: ActivityDay, value: str, **more: object) -> object:
    return client.post(
        reverse("checkin_tap", args=[day.event_id, day.number]), {"tap": value}, **more
    )


def test_a_tap_ticks_and_a_tap_takes_back(world: World, page: object, today: object) -> None:
    first, _ = world.dated()
    day, (person,) = first_day(first), listed(first, 1)
    report = begin_summary(activity=first, by=world.krasang)
    client = page(world.krasang)
    answer = tap(client, day, f"{person.pk}:morning:on")
    assert answer.url.endswith(f"#p-{person.pk}")
    tap(client, day, f"{person.pk}:morning:on")  # a double tap
    (ticked,) = day.checkins.all()
    assert (ticked.half, ticked.by) == ("morning", world.krasang)
    assert SummaryReport.objects.get(pk=report.pk).version == report.version + 1  # once
    shown = client.get(reverse("checkin_day", args=[first.pk, 1])).content.decode()
    assert f'value="{person.pk}:morning:off"' in shown and 'data-count="morning">1<' in shown
    tap(client, day, f"{person.pk}:morning:off")
    tap(client, day, f"{person.pk}:morning:off")
    assert not CheckIn.objects.exists()
    acts = AuditRow.objects.filter(act__startswith="check_in").order_by("pk")
    assert [row.act for row in acts] == ["check_in", "check_in:undo"]
    assert acts[0].detail == {"half": "morning", "people": [person.pk]}


def test_the_script_is_told_the_truth(world: World, page: object, today: object) -> None:
    first, second = world.dated()
    day, (person,) = first_day(first), listed(first, 1)
    (stranger,) = listed(second, ["นายเฉพาะ บ้านด่าน"])
    client = page(world.krasang)
    quick = {"headers": {"X-Tap": "1"}}
    told = tap(client, day, f"{person.pk}:afternoon:on", **quick)
    assert told.json() == {"on": True, "counts": {"morning": 0, "afternoon": 1}}
    for value in (
        f"{stranger.pk}:morning:on",
        "x",
        f"{person.pk}:night:on",
        "9" * 30 + ":morning:on",
    ):
        answer = tap(client, day, value, **quick)
        assert answer.status_code == 409 and "ไม่อยู่ในบัญชีแล้ว" in answer.json()["refused"]
    assert CheckIn.objects.count() == 1


def test_not_before_the_day_and_later_is_marked(world: World, page: object, today: object) -> None:
    first, _ = world.dated()
    day, (person,) = first_day(first), listed(first, 1)
    client, value = page(world.krasang), f"{person.pk}:morning:on"
    today(DAY - datetime.timedelta(days=1))
    assert tap(client, day, value).status_code == 409
    shown = client.get(reverse("checkin_day", args=[first.pk, 1])).content.decode()
    assert "ลงชื่อได้ตั้งแต่วันจัดกิจกรรม" in shown and 'name="tap"' not in shown
    today(DAY + datetime.timedelta(days=1))
    assert tap(client, day, value).status_code == 302
    row = AuditRow.objects.get(act="check_in")
    assert row.detail["note"] == "แก้ย้อนหลัง"
    assert "แก้ย้อนหลัง" in client.get(reverse("checkin_day", args=[first.pk, 1])).content.decode()


def test_a_day_without_a_date_is_not_ticked(world: World, today: object) -> None:
    first, _ = world.allotted()
    (person,) = listed(first, 1)
    with pytest.raises(Refused, match="ยังไม่ได้กำหนดวัน"):
        actions.check_in(day=first_day(first), participant=person, half="morning", by=world.krasang)


def test_by_the_qr_only_on_the_day(world: World, today: object) -> None:
    first, second = world.dated()
    day, (person,) = first_day(first), listed(first, 1)
    ticked = actions.check_in(day=day, participant=person, half="morning")
    assert (
        ticked.by is None
        and actions.check_in(day=day, participant=person, half="morning") == ticked
    )
    with pytest.raises(Refused, match="ไม่อยู่ในบัญชี"):
        actions.check_in(day=first_day(second), participant=person, half="morning")
    for other in (-1, 1):
        today(DAY + datetime.timedelta(days=other))
        with pytest.raises(Refused, match="เฉพาะในวัน"):
            actions.check_in(day=day, participant=person, half="afternoon")
    today(DAY)
    sent(begin_summary(activity=first, by=world.krasang))
    with pytest.raises(Refused, match="สรุปผล"):
        actions.check_in(day=day, participant=person, half="afternoon")


def test_everybody_at_once_and_taken_back(world: World, page: object, today: object) -> None:
    first, _ = world.dated()
    day, people = first_day(first), listed(first, 3)
    actions.check_in(day=day, participant=people[0], half="morning", by=world.krasang)
    client, url = page(world.krasang), reverse("checkin_all", args=[first.pk, 1])
    shown = client.post(url, {"half": "morning"}, follow=True)
    assert day.checkins.filter(half="morning").count() == 3
    assert "เลิกทำ" in shown.content.decode()
    again = client.post(url, {"half": "morning"})  # a second click ticks nobody
    assert again.status_code == 302 and day.checkins.count() == 3
    client.post(url, {"half": "morning", "at": shown.context["bulk"]["at"]})
    assert [one.participant for one in day.checkins.all()] == [people[0]]  # ticked before: stays
    for wrong in ({"half": "x"}, {}, {"half": "morning", "at": "x"}):
        assert client.post(url, wrong).status_code == 302


def test_a_walk_in_is_listed_and_ticked_in_one_act(
    world: World, page: object, today: object
) -> None:
    first, _ = world.dated()
    listed(first, 1)
    client, url = page(world.krasang), reverse("checkin_new", args=[first.pk, 1])
    client.get(url)
    assert client.post(url, {"name": "นายมา เอง"}).status_code == 422  # no half
    client.post(url, {"name": "นายมา เอง", "halves": ["morning", "afternoon"]})
    person = Participant.objects.get(name="นายมา เอง")
    assert person.order == 2 and person.checkins.count() == 2
    again = client.post(url, {"name": "นายมา เอง", "halves": ["morning"]})
    assert again.status_code == 409 and Participant.objects.count() == 2
    today(DAY - datetime.timedelta(days=1))
    assert client.post(url, {"name": "นายก่อน วัน", "halves": ["morning"]}).status_code == 409
    assert Participant.objects.count() == 2


def test_frozen_while_the_summary_is_with_the_province(
    world: World, page: object, today: object
) -> None:
    first, _ = world.dated()
    day, (person,) = first_day(first), listed(first, 1)
    sent(begin_summary(activity=first, by=world.krasang))
    client = page(world.krasang)
    assert tap(client, day, f"{person.pk}:morning:on").status_code == 409
    shown = client.get(reverse("checkin_day", args=[first.pk, 1])).content.decode()
    assert "ส่งแบบสรุปผลให้จังหวัดแล้ว" in shown and 'name="tap"' not in shown
    assert not CheckIn.objects.exists()


def test_walls_of_the_check_in(world: World, page: object, today: object) -> None:
    first, _ = world.dated()
    day, (person,) = first_day(first), listed(first, ["นายเฉพาะ กระสัง"])
    url = reverse("checkin_day", args=[first.pk, 1])
    assert "นายเฉพาะ กระสัง" in page(world.krasang).get(url).content.decode()
    seen = page(world.buriram).get(url).content.decode()
    assert "นายเฉพาะ กระสัง" in seen and 'name="tap"' not in seen
    assert tap(page(world.buriram), day, f"{person.pk}:morning:on").status_code == 409
    for user in (world.bandan, world.surin, world.department, world.members[0]):
        assert page(user).get(url).status_code == 404
        assert tap(page(user), day, f"{person.pk}:morning:on").status_code == 404
    assert page(world.krasang).get(reverse("checkin_day", args=[first.pk, 9])).status_code == 404
    assert not CheckIn.objects.exists()


@pytest.mark.parametrize("count", [1, 20, 200])
def test_the_check_in_asks_the_same_number_of_queries(
    world: World, page: object, today: object, django_assert_num_queries: object, count: int
) -> None:
    first, _ = world.dated()
    people = listed(first, count)
    actions.check_in_all(day=first_day(first), half="morning", by=world.krasang)
    client = page(world.krasang)
    with django_assert_num_queries(8):
        found = client.get(reverse("checkin_day", args=[first.pk, 1]))
    assert found.content.decode().count('aria-pressed="true"') == len(people)
    searched = client.get(reverse("checkin_day", args=[first.pk, 1]), {"q": "คนที่ 1 "})
    assert len(searched.context["facts"].rows) >= 1 and searched.context["facts"].listed == count
