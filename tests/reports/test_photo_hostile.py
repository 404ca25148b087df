"""Large and hostile pictures: what each gets, and how much memory the process takes for it."""

import io
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as site
from django.urls import reverse
from PIL import Image

from cdd_network.refusal import Refused
from reports import papers, photo_rows, pictures
from reports.actions import photos
from reports.parts import Photo
from tests.reports.test_pictures import bomb, opened, photo
from tests.reports.test_summary_photos import report, send
from tests.shots import shot, turned

__all__ = ["report"]
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"


@pytest.fixture(scope="module")
def large() -> dict[str, bytes]:
    """Twelve megapixels of each kind."""
    jpeg = shot(quality=90)
    return {
        "jpeg": jpeg,
        "png": shot("PNG"),
        "webp": shot("WEBP", quality=80),
        "cmyk": shot(mode="CMYK", quality=85),
        "portrait": turned(jpeg, 6),
        "bomb": bomb(),
    }


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp", "cmyk"])
def test_twelve_megapixels_become_a_small_jpeg(large, kind):
    made = pictures.checked(large[kind])
    assert opened(made).size == (1600, 1200) and opened(made).mode == "RGB"
    small = Image.open(io.BytesIO(made.small))
    assert small.size == (900, 675) and len(made.small) <= pictures.MOST_SMALL_BYTES


def test_a_portrait_by_exif_stands_upright_in_both_copies(large):
    made = pictures.checked(large["portrait"])
    assert (made.width, made.height) == (1200, 1600)
    small = Image.open(io.BytesIO(made.small))
    assert small.size == (675, 900) and not dict(small.getexif())


SCRIPT = """
import resource, sys
from cdd_network.refusal import Refused
from reports import pictures
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
data = open(sys.argv[1], "rb").read()
before = peak()
try:
    pictures.checked(data)
except Refused:
    pass
print(peak() - before)
"""


@pytest.mark.parametrize(
    ("kind", "most"), [("jpeg", 130), ("portrait", 130), ("png", 160), ("webp", 260), ("bomb", 30)]
)
def test_memory_of_the_process_stays_bounded(large, tmp_path: Path, kind, most):
    """Megabytes that the process grows by, at its highest; measured: 73, 73, 73, 191, 1."""
    file = tmp_path / "picture"
    file.write_bytes(large[kind])
    command = [sys.executable, "-c", SCRIPT, str(file)]
    told = subprocess.run(command, cwd=site.BASE_DIR, capture_output=True, text=True, check=True)
    assert int(told.stdout) <= most


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("IMG_0001.HEIC", HEIC, "ส่งเข้า LINE แล้วบันทึกกลับมา จะได้ภาพ JPEG"),
        ("IMG_0002.jpg", HEIC, "การตั้งค่า > กล้อง > รูปแบบ > ใช้ร่วมกันได้มากที่สุด"),
        ("ขยับได้.jpg", photo("GIF"), "ภาพเป็นชนิด GIF โปรดบันทึกเป็น JPEG หรือ PNG"),
        ("ระเบิด.png", bomb(), "ภาพมีขนาดเกิน 25 ล้านพิกเซล โปรดลดขนาดภาพ"),
        ("ขาดกลาง.jpg", shot(size=(900, 700))[:9000], "เสียหรือส่งมาไม่ครบ"),
        ("ว่าง.jpg", b"", "ไฟล์ว่าง ไม่มีข้อมูลภาพ"),
    ],
    ids=["heic", "heic-renamed", "gif-renamed", "bomb", "truncated", "empty"],
)
def test_what_each_hostile_file_is_told(world, report, page, name, data, reason):
    client = page(world.krasang)
    status, told = send(client, report, data, name)
    assert status == 422 and reason in told["refused"]
    status, _ = send(client, report, photo(), name)
    assert status == 200 and report.photos.count() == 1, "a real picture of that name is taken"


def test_the_browser_sends_the_head_of_a_heic_alone(world, report):
    """As static/js/photos.js does: its first bytes are told the same as the whole file."""
    with pytest.raises(Refused, match="HEIC"):
        photos.add_photo(report=report, data=HEIC[:16], caption="", by=world.krasang)


def test_six_photographs_make_a_pdf_under_a_megabyte_and_a_half(world, report):
    for seed in range(6):
        data = shot(size=(1600, 1200) if seed % 3 else (1200, 1600), seed=seed, quality=92)
        photos.add_photo(report=report, data=data, caption=f"ภาพ {seed}", by=world.krasang)
    made = papers.summary_of(report).pdf()
    assert len(made.data) < 1_500_000
    assert sum(row.file.size for row in report.photos.all()) > 2_500_000, "the large ones stay"


def test_the_pdf_of_twenty_shows_all_of_them(world, report, page):
    for n in range(20):
        data = photo(size=(400 + n, 300)) if n % 3 else photo(size=(300, 400 + n))
        photos.add_photo(report=report, data=data, caption=f"ภาพที่ {n + 1}", by=world.krasang)
    paper = papers.summary_of(report)
    html = str(paper)
    assert html.count("<figure") == 20 and paper.pdf().pages <= 7
    answer = page(world.krasang).get(reverse("summary_pdf", args=[report.pk]))
    assert answer.content.startswith(b"%PDF")


def placed(*sizes):
    rows = photo_rows.placed([Photo("a", width=w, height=h) for w, h in sizes])
    return [[(one.width, one.height) for one in row] for row in rows]


def test_both_of_a_row_are_equally_high_and_fill_the_sheet():
    ((first, second),) = placed((1600, 1200), (1600, 1200))
    assert first == second == (77.0, 57.8)
    ((wide, narrow),) = placed((1600, 1200), (1200, 1600))
    assert wide[1] == narrow[1] == photo_rows.MOST_HIGH and wide[0] > narrow[0]
    assert wide[0] + narrow[0] <= photo_rows.WIDTH - photo_rows.GAP
    ((one, other), (alone,)) = placed((1200, 1600), (1200, 1600), (4000, 1000))
    assert one == other and alone == (77.0, 19.2)
    assert placed() == []
