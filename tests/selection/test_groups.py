"""The registry of groups: one name for one village, and until when name and place may change."""

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client

from cdd_network import thai
from cdd_network.models import AuditRow, Subdistrict, User
from cdd_network.refusal import Refused
from selection.actions import decision, groups, nominations
from selection.models import SavingsGroup
from tests.forms import filled, opened
from tests.people import KRACHAO, World

Page = Callable[[User | None], Client]


@pytest.mark.parametrize(
    "typed",
    [
        "กระเจา",
        "บ้านกระเจา",
        " บ้าน  กระเจา ",
        "กลุ่มออมทรัพย์เพื่อการผลิตบ้านกระเจา",
        "กลุ่มออมทรัพย์เพื่อการผลิต กระเจา",
        "กลุ่มออมทรัพย์ฯ บ้านกระเจา",
        "บ้าน\u200bกระเจา",
    ],
)
def test_one_name_however_it_is_typed(typed: str) -> None:
    assert thai.village_text(typed) == "บ้านกระเจา"
    assert thai.village_text(thai.village_text(typed)) == "บ้านกระเจา"


def test_a_name_keeps_its_own_words() -> None:
    assert thai.village_text("บ้านใหม่บ้านเก่า") == "บ้านใหม่บ้านเก่า"
    assert thai.village_text("หนองบัว ๒") == "บ้านหนองบัว 2"
    for empty in ("", "บ้าน", "กลุ่มออมทรัพย์เพื่อการผลิต", " กลุ่มออมทรัพย์เพื่อการผลิตบ้าน "):
        assert thai.village_text(empty) == ""


def typed(group: SavingsGroup, **more: object) -> dict[str, object]:
    """The form's fields of a group as it stands."""
    place = {"village": group.village, "moo": group.moo, "subdistrict": group.subdistrict_id}
    return {**place, **more}


def edited(client: Client, url: str, **more: object) -> HttpResponse:
    """What the server answers to the form as it was just served, with ``more`` typed into it."""
    return client.post(url, {**opened(client, url), **more})


def test_the_same_village_twice_is_found_and_shown(world: World, page: Page) -> None:
    client = page(world.krasang)
    for name in ("กระเจา", "กลุ่มออมทรัพย์เพื่อการผลิตบ้านกระเจา", "บ้าน กระเจา"):
        answer = client.post("/groups/new/", typed(world.krachao, village=name))
        text = answer.content.decode()
        assert answer.status_code == 409, name
        assert "มีกลุ่มนี้อยู่แล้ว" in text
        assert f'<a href="/groups/{world.krachao.pk}/">' in text
    assert SavingsGroup.objects.filter(subdistrict=world.krachao.subdistrict).count() == 1
    for empty in ("บ้าน", "กลุ่มออมทรัพย์เพื่อการผลิต", "ก" * 100):
        assert client.post("/groups/new/", typed(world.krachao, village=empty)).status_code == 422
    other = client.post("/groups/new/", typed(world.krachao, village="กระเจาใต้"))
    assert other.status_code == 302
    made = SavingsGroup.objects.get(village="บ้านกระเจาใต้")
    answer = edited(client, f"/groups/{made.pk}/edit/", **typed(world.krachao))
    assert answer.status_code == 409
    assert f'<a href="/groups/{world.krachao.pk}/">' in answer.content.decode()


