"""The calendar behind a secret address, read back with the library that others read it with."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.urls import reverse
from icalendar import Calendar

from cdd_network.models import AuditRow, User
from cdd_network.roles import Role
from reports.actions.calendars import end_feed, make_feed, renew_feed
from reports.models import BpmRecord, CalendarFeed
from tests.people import World
from tests.projects.stage import listed

PAGE = "/calendar/"


def address(user: User) -> str:
    return reverse("calendar_feed", args=[make_feed(by=user).token])


def read(page: Callable, user: User) -> dict[str, object]:
    """The entries of the user's calendar by the begin of their UID, as a stranger fetches it."""
    answer = page(None).get(address(user))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"].startswith("private")
    held = Calendar.from_ical(answer.content)
    return {str(one["UID"]).split("@")[0]: one for one in held.walk("VEVENT")}


def test_a_districts_own_duties_and_no_more(page: Callable, world: World) -> None:
    first, _second = world.dated()
    listed(first, ["นางสาวลับ เฉพาะกระสัง"])
    held = read(page, world.krasang)
    mine = first.chosen.pk
    tasks = ("plan", "summary", "bpm", "follow_3", "follow_6", "follow_12")
    assert set(held) == {f"{task}:{mine}" for task in tasks}
    plan = held[f"plan:{mine}"]
    assert plan["SUMMARY"] == "ส่งแผนปฏิบัติการฯ กลุ่มออมทรัพย์เพื่อการผลิตบ้านกระเจา"
    assert (plan["DTSTART"].dt, plan["DTEND"].dt) == (date(2025, 6, 27), date(2025, 6, 28))
    assert "27 มิถุนายน 2568 ตามขั้นตอน" in plan["DESCRIPTION"]
    assert "10 กรกฎาคม 2568 ตามหนังสือ" in plan["DESCRIPTION"], "each paper is told"
    assert f"http://127.0.0.1:8000/activities/{first.pk}/" in plan["DESCRIPTION"]
    alarms = [one["TRIGGER"].dt for one in plan.walk("VALARM")]
    assert alarms == [timedelta(days=-days, hours=8) for days in (7, 1)]
    assert held[f"follow_6:{mine}"]["DTSTART"].dt == date(2025, 12, 20)
    BpmRecord.objects.create(event=first, keyed_on=date(2025, 6, 24), by=world.krasang)
    again = read(page, world.krasang)
    assert set(held) - set(again) == {f"bpm:{mine}"}, (
        "what is done is left out, all else keeps its UID"
    )
    raw = page(None).get(address(world.krasang)).content.decode()
    assert "นางสาวลับ" not in raw
    assert all(len(line.encode()) <= 75 for line in raw.split("\r\n")), (
        "folded as the standard wants"
    )


def test_a_province_and_the_department(page: Callable, world: World) -> None:
    _first, second = world.dated()
    held = read(page, world.buriram)
    assert held[f"plan:{second.chosen.pk}"]["SUMMARY"].startswith("อำเภอบ้านด่าน ส่งแผน")
    assert held[f"bundle:2568:{world.buriram.office_id}"]["DTSTART"].dt == date(2025, 6, 20)
    assert not any(key.startswith(("plan", "summary")) for key in read(page, world.surin))
    ((key, entry),) = read(page, world.department).items()
    assert (key, entry["DTSTART"].dt) == ("bundles:2568", date(2025, 6, 20))
    assert "ยังไม่ส่ง 1 จังหวัด: บุรีรัมย์" in entry["DESCRIPTION"]


def test_the_address_is_the_only_key_and_ends_with_the_right(page: Callable, world: World) -> None:
    stranger = page(None)
    assert stranger.get(reverse("calendar_feed", args=["A" * 22])).status_code == 404
    old = address(world.krasang)
    assert stranger.head(old).status_code == 200
    token = CalendarFeed.objects.get().token
    fresh = renew_feed(token=token, by=world.krasang)
    assert renew_feed(token=token, by=world.krasang).token == fresh.token, "a second click"
    assert stranger.get(old).status_code == 404
    new = reverse("calendar_feed", args=[fresh.token])
    assert stranger.get(new).status_code == 200
    User.objects.filter(pk=world.krasang.pk).update(is_active=False)
    assert stranger.get(new).status_code == 404
    User.objects.filter(pk=world.krasang.pk).update(is_active=True, role=Role.MEMBER)
    assert stranger.get(new).status_code == 404, "a member of the committee has no calendar"
    User.objects.filter(pk=world.krasang.pk).update(role=Role.DISTRICT)
    end_feed(by=world.krasang)
    end_feed(by=world.krasang)
    assert stranger.get(new).status_code == 404
    acts = list(AuditRow.objects.filter(by=world.krasang, act__endswith="feed"))
    assert [row.act for row in acts] == ["end_feed", "renew_feed", "make_feed"]
    assert not any(fresh.token in str(row.detail) for row in acts), "the trail tells no address"


def test_made_and_ended_by_its_page(page: Callable, world: World) -> None:
    client = page(world.bandan)
    assert "ยังไม่ได้สร้างที่อยู่ปฏิทิน" in client.get(PAGE).content.decode()
    assert client.post("/calendar/new/").status_code == 302
    shown = client.get(PAGE).content.decode()
    feed = CalendarFeed.objects.get(user=world.bandan)
    assert f"http://127.0.0.1:8000/ics/{feed.token}.ics" in shown
    assert "webcal://127.0.0.1:8000/ics/" in shown
    assert feed.token not in page(world.krasang).get(PAGE).content.decode()
    assert client.post("/calendar/end/").status_code == 302
    assert not CalendarFeed.objects.exists()


@pytest.mark.parametrize(("who", "queries"), [("krasang", 5), ("buriram", 7), ("department", 8)])
def test_queries_do_not_grow(
    who: str, queries: int, page: Callable, world: World, django_assert_num_queries: object
) -> None:
    url = address(getattr(world, who))
    world.dated()
    with django_assert_num_queries(queries):
        page(None).get(url)
