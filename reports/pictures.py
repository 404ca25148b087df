"""Photographs as they come from phones → one kind of JPEG: upright, small, without EXIF.

The kind is told by the bytes, never by the name. Faults are Thai sentences that say what to do.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import threading
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image, ImageFile

from cdd_network.refusal import Refused
from cdd_network.uploads import PHOTO

MOST_BYTES = PHOTO.most_bytes
MOST_JPEG_PIXELS = PHOTO.most_pixels
MOST_PIXELS = MOST_JPEG_PIXELS // 2
"""A JPEG is decoded small, so it may be larger than the kinds that are decoded whole."""
MOST_AT_ONCE = PHOTO.at_once
LONGEST_SIDE = 1600
QUALITY = 82
SMALL_SIDE = 900
"""Longest side of the small copy for pages and print: 230 dots an inch on 99 mm of paper."""
SMALL_QUALITIES = (76, 62, 48, 34)
MOST_SMALL_BYTES = 200 * 1024
"""Six of them and the fonts stay under the 1.5 MB that a district's link carries in a moment."""
FORMATS = ("JPEG", "PNG", "WEBP")

_JPEG = b"\xff\xd8\xff"
_HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1")
_DECODING = threading.Lock()
_BROKEN = "ภาพนี้เสียหรือส่งมาไม่ครบ เปิดไม่ได้ โปรดเลือกภาพใหม่หรือบันทึกภาพอีกครั้ง"


@dataclass(frozen=True)
class Picture:
    """A checked JPEG, its size in pixels and a small copy of it, at most 900 px and 200 KB.

    The same picture gives the same bytes and SHA-256.
    """

    data: bytes
    small: bytes
    width: int
    height: int
    sha256: str

    @property
    def size(self) -> int:
        """Bytes of both."""
        return len(self.data) + len(self.small)


def checked(data: bytes) -> Picture:
    """The picture in ``data`` as our JPEG, at most 1,600 px; raises Refused with a Thai reason."""
    _refuse_by_first_bytes(data)
    try:
        with _DECODING, _whole_files_only(), warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            # Odd tags in a phone's file are no fault of the picture.
            warnings.filterwarnings("ignore", category=UserWarning)
            small = _upright_small(data)
    except Refused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError):
        raise Refused(_too_many_pixels(_most_pixels(data))) from None
    except Exception:  # a broken file makes Pillow raise errors of many kinds
        raise Refused(_BROKEN) from None
    return _encoded(small)


@contextlib.contextmanager
def _whole_files_only() -> Iterator[None]:
    """Pillow refuses a cut-off file, also after WeasyPrint told it to fill the rest with grey.

    The switch is the whole process's, as Python's warnings are: held by one thread at a time under
    ``_DECODING``, which also keeps two large pictures from being in memory together.
    """
    told = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = told


def _most_pixels(data: bytes) -> int:
    return MOST_JPEG_PIXELS if data.startswith(_JPEG) else MOST_PIXELS


def _too_many_pixels(most: int) -> str:
    return f"ภาพมีขนาดเกิน {most // 1_000_000} ล้านพิกเซล โปรดลดขนาดภาพก่อนแนบ"


def _refuse_by_first_bytes(data: bytes) -> None:
    if not data:
        raise Refused("ไฟล์ว่าง ไม่มีข้อมูลภาพ โปรดเลือกไฟล์อื่น")
    if len(data) > MOST_BYTES:
        raise Refused(f"ไฟล์ใหญ่เกิน {MOST_BYTES // 1024 // 1024} MB โปรดลดขนาดภาพก่อนแนบ")
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS:
        raise Refused(
            "ภาพเป็นชนิด HEIC ของ iPhone ซึ่งระบบเปิดไม่ได้ ภาพที่ถ่ายไว้แล้ว ให้ส่งเข้า LINE แล้วบันทึกกลับมา "
            "จะได้ภาพ JPEG ส่วนภาพที่จะถ่ายต่อไป ให้ตั้งค่าที่ การตั้งค่า > กล้อง > รูปแบบ > ใช้ร่วมกันได้มากที่สุด"
        )
    if data[:6] in (b"GIF87a", b"GIF89a"):
        raise Refused("ภาพเป็นชนิด GIF โปรดบันทึกเป็น JPEG หรือ PNG ก่อนแนบ")
    if data[:5] == b"%PDF-":
        raise Refused("ไฟล์นี้เป็นเอกสาร PDF ไม่ใช่ภาพ โปรดแนบภาพถ่ายชนิด JPEG หรือ PNG")
    webp = data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    if not (data.startswith((_JPEG, b"\x89PNG\r\n\x1a\n")) or webp):
        raise Refused("ไฟล์นี้ไม่ใช่ภาพที่ระบบเปิดได้ โปรดแนบภาพชนิด JPEG PNG หรือ WebP")


def _upright_small(data: bytes) -> Image.Image:
    """RGB picture of at most 1,600 px, turned as the camera says."""
    with Image.open(io.BytesIO(data), formats=FORMATS) as image:
        most = _most_pixels(data)
        if image.width * image.height > most:
            raise Refused(_too_many_pixels(most))
        # A JPEG is decoded at a half, a quarter or an eighth, which saves memory and time.
        image.draft(None, (LONGEST_SIDE, LONGEST_SIDE))
        image.load()
        turn = _orientation(image)
        small = _blendable(image)
        # Before anything else is made of it: each copy of a whole picture is 100 MB.
        small.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
        flat = _flat_rgb(small)
    # On a new sheet: whatever the file said besides its pixels stays behind.
    clean = Image.new("RGB", flat.size)
    clean.paste(flat)
    if turn in _TURNS:
        clean = clean.transpose(_TURNS[turn])
    return clean


_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def _orientation(image: Image.Image) -> int:
    """EXIF orientation 1 to 8; 1 when it cannot be read, for the picture counts more."""
    try:
        return int(image.getexif().get(0x0112, 1))
    except Exception:
        return 1


def _blendable(image: Image.Image) -> Image.Image:
    """The picture in a mode whose pixels may be averaged: no palette, no key colour, no bits."""
    if image.mode.startswith("I;16"):
        return image.convert("I")
    if "transparency" in image.info or image.mode == "PA":
        return image.convert("RGBA")
    return image.convert({"P": "RGB", "1": "L"}[image.mode]) if image.mode in ("P", "1") else image


def _flat_rgb(image: Image.Image) -> Image.Image:
    """RGB; what was transparent becomes white paper."""
    if image.mode == "I":
        return image.point(lambda value: value / 256).convert("L").convert("RGB")
    if "A" in image.getbands():
        image = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, "white")
        return Image.alpha_composite(paper, image).convert("RGB")
    return image.convert("RGB")


def _encoded(image: Image.Image) -> Picture:
    data = _jpeg(image, QUALITY)
    image_size = image.size
    image.thumbnail((SMALL_SIDE, SMALL_SIDE), Image.Resampling.LANCZOS)
    return Picture(data, _small(image), *image_size, hashlib.sha256(data).hexdigest())


def _small(image: Image.Image) -> bytes:
    """The best quality that keeps within the small copy's bytes."""
    for quality in SMALL_QUALITIES:
        data = _jpeg(image, quality)
        if len(data) <= MOST_SMALL_BYTES:
            break
    return data


def _jpeg(image: Image.Image, quality: int) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=quality, optimize=True)
    return buffer.getvalue()
