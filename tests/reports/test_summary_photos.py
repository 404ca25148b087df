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
from reports.photo_captions import marks_of, marks_text
from reports.queries_summary import captions
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


def test_row_and_files_come_and_go_together(world, report, settings):
    (photo,) = add(report, world, "navy")
    assert (photo.order, photo.width, photo.height) == (1, 64, 48)
    assert [path.suffix for path in files(settings)] == [".jpg", ".jpg"]
    removed = photos.remove_photo(photo=photo, by=world.krasang)
    assert not Photo.objects.exists() and len(files(settings)) == 2, "until it is final"
    photos.forget_files(removed.file, removed.small)
    assert not files(settings)


def test_a_removal_is_undone_in_its_place(world, report, settings):
    _, two, three = add(report, world, "red", "green", "blue")
    removed = photos.remove_photo(photo=two, by=world.krasang)
    assert shown(report) == ["red", "blue"]
    for stranger in (world.bandan, world.buriram):
        with pytest.raises(Refused):
            photos.restore_photo(report=report, removed=removed, by=stranger)
    photos.restore_photo(report=report, removed=removed, by=world.krasang)
    assert shown(report) == ["red", "green", "blue"]
    with pytest.raises(Refused, match="แนบไว้แล้ว"):
        photos.restore_photo(report=report, removed=removed, by=world.krasang)
    last = photos.remove_photo(photo=three, by=world.krasang)
    add(report, world, "white")
    photos.restore_photo(report=report, removed=last, by=world.krasang)
    assert shown(report) == ["red", "green", "white", "blue"], "its place was taken"
    gone = photos.remove_photo(photo=Photo.objects.get(caption="red"), by=world.krasang)
    photos.forget_files(gone.file)
    with pytest.raises(Refused, match="ถูกลบไปแล้ว"):
        photos.restore_photo(report=report, removed=gone, by=world.krasang)
    acts = AuditRow.objects.filter(act__in=["remove_photo", "restore_photo"])
    assert [row.act for row in acts.order_by("pk")].count("restore_photo") == 2


def test_what_was_removed_goes_back_to_its_own_summary_alone(world, report):
    (own,) = add(report, world, "red")
    removed = photos.remove_photo(photo=own, by=world.krasang)
    other = Activity.objects.exclude(pk=report.activity_id).get()
    theirs = summaries.begin_summary(activity=other, by=world.bandan)
    with pytest.raises(Refused, match="ฉบับอื่น"):
        photos.restore_photo(report=theirs, removed=removed, by=world.bandan)
    assert not Photo.objects.exists()


def test_the_last_removal_is_undone_on_the_page(world, report, page, settings):
    one, two, _ = add(report, world, "red", "green", "blue")
    client, strange = page(world.krasang), page(world.krasang)
    url, save = (reverse(name, args=[report.pk]) for name in ("summary_photos", "photo_save"))

    def press(act):
        return client.post(save, {"act": act})

    assert press(f"remove:{one.pk}").url == f"{url}#removed"
    assert len(files(settings)) == 6
    press(f"remove:{two.pk}")
    assert len(files(settings)) == 4, "only the last one can be put back"
    assert "เลิกลบภาพนี้" in client.get(url).content.decode()
    assert "เลิกลบภาพนี้" not in strange.get(url).content.decode()
    strange.post(save, {"act": "undo"})
    assert shown(report) == ["blue"]
    back = press("undo").url
    assert shown(report) == ["green", "blue"] and back.startswith(f"{url}#photo-")
    assert "เลิกลบภาพนี้" not in client.get(url).content.decode()
    press(f"remove:{report.photos.first().pk}")
    press("done")
    assert len(files(settings)) == 2 and press("undo").url == url


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
    assert Photo.objects.count() == 1 and len(files(settings)) == 2


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


def base(report):
    """The hidden field of the photographs' page as it would be served now."""
    return {"base": marks_text(marks_of(captions(report)))}


def test_every_button_saves_all_captions(world, report, page):
    one, two = add(report, world, "red", "green")
    client = page(world.krasang)
    url, save = (reverse(name, args=[report.pk]) for name in ("summary_photos", "photo_save"))
    text = client.get(url).content.decode()
    assert "<span data-photo-count>2</span> จากไม่เกิน 20 ภาพ" in text and "บันทึกคำบรรยายทั้งหมด" in text

    def press(act, first, second):
        typed = {f"caption_{one.pk}": first, f"caption_{two.pk}": second, "act": act}
        return client.post(save, typed | base(report))

    assert press("save", "วันที่ 1", "วันที่ 2").url == url
    assert shown(report) == ["วันที่ 1", "วันที่ 2"]
    assert AuditRow.objects.filter(act="caption_photos").count() == 1
    assert press(f"up:{two.pk}", "ก", "ข").url == f"{url}#photo-{two.pk}"
    assert shown(report) == ["ข", "ก"]
    press(f"down:{two.pk}", "ค", "ง")
    assert shown(report) == ["ค", "ง"]
    assert press("done", "จ", "ฉ").url == reverse("summary", args=[report.pk])
    assert shown(report) == ["จ", "ฉ"]
    assert press(f"remove:{two.pk}", "ช", "ซ").url == f"{url}#removed"
    assert shown(report) == ["ช"]
    assert press(f"remove:{two.pk}", "ญ", "").status_code == 404
    for odd in ("up:", "up:x", "remove:๑", f"up:{10**30}"):
        assert press(odd, "ญ", "").status_code == 404


