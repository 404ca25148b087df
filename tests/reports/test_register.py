"""The register of issued letters: offices, years and series apart; search, order, workbook."""

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from reports import numbering
from reports.actions import document_end as end
from reports.models import Document
from tests.people import World
from tests.reports import stages
from tests.reports.stages import Kind

Pages = Callable[[object], Client]
URL = "/register/"


def _text(client: Client, **query: str) -> str:
    answer = client.get(URL, query)
    assert answer.status_code == 200
    return answer.content.decode()


def _rows(client: Client, **query: str) -> list[str]:
    """Row heads of the register in their order."""
    return re.findall(r'<th scope="row"><a href="[^"]+">([^<]+)<', _text(client, **query))


@pytest.fixture
def memos(world: World) -> list[Document]:
    """Three ordinary letters, one circular of another year, and an announcement."""
    opened = world.round_prepared()
    made = [
        stages.issued_row(world, opened, Kind.MEMO, number=number, subject_text=subject, to_text=to)
        for number, subject, to in (
            (9, "ขอเสนอลงนามในคำสั่ง", "ผู้ว่าราชการจังหวัดบุรีรัมย์"),
            (120, "การดำเนินงานโครงการ ฯ ปีงบประมาณ ๒๕๖๘", "นายอำเภอกระสัง และนายอำเภอบ้านด่าน"),
            (11, "ขอเชิญประชุม\nคณะกรรมการ", "คณะกรรมการ"),
        )
    ]
    later = {"year": 2569, "date": date(2026, 1, 5)}
    old = stages.issued_row(
        world, opened, Kind.MEMO, number=9, series="circular", subject_text="ปีถัดไป", **later
    )
    plain = stages.issued_row(world, opened, Kind.ANNOUNCEMENT, subject_text="ประกาศผล")
    return [*made, old, plain]


def test_years_and_series_stand_apart(world: World, page: Pages, memos: list[Document]) -> None:
    client = page(world.buriram)
    assert _rows(client) == ["ที่ บร 0019/ว 9"], "newest year, first series that holds anything"
    assert _rows(client, year="2568") == ["ที่ บร 0019/120", "ที่ บร 0019/11", "ที่ บร 0019/9"]
    assert _rows(client, year="๒๕๖๘", series="ordinary", sort="up")[0] == "ที่ บร 0019/9"
    assert "ประกาศผล" in _text(client, year="2568", series="none")
    empty = _text(client, year="2568", series="order")
    assert "ยังไม่มีหนังสือในทะเบียนนี้" in empty and "(3)" in empty
    for odd in ("9" * 40, "x", "\x00"):
        assert _rows(client, year=odd) == ["ที่ บร 0019/ว 9"]
        assert _rows(client, year="2568", series=odd, sort=odd, page=odd)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("120", ["120"]),
        ("๑๒๐", ["120"]),
        ("บร 0019/120", ["120"]),
        ("ที่ บร๐๐๑๙ / ๑๒๐", ["120"]),
        ("ว 120", []),
        ("120/2568", ["120"]),
        ("120/2569", []),
        ("โครงการฯ", ["120"]),
        ("การ ดำเนินงาน 2568", ["120"]),
        ("นายอำเภอกระสังและนายอำเภอบ้านด่าน", ["120"]),
        ("ขอเชิญประชุมคณะกรรมการ", ["11"]),
        ("ขอ", ["11", "9"]),
        ("จำเริญ บันทึกข้อความ ผู้ว่า", ["9"]),
        ("ขอ กระสัง", []),
        ("' OR 1=1 --", []),
    ],
)
def test_search_takes_what_people_type(
    world: World, page: Pages, memos: list[Document], typed: str, found: list[str]
) -> None:
    got = _rows(page(world.buriram), year="2568", series="ordinary", q=typed)
    assert [one.rpartition("/")[2] for one in got] == found
    if not found:
        text = _text(page(world.buriram), year="2568", series="ordinary", q=typed)
        assert "ไม่พบหนังสือที่ค้นหาในทะเบียนนี้" in text


def test_an_office_sees_its_own_register_and_the_department_all(
    world: World, page: Pages, memos: list[Document]
) -> None:
    cover = {"office": world.krasang.office, "issued_by": world.krasang}
    opened = memos[0].round
    stages.issued_row(
        world, opened, Kind.DISTRICT_COVER, number=44, subject_text="เฉพาะกระสัง", **cover
    )
    (own,) = _rows(page(world.krasang))
    assert own.endswith("/44")
    assert len(_rows(page(world.buriram), year="2568")) == 3
    for stranger in (world.bandan, world.surin, world.prasat):
        text = _text(page(stranger), office=str(world.krasang.office_id))
        assert "ยังไม่มีหนังสือที่ออกแล้ว" in text and "เฉพาะกระสัง" not in text
    department = page(world.department)
    assert len(_rows(department, year="2568")) == 4
    only = {"year": "2568", "office": str(world.krasang.office_id)}
    assert len(_rows(department, **only)) == 1
    assert page(world.members[0]).get(URL).status_code == 404
    assert page(None).get(URL).status_code == 302


