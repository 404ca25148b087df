"""The first day: one command, one link, and nothing spoilt by running it again."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from cdd_network import ground
from cdd_network.accounts.links import set_password
from cdd_network.models import AuditRow, District, Office, Programme, Province, Subdistrict, User
from tests.contract import PageClient

PASSWORD = "ตลาดนัดวันพุธสามโมง"


@pytest.fixture
def empty(db: None) -> None:
    """A database with tables alone; the test's transaction brings the ground back."""
    for model in (Office, Programme, Subdistrict, District, Province):
        model.objects.all().delete()


def begin(*words: str) -> str:
    out = StringIO()
    call_command("begin", *words, stdout=out)
    return out.getvalue()


def token_in(text: str) -> str:
    found = re.findall(r"/enter/([\w-]+)/", text)
    assert len(found) == 1
    return found[0]


def test_the_country_begins_with_an_officer_of_the_department(empty: None) -> None:
    told = begin("--country")
    assert "offices: 955" in told and "2568" in told
    first = User.objects.get()
    assert (first.username, first.role, first.office.kind) == ("department",) * 3
    assert begin("--country").count("/enter/") == 0
    assert User.objects.count() == 1 and Office.objects.count() == 955
    with pytest.raises(CommandError, match="country stands"):
        begin("--province", "31")
    assert set_password(token=token_in(told), password=PASSWORD)
    assert "/enter/" not in begin("--country", "--again")  # used: nothing new is given out


def test_another_link_for_who_never_used_the_first(empty: None) -> None:
    old = token_in(begin("--country"))
    new = token_in(begin("--country", "--again"))
    assert set_password(token=old, password=PASSWORD) is None
    assert set_password(token=new, password=PASSWORD)
    assert AuditRow.objects.filter(act="begin").count() == 1


def test_one_province_stands_alone_and_may_open_the_year(empty: None) -> None:
    told = begin("--province", "จังหวัดบุรีรัมย์")
    assert "stands already" in begin("--province", "๓๑")
    assert Office.objects.count() == 25 and Subdistrict.objects.count() > 7000
    ground.load_ground()  # as an upgrade does
    assert Office.objects.count() == 25
    first = set_password(token=token_in(told), password=PASSWORD)
    client = PageClient()
    client.force_login(first)
    home = client.get(reverse("home")).content.decode()
    assert "ยังไม่มีผู้ลงนาม" in home and "ยังไม่มีบัญชี 23 อำเภอ" in home
    places = client.get(reverse("account_new")).content.decode()
    assert "กรมการพัฒนาชุมชน – เจ้าหน้าที่กรม" in places and "สุรินทร์" not in places
    bearer = Office.objects.get(kind="department")
    made = client.post(reverse("account_new"), {"place": f"{bearer.pk}:department"})
    keeper = set_password(token=token_in_page(made.content.decode()), password=PASSWORD)
    client.force_login(keeper)
    for page in ("home", "programmes", "country", "accounts"):
        assert client.get(reverse(page)).status_code == 200


def token_in_page(text: str) -> str:
    return re.search(r"/enter/([\w-]+)/", text)[1]


def test_a_province_grows_to_the_country(empty: None) -> None:
    begin("--province", "31")
    with pytest.raises(CommandError, match="one province"):
        begin("--province", "32")
    assert "department" in begin("--country")
    assert Office.objects.count() == 955
    assert {user.username for user in User.objects.all()} == {"buriram", "department"}
    with pytest.raises(CommandError, match="no province"):
        begin("--province", "10")


def test_the_console_helps_whoever_is_locked_out(empty: None) -> None:
    token = token_in(begin("--country"))
    first = set_password(token=token, password=PASSWORD)
    out = StringIO()
    call_command("link", first.username, stdout=out)
    assert set_password(token=token_in(out.getvalue()), password=PASSWORD + "ใหม่")
    with pytest.raises(CommandError):
        call_command("link", "nobody")
