"""Activity 1: begun from the round, dated, looked at by those whom it concerns."""

import pytest
from django.urls import reverse

from cdd_network.refusal import Refused
from cdd_network.versions import Stale
from projects.actions.events import begin_province_day, save_province_day
from projects.models import ActivityDay, ProvinceDay
from tests.people import MEETING, World
from tests.projects.stage import listed, there

NEXT_DAY = {"date_day": "๗", "date_month": "6", "date_year": "๒๕๖๘", "place": "หอประชุมจังหวัด"}


def test_the_province_begins_its_day_from_the_round(world: World, page: object) -> None:
    opened = world.round_prepared()
    client, url = page(world.buriram), reverse("province_day", args=[opened.pk])
    before = client.get(url).content.decode()
    assert "เริ่มเตรียมกิจกรรมที่ 1" in before and "41,300 บาท" in before and "50 คน" in before
    first = client.post(url)
    assert client.post(url).url == first.url == client.get(url).url  # a second click, a second look
    shown = client.get(first.url).content.decode()
    assert "6 มิถุนายน 2568" in shown and MEETING[2] in shown
    assert page(world.department).get(first.url).status_code == 200
    for stranger in (world.surin, world.krasang, world.members[0]):
        assert page(stranger).get(first.url).status_code == 404
        assert page(stranger).get(url).status_code == 404


def test_date_and_place_are_changed_with_a_word_where_they_leave_the_meeting(
    world: World, page: object
) -> None:
    event = world.province_day()
    client, url = page(world.buriram), reverse("province_day_edit", args=[event.pk])
    wrong = client.post(url, {**NEXT_DAY, "version": event.version, "date_day": "31"})
    assert wrong.status_code == 422 and "หอประชุมจังหวัด" in wrong.content.decode()
    saved = client.post(url, {**NEXT_DAY, "version": event.version}, follow=True)
    text = saved.content.decode()
    assert "บันทึกวันและสถานที่แล้ว" in text
    assert "วันเสาร์" in text and "ไม่ตรงกับวันประชุมคณะกรรมการคัดเลือก" in text
    assert ActivityDay.objects.get(event=event).place == "หอประชุมจังหวัด"


def test_two_officers_on_the_date(world: World, page: object) -> None:
    event = world.province_day()
    values = {"date": MEETING[0], "place": "หอประชุม"}
    save_province_day(event=event, **values, version=1, by=world.buriram2)
    with pytest.raises(Stale):
        save_province_day(event=event, **values, version=1, by=world.buriram)
    with pytest.raises(Refused):
        save_province_day(event=event, **values, version=2, by=world.surin)
    base = page(world.buriram).get(reverse("province_day_edit", args=[event.pk]))
    assert "หอประชุม" in base.content.decode()


def test_a_round_without_a_meeting_gives_a_day_without_a_date(world: World, page: object) -> None:
    opened = world.round_prepared()
    type(opened).objects.filter(pk=opened.pk).update(meeting_date=None, meeting_place="")
    opened.refresh_from_db()
    event = begin_province_day(round=opened, by=world.buriram)
    shown = page(world.buriram).get(reverse("event", args=[event.pk])).content.decode()
    assert shown.count("ยังไม่ระบุ</span>") == 2
    assert ProvinceDay.objects.count() == 1


def test_the_hub_asks_the_same_few_queries(
    world: World, page: object, django_assert_max_num_queries: object
) -> None:
    event = world.province_day()
    client = page(world.buriram)
    with django_assert_max_num_queries(12):
        client.get(reverse("event", args=[event.pk]))


def test_the_day_is_not_moved_ahead_of_its_ticks(world: World, page: object) -> None:
    event = world.province_day()
    there(event.days.get(), listed(event, 3))
    client, url = page(world.buriram), reverse("province_day_edit", args=[event.pk])
    assert "มีผู้ลงชื่อวันที่ 1 แล้ว 3 คน" in client.get(url).content.decode()
    ahead = {**NEXT_DAY, "version": event.version, "date_year": "2599"}
    answer = client.post(url, ahead)
    assert answer.status_code == 422 and "date" in answer.context["form"].errors
    values = {"date": None, "place": "หอประชุม", "version": event.version}
    with pytest.raises(Refused, match="ลงชื่อ"):
        save_province_day(event=event, **values, by=world.buriram)
    assert client.post(url, {**ahead, "date_year": "2568"}).status_code == 302
