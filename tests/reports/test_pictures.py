"""Photographs: every kind of file that an officer may pick, and what each gets."""

import io
import zlib

import pytest
from PIL import Image, ImageFile

from cdd_network.refusal import Refused
from reports import pictures


def photo(
    kind: str = "JPEG", size: tuple[int, int] = (400, 300), mode: str = "RGB", **save
) -> bytes:
    """A picture, its upper left corner white, of the given kind."""
    image = Image.new("RGB", size, "navy")
    image.paste("white", (0, 0, size[0] // 4, size[1] // 4))
    buffer = io.BytesIO()
    image.convert(mode).save(buffer, kind, **save)
    return buffer.getvalue()


def opened(picture: pictures.Picture) -> Image.Image:
    """The result, opened as what it claims to be."""
    image = Image.open(io.BytesIO(picture.data), formats=["JPEG"])
    image.load()
    assert image.size == (picture.width, picture.height)
    return image


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_three_kinds_become_small_rgb_jpeg(kind):
    image = opened(pictures.checked(photo(kind, (3000, 1500))))
    assert image.mode == "RGB"
    assert image.size == (1600, 800)


def test_small_picture_is_not_blown_up():
    assert opened(pictures.checked(photo(size=(80, 60)))).size == (80, 60)


@pytest.mark.parametrize("mode", ["CMYK", "L"])
def test_colour_of_print_and_grey_become_rgb(mode):
    assert opened(pictures.checked(photo(mode=mode))).mode == "RGB"


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "1", "I;16"])
def test_every_mode_of_png_becomes_rgb(mode):
    buffer = io.BytesIO()
    Image.new(mode, (40, 30)).save(buffer, "PNG")
    assert opened(pictures.checked(buffer.getvalue())).mode == "RGB"


def test_transparent_becomes_white_paper():
    buffer = io.BytesIO()
    Image.new("RGBA", (40, 30), (0, 0, 0, 0)).save(buffer, "PNG")
    assert opened(pictures.checked(buffer.getvalue())).getpixel((20, 15)) == (255, 255, 255)


def test_turned_upright_and_where_it_was_taken_is_forgotten():
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "SECRETPHONE"
    exif.get_ifd(0x8825)[1] = "N"
    data = photo(exif=exif, comment=b"SECRETCOMMENT")
    assert b"SECRETPHONE" in data and b"SECRETCOMMENT" in data
    picture = pictures.checked(data)
    image = opened(picture)
    assert image.size == (300, 400)
    assert min(image.getpixel((295, 5))) > 200, "the white corner is now at the upper right"
    assert not dict(image.getexif())
    assert b"SECRET" not in picture.data and b"Exif" not in picture.data


def test_same_picture_gives_same_bytes():
    data = photo()
    assert pictures.checked(data) == pictures.checked(data)


def bomb() -> bytes:
    """A PNG of a few bytes that claims 100,000 × 100,000 pixels."""
    data = bytearray(photo("PNG", (8, 8)))
    data[16:24] = (100_000).to_bytes(4, "big") * 2
    data[29:33] = zlib.crc32(bytes(data[12:29])).to_bytes(4, "big")
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "ไฟล์ว่าง"),
        ("ข้อความธรรมดาในชื่อ .jpg".encode(), "ไม่ใช่ภาพ"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "ไม่ใช่ภาพ"),
        (photo("GIF"), "GIF"),
        (photo("BMP"), "ไม่ใช่ภาพ"),
        (photo("TIFF"), "ไม่ใช่ภาพ"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", "HEIC"),
        (b"%PDF-1.7 ...", "PDF"),
        (photo(size=(600, 600))[:2000], "ไม่ครบ"),
        (b"\xff\xd8\xff\xe0" + b"text that only begins like a JPEG" * 9, "ไม่ครบ"),
        (bomb(), "ล้านพิกเซล"),
        (photo() + b"\0" * pictures.MOST_BYTES, "25 MB"),
    ],
    ids=["empty", "text", "svg", "gif", "bmp", "tiff", "heic", "pdf", "cut", "fake", "bomb", "big"],
)
def test_what_is_no_photograph_is_refused_with_a_reason(data, reason):
    with pytest.raises(Refused) as refused:
        pictures.checked(data)
    assert reason in refused.value.reason


def test_cut_file_is_refused_also_when_another_library_lets_it_pass(monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    with pytest.raises(Refused, match="ไม่ครบ"):
        pictures.checked(photo(size=(600, 600))[:2000])
    assert ImageFile.LOAD_TRUNCATED_IMAGES is True
