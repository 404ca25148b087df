"""A PNG or JPEG of the emblem, drawn anew: its pixels alone, without margins."""

import warnings
from io import BytesIO

from PIL import Image, ImageChops

from cdd_network.refusal import Refused

MOST_PIXELS = 40_000_000
TALLEST = 1200
"""Pixels: a 3 cm Garuda at 1,000 dots an inch needs no more."""
_ENDS = {"PNG": b"IEND\xaeB`\x82", "JPEG": b"\xff\xd9"}
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
        whole = picture.convert("RGBA")
    seen = Image.new("RGBA", whole.size, "white")
    seen.alpha_composite(whole)
    paper = Image.new("L", whole.size, 255)
    ink = ImageChops.difference(seen.convert("L"), paper).point(lambda v: 255 * (v > _PAPER))
    box = ink.getbbox()
    if box is None:
        raise Refused("ภาพตราครุฑนี้ว่างเปล่า ไม่มีส่วนที่มองเห็นบนกระดาษขาว")
    return whole.crop(box)
