"""Two people over one photograph, many files at once, and files that nobody names."""

import io
import os
import threading
import time
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import reverse
from PIL import Image

from cdd_network.refusal import Refused
from reports import pictures, summary_rules
from reports.actions import photos
from reports.models import Photo
from reports.views import removal
from tests.reports.test_pictures import photo as photo_bytes
from tests.reports.test_summary_photos import add, files, picture, report, shown, upload

__all__ = ["report"]


def test_a_photograph_that_another_removed_is_said_to_be_gone(world, report):
    one, two = add(report, world, "red", "green")
    twin = Photo.objects.get(pk=one.pk)
    photos.remove_photo(photo=twin, by=world.krasang)
    for act in (
        lambda: photos.remove_photo(photo=one, by=world.krasang),
        lambda: photos.move_photo(photo=one, up=True, by=world.krasang),
        lambda: photos.caption_photo(photo=one, caption="x", by=world.krasang),
    ):
        with pytest.raises(Refused, match="ภาพนี้ถูกลบไปแล้ว"):
            act()
    photos.caption_photos(report=report, captions={one.pk: "x", two.pk: "y"}, by=world.krasang)
    assert shown(report) == ["y"]


def undo(client, report):
    return client.post(reverse("photo_save", args=[report.pk]), {"act": "undo"})


def test_an_undo_that_comes_twice_keeps_the_files(world, report, page, settings):
    """The second request has read the session before the first has saved it, or the first died
    before it could."""
    (photo,) = add(report, world, "red")
    client = page(world.krasang)
    client.post(reverse("photo_save", args=[report.pk]), {"act": f"remove:{photo.pk}"})
    session = client.session
    before = dict(session)
    first = undo(client, report)
    session.update(before)
    session.save()
    second = undo(client, report)
    assert first.url == second.url == shown_at(report), "a success, both times"
    assert len(files(settings)) == 2 and removal.KEY not in client.session
    assert client.get(reverse("photo_image", args=[report.photos.get().pk])).status_code == 200


def shown_at(report):
    return f"{reverse('summary_photos', args=[report.pk])}#photo-{report.photos.get().pk}"


def test_what_is_final_spares_a_photograph_that_stands_again(world, report, settings):
    (photo,) = add(report, world, "red")
    removed = photos.remove_photo(photo=photo, by=world.krasang)
    back = photos.restore_photo(report=report, removed=removed, by=world.krasang)
    photos.forget(removed)
    assert len(files(settings)) == 2
    photos.remove_photo(photo=back, by=world.krasang)
    photos.forget(removed)
    assert not files(settings)


def test_the_same_picture_added_again_makes_the_old_files_needless(world, report, page, settings):
    (photo,) = add(report, world, "red")
    client = page(world.krasang)
    client.post(reverse("photo_save", args=[report.pk]), {"act": f"remove:{photo.pk}"})
    (again,) = add(report, world, "red")
    assert undo(client, report).url == shown_at(report)
    assert sorted(files(settings)) == sorted([Path(again.file.path), Path(again.small.path)])


def test_an_undo_refused_for_want_of_room_can_be_done_later(
    world, report, page, settings, monkeypatch
):
    monkeypatch.setattr(summary_rules, "MOST_PHOTOS", 2)
    one, two = add(report, world, "red", "green")
    client = page(world.krasang)
    client.post(reverse("photo_save", args=[report.pk]), {"act": f"remove:{one.pk}"})
    add(report, world, "blue")
    text = client.get(undo(client, report).url).content.decode()
    assert "โปรดลบภาพที่ไม่ใช้ก่อน" in text and "เลิกลบภาพนี้" in text
    assert len(files(settings)) == 6
    photos.remove_photo(photo=two, by=world.krasang)  # a colleague makes room
    assert undo(client, report).url.startswith(f"{reverse('summary_photos', args=[report.pk])}#")
    assert shown(report) == ["red", "blue"]


def test_an_undo_whose_files_are_gone_is_offered_no_more(world, report, page):
    (photo,) = add(report, world, "red")
    client = page(world.krasang)
    client.post(reverse("photo_save", args=[report.pk]), {"act": f"remove:{photo.pk}"})
    photos.forget_files(photo.file.name)
    text = client.get(undo(client, report).url).content.decode()
    assert "ไฟล์ของภาพนี้ถูกลบไปแล้ว" in text and "เลิกลบภาพนี้" not in text