def test_name_and_place_are_locked_step_by_step(world: World, page: Page, story: object) -> None:
    group, round_ = world.krachao, world.round_open()
    url = f"/groups/{group.pk}/edit/"
    district, province = page(world.krasang), page(world.buriram)
    draft = story.write_nomination(round_, KRACHAO, by=world.krasang)
    assert edited(district, url, moo=8).status_code == 302
    assert edited(district, url, moo=7).status_code == 302
    before = opened(district, url)
    nominations.submit_nomination(nomination=draft, by=world.krasang)
    late = district.post(url, {**before, "moo": 8})
    assert late.status_code == 409
    assert "ส่งแบบเสนอโครงการของกลุ่มนี้ให้จังหวัดแล้ว" in late.content.decode()
    assert 'value="8"' in late.content.decode()
    assert district.post(url, {**before, "members_men": "๘๕"}).status_code == 302
    form = district.get(url).content.decode()
    assert "โปรดแจ้งจังหวัด" in form
    assert 'name="village"' not in form
    assert edited(district, url, members_men="90").status_code == 302
    assert 'name="village"' in province.get(url).content.decode()
    assert edited(province, url, moo=9).status_code == 302
    group.refresh_from_db()
    assert (group.moo, group.members, group.village) == (9, 90, "บ้านกระเจา")


def test_after_the_announcement_nobody_changes_name_or_place(world: World, page: Page) -> None:
    round_, first, second = world.scored()
    group = SavingsGroup.objects.with_place().get(pk=world.krachao.pk)
    decision.decide(round=round_, nominations=[first, second], reason="", by=world.buriram)
    groups.save_group(group=group, values={"village": "กระเจาเหนือ"}, by=world.buriram)
    groups.save_group(group=group, values={"village": "กระเจา"}, by=world.buriram)
    decision.announce(round=round_, by=world.buriram)
    for user in (world.krasang, world.buriram):
        for change in ({"village": "อื่น"}, {"moo": 70}, {"subdistrict": a_neighbour(group)}):
            with pytest.raises(Refused, match="ประกาศผล"):
                groups.save_group(group=group, values=change, by=user)
        assert "ประกาศและหนังสือใช้ชื่อ" in page(user).get(f"/groups/{group.pk}/edit/").content.decode()
        groups.save_group(group=group, values={"members_men": 99}, by=user)
    group.refresh_from_db()
    assert (group.village, group.moo, group.members) == ("บ้านกระเจา", 7, 99)


def a_neighbour(group: SavingsGroup) -> Subdistrict:
    """Another subdistrict of the same district."""
    own = group.subdistrict
    return Subdistrict.objects.filter(district=own.district).exclude(pk=own.pk)[0]


def test_a_nominated_group_stays_in_its_district(world: World) -> None:
    group, place = world.krachao, world.arang.subdistrict
    nominations.begin_nomination(round=world.round_open(), group=group, by=world.krasang)
    with pytest.raises(Refused, match="ย้ายกลุ่มไปอำเภออื่นไม่ได้"):
        groups.save_group(group=group, values={"subdistrict": place}, by=world.buriram)
    groups.save_group(group=group, values={"subdistrict": a_neighbour(group)}, by=world.buriram)
    with pytest.raises(Refused, match="ในอำเภอของท่าน"):
        groups.save_group(group=world.arang, values={"moo": 3}, by=world.krasang)


def test_only_an_unused_group_is_removed(world: World, page: Page) -> None:
    client, place = page(world.krasang), world.krachao.subdistrict
    values = {"village": "พิมพ์ผิด", "moo": 2, "subdistrict": place}
    wrong = groups.save_group(group=None, values=values, by=world.krasang)
    url = f"/groups/{wrong.pk}/remove/"
    for user in (world.bandan, world.surin, world.department, world.members[0]):
        assert page(user).post(url).status_code == 404
    assert url in client.get(f"/groups/{wrong.pk}/").content.decode()
    assert "บ้านพิมพ์ผิด" in client.get(url).content.decode()
    assert SavingsGroup.objects.filter(pk=wrong.pk).exists()
    assert client.post(url).url == "/groups/"
    assert not SavingsGroup.objects.filter(pk=wrong.pk).exists()
    nominations.begin_nomination(round=world.round_open(), group=world.krachao, by=world.krasang)
    url = f"/groups/{world.krachao.pk}/remove/"
    assert url not in client.get(f"/groups/{world.krachao.pk}/").content.decode()
    for answer in (client.get(url), client.post(url)):
        assert answer.status_code == 409
        assert "มีแบบเสนอโครงการของกลุ่มนี้แล้ว" in answer.content.decode()


