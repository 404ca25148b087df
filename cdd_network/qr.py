"""QR codes as standalone SVG pictures, for papers and pages."""

from functools import lru_cache
from itertools import groupby

import qrcode
from qrcode.constants import ERROR_CORRECT_M

SIDE_MM = 25
QUIET_ZONE = 4  # modules, as ISO/IEC 18004 asks


@lru_cache(maxsize=256)  # some 5 KB and 10 ms each; a hall looks at the same one all day
def svg(text: str) -> bytes:
    """The QR of ``text``: black on white, quiet zone included, 25 mm square unless set otherwise.

    Error correction M (15 %). The same text gives the same bytes. Raises ValueError for an empty
    text and for one too long for a QR (about 2,300 letters).
    """
    if not text:
        raise ValueError("a QR needs a text")
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=QUIET_ZONE)
    code.add_data(text)
    rows = code.get_matrix()
    side = len(rows)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{SIDE_MM}mm" height="{SIDE_MM}mm"'
        f' viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<rect width="{side}" height="{side}" fill="#fff"/>'
        f'<path fill="#000" d="{_path(rows)}"/></svg>'
    ).encode()


def _path(rows: list[list[bool]]) -> str:
    """One rectangle for each run of dark modules in a row."""
    parts = []
    for y, row in enumerate(rows):
        x = 0
        for dark, run in groupby(row):
            width = len(list(run))
            if dark:
                parts.append(f"M{x} {y}h{width}v1h-{width}z")
            x += width
    return "".join(parts)
