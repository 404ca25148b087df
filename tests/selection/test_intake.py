"""The import of groups: the whole file is checked, shown, confirmed, written once or not at all."""

import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from cdd_network.models import AuditRow, User
from cdd_network.refusal import Refused
from selection.actions import groups, intake, nominations
from selection.models import GroupIntake, SavingsGroup
from tests import workbooks
from tests.people import KRACHAO, World

Page = Callable[[User | None], Client]
URL = "/groups/import/"
FULL = (
    *workbooks.HEADS, "วันที่จัดตั้ง", "สมาชิกชาย (คน)", "เงินสัจจะสะสม (บาท)", "กรรมการฝ่ายตรวจสอบ", "ธนาคารข้าว (แห่ง)",
)  # fmt: skip
NEW = [
    "หนองบัว",
    "๓",
    "ตำบลลำดวน",
    "อ.กระสัง",
    "๑๓/๖/๒๕๔๕",
    "1,045",
    "๒๐๐,๐๐๐.๕๐",
    "นายตรวจ สอบดี, ประธาน; นาง ข",
    2,
]


def sent(client: Client, data: bytes, name: str = "กลุ่ม.xlsx") -> HttpResponse:
    """What the server answers to the upload of a file."""
    return client.post(URL, {"file": SimpleUploadedFile(name, data)})


def said(client: Client, data: bytes) -> str:
    """The page that refuses a file."""
    answer = sent(client, data)
    assert answer.status_code == 422
    return answer.content.decode()


def imported(client: Client, data: bytes) -> str:
    """Send and confirm a file; the page that tells what was done."""
    checked = sent(client, data)
    assert checked.status_code == 302, checked.content.decode()
    return client.post(checked.url, follow=True).content.decode()


def counts(by: User) -> tuple[int, int, int]:
    """New, changed and same of the newest file."""
    found = GroupIntake.objects.filter(by=by).first().counts
    return (found["new"], found["changed"], found["same"])


def test_a_new_group_is_shown_then_written_with_all_its_facts(world: World, page: Page) -> None:
    client = page(world.krasang)
    checked = sent(client, workbooks.made([NEW], FULL))
    shown = client.get(checked.url).content.decode()
    assert "ยืนยันนำเข้า 1 กลุ่ม" in shown
    assert "นายตรวจ" not in shown, "of people only how many"
    assert not SavingsGroup.objects.filter(village="บ้านหนองบัว").exists(), "nothing yet"
    done = client.post(checked.url, follow=True).content.decode()
    assert "นำเข้ากลุ่มแล้ว" in done
    made = SavingsGroup.objects.get(village="บ้านหนองบัว")
    assert (made.moo, made.subdistrict.name, made.founded_on) == (3, "ลำดวน", date(2002, 6, 13))
    assert (made.founded_year, made.members_men, made.savings) == (2545, 1045, Decimal("200000.50"))
    people = [(o.division, o.name, o.post) for o in made.officers.all()]
    assert people == [("audit", "นายตรวจ สอบดี", "ประธาน"), ("audit", "นาง ข", "")]
    assert [(a.type, a.count) for a in made.activities.all()] == [("rice_bank", 2)]
    kept = GroupIntake.objects.get()
    assert (kept.rows, kept.plan) == ([], []), "names do not stay in the file's row"
    assert "นำเข้าจากไฟล์ Excel" in client.get(f"/groups/{made.pk}/").content.decode()


def test_the_same_file_twice_changes_nothing(world: World, page: Page) -> None:
    client, data = page(world.krasang), workbooks.made([NEW], FULL)
    imported(client, data)
    trail = AuditRow.objects.filter(subject_type="selection.savingsgroup").count()
    again = sent(client, data)
    assert "ไม่มีสิ่งใดต้องบันทึก" in client.get(again.url).content.decode()
    assert counts(world.krasang) == (0, 0, 1)
    assert client.post(again.url).status_code == 302
    assert AuditRow.objects.filter(subject_type="selection.savingsgroup").count() == trail
    assert SavingsGroup.objects.get(village="บ้านหนองบัว").version == 1


def test_a_second_click_imports_once(world: World, page: Page) -> None:
    client = page(world.krasang)
    checked = sent(client, workbooks.made([NEW], FULL))
    for _ in range(2):
        assert client.post(checked.url).url == checked.url
    assert SavingsGroup.objects.filter(village="บ้านหนองบัว").count() == 1
    assert AuditRow.objects.filter(act="group:import").count() == 1