def test_a_converted_founding_year_is_told(world: World, page: Page) -> None:
    client, url = page(world.krasang), f"/groups/{world.krachao.pk}/edit/"
    for year, said in (("2002", True), ("2545", False)):
        sent = {**opened(client, url), "founded_year": year}
        answer = client.post(url, sent, follow=True)
        text = answer.content.decode()
        assert ("แปลงปี ค.ศ. 2002 เป็น พ.ศ. 2545 ให้แล้ว" in text) is said
        assert f"บันทึก{world.krachao.name}แล้ว" in text
        world.krachao.refresh_from_db()
        assert world.krachao.founded_year == 2545


WHOLE = {
    "founded_on_day": "๑๓", "founded_on_month": "6", "founded_on_year": "2545",
    "members_men": "45", "members_women": "๖๐", "savings": "200,000", "savings_monthly": "5,000",
    "loans": "150,000.50", "reserve": "๑๐,๐๐๐",
    "officers_directing": "นายสมชาย ใจดี, ประธาน\nนางสมหญิง รักออม, เลขานุการ",
    "officers_audit": "นายตรวจ สอบดี",
    "activity_market_centre": "1", "activity_rice_bank": "2",
}  # fmt: skip


def test_the_page_shows_what_was_typed_and_the_department_no_names(
    world: World, page: Page
) -> None:
    url = f"/groups/{world.krachao.pk}/"
    client = page(world.krasang)
    assert edited(client, f"{url}edit/", **WHOLE).status_code == 302
    shown = ("13 มิถุนายน 2545", "105 คน", "150,000.50 บาท", "ธนาคารข้าว 2 แห่ง")
    for user in (world.krasang, world.buriram, world.department):
        text = page(user).get(url).content.decode()
        assert all(word in text for word in shown)
        assert ("นายสมชาย ใจดี" in text) is (user is not world.department)
    assert "2 คน" in text
    again = opened(client, f"{url}edit/")
    assert again["founded_year"] == "2545", "the year follows the day"
    assert again["officers_directing"].splitlines() == WHOLE["officers_directing"].splitlines()
    assert (
        edited(client, f"{url}edit/", activity_rice_bank="", officers_audit="").status_code == 302
    )
    text = client.get(url).content.decode()
    assert "ธนาคารข้าว 2 แห่ง" not in text
    assert "นายตรวจ สอบดี" not in text


def test_wrong_facts_are_told_and_nothing_is_saved(world: World, page: Page) -> None:
    client, url = page(world.krasang), f"/groups/{world.krachao.pk}/edit/"
    for wrong, said in (
        ({"founded_on_day": "1", "founded_on_month": "1", "founded_on_year": "2699"}, "อนาคต"),
        (
            {"founded_on_day": "1", "founded_on_month": "1", "founded_on_year": "2500"},
            "ก่อน พ.ศ. 2510",
        ),
        ({**WHOLE, "founded_year": "2546"}, "ไม่ตรงกับวันที่จัดตั้ง"),
        ({"officers_loans": "นายก ข 1 2345 67890 12 3"}, "ใส่เฉพาะชื่อและตำแหน่ง"),
        ({"officers_loans": "\n".join("นาย ก" for _ in range(31))}, "31 คน"),
        ({"members_men": "-1"}, "ต้องไม่ติดลบ"),
        ({"activity_rice_bank": "1000"}, "ต้องไม่เกิน 999"),
    ):
        answer = edited(client, url, **wrong)
        assert answer.status_code == 422, wrong
        assert said in answer.content.decode()
    world.krachao.refresh_from_db()
    assert world.krachao.version == 1
    assert not world.krachao.officers.exists()


