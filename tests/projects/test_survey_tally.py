"""Paper sheets are counted: bounds, two officers, saving by itself, who may."""

import pytest
from django.urls import reverse

from cdd_network.models.audit import AuditRow
from projects.models import Activity, Event, Tally
from tests.forms import opened
from tests.people import World
from tests.projects.stage import sent
from tests.projects.surveyed import answered, of


@pytest.fixture
def event(world: World) -> Event:
    """Krasang's event with its three days."""
    activity, _ = world.dated()
    return Event.objects.get(pk=activity.pk)


def address(event: Event, moment: str = "after") -> str:
    """The tally's page."""
    return reverse("survey_tally", args=[event.pk, moment])


def typed(
    client: object, event: Event, moment: str = "after", **values: object
) -> dict[str, object]:
    """What the opened form sends with ``values`` typed into it."""
    return {**opened(client, address(event, moment)), **values}


def tally(event: Event, moment: str = "after") -> Tally:
    return Tally.objects.get(questionnaire=of(event, moment))


def test_counts_are_kept_and_empty_cells_beside_numbers_are_noughts(event, world, page):
    client = page(world.krasang)
    data = typed(client, event, sheets="๒๐", overall_5="๑๒", overall_4="6 คน", overall_3="2")
    data |= {"right_3": "4", "right_5": "16", "texts": "อยากให้จัดอีก"}
    response = client.post(address(event), data)
    assert response.url == reverse("event_survey", args=[event.pk])
    kept = tally(event)
    assert (kept.sheets, kept.levels) == (20, {"overall": [12, 6, 2, 0, 0]})
    assert (kept.right, kept.texts) == ([0, 0, 0, 4, 0, 16], "อยากให้จัดอีก")
    text = client.get(response.url).content.decode()
    assert "ค่าเฉลี่ย 4.50 ส่วนเบี่ยงเบนมาตรฐาน 0.69" in text
    again = typed(client, event)
    assert (again["overall_5"], again["overall_1"], again["speaker_5"]) == ("12", "0", "")


def test_an_item_that_is_cleared_was_not_counted(event, world, page):
    client = page(world.krasang)
    client.post(address(event), typed(client, event, sheets="5", overall_5="5", right_0="5"))
    gone = dict.fromkeys(
        [f"overall_{n}" for n in range(1, 6)] + [f"right_{n}" for n in range(6)], ""
    )
    client.post(address(event), typed(client, event, **gone))
    assert (tally(event).levels, tally(event).right) == ({}, [])


def test_more_answers_than_sheets_are_told_at_their_item(event, world, page):
    client = page(world.krasang)
    data = typed(client, event, sheets="10", venue_5="6", venue_1="5", right_2="11", speaker_5="10")
    response = client.post(address(event), data)
    text = response.content.decode()
    assert response.status_code == 422
    assert '<a href="#id_venue_5">ข้อ 8 นับได้ 11 คน เกินจำนวนแบบที่ได้รับ 10 ฉบับ</a>' in text
    assert '<a href="#id_right_0">แบบทดสอบความรู้ นับได้ 11 คน' in text
    assert 'id="id_venue_5_error"' in text and 'value="6"' in text
    assert "id_speaker_5_error" not in text
    assert tally(event).levels == {}, "nothing of a wrong form is kept by the button"


@pytest.mark.parametrize("wrong", ["-1", "2.5", "มาก", "1001"])
def test_what_is_no_number_of_people(event, world, page, wrong):
    client = page(world.krasang)
    response = client.post(address(event), typed(client, event, sheets="9", venue_5=wrong))
    assert response.status_code == 422 and "id_venue_5_error" in response.content.decode()


def test_it_saves_itself_but_for_what_is_wrong(event, world, page):
    client = page(world.krasang)
    data = typed(client, event, sheets="10", overall_5="9", venue_5="11")
    told = client.post(address(event), data, headers={"X-Autosave": "1"}).json()
    assert [one["control"] for one in told["unsaved"]] == ["id_venue_5"]
    assert tally(event).levels == {"overall": [9, 0, 0, 0, 0]}
    assert told["texts"]["sum-overall"] == "นับได้ 9 คน"
    data |= {"version": told["version"], "base": told["base"], "venue_5": "10"}
    told = client.post(address(event), data, headers={"X-Autosave": "1"}).json()
    assert told["unsaved"] == [] and tally(event).levels["venue"] == [10, 0, 0, 0, 0]


def test_fewer_sheets_than_were_counted_are_not_kept_in_silence(event, world, page):
    client = page(world.krasang)
    client.post(address(event), typed(client, event, sheets="10", overall_5="9"))
    answer = client.post(
        address(event), typed(client, event, sheets="5"), headers={"X-Autosave": "1"}
    )
    assert answer.status_code == 409 and "ข้อ 11 นับได้ 9 คน" in answer.json()["refused"]
    assert tally(event).sheets == 10


