"""Photographs of a summary: row and file together, one door, a reason for each bad file."""

import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from cdd_network.models import AuditRow
from cdd_network.refusal import Refused
from projects.models import Activity
from reports.actions import photos, summaries
from reports.models import Photo
from reports.summary_rules import MOST_PHOTOS
from tests.projects.stage import sent


def picture(colour="navy", size=(64, 48)) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, colour).save(buffer, "JPEG")
    return buffer.getvalue()


@pytest.fixture
def report(world):
    """Krasang's summary, begun."""
    activity, _ = world.dated()
    return summaries.begin_summary(activity=activity, by=world.krasang)


def add(report, world, *colours):
    return [
        photos.add_photo(report=report, data=picture(c), caption=c, by=world.krasang)
        for c in colours
    ]


def files(settings) -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def shown(report):
    return list(report.photos.order_by("order").values_list("caption", flat=True))


def test_row_and_file_come_and_go_together(
    world, report, settings, django_capture_on_commit_callbacks
):
    (photo,) = add(report, world, "navy")
    assert (photo.order, photo.width, photo.height) == (1, 64, 48)
    assert [path.suffix for path in files(settings)] == [".jpg"]
    with django_capture_on_commit_callbacks(execute=True):
        photos.remove_photo(photo=photo, by=world.krasang)
    assert not Photo.objects.exists() and not files(settings)


