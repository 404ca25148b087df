"""The pages of bundles: what goes in, the way to the department, and who sees what."""

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cdd_network import thai
from cdd_network.content import DeadlineRule
from cdd_network.models import AuditRow, Job, User
from projects.deadlines import in_force
from reports import queries_bundles
from reports.bundles.contents import Extras, GroupIn, ProvinceIn
from reports.models import Bundle
from reports.standing import GroupFacts
from tests.people import World
from tests.projects.clock import set_clock
from tests.reports import bundle_stage as stage
from tests.reports.test_standing import DATED, DONE, GIVEN

Pages = Callable[[User], Client]
HOME = "/bundles/"


def typed(day: date, how: str = "LINE กลุ่มพัฒนาการจังหวัด") -> dict[str, object]:
    """The form of the way to the department."""
    return {"on_day": day.day, "on_month": day.month, "on_year": day.year + 543, "how": how}


def text(client: Client, url: str) -> str:
    """A page's text."""
    return client.get(url).content.decode()


@pytest.fixture
def bundle(world: World, monkeypatch: pytest.MonkeyPatch) -> Bundle:
    """Buriram's first, half-way."""
    stage.half(world)
    return stage.made(world)


def test_the_page_tells_what_is_missing_before_and_after(world: World, page: Pages) -> None:
    client = page(world.buriram)
    before = text(client, HOME)
    assert "ยังไม่ได้ประกาศผลการคัดเลือก" in before and "กดปุ่มจัดทำข้างบน" not in before
    assert client.post(reverse("bundle_make")).status_code == 409
    _, second = stage.half(world)
    shown = text(client, HOME)
    for words in ("ยังไม่ได้ออกหนังสือนำส่ง", "อำเภอยังไม่ส่งแผนปฏิบัติการฯ", "เกินกำหนดแล้ว", "ยังไม่เคยจัดทำ"):
        assert words in shown
    assert reverse("activity", args=[second.pk]) in shown
    answer = client.post(reverse("bundle_make"), {"year": "2568"})
    assert answer.url.startswith("/jobs/") and "กำลังจัดทำชุดเอกสาร" in text(client, HOME)
    made = stage.made(world)
    same = text(client, HOME)
    assert f'ไม่มีอะไรเปลี่ยนจาก<a href="{reverse("bundle", args=[made.pk])}"' in same
    assert ">จัดทำใหม่<" in same and "จัดทำชุดเอกสารส่งกรมฯ<" not in same
    stage.listed(second, 3)
    second.questionnaires.get(moment="after").answers.create(device="ก", on=date(2025, 6, 20))
    assert "อำเภอบ้านด่าน บ้านอารัง ลำดับที่ 2: แบบประเมิน" in text(client, HOME)


def test_a_bundle_is_made_of_the_year_named_or_of_none(world: World, page: Pages) -> None:
    stage.half(world)
    for user in (world.buriram, world.department):
        client, said = page(user), "ไม่พบปี 2599 แสดงปี 2568"
        for year in ("2599", "2570", "-1", "ปีนี้", "2568.0"):
            assert client.post(reverse("bundle_make"), {"year": year}).status_code == 404, year
        assert not Job.objects.filter(by=user).exists()
        assert said in text(client, f"{HOME}?year=2599")
        for year in ("2568", "๒๕๖๘", ""):
            assert "ไม่พบปี" not in text(client, f"{HOME}?year={year}")
        started = {client.post(reverse("bundle_make"), given).url for given in ({}, {"year": ""})}
        assert started == {client.post(reverse("bundle_make"), {"year": "๒๕๖๘"}).url}
    assert page(world.krasang).post(reverse("bundle_make"), {"year": "2568"}).status_code == 404