def test_an_empty_cell_leaves_what_is_known(world: World, page: Page) -> None:
    groups.save_group(
        group=world.krachao, by=world.krasang,
        values={"loans": Decimal(5), "savings": Decimal(7), "activity_rice_bank": 3},
    )  # fmt: skip
    row = ["กระเจา", 7, "ลำดวน", "กระสัง", None, 12, "-", "", 0]
    client = page(world.krasang)
    checked = sent(client, workbooks.made([row], FULL))
    shown = client.get(checked.url).content.decode()
    assert "สมาชิกชาย</b> " in shown
    assert "ธนาคารข้าว</b> 3" in shown
    client.post(checked.url)
    world.krachao.refresh_from_db()
    known = (world.krachao.loans, world.krachao.savings, world.krachao.members_men)
    assert known == (5, 7, 12)
    assert not world.krachao.activities.exists(), "a nought takes it away"


def test_one_fault_keeps_every_row_out(world: World, page: Page) -> None:
    client = page(world.krasang)
    rows = [
        NEW,
        ["บ้านสอง", "เจ็ด", "ลำดวน", "กระสัง", date(2545, 6, 13), date(2020, 1, 1), "มาก", "", ""],
        ["บ้านสาม", 2, "ไม่มีจริง", "กระสัง", 2545, "", "", "นาย ก 1-2345-67890-12-3", 1.5],
        ["", 2, "ลำดวน", "", "31/2/2545", "", "", "", ""],
        NEW,
    ]
    text = said(client, workbooks.made(rows, FULL))
    for fault in (
        "แถว 3 คอลัมน์ หมู่ที่: ต้องเป็นจำนวนเต็ม",
        "แถว 3 คอลัมน์ สมาชิกชาย (คน): เซลล์นี้เป็นวันที่",
        "แถว 3 คอลัมน์ เงินสัจจะสะสม (บาท): ",
        "แถว 4 คอลัมน์ ตำบล: ไม่พบตำบลนี้ในอำเภอกระสัง",
        "แถว 4 คอลัมน์ วันที่จัดตั้ง: มีเพียงปี",
        "แถว 4 คอลัมน์ กรรมการฝ่ายตรวจสอบ: ",
        "แถว 4 คอลัมน์ ธนาคารข้าว (แห่ง): ",
        "แถว 5 คอลัมน์ ชื่อหมู่บ้านของกลุ่ม: กรอกชื่อหมู่บ้านของกลุ่ม",
        "แถว 5 คอลัมน์ วันที่จัดตั้ง: ",
        "แถว 6: ซ้ำกับแถว 2",
    ):
        assert fault in text, fault
    assert "2345-67890" not in text
    assert not GroupIntake.objects.exists()
    assert not SavingsGroup.objects.filter(village="บ้านหนองบัว").exists()


def test_a_real_date_with_a_buddhist_year_and_a_christian_text(world: World, page: Page) -> None:
    rows = [
        ["บ้านหนึ่ง", 1.0, "ลำดวน", "", date(2545, 6, 13), 5.0, 0.1 + 0.2, "", ""],
        ["บ้านสอง", "หมู่ 2", "ลำดวน", "", "13 มิ.ย. 2002", "85 คน", "5,000 บาท", "", ""],
    ]
    text = imported(page(world.krasang), workbooks.made(rows, FULL))
    assert "แปลงปี ค.ศ. เป็น พ.ศ. ให้แล้ว 1 แห่ง" in text
    made = SavingsGroup.objects.filter(village__in=["บ้านหนึ่ง", "บ้านสอง"])
    assert {one.founded_on for one in made} == {date(2002, 6, 13)}
    assert {one.savings for one in made} == {Decimal("0.30"), Decimal("5000.00")}


