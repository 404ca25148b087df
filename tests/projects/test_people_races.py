"""Two officers, or an officer and a villager, over one list at the same moment.

What each has loaded before the other's act is a second copy of the row, as two requests hold it.
"""

import datetime

import pytest
from django.urls import reverse

from cdd_network.refusal import Refused
from projects.actions import papers, plans
from projects.actions import people as actions
from projects.actions.events import begin_province_day
from projects.actions.purge import purge_people
from projects.actions.survey import begin_tally, save_tally
from projects.models import (
    ActionPlan,
    Activity,
    ActivityDay,
    CheckIn,
    Event,
    Participant,
    ProvinceDay,
)
from projects.views import people as people_views
from projects.views import public
from reports.actions.summaries import begin_summary
from reports.models import SummaryReport
from tests.forms import opened
from tests.people import World
from tests.projects.clock import set_clock
from tests.projects.stage import listed, sent, there

DAY = datetime.date(2025, 6, 18)
NEW = {"name": "นายใหม่ มาแล้ว", "post": "", "village": "", "moo": None, "phone": ""}


@pytest.fixture
def event(world: World, monkeypatch: pytest.MonkeyPatch) -> Activity:
    """Krasang's activity on its first day, eight people on the list."""
    first, _ = world.dated()
    listed(first, 8)
    set_clock(monkeypatch, DAY)
    return first


def nth(event: Event, order: int) -> Participant:
    """A copy of its own."""
    return Participant.objects.select_related("event").get(event=event.pk, order=order)


def orders(event: Event) -> list[int]:
    return list(Participant.objects.filter(event=event.pk).values_list("order", flat=True))


def first_day(event: Event) -> ActivityDay:
    return ActivityDay.objects.select_related("event").get(event=event.pk, number=1)


def test_no_name_is_written_after_the_purge(world: World, event: Activity) -> None:
    stale, day, person = Event.objects.get(pk=event.pk), first_day(event), nth(event, 2)
    last = nth(event, 8)
    gone = actions.remove_person(person=nth(event, 7), by=world.krasang)
    assert purge_people(event=Event.objects.get(pk=event.pk)) == 7
    assert purge_people(event=Event.objects.get(pk=event.pk)) == 0
    walked = {"day": day, "values": NEW, "halves": ["morning"]}
    for act in (
        lambda: actions.add_person(event=stale, values=NEW, by=world.krasang),
        lambda: actions.add_people(event=event, rows=[NEW], by=world.krasang),
        lambda: actions.save_person(person=person, values=NEW, version=2, by=world.krasang),
        lambda: actions.restore_person(event=stale, gone=gone, by=world.krasang),
        lambda: actions.walk_in(**walked, by=world.krasang),
        lambda: actions.remove_person(person=last, by=world.krasang),
        lambda: actions.check_in(day=first_day(event), participant=person, half="morning"),
    ):
        stale.people_purged_at = day.event.people_purged_at = event.people_purged_at = None
        with pytest.raises(Refused, match="ลบรายชื่อของกิจกรรมนี้ตามกำหนดแล้ว"):
            act()
    assert not Participant.objects.exclude(name="").exists()


def test_a_held_event_of_either_kind_is_as_the_database_has_it(
    world: World, django_assert_num_queries: object
) -> None:
    first, _ = world.dated()
    day = begin_province_day(round=first.chosen.round, by=world.buriram)
    group = Activity.objects.with_place().get(pk=first.pk)
    province = ProvinceDay.objects.with_place().get(pk=day.pk)
    for event in (group, province, Event.objects.with_place().get(pk=first.pk)):
        office = event.office
        Event.objects.filter(pk=event.pk).update(version=event.version + 5)
        with django_assert_num_queries(1):
            papers.hold_event(event)
            assert event.office is office, "what is loaded stays"
        assert event.version == Event.objects.get(pk=event.pk).version


def test_nobody_signs_in_on_a_day_that_was_moved(world: World, event: Activity) -> None:
    day = first_day(event)
    ActivityDay.objects.filter(pk=day.pk).update(date=DAY + datetime.timedelta(days=1))
    for by, reason in ((None, "เฉพาะในวันจัดกิจกรรม"), (world.krasang, "ลงชื่อได้ตั้งแต่")):
        day.date = DAY
        with pytest.raises(Refused, match=reason):
            actions.check_in(day=day, participant=nth(event, 1), half="morning", by=by)
    assert not CheckIn.objects.exists()


