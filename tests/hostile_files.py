"""Files made to hurt or to deceive, small to make; each with what every reader must say to it: no.

``python -m tests.hostile_files`` hands each to every reader, one by one, and prints what became of
it as JSON: ``read`` (what was taken, and must not have been), ``peak_mib`` (by how much the process
grew at its highest), ``seconds`` (the slowest file's) and ``files``.
"""

import gc
import io
import json
import struct
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from PIL import Image

from cdd_network.emblem import clean_emblem
from cdd_network.refusal import Refused
from cdd_network.workbook_reading import read_table
from reports import pictures
from tests import workbooks

Reader = Callable[[bytes], object]
READERS: dict[str, Reader] = {
    "photo": pictures.checked,
    "emblem": clean_emblem,
    "workbook": lambda data: read_table(data, bool),
}


def pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A PDF of these objects, the first its catalogue."""
    body = b"%PDF-1.7\n"
    for number, one in enumerate(objects, start=1):
        body += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    return body + b"trailer<</Root 1 0 R/Size 9%s>>\n%%%%EOF\n" % trailer


def packed(*layers: int) -> bytes:
    """A stream of noughts, compressed once for each layer."""
    data = b"\0" * layers[0]
    for _ in layers:
        data = zlib.compress(data, 9)
    return data


def pdfs() -> Iterator[tuple[str, bytes]]:
    """Nobody asks for a PDF anywhere: each of them is refused at every field."""
    pages = b"<</Type/Pages/Count 1/Kids[3 0 R]>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"
    yield (
        "pdf-javascript",
        pdf(
            b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>",
            pages,
            page,
        ),
    )
    yield (
        "pdf-launch",
        pdf(b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/Launch/F(cmd.exe)>>>>", pages, page),
    )
    yield (
        "pdf-embedded",
        pdf(b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles 4 0 R>>>>", pages, page),
    )
    bomb = packed(40_000_000, 1, 1)
    yield "pdf-nested-streams", pdf(
        b"<</Type/Catalog/Pages 2 0 R>>", pages, page,
        b"<</Filter[/FlateDecode/FlateDecode/FlateDecode]/Length %d>>stream\n%s\nendstream"
        % (len(bomb), bomb),
    )  # fmt: skip
    kids = b"3 0 R " * 100_000
    yield (
        "pdf-100000-pages",
        pdf(
            b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 100000/Kids[%s]>>" % kids, page
        ),
    )
    yield (
        "pdf-huge-box",
        pdf(b"<</Type/Catalog/Pages 2 0 R>>", pages, page.replace(b"595 842", b"9e9 9e9")),
    )
    yield (
        "pdf-encrypted",
        pdf(
            b"<</Type/Catalog/Pages 2 0 R>>",
            pages,
            page,
            trailer=b"/Encrypt<</Filter/Standard/V 5>>",
        ),
    )
    yield "pdf-zip", pdf(b"<</Type/Catalog>>") + zipped({"a.txt": b"a"})


def zipped(parts: dict[str, bytes]) -> bytes:
    """A ZIP of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def image(kind: str, size: tuple[int, int] = (64, 48)) -> bytes:
    """A small picture."""
    buffer = io.BytesIO()
    Image.new("RGB", size, "navy").save(buffer, kind)
    return buffer.getvalue()


def png_claiming(width: int, height: int) -> bytes:
    """A PNG whose head claims a size and whose data are a few bytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        whole = name + data
        return struct.pack(">I", len(data)) + whole + struct.pack(">I", zlib.crc32(whole))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0" * 1_000_000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def others() -> Iterator[tuple[str, bytes]]:
    """Archives, pictures that are none, and what comes by mistake."""
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">%s</svg>'
    yield "svg-script", svg % b"<script>alert(1)</script>"
    yield "svg-entities", b'<!DOCTYPE s [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + svg % b"&b;"
    yield "svg-outside", svg % b'<image href="http://example.com/a.png" width="9" height="9"/>'
    yield "zip-in-zip", zipped({"a.zip": zipped({"b.zip": zipped({"c": b"\0" * 10_000_000})})})
    yield "xlsx-in-xlsx", zipped({"xl/workbook.xml": b"<a/>", "xl/a.xlsx": zipped({"a": b"a"})})
    yield (
        "xlsx-bomb",
        zipped({"xl/workbook.xml": b"<a/>", "xl/worksheets/sheet1.xml": b"\0" * 90_000_000}),
    )
    yield "gifar", image("GIF") + zipped({"A.class": b"\xca\xfe\xba\xbe"})
    yield "png-60000", png_claiming(60_000, 60_000)
    yield "png-too-little", png_claiming(4000, 4000)
    yield "jpeg-truncated", image("JPEG", (900, 700))[:900]
    yield "empty", b""
    yield "heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 5000
    yield "html", b"<!doctype html><script>alert(1)</script>"
    yield "exe", b"MZ" + b"\0" * 5000
    yield "25 MB of noughts", b"\0" * (pictures.MOST_BYTES + 1)


STATUS, CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")


def memory(what: str) -> float:
    """MiB of this process: «VmRSS» now, «VmHWM» at its highest since the kernel was told to forget."""
    return int(STATUS.read_text().partition(f"{what}:")[2].split()[0]) / 1024


def jpeg_html() -> bytes:
    """A JPEG that is a page too, in its comment and after its end; a picture for all that."""
    page = b"<html><script>alert(1)</script></html>"
    plain = image("JPEG")
    comment = b"\xff\xfe" + struct.pack(">H", len(page) + 2) + page
    return plain[:2] + comment + plain[2:] + page + zipped({"a": b"a"})


def jpeg_with_exif(megabytes: int) -> bytes:
    """A JPEG behind so many megabytes of application data."""
    plain, part = image("JPEG"), b"Exif\0\0" + b"\0" * 65_000
    block = b"\xff\xe1" + struct.pack(">H", len(part) + 2) + part
    return plain[:2] + block * (megabytes * 1_000_000 // len(block)) + plain[2:]


def told() -> dict[str, object]:
    """Hand every file to every reader."""
    # What is wrong in the rows of a workbook is told by its form, not here: these are weighed alone.
    bombs = {name: data for name, (data, _) in workbooks.hostile().items()}
    files, taken, slowest = [*pdfs(), *others(), *bombs.items()], [], 0.0
    gc.collect()
    CLEAR.write_text("5")
    before = memory("VmRSS")
    for name, data in files:
        for reader, read in READERS.items():
            began = time.process_time()
            try:
                read(data)
                taken += [] if name in bombs else [f"{reader}: {name}"]
            except Refused:
                pass
            slowest = max(slowest, time.process_time() - began)
    return {
        "read": taken,
        "files": len(files),
        "peak_mib": round(memory("VmHWM") - before, 1),
        "seconds": round(slowest, 2),
        **_polyglot(),
    }


def _polyglot() -> dict[str, object]:
    """What is a picture besides comes out as its pixels alone."""
    made = pictures.checked(jpeg_html())
    drawn = pictures.checked(jpeg_with_exif(20))
    try:
        pictures.checked(jpeg_with_exif(40))
        forty = "taken"
    except Refused as refused:
        forty = refused.reason
    clean = all(mark not in made.data + made.small for mark in (b"<html", b"script", b"PK"))
    return {"clean": clean, "exif_left": b"Exif" in drawn.data, "exif_40_mb": forty}


if __name__ == "__main__":
    print(json.dumps(told(), ensure_ascii=False))
