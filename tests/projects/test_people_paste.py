"""Many people at once: how lines are understood, the plan, and that no identity number is kept."""

import logging

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from projects.actions.people import add_people
from projects.forms.people_plan import plan_of
from projects.models import Participant
from projects.people_reading import phone_of, read_lines, without_numbers
from tests.people import World
from tests.projects.stage import listed
from tests.projects.test_people import everything, names
from tests.workbooks import made

ID = "1234567890121"
WRITTEN = (
    ID,
    "1-2345-67890-12-1",
    "1 2345 67890 12 1",
    "๑๒๓๔๕๖๗๘๙๐๑๒๑",
    "๑-๒๓๔๕-๖๗๘๙๐-๑๒-๑",
    "１２３４５６７８９０１２１",
    "1.2345.67890.12.1",
    "1\u200b234567890121",
    "1 – 2345 – 67890 – 12 – 1",
    "1\t2345\t67890\t12\t1",
    "\t".join(ID),
    "12345678901 21",
)
SPELT = {form.translate({ord(c): None for c in "-. \t\u200b–"}) for form in WRITTEN}


def one(line: str) -> dict[str, str]:
    (said,) = read_lines(line)
    return said.values


@pytest.mark.parametrize(
    ("line", "name", "more"),
    [
        (
            "1. นายสมชาย ใจดี ประธานกลุ่ม บ้านกระเจา หมู่ที่ 7 081-234-5678",
            "นายสมชาย ใจดี",
            ("ประธานกลุ่ม", "บ้านกระเจา", "7", "081-234-5678"),
        ),
        (
            "๒) นางสาวสมหญิง รักดี\tสมาชิก\tบ้านอารัง\t๒\t๐๘๑๒๓๔๕๖๗๘",
            "นางสาวสมหญิง รักดี",
            ("สมาชิก", "บ้านอารัง", "2", "0812345678"),
        ),
        (
            "3\tนาง\tมาลี\tดีงาม\tกรรมการ\tบ้านกระเจา\t7\t812345678",
            "นางมาลี ดีงาม",
            ("กรรมการ", "บ้านกระเจา", "7", "812345678"),
        ),
        ("นายก ขาว,สมาชิก,กระเจา,ม.7,", "นายก ขาว", ("สมาชิก", "กระเจา", "7", None)),
        (
            "นาย ดำ  แดงดี    เหรัญญิก   บ้านอารัง หมู่ 2",
            "นายดำ แดงดี",
            ("เหรัญญิก", "บ้านอารัง", "2", None),
        ),
        (
            "- น.ส.ใจ งาม ผู้ใหญ่บ้าน ม.๓ โทร. ๐๘๑๒๓๔๕๖๗๘",
            "น.ส.ใจ งาม",
            ("ผู้ใหญ่บ้าน", None, "3", "0812345678"),
        ),
    ],
)
def test_lines_as_offices_write_them(line: str, name: str, more: tuple) -> None:
    said = one(line)
    assert said["name"] == name
    assert tuple(said.get(key) for key in ("post", "village", "moo", "phone")) == more


def test_a_heading_names_the_columns() -> None:
    text = (
        "ที่\tคำนำหน้า\tชื่อ\tนามสกุล\tหมู่บ้าน\tหมู่ที่\tตำแหน่ง\tอายุ\n"
        "๑\tนาง\tมาลี\tดีงาม\tกระเจา\t7\tกรรมการ\t45\n"
    )
    (said,) = read_lines(text)
    assert said.values == {
        "name": "นางมาลี ดีงาม",
        "village": "กระเจา",
        "moo": "7",
        "post": "กรรมการ",
    }
    assert said.unused == ["45"]


def test_telephones() -> None:
    assert phone_of("๐๘๑ ๒๓๔ ๕๖๗๘") == phone_of("+66812345678") == "081-234-5678"
    assert phone_of("044611222") == "044-611-222" and phone_of("021234567") == "02-123-4567"
    assert phone_of("812345678") == "081-234-5678"
    assert phone_of("12345") == phone_of("โทร") == ""


