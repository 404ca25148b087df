"""Headers that every answer carries beside Django's own, those of static/ and of errors too."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

UNUSED = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "geolocation",
    "gyroscope", "hid", "magnetometer", "microphone", "midi", "payment", "serial", "usb",
    "xr-spatial-tracking",
)  # fmt: skip
"""What no page asks of a device. A QR is read by the telephone's own camera, a photograph taken by
the file dialogue: neither is the page's doing. Copying to the clipboard stays."""
HEADERS = {
    "Permissions-Policy": ", ".join(f"{name}=()" for name in UNUSED),
    # No other site shows our pictures or reads our files.
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex",
    # An office's computer is shared: what is kept is asked for again, and only here.
    "Cache-Control": "private, no-cache",
}


class HeadersMiddleware:
    """Adds ``HEADERS`` where a view has not set its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, with what it lacks."""
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response
