"""The summary's form: sections with their marks, offers by one tap, autosave, the province's notes."""

import pytest
from django.urls import reverse

from cdd_network.models import AuditRow
from projects.states import PaperState
from reports.models import SummaryReport
from tests.projects.stage import REPORTER_TYPED, listed, there
from tests.reports.test_summary import ANSWERS, typed
from tests.reports.test_summary_photos import add, report

__all__ = ["report"]


@pytest.fixture
def form(world, report, page):
    """Krasang's client and the address of the form."""
    return page(world.krasang), reverse("summary_edit", args=[report.pk])


def stored():
    return SummaryReport.objects.get()


def test_sections_tell_what_is_left(form, world, report):
    client, url = form
    text = client.get(url).content.decode()
    for key, says in (("days", "ครบแล้ว"), ("people", "เหลือ 1 ข้อ"), ("details", "เหลือ 3 ข้อ")):
        assert f'data-text="left-{key}">{says}<' in text
    assert 'data-text="left-photos">ยังไม่มีภาพ' in text
    client.post(url, {"version": "1", "act": "stay", "day_1": "ก", "participants": "20"})
    assert client.get(url).content.decode().count('class="narrative"') == 5, "tall as their texts"
    add(report, world, "red")
    text = client.get(url).content.decode()
    for key, says in (("people", "ครบแล้ว"), ("details", "เหลือ 2 ข้อ"), ("photos", "แนบแล้ว 1 ภาพ")):
        assert f'data-text="left-{key}">{says}<' in text


def test_each_button_saves_and_leads_on(form, report):
    client, url = form
    hub = reverse("activity", args=[report.activity_id])
    check = reverse("summary", args=[report.pk])
    ways = (
        ("next:people", f"{url}#details"),
        ("next:ends", f"{url}#photos"),
        ("next:reporter", f"{url}#reporter"),
        ("next:<x>", f"{url}#days"),
        ("later", hub),
        ("check", check),
        ("use:unknown", f"{url}#unknown"),
    )
    for version, (act, leads) in enumerate(ways, start=1):
        sent = {"version": str(version), "act": act, "day_2": f"ข้อความ {version}"}
        assert client.post(url, sent).url == leads
        assert stored().day_2 == f"ข้อความ {version}"


def test_one_tap_puts_the_opening_into_an_empty_answer_and_saves_the_rest(form, report):
    client, url = form
    assert 'value="use:opening-1"' in client.get(url).content.decode()
    answer = client.post(url, {"version": "1", "act": "use:opening-1", "problems": "ฝนตก"})
    assert answer.url == f"{url}#id_day_1"
    assert stored().day_1.startswith("เมื่อวันที่ 18 มิถุนายน 2568") and stored().problems == "ฝนตก"
    text = client.get(url).content.decode()
    assert 'value="use:opening-1"' not in text and 'value="use:opening-2"' in text


def test_what_is_typed_is_never_overwritten(form, report):
    client, url = form
    sent = {"version": "1", "act": "use:none-problems", "problems": "ฝนตก"}
    text = client.post(url, sent, follow=True).content.decode()
    assert "มีข้อความอยู่แล้ว จึงไม่ได้เติม" in text and stored().problems == "ฝนตก"
    client.post(url, {"version": "2", "act": "use:none-problems", "problems": "  "})
    assert stored().problems == "ไม่มี"


def test_the_opening_stays_on_offer_and_goes_above_what_is_typed(form, report):
    client, url = form
    client.post(url, {"version": "1", "act": "stay", "day_1": "พิมพ์เองแล้ว"})
    assert 'value="use:opening-1"' in client.get(url).content.decode()
    client.post(url, {"version": "2", "act": "use:opening-1", "day_1": "พิมพ์เองแล้ว"})
    first, _, rest = stored().day_1.partition("\n")
    assert first.startswith("เมื่อวันที่ 18 มิถุนายน 2568 ") and rest == "พิมพ์เองแล้ว"
    assert 'value="use:opening-1"' not in client.get(url).content.decode()
    again = {"version": "3", "act": "use:opening-1", "day_1": stored().day_1}
    client.post(url, again)
    assert stored().day_1 == f"{first}\n{rest}"


def test_the_number_of_the_registration_by_one_tap(form, report):
    client, url = form
    there(report.activity.days.get(number=1), listed(report.activity, 20)[:19])
    text = client.get(url).content.decode()
    assert "จากการลงทะเบียน 19 คน" in text and "ใช้จำนวนนี้" in text
    client.post(url, {"version": "1", "act": "stay", "participants": "20"})
    text = client.get(url).content.decode()
    warning = "กรอกไว้ 20 คน แต่ลงทะเบียนไว้ 19 คน"
    assert warning in text and "ใช้จำนวนนี้" in text
    assert warning in client.get(reverse("summary", args=[report.pk])).content.decode()
    client.post(url, {"version": "2", "act": "use:people", "participants": "20"})
    assert stored().participants == 19
    assert warning not in client.get(url).content.decode()


def test_the_form_saves_itself_and_tells_what_is_left(form, report):
    client, url = form
    there(report.activity.days.get(number=1), listed(report.activity, 3))
    sent = typed(1, participants="x", problems="ฝนตก")
    auto = {"X-Autosave": "1"}
    told = client.post(url, sent, headers=auto).json()
    assert [one["control"] for one in told["unsaved"]] == ["id_participants"]
    assert told["texts"]["left-people"] == "เหลือ 1 ข้อ" and told["texts"]["left-ends"] == "ครบแล้ว"
    assert stored().problems == "ฝนตก" and stored().participants is None
    sent |= {"participants": "20", "version": told["version"], "base": told["base"]}
    told = client.post(url, sent, headers=auto).json()
    assert "ลงทะเบียนไว้ 3 คน" in told["texts"]["people-warning"]
    assert stored().participants == 20 and stored().state == PaperState.DRAFT
    assert AuditRow.objects.filter(act="save", detail__auto=True).count() == 2
    stale = client.post(url, sent | {"version": "1", "problems": "อื่น"}, headers=auto)
    assert stale.status_code == 409 and "บันทึกแบบนี้" in stale.json()["stale"]


def test_the_province_remark_stands_beside_its_answer(form, world, report):
    client, url = form
    notes = {"day_2": "บอกชื่อวิทยากรด้วย", "photos": "เพิ่มภาพวันที่ 3"}
    SummaryReport.objects.filter(pk=report.pk).update(
        state=PaperState.RETURNED, returned_items=notes, submitted_at=report.saved_at
    )
    text = client.get(url).content.decode()
    for note in notes.values():
        assert text.count(note) == 1
    photos = client.get(reverse("summary_photos", args=[report.pk])).content.decode()
    assert notes["photos"] in photos and notes["day_2"] not in photos


def test_a_full_form_keeps_its_errors_and_offers(form):
    client, url = form
    answer = client.post(url, {**typed(1), **REPORTER_TYPED, "participants": "-1", "day_1": ""})
    text = answer.content.decode()
    assert answer.status_code == 422 and "ต้องไม่ติดลบ" in text
    assert 'value="use:opening-1"' in text and ANSWERS["day_2"] in text


@pytest.mark.parametrize("count", [1, 40])
def test_the_form_costs_the_same_for_one_and_forty_people(
    form, report, count, django_assert_num_queries
):
    there(report.activity.days.get(number=1), listed(report.activity, count))
    client, url = form
    with django_assert_num_queries(12):
        client.get(url)
