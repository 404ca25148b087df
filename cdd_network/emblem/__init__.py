"""The office's own drawing of the State's emblem: checked, cleaned, and stored as we made it.

The emblem itself is never ours: an office uploads its official drawing once, as SVG, PNG or JPEG.
"""

import hashlib

from cdd_network.emblem import raster, svg
from cdd_network.refusal import Refused
from cdd_network.uploads import EMBLEM

MOST_BYTES = EMBLEM.most_bytes
_MARKS = {b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG"}
_MIME = {"png": "image/png", "svg": "image/svg+xml"}


def clean_emblem(data: bytes) -> bytes:
    """The drawing as an SVG or PNG of our own making, without its empty margins.

    Raises Refused with a Thai sentence that says what is wrong with the file.
    """
    if len(data) > MOST_BYTES:
        raise Refused(f"ภาพตราครุฑต้องมีขนาดไม่เกิน {EMBLEM.most_mb} MB")
    if data.startswith(tuple(_MARKS)):
        return raster.redrawn(data)
    if data.startswith(b"\x1f\x8b"):
        raise Refused("ภาพตราครุฑเป็น SVG ที่บีบอัด (.svgz) โปรดบันทึกใหม่เป็น SVG ธรรมดา")
    if b"<svg" in data or "<svg".encode("utf-16-le") in data or "<svg".encode("utf-16-be") in data:
        return svg.clean_svg(data)
    raise Refused("ภาพตราครุฑต้องเป็นไฟล์ SVG, PNG หรือ JPEG ที่เปิดดูได้ครบทั้งภาพ")


def ending(stored: bytes) -> str:
    """«svg» or «png»: the kind of a stored drawing, told by its bytes."""
    return "svg" if stored.startswith(b"<svg") else "png"


def mime(stored: bytes) -> str:
    """Content type of a stored drawing."""
    return _MIME[ending(stored)]


def digest(stored: bytes) -> str:
    """Hex SHA-256: the name of these bytes for a browser that keeps them."""
    return hashlib.sha256(stored).hexdigest()
