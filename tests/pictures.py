"""Small pictures for tests."""

from io import BytesIO

from PIL import Image


def jpeg(
    colour: tuple[int, int, int] = (120, 140, 90), size: tuple[int, int] = (640, 480)
) -> bytes:
    """A plain JPEG of one colour; another colour gives other bytes."""
    buffer = BytesIO()
    Image.new("RGB", size, colour).save(buffer, "JPEG")
    return buffer.getvalue()
