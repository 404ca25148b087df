"""The notice corrected: a slip in amount, number or date, with a reason, by the own province."""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from cdd_network.models import AuditRow
from cdd_network.refusal import Refused
from projects.actions.allocations import correct_allocation
from projects.models import Activity, Allocation
from reports.actions import summaries
from tests.projects.stage import sent

DAY = datetime.date(2025, 6, 16)
SLIP = {"amount": Decimal(38600), "number": "บร 0019/ว 2241", "date": DAY, "reason": "พิมพ์เลขที่ผิด"}
TYPED = {
    "amount": "๓๘,๖๐๐",
    "number": "บร 0019/ว 2241",
    "date_day": "16",
    "date_month": "6",
    "date_year": "2568",
    "reason": "พิมพ์เลขที่ผิด",
}


def test_a_slip_is_corrected_and_stays_in_the_trail(world):
    activity, _ = world.dated()
    correct_allocation(activity=activity, **SLIP, by=world.buriram)
    correct_allocation(activity=activity, **SLIP, by=world.buriram)
    assert Allocation.objects.get(activity=activity).number == "บร 0019/ว 2241"
    row = AuditRow.objects.get(act="correct_allocation")
    assert row.detail == {
        "reason": "พิมพ์เลขที่ผิด",
        "before": {"number": "บร 0019/ว 2300"},
        "after": {"number": "บร 0019/ว 2241"},
    }
    for stranger in (world.krasang, world.surin, world.department):
        with pytest.raises(Refused):
            correct_allocation(activity=activity, **{**SLIP, "number": "1"}, by=stranger)
    for wrong, says in (
        ({"reason": " "}, "เหตุผล"),
        ({"number": " "}, "เลขที่หนังสือ"),
        ({"amount": Decimal(40000)}, "38,600"),
        ({"date": datetime.date(2025, 6, 19)}, "วันที่ 1 ของกิจกรรม"),
    ):
        with pytest.raises(Refused, match=says):
            correct_allocation(
                activity=activity, **{**SLIP, "number": "ใหม่", **wrong}, by=world.buriram
            )
    assert AuditRow.objects.filter(act="correct_allocation").count() == 1


def test_closed_once_the_summary_is_accepted(world):
    activity, _ = world.dated()
    report = summaries.begin_summary(activity=activity, by=world.krasang)
    sent(report)
    correct_allocation(activity=activity, **SLIP, by=world.buriram)
    sent(report, "accepted")
    activity = Activity.objects.get(pk=activity.pk)
    with pytest.raises(Refused, match="รับแบบสรุปผลแล้ว"):
        correct_allocation(activity=activity, **{**SLIP, "number": "9"}, by=world.buriram)


def test_page_corrects_and_says_what_is_wrong(world, page):
    activity, _ = world.dated()
    desk, hub = page(world.buriram), reverse("activity", args=[activity.pk])
    url = reverse("allocation_edit", args=[activity.pk])
    assert url in desk.get(hub).content.decode()
    assert url not in page(world.krasang).get(hub).content.decode()
    text = desk.get(url).content.decode()
    assert "บร 0019/ว 2300" in text and "เหตุผลที่แก้ไข" in text
    late = desk.post(url, {**TYPED, "date_day": "๑๙"})
    assert late.status_code == 422 and "โปรดให้อำเภอแก้ไขวันจัดกิจกรรมก่อน" in late.content.decode()
    assert desk.post(url, {**TYPED, "reason": ""}).status_code == 422
    text = desk.post(url, {**TYPED, "date_day": "5"}, follow=True).content.decode()
    assert "แก้ไขการจัดสรรงบประมาณแล้ว" in text and "ก่อนวันประชุมคัดเลือก" in text
    assert "บร 0019/ว 2241" in text
    for user in (world.krasang, world.surin, world.department):
        assert page(user).post(url, TYPED).status_code == 404


def test_amount_stands_ready_and_an_early_notice_is_warned_of(world, page):
    _, one, two = world.announced()
    desk, url = page(world.buriram), reverse("allocation_new", args=[one.pk])
    assert 'value="38,600' in desk.get(url).content.decode()
    typed = {name: value for name, value in TYPED.items() if name != "reason"}
    early = desk.post(url, {**typed, "date_day": "5"}, follow=True).content.decode()
    assert "อยู่ก่อนวันประชุมคัดเลือก (6 มิถุนายน 2568)" in early
    usual = desk.post(reverse("allocation_new", args=[two.pk]), typed, follow=True)
    assert "ก่อนวันประชุมคัดเลือก" not in usual.content.decode()
