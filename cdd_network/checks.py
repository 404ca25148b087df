"""System checks: what is missing on this machine, said plainly, with the way to mend it."""

import ctypes.util

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register

from cdd_network.backup import place

PANGO = ("pango-1.0", "pangoft2-1.0")


@register(Tags.compatibility)
def pango_is_installed(app_configs: object, **kwargs: object) -> list[Error]:
    """WeasyPrint draws with Pango, a system library that pip cannot install."""
    missing = [name for name in PANGO if ctypes.util.find_library(name) is None]
    if not missing:
        return []
    return [
        Error(
            f"The system library {' and '.join(missing)} is missing: PDFs cannot be made.",
            hint="On Debian or Ubuntu type: sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0",
            id="cdd_network.E001",
        )
    ]


@register(Tags.security, deploy=True)
def site_url_is_public(app_configs: object, **kwargs: object) -> list[Warning]:
    """A printed QR must lead somewhere a phone can reach."""
    if settings.TLS and not settings.SITE_URL.startswith("https://"):
        return [
            Warning(
                "SITE_URL is not an https address: QR codes on letters would lead nowhere.",
                hint="Set SITE_URL=https://your.office.go.th",
                id="cdd_network.W001",
            )
        ]
    return []


@register(Tags.database)
def restore_has_ended(app_configs: object, databases: object, **kwargs: object) -> list[Error]:
    """A place that is half restored serves nobody, and is migrated by its restore alone."""
    half = place.half_restored() if databases else ""
    if not half:
        return []
    hint = "Type manage.py restore once more, with the same file."
    return [Error(half, hint=hint, id="cdd_network.E002")]
