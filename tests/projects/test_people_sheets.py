"""Sheets of registration with names: for whom, how many pages, what stays blank."""

import pytest
from django.urls import reverse

from projects.actions.events import begin_province_day
from projects.models import Event, Participant
from reports import papers
from tests.people import World
from tests.projects.stage import listed
from tests.reports.forms_read import leaves


def sheet(page: object, user: object, event: object, query: str = "") -> list[str]:
    answer = page(user).get(reverse("registration_pdf", args=[event.pk]) + query)
    assert answer.status_code == 200
    return leaves(answer.content)


def test_names_for_the_office_and_its_province_alone(world: World, page: object) -> None:
    first, _ = world.dated()
    listed(first, ["นางเฉพาะ กระสัง"])
    for user, seen in ((world.krasang, True), (world.buriram, True), (world.department, False)):
        assert ("นางเฉพาะกระสัง" in sheet(page, user, first)[0]) is seen
    blank = papers.registration_of(first)
    assert {row.name for row in blank.rows} == {""} and len(blank.rows) == 20
    Event.objects.filter(pk=first.pk).update(people_purged_at="2026-12-01T00:00:00Z")
    assert "นางเฉพาะกระสัง" not in sheet(page, world.krasang, first)[0]


def test_one_day_or_all(world: World, page: object) -> None:
    first, _ = world.dated()
    listed(first, 2)
    assert len(sheet(page, world.krasang, first)) == 3
    (only,) = sheet(page, world.krasang, first, "?day=2")
    assert "กิจกรรมวันที่๒" in only and "นายคนที่๒ใจดี" in only and "๒๐" in only
    for wrong in ("?day=9", "?day=0"):
        url = reverse("registration_pdf", args=[first.pk]) + wrong
        assert page(world.krasang).get(url).status_code == 404


def test_the_provinces_day_has_a_sheet_of_its_own(world: World, page: object) -> None:
    event = begin_province_day(round=world.round_prepared(), by=world.buriram)
    listed(event, 50)
    found = sheet(page, world.buriram, event)
    assert len(found) == 2 and "สำนักงานพัฒนาชุมชนจังหวัดบุรีรัมย์" in found[0]
    for leaf in found[:-1]:
        assert "ลายมือชื่อ(เช้า)" in leaf
    assert "".join(found).count("ใจดี") >= 50


def test_whoever_certifies_signs_under_names(world: World, page: object) -> None:
    event = begin_province_day(round=world.round_prepared(), by=world.buriram)
    for count in (53, 54, 55):  # about as many as two pages hold
        Participant.objects.all().delete()
        listed(event, count)
        last = sheet(page, world.buriram, event)[-1]
        assert last.count("ใจดี") >= 3 and "เจ้าหน้าที่ผู้รับรอง" in last


@pytest.mark.parametrize("count", [1, 20, 200])
def test_sheets_ask_the_same_number_of_queries(
    world: World, django_assert_num_queries: object, count: int
) -> None:
    first, _ = world.dated()
    listed(first, count)
    event = Event.objects.with_place().get(pk=first.pk)
    with django_assert_num_queries(3):
        paper = papers.registration_of(event, event.people.all())
    assert len(paper.rows) == max(20, count)
