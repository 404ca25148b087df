"""The registry of groups: one name for one village, and until when name and place may change."""

from collections.abc import Callable

import pytest
from django.test import Client

from cdd_network import thai
from cdd_network.models import Subdistrict, User
from cdd_network.refusal import Refused
from selection.actions import decision, groups, nominations
from selection.models import SavingsGroup
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
    answer = client.post(f"/groups/{made.pk}/edit/", typed(world.krachao))
    assert answer.status_code == 409
    assert f'<a href="/groups/{world.krachao.pk}/">' in answer.content.decode()


def test_name_and_place_are_locked_step_by_step(world: World, page: Page, story: object) -> None:
    group, opened = world.krachao, world.round_open()
    url = f"/groups/{group.pk}/edit/"
    district, province = page(world.krasang), page(world.buriram)
    draft = story.write_nomination(opened, KRACHAO, by=world.krasang)
    assert district.post(url, typed(group, moo=8)).status_code == 302
    assert district.post(url, typed(group, moo=7)).status_code == 302
    nominations.submit_nomination(nomination=draft, by=world.krasang)
    late = district.post(url, typed(group, moo=8))
    assert late.status_code == 409
    assert "ส่งแบบเสนอโครงการของกลุ่มนี้ให้จังหวัดแล้ว" in late.content.decode()
    assert 'value="8"' in late.content.decode()
    assert district.post(url, typed(group, members_men="๘๕")).status_code == 302
    form = district.get(url).content.decode()
    assert "โปรดแจ้งจังหวัด" in form
    assert 'name="village"' not in form
    assert district.post(url, {"members_men": "90"}).status_code == 302
    assert 'name="village"' in province.get(url).content.decode()
    assert province.post(url, typed(group, moo=9, members_men="90")).status_code == 302
    group.refresh_from_db()
    assert (group.moo, group.members, group.village) == (9, 90, "บ้านกระเจา")


def test_after_the_announcement_nobody_changes_name_or_place(world: World, page: Page) -> None:
    opened, first, second = world.scored()
    group = SavingsGroup.objects.with_place().get(pk=world.krachao.pk)
    decision.decide(round=opened, nominations=[first, second], reason="", by=world.buriram)
    groups.save_group(group=group, values={"village": "กระเจาเหนือ"}, by=world.buriram)
    groups.save_group(group=group, values={"village": "กระเจา"}, by=world.buriram)
    decision.announce(round=opened, by=world.buriram)
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
        answer = client.post(url, typed(world.krachao, founded_year=year), follow=True)
        text = answer.content.decode()
        assert ("แปลงปี ค.ศ. 2002 เป็น พ.ศ. 2545 ให้แล้ว" in text) is said
        assert f"บันทึก{world.krachao.name}แล้ว" in text
        world.krachao.refresh_from_db()
        assert world.krachao.founded_year == 2545