def test_six_files_at_once_and_the_rest_are_named(world, report, page):
    client, url = page(world.krasang), reverse("photo_add", args=[report.pk])
    colours = ("red", "green", "blue", "white", "black", "navy", "pink", "gold")
    sent = [upload(f"{colour}.jpg", picture(colour)) for colour in colours]
    sent[1] = upload("green.jpg", b"x")
    answer = client.post(url, {"photos": sent})
    text = answer.content.decode()
    assert answer.status_code == 422 and report.photos.count() == 5
    assert "ครั้งละไม่เกิน 6 ภาพ" in text and "green.jpg: ไฟล์นี้ไม่ใช่ภาพ" in text
    assert "เก็บไว้แล้ว 5 ภาพ ได้แก่ red.jpg · blue.jpg · white.jpg · black.jpg · navy.jpg" in text
    assert "2 ภาพที่เหลือ ได้แก่ pink.jpg · gold.jpg" in text
    six = [upload(f"{n}.jpg", picture((n * 40, 9, 9))) for n in range(6)]
    assert client.post(url, {"photos": six}).status_code == 302
    assert report.photos.count() == 11


def claimed(data: bytes, most: int, monkeypatch) -> None:
    monkeypatch.setattr(pictures, most, 100)
    with pytest.raises(Refused, match="ล้านพิกเซล"):
        pictures.checked(data)
    monkeypatch.undo()
    pictures.checked(data)


def test_each_kind_has_its_limit(monkeypatch):
    assert (pictures.MOST_PIXELS, pictures.MOST_JPEG_PIXELS) == (25_000_000, 50_000_000)
    claimed(photo_bytes("PNG"), "MOST_PIXELS", monkeypatch)
    claimed(photo_bytes("WEBP"), "MOST_PIXELS", monkeypatch)
    claimed(photo_bytes("JPEG"), "MOST_JPEG_PIXELS", monkeypatch)


def test_shrunk_before_it_is_laid_on_paper(monkeypatch):
    seen = []
    flat = pictures._flat_rgb
    monkeypatch.setattr(pictures, "_flat_rgb", lambda image: seen.append(image.size) or flat(image))
    buffer = io.BytesIO()
    image = Image.new("RGBA", (3200, 2400), (200, 0, 0, 255))
    image.paste((0, 0, 0, 0), (0, 0, 1600, 2400))
    image.save(buffer, "PNG", compress_level=1)
    made = Image.open(io.BytesIO(pictures.checked(buffer.getvalue()).data))
    assert seen == [(1600, 1200)] == [made.size]
    assert made.getpixel((100, 600)) == (255, 255, 255)
    assert made.getpixel((1500, 600))[0] > 190 > 20 > made.getpixel((1500, 600))[1]


def test_sixteen_bits_keep_their_grey():
    buffer = io.BytesIO()
    Image.new("I;16", (40, 30), 0x8000).save(buffer, "PNG")
    made = Image.open(io.BytesIO(pictures.checked(buffer.getvalue()).data))
    assert abs(made.getpixel((20, 15))[0] - 128) <= 1


def test_threads_do_not_let_a_cut_file_pass():
    whole, cut = photo_bytes(size=(900, 900)), photo_bytes(size=(900, 900))[:3000]
    passed = []

    def decode(data: bytes) -> None:
        for _ in range(8):
            try:
                pictures.checked(data)
            except Refused:
                continue
            passed.append(data)

    threads = [threading.Thread(target=decode, args=[data]) for data in (whole, cut, cut)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert passed == [whole] * 8


def test_sweep_removes_old_files_without_a_row(world, report, settings, capsys):
    call_command("sweep")
    (kept,) = add(report, world, "red")
    folder = Path(kept.file.path).parent
    old, young = folder / "old.jpg", folder / "young.jpg"
    for path in (old, young):
        path.write_bytes(b"x")
    long_ago = time.time() - 25 * 60 * 60
    for path in (old, Path(kept.file.path), Path(kept.small.path)):
        os.utime(path, (long_ago, long_ago))
    capsys.readouterr()
    call_command("sweep", "--dry-run")
    said = capsys.readouterr().out
    assert (
        f"photos/{report.pk}/old.jpg\n" in said
        and "1 files would be removed" in said
        and len(files(settings)) == 4
    )
    call_command("sweep")
    assert "1 files removed" in capsys.readouterr().out
    assert sorted(files(settings)) == sorted([young, Path(kept.file.path), Path(kept.small.path)])
