"""Headers that every answer carries, checked on every answer that a test fetches."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cdd_network.headers import HEADERS

SAME_EVERYWHERE = HEADERS.keys() - {"Cache-Control"}

if TYPE_CHECKING:
    from django.http import HttpResponse

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; object-src 'none'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors {frames}"
)
DRAWING = "default-src 'none'; sandbox; frame-ancestors 'none'"
"""Of an emblem that is opened by its own address."""
PREVIEW = re.compile(r"^/documents/\d+/document\.pdf$")
"""The one page that another page of ours shows within itself."""
EMBLEM = "/office/emblem/"
SHOWN = re.compile(r"^(image/(jpeg|png|svg\+xml)|application/pdf|text/calendar)\b")
"""Files that are looked at in the browser; every other file is saved."""
READ = re.compile(r"^(text/html|text/plain|application/json)\b")


def check_headers(response: HttpResponse, path: str, scheme: str = "http") -> None:
    """Raise AssertionError naming ``path`` and what its answer lacks."""
    got = response.headers
    shown = response.status_code in (200, 304)
    previewed = shown and bool(PREVIEW.match(path))
    frames = "'self'" if previewed else "'none'"
    csp = DRAWING if shown and path == EMBLEM else CSP.format(frames=frames)
    told = sorted(part.strip() for part in got.get("Content-Security-Policy", "").split(";"))
    assert told == sorted(csp.split("; ")), f"{path}: CSP {told}"
    wanted = {
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "SAMEORIGIN" if previewed else "DENY",
        "Cross-Origin-Opener-Policy": "same-origin",
        **{name: HEADERS[name] for name in SAME_EVERYWHERE},
    }
    lacks = {name: got.get(name) for name, value in wanted.items() if got.get(name) != value}
    assert not lacks, f"{path} ({response.status_code}): {lacks}"
    assert got.get("Referrer-Policy") in {"same-origin", "no-referrer"}, f"{path}: referrer"
    assert got.get("Cache-Control"), f"{path}: nothing said of caching"
    _check_cookies(response, path, scheme)
    _check_file(response, path)


def _check_cookies(response: HttpResponse, path: str, scheme: str) -> None:
    for name, cookie in response.cookies.items():
        if not cookie.value:  # taken back
            continue
        assert cookie["samesite"] in {"Lax", "Strict"}, f"{path}: cookie {name} goes everywhere"
        assert cookie["httponly"] or name == "csrftoken", f"{path}: scripts read the cookie {name}"
        assert cookie["secure"] or scheme == "http", f"{path}: cookie {name} without TLS"
    public = got_public(response)
    assert not (public and response.cookies), f"{path}: a cookie in an answer kept for all"
    assert not (public and "Cookie" in response.headers.get("Vary", "")), f"{path}: varies"


def got_public(response: HttpResponse) -> bool:
    """Whether a proxy may keep the answer for everybody."""
    return "public" in response.headers.get("Cache-Control", "")


def _check_file(response: HttpResponse, path: str) -> None:
    kind = response.headers.get("Content-Type", "")
    if response.status_code == 200 and kind and not READ.match(kind) and not SHOWN.match(kind):
        way = response.headers.get("Content-Disposition", "")
        assert way.startswith("attachment"), f"{path}: {kind} is not saved but «{way}»"
