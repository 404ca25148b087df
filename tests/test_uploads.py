"""One table of what may be handed in; no form, view or stored file passes it by."""

import io
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django import forms
from django.conf import settings as site
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from cdd_network import storage_use, uploads
from cdd_network.models import User
from cdd_network.uploads import EMBLEM, GROUPS, PEOPLE, PHOTO
from reports.actions import photos
from reports.models import Photo
from tests.forms import opened
from tests.people import World
from tests.reports.test_summary_photos import add, picture, report

__all__ = ["report"]
Page = Callable[[User | None], Client]
OURS = ("cdd_network.", "selection.", "projects.", "reports.")


def patterns(resolver: URLResolver | None = None) -> Iterator[URLPattern]:
    """Every address."""
    for one in (resolver or get_resolver()).url_patterns:
        yield from patterns(one) if isinstance(one, URLResolver) else [one]


def every_form(base: type = forms.BaseForm) -> Iterator[type[forms.BaseForm]]:
    """Every form class of ours, once all views are imported."""
    for one in base.__subclasses__():
        if one.__module__.startswith(OURS):
            yield one
        yield from every_form(one)


def test_every_file_field_of_a_form_has_its_row() -> None:
    assert list(patterns()), "all views are imported"
    found = {
        field.kind if isinstance(field, uploads.UploadField) else f"{form.__name__}.{name}"
        for form in every_form()
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field, forms.FileField)
    }
    assert found == set(uploads.KINDS), "a file field without a row, or a row that nothing uses"


def test_views_that_take_files_are_those_of_the_table() -> None:
    taking = {one.name: one.callback.takes for one in patterns() if hasattr(one.callback, "takes")}
    assert taking == {
        "office": EMBLEM,
        "group_import": GROUPS,
        "people_import": PEOPLE,
        "photo_add": PHOTO,
        "photo_save": PHOTO,
    }
    readers = {
        path.name
        for app in OURS
        for path in (Path(site.BASE_DIR) / app.rstrip(".")).rglob("*.py")
        if "request.FILES" in path.read_text()
    }
    assert readers == {"office_views.py", "intake.py", "people_many.py", "photos.py"}


def test_stored_files_have_names_of_our_own() -> None:
    from django.apps import apps

    for model in apps.get_models():
        for field in model._meta.fields:
            if isinstance(field, models.FileField):
                held = model(report_id=7) if model is Photo else model()
                name = field.generate_filename(held, "../../ชื่อของเขา\u202e.jpg")
                assert name.isascii() and ".." not in name and len(Path(name).stem) == 32, name


class Endless(io.RawIOBase):
    """A body of so many bytes that is never in memory; counts what was read of it."""

    def __init__(self, head: bytes, size: int, tail: bytes) -> None:
        self.parts, self.size, self.read_bytes = [head, size - len(head) - len(tail), tail], size, 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        while self.parts and not self.parts[0]:
            self.parts.pop(0)
        if not self.parts:
            return b""
        first = self.parts[0]
        size = min(size if size > 0 else 65536, 65536)
        if isinstance(first, bytes):
            given, self.parts[0] = first[:size], first[size:]
        else:
            given, self.parts[0] = b"x" * min(size, first), first - min(size, first)
        self.read_bytes += len(given)
        return given


def announced(body: Endless, kind: str, size: int) -> dict[str, object]:
    """The environment of a request with this body."""
    return {"wsgi.input": body, "CONTENT_TYPE": kind, "CONTENT_LENGTH": str(size)}


def send(client: Client, url: str, size: int, name: str = "file", **typed: str) -> tuple:
    """A multipart body of ``size`` bytes whose file is as large as that leaves; (answer, read)."""
    field = '--B\r\nContent-Disposition: form-data; name="{}"\r\n\r\n{}\r\n'
    head = "".join(field.format(*one) for one in typed.items())
    head += f'--B\r\nContent-Disposition: form-data; name="{name}"; filename="a.jpg"\r\n\r\n'
    body = Endless(head.encode(), size, b"\r\n--B--\r\n")
    answer = client.generic(
        "POST",
        url,
        **announced(body, "multipart/form-data; boundary=B", size),
    )
    return answer, body.read_bytes


