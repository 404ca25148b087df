"""The department's board: numbers worked by hand, each with its rows behind; nobody else comes in."""

import html
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from cdd_network.models import Programme
from projects.models import FollowUp
from projects.states import PaperState
from reports.models import Bundle, Outcome
from reports.watch import country_queries as reading
from reports.watch.country_counts import types
from reports.watch.country_figures import figures
from reports.watch.country_home import watched
from selection.models import ChosenGroup, Nomination, Round
from selection.states import RoundState
from tests.people import World

PAGES = ("country", "country_groups", "country_provinces", "country_years", "country_xlsx")


@pytest.fixture
def half(world: World, story: object) -> World:
    """Buriram: Krachao reported (15 of 20 understand), its plan accepted and looked at; Arang did nothing
    since its days. Surin has a nomination and no result."""
    first, _ = world.dated()
    world.surin_nominated()
    plan = story.plans.begin_plan(activity=first, by=world.krasang)
    moment = timezone.make_aware(timezone.datetime(2025, 6, 25, 9, 0))
    type(plan).objects.filter(pk=plan.pk).update(
        state=PaperState.ACCEPTED, submitted_at=moment, first_sent_at=moment, moved_at=moment
    )
    Outcome.objects.create(
        event_id=first.pk, came=21, answered=20, tested=20, understood=15, spent=Decimal("30000.50")
    )
    FollowUp.objects.create(
        activity=first, months=3, seen_on=date(2025, 9, 20), standing="running", by=world.krasang
    )
    return world


def test_each_number_is_that_of_the_rows_behind_it(half: World, page: Callable) -> None:
    held = reading.country(half.department, half.programme, today=date(2025, 7, 1))
    shown = {one.label: one for one in figures(held)}
    assert [one.value for one in shown.values()] == [
        "1/76", "2/152", "1/152", "76",  # the bundle was due on 20 June, in each province
        "21/3,040", "75%", "0/1",
        "77,200", "30,000.50", "0/76", "2", "1/1",
    ]  # fmt: skip
    client = page(half.department)
    for one in shown.values():
        text = client.get(one.url).content.decode()
        behind = re.search(r"พบ (\d+) (กลุ่ม|จังหวัด)", text).group(1)
        if "%" in one.value or "คน" in one.label or "บาท" in one.label:
            counted = re.search(r"(?:ของ|ที่) (\d+) กลุ่ม", one.says)
            assert behind == (counted.group(1) if counted else "1"), one.label
        else:
            assert behind == one.value.split("/")[0], one.label


def test_the_board_tells_the_country(half: World, page: Callable) -> None:
    text = html.unescape(page(half.department).get(reverse("country")).content.decode())
    buriram = reverse("country_province", args=[half.buriram.office_id])
    assert text.count(f'<a href="{buriram}?year=2568"') == 2, "a tile, and a name in the table"
    assert "บุรีรัมย์ กำลังดำเนินกิจกรรม เกินกำหนด 2 กลุ่ม, ชุดเอกสาร ทำแล้ว 8 จาก 16 ขั้นตอน" in text
    assert "สุรินทร์ กำลังคัดเลือกกลุ่ม เกินกำหนด ชุดเอกสาร" in text
    assert (text.count('class="mark" cx'), text.count('<circle class="quiet"')) == (1, 75)
    assert "ร้อยละ 75" in text
    assert "ผู้ผ่านแบบทดสอบหลังกิจกรรม 0 จาก 0 คน ใน 0 จังหวัด" in text
    assert "เฉพาะ" not in text, "no district's own words"


def test_what_has_no_data_says_so(world: World, page: Callable) -> None:
    text = page(world.department).get(reverse("country")).content.decode()
    assert "0%" not in text
    assert text.count("ยังไม่มีข้อมูล") >= 5
    Programme.objects.update(opened_at=None)
    for name in PAGES:
        assert "ยังไม่มีปีงบประมาณที่เปิดใช้" in page(world.department).get(reverse(name)).content.decode()


