"""The pages of «บัญชีผู้ใช้»: what is listed, in how many queries, and what a double click leaves."""

import re
from collections.abc import Callable
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from cdd_network.accounts import actions, links
from cdd_network.accounts.sheets import line_text
from cdd_network.models import User
from reports import story
from tests.people import World

PASSWORD = "ตลาดนัดวันพุธสามโมง"


def names_in(text: str) -> list[str]:
    return re.findall(r'<th scope="row"><a href="/accounts/\d+/">([^<]+)</a>', text)


@pytest.mark.parametrize("more", [0, 2])
def test_the_list_costs_the_same_with_more_rows(
    world: World, page: Callable, django_assert_num_queries: Callable, more: int
) -> None:
    for code in ("3110", "3104")[:more]:
        office = story.district_office(code)
        actions.create_account(office=office, role="district", batch="", by=world.buriram)
    client = page(world.buriram)
    with django_assert_num_queries(6):
        text = client.get(reverse("accounts")).content.decode()
    assert len(names_in(text)) == 9 + more
    assert names_in(text)[:2] == ["buriram", "buriram2"] and "prasat" not in text
    assert f"ยังไม่มีบัญชี {21 - more} แห่ง" in text
    with django_assert_num_queries(8):
        client.get(reverse("account", args=[world.krasang.pk]))


def test_the_department_lists_provinces_alone(world: World, page: Callable) -> None:
    text = page(world.department).get(reverse("accounts")).content.decode()
    assert names_in(text) == ["department", "buriram", "buriram2", "surin"]


def test_search_filters_and_workbook(world: World, page: Callable) -> None:
    client, url = page(world.buriram), reverse("accounts")
    links.set_password(
        token=actions.new_link(account=world.krasang, by=world.buriram).token, password=PASSWORD
    )
    actions.new_link(account=world.bandan, by=world.buriram)
    actions.close_account(account=world.buriram2, reason="ย้าย", by=world.buriram)

    def listed(**asked: object) -> list[str]:
        return names_in(client.get(url, asked).content.decode())

    assert listed(q="กระสัง") == listed(state="used") == ["krasang"]
    assert listed(state="waiting") == ["bandan"] and listed(state="closed") == ["buriram2"]
    assert listed(office=world.bandan.office_id) == ["bandan"]
    assert listed(state="nonsense", office="x") == listed()
    assert listed(q="สุรินทร์") == []
    book = openpyxl.load_workbook(BytesIO(client.get(url, {"format": "xlsx"}).content))
    rows = list(book.active.iter_rows(values_only=True))
    assert rows[0][:2] == ("สำนักงาน", "ชื่อผู้ใช้") and len(rows) == 10
    assert ("อำเภอกระสัง", "krasang") in {row[:2] for row in rows}


def test_a_new_account_and_its_slip(world: World, page: Callable) -> None:
    client, office = page(world.buriram), story.district_office("3110")
    place = f"{office.pk}:district"
    shown = client.get(reverse("account_new"), {"place": place}).content.decode()
    assert 'value="lamplaimat"' in shown
    batch = re.search(r'name="batch" value="([^"]+)"', shown)[1]
    typed = {"place": place, "username": "Lam-Plai", "batch": batch}
    one, two = (client.post(reverse("account_new"), typed) for _ in range(2))
    assert "no-store" in one["Cache-Control"] and User.objects.filter(office=office).count() == 1
    tokens = [re.search(r"/enter/([\w-]+)/", a.content.decode())[1] for a in (one, two)]
    assert tokens[0] == tokens[1] and "ชื่อผู้ใช้: lam-plai" in one.content.decode()
    wrong = {**typed, "batch": "x", "username": "ลำปลายมาศ"}
    assert client.post(reverse("account_new"), wrong).status_code == 422
    taken = {**typed, "batch": "x", "username": "krasang"}
    assert client.post(reverse("account_new"), taken).status_code == 409
    foreign = {"place": f"{world.prasat.office_id}:district"}
    assert client.post(reverse("account_new"), foreign).status_code == 422


def test_all_links_as_slips_and_as_a_workbook(world: World, page: Callable) -> None:
    client = page(world.buriram)
    text = client.post(reverse("accounts_missing"), {"batch": "page"}).content.decode()
    tokens = re.findall(r'name="token" value="([\w-]+)"', text)
    assert len(tokens) == 21 == text.count("<svg")
    surins = actions.new_link(account=world.prasat, by=world.surin).token
    book = client.post(reverse("link_workbook"), {"token": [*tokens, surins, "x"]})
    rows = list(openpyxl.load_workbook(BytesIO(book.content)).active.iter_rows(values_only=True))
    assert len(rows) == 22 and not any("สุรินทร์" in str(row) or surins in str(row) for row in rows)
    assert all(any(token in row[3] for row in rows) for token in tokens)
    again = client.post(reverse("accounts_missing"), {"batch": "other"})
    assert again.status_code == 302 and again.url == reverse("accounts")


def test_a_member_is_written_to_by_name_and_told_where_to_return(world: World) -> None:
    def told(account: User) -> str:
        return line_text(actions.new_link(account=account, by=world.buriram))

    member = world.members[0]
    assert told(member).startswith(f"เรียน {member.display_name}\n")
    text = told(world.krasang)
    assert text.startswith("เรียน สำนักงานพัฒนาชุมชนอำเภอกระสัง\n")
    assert text.endswith("เข้าสู่ระบบที่ http://127.0.0.1:8000")


def test_two_officers_on_one_account(world: World, page: Callable) -> None:
    first, second = page(world.buriram), page(world.buriram2)
    close = reverse("account_close", args=[world.krasang.pk])
    assert first.post(close, {"reason": ""}).status_code == 422
    assert first.post(close, {"reason": "ย้าย"}).status_code == 302
    assert second.post(close, {"reason": "ย้าย"}).status_code == 409
    name = reverse("account_rename", args=[world.bandan.pk])
    seen = world.bandan.display_name
    assert first.post(name, {"name": "งานแผน", "seen": seen}).status_code == 302
    late = second.post(name, {"name": "งานเงิน", "seen": seen})
    assert late.status_code == 409 and "งานแผน" in late.content.decode()
    told = {"name": "งานเงิน", "seen": "งานแผน"}
    assert second.post(name, told).status_code == 302
