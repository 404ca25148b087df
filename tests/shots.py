"""Pictures as large and as full of detail as a telephone takes them, made in a moment."""

import io

from PIL import Image

TWELVE = (4000, 3000)
"""Twelve megapixels."""
ORIENTATION = 0x0112


def detailed(size: tuple[int, int], seed: int = 0) -> Image.Image:
    """Coarse and fine noise over a slope: harder to compress than most photographs."""
    wide, high = size
    layers = [
        Image.effect_noise((wide // 8 + seed, high // 8), 90),
        Image.linear_gradient("L"),
        Image.effect_noise((wide // 3, high // 3), 60),
    ]
    return Image.merge("RGB", [one.resize(size, Image.Resampling.BICUBIC) for one in layers])


def shot(
    kind: str = "JPEG", size: tuple[int, int] = TWELVE, seed: int = 0, mode: str = "RGB", **save
) -> bytes:
    """Such a picture as a file of ``kind``."""
    buffer = io.BytesIO()
    if kind == "PNG":
        save.setdefault("compress_level", 1)
    detailed(size, seed).convert(mode).save(buffer, kind, **save)
    return buffer.getvalue()


def turned(data: bytes, orientation: int) -> bytes:
    """The JPEG as a telephone held otherwise writes it: pixels lie, EXIF says how they stand."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    buffer = io.BytesIO()
    with Image.open(io.BytesIO(data)) as image:
        image.save(buffer, "JPEG", exif=exif, quality=90)
    return buffer.getvalue()