def test_types_against_those_of_today(half: World) -> None:
    held = reading.country(half.department, half.programme)
    first = types(held)[0]
    assert (first.name, first.today, first.chosen, first.new, first.after, first.existing) == (
        "ศูนย์สาธิตการตลาด", 563, 2, 1, 564, 1,
    )  # fmt: skip
    assert sum(one.today for one in types(held)) == 794


def test_one_province_with_its_papers(half: World, page: Callable) -> None:
    client = page(half.department)
    url = reverse("country_province", args=[half.buriram.office_id])
    text = client.get(url).content.decode()
    plan = ChosenGroup.objects.get(order=1, round__office=half.buriram.office).allocation.activity
    link = reverse("plan", args=[plan.actionplan.pk])
    assert link in text
    assert client.get(link).status_code == 200
    assert "บ้านทมอ" not in text
    surin = client.get(reverse("country_province", args=[half.surin.office_id])).content.decode()
    assert "แบบเสนอโครงการของอำเภอ" in surin
    assert "บ้านกระเจา" not in surin
    for office in (half.krasang.office_id, half.department.office_id):
        assert client.get(reverse("country_province", args=[office])).status_code == 404


def test_nobody_else_comes_in(half: World, page: Callable) -> None:
    for user in (half.buriram, half.krasang, half.surin, half.members[0]):
        assert watched(user) is None
        for name in PAGES:
            assert page(user).get(reverse(name)).status_code == 404
        own = reverse("country_province", args=[half.buriram.office_id])
        assert page(user).get(own).status_code == 404


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 2), ("q=กระเจา", 1), ("province=31", 2), ("province=32", 0), ("region=northeast", 2),
        ("region=south", 0), ("step=plan&state=done", 1), ("step=plan&state=late", 1),
        ("step=hold&state=done", 2), ("state=done", 0), ("state=late", 2), ("type=barn", 0),
        ("type=market_centre&result=below", 1), ("step=allot", 0), ("step=nonsense", 2),
    ],
)  # fmt: skip
def test_filters_of_the_groups(half: World, page: Callable, query: str, count: int) -> None:
    text = page(half.department).get(f"{reverse('country_groups')}?{query}").content.decode()
    assert f"พบ {count} กลุ่ม" in text


def test_queries_are_constant(
    half: World, page: Callable, django_assert_num_queries: Callable
) -> None:
    client = page(half.department)
    buriram, surin = (
        reverse("country_province", args=[user.office_id]) for user in (half.buriram, half.surin)
    )
    counted = (
        (reverse("country"), 10), (reverse("country_groups"), 6), (buriram, 8), (surin, 12),
        (reverse("country_provinces"), 8), (reverse("home"), 9),
    )  # fmt: skip
    for rows in (2, 3):
        if rows == 3:
            _third_group(half)
        for url, most in counted:
            client.get(url)
            with django_assert_num_queries(most):
                client.get(url)


def _third_group(world: World) -> None:
    opened = ChosenGroup.objects.first().round
    sent = Nomination.objects.filter(round=opened).first()
    sent.pk, sent.group_id, sent.order = None, world.prasat_group.pk, 9
    sent.save()
    ChosenGroup.objects.create(round=opened, nomination=sent, order=3, total=1)


def test_the_bundle_goes_from_province_to_department(half: World, page: Callable) -> None:
    bundle = Bundle.objects.create(
        programme=half.programme, office=half.buriram.office, number=1, digest="0" * 64,
        manifest="", pages=1, size=1, by=half.buriram,
    )  # fmt: skip
    tasks = {task.title for task in watched(half.department).tasks}
    assert "รับชุดเอกสารที่จังหวัดส่ง ปี 2568" not in tasks, "made, not forwarded"
    now = timezone.now()
    sent = {"forwarded_at": now, "forwarded_by": half.buriram, "forwarded_on": date(2025, 6, 19)}
    Bundle.objects.filter(pk=bundle.pk).update(**sent)
    task = next(t for t in watched(half.department).tasks if t.title.startswith("รับชุดเอกสาร"))
    assert (task.tag, task.why) == ("1 จังหวัด", "บุรีรัมย์")
    text = page(half.department).get(task.url).content.decode()
    assert '<p class="count">1 จังหวัด' in text
    assert "บุรีรัมย์</a></th>" in text
    assert "สุรินทร์" not in text, "it has sent nothing"
    held = reading.country(half.department, half.programme, today=date(2025, 7, 1))
    (buriram,) = [one for one in held.provinces if one.forwarded]
    assert (buriram.status.key, buriram.late_text) == ("forwarded", "2 กลุ่ม")
    Bundle.objects.filter(pk=bundle.pk).update(received_at=now, received_by=half.department)
    held = reading.country(half.department, half.programme)
    assert (held.forwarded, held.received) == (1, 1)
    Bundle.objects.filter(pk=bundle.pk).update(received_at=None, received_by=None)
    taken_back = {"state": RoundState.SCORING, "announced_at": None, "announced_by": None}
    Round.objects.filter(office=half.buriram.office).update(**taken_back)
    text = page(half.department).get(task.url).content.decode()
    assert '<p class="count">1 จังหวัด' in text, "sent, though the result was taken back since"