@pytest.mark.parametrize("written", WRITTEN)
def test_an_identity_number_is_cut_off_however_it_is_written(written: str) -> None:
    left, cut = without_numbers(f"นางสมใจ ดีงาม {written} สมาชิก")
    assert cut and not any(c.isdigit() for c in left)
    assert "นางสมใจ ดีงาม" in left and "สมาชิก" in left


def test_a_telephone_beside_short_numbers_is_no_identity_number() -> None:
    for line in ("นายก ขาว 7 0812345678 45", "นายก ขาว\t7\t0812345678\t45", "1. นายก 081-234-5678"):
        assert without_numbers(line) == (line, False)
    left, cut = without_numbers(f"นายก 0812345678 {ID}")
    assert cut and "0812345678" in left and ID not in left


def test_the_plan_shows_every_row_and_confirms_all_or_nothing(world: World, page: object) -> None:
    first, _ = world.dated()
    listed(first, ["นายคนเดิม ใจดี", "นายชื่อซ้ำ ใจดี"])
    client, url = page(world.krasang), reverse("people_paste", args=[first.pk])
    text = "นายใหม่ ใจดี\tสมาชิก\nนายคนเดิม ใจดี\nนายชื่อซ้ำ ใจดี\t\tบ้านอื่น\nนายใหม่  ใจดี\nสมปอง\nนาย9\tก"
    answer = client.post(url, {"text": text})
    plan = answer.context["plan"]
    assert [row.kind for row in plan.rows] == [
        "new",
        "same",
        "doubtful",
        "same",
        "doubtful",
        "refused",
    ]
    shown = answer.content.decode()
    for words in ("อยู่ในบัญชีแล้ว ลำดับที่ 1", "ซ้ำกับบรรทัดที่ 1", "ไม่มีนามสกุล", "ยังเพิ่มไม่ได้"):
        assert words in shown
    refused = client.post(url, {"text": text, "act": "confirm", "digest": plan.digest})
    assert refused.status_code == 409 and Participant.objects.count() == 2
    sound = "\n".join(text.splitlines()[:5])
    plan = client.post(url, {"text": sound}).context["plan"]
    send = {"text": plan.text, "act": "confirm", "digest": plan.digest}
    assert client.post(url, send).status_code == 302
    assert names(first)[2:] == [(3, "นายใหม่ ใจดี"), (4, "นายชื่อซ้ำ ใจดี"), (5, "สมปอง")]
    assert client.post(url, send).status_code == 409  # a second click: all are listed now
    assert Participant.objects.count() == 5


def test_a_list_that_changed_meanwhile_is_shown_again(world: World, page: object) -> None:
    first, _ = world.dated()
    client, url = page(world.krasang), reverse("people_paste", args=[first.pk])
    plan = client.post(url, {"text": "นายหนึ่ง ใจดี\nนายสอง ใจดี"}).context["plan"]
    rows = [plan.rows[0].values]
    add_people(event=first.event_ptr, rows=rows, by=world.krasang)
    answer = client.post(url, {"text": plan.text, "act": "confirm", "digest": plan.digest})
    assert answer.status_code == 409 and "เปลี่ยนไป" in answer.content.decode()
    assert Participant.objects.count() == 1


