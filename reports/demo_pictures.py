"""Pictures of the demonstration: drawn, and saying so on their face. No real person's is shipped."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from fontpkg import path as font_path
from PIL import Image, ImageDraw, ImageFont

from reports.actions.photos import add_photo
from reports.demo_texts import CAPTIONS

if TYPE_CHECKING:
    from cdd_network.models import User
    from reports.models import SummaryReport


def attach(report: SummaryReport, *, warm: bool, by: User) -> None:
    """The six pictures of the three days with their captions."""
    for number, caption in enumerate(CAPTIONS, start=1):
        data = draw_picture(number, caption, warm=warm)
        add_photo(report=report, data=data, caption=caption, by=by)


def draw_picture(number: int, caption: str, *, warm: bool) -> bytes:
    """A plain drawn JPEG that says it stands for a photograph."""
    sky, land = ((236, 224, 205), (178, 140, 96)) if warm else ((214, 228, 232), (112, 142, 110))
    image = Image.new("RGB", (1280, 853), sky)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 560 + 12 * number, 1280, 853), fill=land)
    for person in range(5 + number):
        x = 90 + person * 1100 // (4 + number)
        draw.ellipse((x, 430, x + 60, 490), fill=(90, 70, 60))
        draw.rounded_rectangle((x - 20, 495, x + 80, 660), 24, fill=(70 + 20 * number, 90, 120))
    font = str(font_path("sarabun", weight=600))
    draw.text((60, 60), f"ภาพตัวอย่างที่ {number}", (60, 50, 40), ImageFont.truetype(font, 64))
    draw.text((60, 150), caption, (60, 50, 40), ImageFont.truetype(font, 44))
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=85)
    return buffer.getvalue()