def test_one_wrong_caption_saves_none_and_keeps_what_was_typed(world, report, page):
    one, two = add(report, world, "red", "green")
    client, save = page(world.krasang), reverse("photo_save", args=[report.pk])
    typed = {f"caption_{one.pk}": "พิมพ์แล้ว", f"caption_{two.pk}": "ก" * 201}
    typed |= base(report)
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

    def post(url, caption, **more):
        return client.post(url, {named: caption, **base(report), **more})

    post(more, "ก", photos=[upload("a.jpg", picture("green"))])
    assert shown(report) == ["ก", ""]
    post(save, "ข", photos=[upload("b.jpg", picture("blue"))], act="save")
    assert shown(report) == ["ข", "", ""]
    assert post(more, "ค").status_code == 422, "no picture was chosen"
    broken = post(save, "ง", photos=[upload("c.jpg", b"x")], act="done")
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


@pytest.mark.parametrize(("name", "column"), [("photo_image", "file"), ("photo_small", "small")])
def test_picture_through_its_door(world, report, page, name, column):
    (photo,) = add(report, world, "navy")
    url = reverse(name, args=[photo.pk])
    answer = page(world.krasang).get(url)
    with getattr(photo, column).open() as file:
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


@pytest.mark.parametrize("count", [1, 20])
def test_photos_cost_the_same_at_one_row_and_twenty(
    world, report, page, count, django_assert_num_queries
):
    (first,) = add(report, world, "red")
    Photo.objects.bulk_create(
        Photo(report=report, order=n, file=first.file.name, width=1, height=1, sha256=str(n))
        for n in range(2, count + 1)
    )
    client = page(world.krasang)
    with django_assert_num_queries(7):
        client.get(reverse("summary_photos", args=[report.pk]))


# One by one, as static/js/photos.js sends them


def send(client, report, data, name="IMG_0001.jpg"):
    """One picture as the script sends it; the answer's status and what it says."""
    files = {"photos": upload(name, data)}
    url = reverse("photo_add", args=[report.pk])
    answer = client.post(url, files, headers={"X-Photo": "1"})
    return answer.status_code, answer.json()


def test_one_picture_is_answered_with_its_row(world, report, page):
    add(report, world, "red")
    status, told = send(page(world.krasang), report, picture("green"))
    kept = report.photos.get(caption="")
    assert status == 200 and (told["kept"], told["count"]) == (kept.pk, 2)
    assert f'name="caption_{kept.pk}"' in told["row"] and "คำบรรยายภาพที่ 2" in told["row"]
    assert reverse("photo_small", args=[kept.pk]) in told["row"]
    assert told["bare"] == "ยังไม่มีคำบรรยาย 1 ภาพ"
    assert f'id="photo-{kept.pk}" tabindex="-1"' in told["row"], "its address takes the focus"


def test_the_same_picture_sent_again_after_a_lost_answer_is_kept_once(
    world, report, page, settings
):
    client = page(world.krasang)
    _, first = send(client, report, picture("green"))
    status, told = send(client, report, picture("green"))
    assert status == 200 and told == {"kept": first["kept"], "again": "ภาพนี้แนบไว้แล้ว จึงไม่ได้เพิ่มซ้ำ"}
    assert report.photos.count() == 1 and len(files(settings)) == 2


def test_what_is_no_picture_is_told_why_and_nothing_is_kept(world, report, page, settings):
    client = page(world.krasang)
    for data, reason in ((b"", "ไฟล์ว่าง"), (b"x", "ไม่ใช่ภาพ"), (picture()[:200], "ไม่ครบ")):
        status, told = send(client, report, data)
        assert status == 422 and reason in told["refused"]
    none = client.post(reverse("photo_add", args=[report.pk]), headers={"X-Photo": "1"})
    assert none.status_code == 422 and "ไม่ครบ" in none.json()["refused"]
    assert not report.photos.exists() and not files(settings)


def test_one_by_one_only_the_own_district_while_it_writes(world, report, page):
    url = reverse("photo_add", args=[report.pk])
    data = {"photos": upload("a.jpg", picture())}
    for user in (world.bandan, world.surin, world.members[0]):
        assert page(user).post(url, data, headers={"X-Photo": "1"}).status_code == 404
    assert page(None).post(url, data, headers={"X-Photo": "1"}).url.startswith("/sign-in/")
    sent(report)
    status, told = send(page(world.krasang), report, picture())
    assert status == 422 and "จังหวัดตรวจ" in told["refused"] and not report.photos.exists()


def test_forty_at_once_fill_twenty_and_the_rest_are_told(world, report, page):
    client = page(world.krasang)
    answers = [send(client, report, picture((n * 6, 9, 9), (32, 24))) for n in range(40)]
    assert [status for status, _ in answers] == [200] * MOST_PHOTOS + [422] * 20
    assert all("ไม่เกิน 20 ภาพ" in told["refused"] for _, told in answers[MOST_PHOTOS:])
    assert report.photos.count() == MOST_PHOTOS


def test_captions_save_themselves_and_a_wrong_one_is_told(world, report, page):
    one, two = add(report, world, "red", "green")
    typed = {f"caption_{one.pk}": "วันที่ 1", f"caption_{two.pk}": "ก" * 201, **base(report)}
    save = reverse("photo_save", args=[report.pk])
    client = page(world.krasang)
    told = client.post(save, typed, headers={"X-Autosave": "1"}).json()
    assert shown(report) == ["วันที่ 1", "green"]
    assert [one["control"] for one in told["unsaved"]] == [f"id_caption_{two.pk}"]
    typed[f"caption_{two.pk}"] = ""
    told = client.post(save, typed, headers={"X-Autosave": "1"}).json()
    assert told["texts"] == {"bare": "ยังไม่มีคำบรรยาย 1 ภาพ"}
    sent(report)
    refused = client.post(save, typed, headers={"X-Autosave": "1"})
    assert refused.status_code == 409 and "จังหวัดตรวจ" in refused.json()["refused"]