def test_drafts_are_not_in_it_and_the_ended_say_so(world: World, page: Pages) -> None:
    old = stages.letter(world)
    client = page(world.buriram)
    draft = end.replace_document(document=old, reason="อ้างเลขผิดฉบับ", by=world.buriram)
    rows = {"year": "2568", "series": "circular"}
    assert _rows(client, **rows) == ["ที่ บร 0019/ว 2230"]
    assert reverse("document", args=[draft.pk]) not in _text(client, **rows)
    stages.issue(world, Document.objects.with_place().get(pk=draft.pk), number=2231)
    text = _text(client, **rows)
    for words in ("มีฉบับใหม่แทนแล้ว", "เหตุผล: อ้างเลขผิดฉบับ", "แทนด้วย", "ออกแทน"):
        assert words in text
    assert _rows(client, **rows) == ["ที่ บร 0019/ว 2231", "ที่ บร 0019/ว 2230"]
    announced = Document.objects.get(kind=Kind.ANNOUNCEMENT)
    end.revoke_document(document=announced, reason="ประกาศผิดปี", by=world.buriram)
    plain = _text(client, year="2568", series="none")
    assert "ยกเลิกแล้ว" in plain and "เหตุผล: ประกาศผิดปี" in plain
    assert "ยังไม่มีหนังสือ" not in plain


def test_the_workbook_holds_true_numbers_and_dates(
    world: World, page: Pages, memos: list[Document]
) -> None:
    memos[1].subject_text = "=1+1"
    memos[1].save()
    query = {"year": "2568", "series": "ordinary", "sort": "up", "format": "xlsx"}
    book = openpyxl.load_workbook(BytesIO(page(world.buriram).get(URL, query).content))
    head, *rows = book.active.iter_rows(values_only=True)
    assert head[:7] == ("ที่", "เลขลำดับ", "ทะเบียน", "ลงวันที่", "เรื่อง", "ถึง", "ชนิด")
    assert [row[1] for row in rows] == [9, 11, 120]
    assert {row[3].date() for row in rows} == {date(2025, 6, 7)}
    assert rows[1][4] == "ขอเชิญประชุม คณะกรรมการ"
    assert rows[2][4] == "=1+1"
    assert all(row[12] == world.signatory.name for row in rows)


def test_the_same_queries_at_one_and_at_three_rows(
    world: World, page: Pages, django_assert_num_queries: Callable
) -> None:
    opened = world.round_prepared()
    province, department = page(world.buriram), page(world.department)
    for number in (1, 2, 3):
        stages.issued_row(world, opened, Kind.MEMO, number=number)
        for client, queries in ((province, 4), (department, 5)):
            with django_assert_num_queries(queries):
                assert len(_rows(client)) == number


def test_pages_of_the_register(world: World, page: Pages) -> None:
    opened = world.round_prepared()
    for number in range(1, 28):
        stages.issued_row(world, opened, Kind.MEMO, number=number)
    client = page(world.buriram)
    assert len(_rows(client)) == 25
    assert len(_rows(client, page="2", sort="up")) == 2
    for page_number, shown in (("99", 2), ("0", 25), ("-3", 25), ("๐", 25), ("x", 25)):
        assert len(_rows(client, page=page_number)) == shown, "the page nearest to it"
    assert re.search(r'href="\?sort=up&amp;page=2"', _text(client, sort="up"))


def test_the_next_free_number_of_each_series(world: World, memos: list[Document]) -> None:
    office = world.buriram.office_id

    def free(year: int) -> list[tuple[str, int]]:
        found = numbering.free_numbers(office, ["circular", "ordinary", "order"], year)
        return [(one.series, one.number) for one in found]

    assert free(2568) == [("circular", 1), ("ordinary", 121), ("order", 1)]
    assert free(2569) == [("circular", 10), ("ordinary", 1), ("order", 1)]
    assert numbering.next_number(world.surin.office_id, "ordinary", 2568) == 1
    end.revoke_document(document=memos[1], reason="เลิกใช้แล้ว", by=world.buriram)
    assert free(2568)[1] == ("ordinary", 121), "a number stays used"