def test_no_file_stays_when_the_row_fails(world, report, settings, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("the disk of the database is full")

    monkeypatch.setattr(photos, "record", broken)
    with pytest.raises(RuntimeError):
        add(report, world, "navy")
    assert not Photo.objects.exists() and not files(settings)


def test_same_picture_twice_is_refused_kindly(world, report, settings):
    add(report, world, "navy")
    with pytest.raises(Refused, match="แนบไว้แล้ว"):
        add(report, world, "navy")
    assert Photo.objects.count() == 1 and len(files(settings)) == 1


def test_twenty_are_enough(world, report):
    first = add(report, world, "navy")[0]
    Photo.objects.bulk_create(
        Photo(report=report, order=n, file=first.file.name, width=1, height=1, sha256=str(n))
        for n in range(2, MOST_PHOTOS + 1)
    )
    with pytest.raises(Refused, match="ไม่เกิน 20 ภาพ"):
        add(report, world, "red")


def test_order_and_captions(world, report):
    one, two, three = add(report, world, "red", "green", "blue")
    photos.move_photo(photo=three, up=True, by=world.krasang)
    assert shown(report) == ["red", "blue", "green"]
    photos.move_photo(photo=one, up=True, by=world.krasang)
    photos.move_photo(photo=two, up=False, by=world.krasang)
    assert shown(report) == ["red", "blue", "green"], "the ends stay where they are"
    photos.move_photo(photo=one, up=False, by=world.krasang)
    photos.caption_photo(photo=one, caption="วันที่ 1", by=world.krasang)
    assert shown(report) == ["blue", "วันที่ 1", "green"]
    photos.remove_photo(photo=three, by=world.krasang)
    add(report, world, "white")
    assert shown(report) == ["วันที่ 1", "green", "white"]


def test_only_the_own_district_and_only_while_it_is_written(world, report):
    (photo,) = add(report, world, "navy")
    for stranger in (world.bandan, world.buriram, world.department):
        with pytest.raises(Refused):
            photos.add_photo(report=report, data=picture("red"), caption="", by=stranger)
        with pytest.raises(Refused):
            photos.remove_photo(photo=photo, by=stranger)
    sent(report)
    for act in (
        lambda: add(report, world, "red"),
        lambda: photos.remove_photo(photo=photo, by=world.krasang),
        lambda: photos.move_photo(photo=photo, up=True, by=world.krasang),
        lambda: photos.caption_photo(photo=photo, caption="x", by=world.krasang),
    ):
        with pytest.raises(Refused, match="จังหวัดตรวจ"):
            act()
    assert shown(report) == ["navy"]


def upload(name, data):
    return SimpleUploadedFile(name, data, "image/jpeg")


def test_several_files_at_once_each_with_its_own_reason(world, report, page):
    client, url = page(world.krasang), reverse("photo_add", args=[report.pk])
    good = [upload("a.jpg", picture("red")), upload("b.png", picture("green"))]
    assert client.post(url, {"photos": good}).url == reverse("summary_photos", args=[report.pk])
    mixed = [
        upload("c.jpg", picture("blue")),
        upload("รายงาน.jpg", "ข้อความธรรมดา".encode()),
        upload("again.jpg", picture("red")),
        upload("empty.jpg", b""),
    ]
    answer = client.post(url, {"photos": mixed})
    text = answer.content.decode()
    assert answer.status_code == 422 and report.photos.count() == 3
    assert "เพิ่มภาพแล้ว 1 ภาพ" in text
    assert "รายงาน.jpg: ไฟล์นี้ไม่ใช่ภาพ" in text
    assert "again.jpg: ภาพนี้แนบไว้แล้ว" in text and "empty.jpg: ไฟล์ว่าง" in text
    nothing = client.post(url, {})
    assert nothing.status_code == 422 and "ภาพกิจกรรม" in nothing.content.decode()


def test_every_button_saves_all_captions(world, report, page):
    one, two = add(report, world, "red", "green")
    client = page(world.krasang)
    url, save = (reverse(name, args=[report.pk]) for name in ("summary_photos", "photo_save"))
    text = client.get(url).content.decode()
    assert "มีแล้ว 2 จากไม่เกิน 20 ภาพ" in text and "บันทึกคำบรรยายทั้งหมด" in text

    def press(act, first, second):
        typed = {f"caption_{one.pk}": first, f"caption_{two.pk}": second, "act": act}
        return client.post(save, typed)

    assert press("save", "วันที่ 1", "วันที่ 2").url == url
    assert shown(report) == ["วันที่ 1", "วันที่ 2"]
    assert AuditRow.objects.filter(act="caption_photos").count() == 1
    assert press(f"up:{two.pk}", "ก", "ข").url == f"{url}#photo-{two.pk}"
    assert shown(report) == ["ข", "ก"]
    press(f"down:{two.pk}", "ค", "ง")
    assert shown(report) == ["ค", "ง"]
    assert press("done", "จ", "ฉ").url == reverse("summary", args=[report.pk])
    assert shown(report) == ["จ", "ฉ"]
    assert press(f"remove:{two.pk}", "ช", "ซ").url == url
    assert shown(report) == ["ช"]
    assert press(f"remove:{two.pk}", "ญ", "").status_code == 404
    for odd in ("up:", "up:x", "remove:๑", f"up:{10**30}"):
        assert press(odd, "ญ", "").status_code == 404


def test_one_wrong_caption_saves_none_and_keeps_what_was_typed(world, report, page):
    one, two = add(report, world, "red", "green")
    client, save = page(world.krasang), reverse("photo_save", args=[report.pk])
    typed = {f"caption_{one.pk}": "พิมพ์แล้ว", f"caption_{two.pk}": "ก" * 201}
    answer = client.post(save, {**typed, "act": f"remove:{one.pk}"})
    text = answer.content.decode()
    assert answer.status_code == 422 and f"#id_caption_{two.pk}" in text and "พิมพ์แล้ว" in text
    assert shown(report) == ["red", "green"]
    typed[f"caption_{two.pk}"] = "ก" * 200
    assert client.post(save, typed).status_code == 302
    assert shown(report) == ["พิมพ์แล้ว", "ก" * 200]


def test_adding_saves_captions_and_saving_adds(world, report, page):
    (one,) = add(report, world, "red")
    client = page(world.krasang)
    more, save = (reverse(name, args=[report.pk]) for name in ("photo_add", "photo_save"))
    named = f"caption_{one.pk}"
    client.post(more, {named: "ก", "photos": [upload("a.jpg", picture("green"))]})
    assert shown(report) == ["ก", ""]
    client.post(save, {named: "ข", "photos": [upload("b.jpg", picture("blue"))], "act": "save"})
    assert shown(report) == ["ข", "", ""]
    assert client.post(more, {named: "ค"}).status_code == 422, "no picture was chosen"
    broken = client.post(save, {named: "ง", "photos": [upload("c.jpg", b"x")], "act": "done"})
    assert broken.status_code == 422 and "c.jpg: " in broken.content.decode()
    assert shown(report) == ["ง", "", ""]


def test_a_reload_after_a_fault_shows_the_page_again(world, report, page):
    url = reverse("summary_photos", args=[report.pk])
    for name in ("photo_add", "photo_save"):
        act = reverse(name, args=[report.pk])
        assert page(world.krasang).get(act).url == url
        assert page(world.bandan).get(act).status_code == 404
    sent(report)
    assert page(world.krasang).post(reverse("photo_save", args=[report.pk])).status_code == 409


def test_captions_of_another_summary_are_out_of_reach(world, report):
    (own,) = add(report, world, "red")
    other = Activity.objects.exclude(pk=report.activity_id).get()
    theirs = summaries.begin_summary(activity=other, by=world.bandan)
    photos.caption_photos(report=theirs, captions={own.pk: "ของผู้อื่น"}, by=world.bandan)
    with pytest.raises(Refused):
        photos.caption_photos(report=report, captions={own.pk: "x"}, by=world.bandan)
    assert shown(report) == ["red"]
    photos.caption_photos(report=report, captions={own.pk: " ใหม่ "}, by=world.krasang)
    assert shown(report) == ["ใหม่"]


def test_picture_through_its_door(world, report, page):
    (photo,) = add(report, world, "navy")
    url = reverse("photo_image", args=[photo.pk])
    answer = page(world.krasang).get(url)
    with photo.file.open() as file:
        assert answer.content == file.read()
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "private" in answer["Cache-Control"]
    strangers = (world.bandan, world.surin, world.prasat, world.members[0])

    def codes(*users):
        return [page(user).get(url).status_code for user in users]

    assert codes(world.buriram, world.department, *strangers) == [404] * 6
    sent(report)
    assert codes(world.buriram, world.department, *strangers) == [200] + [404] * 5
    sent(report, "accepted")
    assert codes(world.buriram, world.department, *strangers) == [200, 200] + [404] * 4
    assert page(None).get(url).status_code == 302


@pytest.mark.parametrize("count", [1, 3])
def test_photos_cost_the_same_at_one_row_and_three(
    world, report, page, count, django_assert_num_queries
):
    add(report, world, *("red", "green", "blue")[:count])
    client = page(world.krasang)
    for name in ("summary_photos", "summary"):
        with django_assert_num_queries(6):
            client.get(reverse(name, args=[report.pk]))