def test_forwarded_once_received_and_taken_back(world: World, page: Pages, bundle: Bundle) -> None:
    url = reverse("bundle", args=[bundle.pk])
    own, department = page(world.buriram), page(world.department)
    assert department.get(url).status_code == 404, "it is seen there once it was forwarded"
    assert "เปิดรับที่" not in text(own, url)
    today = timezone.localdate()
    wrong = own.post(reverse("bundle_forward", args=[bundle.pk]), typed(date(2025, 1, 1), ""))
    assert wrong.status_code == 422 and "วันที่ส่งต้องไม่ก่อน" in wrong.content.decode()
    assert "กรอกช่องทางที่ส่ง" in wrong.content.decode()
    for _ in range(2):  # a double click
        answer = own.post(reverse("bundle_forward", args=[bundle.pk]), typed(today))
        assert answer.url == url
    assert "เปิดรับที่" in text(own, url)
    other = page(world.buriram2).post(reverse("bundle_forward", args=[bundle.pk]), typed(today))
    assert other.status_code == 409 and "บันทึกไว้แล้วว่าส่งเมื่อ" in other.content.decode()
    acts = AuditRow.objects.filter(act__startswith="bundle:f")
    assert [one.act for one in acts] == ["bundle:forward"]

    assert "LINE กลุ่มพัฒนาการจังหวัด" in text(department, HOME + "?page=1&q=บุรีรัมย์")
    assert department.post(reverse("bundle_receive", args=[bundle.pk])).url == url
    assert department.post(reverse("bundle_receive", args=[bundle.pk])).url == url
    refused = own.post(reverse("bundle_forward_undo", args=[bundle.pk]))
    assert refused.status_code == 409 and "กรมฯ บันทึกรับชุดนี้แล้ว" in refused.content.decode()
    department.post(reverse("bundle_receive_undo", args=[bundle.pk]))
    own.post(reverse("bundle_forward_undo", args=[bundle.pk]))
    bundle.refresh_from_db()
    assert (bundle.forwarded_at, bundle.forwarded_how, bundle.received_at) == (None, "", None)
    assert department.get(url).status_code == 404


