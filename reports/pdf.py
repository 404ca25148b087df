"""HTML to PDF. The only module that imports WeasyPrint.

Everything a document may reach stands in ``render()``'s arguments or in this package: the letters'
stylesheet, the Sarabun fonts and the pictures given as ``files``. No file, no network.
"""

import hashlib
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files as package_files
from pathlib import Path

from weasyprint import CSS, HTML
from weasyprint.css.counters import CounterStyle
from weasyprint.document import Document
from weasyprint.text.fonts import FontConfiguration, get_hb_object_data
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from reports import pdf_text

STYLESHEET = Path(__file__).resolve().parent.parent / "static" / "letters" / "letter.css"
FACES = (
    ("Sarabun-Regular.ttf", 400, "normal"),
    ("Sarabun-Italic.ttf", 400, "italic"),
    ("Sarabun-Bold.ttf", 700, "normal"),
    ("Sarabun-BoldItalic.ttf", 700, "italic"),
)
_FONTS = package_files("fontpkg_sarabun") / "files"
# Relative addresses stay relative under this base and are then refused, not skipped with a log line.
_BASE = "asset:"


class PdfError(Exception):
    """A document that cannot be set: a missing or broken picture, or a foreign address."""


@dataclass(frozen=True)
class Pdf:
    """A finished PDF: its bytes and number of pages."""

    data: bytes
    pages: int

    @cached_property
    def sha256(self) -> str:
        """Hex SHA-256 of the bytes."""
        return hashlib.sha256(self.data).hexdigest()


class _Fetcher(URLFetcher):
    """Serves ``asset:NAME`` from ``files`` and ``font:FILE`` from our faces; refuses the rest."""

    def __init__(self, files: Mapping[str, bytes]):
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
        self._files = files

    def fetch(self, url, headers=None):
        scheme, _, name = url.partition(":")
        if scheme == "asset" and name in self._files:
            return URLFetcherResponse(url, self._files[name], {"Content-Type": _mime(name)})
        if scheme == "font" and name in {face[0] for face in FACES}:
            return URLFetcherResponse(url, (_FONTS / name).read_bytes())
        raise ValueError(f"refused address {url[:120]!r}")


def _mime(name: str) -> str:
    kinds = {"svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg"}
    return kinds.get(name.rpartition(".")[2].lower(), "application/octet-stream")


class _Press:
    """Fonts and parsed stylesheets of this process, made once and reused for every document."""

    def __init__(self):
        self.lock = threading.RLock()
        self.fonts = FontConfiguration()
        self.counters = CounterStyle()
        self._faces = self._parse("".join(_face_rule(*face) for face in FACES))
        self._letter: tuple[int, CSS] | None = None

    def _parse(self, text: str) -> CSS:
        return CSS(
            string=text,
            base_url=_BASE,
            url_fetcher=_Fetcher({}),
            font_config=self.fonts,
            counter_style=self.counters,
        )

    def stylesheets(self) -> list[CSS]:
        """Faces and the letters' stylesheet, read again when its file has changed."""
        changed = STYLESHEET.stat().st_mtime_ns
        if self._letter is None or self._letter[0] != changed:
            self._letter = (changed, self._parse(STYLESHEET.read_text(encoding="utf-8")))
        return [self._faces, self._letter[1]]


def _face_rule(file: str, weight: int, style: str) -> str:
    return (
        f"@font-face{{font-family:Sarabun;src:url(font:{file});"
        f"font-weight:{weight};font-style:{style}}}"
    )


_press: _Press | None = None


def _get_press() -> _Press:
    global _press
    if _press is None:
        _press = _Press()
    return _press


def render(html: str, *, files: Mapping[str, bytes] | None = None) -> Pdf:
    """Set ``html`` as a tagged PDF; the same input gives the same bytes.

    ``files`` are the only things its ``asset:NAME`` addresses can reach. Raises PdfError when a
    picture is missing or broken, or when an address leads anywhere else.
    """
    press = _get_press()
    with press.lock:
        try:
            document = _lay_out(press, html, files or {})
            return Pdf(data=_write(document), pages=len(document.pages))
        except FatalURLFetchingError as error:
            raise PdfError(f"The document cannot be set: {error.__cause__ or error}.") from error


def _lay_out(press: _Press, html: str, files: Mapping[str, bytes]) -> Document:
    pictures: dict = {}
    document = HTML(string=html, base_url=_BASE, url_fetcher=_Fetcher(files)).render(
        font_config=press.fonts,
        counter_style=press.counters,
        stylesheets=press.stylesheets(),
        cache=pictures,
    )
    broken = sorted(url for url, picture in pictures.items() if picture is None)
    if broken:
        raise PdfError(f"The document cannot be set: unreadable pictures {', '.join(broken)}.")
    return document


def _write(document: Document) -> bytes:
    return document.write_pdf(finisher=_finish, pdf_tags=True, pdf_identifier=True)


def _finish(document: Document, pdf) -> None:
    """Make the text layer exact, see ``pdf_text``."""
    pdf_text.repair(
        document.fonts.values(), pdf, source=lambda font: get_hb_object_data(font.hb_face)
    )
