"""A PNG or JPEG of the emblem, drawn anew: its pixels alone, without margins."""

import warnings
from io import BytesIO

from PIL import Image, ImageChops

from cdd_network.refusal import Refused
from cdd_network.uploads import EMBLEM

MOST_PIXELS = EMBLEM.most_pixels
NARROWEST = 1 / 20
"""Share of a picture's longer side that the other must have."""
TALLEST = 1200
"""Pixels: a 3 cm Garuda at 1,000 dots an inch needs no more."""
_ENDS = {"PNG": b"IEND\xaeB`\x82", "JPEG": b"\xff\xd9"}
_STRIP = 1_000_000
"""Pixels that are looked at together when the ink is sought: memory stays that of the picture."""
_PAPER = 12
"""A scanned white is seldom 255: what differs from it by less is paper."""
_BROKEN = (
    OSError,
    ValueError,
    SyntaxError,
    Image.DecompressionBombWarning,
    Image.DecompressionBombError,
)


def redrawn(data: bytes) -> bytes:
    """A PNG of our own making, at most 1,200 pixels tall, cut to what is drawn.

    Raises Refused for a file that is broken, too large or blank.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            drawn = _drawn(data)
    except _BROKEN as error:
        raise Refused("ภาพตราครุฑต้องเป็นไฟล์ PNG หรือ JPEG ที่เปิดดูได้ครบทั้งภาพ") from error
    drawn.thumbnail((TALLEST, TALLEST))
    buffer = BytesIO()
    drawn.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _drawn(data: bytes) -> Image.Image:
    with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise ValueError("too many pixels")
        # Pillow may be set to fill up cut-off pictures in this process, so look at the end.
        if _ENDS[picture.format] not in data[len(data) // 2 :]:
            raise ValueError("cut off")
        if min(picture.size) < max(picture.size) * NARROWEST:
            raise Refused("ภาพตราครุฑมีสัดส่วนที่ใช้พิมพ์ไม่ได้ โปรดตัดภาพให้พอดีกับตรา")
        whole = picture.convert("RGBA")
    rows = max(1, _STRIP // whole.width)
    boxes = [_ink(whole, top, rows) for top in range(0, whole.height, rows)]
    sides = list(zip(*filter(None, boxes), strict=True))
    if not sides:
        raise Refused("ภาพตราครุฑนี้ว่างเปล่า ไม่มีส่วนที่มองเห็นบนกระดาษขาว")
    left, top, right, foot = sides
    return whole.crop((min(left), min(top), max(right), max(foot)))


def _ink(whole: Image.Image, top: int, rows: int) -> tuple[int, int, int, int] | None:
    """The box of what is seen on white paper in ``rows`` rows from ``top``; None without any."""
    strip = whole.crop((0, top, whole.width, min(top + rows, whole.height)))
    seen = Image.new("RGBA", strip.size, "white")
    seen.alpha_composite(strip)
    paper = Image.new("L", strip.size, 255)
    ink = ImageChops.difference(seen.convert("L"), paper).point(lambda v: 255 * (v > _PAPER))
    box = ink.getbbox()
    return box and (box[0], box[1] + top, box[2], box[3] + top)
