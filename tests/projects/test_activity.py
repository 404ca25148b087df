"""Days and study site, the hub, the list: what the district sets and others see."""

import datetime

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from cdd_network.models import Subdistrict
from cdd_network.refusal import Refused
from cdd_network.versions import Stale
from projects.actions.activities import save_days
from projects.models import Activity, ActivityDay, CheckIn
from tests.projects.stage import listed, there


def days(*numbers: int, place: str = "ศาลาประชาคม") -> dict[int, dict[str, object]]:
    return {
        n: {"date": datetime.date(2025, 6, d), "place": place}
        for n, d in enumerate(numbers, start=1)
    }


def site(name: str = "ศูนย์สาธิตการตลาดบ้านหนองบัว") -> dict[str, object]:
    return {
        "site_type": "market_centre",
        "site_name": name,
        "site_moo": 3,
        "site_subdistrict": Subdistrict.objects.get(district_id="3103", name="กระสัง"),
    }


def typed(version: int = 1, **more: str) -> dict[str, str]:
    values = {"version": str(version), "act": "save"}
    for number, day in enumerate(("18", "19", "20"), start=1):
        values |= {
            f"date_{number}_day": day,
            f"date_{number}_month": "6",
            f"date_{number}_year": "2568",
            f"place_{number}": f"ศาลาประชาคม {number}",
        }
    return values | {
        "site_name": "ศูนย์สาธิตการตลาดบ้านหนองบัว",
        "site_province": "31",
        "site_district": "3103",
        "site_subdistrict": site()["site_subdistrict"].code,
        "site_moo": "๓",
        "site_type": "market_centre",
        **more,
    }


def test_district_sets_days_and_site(world):
    activity, _ = world.allotted()
    save_days(activity=activity, days=days(18, 19, 20), site=site(), version=1, by=world.krasang)
    activity.refresh_from_db()
    assert activity.version == 2
    assert [day.date.day for day in activity.days.all()] == [18, 19, 20]
    assert activity.site_address == "หมู่ที่ 3 ตำบลกระสัง อำเภอกระสัง จังหวัดบุรีรัมย์"
    for stranger in (world.bandan, world.prasat, world.buriram, world.department):
        with pytest.raises(Refused):
            save_days(activity=activity, days=days(23, 24, 25), site=site(), version=2, by=stranger)


@pytest.mark.parametrize(("numbers", "reason"), [((18, 17, 20), "วันที่ 2"), ((15, 18, 19), "จัดสรร")])
def test_dates_out_of_order_or_before_the_notice_save_nothing(world, numbers, reason):
    activity, _ = world.allotted()
    with pytest.raises(Refused, match=reason):
        save_days(activity=activity, days=days(*numbers), site=site(), version=1, by=world.krasang)
    assert not ActivityDay.objects.filter(date__isnull=False).exists()
    assert Activity.objects.get(pk=activity.pk).site_name == ""


def test_second_of_two_editors_is_told(world):
    activity, _ = world.allotted()
    save_days(activity=activity, days=days(18, 19, 20), site=site(), version=1, by=world.krasang)
    with pytest.raises(Stale):
        save_days(
            activity=activity, days=days(23, 24, 25), site=site(), version=1, by=world.krasang
        )


def test_sent_papers_freeze_what_they_carry(world, story):
    activity, _ = world.dated()
    reporter = ("นางสาวสมใจ ดีงาม", "นักวิชาการพัฒนาชุมชน", datetime.date(2025, 6, 25))
    story.send_plan(activity, by=world.krasang, reporter=reporter)
    activity.refresh_from_db()
    same = {name: getattr(activity, name) for name in ("site_name", "site_moo", "site_subdistrict")}
    save_days(
        activity=activity,
        days=days(23, 24, 25),
        site=same,
        version=activity.version,
        by=world.krasang,
    )
    with pytest.raises(Refused, match="สถานที่ศึกษาดูงาน"):
        save_days(
            activity=activity,
            days=days(23, 24, 25),
            site=site("ที่อื่น"),
            version=activity.version,
            by=world.krasang,
        )
    answers = {"participants": 20, "day_1": "ก", "day_2": "ข", "day_3": "ค"}
    answers |= {"problems": "ไม่มี", "suggestions": "ไม่มี"}
    report = story.write_summary(activity, by=world.krasang, answers=answers, reporter=reporter)
    story.summaries.submit_summary(report=report, by=world.krasang)
    with pytest.raises(Refused, match="แบบสรุป"):
        save_days(
            activity=activity,
            days=days(24, 25, 26),
            site=same,
            version=activity.version,
            by=world.krasang,
        )


