"""HTML to PDF. The only module that imports WeasyPrint.

Everything a document may reach stands in ``render()``'s arguments or in this package: the letters'
stylesheet, the fonts (``typeface``) and the pictures given as ``files``. No file, no network.
"""

import atexit
import gc
import hashlib
import logging
import os
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote

from weasyprint import CSS, HTML, Attachment
from weasyprint.css.counters import CounterStyle
from weasyprint.document import Document
from weasyprint.logger import LOGGER
from weasyprint.text.fonts import FontConfiguration, get_hb_object_data
from weasyprint.text.line_break import get_log_attrs
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from reports import pdf_archive, pdf_text, thai_layout, typeface, whole

STYLESHEET = Path(__file__).resolve().parent.parent / "static" / "letters" / "letter.css"
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
    """Serves ``asset:NAME`` from ``files``; refuses the rest and remembers what it refused."""

    def __init__(self, files: Mapping[str, bytes]):
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
        self._files = files
        self.refused: list[str] = []

    def fetch(self, url, headers=None):
        scheme, _, name = unquote(url).partition(":")
        if scheme == "asset" and name in self._files:
            return URLFetcherResponse(url, self._files[name], {"Content-Type": _mime(name)})
        self.refused.append(url[:120])
        raise ValueError(f"refused address {url[:120]!r}")


class _FontFetcher(URLFetcher):
    """Serves ``font:WEIGHT-STYLE`` from the typeface, to our own stylesheet alone."""

    def __init__(self, type_: typeface.Typeface):
        super().__init__(fail_on_errors=True)
        self._typeface = type_

    def fetch(self, url, headers=None):
        return URLFetcherResponse(url, self._typeface.read(url))


class _Faults(logging.Handler):
    """Collects pictures that WeasyPrint could not use and only writes to its log."""

    def __init__(self):
        super().__init__(logging.ERROR)
        self.found: list[str] = []

    def emit(self, record):
        message = record.getMessage()
        if message.startswith("Failed to"):
            self.found.append(message)

    def __enter__(self):
        LOGGER.addHandler(self)
        return self

    def __exit__(self, *_):
        LOGGER.removeHandler(self)


def _mime(name: str) -> str:
    kinds = {"svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg"}
    return kinds.get(name.rpartition(".")[2].lower(), "application/octet-stream")


class _Press:
    """Fonts, colours and parsed stylesheets of this process, made once and used for every document."""

    def __init__(self):
        self.lock = threading.RLock()
        self.fonts = FontConfiguration()
        self.counters = CounterStyle()
        self.colours = pdf_archive.ColourProfile()
        type_ = typeface.chosen()
        self._faces = self._parse(type_.faces, _FontFetcher(type_))
        self._size = self._parse(type_.rule, _Fetcher({}))
        self._letter: tuple[int, CSS] | None = None

    def _parse(self, text: str, fetcher: URLFetcher) -> CSS:
        return CSS(
            string=text,
            base_url=_BASE,
            url_fetcher=fetcher,
            font_config=self.fonts,
            counter_style=self.counters,
        )

    def stylesheets(self) -> list[CSS]:
        """Faces, the letters' stylesheet (read again when its file has changed), family and size."""
        changed = STYLESHEET.stat().st_mtime_ns
        if self._letter is None or self._letter[0] != changed:
            text = STYLESHEET.read_text(encoding="utf-8")
            self._letter = (changed, self._parse(text, _Fetcher({})))
        return [self._faces, self._letter[1], self._size]


_press: _Press | None = None


def _get_press() -> _Press:
    global _press
    if _press is None:
        _press = _Press()
    return _press


def _leave_press() -> None:
    """In a forked child: make an own press, and leave the parent its folder of fonts."""
    global _press
    if _press is not None:
        _press.fonts._folder = None  # else the child's end removes the files under the parent
        _press = None


def _close_press() -> None:
    """At the end, while Pango can still be reached: free the fonts and their folder."""
    global _press
    _press = None
    gc.collect()  # documents refer to their fonts in circles


os.register_at_fork(after_in_child=_leave_press)
atexit.register(_close_press)


