"""An event begins with all its parts; the province's day is as much an event as a group's three."""

import pytest

from cdd_network.refusal import Refused
from projects.actions.events import begin_province_day
from projects.models import Event, Questionnaire
from projects.rules import check_run_event
from reports.actions.summaries import begin_summary
from tests.people import World
from tests.projects.stage import sent


def test_a_group_event_has_the_curriculums_timetable(world: World) -> None:
    first, _ = world.allotted()
    days = list(first.days.all())
    assert [day.number for day in days] == [1, 2, 3]
    rows = [(f"{r.begins:%H.%M}-{r.ends:%H.%M}", r.session) for r in days[1].timetable.all()]
    assert rows == [
        ("08.00-09.00", 0),
        ("09.00-10.00", 1),
        ("10.00-12.00", 2),
        ("13.00-15.00", 2),
        ("15.00-16.00", 3),
    ]
    assert days[0].timetable.first().topic == "ลงทะเบียน"
    assert {q.moment for q in first.questionnaires.all()} == set(Questionnaire.Moment)
    assert len({day.token for day in days}) == 3
    assert (first.office, first.province) == (world.krasang.office, world.buriram.office)


def test_the_provinces_day_takes_its_date_from_the_meeting(world: World) -> None:
    opened = world.round_prepared()
    event = begin_province_day(round=opened, by=world.buriram)
    assert begin_province_day(round=opened, by=world.buriram) == event  # a second click
    (day,) = event.days.all()
    assert (day.date, day.place) == (opened.meeting_date, opened.meeting_place)
    assert day.timetable.last().topic.startswith("ชี้แจงเกณฑ์การคัดเลือก")
    assert (event.rule.people, event.ceiling) == (50, 41300)
    for other in (world.surin, world.krasang, world.department):
        with pytest.raises(Refused):
            begin_province_day(round=opened, by=other)


def test_who_sees_an_event(world: World) -> None:
    first, second = world.allotted()
    day = begin_province_day(round=first.chosen.round, by=world.buriram)
    own, other, province = Event.objects.get(pk=first.pk), second.event_ptr, day.event_ptr
    assert set(Event.objects.visible_to(world.krasang)) == {own}
    assert set(Event.objects.visible_to(world.buriram)) == {own, other, province}
    assert set(Event.objects.visible_to(world.department)) == {own, other, province}
    for stranger in (world.surin, world.prasat, world.members[0]):
        assert not Event.objects.visible_to(stranger).exists()
    assert own.run == first and province.run == day


def test_an_event_rests_while_its_summary_is_with_the_province(world: World) -> None:
    first, _ = world.dated()
    check_run_event(world.krasang, first.event_ptr)
    with pytest.raises(Refused, match="สำนักงานอื่น"):
        check_run_event(world.buriram, first.event_ptr)
    sent(begin_summary(activity=first, by=world.krasang))
    with pytest.raises(Refused, match="ส่งแบบสรุปผลให้จังหวัดแล้ว"):
        check_run_event(world.krasang, first.event_ptr)
