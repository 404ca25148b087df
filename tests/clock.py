"""A clock that stands still until a test moves it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from unittest import mock
from zoneinfo import ZoneInfo

START = datetime(2025, 6, 16, 10, 0, tzinfo=ZoneInfo("Asia/Bangkok"))


class Clock:
    """``now`` is what everybody takes for the time of day."""

    def __init__(self) -> None:
        self.now = START

    def forward(self, **much: float) -> None:
        """By so many minutes, hours, seconds."""
        self.now += timedelta(**much)


@contextmanager
def standing_clock() -> Iterator[Clock]:
    """Monday, 16 June 2568, 10.00, until moved."""
    clock = Clock()
    with mock.patch("django.utils.timezone.now", side_effect=lambda: clock.now):
        yield clock
