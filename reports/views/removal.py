"""The photograph that a person removed last, kept in the session so that it can be put back.

Only the last one: when the next is removed, or the page is left by «เสร็จแล้ว», its files go for good.
"""

from dataclasses import asdict

from django.http import HttpRequest

from reports.actions import photos
from reports.actions.photos import Removed
from reports.models import SummaryReport

KEY = "removed_photo"


def keep(request: HttpRequest, removed: Removed) -> None:
    """This one can be put back from now on; the one before is gone for good."""
    forget(request)
    request.session[KEY] = asdict(removed)


def of(request: HttpRequest, report: SummaryReport) -> Removed | None:
    """What was removed from this summary last, if it can still be put back."""
    kept = request.session.get(KEY)
    return Removed(**kept) if kept and kept["report"] == report.pk else None


def forget(request: HttpRequest) -> None:
    """Its files go for good, unless it stands again."""
    kept = request.session.pop(KEY, None)
    if kept:
        photos.forget(Removed(**kept))


def done(request: HttpRequest) -> None:
    """It was put back: its files are a photograph's again."""
    request.session.pop(KEY, None)