def test_page_saves_and_warns_of_the_unusual(world, page):
    activity, _ = world.allotted()
    client = page(world.krasang)
    url = reverse("activity_days", args=[activity.pk])
    assert client.get(url).status_code == 200
    text = client.post(url, typed(date_3_day="21"), follow=True).content.decode()
    assert "บันทึกวันและสถานที่แล้ว" in text
    assert "วันเสาร์" in text and "ไม่ใช่วันติดต่อกัน" in text
    assert "18, 19 และ 21 มิถุนายน 2568" in client.get(reverse("activities")).content.decode()


def test_page_refuses_and_keeps_what_was_typed(world, page):
    activity, _ = world.allotted()
    client = page(world.krasang)
    url = reverse("activity_days", args=[activity.pk])
    answer = client.post(url, typed(date_2_day="17", place_3="ห้องที่พิมพ์ไว้"))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "ต้องอยู่หลังวันที่ 1" in text and "ห้องที่พิมพ์ไว้" in text
    assert client.post(url, typed(site_moo="สาม")).status_code == 422
    assert client.post(url, typed(place_1="ก" * 5000)).status_code == 422
    assert not ActivityDay.objects.filter(date__isnull=False).exists()


def test_half_filled_is_saved(world, page):
    activity, _ = world.allotted()
    client = page(world.krasang)
    url = reverse("activity_days", args=[activity.pk])
    half = {"version": "1", "place_1": "ศาลา", "site_province": "31", "site_district": "3103"}
    text = client.post(url, half, follow=True).content.decode()
    assert activity.days.get(number=1).place == "ศาลา"
    assert "บันทึกแล้ว ยังขาด: กิจกรรมวันที่ 1: วันที่จัด" in text
    assert "กิจกรรมวันที่ 1: สถานที่จัด" not in text
    whole = client.post(url, typed(2), follow=True).content.decode()
    assert "บันทึกวันและสถานที่แล้ว" in whole and "ยังขาด" not in whole


def test_study_day_without_a_meeting_point_is_at_the_study_site(world, page):
    activity, _ = world.dated()
    hub = reverse("activity", args=[activity.pk])
    ActivityDay.objects.filter(event=activity, number=2).update(place="หน้าที่ว่าการอำเภอ")
    assert "หน้าที่ว่าการอำเภอ" in page(world.krasang).get(hub).content.decode()
    ActivityDay.objects.filter(event=activity, number__gte=2).update(place="")
    text = page(world.krasang).get(hub).content.decode()
    assert text.count("ศูนย์สาธิตการตลาดบ้านหนองบัว") == 2 and "ยังไม่ระบุสถานที่" in text


def test_study_site_in_another_province_without_script(world, page):
    activity, _ = world.allotted()
    client = page(world.krasang)
    url = reverse("activity_days", args=[activity.pk])
    change = {"act": "places", "site_province": "32", "site_district": "", "place_1": "พิมพ์ค้างไว้"}
    answer = client.post(url, typed(**change))
    text = answer.content.decode()
    assert "ปราสาท" in text and "พิมพ์ค้างไว้" in text
    assert answer.status_code == 200 and "พบข้อผิดพลาด" not in text and "aria-invalid" not in text
    assert f'formaction="{url}#site"' in text and 'id="site" tabindex="-1"' in text
    assert not ActivityDay.objects.filter(date__isnull=False).exists(), "nothing saved yet"
    change |= {"site_district": "3205"}
    assert "ทมอ" in client.post(url, typed(**change)).content.decode()
    there = Subdistrict.objects.get(district_id="3205", name="ทมอ")
    stale_choice = typed(site_province="32", site_district="3205")
    assert client.post(url, stale_choice).status_code == 422, "a subdistrict of the other district"
    done = client.post(
        url,
        typed(site_province="32", site_district="3205", site_subdistrict=there.code),
        follow=True,
    )
    text = done.content.decode()
    assert "จังหวัดสุรินทร์" in text and "อำเภอยังไม่ได้ระบุเหตุผล" not in text, "a neighbour"
    activity.refresh_from_db()
    assert activity.site_subdistrict == there


