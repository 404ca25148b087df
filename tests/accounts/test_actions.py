"""Accounts: made, closed, opened, renamed; who may, and what two officers or two clicks leave."""

import pytest

from cdd_network.accounts import actions, links, names, rules
from cdd_network.accounts.queries import offices_without, past_of
from cdd_network.models import AuditRow, Office, User
from cdd_network.refusal import Refused
from reports import story
from tests.people import World

PASSWORD = "ตลาดนัดวันพุธสามโมง"


def test_names_are_of_the_place() -> None:
    def at(**place: str) -> Office:
        return Office(**place)

    assert names.free_name(at(province_id="31", district_id="3103"), "district", ()) == "krasang"
    taken = {"krasang", "krasang2", "buriram"}
    assert (
        names.free_name(at(province_id="31", district_id="3103"), "district", taken) == "krasang3"
    )
    assert names.free_name(at(province_id="31"), "province", taken) == "buriram2"
    assert names.free_name(at(province_id="31"), "member", taken) == "buriram-committee1"
    assert names.free_name(at(), "department", taken) == "department"
    # «ท่าช้าง» lies in two provinces
    assert names.free_name(at(province_id="30", district_id="3019"), "district", ()) != "thachang"


@pytest.mark.django_db
def test_every_suggested_name_is_one_that_may_be_typed() -> None:
    taken: set[str] = set()
    for office in Office.objects.all():
        role = rules.ROLES_AT[office.kind][0]
        name = names.free_name(office, role, taken)
        assert names.USERNAME.fullmatch(name), name
        taken.add(name)
    assert len(taken) == 955


def test_a_province_makes_accounts_of_its_own_and_its_districts(world: World) -> None:
    lamplaimat = story.district_office("3110")
    link = actions.create_account(office=lamplaimat, role="district", batch="", by=world.buriram)
    account = link.account
    assert account.username == "lamplaimat" and not account.has_usable_password()
    assert account.display_name == "เจ้าหน้าที่อำเภอลำปลายมาศ"
    member = actions.create_account(
        office=world.buriram.office, role="member", batch="", by=world.buriram
    )
    assert member.account.is_member and links.set_password(token=member.token, password=PASSWORD)
    assert [past.act for past in past_of(account)] == ["ออกลิงก์ตั้งรหัสผ่าน", "สร้างบัญชี"]


@pytest.mark.parametrize(
    ("who", "where", "role"),
    [
        ("buriram", "prasat", "district"),  # another province's district
        ("buriram", "surin", "province"),
        ("buriram", "department", "department"),  # where the country stands
        ("buriram", "krasang", "province"),  # a role that the office does not have
        ("department", "krasang", "district"),  # not next below
        ("department", "buriram", "member"),
        ("krasang", "krasang", "district"),
        ("krasang", "buriram", "province"),
    ],
)
def test_nobody_makes_accounts_elsewhere(world: World, who: str, where: str, role: str) -> None:
    office, before = getattr(world, where).office, User.objects.count()
    with pytest.raises(Refused):
        actions.create_account(office=office, role=role, batch="", by=getattr(world, who))
    assert User.objects.count() == before


def test_a_page_sent_twice_makes_one_account(world: World) -> None:
    office = story.district_office("3110")
    wanted = {"office": office, "role": "district", "batch": "page"}
    one = actions.create_account(**wanted, by=world.buriram)
    two = actions.create_account(**wanted, by=world.buriram)
    assert one.account == two.account and one.token == two.token
    with pytest.raises(Refused, match="มีอยู่แล้ว"):
        actions.create_account(
            office=office, role="district", username="KRASANG", batch="", by=world.buriram
        )


def test_all_districts_without_an_account_get_one_in_one_act(world: World) -> None:
    missing = {office.pk for office in offices_without(world.buriram)}
    assert len(missing) == 21 and world.krasang.office_id not in missing
    made = actions.create_missing(batch="page", by=world.buriram)
    again = actions.create_missing(batch="page", by=world.buriram)
    assert {link.account.office_id for link in made} == missing
    assert {link.token for link in made} == {link.token for link in again}
    assert actions.create_missing(batch="other", by=world.buriram2) == []
    assert AuditRow.objects.filter(act="create", by=world.buriram).count() == 21
    assert User.objects.filter(office__province="32", role="district").count() == 1  # Prasat's own


def test_a_committee_gets_its_accounts_at_once(world: World) -> None:
    made = actions.create_committee(count=3, batch="page", by=world.buriram)
    assert [one.account.username for one in made] == [f"buriram-committee{n}" for n in (1, 2, 3)]
    # five members had accounts before
    assert made[0].account.display_name == "กรรมการคัดเลือกจังหวัดบุรีรัมย์ คนที่ 6"
    again = actions.create_committee(count=3, batch="page", by=world.buriram)
    assert [one.token for one in again] == [one.token for one in made]
    with pytest.raises(Refused):
        actions.create_committee(count=3, batch="", by=world.department)


def test_closing_ends_sessions_links_and_password_for_good(world: World, page: object) -> None:
    link = actions.new_link(account=world.krasang, by=world.buriram)
    client = page(world.krasang)
    actions.close_account(account=world.krasang, reason="ย้าย", by=world.buriram)
    assert client.get("/guide/").status_code == 302 and links.link_of(link.token) is None
    with pytest.raises(Refused, match="ปิดอยู่แล้ว"):
        actions.close_account(account=world.krasang, reason="ซ้ำ", by=world.buriram2)
    fresh = actions.open_account(account=world.krasang, reason="กลับมา", by=world.buriram)
    assert client.get("/guide/").status_code == 302  # the old login does not live again
    assert links.set_password(token=fresh.token, password=PASSWORD)
    notes = [(past.act, past.note) for past in past_of(world.krasang)]
    assert ("ปิดบัญชี", "ย้าย") in notes and ("เปิดใช้อีกครั้ง", "กลับมา") in notes


def test_an_office_never_closes_its_last(world: World) -> None:
    with pytest.raises(Refused, match="ของท่านเอง"):
        actions.close_account(account=world.buriram, reason="ย้าย", by=world.buriram)
    actions.close_account(account=world.buriram2, reason="ย้าย", by=world.buriram)
    with pytest.raises(Refused, match="ปิดแล้ว"):  # the page was open before: who closed first wins
        actions.close_account(account=world.buriram, reason="ย้าย", by=world.buriram2)
    assert User.objects.get(pk=world.buriram.pk).is_active


@pytest.mark.parametrize("who", ["surin", "krasang", "department"])
def test_others_do_nothing_to_an_account(world: World, who: str) -> None:
    other, account = getattr(world, who), world.bandan
    with pytest.raises(Refused):
        actions.close_account(account=account, reason="x", by=other)
    with pytest.raises(Refused):
        actions.new_link(account=account, by=other)
    with pytest.raises(Refused):
        actions.rename_account(account=account, name="x", seen=account.display_name, by=other)
    account.refresh_from_db()
    assert account.is_active and not account.links.exists()


def test_two_who_rename_are_told(world: World) -> None:
    seen = world.krasang.display_name
    actions.rename_account(account=world.krasang, name="งานแผน", seen=seen, by=world.buriram)
    with pytest.raises(Refused, match="งานแผน"):
        actions.rename_account(account=world.krasang, name="งานเงิน", seen=seen, by=world.buriram2)
    assert past_of(world.krasang)[0].note == f"จาก «{seen}» เป็น «งานแผน»"