MB = uploads.MB


def test_a_body_over_the_page_s_bound_is_refused_unread(world: World, page: Page, report) -> None:
    client = page(world.krasang)
    url = reverse("photo_add", args=[report.pk])
    answer, read = send(client, url, 155 * MB, "photos")
    assert (answer.status_code, read) == (413, 0)
    assert "รวมกันเกิน 154 MB" in answer.content.decode()
    none, read = send(client, reverse("group_new"), 5 * MB)
    assert (none.status_code, read) == (413, 0), "a page without files takes text alone"


def test_a_file_too_large_is_told_beside_its_field(world: World, page: Page, report) -> None:
    answer, read = send(page(world.krasang), reverse("group_import"), 40 * MB)
    assert answer.status_code == 422 and read == 40 * MB
    assert "ไฟล์ใหญ่เกินไป (รับได้ไม่เกิน 5 MB)" in answer.content.decode()
    typed = {**opened(page(world.krasang), reverse("office")), "garuda_mode": "upload"}
    typed |= {"phone": "0 4466 6512"}
    del typed["emblem"]
    own, _ = send(page(world.krasang), reverse("office"), 40 * MB, "emblem", **typed)
    shown = own.content.decode()
    assert own.status_code == 409 and "ภาพตราครุฑต้องมีขนาดไม่เกิน 2 MB" in shown
    assert 'value="0 4466 6512"' in shown, "what was typed before the file stays"
    event = reverse("photo_add", args=[report.pk])
    photo, _ = send(page(world.krasang), event, 60 * MB, "photos")
    assert photo.status_code == 422 and "ไฟล์ใหญ่เกิน 25 MB" in photo.content.decode()


def test_a_page_that_takes_none_drops_files_and_reads_the_rest(world: World, page: Page) -> None:
    url = reverse("signatory_new")
    file = SimpleUploadedFile("a.exe", b"MZ" * 5000)
    answer = page(world.buriram).post(url, {"name": "นางทดลอง", "post": "นายอำเภอ", "file": file})
    assert answer.status_code == 302 and not answer.wsgi_request.FILES
    stranger = page(None).post(reverse("group_import"), {"file": file})
    assert stranger.status_code == 302 and not stranger.wsgi_request.FILES, "nothing kept of it"


def test_too_many_parts_and_texts_too_long_get_a_calm_page(world: World, page: Page) -> None:
    client, url = page(world.krasang), reverse("group_import")
    many = client.post(url, {"file": [SimpleUploadedFile(f"{n}.xlsx", b"x") for n in range(101)]})
    assert many.status_code == 413 and "เลือกไฟล์มากเกินไป" in many.content.decode()
    fields = client.post(url, {f"f{n}": "1" for n in range(1001)})
    assert fields.status_code == 413 and "ช่องมากเกินไป" in fields.content.decode()
    long = client.post(url, {"text": "ก" * 2 * MB})
    assert long.status_code == 413 and "ข้อความที่ส่งมายาวเกินไป" in long.content.decode()
    cut = client.generic("POST", url, b"--B\r\n", content_type="multipart/form-data; boundary=")
    assert cut.status_code == 400 and "โปรดลองส่งอีกครั้ง" in cut.content.decode()
    urlencoded = "application/x-www-form-urlencoded"
    body = Endless(b"a=", 9 * MB, b"")
    plain = client.generic("POST", url, **announced(body, urlencoded, 9 * MB))
    assert (plain.status_code, body.read_bytes) == (413, 0), "by its announced length"


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "..\\..\\a.jpg",
        "a\0.jpg",
        "ภาพ\u202egpj.exe",
        "ก" * 300,
        "😀🙏.jpg",
        ".",
    ],
    ids=["path", "backslash", "nul", "rtl", "long", "emoji", "dot"],
)
def test_no_name_of_theirs_reaches_the_disk(
    world: World, page: Page, report, settings, name: str
) -> None:
    client = page(world.krasang)
    head = f'--B\r\nContent-Disposition: form-data; name="photos"; filename="{name}"\r\n\r\n'
    body = head.encode() + picture() + b"\r\n--B--\r\n"
    kind = "multipart/form-data; boundary=B"
    answer = client.generic("POST", reverse("photo_add", args=[report.pk]), body, content_type=kind)
    assert answer.status_code in {302, 422}, "kept under a name of ours, or no file at all"
    stored = [one for one in Path(settings.MEDIA_ROOT).rglob("*") if one.is_file()]
    kept = Photo.objects.count()
    assert len(stored) == 2 * kept
    assert all(one.name.isascii() and len(one.stem) == 32 for one in stored)
    assert all(one.parent == Path(settings.MEDIA_ROOT) / f"photos/{report.pk}" for one in stored)