def test_nobody_imports_into_anothers_place(world: World, page: Page) -> None:
    own = workbooks.made([["บ้านใหม่", 1, "ลำดวน", "กระสัง"]])
    for user, why in (
        (world.bandan, "ไม่พบอำเภอนี้ในพื้นที่ของท่าน"),
        (world.surin, "ไม่พบอำเภอนี้ในพื้นที่ของท่าน"),
    ):
        assert f"แถว 2 คอลัมน์ อำเภอ: {why}" in said(page(user), own)
    heads = ("รหัสกลุ่ม", *workbooks.HEADS)
    stolen = workbooks.made([[world.krachao.pk, "บ้านอารัง", 2, "วังเหนือ", "บ้านด่าน"]], heads)
    text = said(page(world.bandan), stolen)
    assert "แถว 2 คอลัมน์ รหัสกลุ่ม: ไม่มีกลุ่มรหัสนี้ในทะเบียนของท่าน" in text
    assert "กระเจา" not in text
    province = workbooks.made([["ก", 1, "ลำดวน", "กระสัง", "สุรินทร์"]], (*workbooks.HEADS, "จังหวัด"))
    assert "แถว 2 คอลัมน์ จังหวัด: ไม่ใช่จังหวัดบุรีรัมย์" in said(page(world.buriram), province)
    for user in (world.krasang, world.buriram):
        assert "นำเข้ากลุ่มแล้ว" in imported(page(user), own)
    for user in (world.department, world.members[0]):
        assert sent(page(user), own).status_code == 404


def test_a_checked_file_is_its_owners_alone(world: World, page: Page) -> None:
    checked = sent(page(world.krasang), workbooks.made([NEW], FULL))
    other = User.objects.create_user(
        "colleague", role=world.krasang.role, office=world.krasang.office
    )
    for user in (other, world.buriram, world.bandan, world.surin, world.department):
        assert page(user).get(checked.url).status_code == 404
        assert page(user).post(checked.url).status_code == 404
    assert page(world.krasang).get(checked.url).status_code == 200


def test_a_file_waits_a_day_and_a_new_one_takes_its_place(world: World, page: Page) -> None:
    client = page(world.krasang)
    first = sent(client, workbooks.made([NEW], FULL))
    second = sent(client, workbooks.made([NEW], FULL))
    assert client.get(first.url).status_code == 404
    long_ago = timezone.now() - timedelta(hours=25)
    GroupIntake.objects.update(created_at=long_ago)
    late = client.post(second.url)
    assert late.status_code == 409
    assert "นานเกินกำหนด" in late.content.decode()
    sent(page(world.bandan), workbooks.made([["บ้านใหม่", 1, "วังเหนือ", "บ้านด่าน"]]))
    assert GroupIntake.objects.count() == 1, "expired files of everybody are deleted"


def test_what_changed_meanwhile_is_shown_and_confirmed_again(world: World, page: Page) -> None:
    client = page(world.krasang)
    row = ["กระเจา", 7, "ลำดวน", "กระสัง", "", 12, "", "", ""]
    checked = sent(client, workbooks.made([NEW, row], FULL))
    groups.save_group(group=world.krachao, values={"members_men": 11}, by=world.buriram)
    answer = client.post(checked.url)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "เปลี่ยนไปหลังจากที่ท่านตรวจไฟล์" in text
    assert "สมาชิกชาย</b> 11" in text
    assert not SavingsGroup.objects.filter(village="บ้านหนองบัว").exists()
    assert client.post(checked.url).status_code == 302
    world.krachao.refresh_from_db()
    assert world.krachao.members_men == 12


def test_name_and_place_change_only_as_the_rules_say(
    world: World, page: Page, story: object
) -> None:
    heads = ("รหัสกลุ่ม", *workbooks.HEADS)
    moved = workbooks.made([[world.krachao.pk, "กระเจา", 8, "ลำดวน", "กระสัง"]], heads)
    draft = story.write_nomination(world.round_open(), KRACHAO, by=world.krasang)
    nominations.submit_nomination(nomination=draft, by=world.krasang)
    text = said(page(world.krasang), moved)
    assert "ส่งแบบเสนอโครงการของกลุ่มนี้ให้จังหวัดแล้ว" in text
    away = workbooks.made([[world.krachao.pk, "กระเจา", 7, "วังเหนือ", "บ้านด่าน"]], heads)
    assert "ย้ายกลุ่มไปอำเภออื่นไม่ได้" in said(page(world.buriram), away)
    taken = workbooks.made([[world.arang.pk, "กระเจา", 7, "ลำดวน", "กระสัง"]], heads)
    assert "มีกลุ่มอื่นใช้ชื่อหมู่บ้าน" in said(page(world.buriram), taken)
    imported(page(world.buriram), moved)
    world.krachao.refresh_from_db()
    assert (world.krachao.moo, world.krachao.version) == (8, 2)


