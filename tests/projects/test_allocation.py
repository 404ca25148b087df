"""The gate: who opens it, when, for how much, and that it opens once."""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from cdd_network.models import AuditRow
from cdd_network.refusal import Refused
from projects.actions.allocations import allot
from projects.models import Activity, Allocation
from selection.models import ChosenGroup

NOTICE = {"number": "บร 0019/ว 2300", "date": datetime.date(2025, 6, 16)}
TYPED = {
    "amount": "๓๘,๖๐๐",
    "number": "บร 0019/ว 2300",
    "date_day": "16",
    "date_month": "6",
    "date_year": "2568",
}


def typed(**more: str) -> dict[str, str]:
    return {**TYPED, **more}


def test_announced_group_gets_its_budget_and_three_days(world):
    _, one, _ = world.announced()
    activity = allot(chosen=one, amount=Decimal(38600), **NOTICE, by=world.buriram)
    assert [day.number for day in activity.days.all()] == [1, 2, 3]
    assert AuditRow.objects.filter(act="allot", by=world.buriram).count() == 1


def test_before_the_announcement_there_is_nothing_to_allot(world, story):
    opened, first, second = world.scored()
    story.decision.decide(round=opened, nominations=[first, second], reason="", by=world.buriram)
    chosen = ChosenGroup.objects.get(nomination=first)
    with pytest.raises(Refused, match="หลังประกาศผล"):
        allot(chosen=chosen, amount=Decimal(38600), **NOTICE, by=world.buriram)
    assert not Activity.objects.exists()


@pytest.mark.parametrize(
    ("amount", "reason"), [("0", "มากกว่า 0"), ("-1", "มากกว่า 0"), ("38600.01", "38,600 บาท")]
)
def test_amount_within_the_programme(world, amount, reason):
    _, one, _ = world.announced()
    with pytest.raises(Refused, match=reason):
        allot(chosen=one, amount=Decimal(amount), **NOTICE, by=world.buriram)
    assert not Allocation.objects.exists()


def test_other_people_do_not_allot(world):
    _, one, _ = world.announced()
    for user in (world.surin, world.krasang, world.department, world.members[0]):
        with pytest.raises(Refused):
            allot(chosen=one, amount=Decimal(38600), **NOTICE, by=user)
    assert not Allocation.objects.exists()


def test_two_clicks_make_one_allocation_and_another_notice_is_refused(world):
    _, one, _ = world.announced()
    first = allot(chosen=one, amount=Decimal(38600), **NOTICE, by=world.buriram)
    again = allot(chosen=one, amount=Decimal(38600), **NOTICE, by=world.buriram)
    assert first == again
    with pytest.raises(Refused, match="ไปแล้ว"):
        allot(chosen=one, amount=Decimal(1000), **NOTICE, by=world.buriram)
    assert Allocation.objects.get().amount == 38600


def test_page_takes_thai_digits_and_leads_to_the_activity(world, page):
    _, one, _ = world.announced()
    client = page(world.buriram)
    url = reverse("allocation_new", args=[one.pk])
    assert "38,600" in client.get(url).content.decode()
    first = client.post(url, typed())
    second = client.post(url, typed())
    activity = Activity.objects.get()
    hub = reverse("activity", args=[activity.pk])
    assert first.url == second.url == hub
    assert activity.allocation.amount == 38600
    again = client.get(url)
    assert again.status_code == 409 and "ไปแล้ว" in again.content.decode()
    assert client.post(url, {}).status_code == 409
    assert "สามหมื่นแปดพันหกร้อยบาทถ้วน" in client.get(hub).content.decode()


def test_page_says_what_is_wrong_and_keeps_what_was_typed(world, page):
    _, one, _ = world.announced()
    client = page(world.buriram)
    url = reverse("allocation_new", args=[one.pk])
    answer = client.post(url, {})
    assert answer.status_code == 422
    text = client.post(url, typed(amount="๔๐,๐๐๐")).content.decode()
    assert "ต้องไม่เกิน 38,600 บาท" in text and "๔๐,๐๐๐" in text
    assert not Allocation.objects.exists()


def test_a_christian_year_is_converted_and_said(world, page):
    _, one, _ = world.announced()
    client = page(world.buriram)
    answer = client.post(
        reverse("allocation_new", args=[one.pk]), typed(date_year="2025"), follow=True
    )
    assert "2025" in answer.content.decode() and "2568" in answer.content.decode()
    assert Allocation.objects.get().date == datetime.date(2025, 6, 16)


def test_closed_doors(world, page):
    _, one, _ = world.announced()
    url = reverse("allocation_new", args=[one.pk])
    for user in (world.surin, world.krasang, world.department, world.members[0]):
        client = page(user)
        assert client.get(url).status_code == 404
        assert client.post(url, typed()).status_code == 404
    assert not Allocation.objects.exists()