def test_what_is_served_is_ours_and_never_guessed(world: World, page: Page, report) -> None:
    """As an attachment, which an <img> shows all the same; nosniff; behind the door."""
    (photo,) = add(report, world, "navy")
    for name in ("photo_image", "photo_small"):
        url = reverse(name, args=[photo.pk])
        answer = page(world.krasang).get(url)
        assert answer["Content-Type"] == "image/jpeg" and answer.content[:3] == b"\xff\xd8\xff"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Disposition"] == f'attachment; filename="photo-{photo.pk}.jpg"'
        assert page(world.bandan).get(url).status_code == 404


def test_an_office_sees_its_room_and_is_refused_beyond_it(
    world: World, page: Page, report, settings
) -> None:
    add(report, world, "navy", "red")
    used = storage_use.use_of(world.krasang.office).used
    assert used == sum(one.file.size + one.small.size for one in Photo.objects.all()) > 0
    assert storage_use.use_of(world.bandan.office).used == 0, "another's is not counted"
    shown = page(world.krasang).get(reverse("office")).content.decode()
    assert "พื้นที่จัดเก็บ" in shown and "500.0 MB" in shown and "พื้นที่ใกล้เต็ม" not in shown

    settings.OFFICE_STORAGE_MB = {**settings.OFFICE_STORAGE_MB, "district": used / 1_000_000}
    shown = page(world.krasang).get(reverse("office")).content.decode()
    assert "(100 %)" in shown and "พื้นที่ใกล้เต็ม" in shown
    photos_page = reverse("summary_photos", args=[report.pk])
    shown = page(world.krasang).get(photos_page).content.decode()
    assert "ยังทำไม่ได้: พื้นที่จัดเก็บของสำนักงานเต็มแล้ว" in shown
    add_url = reverse("photo_add", args=[report.pk])
    sent = SimpleUploadedFile("a.jpg", picture("green", size=(32, 24)))
    answer = page(world.krasang).post(add_url, {"photos": sent})
    assert answer.status_code == 422 and "พื้นที่จัดเก็บของสำนักงานเต็มแล้ว" in answer.content.decode()
    photos.remove_photo(photo=Photo.objects.get(order=1), by=world.krasang)
    sent.seek(0)
    assert page(world.krasang).post(add_url, {"photos": sent}).status_code == 302, "there is room"


def test_photographs_of_the_last_release_are_weighed_by_the_sweep(world: World, report) -> None:
    add(report, world, "navy")
    weight = Photo.objects.get().size
    Photo.objects.update(size=0)
    assert photos.weigh_old_ones() == 1 and photos.weigh_old_ones() == 0
    assert Photo.objects.get().size == weight


def test_hostile_files_are_refused_in_bounded_memory(figure: Callable[[str, float], None]) -> None:
    """Each to every reader, in a process of its own."""
    command = [sys.executable, "-m", "tests.hostile_files"]
    done = subprocess.run(command, cwd=site.BASE_DIR, capture_output=True, text=True, check=True)
    told = json.loads(done.stdout)
    assert told["read"] == [] and told["files"] >= 20
    assert told["peak_mib"] <= 150 and told["seconds"] <= 5
    assert told["clean"] and not told["exif_left"] and "25 MB" in told["exif_40_mb"]
    figure("hostile files × readers, none read", told["files"])
    figure("peak of the process that met them, MiB", told["peak_mib"])