@pytest.mark.parametrize("written", WRITTEN)
def test_an_identity_number_is_nowhere(
    world: World, page: object, caplog: pytest.LogCaptureFixture, written: str
) -> None:
    caplog.set_level(logging.DEBUG)
    first, _ = world.dated()
    client = page(world.krasang)
    url = reverse("people_paste", args=[first.pk])
    answer = client.post(url, {"text": f"นางสมใจ ดีงาม {written}\nนายอื่น ใจดี"})
    shown = answer.content.decode()
    assert "ตัดเลขประจำตัวประชาชน" in shown
    plan = answer.context["plan"]
    client.post(url, {"text": plan.text, "act": "confirm", "digest": plan.digest})
    quick = {"name": f"นางใจ ดี {written}", "phone": written, "post": written, "village": written}
    typed = client.post(reverse("people", args=[first.pk]), quick)
    assert typed.status_code == 422
    person = Participant.objects.get(name="นางสมใจ ดีงาม")
    edit = reverse("person_edit", args=[first.pk, person.pk])
    form = client.get(edit).context["form"]
    hidden = {"version": form["version"].value(), "base": form["base"].value()}
    changed = client.post(edit, {"name": f"นางสมใจ ดี{written}", **hidden})
    assert changed.status_code == 422
    held = everything() + caplog.text + str(client.cookies) + str(dict(client.session))
    for text in (shown, typed.content.decode(), changed.content.decode(), held):
        assert written not in text
        assert not any(spelt in text for spelt in SPELT)
    assert Participant.objects.count() == 2


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"นายคนที่ ใจ{'ก' * (n % 9)}" for n in range(5000)),
        "ก" * 300_000,
        "",
        "   \n\t\n",
    ],
)
def test_too_much_or_nothing_is_told(world: World, page: object, text: str) -> None:
    first, _ = world.dated()
    answer = page(world.krasang).post(reverse("people_paste", args=[first.pk]), {"text": text})
    assert answer.status_code == 422 and "พบข้อผิดพลาด" in answer.content.decode()


@pytest.mark.parametrize(
    "line", ["=HYPERLINK(1)\tก", "นาย\x00", "นางใจ 😀 ดี", "ก" * 300, "@SUM(A1) ดี", "<script> ดี"]
)
def test_hostile_rows_are_refused(world: World, page: object, line: str) -> None:
    first, _ = world.dated()
    answer = page(world.krasang).post(reverse("people_paste", args=[first.pk]), {"text": line})
    assert answer.status_code == 200
    assert [row.kind for row in answer.context["plan"].rows] == ["refused"]
    assert "<script> ดี" not in answer.content.decode()


def test_500_lines_are_planned(world: World) -> None:
    plan = plan_of(
        "\n".join(f"นาย{'ก' * (n % 20 + 1)} {'ข' * (n // 20 + 1)}" for n in range(500)), []
    )
    assert plan.counts["new"] == 500


def workbook(client: object, pk: int, data: bytes) -> object:
    file = SimpleUploadedFile("รายชื่อ.xlsx", data)
    return client.post(reverse("people_import", args=[pk]), {"file": file})


def test_a_workbook_goes_the_same_way(world: World, page: object) -> None:
    first, _ = world.dated()
    client = page(world.krasang)
    heads = ("ลำดับที่", "ชื่อและนามสกุล", "ตำแหน่ง", "ชื่อหมู่บ้าน", "หมู่ที่", "โทรศัพท์", "เลขบัตร")
    rows = [
        [1, "นางสมใจ ดีงาม", "ประธาน", "กระเจา", 7, 812345678, int(ID)],
        [2, "นายชาย ดี", "", "", "", "", "1-2345-67890-12-1"],
    ]
    answer = workbook(client, first.pk, made(rows, heads))
    plan = answer.context["plan"]
    assert [row.kind for row in plan.rows] == ["new", "new"]
    assert plan.rows[0].values["phone"] == "081-234-5678"
    client.post(
        reverse("people_paste", args=[first.pk]),
        {"text": plan.text, "act": "confirm", "digest": plan.digest},
    )
    assert names(first) == [(1, "นางสมใจ ดีงาม"), (2, "นายชาย ดี")]
    assert ID not in answer.content.decode() + everything()


def test_what_is_no_such_workbook_is_told(world: World, page: object) -> None:
    first, _ = world.dated()
    client = page(world.krasang)
    for data in (b"", b"PK\x03\x04broken", made([[1]], ("ยอดเงิน",)), made([], ("ชื่อ", "ตำแหน่ง"))):
        assert workbook(client, first.pk, data).status_code == 422
    formula = made([["=1+1", "สมาชิก"]], ("ชื่อ", "ตำแหน่ง"))
    assert "สูตร" in workbook(client, first.pk, formula).content.decode()


def test_the_template_comes_back(world: World, page: object) -> None:
    first, _ = world.dated()
    client = page(world.krasang)
    data = client.get(reverse("people_template", args=[first.pk])).content
    assert "ไม่มีแถวข้อมูล" in workbook(client, first.pk, data).content.decode()