def render(html: str, *, files: Mapping[str, bytes] | None = None, facts: str = "") -> Pdf:
    """Set ``html`` as a tagged PDF/A-3u; the same input gives the same bytes.

    ``files`` are the only things its ``asset:NAME`` addresses can reach; ``facts`` (JSON) are
    attached as facts.json. Raises PdfError when a picture is missing or broken, or when an address
    leads anywhere else.
    """
    press = _get_press()
    fetcher = _Fetcher(files or {})
    with press.lock, _Faults() as faults:
        try:
            document = _lay_out(press, html, fetcher)
            data = _write(press, document, facts)
        except FatalURLFetchingError as error:
            raise PdfError(f"The document cannot be set: {error.__cause__ or error}.") from error
    if fetcher.refused or faults.found:
        reasons = [f"refused address {url!r}" for url in fetcher.refused] + faults.found
        raise PdfError(f"The document cannot be set: {'; '.join(reasons)}.")
    return Pdf(data=data, pages=len(document.pages))


def lay_out(html: str, *, files: Mapping[str, bytes] | None = None) -> list:
    """Page boxes of ``html`` as ``render`` would write them, for ``measure``."""
    press = _get_press()
    with press.lock:
        document = _lay_out(press, html, _Fetcher(files or {}))
    return [page._page_box for page in document.pages]


def _lay_out(press: _Press, html: str, fetcher: _Fetcher) -> Document:
    """Pages of the document, catchwords hung onto them, not yet written."""
    source = HTML(string=html, base_url=_BASE, url_fetcher=fetcher)
    whole.hold(source.etree_element, _breaks)
    document = _pages(press, source)
    body = source.etree_element.find("body")
    if body is not None and "data-closer" in body.attrib:
        document = _closer(press, source, document)
    if body is not None and "data-catchword" in body.attrib and len(document.pages) > 1:
        _hang_catchwords(press, document, source)
    return document


def _breaks(text: str) -> list[bool]:
    """Before which letters Pango may break a line."""
    found = get_log_attrs(text, "th")
    return [bool(found[at].is_line_break) for at in range(len(text))]


def _pages(press: _Press, source: HTML) -> Document:
    return source.render(
        font_config=press.fonts,
        counter_style=press.counters,
        stylesheets=press.stylesheets(),
    )


def _closer(press: _Press, source: HTML, document: Document) -> Document:
    """Where an ending stands alone on the last page: set closer, by the first way that helps.

    ``data-closer`` names the ways, classes of the body. One that helps nothing changes nothing.
    """
    body = source.etree_element.find("body")
    usual = body.get("class")
    for way in body.get("data-closer").split():
        if not thai_layout.ends_alone([page._page_box for page in document.pages]):
            return document
        body.set("class", f"{usual} {way}")
        tried = _pages(press, source)
        if not thai_layout.ends_alone([page._page_box for page in tried.pages]):
            return tried
    body.set("class", usual)
    return document


def _hang_catchwords(press: _Press, document: Document, source: HTML) -> None:
    """Lay the catchwords out on empty pages and move their boxes; the text is set only once."""
    boxes = [page._page_box for page in document.pages]
    words = thai_layout.catchwords(boxes)
    if not words:
        return
    styles = "".join(style.text or "" for style in source.etree_element.iter("style"))
    html = thai_layout.companion(boxes, words, styles)
    empty = HTML(string=html, base_url=_BASE, url_fetcher=source.url_fetcher)
    for box, page in zip(boxes, _pages(press, empty).pages, strict=False):
        feet = [
            b for b in page._page_box.children if getattr(b, "at_keyword", "") == "@bottom-right"
        ]
        box.children = [*box.children, *feet]


def _write(press: _Press, document: Document, facts: str) -> bytes:
    document.fonts = pdf_text.Fonts(_whole_font)
    document.color_profiles["srgb"] = press.colours
    for page in document.pages:
        page.bookmarks = [(level, whole.plain(of), *at) for level, of, *at in page.bookmarks]
    return document.write_pdf(
        finisher=_finish,
        pdf_variant=pdf_archive.VARIANT,
        pdf_tags=True,
        attachments=[Attachment(**pdf_archive.facts_file(facts))] if facts else None,
        output_intent="ours",  # «srgb» would open WeasyPrint's profile, and never close it
    )


def _whole_font(font: object) -> bytes:
    """The whole file of one of WeasyPrint's fonts, not the subset."""
    return get_hb_object_data(font.hb_face)


def _finish(document: Document, pdf) -> None:
    """Make the text layer exact, see ``pdf_text``, and the archive whole, see ``pdf_archive``."""
    pdf_text.repair(document.fonts.values(), pdf, _whole_font)
    pdf_archive.finish([page._page_box for page in document.pages], pdf)