def test_what_no_longer_fits_is_refused(world: World, page: Page) -> None:
    client = page(world.krasang)
    moved = [[world.krachao.pk, "กระเจาใต้", 7, "ลำดวน", "กระสัง"]]
    checked = sent(client, workbooks.made(moved, ("รหัสกลุ่ม", *workbooks.HEADS)))
    other = {"village": "กระเจาใต้", "moo": 7, "subdistrict": world.krachao.subdistrict}
    groups.save_group(group=None, values=other, by=world.krasang)
    answer = client.post(checked.url)
    assert answer.status_code == 409
    assert "แถว 2 คอลัมน์ ชื่อหมู่บ้านของกลุ่ม: มีกลุ่มอื่น" in answer.content.decode()
    with pytest.raises(Refused):
        intake.confirm_intake(intake=GroupIntake.objects.get(), by=world.department)


def test_what_goes_out_comes_back_the_same(world: World, page: Page) -> None:
    facts = {
        "founded_on": date(2002, 6, 13), "founded_year": 2545, "savings": Decimal("1200.50"),
        "officers_audit": (("=นาย ก", "ประธาน"), ("นาง ข", "")), "activity_barn": 2,
    }  # fmt: skip
    groups.save_group(group=world.krachao, values=facts, by=world.krasang)
    for user in (world.krasang, world.buriram):
        client = page(user)
        out = client.get("/groups/?format=xlsx").content
        sent(client, out)
        new, changed, same = counts(user)
        assert (new, changed) == (0, 0)
        assert same == SavingsGroup.objects.visible_to(user).count()
    book = openpyxl.load_workbook(BytesIO(out))
    book.active["C2"] = 9
    edited = BytesIO()
    book.save(edited)
    assert "นำเข้ากลุ่มแล้ว" in imported(page(world.buriram), edited.getvalue())
    assert counts(world.buriram)[1] == 1


def test_the_export_names_officers_only_to_those_who_keep_the_group(
    world: World, page: Page
) -> None:
    people = {"officers_audit": (("นายตรวจ สอบดี", "ประธาน"),)}
    groups.save_group(group=world.krachao, values=people, by=world.krasang)
    for user, named in ((world.krasang, True), (world.buriram, True), (world.department, False)):
        data = page(user).get("/groups/?format=xlsx").content
        with zipfile.ZipFile(BytesIO(data)) as archive:
            text = archive.read("xl/sharedStrings.xml").decode()
        assert "กระเจา" in text
        assert ("นายตรวจ" in text) is named
        assert ("กรรมการฝ่ายตรวจสอบ" in text) is named


def test_the_template_names_ones_own_places_and_its_example_is_passed_over(
    world: World, page: Page
) -> None:
    client = page(world.krasang)
    data = client.get(f"{URL}template/").content
    book = openpyxl.load_workbook(BytesIO(data))
    assert book.sheetnames == ["ทะเบียนกลุ่ม", "วิธีกรอก", "รายชื่ออำเภอ ตำบล"]
    places = [cell.value for cell in book["รายชื่ออำเภอ ตำบล"]["C"]]
    assert "ลำดวน" in places
    assert "วังเหนือ" not in places
    assert "แถวตัวอย่างไม่นับ" in said(client, data)
    for column, value in enumerate(["บ้านใหม่", 4, "ลำดวน"], start=2):
        book.active.cell(3, column, value)
    filled = BytesIO()
    book.save(filled)
    assert "ข้าม 1 แถวที่ช่องรหัสกลุ่มมีคำว่า (ตัวอย่าง)" in imported(client, filled.getvalue())
    assert SavingsGroup.objects.filter(village="บ้านใหม่", moo=4).exists()
    assert not SavingsGroup.objects.filter(village="บ้านสวนสุข").exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_do_not_grow_with_the_file(
    world: World, page: Page, rows: int, django_assert_num_queries: object
) -> None:
    client = page(world.krasang)
    client.get(f"{URL}template/")  # a process reads the year's content once
    new = [[f"บ้านที่{n}", *NEW[1:]] for n in range(rows)]
    with django_assert_num_queries(14):
        checked = sent(client, workbooks.made(new, FULL))
    with django_assert_num_queries(4):
        client.get(checked.url)
    with django_assert_num_queries(18):
        client.post(checked.url)
    changed = [[*row[:5], 99, 7, "นาย ค", 3] for row in new]
    checked = sent(client, workbooks.made(changed, FULL))
    with django_assert_num_queries(20):
        client.post(checked.url)