def test_the_day_that_the_form_gives_as_an_example_is_taken(
    world: World, page: Pages, bundle: Bundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, made = page(world.buriram), timezone.localdate(bundle.at)
    set_clock(monkeypatch, made + timedelta(3))
    assert f"เช่น {thai.date_text(made)}" in text(client, reverse("bundle", args=[bundle.pk]))
    act = reverse("bundle_forward", args=[bundle.pk])
    assert client.post(act, typed(made - timedelta(1))).status_code == 422
    assert page(world.surin).post(act, typed(made)).status_code == 404
    assert client.post(act, typed(made)).status_code == 302


def test_a_late_bundle_says_so_where_it_is_received(
    world: World, page: Pages, bundle: Bundle, django_assert_num_queries: object
) -> None:
    url, late = reverse("bundle", args=[bundle.pk]), "ส่งหลังกำหนด 1 วัน"
    own, department = page(world.buriram), page(world.department)
    assert "กำหนดส่ง 20 มิถุนายน 2568" not in text(own, url), "not sent, so neither late nor in time"
    sent = {"forwarded_at": timezone.now(), "forwarded_by": world.buriram, "forwarded_how": "LINE"}
    for day, is_late in ((date(2025, 6, 20), False), (date(2025, 6, 21), True)):
        Bundle.objects.update(**sent, forwarded_on=day)
        for client in (own, department):
            with django_assert_num_queries(10):
                shown = text(client, url)
            assert "กำหนดส่ง 20 มิถุนายน 2568" in shown
            assert (late in shown) == is_late
        assert (late in text(department, f"{HOME}?q=บุรีรัมย์")) == is_late, "as the list says"
    assert page(world.surin).get(url).status_code == 404


def test_what_follows_mended_makes_nothing_late(world: World, page: Pages, bundle: Bundle) -> None:
    sent = {"forwarded_at": timezone.now(), "forwarded_by": world.buriram, "forwarded_how": "LINE"}
    Bundle.objects.update(**sent, forwarded_on=date(2025, 6, 20))
    second = Bundle.objects.get(pk=bundle.pk)
    second.pk, second.number, second.forwarded_on = None, 2, date(2025, 6, 30)
    second.save()
    department = page(world.department)
    for told in (
        text(page(world.buriram), HOME),
        text(department, reverse("bundle", args=[second.pk])),
    ):
        assert "กำหนดส่ง 20 มิถุนายน 2568" in told and "หลังกำหนด" not in told
    listed = text(department, f"{HOME}?q=บุรีรัมย์")
    assert "30 มิถุนายน 2568" in listed and "หลังกำหนด" not in listed, "when the newest went"
    undone = {"forwarded_at": None, "forwarded_by": None, "forwarded_on": None}
    Bundle.objects.filter(pk=bundle.pk).update(**undone, forwarded_how="")
    assert "ส่งหลังกำหนด 10 วัน" in text(department, f"{HOME}?q=บุรีรัมย์"), "the first was taken back"


def test_a_year_just_opened_does_not_hide_the_one_whose_papers_are_sent(
    world: World, page: Pages, bundle: Bundle
) -> None:
    old, client = bundle.programme, page(world.buriram)
    content = {"title": old.title, "digest": old.digest, "opened_at": old.opened_at}
    new = type(old).objects.create(year=2569, **content)
    assert client.get(HOME).context["programme"] == old
    assert client.get(f"{HOME}?year=2569").context["programme"] == new
    begun = bundle.office.rounds.first()
    type(begun).objects.create(programme=new, office=begun.office)
    assert client.get(HOME).context["programme"] == old, "nothing of it is announced"
    assert page(world.surin).get(HOME).context["programme"] == new, "nothing of any year is"


def test_files_are_attached_and_stay_within_their_walls(
    world: World, page: Pages, bundle: Bundle
) -> None:
    urls = [reverse("bundle_file", args=[bundle.pk, which]) for which in ("archive", "manifest")]
    urls.append(reverse("bundle_part", args=[bundle.pk, 3]))
    client = page(world.buriram)
    for url in urls:
        answer = client.get(url)
        assert answer["Content-Disposition"].startswith("attachment"), url
        assert answer["X-Content-Type-Options"] == "nosniff"
        b"".join(answer)
    assert "%E0%B8%81%E0%B8%A3%E0%B8%B0%E0%B8%AA%E0%B8%B1%E0%B8%87" in answer["Content-Disposition"]
    for user in (world.surin, world.krasang, world.department):
        assert {page(user).get(url).status_code for url in urls} == {404}
    missing = [reverse("bundle_part", args=[bundle.pk, 99])]
    missing.append(reverse("bundle_file", args=[bundle.pk, "digest"]))
    Bundle.objects.update(archive="")
    assert {client.get(url).status_code for url in [*missing, urls[0]]} == {404}
    assert "ไฟล์ของชุดนี้ถูกลบแล้ว" in text(client, reverse("bundle", args=[bundle.pk]))


def test_the_department_sees_every_province_and_makes_its_own(
    world: World, page: Pages, bundle: Bundle, django_assert_max_num_queries: object
) -> None:
    client = page(world.department)
    with django_assert_max_num_queries(12):
        shown = text(client, HOME)
    assert "76 จังหวัด" in shown and "รวมทั้งประเทศ" in shown
    assert "บุรีรัมย์" in text(client, f"{HOME}?state=owed")
    assert "ไม่พบจังหวัด" in text(client, f"{HOME}?state=received")
    book = client.get(f"{HOME}?format=xlsx")
    assert book.status_code == 200 and "attachment" in book["Content-Disposition"]
    assert "แผนปฏิบัติการฯ 1 กลุ่ม แบบสรุปผลฯ 1 กลุ่ม ภาพถ่าย 2 ภาพ ยังมีแต่แบบเสนอโครงการ 1 กลุ่ม" in shown
    national = stage.made(world, by=world.department)
    same = text(client, HOME)
    assert "ชุดล่าสุด" in same and "ใช้ชุดเดิมได้เลย" in same and ">จัดทำใหม่<" in same
    seen = text(client, reverse("bundle", args=[national.pk]))
    assert "ชุดเอกสารกรมการพัฒนาชุมชน" in seen and "บันทึกว่าส่ง" not in seen
    assert page(world.buriram).get(reverse("bundle", args=[national.pk])).status_code == 404
    refused = client.post(reverse("bundle_forward", args=[national.pk]), typed(date.today()))
    assert refused.status_code == 409


def test_what_is_owed_is_told_apart_from_what_was_never_asked(
    world: World, page: Pages, bundle: Bundle
) -> None:
    """Buriram announced and owes; the other 75 have not announced, and are unsent all the same."""
    client, owed = page(world.department), "ประกาศผลแล้ว ยังไม่ได้ส่ง"
    shown = text(client, f"{HOME}?year=2568&state=owed")
    assert f"จังหวัด: {owed}" in shown and '<p class="count">1 จังหวัด' in shown
    assert "ยังไม่ได้ประกาศผลการคัดเลือก" not in shown
    assert owed not in text(client, f"{HOME}?q=สุรินทร์").partition("<tbody>")[2]
    book = openpyxl.load_workbook(BytesIO(client.get(f"{HOME}?format=xlsx").content)).active
    states = {row[0].value: row[7].value for row in book.iter_rows(min_row=2)}
    assert (states["บุรีรัมย์"], states["สุรินทร์"]) == (owed, "ยังไม่ได้ประกาศผลการคัดเลือก")
    every = text(client, f"{reverse('country_provinces')}?show=unsent")
    assert "ยังไม่ส่งชุดเอกสาร (รวมที่ยังไม่ประกาศผล)" in every and "พบ 76 จังหวัด" in every
    assert page(world.buriram).get(reverse("country_provinces")).status_code == 404


def test_pages_ask_as_often_for_three_as_for_one(
    world: World, page: Pages, bundle: Bundle, django_assert_num_queries: object
) -> None:
    client, url = page(world.buriram), reverse("bundle", args=[bundle.pk])
    for number in (1, 3):
        with django_assert_num_queries(11):
            client.get(HOME)
        with django_assert_num_queries(5):
            client.get(url)
        if number == 1:
            for more in (2, 3):
                bundle.pk, bundle.number = None, more
                bundle.save()


RULES = (
    DeadlineRule("a", "", "province", "ขั้นตอน", fixed="2025-06-20", task="bundle"),
    DeadlineRule("b", "", "province", "หนังสือ", event="activity_end", days_after=14, task="bundle"),
)


@pytest.mark.parametrize(
    ("known", "sent", "today", "tag", "tone"),
    [
        (DATED, None, date(2025, 6, 1), "เหลือ 19 วัน", "fine"),
        (DATED, None, date(2025, 6, 13), "เหลือ 7 วัน", "act"),
        (DATED, None, date(2025, 6, 20), "ครบกำหนดวันนี้", "act"),
        (DATED, None, date(2025, 7, 1), "เกินกำหนดแล้ว 11 วัน", "wrong"),
        (DONE, date(2025, 6, 20), date(2025, 8, 1), "", "fine"),
        (DONE, date(2025, 6, 21), date(2025, 8, 1), "", "act"),
    ],
)
def test_when_a_province_is_to_send(known, sent, today, tag, tone) -> None:
    group = GroupIn(GroupFacts(**GIVEN, **known), Extras(1))
    province = ProvinceIn(31, "31", "บุรีรัมย์", 1, (group,))
    lines, *found = queries_bundles.due_lines(in_force(RULES, ()), province, sent, today)
    assert found == [tag, tone]
    days = ("กำหนดส่ง 20 มิถุนายน 2568 ตามขั้นตอน", "กำหนดส่ง 4 กรกฎาคม 2568 ตามหนังสือ")
    assert [line.text.startswith(day) for line, day in zip(lines, days, strict=True)] == [True] * 2
    assert bool(lines[0].tag) == (tone == "wrong" or sent == date(2025, 6, 21))