def test_two_officers_count_different_items(event, world, page):
    client = page(world.krasang)
    client.post(address(event), typed(client, event, sheets="10"))
    first = typed(client, event, overall_5="9")
    second = typed(client, event, venue_5="8")
    client.post(address(event), first)
    assert client.post(address(event), second).status_code == 302
    assert tally(event).levels == {"overall": [9, 0, 0, 0, 0], "venue": [8, 0, 0, 0, 0]}


def test_two_officers_who_counted_the_same_item_see_both(event, world, page):
    client = page(world.krasang)
    client.post(address(event), typed(client, event, sheets="10"))
    first, second = typed(client, event, overall_5="9"), typed(client, event, overall_5="8")
    client.post(address(event), first)
    response = client.post(address(event), second)
    text = response.content.decode()
    assert response.status_code == 409 and "แก้ไขไม่ตรงกัน 1 ข้อ" in text
    assert tally(event).levels["overall"][0] == 9


def test_before_there_is_the_test_alone(event, world, page):
    client = page(world.krasang)
    data = typed(client, event, "before", sheets="4", right_1="4")
    assert "overall_5" not in data and "texts" not in data
    client.post(address(event, "before"), data)
    assert tally(event, "before").right == [0, 4, 0, 0, 0, 0]


def test_the_summary_is_told_of_what_changed_and_of_nothing_else(event, world, page, story):
    activity = Activity.objects.get(pk=event.pk)
    report = story.summaries.begin_summary(activity=activity, by=world.krasang)
    client = page(world.krasang)
    client.post(address(event), typed(client, event, sheets="3", overall_5="3"))
    report.refresh_from_db()
    after = report.version
    assert after > 1
    client.post(address(event), typed(client, event))
    report.refresh_from_db()
    assert report.version == after


def test_it_rests_while_the_summary_is_with_the_province(event, world, page, story):
    client = page(world.krasang)
    data = typed(client, event, sheets="3")
    activity = Activity.objects.get(pk=event.pk)
    sent(story.summaries.begin_summary(activity=activity, by=world.krasang))
    for response in (client.get(address(event)), client.post(address(event), data)):
        assert response.status_code == 409
        assert "ส่งแบบสรุปผลให้จังหวัดแล้ว" in response.content.decode()
    assert not Tally.objects.exists()


def test_only_the_office_of_the_event_counts(event, world, page):
    answered(event, [5] * 3, [5] * 3)
    assert page(world.krasang).get(address(event)).status_code == 200
    refused = page(world.buriram).post(address(event), {"sheets": "9"})
    assert refused.status_code == 409 and not Tally.objects.exists()
    for user in (world.bandan, world.surin, world.department, world.members[0]):
        assert page(user).get(address(event)).status_code == 404
    assert page(world.krasang).get(address(event, "no-such")).status_code == 404


def test_the_trail_names_no_count(event, world, page):
    client = page(world.krasang)
    client.post(address(event), typed(client, event, sheets="3", texts="เฉพาะกระสัง"))
    rows = AuditRow.objects.filter(subject_type="projects.tally").order_by("pk")
    assert [row.act for row in rows] == ["begin", "save"]
    assert rows[1].detail["changed"] == ["sheets", "texts"]


def test_the_provinces_day_counts_what_it_was_asked(world, page):
    day = Event.objects.get(pk=world.province_day().pk)
    client = page(world.buriram)
    text = client.get(address(day)).content.decode()
    assert "7. สถานที่จัดกิจกรรม" in text and "สถานที่ศึกษาดูงาน" not in text
    data = typed(client, day, sheets="3", right_4="3", venue_5="4")
    assert "right_5" not in data and "study_site_5" not in data
    assert "ข้อ 7 นับได้ 4 คน" in client.post(address(day), data).content.decode()
    client.post(address(day), {**data, "venue_5": "3"})
    assert tally(day).right == [0, 0, 0, 0, 3]


def test_what_was_written_is_kept_without_numbers(event, world, page):
    client = page(world.krasang)
    data = typed(client, event, sheets="1", texts="โทร 081-234-5678\nอยากให้จัดอีก")
    told = client.post(address(event), data, headers={"X-Autosave": "1"}).json()
    assert told["unsaved"] == [] and tally(event).texts == "โทร •••\nอยากให้จัดอีก"
    data |= {"version": told["version"], "base": told["base"]}
    assert client.post(address(event), data).status_code == 302, "the same words are no clash"
    assert tally(event).texts == "โทร •••\nอยากให้จัดอีก"


def test_the_form_opens_with_few_queries(event, world, page, django_assert_num_queries):
    client = page(world.krasang)
    client.get(address(event))
    with django_assert_num_queries(5):
        client.get(address(event))