def test_groups_to_be_looked_at_again_are_told_apart_from_late_ones(
    half: World, page: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *_: date(2025, 10, 1))
    client = page(half.department)
    text = html.unescape(client.get(reverse("country")).content.decode())
    (owed,) = re.findall(r'ไม่นับการติดตาม <a href="([^"#]+)#groups">', text)
    shown = client.get(owed).content.decode()
    assert '<p class="count">1 กลุ่ม' in shown and "บ้านอารัง" in shown, "nobody looked at it"
    assert "บ้านกระเจา" not in shown.split('groups">')[-1]


def test_two_years(half: World, page: Callable) -> None:
    client, url = page(half.department), reverse("country_years")
    assert "มีปีงบประมาณเดียว" in client.get(url).content.decode()
    old = half.programme
    Programme.objects.create(year=2569, title=old.title, digest=old.digest, opened_at=old.opened_at)
    text = re.sub(r"<[^>]*>", " ", client.get(f"{url}?metric=groups").content.decode())
    assert re.search(r"กลุ่มที่ได้รับคัดเลือก\s+ยังไม่มีข้อมูล\s+2 .*–", text)
    assert re.search(r"บุรีรัมย์\s+ยังไม่มีข้อมูล\s+2 .*–", text)
    same = client.get(f"{url}?year=2569&with=2569").content.decode()
    assert "เลือกปีเดียวกันทั้งสองช่อง แสดงเทียบกับปี 2568" in same and "ไม่พบปี" not in same
    assert "ไม่พบปี 9999 แสดงปี 2569" in client.get(f"{url}?with=9999").content.decode()


def test_the_workbook_holds_numbers_and_days(half: World, page: Callable) -> None:
    answer = page(half.department).get(reverse("country_xlsx"))
    book = openpyxl.load_workbook(BytesIO(answer.content))
    assert book.sheetnames == ["ตัวเลขสำคัญ", "ตัวชี้วัด", "จังหวัด", "กลุ่ม", "ประเภทกิจกรรม", "การติดตาม"]
    assert all(sheet.freeze_panes == "A2" for sheet in book)
    by_name = {row[1].value: row for row in book["จังหวัด"].iter_rows(min_row=2)}
    heads = [cell.value for cell in book["จังหวัด"][1]]
    buriram = dict(zip(heads, [c.value for c in by_name["บุรีรัมย์"]], strict=True))
    assert (buriram["ผู้เข้าร่วม (คน)"], buriram["ใช้จริง (บาท)"]) == (21, 30000.5)
    assert buriram["วันกำหนดส่งกรม"].date() == date(2025, 6, 20)
    surin = dict(zip(heads, [c.value for c in by_name["สุรินทร์"]], strict=True))
    assert (surin["ผู้เข้าร่วม (คน)"], surin["เข้าใจ (ร้อยละ)"]) == (None, None), "unknown, not 0"
    for name in ("country_groups", "country_provinces"):
        listed = page(half.department).get(f"{reverse(name)}?format=xlsx")
        assert openpyxl.load_workbook(BytesIO(listed.content)).active.max_row in (3, 77)