def test_the_history_tells_fields_but_no_names(world: World, page: Page) -> None:
    client, url = page(world.krasang), f"/groups/{world.krachao.pk}/"
    edited(client, f"{url}edit/", **WHOLE)
    edited(client, f"{url}edit/", savings="250,000", officers_audit="นายลับ ไม่เปิดเผย")
    edited(client, f"{url}edit/")
    rows = list(AuditRow.objects.filter(subject_id=str(world.krachao.pk), act="save"))
    assert len(rows) == 2, "what changes nothing leaves no row"
    assert rows[0].detail["changed"] == {
        "savings": ["200,000", "250,000"],
        "officers_audit": ["1 คน", "1 คน"],
    }
    assert "นายลับ" not in str([row.detail for row in rows])
    for address in (url, f"{url}history/"):
        text = page(world.department).get(address).content.decode()
        assert "เงินสัจจะสะสม</b> 200,000" in text
        assert "250,000" in text
        assert "นายลับ" not in text
    for user in (world.bandan, world.surin, world.members[0]):
        assert page(user).get(f"{url}history/").status_code == 404


def test_a_long_history_is_cut_on_the_page_and_whole_on_its_own(world: World, page: Page) -> None:
    for n in range(22):
        groups.save_group(group=world.krachao, values={"members_men": n}, by=world.krasang)
    text = page(world.krasang).get(f"/groups/{world.krachao.pk}/").content.decode()
    assert text.count("แก้ไขข้อมูล<") + text.count("แก้ไขข้อมูล\n") == 20
    assert f"/groups/{world.krachao.pk}/history/" in text
    whole = page(world.krasang).get(f"/groups/{world.krachao.pk}/history/").content.decode()
    assert "23 ครั้ง" in whole


@pytest.mark.parametrize("saves", [1, 3])
def test_a_groups_page_asks_as_often_however_much_it_shows(
    world: World, page: Page, saves: int, django_assert_num_queries: object
) -> None:
    for n in range(saves):
        people = {"officers_audit": tuple((f"นาย {i}", "") for i in range(n + 1))}
        kinds = dict.fromkeys(("activity_barn", "activity_rice_bank")[: n + 1], n + 1)
        groups.save_group(group=world.krachao, values={**people, **kinds}, by=world.krasang)
    client = page(world.krasang)
    for url, queries in (("", 10), ("history/", 6), ("edit/", 9)):
        client.get(f"/groups/{world.krachao.pk}/{url}")
        with django_assert_num_queries(queries):
            client.get(f"/groups/{world.krachao.pk}/{url}")


def test_two_on_one_group_are_joined_or_asked(world: World, page: Page) -> None:
    url = f"/groups/{world.krachao.pk}/edit/"
    district, province = page(world.krasang), page(world.buriram)
    mine, theirs = opened(district, url), opened(province, url)
    assert province.post(url, {**theirs, "loans": "5", "moo": "8"}).status_code == 302
    joined = district.post(url, {**mine, "reserve": "7"}, follow=True).content.decode()
    assert "บันทึกแล้ว รวมกับข้อความที่" in joined
    world.krachao.refresh_from_db()
    kept = (world.krachao.loans, world.krachao.reserve, world.krachao.moo)
    assert kept == (5, 7, 8)
    mine, theirs = opened(district, url), opened(province, url)
    province.post(url, {**theirs, "officers_audit": "นายหนึ่ง เดียว"})
    asked = district.post(url, {**mine, "officers_audit": "นายสอง คน"})
    assert asked.status_code == 409
    assert "แก้ไขไม่ตรงกัน 1 ข้อ" in asked.content.decode()
    assert "นายหนึ่ง เดียว" in asked.content.decode()
    assert world.krachao.officers.get().name == "นายหนึ่ง เดียว"
    assert district.post(url, filled(asked.content.decode())).status_code == 302
    assert world.krachao.officers.get().name == "นายสอง คน"