def test_stale_page_shows_both_texts(world, page):
    activity, _ = world.allotted()
    client = page(world.krasang)
    url = reverse("activity_days", args=[activity.pk])
    client.post(url, typed(place_1="ข้อความของคนแรก"))
    answer = client.post(url, typed(place_1="ข้อความของคนที่สอง"))
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "ข้อความของคนแรก" in text and "ข้อความของคนที่สอง" in text
    assert 'name="version" value="2"' in text
    assert client.post(url, typed(2, place_1="ข้อความของคนที่สอง")).status_code == 302
    assert activity.days.get(number=1).place == "ข้อความของคนที่สอง"


def test_walls_of_days_and_hub(world, page):
    activity, _ = world.dated()
    form, hub = (reverse(name, args=[activity.pk]) for name in ("activity_days", "activity"))
    for user in (world.buriram, world.department):
        assert page(user).get(form).status_code == 404
        assert "ศูนย์สาธิตการตลาดบ้านหนองบัว" in page(user).get(hub).content.decode()
    for user in (world.bandan, world.surin, world.prasat, world.members[0]):
        assert page(user).get(form).status_code == 404
        assert page(user).get(hub).status_code == 404


def test_list_shows_each_their_own(world, page):
    _, one, _ = world.announced()
    url = reverse("activities")
    province = page(world.buriram).get(url).content.decode()
    assert "บ้านกระเจา" in province and "บ้านอารัง" in province and "แจ้งจัดสรรงบประมาณ" in province
    district = page(world.krasang).get(url).content.decode()
    assert "บ้านกระเจา" in district and "บ้านอารัง" not in district
    assert "รอจังหวัดบุรีรัมย์แจ้งจัดสรรงบประมาณ ตั้งแต่" in district
    assert reverse("chosen", args=[one.pk]) in district
    assert reverse("allocation_new", args=[one.pk]) not in district
    assert "บ้านอารัง" in page(world.department).get(url).content.decode()
    other = page(world.surin).get(url).content.decode()
    assert "บ้านกระเจา" not in other and "ยังไม่มีกลุ่ม" in other
    assert page(world.members[0]).get(url).status_code == 404


def test_list_is_searched_filtered_and_exported(world, page, story):
    _, one, _ = world.announced()
    story.allot(one, by=world.buriram, number="บร 0019/1", day=datetime.date(2025, 6, 16))
    client, url = page(world.buriram), reverse("activities")
    found = client.get(url, {"q": "กระเจา"}).content.decode()
    assert "บ้านกระเจา" in found and "บ้านอารัง" not in found and "1 กลุ่ม" in found
    waiting = client.get(url, {"stage": "allot"}).content.decode()
    assert "บ้านอารัง" in waiting and "บ้านกระเจา" not in waiting
    assert "บ้านกระเจา" in client.get(url, {"stage": "write"}).content.decode()
    assert "ไม่พบกลุ่ม" in client.get(url, {"q": "ไม่มีที่ไหน"}).content.decode()
    for odd in ({"page": "๙๙๙"}, {"stage": "x"}, {"year": "๒๕๖๘"}, {"year": "ปี"}):
        assert client.get(url, odd).status_code == 200
    answer = client.get(url, {"format": "xlsx", "q": "กระเจา"})
    sheet = load_workbook(_bytes(answer)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert len(rows) == 2 and rows[1][5] == 38600 and "บ้านกระเจา" in rows[1][3]


def _bytes(answer):
    import io

    return io.BytesIO(answer.content)


def test_a_day_on_which_people_were_ticked_is_not_moved_ahead(world, page):
    activity, _ = world.dated()
    there(activity.days.get(number=3), listed(activity, 2))
    client, url = page(world.krasang), reverse("activity_days", args=[activity.pk])
    assert client.get(url).content.decode().count("มีผู้ลงชื่อวันที่ 3 แล้ว 2 คน") == 1
    version = Activity.objects.get(pk=activity.pk).version
    for year in ("2599", ""):
        gone = {} if year else {"date_3_day": "", "date_3_month": ""}
        answer = client.post(url, typed(version, date_3_year=year, **gone))
        assert answer.status_code == 422
        assert "มีผู้ลงชื่อวันที่ 3 แล้ว 2 คน" in answer.context["form"].errors["date_3"][0]
    ahead = {3: {"date": datetime.date(2056, 6, 20)}}
    with pytest.raises(Refused, match="ลงชื่อ"):
        save_days(activity=activity, days=ahead, site={}, version=version, by=world.krasang)
    assert client.post(url, typed(version, date_3_day="21")).status_code == 302  # put right
    assert activity.days.get(number=3).date == datetime.date(2025, 6, 21)
    CheckIn.objects.all().delete()
    assert client.post(url, typed(version + 1, date_3_year="2599")).status_code == 302
