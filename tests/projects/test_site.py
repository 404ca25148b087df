"""The study site: near and of the planned type, or a reason; closed days; the form saves itself."""

import datetime

import pytest
from django.urls import reverse

from cdd_network.autosave import HEADER
from cdd_network.models import AuditRow, Subdistrict
from projects import site_rules
from projects.models import Activity, ActivityDay
from projects.rules import missing_days
from tests.projects.test_activity import typed

AUTO = {f"HTTP_{HEADER.upper().replace('-', '_')}": "1"}


def placed(activity, district: str, kind: str = "market_centre", reason: str = "") -> Activity:
    """The activity with a study site in the district."""
    values = {"site_subdistrict": Subdistrict.objects.filter(district_id=district).first()}
    values |= {"site_type": kind, "site_reason": reason}
    Activity.objects.filter(pk=activity.pk).update(**values)
    return Activity.objects.with_place().get(pk=activity.pk)


def wanted(activity) -> list[str]:
    return [one.text for one in missing_days(activity, activity.days.all())]


@pytest.mark.parametrize(
    ("district", "kind", "asked"),
    [
        ("3103", "market_centre", []),
        ("3205", "market_centre", []),  # Surin touches Buriram
        ("5001", "market_centre", ["อยู่จังหวัดเชียงใหม่ ซึ่งไม่ใช่จังหวัดบุรีรัมย์"]),
        ("3103", "rice_bank", ["เป็นธนาคารข้าว แต่กลุ่มจะดำเนินการศูนย์สาธิตการตลาด"]),
        ("5001", "rice_bank", ["จังหวัดเชียงใหม่", "เป็นธนาคารข้าว"]),
    ],
)
def test_reason_is_asked_only_of_the_unusual(world, district, kind, asked):
    activity, _ = world.dated()
    found = placed(activity, district, kind)
    told = site_rules.deviations(found)
    assert len(told) == len(asked)
    assert all(part in text for part, text in zip(asked, told, strict=True))
    assert [one.startswith("เหตุผลที่เลือก") for one in wanted(found)] == [True] * bool(asked)
    reasoned = placed(activity, district, kind, "เป็นต้นแบบของกรมฯ")
    assert wanted(reasoned) == []
    assert ("เป็นต้นแบบของกรมฯ" in site_rules.site_says(reasoned)) is bool(asked)


def test_a_type_not_named_is_wanted_and_not_compared(world):
    activity, _ = world.dated()
    assert wanted(placed(activity, "3103", "")) == ["กิจกรรมเครือข่ายของสถานที่ศึกษาดูงาน"]
    activity.nomination.activity_type = ""
    activity.nomination.save()
    assert site_rules.deviations(placed(activity, "3103", "rice_bank")) == []


def test_far_site_is_saved_asked_for_and_its_reason_shown_to_the_province(world, page):
    activity, _ = world.allotted()
    client, url = page(world.krasang), reverse("activity_days", args=[activity.pk])
    far = Subdistrict.objects.filter(district_id="5001").first()
    place = {"site_province": "50", "site_district": "5001", "site_subdistrict": far.code}
    text = client.post(url, typed(**place), follow=True).content.decode()
    assert "ยังขาด: เหตุผลที่เลือกสถานที่ศึกษาดูงาน" in text
    assert "อำเภอยังไม่ได้ระบุเหตุผล" in text
    form = client.get(url).content.decode()
    assert "ขอเหตุผลด้านล่าง เพราะสถานที่ศึกษาดูงานอยู่จังหวัดเชียงใหม่ ซึ่งไม่ใช่" in form
    done = typed(2, **place, site_reason="ดำเนินการครบวงจร เฉพาะกระสัง")
    assert "บันทึกวันและสถานที่แล้ว" in client.post(url, done, follow=True).content.decode()
    hub = reverse("activity", args=[activity.pk])
    assert "ดำเนินการครบวงจร เฉพาะกระสัง" in page(world.buriram).get(hub).content.decode()
    assert page(world.surin).get(hub).status_code == 404


def test_the_reason_says_when_it_is_wanted(world, page):
    activity, _ = world.allotted()
    url = reverse("activity_days", args=[activity.pk])
    text = page(world.krasang).get(url).content.decode()
    label = 'for="id_site_reason">เหตุผลที่เลือกสถานที่ศึกษาดูงานนี้'
    assert f"{label}</label>" in text and "กรอกเมื่ออยู่นอกจังหวัดใกล้เคียง" in text
    assert "ขอเหตุผลด้านล่าง" not in text
    assert "ขอนแก่น" in text.split('id="site"')[1].split("หากเลือกที่อื่น")[0]
    assert '<option value="market_centre" selected' in text, "the type that the group planned"
    change = typed(site_type="rice_bank", act="places")
    asked = page(world.krasang).post(url, change).content.decode()
    assert f"{label}</label>" in asked and "ขอเหตุผลด้านล่าง" in asked


def test_holidays_are_allowed_and_told_on_hub_and_form(world, page):
    activity, _ = world.allotted()
    client, url = page(world.krasang), reverse("activity_days", args=[activity.pk])
    july = {f"date_{n}_month": "7" for n in (1, 2, 3)}
    dates = july | {"date_1_day": "9", "date_2_day": "10", "date_3_day": "14"}
    text = client.post(url, typed(**dates), follow=True).content.decode()
    assert "วันที่ 2 ของกิจกรรม (10 กรกฎาคม 2568) ตรงกับวันหยุด (วันอาสาฬหบูชา)" in text
    assert "วันที่ 1 ของกิจกรรม (9 กรกฎาคม" not in text and "ระบบยังไม่มีวันพืชมงคล" not in text
    assert "วันอาสาฬหบูชา" in client.get(url).content.decode()


def auto(client, url, **values):
    return client.post(url, typed(**values), **AUTO)


def test_the_form_saves_itself_and_says_what_follows(world, page):
    activity, _ = world.allotted()
    client, url = page(world.krasang), reverse("activity_days", args=[activity.pk])
    told = auto(client, url, date_3_day="21", date_2_day="๓๒").json()
    assert [one["control"] for one in told["unsaved"]] == ["id_date_2_0"]
    assert "วันเสาร์" in told["texts"]["closed-3"] and told["texts"]["closed-1"] == ""
    assert told["texts"]["site-asks"] == "" and told["version"] == "2"
    stored = {day.number: day.date for day in ActivityDay.objects.filter(event=activity)}
    assert stored == {1: datetime.date(2025, 6, 18), 2: None, 3: datetime.date(2025, 6, 21)}
    again = auto(client, url, version=2, base=told["base"], site_type="rice_bank").json()
    assert "ธนาคารข้าว" in again["texts"]["site-asks"] and again["texts"]["closed-3"] == ""
    rows = AuditRow.objects.filter(act="save_days", subject_id=str(activity.pk))
    assert all(row.detail["auto"] for row in rows)
    before = rows.count()
    third = auto(client, url, version=3, base=again["base"], site_type="rice_mill").json()
    assert third["version"] == "4" and rows.count() == before, "told once in ten minutes"


def test_autosave_over_another_persons_save_writes_nothing(world, page):
    activity, _ = world.dated()
    client, url = page(world.krasang), reverse("activity_days", args=[activity.pk])
    answer = auto(client, url, version=1, site_name="ข้อความเก่า")
    assert answer.status_code == 409 and "stale" in answer.json()
    assert Activity.objects.get(pk=activity.pk).site_name != "ข้อความเก่า"
    assert auto(page(world.bandan), url).status_code == 404