def test_counts_change_the_summary_and_leave_the_plan_alone(
    world: World, event: Activity, page: object
) -> None:
    plan = plans.begin_plan(activity=event, by=world.krasang)
    report = begin_summary(activity=event, by=world.krasang)
    client, url = page(world.krasang), reverse("plan_edit", args=[plan.pk])
    form = opened(client, url)
    actions.check_in(day=first_day(event), participant=nth(event, 1), half="morning")
    gone = actions.remove_person(person=nth(event, 1), by=world.krasang)
    actions.restore_person(event=event, gone=gone, by=world.krasang)
    tally = begin_tally(questionnaire=event.questionnaires.get(moment="after"), by=world.krasang)
    save_tally(tally=tally, values={"sheets": 3}, version=tally.version, by=world.krasang)
    assert ActionPlan.objects.get(pk=plan.pk).version == plan.version
    assert SummaryReport.objects.get(pk=report.pk).version == report.version + 4
    client.post(url, {**form, "act": "add-"})
    assert plan.items.count() == 2, "the form was not taken for an old one"
    seen = sent(plan).version
    actions.check_in(day=first_day(event), participant=nth(event, 2), half="morning")
    plans.accept_plan(plan=plan, version=seen, by=world.buriram)
    papers.raise_versions(event, [ActionPlan, SummaryReport])  # as days and site do
    assert ActionPlan.objects.get(pk=plan.pk).version == seen + 1


def test_two_removals_at_once_leave_no_gap(world: World, event: Activity) -> None:
    three, twin, five, seven = (nth(event, n) for n in (3, 3, 5, 7))
    actions.remove_person(person=three, by=world.krasang)
    with pytest.raises(actions.NotListed):
        actions.remove_person(person=twin, by=world.krasang)
    with pytest.raises(actions.NotListed):
        actions.save_person(person=twin, values=NEW, version=1, by=world.krasang)
    for other in (five, seven):
        actions.remove_person(person=other, by=world.krasang)
    assert orders(event) == [1, 2, 3, 4, 5]


def test_an_undone_removal_keeps_what_a_colleague_wrote(world: World, event: Activity) -> None:
    one, other = nth(event, 3), nth(event, 3)
    actions.save_person(person=one, values=NEW, version=1, by=world.krasang)
    gone = actions.remove_person(person=other, by=world.krasang)
    back = actions.restore_person(event=event, gone=gone, by=world.krasang)
    assert (back.name, back.order, back.version) == (NEW["name"], 3, 2)


def test_a_second_click_on_remove_ends_on_the_list(
    world: World, event: Activity, page: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both requests have found the person before either removes him."""
    remove = people_views.actions.remove_person

    def after_the_first(*, person: Participant, by: object) -> dict[str, object]:
        remove(person=nth(event, person.order), by=by)
        return remove(person=person, by=by)

    monkeypatch.setattr(people_views.actions, "remove_person", after_the_first)
    address = reverse("person_remove", args=[event.pk, nth(event, 3).pk])
    answer = page(world.krasang).post(address)
    assert (answer.status_code, answer.url) == (302, reverse("people", args=[event.pk]))
    assert orders(event) == list(range(1, 8))


def test_who_was_removed_meanwhile_is_not_ticked(
    world: World, event: Activity, page: object, client: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = nth(event, 3)
    actions.remove_person(person=nth(event, 3), by=world.krasang)
    for by in (world.krasang, None):
        with pytest.raises(actions.NotListed):
            actions.check_in(day=first_day(event), participant=person, half="morning", by=by)
    monkeypatch.setattr(public.queries_public, "people_of", lambda _: [person])
    address = reverse("check_in", args=[first_day(event).token])
    answer = client.post(address, {"name": person.name})
    assert answer.status_code == 422 and public.NOT_LISTED in answer.content.decode()
    assert not CheckIn.objects.exists()


def test_each_removal_is_undone_once(world: World, event: Activity, page: object) -> None:
    day, person = first_day(event), nth(event, 3)
    there(day, [person], "morning")
    client, back = page(world.krasang), reverse("person_restore", args=[event.pk])

    def removed() -> str:
        address = reverse("person_remove", args=[event.pk, person.pk])
        return client.post(address).context["signed"]

    first = removed()
    for _ in range(2):  # a double click
        assert client.post(back, {"gone": first}).status_code == 302
    actions.save_person(person=nth(event, 3), values=NEW, version=1, by=world.krasang)
    actions.undo_check_in(day=day, participant=person, half="morning", by=world.krasang)
    second = removed()
    answer = client.post(back, {"gone": first})
    assert answer.status_code == 409 and "เลิกทำการลบครั้งนี้ไปแล้ว" in answer.content.decode()
    assert client.post(back, {"gone": second}).status_code == 302
    assert nth(event, 3).name == NEW["name"] and not CheckIn.objects.exists()


@pytest.mark.parametrize(
    "at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2025-06-18T09:00:00", "x"]
)
def test_a_moment_outside_the_calendar_changes_nothing(
    world: World, event: Activity, page: object, at: str
) -> None:
    there(first_day(event), [nth(event, 1)], "morning")
    client = page(world.krasang)
    answer = client.post(reverse("checkin_all", args=[event.pk, 1]), {"half": "morning", "at": at})
    assert answer.status_code == 302 and CheckIn.objects.count() == 1
    address = reverse("checkin_day", args=[event.pk, 1])
    assert client.get(address, {"all": "morning", "at": at}).context["bulk"] is None
