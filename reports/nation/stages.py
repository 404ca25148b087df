"""The pattern's rows at every stage: it is told in a transaction that is taken back.

No page is set while it is told: each kind of document gets one small page of its own afterwards
(``cast.example_page``).
"""

from __future__ import annotations

from datetime import datetime, time
from itertools import count
from unittest import mock

from django.db import transaction
from django.utils import timezone

from reports import pdf
from reports.nation.cast import Cast
from reports.nation.pattern import Teller
from reports.nation.seal import Engraver, Seal


class _TakeBackError(Exception):
    """Ends the story: nothing of it stays in the database."""


def seals() -> tuple[dict[str, Seal], Cast]:
    """The story's rows at every stage, and who played in it."""
    found: dict[str, Seal] = {}
    try:
        numbers = count(1)
        with (
            transaction.atomic(),
            mock.patch("reports.pdf.render", _unset),
            mock.patch("secrets.token_urlsafe", lambda size=None: f"zq{next(numbers):020d}"),
        ):
            cast, engraver = Cast(), Engraver()
            for stage, day in Teller(cast).tell():
                moment = timezone.make_aware(datetime.combine(day, time(16)))
                found[stage] = engraver.take(moment)
            raise _TakeBackError
    except _TakeBackError:
        return found, cast


def _unset(text: str, **more: object) -> pdf.Pdf:
    """In place of a set paper."""
    return pdf.Pdf(b"", 1)
