"""The office's page: letterhead, Garuda, signatories."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image, ImageDraw

from cdd_network import actions_office as acts
from cdd_network.emblem import raster
from cdd_network.models import AuditRow, Office, Signatory
from cdd_network.refusal import Refused
from tests.forms import opened
from tests.people import World

Pages = Callable[[object], Client]
HEAD = {
    "address_lines": "ศาลากลางจังหวัดบุรีรัมย์\nจังหวัดบุรีรัมย์ 31000",
    "code": "บร 0019",
    "group_name": "กลุ่มงานสารสนเทศการพัฒนาชุมชน",
    "phone": "0 4466 6512",
    "phone_mt": "37156",
    "email": "saraban@example.go.th",
    "garuda_mode": "preprinted",
}


def saved(client: Client, **typed: object) -> object:
    """The letterhead as it was served, with ``HEAD`` and ``typed`` in its controls, sent."""
    return client.post(reverse("office"), {**opened(client, reverse("office")), **HEAD, **typed})


def drawing(kind: str = "PNG", size: tuple[int, int] = (900, 1000)) -> bytes:
    """A disc; any picture will do where a Garuda is wanted."""
    buffer = BytesIO()
    picture = Image.new("RGB", size, "white")
    ImageDraw.Draw(picture).ellipse((0, 0, size[0] - 1, size[1] - 1), "black")
    picture.save(buffer, kind)
    return buffer.getvalue()


def test_the_province_keeps_its_letterhead(world: World, page: Pages) -> None:
    client = page(world.buriram)
    assert client.get(reverse("office")).status_code == 200
    assert saved(client).status_code == 302
    office = Office.objects.get(pk=world.buriram.office_id)
    assert (office.phone, office.garuda_mode) == ("0 4466 6512", "preprinted")
    assert office.address == ["ศาลากลางจังหวัดบุรีรัมย์", "จังหวัดบุรีรัมย์ 31000"]
    row = AuditRow.objects.filter(subject_type="cdd_network.office").get()
    assert "phone" in row.detail["changed"]
    wrong = saved(client, email="ไม่ใช่อีเมล")
    assert wrong.status_code == 422
    assert "ไม่ใช่อีเมล" in wrong.content.decode()


def test_an_uploaded_garuda_is_drawn_anew(world: World, page: Pages) -> None:
    client = page(world.buriram)
    own = {"garuda_mode": "upload"}
    bare = saved(client, **own)
    assert bare.status_code == 409
    assert "โปรดแนบไฟล์ภาพด้วย" in bare.content.decode()
    file = SimpleUploadedFile("garuda.jpg", drawing("JPEG", (2400, 2400)))
    assert saved(client, **own, emblem=file).status_code == 302
    stored = bytes(Office.objects.get(pk=world.buriram.office_id).garuda_image)
    with Image.open(BytesIO(stored)) as picture:
        assert (picture.format, picture.height) == ("PNG", raster.TALLEST)
    text = SimpleUploadedFile("garuda.png", b"not a picture at all")
    assert saved(client, **own, emblem=text).status_code == 409
    assert saved(client, **own).status_code == 302  # the drawing is still there


def test_a_drawing_sent_in_draft_mode_is_used_and_ready_made_paper_stays(
    world: World, page: Pages
) -> None:
    client = page(world.buriram)
    for chosen, then in (("draft", "upload"), ("preprinted", "preprinted")):
        file = SimpleUploadedFile("garuda.png", drawing())
        assert saved(client, garuda_mode=chosen, emblem=file).status_code == 302
        assert Office.objects.get(pk=world.buriram.office_id).garuda_mode == then


def test_numbers_typed_in_thai_digits_are_stored_in_arabic(world: World, page: Pages) -> None:
    typed = {"code": "บร ๐๐๑๙", "phone": "๐ ๔๔๖๖ ๖๕๑๒"}
    assert saved(page(world.buriram), **typed).status_code == 302
    office = Office.objects.get(pk=world.buriram.office_id)
    assert (office.code, office.phone) == ("บร 0019", "0 4466 6512")


def test_a_drawn_garuda_is_stored_as_our_own_and_shown(world: World, page: Pages) -> None:
    client = page(world.buriram)
    assert client.get(reverse("office_emblem")).status_code == 404
    drawn = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
    file = SimpleUploadedFile("garuda.svg", drawn)
    own = {"garuda_mode": "upload"}
    assert saved(client, **own, emblem=file).status_code == 302
    assert reverse("office_emblem") in client.get(reverse("office")).content.decode()
    answer = client.get(reverse("office_emblem"))
    assert answer.content.startswith(b"<svg xmlns=")
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"] == "attachment"
    assert "default-src 'none'; sandbox" in answer["Content-Security-Policy"]
    assert (
        client.get(reverse("office_emblem"), headers={"if-none-match": answer["ETag"]}).status_code
        == 304
    )
    assert page(world.surin).get(reverse("office_emblem")).status_code == 404


def test_what_is_refused_is_said_at_the_file_and_the_head_stays_typed(
    world: World, page: Pages
) -> None:
    wrong = SimpleUploadedFile("garuda.svg", b'<svg viewBox="0 0 9 9"><script>1</script></svg>')
    typed = {"garuda_mode": "upload", "phone": "0 4466 0000", "emblem": wrong}
    answer = saved(page(world.buriram), **typed)
    assert answer.status_code == 409
    assert "เพราะมีสคริปต์ (script)" in answer.context["form"].errors["emblem"][0]
    assert "0 4466 0000" in answer.content.decode()
    assert not Office.objects.get(pk=world.buriram.office_id).garuda_image


def test_two_officers_on_one_letterhead_are_joined(world: World, page: Pages) -> None:
    client, url = page(world.buriram), reverse("office")
    early = opened(client, url)
    assert saved(client).status_code == 302
    sent = {**early, "group_name": "กลุ่มงานใหม่", "emblem": SimpleUploadedFile("g.png", drawing())}
    both = client.post(url, sent)
    assert both.status_code == 409 and "แก้ไขไม่ตรงกัน 1 ข้อ" in both.content.decode()
    early = opened(client, url)
    saved(client, phone="0 4400 0000")
    sent = {**early, "group_name": "กลุ่มงานใหม่", "emblem": SimpleUploadedFile("g.png", drawing())}
    assert client.post(url, sent).status_code == 302
    office = Office.objects.get(pk=world.buriram.office_id)
    assert (office.phone, office.group_name) == ("0 4400 0000", "กลุ่มงานใหม่")
    assert office.garuda_image, "the file was read again"


def test_signatories_are_added_and_changed(world: World, page: Pages) -> None:
    client = page(world.buriram)
    person = {"name": "นางสาวตัวอย่าง ใจดี", "post": "ผู้ว่าราชการจังหวัดบุรีรัมย์", "active": "on"}
    assert client.post(reverse("signatory_new"), person).status_code == 302
    half = client.post(reverse("signatory_new"), {**person, "acting_phrase": "รักษาราชการแทน"})
    assert half.status_code == 422
    assert "กรอกตำแหน่งที่ลงนามแทน" in half.content.decode()
    added = Signatory.objects.get(name=person["name"])
    edit = reverse("signatory_edit", args=[added.pk])
    typed = {**opened(client, edit), **person, "active": ""}
    assert client.post(edit, typed).status_code == 302
    added.refresh_from_db()
    assert not added.active
    assert "พ้นหน้าที่แล้ว" in client.get(reverse("office")).content.decode()


def test_a_signatory_whose_name_no_paper_prints_is_refused(world: World, page: Pages) -> None:
    person = {"name": "นางสาวตัวอย่าง 😀", "post": "ผู้ว่าราชการจังหวัดบุรีรัมย์", "active": "on"}
    answer = page(world.buriram).post(reverse("signatory_new"), person)
    assert answer.status_code == 422
    assert "มีอักขระที่พิมพ์บนเอกสารไม่ได้: 😀" in answer.content.decode()
    assert 'value="นางสาวตัวอย่าง 😀"' in answer.content.decode()


def test_other_offices_and_roles_meet_a_wall(world: World, page: Pages) -> None:
    edit = reverse("signatory_edit", args=[world.signatory.pk])
    assert page(world.surin).get(edit).status_code == 404
    assert page(world.surin).post(edit, {"name": "x", "post": "x"}).status_code == 404
    assert page(world.surin).get(reverse("office")).status_code == 200
    assert page(world.krasang).get(edit).status_code == 404  # a district has signatories of its own
    for user in (world.department, world.members[0]):
        for url in (reverse("office"), reverse("signatory_new"), edit):
            assert page(user).get(url).status_code == 404
    with pytest.raises(Refused, match="สำนักงานอื่น"):
        acts.save_signatory(
            office=world.surin.office, signatory=world.signatory, values={}, by=world.surin
        )
    with pytest.raises(Refused, match="สำนักงานท่าน"):
        acts.save_office(
            office=world.krasang.office, values={}, emblem=None, version=1, by=world.buriram
        )
