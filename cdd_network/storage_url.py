"""Where stored files stand, by one variable: STORAGE_URL. Read by the settings; knows no Django app."""

from importlib.util import find_spec
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SHAPE = "write e.g. s3://key:secret@s3.example.go.th/bucket?region=th-1"
LOCAL = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
SCHEMES = {"s3": "https", "s3+http": "http"}
"""Scheme → how the server is spoken to; ``s3+http`` is for a server on this machine or wire."""
OPTIONS = {"region": "region_name", "prefix": "location"}


def storage_of(url: str) -> dict[str, object]:
    """The storage that ``url`` names, as Django's STORAGES has it; '' is the folder of MEDIA_ROOT.

    Without key and secret boto3 looks for its own (AWS_ACCESS_KEY_ID, a machine's role).
    Raises ImproperlyConfigured with a sentence that repeats no secret.
    """
    if not url:
        return LOCAL
    parts = _read(url)
    given = dict(parse_qsl(parts.query, keep_blank_values=True))
    bucket = parts.path.strip("/")
    _check(parts, bucket, given)
    if find_spec("storages") is None or find_spec("boto3") is None:
        raise ImproperlyConfigured("STORAGE_URL wants django-storages: pip install .[s3]")
    options: dict[str, object] = {OPTIONS[name]: text for name, text in given.items()}
    if parts.username:
        options["access_key"] = unquote(parts.username)
        options["secret_key"] = unquote(parts.password or "")
    where = parts.netloc.rpartition("@")[2]
    options |= {"bucket_name": bucket, "endpoint_url": f"{SCHEMES[parts.scheme]}://{where}"}
    return {"BACKEND": "cdd_network.bucket.PrivateBucket", "OPTIONS": options}


def _read(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port  # a port that is no number is found only when asked for
    except ValueError:
        raise ImproperlyConfigured(f"STORAGE_URL cannot be read: {SHAPE}") from None
    return parts


def _check(parts: SplitResult, bucket: str, given: dict[str, str]) -> None:
    if parts.scheme not in SCHEMES:
        raise ImproperlyConfigured(f"STORAGE_URL begins with {parts.scheme!r}: {SHAPE}")
    if not parts.hostname:
        raise ImproperlyConfigured(f"STORAGE_URL names no server: {SHAPE}")
    if not bucket or "/" in bucket:
        raise ImproperlyConfigured(f"STORAGE_URL names no bucket, or more than one: {SHAPE}")
    if bool(parts.username) != bool(parts.password):
        raise ImproperlyConfigured(f"STORAGE_URL has a key without its secret: {SHAPE}")
    if strange := sorted(given.keys() - OPTIONS.keys()):
        known = " and ".join(OPTIONS)
        raise ImproperlyConfigured(f"STORAGE_URL knows {known}, not {', '.join(strange)}.")
