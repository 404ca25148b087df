"""Whose request it is, by the network."""

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """The caller's network address.

    Behind ``TRUSTED_PROXY`` all callers share the proxy's own: then it is the last hop of
    ``X-Forwarded-For``, which the proxy writes; what stands before it anybody may have written.
    """
    hops = request.headers.get("X-Forwarded-For", "") if settings.TRUSTED_PROXY else ""
    return hops.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