def test_home_keeps_the_older_year_while_something_of_it_waits(
    half: World, page: Callable, django_assert_num_queries: Callable
) -> None:
    old = half.programme
    Bundle.objects.create(
        programme=old, office=half.buriram.office, number=1, digest="0" * 64, manifest="", pages=1,
        size=1, by=half.buriram, forwarded_at=timezone.now(), forwarded_by=half.buriram,
        forwarded_on=date(2025, 6, 19),
    )  # fmt: skip
    content = {"title": old.title, "digest": old.digest, "opened_at": old.opened_at}
    new = Programme.objects.create(year=2569, **content)
    held = watched(half.department)
    titles = [task.title for task in held.tasks]
    assert held.country.programme == old, "2569 has no round yet: its zeros tell nothing"
    assert held.figures[0].value == "1/76"
    client = page(half.department)
    for name in ("country", "country_groups", "country_provinces"):
        assert client.get(reverse(name)).context["year"] == old, "as home"
    assert client.get(f"{reverse('country')}?year=2569").context["year"] == new
    assert titles[0] == "ติดตามการคัดเลือกของจังหวัด ปี 2569"
    assert "รับชุดเอกสารที่จังหวัดส่ง ปี 2568" in titles
    opened = ChosenGroup.objects.first().round
    type(opened).objects.create(programme=new, office=half.surin.office)
    with django_assert_num_queries(6):
        held = watched(half.department)
    assert held.country.programme == new
    assert client.get(reverse("country")).context["year"] == new
    shown = client.get(reverse("bundles")).context["programme"]
    assert shown == old, "of 2569 nothing is announced, so nothing can be sent"
    assert "รับชุดเอกสารที่จังหวัดส่ง ปี 2568" in [task.title for task in held.tasks]
    Bundle.objects.update(received_at=timezone.now(), received_by=half.department)
    (left,) = [task for task in watched(half.department).tasks if "2568" in task.title]
    assert (left.title, left.tag) == ("จังหวัดที่ยังไม่ส่งชุดเอกสาร ปี 2568", "75 จังหวัด")
    assert left.why == "นับทุกจังหวัด รวมที่ยังไม่ประกาศผล"
    text = page(half.department).get(left.url).content.decode()
    assert "พบ 75 จังหวัด" in text


@pytest.mark.parametrize(
    ("name", "query", "said"),
    [
        ("country", "year=9999", "ไม่พบปี 9999 แสดงปี 2568"),
        ("country_provinces", "year=9999", "ไม่พบปี 9999 แสดงปี 2568"),
        ("country_provinces", "show=zz", "ไม่พบตัวเลือก «zz» ของสถานะ"),
        ("country_groups", "step=zz", "ไม่พบตัวเลือก «zz» ของขั้นตอน"),
        ("country_years", "year=9999", "ไม่พบปี 9999 แสดงปี 2568"),
    ],
)
def test_what_nobody_has_is_said(
    world: World, page: Callable, name: str, query: str, said: str
) -> None:
    client = page(world.department)
    assert said in client.get(f"{reverse(name)}?{query}").content.decode()
    assert "ไม่พบ" not in client.get(f"{reverse(name)}?year=2568").content.decode()


def test_spent_is_compared_with_what_those_that_reported_were_given(half: World) -> None:
    held = reading.country(half.department, half.programme)
    spent = next(one for one in figures(held) if one.label == "บาท ใช้จ่ายจริง")
    assert held.sums.given == Decimal(38600)
    assert "ร้อยละ 77.7 ของที่แจ้งจัดสรรให้กลุ่มเหล่านี้" in spent.says  # 30,000.50 of 38,600


def test_the_tables_open_their_rows(half: World, page: Callable) -> None:
    client = page(half.department)
    text = html.unescape(client.get(reverse("country")).content.decode())
    follow = re.search(r'href="(/follow-ups/\?year=2568&months=3&standing=running)', text).group(1)
    assert "1 กลุ่ม" in client.get(follow).content.decode()
    grown = "/country/groups/?year=2568&type=market_centre&step=accept_plan&state=done"
    assert f'href="{grown}"' in text
    assert "พบ 1 กลุ่ม" in client.get(grown).content.decode()
    late = "/country/provinces/?year=2568&show=running&late=work"
    assert f'href="{late}"' in text
    assert "พบ 1 จังหวัด" in client.get(late).content.decode()
